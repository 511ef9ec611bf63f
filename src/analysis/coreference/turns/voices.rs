//! Who speaks in a text, as its words tell: those who are called on, introduced, labelled, interviewed, and the author.

use std::ops::Range;

use super::super::Given;
use super::super::clusters::Board;
use super::super::mentions::{Form, names_in};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, Grammar, WordClass, is_one_of};
use crate::syntax::Syntax;
use crate::syntax::closed::{is_article, is_relative};
use crate::text::Paragraph;

/// Between "interviews" and a name stand at most so many tokens of title.
const LONGEST_TITLE: usize = 12;
/// A sentence that only calls somebody has at most so many tokens before the end of the name.
const SHORT_SENTENCE: usize = 8;
/// A heading has at most so many tokens.
const LONGEST_HEADING: usize = 20;

/// Whom a paragraph names as one who speaks (clusters).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// Called on, or asked: "Ms. Roe?", "Mr. Lee, you said", "Mr. Lee, please proceed".
    pub called: Option<usize>,
    /// Answered: "Yes, Justice Okoro."
    pub asker: Option<usize>,
    /// Speaks here: "My name is Ann Lee", "ANN LEE: Good morning".
    pub speaker: Option<usize>,
    /// Speaks next: "ARGUMENT OF ANN LEE FOR THE CITY".
    pub announced: Option<usize>,
    /// The paragraph begins with who says it: "Ann Lee: Good morning", "Q: And then?"
    pub is_labelled: bool,
}

/// What each paragraph tells of the speakers.
pub(super) fn addresses(given: &Given) -> Vec<Address> {
    let address = |(number, paragraph): (usize, &Paragraph)| {
        let mut address = Address { is_labelled: given.syntax.label(number).is_some(), ..Address::default() };
        names_in(given.names, &paragraph.tokens).for_each(|name| read(given, &paragraph.tokens, name, &mut address));
        address
    };
    given.syntax.paragraphs.iter().enumerate().map(address).collect()
}

fn read(given: &Given, paragraph: &Range<usize>, name: usize, address: &mut Address) {
    let Name { tokens, kind, .. } = &given.names[name];
    let word = |at: usize| if paragraph.contains(&at) { given.syntax.word(at) } else { "" };
    let cluster = Some(given.of_name[name]);
    let start = with_titles(given, paragraph.start, tokens.start);
    let (opens, end) = (start == paragraph.start, tokens.end);
    if address.is_labelled && opens && (word(end) == ":" || word(end) == "(") {
        address.speaker = cluster;
    }
    if *kind != EntityKind::Person {
        return;
    }
    let before = |back: usize| start.checked_sub(back).map_or("", word);
    let is_heading = paragraph.len() <= LONGEST_HEADING
        && matches!(before(1), word if word.eq_ignore_ascii_case("of") || word.eq_ignore_ascii_case("by"))
        && (paragraph.start..start).any(|at| is_one_of(WordClass::Plea, word(at)));
    let introduced = matches!((before(2), before(1)), ("name", "is" | "'s" | "’s") | ("I", "am" | "'m" | "’m"))
        && given.spoken[start].is_none();
    // "Speaker Roe. I thank the House": how records of a parliament tell who has the floor.
    let has_floor = opens && start < tokens.start && word(end) == "." && end + 3 < paragraph.end;
    if is_heading {
        address.announced = cluster;
    } else if introduced || has_floor {
        address.speaker = cluster;
    } else if start < tokens.start && given.spoken[start].is_none() && is_addressed(given, paragraph, start, end) {
        if (start..tokens.start).any(|at| presides(word(at))) {
            address.asker = cluster;
        } else {
            address.called = cluster;
        }
    }
}

/// Where a name begins that has the titles and offices before it: "General", "Mr. Justice".
fn with_titles(given: &Given, limit: usize, start: usize) -> usize {
    let is_title = |at: usize| {
        let word = given.syntax.word(at);
        word.starts_with(char::is_uppercase) && lexicon::is_title_or_role(word)
    };
    (limit..start).rev().take_while(|at| is_title(*at)).last().unwrap_or(start)
}

/// Whether the name with its title (`start..end`) calls somebody: it is a sentence of its own, opens one before a comma,
/// closes one after a comma, or stands between commas before "you" or "please".
fn is_addressed(given: &Given, paragraph: &Range<usize>, start: usize, end: usize) -> bool {
    let sentence = given.syntax.sentence_at(start);
    let word = |at: usize| if paragraph.contains(&at) { given.syntax.word(at) } else { "" };
    let begins = |word: &str| word.starts_with(char::is_uppercase) && is_one_of(WordClass::BeginsTurn, word);
    let opens = (sentence.start..start).all(|at| word(at) == "," || begins(word(at)));
    let closes = end >= paragraph.end || matches!(word(end), "." | "?" | "!");
    let presides = (start..end).any(|at| presides(word(at)));
    let after_comma = start > sentence.start && word(start - 1) == ",";
    // "I thank the clerk and our engineer, Dr. Roe." calls nobody.
    let closes_short = closes && (presides || end - sentence.start <= SHORT_SENTENCE);
    let goes_on = |at: usize| lexicon::has(Grammar::AsksTheOther, word(at));
    let addresses = word(end) == "," && !is_article(word(end + 1)) && !is_relative(word(end + 1));
    (opens && (closes || addresses || goes_on(end)))
        || (after_comma && (closes_short || (addresses && goes_on(end + 1))))
}

/// Titles of those who ask in a hearing, and do not answer.
fn presides(title: &str) -> bool {
    title.starts_with(char::is_uppercase) && is_one_of(WordClass::Presides, title)
}

/// Who answers in an interview: the person named in "interviews Jane Roe" or "spoke with Jane Roe"; otherwise the one
/// named most often before the first question (token `limit`), if named in full and twice there or in the first line,
/// of a text that says or shows (`is_interview`) what it is.
pub(super) fn interviewee(given: &Given, board: &Board, limit: usize, is_interview: bool) -> Option<usize> {
    let people = || {
        let people = given.names.iter().zip(&given.of_name).filter(|(name, _)| name.kind == EntityKind::Person);
        people.take_while(|(name, _)| name.tokens.start < limit).map(|(name, cluster)| (name.tokens.start, *cluster))
    };
    let asks = |at: usize| {
        let word = given.syntax.word(at);
        word.to_ascii_lowercase().starts_with("interview") || is_one_of(WordClass::Meets, word)
    };
    let is_asked = |start: usize| {
        let verb = (start.saturating_sub(LONGEST_TITLE)..start).rev().find(|at| asks(*at));
        // "in an interview with the Port Gazette, Jane Roe said"
        let is_told = |verb: usize| {
            let comma = start - 1 > verb && given.syntax.word(start - 1) == ",";
            let role = (verb + 1..start).any(|at| lexicon::role(given.syntax.word(at)).is_some());
            comma && !role
        };
        verb.is_some_and(|verb| {
            (verb..start).all(|at| !matches!(given.syntax.word(at), "." | "on" | "about")) && !is_told(verb)
        })
    };
    let count =
        |cluster: usize| board.clusters[cluster].mentions.iter().filter(|known| known.tokens.start < limit).count();
    let asked = people().find(|(start, _)| is_asked(*start));
    // Who is quoted before the first question.
    let quoted = || {
        let mut best: Option<(usize, (usize, usize))> = None;
        for wording in given.wordings.iter().filter(|wording| wording.tokens.start < limit) {
            let Form::Name(name) = wording.form else { continue };
            if wording.is_source() && given.names[name].kind == EntityKind::Person {
                let found = (given.names[name].tokens.start, given.of_name[name]);
                let often = count(found.1);
                if best.is_none_or(|(most, _)| often > most) {
                    best = Some((often, found));
                }
            }
        }
        best.filter(|_| is_interview && Rule::QuotedAnswers.holds()).map(|(_, found)| found)
    };
    let asked = asked.or_else(quoted);
    let in_first_line = |start: usize| given.syntax.paragraph_of(start) == 0;
    let is_full = |cluster: usize| board.clusters[cluster].name.of(given.syntax.text).contains(' ');
    let named =
        || people().filter(|(start, cluster)| is_full(*cluster) && (in_first_line(*start) || count(*cluster) > 1));
    // Of equals the first named.
    let says_so =
        || is_interview || (0..limit).any(|at| given.syntax.word(at).to_ascii_lowercase().starts_with("interview"));
    let often = || named().map(|(_, cluster)| count(cluster)).max();
    let asked = asked.or_else(|| {
        often().filter(|_| says_so()).and_then(|most| named().find(|(_, cluster)| count(*cluster) == most))
    });
    asked.map(|(_, cluster)| cluster)
}

/// Who tells a text of the first person, as its head lines say ("By Jane Roe", "Remarks by Jane Roe", "Jane Roe's
/// address").
pub(super) fn author(given: &Given) -> Option<usize> {
    const HEAD_PARAGRAPHS: usize = 4;
    for paragraph in given.syntax.paragraphs.iter().take(HEAD_PARAGRAPHS) {
        let tokens = &paragraph.tokens;
        let is_genre = |at: usize| is_one_of(WordClass::ToldByAuthor, given.syntax.word(at));
        let has_genre = tokens.len() <= LONGEST_HEADING && tokens.clone().any(is_genre);
        let told = |name: &usize| {
            let Name { tokens: name, kind, .. } = &given.names[*name];
            let start = with_titles(given, tokens.start, name.start);
            *kind == EntityKind::Person && (has_genre || is_byline(given.syntax, start))
        };
        if let Some(name) = names_in(given.names, tokens).find(told) {
            return Some(given.of_name[name]);
        }
    }
    None
}

/// Whether a name that begins at token `start` is that of an author: "By Jane Roe, health editor".
pub(in super::super) fn is_byline(syntax: &Syntax, start: usize) -> bool {
    let paragraph = syntax.paragraph_at(start);
    let is_author = syntax.word_before(start, 1).eq_ignore_ascii_case("by");
    paragraph.len() <= LONGEST_HEADING && start > paragraph.start && is_author
}

/// Who signs with paragraph `index`: it is a name, perhaps with a place or an office behind it.
pub(super) fn signature(given: &Given, index: usize) -> Option<usize> {
    const LONGEST_SIGNATURE: usize = 10;
    let tokens = &given.syntax.paragraphs[index].tokens;
    let name = names_in(given.names, tokens).next().filter(|_| tokens.len() <= LONGEST_SIGNATURE)?;
    let Name { tokens: name_tokens, kind, .. } = &given.names[name];
    let start = with_titles(given, tokens.start, name_tokens.start);
    let opens = (tokens.start..start).all(|at| matches!(given.syntax.word(at), "—" | "–" | "-" | "--"));
    let is_short = |at: usize| !given.syntax.word(at).starts_with(char::is_lowercase) && given.syntax.word(at) != ":";
    let is_signature = *kind == EntityKind::Person && name_tokens.len() > 1 && opens;
    (is_signature && (name_tokens.end..tokens.end).all(is_short)).then(|| given.of_name[name])
}
