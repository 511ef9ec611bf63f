//! Quotations that the layout of a text tells: the turns of a transcript or an interview ("NAME: …", "Q: …"), the lines of
//! a list, posts, and what is signed.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::evidence::Evidence;
use super::super::settled::can_say;
use super::posts::posts;
use super::signed::{signed, signed_headline};
use super::{Generator, Proposed};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::syntax::{Syntax, WordClass};
use crate::text::TokenKind;

/// What the layout proposes.
pub(super) fn all(evidence: &Evidence) -> impl Iterator<Item = (Proposed, Generator)> {
    let turns = [within_lines(evidence), turns(evidence)].concat();
    let speaks = |at: usize| evidence.word(at) == "?" || evidence.is_one_of(Grammar::SpeaksOrHears, at);
    let is_said = |piece: &Range<usize>| evidence.mean_content(piece.clone()) > LEAST_SAID || piece.clone().any(speaks);
    let are_said = turns.iter().any(|turn| turn.content.iter().any(is_said)) || !Rule::TurnsAreSaid.holds();
    let turns = if are_said { turns } else { Vec::new() };
    let signed = signed(evidence.syntax, evidence.marked).into_iter().chain(signed_headline(evidence));
    let by = |generator: Generator| move |one: Proposed| (one, generator);
    let turns = turns.into_iter().map(by(Generator::Turn)).chain(posts(evidence).into_iter().map(by(Generator::Post)));
    turns.chain(signed.chain(listed(evidence)).map(by(Generator::Signed)))
}

/// One of a text's turns at least is said as likely as this, unless somebody speaks of himself or to another: names stand
/// before a colon in tables and lists, too ("GOALKEEPERS: Ricardo Canales").
const LEAST_SAID: f32 = 0.15;

/// The turns of a transcript, an interview or a debate: paragraphs that begin with a name and a colon (or in capitals, with
/// a dash), if there are three and a name returns, or if two or more stand right behind each other and name somebody. What
/// stands in paragraphs without such a head between two of them goes on with the turn.
fn turns(evidence: &Evidence) -> Vec<Proposed> {
    let syntax = evidence.syntax;
    let heads = (0..syntax.paragraphs.len()).filter_map(|index| Some((index, head(syntax, index)?)));
    // "Harbour Cup 2022": no speaker, but "Speaker 1001".
    let is_year = |head: &Range<usize>| {
        let year = syntax.word(head.end - 1).parse().unwrap_or(0);
        head.len() > 1 && (1900..2100).contains(&year)
    };
    let heads: Vec<(usize, Range<usize>)> =
        heads.filter(|(_, head)| !names_nobody(syntax, head) && !is_year(head)).collect();
    let name = |head: &Range<usize>| syntax.span(head.clone()).of(syntax.text);
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    heads.iter().for_each(|(_, head)| *times.entry(name(head)).or_default() += 1);
    let returns = |head: &Range<usize>| heads.len() > 2 && times.get(name(head)).is_some_and(|times| *times > 1);
    let first = heads.iter().position(|(_, head)| returns(head));
    let turns: Vec<&(usize, Range<usize>)> = match (first, heads.iter().rposition(|(_, head)| returns(head))) {
        (Some(first), Some(last)) => {
            // Who speaks once is written as those are who speak again: no "Transcript:" above "MR. LEE:". Or has a name,
            // and stands between them or right before.
            let in_capitals = heads.iter().filter(|(_, head)| returns(head)).all(|(_, head)| shouted(syntax, head));
            let is_lead = |pair: &&[(usize, Range<usize>)]| pair[0].0 + 1 == pair[1].0 && is_person(syntax, &pair[0].1);
            let lead = first - heads[..=first].windows(2).rev().take_while(is_lead).count();
            let is_turn = |number: &usize| {
                let head = &heads[*number].1;
                let is_named = || (lead..=last).contains(number) && is_person(syntax, head);
                returns(head) || !in_capitals || shouted(syntax, &(head.start..head.start + 1)) || is_named()
            };
            let near = lead.min(first.saturating_sub(1))..heads.len().min(last + 2);
            near.filter(is_turn).map(|number| &heads[number]).collect()
        }
        _ => {
            let people = heads.iter().filter(|(_, head)| names_a_speaker(syntax, head)).collect::<Vec<_>>();
            let runs = people.chunk_by(|(a, _), (b, _)| a + 1 == *b);
            runs.filter(|run| run.len() > 1).flatten().copied().collect()
        }
    };
    let proposed = turns.iter().enumerate().filter_map(|(index, (paragraph, head))| {
        let next = turns.get(index + 1).map_or(paragraph + 1, |(next, _)| *next);
        let own = head.end + 1..syntax.paragraphs[*paragraph].tokens.end;
        // Behind marks that hold all of the paragraph only what stands between marks is said.
        let mark = own.clone().next().and_then(|first| evidence.mark(first).filter(|mark| mark.open == first));
        let is_closed = mark.is_some_and(|mark| mark.close == Some(own.end - 1)) && Rule::TurnsInMarks.holds();
        let begins = |at: usize| !is_closed || evidence.classes[at] == WordClass::OpeningMark;
        let further = syntax.paragraphs[paragraph + 1..next].iter().take(MOST_PARAGRAPHS);
        let further = further.filter(|paragraph| begins(paragraph.tokens.start));
        let content: Vec<Range<usize>> =
            std::iter::once(own).chain(further.map(|paragraph| paragraph.tokens.clone())).collect();
        let words = content.iter().cloned().flatten().any(|token| syntax.tokens[token].kind != TokenKind::Punctuation);
        let colon = head.end..head.end + 1;
        words.then(|| Proposed { content, cue: Some(colon), source: Some(head.clone()) })
    });
    proposed.collect()
}

/// The most further paragraphs of a turn.
const MOST_PARAGRAPHS: usize = 6;

/// Whether all words of `head` are in capitals.
fn shouted(syntax: &Syntax, head: &Range<usize>) -> bool {
    let word = |token: &usize| syntax.tokens[*token].kind != TokenKind::Punctuation;
    head.clone().filter(word).all(|token| !syntax.word(token).contains(char::is_lowercase))
}

/// The label of `paragraph`, or the words in capitals before its dash: ANNA WOLFE — Nobody told us.
fn head(syntax: &Syntax, paragraph: usize) -> Option<Range<usize>> {
    let shout = || {
        let tokens = syntax.paragraphs[paragraph].tokens.clone();
        let is_dash = |token: &usize| matches!(syntax.word(*token), "—" | "–" | "--");
        let dash = tokens.clone().take(5).find(is_dash)?;
        let head = tokens.start..dash;
        (head.len() > 1 && shouted(syntax, &head) && names_a_speaker(syntax, &head)).then_some(head)
    };
    syntax.label(paragraph).or_else(shout)
}

/// Whether `head` names somebody who may speak: a person by the reader's scores, a title or a role, initials, or the
/// letters of question and answer.
pub(super) fn names_a_speaker(syntax: &Syntax, head: &Range<usize>) -> bool {
    let first = syntax.word(head.start);
    let initials = head.len() == 1 && first.chars().count() <= 3 && first.chars().all(char::is_uppercase);
    let titled = |token: usize| {
        let lower = syntax.word(token).to_lowercase();
        lexicon::title(&lower).is_some() || lexicon::role(&lower).is_some() || lower == "speaker"
    };
    initials || is_person(syntax, head) || head.clone().any(titled)
}

/// Whether all words of `head` are those of labels that nobody says: "READ MORE", "Winner".
pub(in super::super) fn names_nobody(syntax: &Syntax, head: &Range<usize>) -> bool {
    head.clone().all(|token| lexicon::is_one_of(lexicon::WordClass::LabelOfNobody, syntax.word(token)))
}

/// Whether a word of `head` is a person's name by the reader's scores.
fn is_person(syntax: &Syntax, head: &Range<usize>) -> bool {
    head.clone().any(|token| syntax.scores.is_person(token))
}

/// The most words of a line in a list.
const LONGEST_LINE: usize = 40;

/// Two or more lines of a list below "She also said:": paragraphs without marks that a bullet or a number begins, or that no
/// full stop ends. Of paragraphs between marks that stand there the first.
fn listed(evidence: &Evidence) -> Vec<Proposed> {
    let syntax = evidence.syntax;
    let is_line = |number: &usize| {
        let tokens = syntax.paragraphs[*number].tokens.clone();
        let is_bulleted = matches!(syntax.word(tokens.start), "•" | "·" | "-" | "–" | "—" | "*" | ">")
            || !evidence.is_word(tokens.start) && syntax.tokens[tokens.start].kind == TokenKind::Number;
        let is_open = evidence.classes[tokens.end - 1] != WordClass::SentenceEnd;
        (is_bulleted || is_open) && tokens.len() <= LONGEST_LINE && evidence.is_unmarked(tokens)
    };
    let lists = (0..syntax.paragraphs.len()).filter_map(|number| {
        let colon = syntax.paragraphs[number].tokens.end - 1;
        let verb = colon.checked_sub(1).filter(|_| evidence.classes[colon] == WordClass::Colon)?;
        let sentence = evidence.sentence(verb);
        if !evidence.cue_kinds[verb].has(CueKinds::SAY) || evidence.mark_of[verb].is_some() {
            return None;
        }
        let source = syntax.joined_noun_before(sentence.start, syntax.verb_group_start(verb))?;
        let whole = |number: usize| {
            let tokens = &syntax.paragraphs.get(number)?.tokens;
            let mark = evidence.mark(tokens.start)?;
            (mark.open == tokens.start && mark.close.is_some_and(|close| close + 1 >= tokens.end)).then_some(mark)
        };
        let is_plain = evidence.class_before(source.start, 1) != WordClass::Comma;
        if let (Some(first), Some(_), true) = (whole(number + 1), whole(number + 2), is_plain) {
            return Some(Proposed { content: first.pieces.clone(), cue: Some(verb..colon), source: Some(source) });
        }
        if let Some(block) = block(evidence, number, &source) {
            return Some(Proposed { content: vec![block], cue: Some(verb..colon), source: Some(source) });
        }
        let lines = (number + 1..syntax.paragraphs.len()).take_while(is_line);
        let content: Vec<Range<usize>> = lines.map(|line| syntax.paragraphs[line].tokens.clone()).collect();
        let list = Proposed { content, cue: Some(verb..colon), source: Some(source) };
        (list.content.len() > 1 && Rule::ListedLines.holds()).then_some(list)
    });
    lists.collect()
}

/// The most tokens of a paragraph that only tells who says the next one: "He adds:".
const LONGEST_LEAD: usize = 8;
/// The least words of that one.
const LEAST_BLOCK: u32 = 8;

/// The paragraph behind paragraph `number`, if that only tells that `source` says it: a block without marks.
fn block(evidence: &Evidence, number: usize, source: &Range<usize>) -> Option<Range<usize>> {
    let lead = evidence.syntax.paragraphs[number].tokens.clone();
    let tokens = evidence.syntax.paragraphs.get(number + 1)?.tokens.clone();
    let is_block = lead.len() <= LONGEST_LEAD
        && evidence.is_unmarked(lead.clone())
        && source.start == lead.start
        && can_say(evidence, source)
        && evidence.is_unmarked(tokens.clone())
        && evidence.classes[tokens.end - 1] == WordClass::SentenceEnd
        && evidence.word_count(tokens.clone()) >= LEAST_BLOCK
        && evidence.word(tokens.start).starts_with(char::is_alphabetic);
    (is_block && Rule::ListedLines.holds()).then_some(tokens)
}

/// Turns that begin no paragraph: questions and answers joined to one line ("Q: Why? A: Because."), and the entries of a
/// live blog, which begin with the time ("14:32 Ann Lee: We go.").
fn within_lines(evidence: &Evidence) -> Vec<Proposed> {
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

/// The letters or words of question and answer before a colon, or with a full stop ("Q.") in a paragraph without marks, at the head
/// of a sentence of a paragraph; none, if there are not both.
fn questions_and_answers(evidence: &Evidence, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let begins = |at: usize| {
        at == tokens.start
            || matches!(evidence.classes[at - 1], WordClass::SentenceEnd | WordClass::ClosingMark | WordClass::Dash)
    };
    let is_label = |at: &usize| {
        let is_word =
            lexicon::is_capitalized(LexiconClass::QuestionOrAnswer, evidence.word(*at)) && evidence.word(at + 1) == ":";
        let is_letter = || matches!(evidence.word(*at), "Q." | "A.") && evidence.is_unmarked(tokens.clone());
        begins(*at) && (is_word || is_letter())
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
    let is_zone = |at: &usize| {
        lexicon::has(LexiconClass::HalfOfDay, syntax.word(*at)) || matches!(syntax.word(*at), "GMT" | "BST" | "ET")
    };
    let is_dash = |at: &usize| syntax.classes[*at] == WordClass::Dash;
    let start = (tokens.start + 1..tokens.end).find(|at| !is_zone(at) && !is_dash(at))?;
    (is_time && matches!(&rest[2..], "" | "am" | "pm")).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::tests::check_proposed;
    use super::*;

    fn check(told: &str, expect: &[&str]) {
        check_proposed(told, turns, expect);
    }

    #[test]
    fn turns_of_transcripts_and_interviews() {
        let told = "Q: How are you?\nA: I am well. Thank you.\nQ: And now?\nA: I go.";
        check(told, &["How are you? | : | Q", "I am well. Thank you. | : | A", "And now? | : | Q", "I go. | : | A"]);
        let told = "OKAFOR: We stay.\n\nMR. LEE: Why?\n\nOKAFOR: Because.";
        check(told, &["We stay. | : | OKAFOR", "Why? | : | MR. LEE", "Because. | : | OKAFOR"]);
        let told = "Transcript: the board\nOKAFOR: We stay.\nMS. KIM (by telephone): Why?\nOKAFOR: Because.";
        check(told, &["We stay. | : | OKAFOR", "Why? | : | MS. KIM (by telephone)", "Because. | : | OKAFOR"]);
    }

    #[test]
    fn turns_of_numbered_speakers_and_of_marks() {
        let told = "Speaker 1001: We go.\nSpeaker 1002: No.\nSpeaker 1001: Yes.";
        check(told, &["We go. | : | Speaker 1001", "No. | : | Speaker 1002", "Yes. | : | Speaker 1001"]);
        check("Harbour Cup 2022: We go.\nSpeaker: No.\nHarbour Cup 2022: Yes.", &[]);
        let told = "OKAFOR: “Late” is a word. “Never.”\nWe go.\nMR. LEE: “No.”\nIt rained.\n“Yes.”\nOKAFOR: Yes.";
        let first = "“Late” is a word. “Never.”/We go. | : | OKAFOR";
        check(told, &[first, "“No.”/“Yes.” | : | MR. LEE", "Yes. | : | OKAFOR"]);
    }

    #[test]
    fn other_colons() {
        check("Where: the town hall\nWhen: Monday\nPrice: free", &[]);
        check("The rule is simple: stay.\nThe rule is simple: go.\nThe rule is simple: no.", &[]);
        check("OKAFOR: We stay.\n\nThe town is old.", &[]);
        check("READ MORE: The town is old\n\nREAD MORE: It is dry\n\nIN PICTURES: It is full", &[]);
    }

    #[test]
    fn names_in_lists_are_no_turns() {
        let count = |told: &str| by_hand::read(told, |evidence| all(evidence).count());
        let list =
            "Visitors: $10 on site\n\nThe Old Mill\n\nVisitors: $12 on site\n\nThe Old Dam\n\nVisitors: $15 on site";
        assert_eq!(count(list), 0);
        assert_eq!(count("OKAFOR: We stay, I think.\n\nLEE: Why do you say so?\n\nOKAFOR: Because I know."), 3);
        assert_eq!(count("OKAFOR: {Q It rains}.\n\nLEE: It snows.\n\nOKAFOR: It hails."), 3);
    }

    #[test]
    fn lines_of_a_list() {
        let check = |told: &str, expect: &[&str]| check_proposed(told, listed, expect);
        check(
            "The mayor also said:\n\n• We stay.\n\n• We pay.\n\nIt rained.",
            &["• We stay./• We pay. | said | The mayor"],
        );
        check(
            "Lee said:\n\nThe dam is old\n\nThe road is closed\n\nIt rained.",
            &["The dam is old/The road is closed | said | Lee"],
        );
        check("The mayor said:\n\nIt rained. It will rain.", &[]);
        let told = "Lee also said:\n\n“We stay.”\n\n“We pay.”\n\nIt rained.";
        check(told, &["We stay. | said | Lee"]);
        check("Lee also said:\n\n“We stay.”\n\nIt rained.", &[]);
        check("These shops close/v:\n\nBath\n\nLeeds", &[]);
    }

    fn check_lines(told: &str, expect: &[&str]) {
        check_proposed(told, within_lines, expect);
    }

    #[test]
    fn questions_and_answers_in_one_line() {
        check_lines("We met. Q: Why? A: Because. Q: So?", &["Why? | : | Q", "Because. | : | A", "So? | : | Q"]);
        check_lines("Question: Why? Answer: Because.", &["Why? | : | Question", "Because. | : | Answer"]);
        check_lines("Q. Why? A. Because it is.", &["Why? | - | Q.", "Because it is. | - | A."]);
        check_lines("They chose plan A: a dam. Then Q: a road.", &[]);
        check_lines("Vitamin A: 5 mg. A: 3 mg.", &[]);
    }

    #[test]
    fn entries_that_begin_with_a_time() {
        let entries =
            "14:32 Minister Ann Lee: We go.\n\n2.05pm — Rail services are shut.\n\n13:50 GMT Mayor Tom Orr: No.";
        check_lines(entries, &["We go. | : | Minister Ann Lee", "No. | : | Mayor Tom Orr"]);
        check_lines("14:32 Minister Ann Lee: We go.", &[]);
        check_lines("14:32 Main Hall: tea\n\n15:00 Old Mill: cake", &[]);
    }
}
