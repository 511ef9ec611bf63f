//! Whether a name that places and people have stands where it acts, and whether somebody of the text is called so.

use std::ops::Range;

use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// Whether the name at `tokens` is all that stands before a verb: "Chad said", "Chad also said", but not "in Chad said".
pub(super) fn stands_before_verb(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    let part = |at: usize| (at < syntax.tokens.len()).then(|| syntax.part_of_speech(at));
    let verb = tokens.end + usize::from(part(tokens.end) == Some(PartOfSpeech::Adverb));
    let begins = tokens.start == syntax.sentences[syntax.sentence_of(tokens.start)].tokens.start;
    let before = tokens.start.wrapping_sub(1);
    let is_alone = || {
        !matches!(part(before), Some(PartOfSpeech::Adposition | PartOfSpeech::ProperNoun))
            && !matches!(syntax.word(before), "-" | "'s" | "’s" | "&")
    };
    part(verb).is_some_and(PartOfSpeech::is_verb) && (begins || is_alone())
}

/// Whether the name at `tokens` is one word of three capitals or more, beside words in small letters: "Floods hit CAR".
pub(super) fn is_in_capitals(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    let is_capitals = |at: usize| {
        let word = if at < syntax.tokens.len() { syntax.word(at) } else { "" };
        !word.is_empty() && word.chars().all(|c| c.is_uppercase())
    };
    tokens.len() == 1
        && syntax.word(tokens.start).len() > 2
        && is_capitals(tokens.start)
        && !is_capitals(tokens.start.wrapping_sub(1))
        && !is_capitals(tokens.end)
        && syntax.word(tokens.end) != "-"
}

/// Whether the first name at token `at` is somebody's: the text has it beside another name, behind a title, with an age, or goes on
/// with "he" or "her".
pub(super) fn is_somebody(syntax: &Syntax, at: usize) -> bool {
    let name = syntax.word(at);
    let is_capitalized = |at: usize| at < syntax.tokens.len() && syntax.word(at).starts_with(char::is_uppercase);
    let is_told = |at: usize| {
        let sentence = &syntax.sentences[syntax.sentence_of(at)].tokens;
        let before = if at > sentence.start { syntax.word(at - 1) } else { "" };
        let next = at + 1;
        let has_age =
            syntax.word(next) == "," && syntax.tokens.get(next + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let goes_on =
            || (next..sentence.end).any(|at| matches!(syntax.word(at), "he" | "she" | "his" | "her" | "him" | "who"));
        next < sentence.end && is_capitalized(next)
            || has_age
            || lexicon::title(before).is_some()
            || lexicon::role(before).is_some()
            || goes_on()
    };
    lexicon::first_name(name).is_some() && (0..syntax.tokens.len()).any(|at| syntax.word(at) == name && is_told(at))
}
