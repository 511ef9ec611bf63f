//! A linear model over what speaks for a candidate, turned into probabilities among the candidates of a name.
//!
//! The weights are fitted by `cargo xtask gazetteer weights` (maximum likelihood of a right candidate, on the Local-Global
//! Lexicon); `src/data/README.md` gives the figures.

use super::topics::{Candidate, Repute, Topic};
use crate::analysis::columns::{self, columns};
use crate::knowledge::gazetteer::{PlaceId, PlaceKind};

pub use super::weights::WEIGHTS;

columns! {
    /// What may speak for a candidate.
    Feature from 0;
    /// Tenth of the logarithm of its population.
    Population,
    /// How far its population is from that of the most populous candidate, as the same logarithm.
    LessPopulous,
    /// It is a country.
    Country,
    /// It is a state or province, the more so the more people live there.
    Region,
    /// It is a quarter of a city, a building, a base.
    Site,
    /// It is a sea, river, lake, mountain, island.
    Nature,
    /// Nobody knows how many people live there.
    NoPopulation,
    /// It is the capital of a country, the more so the more people live there.
    Capital,
    /// It is better known than places of its name where more people live.
    BestKnown,
    /// It is called so only with "County" after it.
    WithoutCounty,
    /// Words beside the name say that it lies where this one lies.
    SaidToLieThere,
    /// They say that it lies where another candidate lies.
    SaidToLieElsewhere,
    /// How many other places of the text lie in its state or province (logarithm).
    RegionVotes,
    /// What share of them does.
    RegionShare,
    /// How many lie in its country.
    CountryVotes,
    /// What share of them does.
    CountryShare,
    /// How many lie within some 100 km.
    Near,
    /// How near the nearest is: 1 at the same place, a third at some 50 km, less if it is unlikely. A town and the county it
    /// lies in thus find each other, though both have likelier namesakes.
    Beside,
    /// Its own country is named elsewhere in the text.
    CountryNamed,
    /// It is a country, as far as no other places are named.
    CountryAlone,
    /// It is the capital of a country, as far as no other places are named.
    CapitalAlone,
    /// The text writes the name as this candidate is written, to the letter, or by another name of it.
    SameLetters,
    /// The text is local news of its country.
    LocalNews,
}

/// How many features there are.
pub const FEATURES: usize = Feature::ALL.len();

/// The features of a candidate, each about 0 to 1.
pub type Features = columns::Row<FEATURES>;

impl Features {
    /// Sets what follows from the kind of place.
    pub fn set_kind(&mut self, kind: PlaceKind) {
        let feature = match kind {
            PlaceKind::Country => Feature::Country,
            PlaceKind::WorldRegion | PlaceKind::Region | PlaceKind::County | PlaceKind::City => return,
            PlaceKind::Quarter | PlaceKind::Site => Feature::Site,
            _ => Feature::Nature,
        };
        self.set(feature, 1.0);
    }

    /// Sets what follows from the population, where the most populous candidate has `most`.
    pub fn set_population(&mut self, population: u32, most: u32) {
        if population == 0 {
            self.set(Feature::NoPopulation, 1.0);
            return;
        }
        let (own, most) = ((population as f32).log10() / 10.0, (most.max(population) as f32).log10() / 10.0);
        self.set(Feature::Population, own);
        self.set(Feature::LessPopulous, most - own);
    }

    /// Sets what counts the more, the less the text says of other places: `alone` is 1 if it says nothing.
    pub fn set_alone(&mut self, kind: PlaceKind, alone: f32) {
        self.set(Feature::CountryAlone, if kind == PlaceKind::Country { alone } else { 0.0 });
        self.set(Feature::CapitalAlone, self.get(Feature::Capital) * alone);
    }
}

/// How often the candidates are read anew with what is then believed of the others.
const ROUNDS: usize = 4;

/// How many names before and after one count as the others of its text: a book does not play in one place.
const WINDOW: usize = 25;

/// Candidates less likely than this do not count for others.
const LEAST_PROBABILITY: f32 = 0.005;

/// Sets the probability of every candidate, and the features that depend on other names as they were in the last round.
pub fn score(topics: &mut [Topic], weights: &[f32; FEATURES]) {
    for topic in topics.iter_mut() {
        set_probabilities(topic, weights);
    }
    for _ in 0..ROUNDS {
        let likely: Vec<Vec<Voice>> = topics.iter().map(voices).collect();
        for index in 0..topics.len() {
            let window = index.saturating_sub(WINDOW)..(index + WINDOW + 1).min(topics.len());
            let others = || window.clone().filter(|other| *other != index).flat_map(|other| &likely[other]);
            let total = 0.5 + others().map(|voice| voice.weight).sum::<f32>();
            for candidate in &mut topics[index].candidates {
                listen(candidate, others(), total);
            }
            weigh_named(&mut topics[index].candidates);
        }
        for topic in topics.iter_mut() {
            set_probabilities(topic, weights);
        }
    }
}

/// A place that has less than one in five of the people of its greatest namesake (tenth of the logarithm, as in
/// [`Feature::LessPopulous`]) is a lesser one. The other places of a text speak for it only where one of them that is
/// no lesser place itself lies in its state or near it. Set by hand, against weights that come from local news: the news
/// of the world speaks of Lisbon, Paris and Vermont, and does not mean the Lisbon and the Paris of Maine.
const LESSER: f32 = 0.07;

/// Outside the United States the naming of its country speaks for a lesser place, too, up to this distance (one in fifteen of
/// the people), and for a capital at any: León in Nicaragua, Hamilton in Bermuda. London in Ontario is further behind.
const FAR_LESSER: f32 = 0.12;

/// Where its greatest namesake has more people than this (500,000; tenth of the logarithm), one city of its state says nothing, unless the text is local news.
const GREAT: f32 = 0.57;

/// So much must be said of its state, or be local news.
const LEAST_SUPPORT: f32 = 0.4;

/// From this square of a distance on, in parts of the earth's radius (1,100 km), what is near counts for nothing: the exponentials are
/// less than the least number of 32 bits.
const FAR: f32 = 0.03;

/// A likely candidate of another name.
struct Voice {
    id: PlaceId,
    weight: f32,
    is_lesser: bool,
    /// It is a county, and the text says so.
    is_named_county: bool,
    kind: PlaceKind,
    division: Option<usize>,
    country: Option<usize>,
    point: [f32; 3],
}

fn voices(topic: &Topic) -> Vec<Voice> {
    let likely = topic.candidates.iter().filter(|candidate| candidate.probability >= LEAST_PROBABILITY);
    let voice = |candidate: &Candidate| Voice {
        id: candidate.id,
        weight: candidate.probability * topic.weight,
        is_lesser: is_lesser(&candidate.features),
        is_named_county: candidate.kind == PlaceKind::County && candidate.features.get(Feature::WithoutCounty) == 0.0,
        kind: candidate.kind,
        division: candidate.division,
        country: candidate.country,
        point: candidate.point,
    };
    likely.map(voice).collect()
}

fn is_lesser(features: &Features) -> bool {
    features.0[Feature::LessPopulous as usize] > LESSER && features.0[Feature::SaidToLieThere as usize] == 0.0
}

/// Sets the features of a candidate that depend on the other names.
fn listen<'v>(candidate: &mut Candidate, others: impl Iterator<Item = &'v Voice>, total: f32) {
    // 1 where no other place is named, a third beside one, a fifth beside two.
    candidate.features.set_alone(candidate.kind, 0.5 / total);
    let (mut in_region, mut in_country, mut country_named, mut near, mut beside) = (0.0, 0.0, 0.0f32, 0.0, 0.0f32);
    let local = candidate.features.get(Feature::LocalNews);
    let (mut support, mut cities) = (local, 0.0f32);
    let mut division_named = 0.0f32;
    let is_lesser_town = candidate.kind != PlaceKind::County && is_lesser(&candidate.features);
    for voice in others {
        if candidate.division.is_some() && voice.division == candidate.division {
            in_region += voice.weight;
            if voice.kind == PlaceKind::Region && voice.id != candidate.id {
                division_named += voice.weight;
            }
            match voice.kind {
                _ if voice.is_lesser => {}
                kind if kind <= PlaceKind::County => support += voice.weight,
                _ => cities += voice.weight,
            }
        }
        if candidate.country.is_some() && voice.country == candidate.country {
            in_country += voice.weight;
            if voice.kind == PlaceKind::Country {
                country_named += voice.weight;
            }
        }
        let square: f32 = candidate.point.iter().zip(voice.point).map(|(a, b)| (a - b) * (a - b)).sum();
        // A country or a state is a point only on paper.
        if voice.kind > PlaceKind::Region && square < FAR {
            // In parts of the earth's radius: 100 km are 0.016.
            near += voice.weight * (-square / (0.016 * 0.016)).exp();
            if candidate.kind > PlaceKind::Region && voice.id != candidate.id {
                // Geneva and Berne are beside each other in Indiana, too.
                let is_doubtful = is_lesser_town && !voice.is_named_county;
                let trust = if is_doubtful { local } else { 1.0 };
                beside = beside.max(trust * (0.3 * voice.weight.ln() - square / (0.008 * 0.008)).exp());
            }
        }
    }
    // "Denver and Pittsburgh" says nothing of Pennsylvania's Denver, which is far behind a great city.
    let most = candidate.features.get(Feature::Population) + candidate.features.get(Feature::LessPopulous);
    let is_abroad = !candidate.is_american && country_named >= LEAST_SUPPORT;
    let is_doubtful = candidate.kind == PlaceKind::City && most > GREAT && local == 0.0 && !is_abroad;
    support += if is_doubtful { (cities - 1.0).max(0.0) } else { cities };
    candidate.named = country_named.max(division_named).min(1.0);
    let features = &mut candidate.features;
    let is_capital = matches!(candidate.repute, Repute::Capital(_));
    if is_capital || !candidate.is_american && features.get(Feature::LessPopulous) < FAR_LESSER {
        support += country_named;
    }
    if is_lesser(features) && support < LEAST_SUPPORT {
        (in_region, in_country, country_named, near) = (0.0, 0.0, 0.0, 0.0);
    }
    features.set(Feature::RegionVotes, (1.0 + in_region).ln());
    features.set(Feature::RegionShare, in_region / total);
    features.set(Feature::CountryVotes, (1.0 + in_country).ln());
    features.set(Feature::CountryShare, in_country / total);
    features.set(Feature::CountryNamed, country_named.min(1.0));
    features.set(Feature::Near, (1.0f32 + near).ln());
    features.set(Feature::Beside, beside);
}

/// The best known of a name is no better than the others as far as the text names the country or the state of another one and
/// not its own; a capital is none the worse for few people and a missing accent as far as the text names its country.
fn weigh_named(candidates: &mut [Candidate]) {
    let most = candidates.iter().map(|candidate| candidate.named).fold(0.0, f32::max);
    for candidate in candidates {
        let (features, named) = (&mut candidate.features, candidate.named);
        match candidate.repute {
            Repute::BestKnown(behind) => {
                features.set(Feature::BestKnown, 1.0 - (most - named));
                features.set(Feature::LessPopulous, behind * (most - named));
            }
            Repute::Capital(behind) => {
                features.set(Feature::LessPopulous, behind * (1.0 - named));
                features.set(Feature::SameLetters, candidate.letters.max(named));
            }
            Repute::Other => {}
        }
    }
}

/// Sets the probabilities of the candidates from their features.
pub fn set_probabilities(topic: &mut Topic, weights: &[f32; FEATURES]) {
    let sums: Vec<f32> = topic.candidates.iter().map(|candidate| candidate.features.weigh(weights)).collect();
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = sums.iter().map(|sum| (sum - most).exp()).sum();
    for (candidate, sum) in topic.candidates.iter_mut().zip(sums) {
        candidate.probability = (sum - most).exp() / total;
    }
}
