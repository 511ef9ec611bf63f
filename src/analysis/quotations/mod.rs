//! Finds quotations with their cues and the words that may name their speakers.

mod draft;
pub mod forest;
pub mod join;
mod layout;
pub mod marks;
mod nested;
pub mod options;
pub mod reading;

use std::sync::LazyLock;

use join::Joiner;
use reading::Reading;

use super::{Quotation, QuotationKind};
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::syntax::Syntax;

/// The built-in joiner: see `src/data/README.md`.
static JOINER: LazyLock<Joiner> =
    LazyLock::new(|| Joiner::read(include_bytes!("../../data/quotations.joiner")).unwrap_or_default());

/// Finds quotations with their cues and the words that may name their speakers, in the order of the text; what is
/// thought and not said, too, if `thoughts` are wanted.
pub fn find(syntax: &Syntax, thoughts: bool) -> Vec<Quotation> {
    find_with(syntax, thoughts, &JOINER)
}

/// Like [`find`], with another joiner than the built-in one.
pub fn find_with(syntax: &Syntax, thoughts: bool, joiner: &Joiner) -> Vec<Quotation> {
    let marked = marks::find(syntax);
    let drafts = join::join(&Reading::new(syntax, &marked), joiner);
    let mut quotations: Vec<Quotation> = drafts.iter().filter_map(|draft| draft.finish(syntax, &marked)).collect();
    quotations.retain(|quotation| !names_a_work(syntax, quotation) && (thoughts || is_speech(syntax, quotation)));
    quotations.sort_by_key(|quotation| (quotation.content[0], quotation.cue));
    quotations
}

/// Whether what stands between marks is the title of a work: two words or more that all begin with a capital, but for
/// the short ones, beside a cue that tells of no speech ("starred in", "called").
fn names_a_work(syntax: &Syntax, quotation: &Quotation) -> bool {
    let Some(cue) = quotation.cue.filter(|cue| !syntax.tokens_in(*cue).any(|token| tells_of_speech(syntax, token)))
    else {
        return false;
    };
    let words = || {
        let parts = quotation.quoted_parts.iter().flat_map(|part| syntax.tokens_in(*part));
        parts.map(|token| syntax.word(token)).filter(|word| word.starts_with(char::is_alphabetic))
    };
    cue.end <= quotation.content[0].start
        && words().count() >= 2
        && words().all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
}

/// Whether token `token`, as a word of a cue, tells of speech or writing.
fn tells_of_speech(syntax: &Syntax, token: usize) -> bool {
    let word = syntax.word(token).to_lowercase();
    let kinds = cue_kinds(&word);
    kinds.is_speech_verb() || kinds.has(CueKinds::NOUN) || matches!(word.as_str(), "according" | "per" | ":")
}

/// Whether a quotation is speech or writing: some of it stands between quotation marks, or a word of its cue tells.
fn is_speech(syntax: &Syntax, quotation: &Quotation) -> bool {
    // "He denied it", "she said so": nothing is quoted.
    let empty =
        matches!(quotation.content[0].of(syntax.text), "it" | "so" | "this" | "that" | "him" | "her" | "me" | "them");
    quotation.kind != QuotationKind::Indirect
        || (quotation.cue.is_none_or(|cue| syntax.tokens_in(cue).any(|token| tells_of_speech(syntax, token)))
            && !(empty && quotation.content.len() == 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{NameTag, RoleTag, Scores};

    /// `expect`: one line per quotation: pieces, then cue, then source.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let found = find(&syntax, false);
        assert_eq!(lines(text, &found), expect, "{text}");
    }

    fn lines(text: &str, quotations: &[Quotation]) -> Vec<String> {
        let line = |quotation: &Quotation| {
            let pieces: Vec<&str> = quotation.content.iter().map(|span| span.of(text)).collect();
            let cue = quotation.cue.map_or("-", |span| span.of(text));
            let source = quotation.sources.first().map_or("-", |source| source.span.of(text));
            format!("{} | {cue} | {source}", pieces.join(" … "))
        };
        quotations.iter().map(line).collect()
    }

    #[test]
    fn direct() {
        check("“We will stay,” Ada Okafor said.", &["We will stay, | said | Ada Okafor"]);
        check("“We will stay,” said Lavrov on Monday.", &["We will stay, | said | Lavrov"]);
        check("“We stay,” she said, “for now.”", &["We stay, … for now. | said | she"]);
        check("“We stay,” she said. “It is our home.”", &["We stay, … It is our home. | said | she"]);
        check(
            "‘We stay,’ Ada Okafor, chair of the board, said.",
            &["We stay, | said | Ada Okafor, chair of the board"],
        );
        check("“Why?” he asked.", &["Why? | asked | he"]);
    }

    #[test]
    fn indirect() {
        check("Okafor said that the port would close.", &["that the port would close | said | Okafor"]);
        check("Okafor said the port would close.", &["the port would close | said | Okafor"]);
        check("The port will close, Okafor said.", &["The port will close | said | Okafor"]);
        check("Two people died, according to the ministry.", &["Two people died | according to | the ministry"]);
        check("The report was long.", &[]);
    }

    #[test]
    fn datelines_are_no_content() {
        check(
            "LISBON, Nov. 20 — The old bridge will be closed for a year, the port authority said on Friday.",
            &["The old bridge will be closed for a year | said | the port authority"],
        );
    }

    #[test]
    fn turns_and_headlines() {
        check("OKAFOR: “We will stay.”", &["We will stay. | : | OKAFOR"]);
    }

    #[test]
    fn scare_quotes_and_titles_are_left_out() {
        check("He starred in “The Port of Lost Dreams of Old” last year.", &[]);
    }

    /// `text` with roles in brackets, "{C said}" for a cue, "{S she}" for a source, "{Q …}" for content, of which a
    /// reader is quite sure; `expect` as in [`check`].
    fn check_joined(text: &str, thoughts: bool, expect: &[&str]) {
        let (mut plain, mut open, mut roles) = (String::new(), Vec::new(), Vec::new());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '{' => {
                    open.push((chars.next(), plain.len()));
                    chars.next();
                }
                '}' => roles.extend(open.pop().map(|(role, start)| (role, crate::Span::new(start, plain.len())))),
                c => plain.push(c),
            }
        }
        let mut syntax = Syntax::new(&plain);
        let count = syntax.tokens.len();
        let row = |tag: RoleTag| {
            let mut row = [0.02f32.ln(); RoleTag::COUNT];
            row[tag as usize] = 0.96f32.ln();
            row
        };
        let role = |letter: char| {
            let mut rows = vec![row(RoleTag::Outside); count];
            for (_, span) in roles.iter().filter(|(role, _)| *role == Some(letter)) {
                for (number, token) in syntax.tokens_in(*span).enumerate() {
                    rows[token] = row(if number == 0 { RoleTag::Begin } else { RoleTag::Inside });
                }
            }
            rows
        };
        let scores = Scores { contents: role('Q'), sources: role('S'), cues: role('C'), ..Scores::default() };
        syntax.scores = Scores { names: vec![[0.0; NameTag::COUNT]; count], ..scores };
        assert_eq!(lines(&plain, &find(&syntax, thoughts)), expect, "{text}");
    }

    #[test]
    fn joined() {
        let expect = ["that the port would close | said | Ada Okafor"];
        check_joined("{S Ada Okafor} {C said} {Q that the port would close}.", false, &expect);
        let split = ["We stay, … It is our home. | said | Ada Okafor"];
        check_joined("“{Q We stay,}” {C said} {S Ada Okafor}. “{Q It is our home.}”", false, &split);
        let two = ["We stay, | said | she", "that he would go | told | Lee"];
        check_joined("“{Q We stay,}” {S she} {C said}. {S Lee} {C told} reporters {Q that he would go}.", false, &two);
        let mixed = ["that it was “brave but late.” | said | She"];
        check_joined("{S She} {C said} {Q that it was “brave but late.”}", false, &mixed);
    }

    #[test]
    fn thoughts_are_marked_only_if_wanted() {
        let text = "{S Okafor} {C believes} {Q that the port will close}. {S Lee} {C denied} {Q that it would}.";
        let denied = "that it would | denied | Lee";
        check_joined(text, true, &["that the port will close | believes | Okafor", denied]);
        check_joined(text, false, &[denied]);
    }

    #[test]
    fn the_built_in_joiner_can_be_read() {
        let joiner = Joiner::read(include_bytes!("../../data/quotations.joiner")).expect("a joiner");
        assert!(!joiner.piece.trees.is_empty() && joiner == *JOINER);
        assert_eq!(joiner.write(), include_bytes!("../../data/quotations.joiner"));
    }
}
