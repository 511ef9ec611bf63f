//! Short lines of a dialogue that name nobody: “Which repairs?”, and below it “The spillway.”
//!
//! Newspapers hardly have them, and the corpora none, so that nothing could be fitted: whoever asks is answered by the
//! other one who spoke last, and the confidence says that this is a guess.

use super::super::rules::Rule;
use super::super::{Alternative, Attribution, Entity, EntityKind, Quotation};
use crate::Span;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// A line of a dialogue has at most so many words.
const LONGEST: usize = 12;

/// A question that does not answer one is shorter: who goes on speaking may ask too.
const LONGEST_QUESTION: usize = 6;

/// Another speaker is looked for in so many quotations before.
const FARTHEST: usize = 6;

/// How likely the other one speaks.
const ALTERNATES: f32 = 0.6;

/// Whether the last of `quotations` answers or asks the one before: it names nobody, is a short paragraph of its own right
/// below that one's, and one of the two ends with a question mark, or that one was such a line itself (`goes_on`).
pub(super) fn answers(syntax: &Syntax, quotations: &[Quotation], goes_on: bool) -> bool {
    let [.., before, own] = quotations else { return false };
    let (Some(last), Some(first)) = (before.content.last(), own.content.first()) else { return false };
    let paragraph = |span: &Span| syntax.paragraph_of(syntax.tokens_in(*span).start);
    let tokens = syntax.paragraphs[paragraph(first)].tokens.clone();
    let said: usize = own.content.iter().map(|span| syntax.tokens_in(*span).len()).sum();
    let is_word = |at: &usize| syntax.tokens[*at].kind != TokenKind::Punctuation;
    let inside = |at: &usize| own.content.iter().any(|span| syntax.tokens_in(*span).contains(at));
    let is_alone = tokens.clone().filter(is_word).all(|at| inside(&at));
    let asks = |span: &Span| syntax.tokens_in(*span).last().is_some_and(|at| syntax.word(at) == "?");
    own.inherits
        && is_alone
        && said <= LONGEST
        && paragraph(last) + 1 == paragraph(first)
        && (goes_on || asks(last) || (asks(first) && said <= LONGEST_QUESTION))
        && Rule::AnswersAlternate.holds()
}

/// Gives a line to the person who spoke last but is not the speaker of the line before, if that was just now; otherwise
/// only says that it is a guess.
pub(super) fn alternate(attribution: &mut Attribution, before: &[Attribution], entities: &[Entity]) {
    let Some(last) = before.last().and_then(|before| before.speaker) else { return };
    let recent = before.iter().rev().take(FARTHEST).filter_map(|before| before.speaker).enumerate();
    let is_other = |(_, speaker): &(usize, usize)| *speaker != last && entities[*speaker].kind == EntityKind::Person;
    let Some((distance, other)) = recent.into_iter().find(is_other) else { return };
    let (speaker, rival) = if distance == 1 { (other, last) } else { (last, other) };
    attribution.speaker = Some(speaker);
    attribution.confidence = ALTERNATES;
    attribution.alternatives = vec![Alternative { speaker: rival, confidence: 1.0 - ALTERNATES }];
}

#[cfg(test)]
mod tests {
    use crate::Annotator;

    /// The speakers of the quotations of `text`.
    fn check(text: &str, expect: &[&str]) {
        let found = Annotator::new().annotate(text);
        let name =
            |attribution: &crate::analysis::Attribution| attribution.speaker.map(|s| found.entities[s].name.clone());
        let speakers: Vec<String> = found.attributions.iter().map(|one| name(one).unwrap_or_default()).collect();
        assert_eq!(speakers, expect, "{text}");
    }

    #[test]
    fn lines_alternate_behind_questions() {
        check(
            "“Where is it?” Luis Ferrer asked.\n\n“It was spent,” Anita Grove said.\n\n“On what?”\n\n“On repairs.”\n\n“Again?”",
            &["Luis Ferrer", "Anita Grove", "Luis Ferrer", "Anita Grove", "Luis Ferrer"],
        );
        // Who goes on speaking is no other.
        check(
            "“Where is it?” Luis Ferrer asked.\n\n“It was spent,” Anita Grove said.\n\n“We mended the dam.”",
            &["Luis Ferrer", "Anita Grove", "Anita Grove"],
        );
    }
}
