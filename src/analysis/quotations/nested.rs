//! Quotations in quotations: “He told me, ‘Go home,’ and I went.”
//!
//! The reader learned from a corpus that marks none of them, so rules find them.

use std::ops::Range;

use super::draft::Draft;
use super::marks::Marked;
use super::reading::{Reading, WordClass};

/// How sure it is that the word beside the verb names the speaker.
const SURE: f32 = 0.8;

/// What stands between inner marks beside a verb of speech.
pub(super) fn find(reading: &Reading) -> Vec<Draft> {
    let inner = reading.marked.iter().filter(|mark| mark.depth > 0);
    inner.filter_map(|mark| before(reading, mark).or_else(|| after(reading, mark))).collect()
}

fn speaks(reading: &Reading, mark: &Marked, token: usize) -> bool {
    reading.cue_kinds[token].is_speech_verb() && reading.mark_of[token] == reading.mark_of[mark.open]
}

fn draft(mark: &Marked, verb: usize, source: Option<Range<usize>>) -> Draft {
    let sources = source.into_iter().map(|source| (source, SURE)).collect();
    Draft { content: mark.pieces.clone(), cue: Some(verb..verb + 1), sources }
}

/// He told me, ‘…’
fn before(reading: &Reading, mark: &Marked) -> Option<Draft> {
    let comma = matches!(reading.class(mark.open as isize - 1), WordClass::Comma | WordClass::Colon);
    let end = mark.open - usize::from(comma);
    let hearer = matches!(reading.class(end as isize - 1), WordClass::OtherPronoun | WordClass::Capitalized);
    let nearest = end.checked_sub(1).filter(|verb| speaks(reading, mark, *verb));
    let verb = nearest.or_else(|| end.checked_sub(2).filter(|verb| hearer && speaks(reading, mark, *verb)))?;
    let mut last = verb;
    while last > 0 && matches!(reading.classes[last - 1], WordClass::Auxiliary | WordClass::Adverb) {
        last -= 1;
    }
    let source = last.checked_sub(1).and_then(|last| match reading.classes[last] {
        WordClass::SubjectPronoun => Some(last..last + 1),
        WordClass::Capitalized => {
            let start = (0..last).rev().find(|token| reading.classes[*token] != WordClass::Capitalized);
            Some(start.map_or(0, |token| token + 1)..last + 1)
        }
        _ => None,
    });
    Some(draft(mark, verb, source))
}

/// ‘…,’ he said
fn after(reading: &Reading, mark: &Marked) -> Option<Draft> {
    let close = mark.close?;
    let last = reading.class(close as isize - 1);
    let first = close + 1;
    if !matches!(last, WordClass::Comma | WordClass::SentenceEnd) || first + 1 >= reading.classes.len() {
        return None;
    }
    let is_name = |token: usize| matches!(reading.classes[token], WordClass::SubjectPronoun | WordClass::Capitalized);
    let (source, verb) = match (is_name(first), is_name(first + 1)) {
        (true, _) => (first, first + 1),
        (_, true) => (first + 1, first),
        _ => return None,
    };
    speaks(reading, mark, verb).then(|| draft(mark, verb, Some(source..source + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::quotations::marks;
    use crate::syntax::Syntax;

    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let marked = marks::find(&syntax);
        let found: Vec<String> = find(&Reading::new(&syntax, &marked))
            .iter()
            .map(|draft| {
                let source = draft.sources.first().map_or("-", |(tokens, _)| syntax.span(tokens.clone()).of(text));
                format!("{source}: {}", syntax.span(draft.content[0].clone()).of(text))
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn quotations_in_quotations() {
        check("“He told me, ‘Go home,’ and I went,” she said.", &["He: Go home,"]);
        check("‘Then Ada Lee shouted “Leave!” and we ran.’", &["Ada Lee: Leave!"]);
        check("“‘No,’ he said, and left,” she said.", &["he: No,"]);
        check("“It was the ‘best’ of plans,” she said.", &[]);
        check("“No,” he said.", &[]);
    }
}
