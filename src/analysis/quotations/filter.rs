//! Tells what is no quotation after all, and what is thought and not said.

use crate::analysis::{Quotation, QuotationKind};
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// Whether `quotation` is one: no title of a work, no command to speak, nothing that nobody says.
pub(super) fn is_quotation(syntax: &Syntax, quotation: &Quotation) -> bool {
    !names_a_work(syntax, quotation)
        && (quotation.kind != QuotationKind::Indirect
            || !(is_command(syntax, quotation) || is_of_nobody(syntax, quotation)))
}

/// Whether what stands between marks is the title of a work: two words or more that all begin with a capital, but for
/// the short ones, beside a cue that tells of no speech ("starred in") or of a name only ("it is called").
fn names_a_work(syntax: &Syntax, quotation: &Quotation) -> bool {
    let names = |cue: crate::Span| {
        let tokens = syntax.tokens_in(cue);
        let bare = !tokens.clone().any(|token| tells_of_speech(syntax, token));
        let is = |token: usize| matches!(syntax.word(token), "is" | "are" | "was" | "were" | "be" | "been");
        let called = tokens.clone().any(|token| syntax.word(token) == "called");
        bare || (called && (tokens.clone().any(is) || tokens.start.checked_sub(1).is_some_and(is)))
    };
    let Some(cue) = quotation.cue.filter(|cue| names(*cue)) else { return false };
    let words = || {
        let parts = quotation.quoted_parts.iter().flat_map(|part| syntax.tokens_in(*part));
        parts.map(|token| syntax.word(token)).filter(|word| word.starts_with(char::is_alphabetic))
    };
    cue.end <= quotation.content[0].start
        && words().count() >= 2
        && words().all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
}

/// Ask the shopkeepers what they think: whether the cue is a command.
fn is_command(syntax: &Syntax, quotation: &Quotation) -> bool {
    let Some(cue) = quotation.cue else { return false };
    let first = syntax.tokens_in(cue).start;
    matches!(syntax.word(first), "Ask" | "Tell" | "Say" | "Remind" | "Imagine" | "Suppose" | "Note")
        && quotation.sources.first().is_none_or(|source| source.span.start > cue.start)
}

/// The tram that nobody ordered: whether the subject of the cue is nobody.
fn is_of_nobody(syntax: &Syntax, quotation: &Quotation) -> bool {
    let Some(cue) = quotation.cue else { return false };
    let tokens = syntax.tokens_in(cue);
    let group = |token: &usize| syntax.scores.part_of_speech(*token) == PartOfSpeech::Auxiliary;
    let mut at = tokens.start;
    while at > 0 && group(&(at - 1)) {
        at -= 1;
    }
    let word = |back: usize| at.checked_sub(back).map_or("", |token| syntax.word(token));
    matches!(word(1), "nobody" | "Nobody" | "none" | "None") || (word(1) == "one" && matches!(word(2), "no" | "No"))
}

/// Whether token `token`, as a word of a cue, tells of speech or writing.
fn tells_of_speech(syntax: &Syntax, token: usize) -> bool {
    let word = syntax.word(token).to_lowercase();
    let kinds = cue_kinds(&word);
    // "reported, citing officials": whence a reporter has it is no speech.
    (kinds.is_speech_verb() && word != "citing")
        || kinds.has(CueKinds::NOUN)
        || matches!(word.as_str(), "according" | "per" | ":" | "aloud")
}

/// Whether a quotation is speech or writing: some of it stands between quotation marks, or a word of its cue tells.
pub(super) fn is_speech(syntax: &Syntax, quotation: &Quotation) -> bool {
    // "declined to comment"
    let content = syntax.tokens_in(quotation.content[0]);
    let unsaid = content.len() > 1 && syntax.word(content.start) == "to" && tells_of_speech(syntax, content.start + 1);
    quotation.kind != QuotationKind::Indirect
        || ((unsaid
            || quotation.cue.is_none_or(|cue| syntax.tokens_in(cue).any(|token| tells_of_speech(syntax, token))))
            && !is_empty(syntax, quotation))
}

/// Whether the words only point at what was said, or name it: "denied it", "said so in 1985", "say something about the
/// lamp", "tells the story", "call the roll", "posted on its website".
fn is_empty(syntax: &Syntax, quotation: &Quotation) -> bool {
    let [content] = quotation.content.as_slice() else { return false };
    let tokens = syntax.tokens_in(*content);
    let part = |token: usize| syntax.scores.part_of_speech(token);
    let verbs = tokens.clone().any(|token| matches!(part(token), PartOfSpeech::Verb | PartOfSpeech::Auxiliary));
    let first = syntax.word(tokens.start);
    let points = matches!(
        first.to_lowercase().as_str(),
        "it" | "so"
            | "this"
            | "that"
            | "him"
            | "her"
            | "me"
            | "them"
            | "something"
            | "nothing"
            | "anything"
            | "everything"
    ) || (first == "more" && tokens.len() > 1 && syntax.word(tokens.start + 1) == "than");
    let question = tokens.len() == 1 && matches!(first, "What" | "what" | "which" | "who");
    let story = tokens.len() > 1
        && matches!(first, "the" | "a" | "his" | "her" | "their")
        && matches!(syntax.word(tokens.start + 1), "story" | "stories" | "tale" | "tales" | "truth" | "joke" | "lie");
    let shouts = quotation.cue.is_some_and(|cue| {
        let mut words = syntax.tokens_in(cue);
        words.len() <= 3 && words.any(|token| matches!(syntax.word(token), "call" | "calls" | "called" | "calling"))
    });
    let is_name =
        |token: usize| matches!(part(token), PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Adjective);
    let article = usize::from(part(tokens.start) == PartOfSpeech::Determiner);
    let phrase = shouts && tokens.clone().skip(article).all(is_name) && part(tokens.end - 1) != PartOfSpeech::Adjective;
    // "asked not to be named", "posted on its website"
    let word = |at: usize| if at < tokens.end { syntax.word(at) } else { "" };
    let unnamed = first == "not"
        && word(tokens.start + 1) == "to"
        && (tokens.len() == 2 || matches!(word(tokens.start + 3), "named" | "identified" | "quoted"));
    let before = tokens.start.checked_sub(1).map_or("", |token| syntax.word(token));
    let where_ = !verbs && matches!(before, "on" | "in" | "at");
    let said_where = where_
        && quotation.cue.is_some_and(|cue| {
            syntax
                .tokens_in(cue)
                .any(|token| matches!(syntax.word(token), "posted" | "said" | "wrote" | "published" | "written"))
        });
    (points && !verbs) || question || story || phrase || unnamed || said_where
}
