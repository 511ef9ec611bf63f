//! What is to check: the one definition that the queue, the stripes and the counts share.

use crate::arranging::Arrange;
use rustc_hash::FxHashMap;

use super::article::{Article, Entity, Origin, Quotation, Status};
use crate::analysis::{EntityKind, MentionForm};

/// A speaker at least this likely is called sure.
const SURE: f64 = 0.9;
/// One less likely than this is called a guess.
const GUESS: f64 = 0.6;
/// How doubtful a name is whose words another name has too.
const SAME_WORDS: f64 = 0.5;
/// How doubtful a name is that may be a part of another's.
const PART_OF_NAME: f64 = 0.45;
/// How doubtful a place without a point is.
const NO_POINT: f64 = 0.4;
/// How doubtful a speaker is whom the program proposed for a quotation that a person made.
const PROPOSED: f64 = 0.35;

/// How sure the program is, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Nine of ten such are right, or more.
    Sure,
    /// Six to nine of ten are.
    Check,
    /// Fewer.
    Guess,
}

impl Certainty {
    /// The word for a probability of being right.
    pub fn of(probability: f64) -> Certainty {
        match probability {
            p if p >= SURE => Certainty::Sure,
            p if p >= GUESS => Certainty::Check,
            _ => Certainty::Guess,
        }
    }
}

/// Why something is to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nobody is known to have said the quotation.
    SpeakerUnknown,
    /// Somebody else may have said it.
    SpeakerUnsure,
    /// A person made the quotation, and the program proposed its speaker.
    SpeakerProposed,
    /// The place has no point on the map.
    PlaceUnknown,
    /// Another place of the same name may be meant.
    PlaceUnsure,
    /// The same words name somebody or something else too.
    SameWords,
    /// The name is the end of another's: both may be one person.
    PartOfName,
}

/// Something doubtful that nobody has looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Where to look: a quotation, or the mention of an entity.
    pub id: String,
    /// The entity whose mention it is.
    pub entity: Option<String>,
    /// Why.
    pub reason: Reason,
    /// From 0 to 1: how likely it is wrong.
    pub doubt: f64,
    /// The same in words.
    pub certainty: Certainty,
    /// The other entity that is meant perhaps.
    pub other: Option<String>,
}

/// Everything to check, the most doubtful first, then in the order of the text.
pub fn checks(article: &Article) -> Vec<Check> {
    let mut found: Vec<(Check, u32)> =
        article.quotations.iter().filter_map(|quotation| of_quotation(quotation)).collect();
    let names = Names::new(article);
    found.extend(article.entities.iter().filter_map(|entity| of_entity(article, &names, entity)));
    found.arrange_by(|(a, at), (b, other)| b.doubt.total_cmp(&a.doubt).then(at.cmp(other)));
    found.into_iter().map(|(check, _)| check).collect()
}

/// How many quotations and entities with a mention nobody has looked at though the program is sure of them.
pub fn unseen(article: &Article, checks: &[Check]) -> usize {
    let quotations = article.quotations.iter().filter(|quotation| quotation.status == Status::Unreviewed).count();
    let entities = article.entities.iter().filter(|entity| is_open(entity)).count();
    (quotations + entities).saturating_sub(checks.len())
}

/// Whether an entity is shown and nobody has looked at it.
fn is_open(entity: &Entity) -> bool {
    entity.status == Status::Unreviewed && entity.kind != EntityKind::Other && !entity.mentions.is_empty()
}

/// Whether the speaker of a quotation is doubtful, and nobody has looked at it.
pub(super) fn is_to_check(quotation: &Quotation) -> bool {
    of_quotation(quotation).is_some()
}

fn of_quotation(quotation: &Quotation) -> Option<(Check, u32)> {
    if quotation.status != Status::Unreviewed {
        return None;
    }
    let (reason, doubt) = match (&quotation.speaker, quotation.confidence) {
        (None, _) => (Reason::SpeakerUnknown, 1.0),
        (Some(_), Some(confidence)) => (Reason::SpeakerUnsure, 1.0 - confidence),
        (Some(_), None) if quotation.origin == Origin::Human => (Reason::SpeakerProposed, PROPOSED),
        (Some(_), None) => return None,
    };
    let certainty = Certainty::of(1.0 - doubt);
    let other = quotation.alternatives.first().map(|other| other.speaker.clone());
    let check = Check { id: quotation.id.clone(), entity: None, reason, doubt, certainty, other };
    (certainty != Certainty::Sure).then(|| (check, quotation.pieces.first().map_or(0, |piece| piece.span.start)))
}

fn of_entity(article: &Article, names: &Names, entity: &Entity) -> Option<(Check, u32)> {
    if !is_open(entity) {
        return None;
    }
    let named = |mention: &&super::Mention| mention.form == MentionForm::Name;
    let mention = entity.mentions.iter().find(named).or(entity.mentions.first())?;
    let place = || match &entity.place {
        _ if entity.kind != EntityKind::Place => None,
        None => Some((Reason::PlaceUnknown, NO_POINT, None)),
        Some(place) if place.candidates.is_empty() => None,
        Some(place) => place.chosen.score.map(|score| (Reason::PlaceUnsure, (1.0 - score).clamp(0.0, 1.0), None)),
    };
    let same = || {
        let mut words = entity.mentions.iter().filter(named).map(|mention| mention.piece.span.of(&article.text));
        let other = words.find_map(|words| names.other(words, &entity.id))?;
        Some((Reason::SameWords, SAME_WORDS, Some(other.to_owned())))
    };
    let part = || {
        let other = (entity.kind == EntityKind::Person).then(|| names.longer(&entity.name, &entity.id)).flatten()?;
        Some((Reason::PartOfName, PART_OF_NAME, Some(other.to_owned())))
    };
    let (reason, doubt, other) =
        [place(), same(), part()].into_iter().flatten().max_by(|(_, a, _), (_, b, _)| a.total_cmp(b))?;
    let certainty = Certainty::of(1.0 - doubt);
    let check = Check { id: mention.id.clone(), entity: Some(entity.id.clone()), reason, doubt, certainty, other };
    (certainty != Certainty::Sure).then_some((check, mention.piece.span.start))
}

/// The names of an article: who bears them.
struct Names<'a> {
    /// The entities that the words of a name mean.
    owners: FxHashMap<&'a str, Vec<&'a str>>,
    /// The people whose names end in a word, by that word.
    endings: FxHashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Names<'a> {
    fn new(article: &'a Article) -> Names<'a> {
        let mut names = Names { owners: FxHashMap::default(), endings: FxHashMap::default() };
        for entity in article.entities.iter().filter(|entity| entity.kind != EntityKind::Other) {
            for mention in entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
                let owners = names.owners.entry(mention.piece.span.of(&article.text)).or_default();
                if !owners.contains(&entity.id.as_str()) {
                    owners.push(&entity.id);
                }
            }
            if let Some((_, last)) = entity.name.rsplit_once(' ').filter(|_| entity.kind == EntityKind::Person) {
                names.endings.entry(last).or_default().push(&entity.id);
            }
        }
        names
    }

    /// Another entity that `words` mean.
    fn other(&self, words: &str, id: &str) -> Option<&'a str> {
        self.owners.get(words)?.iter().copied().find(|owner| *owner != id)
    }

    /// A person whose name has more words, and ends in the only word of `name`.
    fn longer(&self, name: &str, id: &str) -> Option<&'a str> {
        self.endings.get(name)?.iter().copied().find(|owner| *owner != id)
    }
}
