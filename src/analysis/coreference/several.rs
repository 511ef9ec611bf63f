//! Whom words for several mean: "the couple", "both men" the two people who were told of together just before, "we" between
//! quotation marks who speaks, or the body that the speaker speaks for.

use super::asked::MOST_MENTIONS;
use super::clusters::{Cluster, push_new};
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, Wording, name_at, names_in};
use super::owners::Relation;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, Gender, Grammar, WordClass, is_any_of, is_one_of};
use crate::syntax::closed::is_relative;
use crate::syntax::phrases::Determiner;

/// They were told of together at most so many sentences before.
const FARTHEST: usize = 3;
/// A couple is called so from farther away.
const FARTHEST_COUPLE: usize = 5;

impl Walk<'_, '_, '_> {
    /// The two people whom words for two mean: those who were joined latest ("Ann Lee and Tom Vance"), or else the only two
    /// whom the sentence names, or the one before.
    pub(super) fn two_named(&mut self, description: &Description, call: &Call, wording: &Wording) -> Option<usize> {
        if !Rule::TwoTogether.holds() || !self.is_of_two(description, call, wording) {
            return None;
        }
        let at = wording.tokens.start;
        let gender = match call.noun.as_str() {
            "women" | "sisters" | "girls" => Some(Gender::Female),
            "men" | "brothers" | "boys" => Some(Gender::Male),
            _ => None,
        };
        let latest = |cluster: &Cluster| cluster.latest(at).map(|latest| latest.tokens.start);
        let joins_two = |cluster: &Cluster| {
            cluster.others.is_none()
                && cluster.members.len() == 2
                && cluster.members.iter().all(|member| self.may_be_of_two(*member, gender))
                && (call.noun != "couple" || !self.are_siblings(&cluster.members))
        };
        let clusters = &self.board.clusters;
        let joint = self.recent.iter().copied().filter(|cluster| joins_two(&clusters[*cluster]));
        let joint = joint.filter_map(|cluster| Some((latest(&clusters[cluster])?, cluster))).max();
        // "a couple" was told of since.
        let is_called =
            |cluster: &usize| clusters[*cluster].members.is_empty() && self.told_of[*cluster].is_called(&call.noun);
        let called = self.recent.iter().copied().filter(is_called).filter_map(|known| latest(&clusters[known])).max();
        let sentence = self.syntax.sentence_of(at);
        let farthest = if call.noun == "couple" { FARTHEST_COUPLE } else { FARTHEST };
        let is_near = |place: usize| self.syntax.sentence_of(place) + farthest >= sentence;
        if called.is_some_and(is_near) {
            return None;
        }
        if let Some((_, cluster)) = joint.filter(|(place, _)| is_near(*place)) {
            return Some(cluster);
        }
        let members = self.only_two_before(at, gender)?;
        let cluster = self.open(EntityKind::Group, wording.tokens.clone());
        self.board.clusters[cluster].members = members;
        Some(cluster)
    }

    /// Whether words stand for two people: "the couple", "both men", "the two women", but not "the two men who".
    fn is_of_two(&self, description: &Description, call: &Call, wording: &Wording) -> bool {
        let word = |at: usize| self.syntax.word(at);
        let head = description.head;
        let is_both = |word: &str| matches!(word, "both" | "Both");
        let start = wording.tokens.start.min(head);
        let is_plain = call.modifiers.iter().all(|word| word == "two");
        let goes_on = lexicon::has(Grammar::TellsWhichTwo, word(head + 1));
        let is_definite = description.determiner == Determiner::Definite;
        let is_two = call.number.as_deref() == Some("2") && is_definite;
        let are_both = is_both(self.syntax.word_before(start, 1)) || is_both(word(start));
        let of_people = lexicon::is_one_of(WordClass::TwoAreCalled, &call.noun);
        let is_couple = lexicon::is_one_of(WordClass::TwoOfThem, &call.noun) && is_definite;
        is_plain && !goes_on && (is_couple || of_people && (is_two || are_both))
    }

    /// Whether one of them is told to be a brother or a sister: "Joe Lee and his brother Tom" are no couple.
    fn are_siblings(&self, members: &[usize]) -> bool {
        members.iter().any(|member| self.told_of[*member].is_relative(Relation::Sibling))
    }

    fn may_be_of_two(&self, cluster: usize, gender: Option<Gender>) -> bool {
        let known = &self.board.clusters[cluster];
        known.is_named_person() && gender.zip(known.gender()).is_none_or(|(asked, known)| asked == known)
    }

    /// The two people whom the sentence names before token `at`, or the one before it, if it names two.
    fn only_two_before(&self, at: usize, gender: Option<Gender>) -> Option<Vec<usize>> {
        let names = &self.given.names;
        let sentence = self.syntax.sentence_of(at);
        let start = |back: usize| sentence.checked_sub(back).map(|index| self.syntax.sentences[index].tokens.start);
        let named = |from: usize, to: usize| {
            let mut found = Vec::new();
            let people = names_in(names, &(from..to)).take(MOST_MENTIONS);
            for name in people.filter(|name| names[*name].kind == EntityKind::Person) {
                push_new(&mut found, self.given.of_name[name]);
            }
            found
        };
        let begin = start(0)?;
        let here = named(begin, at);
        let found = if here.is_empty() { named(start(1)?, begin) } else { here };
        let fits = found.len() == 2 && found.iter().all(|cluster| self.may_be_of_two(*cluster, gender));
        let is_mentioned = |cluster: &usize| {
            self.board.clusters[*cluster].mentions.iter().any(|mention| mention.form == MentionForm::Name)
        };
        (fits && found.iter().all(is_mentioned)).then_some(found)
    }
}

/// The organization that the "we" at token `at` means for certain: it speaks itself, or is the only one named in the
/// description of a speaker without a name ("a spokesman for Acme").
pub(super) fn meant(walk: &Walk, at: usize) -> Option<usize> {
    let speaker = speaker(walk, at)?;
    let known = &walk.board.clusters[speaker];
    match known.kind {
        EntityKind::Organization => (!is_outlet(walk, speaker)).then_some(speaker),
        EntityKind::Person if !known.is_named => {
            let mut mentions = known.mentions.iter().take(MOST_MENTIONS);
            let words = mentions.find(|mention| mention.form == MentionForm::Description)?;
            let word = |at| walk.syntax.word(at);
            // "an official who met the Acme Union", "a former Acme official" speak for themselves.
            let opens_clause = |at: &usize| word(*at) == "that" || is_relative(word(*at));
            let end = words.tokens.clone().find(opens_clause).unwrap_or(words.tokens.end);
            let tokens = words.tokens.start..end;
            let head = walk.syntax.phrases.noun_at(tokens.start).map_or(tokens.start, |phrase| phrase.head);
            if !is_one_of(WordClass::SpeaksForABody, word(head))
                || tokens.clone().any(|at| is_one_of(WordClass::Former, word(at)))
            {
                return None;
            }
            let named = tokens.filter_map(|at| name_at(walk.given.names, at));
            let mut bodies = named
                .map(|name| walk.given.of_name[name])
                .filter(|cluster| walk.board.clusters[*cluster].kind == EntityKind::Organization);
            let body = bodies.next()?;
            bodies.all(|other| other == body).then_some(body)
        }
        _ => None,
    }
}

/// Whether `cluster` is called like a newspaper or an agency, whose words are mostly somebody else's.
fn is_outlet(walk: &Walk, cluster: usize) -> bool {
    const CLASSES: [WordClass; 3] = [WordClass::NewsAgency, WordClass::Outlet, WordClass::NameOfNewspaper];
    walk.told_of[cluster].words.iter().any(|word| is_any_of(&CLASSES, word))
}

/// Whether `cluster` is named before the "we" at token `at`, in the same quotation, by a speaker who is not told to
/// belong to it: “The Ministry asked, and we agreed”; “here at Acme we agreed” is said by one who does.
pub(super) fn is_told_of(walk: &Walk, at: usize, cluster: usize) -> bool {
    let quoted = walk.given.spoken[at];
    let Some(speaker) = speaker(walk, at) else { return false };
    if walk.told_of[speaker].beside.contains(&cluster) {
        return false;
    }
    let latest = walk.board.clusters[cluster].before(at).iter().rev().take(MOST_MENTIONS);
    let inside = latest.filter(|mention| mention.quoted == quoted && mention.form == MentionForm::Name);
    let belongs = |start: usize| {
        let mut before = (0..start).rev().map(|at| walk.syntax.word(at)).filter(|word| *word != "the").take(2);
        matches!(before.next(), Some("at" | "our" | "Our")) || before.next() == Some("behalf")
    };
    let mut inside = inside.peekable();
    inside.peek().is_some() && !inside.any(|mention| belongs(mention.tokens.start))
}

/// Who says the words between marks in which token `at` stands.
fn speaker(walk: &Walk, at: usize) -> Option<usize> {
    walk.board.speaker(walk.given.spoken[at]?)
}
