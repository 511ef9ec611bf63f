//! Finds quotations with their cues and the words that may name their speakers.

mod draft;
pub mod marks;
mod rules;

use super::Quotation;
use crate::syntax::Syntax;

/// Finds quotations with their cues and the words that may name their speakers, in the order of the text.
pub fn find(syntax: &Syntax) -> Vec<Quotation> {
    let marked = marks::find(syntax);
    let drafts = rules::find(syntax, &marked);
    let mut quotations: Vec<Quotation> = drafts.iter().filter_map(|draft| draft.finish(syntax, &marked)).collect();
    quotations.sort_by_key(|quotation| (quotation.content[0], quotation.cue));
    quotations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Syntax;

    /// `expect`: one line per quotation: pieces, then cue, then source.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let marked = marks::find(&syntax);
        let mut drafts = rules::find(&syntax, &marked);
        drafts.sort_by_key(|draft| draft.content[0].start);
        let lines: Vec<String> = drafts
            .iter()
            .filter_map(|draft| draft.finish(&syntax, &marked))
            .map(|quotation| {
                let pieces: Vec<&str> = quotation.content.iter().map(|span| span.of(text)).collect();
                let cue = quotation.cue.map_or("-", |span| span.of(text));
                let source = quotation.sources.first().map_or("-", |source| source.span.of(text));
                format!("{} | {cue} | {source}", pieces.join(" … "))
            })
            .collect();
        assert_eq!(lines, expect, "{text}");
    }

    #[test]
    fn direct() {
        check("“We will stay,” Ada Okafor said.", &["We will stay, | said | Ada Okafor"]);
        check("“We will stay,” said Lavrov on Monday.", &["We will stay, | said | Lavrov"]);
        check("“We stay,” she said, “for now.”", &["We stay, … for now. | said | she"]);
        check("“We stay,” she said. “It is our home.”", &["We stay, … It is our home. | said | she"]);
        check("Okafor told reporters: “It is over.”", &["It is over. | told | Okafor"]);
        check("‘We stay,’ Ada Okafor, chair of the board, said.", &["We stay, | said | Ada Okafor"]);
        check("“Why?” he asked.", &["Why? | asked | he"]);
    }

    #[test]
    fn indirect() {
        check("Okafor said that the port would close.", &["that the port would close | said | Okafor"]);
        check("Okafor said the port would close.", &["the port would close | said | Okafor"]);
        check("The port will close, Okafor said.", &["The port will close | said | Okafor"]);
        check("According to the ministry, two people died.", &["two people died | According to | the ministry"]);
        check("Two people died, according to the ministry.", &["Two people died | according to | the ministry"]);
        check("The report was long.", &[]);
    }

    #[test]
    fn turns_and_headlines() {
        check("OKAFOR: “We will stay.”", &["We will stay. | : | OKAFOR"]);
    }

    #[test]
    fn scare_quotes_and_titles_are_left_out() {
        check("The so-called “reform” failed.", &[]);
        check("He starred in “The Port of Lost Dreams of Old” last year.", &[]);
    }
}
