//! Turns that begin no paragraph: questions and answers joined to one line ("Q: Why? A: Because."), and the entries of a
//! live blog, which begin with the time ("14:32 Ann Lee: We go.").

use std::ops::Range;

use super::super::evidence::Evidence;
use super::Proposed;
use super::layout::names_a_speaker;
use crate::analysis::rules::Rule;
use crate::syntax::{Syntax, WordClass};

/// The turns within the paragraphs of a text.
pub(super) fn within_lines(evidence: &Evidence) -> Vec<Proposed> {
    let syntax = evidence.syntax;
    let paragraphs = || syntax.paragraphs.iter().map(|paragraph| paragraph.tokens.clone());
    let is_blog = paragraphs().filter(|tokens| behind_time(syntax, tokens).is_some()).count() > 1;
    let turns = |tokens: Range<usize>| {
        let mut labels = questions_and_answers(evidence, &tokens);
        if let Some(start) = behind_time(syntax, &tokens).filter(|_| is_blog && labels.is_empty()) {
            let label = syntax.label_of(start..tokens.end);
            labels.extend(label.filter(|label| names_a_speaker(syntax, label)));
        }
        let ends: Vec<usize> = labels.iter().skip(1).map(|next| next.start).chain([tokens.end]).collect();
        labels.into_iter().zip(ends).map(|(label, end)| {
            let colon = (evidence.word(label.end) == ":").then_some(label.end..label.end + 1);
            let said = colon.as_ref().map_or(label.end, |colon| colon.end)..end;
            Proposed { content: vec![said], cue: colon, source: Some(label) }
        })
    };
    if Rule::TurnsInLines.holds() { paragraphs().flat_map(turns).collect() } else { Vec::new() }
}

/// The letters or words of question and answer before a colon, or with a full stop ("Q."), at the head of a sentence of a
/// paragraph; none, if there are not both.
fn questions_and_answers(evidence: &Evidence, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let begins = |at: usize| {
        at == tokens.start
            || matches!(evidence.classes[at - 1], WordClass::SentenceEnd | WordClass::ClosingMark | WordClass::Dash)
    };
    let is_label = |at: &usize| {
        let is_word = matches!(evidence.word(*at), "Q" | "A" | "Question" | "Answer") && evidence.word(at + 1) == ":";
        (is_word || matches!(evidence.word(*at), "Q." | "A.")) && begins(*at)
    };
    let labels: Vec<usize> = tokens.clone().filter(is_label).collect();
    let has = |letter: char| labels.iter().any(|at| evidence.word(*at).starts_with(letter));
    let both = has('Q') && has('A');
    labels.iter().filter(|_| both).map(|at| *at..at + 1).collect()
}

/// The token behind the time that a paragraph begins with: "14:32", "2.05pm —", "9:15 GMT".
fn behind_time(syntax: &Syntax, tokens: &Range<usize>) -> Option<usize> {
    let (hour, rest) = syntax.word(tokens.start).split_once([':', '.'])?;
    let minute = rest.get(..2)?;
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = matches!(hour.len(), 1 | 2) && is_number(hour) && is_number(minute);
    let is_zone = |at: &usize| matches!(syntax.word(*at), "am" | "pm" | "a.m." | "p.m." | "GMT" | "BST" | "ET");
    let is_dash = |at: &usize| syntax.classes[*at] == WordClass::Dash;
    let start = (tokens.start + 1..tokens.end).find(|at| !is_zone(at) && !is_dash(at))?;
    (is_time && matches!(&rest[2..], "" | "am" | "pm")).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_proposed;
    use super::*;

    fn check(told: &str, expect: &[&str]) {
        check_proposed(told, within_lines, expect);
    }

    #[test]
    fn questions_and_answers_in_one_line() {
        check("We met. Q: Why? A: Because. Q: So?", &["Why? | : | Q", "Because. | : | A", "So? | : | Q"]);
        check("Question: Why? Answer: Because.", &["Why? | : | Question", "Because. | : | Answer"]);
        check("Q. Why? A. Because it is.", &["Why? | - | Q.", "Because it is. | - | A."]);
        check("They chose plan A: a dam. Then Q: a road.", &[]);
        check("Vitamin A: 5 mg. A: 3 mg.", &[]);
    }

    #[test]
    fn entries_that_begin_with_a_time() {
        let entries =
            "14:32 Minister Ann Lee: We go.\n\n2.05pm — Rail services are shut.\n\n13:50 GMT Mayor Tom Orr: No.";
        check(entries, &["We go. | : | Minister Ann Lee", "No. | : | Mayor Tom Orr"]);
        check("14:32 Minister Ann Lee: We go.", &[]);
        check("14:32 Main Hall: tea\n\n15:00 Old Mill: cake", &[]);
    }
}
