//! The candidates for a pronoun or a description, each with its row of features.

use std::ops::Range;

use super::asked::Asked;
use super::clusters::Cluster;
use super::countries;
use super::decide::Walk;
use super::exclusions::{Exclusions, barred, silent};
use super::features::{Feature, Row};
use super::forms::class_of;
use super::mentions::{Description, Pronoun, Wording, begins_one_of, kind_of, name_at, pronoun, singular};
use super::nouns::{fits_place, is_part_of_name};
use super::owners;
use super::several;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Gender, Grammar, NounKind};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive_of_one;
use crate::syntax::phrases::Determiner;
use crate::text::TokenKind;

/// The candidates of a case; `rows` begins with that of "none of these".
pub(super) struct Evidence {
    pub rows: Vec<Row>,
    pub clusters: Vec<usize>,
    /// Those of them who cannot be meant.
    pub barred: Vec<usize>,
}

/// What an entity is called by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    /// The head noun in small letters.
    pub noun: String,
    /// The words between determiner and head that tell something, in small letters.
    pub modifiers: Vec<String>,
    /// How many they are, where the words tell it.
    pub number: Option<String>,
}

impl Call {
    pub fn new(syntax: &Syntax, tokens: Range<usize>, head: usize) -> Call {
        let tells = |at: &usize| {
            let word = syntax.word(*at);
            !matches!(syntax.tokens[*at].kind, TokenKind::Punctuation | TokenKind::Number)
                && syntax.part_of_speech(*at) != PartOfSpeech::Determiner
                && !is_genitive_of_one(word)
                && pronoun(word).is_none()
                && !lexicon::is_one_of(Grammar::ModifiesAnyNoun, word)
        };
        let is_share = begins_one_of(syntax, &tokens);
        let start = tokens.start + if is_share { 2 } else { 0 };
        let modifiers = (start..head).filter(tells).map(|at| syntax.word(at).to_lowercase()).collect();
        let noun = lexicon::noun_of_role(syntax.word(head));
        match is_share {
            true => Call { noun: singular(&noun).unwrap_or(noun), modifiers, number: None },
            false => Call { noun, modifiers, number: syntax.number(start..head) },
        }
    }

    /// The gender that the noun tells, or else a word before it: "the female informant".
    pub fn gender(&self) -> Option<Gender> {
        let of_modifier = |word: &String| match word.as_str() {
            "female" => Some(Gender::Female),
            "male" => Some(Gender::Male),
            _ => None,
        };
        let of_noun = lexicon::role(&self.noun).and_then(|role| role.gender);
        of_noun.or_else(|| self.modifiers.iter().find_map(of_modifier))
    }

    pub(super) fn has_modifiers_of(&self, other: &Call) -> bool {
        let mut pairs = self.modifiers.iter().zip(&other.modifiers);
        self.modifiers.len() == other.modifiers.len() && pairs.all(|(one, other)| countries::are_same(one, other))
    }
}

/// The feature of a noun whose kind is not known.
const UNKNOWN: u8 = 6;
/// Descriptions may be named so many sentences later.
const SENTENCES_AHEAD: usize = 4;
/// A noun whose kind is not known may stand for whoever has a word as near as this in meaning.
const NEAR: f32 = 0.4;

impl Evidence {
    /// Who may be meant by a pronoun of the third person.
    pub fn of_pronoun(walk: &Walk, pronoun: Pronoun, wording: &Wording) -> Evidence {
        let gender = if let Pronoun::Singular(gender) = pronoun { Some(gender) } else { None };
        let mut asked = Asked::new(walk, wording, wording.tokens.clone(), gender);
        asked.class = class_of(pronoun);
        asked.subject = walk.syntax.subject_before(asked.at);
        let word = walk.syntax.word(asked.at).to_ascii_lowercase();
        let is_owner = walk.syntax.is_owner(asked.at);
        asked.is_object = !is_owner && matches!(word.as_str(), "him" | "her" | "them");
        let mut base = asked.base(walk);
        base.set(Feature::Pronoun, [0u8, 0, 1, 2, 3][asked.class.unwrap_or(0)]);
        let case = match is_owner {
            true => 2,
            false if word.ends_with("self") || word.ends_with("selves") => 3,
            false => u8::from(asked.is_object),
        };
        base.set(Feature::Case, case);
        let fits = |cluster: &Cluster| fits_pronoun(pronoun, cluster);
        let limit = walk.syntax.sentences[asked.sentence].tokens.end;
        let is_told_of = |cluster| pronoun == Pronoun::We && several::is_told_of(walk, asked.at, cluster);
        let mut evidence = asked.gather(walk, base, limit, fits, |cluster, _| !is_told_of(cluster));
        match (gender, pronoun) {
            (Some(gender), _) => evidence.barred = barred(walk, &asked, gender, &evidence.clusters),
            (_, Pronoun::Neuter) => evidence.barred = silent(walk, &asked, &evidence.clusters),
            _ => {}
        }
        evidence
    }

    /// Whom a description may stand for.
    pub fn of_description(walk: &Walk, description: &Description, call: &Call, wording: &Wording) -> Evidence {
        let tokens = wording.tokens.start.min(description.head)..description.head + 1;
        let gender = call.gender();
        let asked = Asked::new(walk, wording, tokens.clone(), gender);
        let mut base = asked.base(walk);
        let is_general = description.noun.is_some_and(|noun| noun.is_general);
        let kind = description.noun.map(|noun| noun.kind);
        base.set(Feature::Determiner, description.determiner as u8);
        base.set(Feature::Noun, kind.map_or(UNKNOWN, |kind| kind as u8));
        base.set(Feature::General, is_general);
        base.set(Feature::Relation, owners::is_somebodys(&call.noun));
        base.set(Feature::Modifiers, call.modifiers.len() as u32);
        base.set(Feature::GoesOn, goes_on(walk.syntax, description.head));
        let inner: Vec<usize> = tokens.clone().filter_map(|at| name_at(walk.given.names, at)).collect();
        let is_bare = description.determiner == Determiner::Bare;
        let is_capitalized = walk.syntax.word(description.head).starts_with(char::is_uppercase);
        let is_authority = kind == Some(NounKind::Organization) && !is_general;
        let excluded = Exclusions::new(walk, wording, description, call, tokens.clone());
        let is_label = labels_turn(walk.syntax, wording.tokens.start);
        let speakers = asked.speakers(walk);
        let vector = walk.nearness.borrow_mut().vector(&call.noun);
        let last = (asked.sentence + SENTENCES_AHEAD).min(walk.syntax.sentences.len() - 1);
        let limit = walk.syntax.sentences[last].tokens.end;
        asked.gather(
            walk,
            base,
            limit,
            |cluster| fits_noun(kind, cluster) == 2,
            |index, row| {
                let cluster = &walk.board.clusters[index];
                let of_noun = || walk.told_of[index].calls.iter().filter(|known| known.noun == call.noun);
                let is_same = of_noun().any(|known| known.has_modifiers_of(call));
                let is_same_noun = of_noun().next().is_some();
                let is_role = cluster.roles.iter().any(|role| role.trim_end_matches('.') == call.noun);
                let words = &walk.told_of[index].words;
                let in_name = cluster.is_named
                    && cluster.kind != EntityKind::Person
                    && words.contains(&call.noun)
                    && !is_part_of_name(walk, index, &call.noun, is_bare || is_capitalized);
                let fit = fits_noun(kind, cluster);
                let is_told = is_same_noun || is_role || in_name;
                let near = || walk.nearness.borrow_mut().of(vector, index, words);
                let is_near = || kind.is_none() && cluster.is_named && near() > NEAR;
                let is_far = || (fit == 0 && !is_near()) || (!cluster.is_named && (fit < 2 || !is_general));
                let is_no_document = || {
                    kind == Some(NounKind::Document)
                        && cluster.is_named
                        && near() <= NEAR
                        && Rule::DocumentsAreTold.holds()
                };
                // “The minister lied,” said Lee; "The Minister: I did not." among the turns of Lee.
                let is_person = cluster.kind == EntityKind::Person;
                let speaks = is_person && speakers.contains(&Some(index)) && Rule::SpeakerIsNotTold.holds()
                    || is_label && walk.told_of[index].labels_turn;
                if !is_told && (is_bare || is_far() || is_no_document())
                    || speaks
                    || excluded.excludes(walk, index, is_told)
                {
                    return false;
                }
                let shared = call.modifiers.iter().filter(|word| words.contains(word)).count();
                let is_other = |name: &usize| {
                    let mut tokens = walk.given.names[*name].tokens.clone();
                    !tokens.any(|at| words.contains(&walk.syntax.word(at).to_lowercase()))
                };
                let is_other = !is_same && inner.iter().any(is_other);
                // "the French government" is neither "the government" of before nor a court.
                if is_other && (!cluster.is_named || (is_authority && !is_told)) && Rule::OtherName.holds() {
                    return false;
                }
                row.set(Feature::SameWords, is_same);
                row.set(Feature::SameNoun, is_same_noun);
                row.set(Feature::Role, is_role);
                row.set(Feature::InName, in_name);
                row.set(Feature::Shared, shared as u32);
                row.set(Feature::Unshared, (call.modifiers.len() - shared) as u32);
                row.set(Feature::OtherName, is_other);
                row.set(Feature::NounFits, fit);
                row.set(Feature::Roles, cluster.roles.len().min(4) as u32);
                row.set(Feature::NounNear, near());
                row.set(Feature::PlaceFits, fits_place(&call.noun, walk.told_of[index].places));
                if kind == Some(NounKind::Organization) && cluster.kind == EntityKind::Organization && cluster.is_named
                {
                    let mut words = walk.syntax.tokens_in(cluster.name).map(|at| walk.syntax.word(at));
                    let title = match in_name {
                        true => 2,
                        false if words.any(lexicon::is_organization) => 3,
                        false => 1,
                    };
                    row.set(Feature::TitleFits, title);
                }
                true
            },
        )
    }
}

/// Whether kind and gender of a cluster fit a pronoun.
fn fits_pronoun(pronoun: Pronoun, cluster: &Cluster) -> bool {
    match pronoun {
        Pronoun::Singular(gender) => {
            cluster.kind == EntityKind::Person && cluster.gender().is_none_or(|known| known == gender)
        }
        Pronoun::Neuter => !matches!(cluster.kind, EntityKind::Person | EntityKind::Group),
        _ => matches!(cluster.kind, EntityKind::Group | EntityKind::Organization),
    }
}

/// How well a noun fits what a cluster is: 2 the same kind, 1 near it, 0 not.
fn fits_noun(noun: Option<NounKind>, cluster: &Cluster) -> u8 {
    let Some(noun) = noun else { return 0 };
    match (noun, cluster.kind) {
        (_, kind) if kind == kind_of(Some(noun)) => 2,
        (NounKind::Group | NounKind::Place, EntityKind::Organization)
        | (NounKind::Organization, EntityKind::Place | EntityKind::Group | EntityKind::Other) => 1,
        _ => 0,
    }
}

/// Whether something behind the noun at token `head` tells more of it: "the head of the union".
pub(super) fn goes_on(syntax: &Syntax, head: usize) -> bool {
    lexicon::has(Grammar::TellsMore, syntax.word(head + 1))
}

/// Whether token `at` stands in the label of a turn: "Ann Lee:" at the head of a paragraph.
pub(super) fn labels_turn(syntax: &Syntax, at: usize) -> bool {
    syntax.label(syntax.paragraph_of(at)).is_some_and(|label| label.contains(&at))
}
