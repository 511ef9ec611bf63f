//! Whom "we" between quotation marks means: who speaks, or the body that the speaker speaks for.

use super::asked::MOST_MENTIONS;
use super::decide::Walk;
use super::mentions::name_at;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{WordClass, is_any_of, is_one_of};

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
            let is_relative = |at: &usize| matches!(word(*at), "who" | "that" | "which" | "whose");
            let end = words.tokens.clone().find(is_relative).unwrap_or(words.tokens.end);
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
    *walk.board.speakers.get(walk.given.spoken[at]? as usize)?
}
