//! Terms that are shortened in brackets: "public-private partnership (PPP)".

use super::shortened::{is_and, is_joint};
use crate::analysis::Name;
use crate::knowledge::lexicon::{self, NounKind, WordClass};
use crate::syntax::Syntax;

/// The most tokens of a term.
const LONGEST: usize = 12;

/// Whether `name` stands in brackets behind words in small letters whose initials it has, and which name no body and nobody:
/// "single market price (SMP)", but not "the special inquiry team (SIT)".
pub(super) fn shortens_term(syntax: &Syntax, name: &Name) -> bool {
    let short = syntax.word(name.tokens.start);
    let short = short.strip_suffix('s').unwrap_or(short);
    let open = name.tokens.start.wrapping_sub(1);
    let is_bracketed = matches!((syntax.word(open), syntax.word(name.tokens.end)), ("(", ")") | ("[", "]"));
    if name.tokens.len() != 1
        || short.len() < 2
        || !short.bytes().all(|byte| byte.is_ascii_uppercase())
        || !is_bracketed
    {
        return false;
    }
    let sentence = syntax.sentence_at(open).start;
    let mut letters = short.bytes().rev().peekable();
    // The last word, and those before "of" and the like.
    let mut heads = Vec::new();
    let mut is_head = true;
    let mut small = 0;
    for at in (sentence.max(open.saturating_sub(LONGEST))..open).rev() {
        let word = syntax.word(at);
        let Some(letter) = letters.peek() else { break };
        match word.bytes().next() {
            Some(b'-') => continue,
            Some(first) if first.eq_ignore_ascii_case(letter) => {
                if std::mem::take(&mut is_head) {
                    heads.push(at);
                }
                small += usize::from(first.is_ascii_lowercase());
                letters.next();
            }
            _ if is_joint(word) || is_and(word) => is_head = true,
            _ => return false,
        }
    }
    let names_somebody = |at: usize| lexicon::noun_kind(syntax.word(at)).is_some_and(NounKind::speaks);
    letters.next().is_none() && small + 1 >= short.len() && !heads.into_iter().any(names_somebody)
}

/// Whether `name` is "CCTV" behind which stands what cameras make, which tells that it is no broadcaster.
pub(super) fn is_camera(syntax: &Syntax, name: &Name) -> bool {
    let next = syntax.word(name.tokens.end);
    name.span.of(syntax.text) == "CCTV" && lexicon::is_one_of(WordClass::MadeByCameras, next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::analysis::EntityKind;

    #[test]
    fn terms_are_shortened_in_brackets() {
        let check = |text: &str, expect: bool| {
            let syntax = Syntax::new(text);
            let start = text.find(['(', '[']).expect("a bracket") + 1;
            let end = text.find([')', ']']).expect("a bracket");
            let (span, kind) = (Span::new(start, end), EntityKind::Organization);
            let tokens = syntax.tokens_in(span);
            let name = Name { span, tokens, kind, title: None, description: None, confidence: 1.0 };
            assert_eq!(shortens_term(&syntax, &name), expect, "{text}");
        };
        check("They spoke of public-private partnerships (PPP) there.", true);
        check("The minimum import price [MIP] fell.", true);
        check("It is a means of transport (MOT) there.", true);
        check("The special investigation team (SIT) left.", false);
        check("The Special Market Prize (SMP) was won.", false);
        check("The office for budget responsibility (OBR) left.", false);
        check("The chief election commissioner (CEC) left.", false);
        check("The price (SMP) fell.", false);
    }
}
