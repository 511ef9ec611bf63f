//! Gives "I" and "you" to those who speak and are spoken to: inside quotation marks to the speaker of the quotation,
//! outside of them to whose turn it is in an interview, a hearing, a speech.
//!
//! # Steps
//! 1. `voices` reads what the paragraphs say of those who speak: calls, introductions, labels, bylines.
//! 2. `sides` tells questions from answers.
//! 3. [`find`] gives the floor to the one last called or introduced, who answers until another is.
//! 4. [`resolve`] puts the pronouns on the board.

mod sides;
mod voices;

use super::Given;
use super::clusters::{Board, Placed};
use super::mentions::{Form, Pronoun};
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon;
use crate::syntax::WordClass;
use crate::syntax::closed::is_article;
use sides::{Side, Talk};
pub(super) use voices::is_byline;

/// Whose turn a paragraph is, outside of quotation marks; clusters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Turn {
    side: Side,
    pub speaker: Option<usize>,
    pub listener: Option<usize>,
}

/// Whose turn each paragraph is.
pub(super) fn find(given: &Given, board: &Board) -> Vec<Turn> {
    let paragraphs = &given.syntax.paragraphs;
    let mut turns = vec![Turn::default(); paragraphs.len()];
    let tells = |tokens: &std::ops::Range<usize>| {
        tokens.clone().any(|at| given.spoken[at].is_none() && person(given.syntax.word(at)).is_some())
    };
    if paragraphs.iter().filter(|paragraph| tells(&paragraph.tokens)).count() < 2 {
        return turns;
    }
    let addresses = voices::addresses(given);
    if addresses.iter().filter(|address| address.is_labelled).count() >= 2 {
        labelled(given, board, &addresses, &mut turns);
        return turns;
    }
    let Some((talk, sides)) = sides::find(given, &addresses) else {
        told(given, &addresses, &mut turns);
        return turns;
    };
    let mut holder = None;
    if talk == Talk::Interview {
        let first = sides.iter().position(|side| *side != Side::Telling).unwrap_or(0);
        holder = voices::interviewee(given, board, paragraphs[first].tokens.start, false);
        // Who asks and is answered by nobody may only ask the readers.
        if holder.is_none() && !addresses.iter().any(|address| address.speaker.is_some() || address.called.is_some()) {
            told(given, &addresses, &mut turns);
            return turns;
        }
    }
    for (turn, side) in turns.iter_mut().zip(sides) {
        turn.side = side;
    }
    floor(given, holder, &addresses, &mut turns);
    turns
}

/// Turns of a text in which nobody answers: a speech, a report in the first person, letters that are signed.
fn told(given: &Given, addresses: &[voices::Address], turns: &mut [Turn]) {
    let mut speaker = voices::author(given);
    let mut unsigned = 0;
    for index in 0..turns.len() {
        speaker = addresses[index].speaker.or(speaker);
        turns[index].speaker = speaker;
        if let Some(signed) = voices::signature(given, index).filter(|_| index > 1) {
            let letter = turns[unsigned..index].iter_mut();
            letter.filter(|turn| turn.speaker.is_none()).for_each(|turn| turn.speaker = Some(signed));
            unsigned = index + 1;
        }
    }
}

/// Turns of a text that tells them by labels; who asks after "Q" is left to [`resolve`].
fn labelled(given: &Given, board: &Board, addresses: &[voices::Address], turns: &mut [Turn]) {
    let first = addresses.iter().position(|address| address.is_labelled).unwrap_or(0);
    let start = given.syntax.paragraphs[first].tokens.start;
    let answering = voices::interviewee(given, board, start, true);
    let mut current = Turn::default();
    for index in first..turns.len() {
        if addresses[index].is_labelled {
            let label = given.syntax.word(given.syntax.paragraphs[index].tokens.start);
            current.side = if label == "Q" { Side::Asking } else { Side::Answering };
            current.speaker = if label == "A" { answering } else { addresses[index].speaker };
            current.listener = if label == "Q" { answering } else { addresses[index].called };
        }
        turns[index] = current;
    }
}

/// Gives every answer to the one who has the floor, at first `holder`, and every question to whom it is for.
fn floor(given: &Given, mut holder: Option<usize>, addresses: &[voices::Address], turns: &mut [Turn]) {
    /// One who is addressed after a turn of so many tokens has had that turn.
    const LONG_TURN: usize = 60;
    let mut asker = None;
    for index in 0..turns.len() {
        let address = &addresses[index];
        if let Some(cluster) = address.announced {
            holder = Some(cluster);
            turns[index].side = Side::Telling;
        } else if let Some(cluster) = address.speaker {
            holder = Some(cluster);
            turns[index].side = Side::Answering;
        }
        match turns[index].side {
            Side::Telling => {}
            Side::Answering => {
                turns[index].speaker = holder;
                asker = address.asker.or(asker);
                turns[index].listener = asker;
                if let Some(asking) = index.checked_sub(1).filter(|before| turns[*before].side == Side::Asking) {
                    turns[asking].speaker = address.asker;
                }
            }
            Side::Asking => {
                if let (None, Some(cluster), Some(before)) = (holder, address.called, index.checked_sub(1))
                    && given.syntax.paragraphs[before].tokens.len() >= LONG_TURN
                {
                    let earlier = turns[..index].iter_mut().filter(|turn| turn.side == Side::Answering);
                    earlier.for_each(|turn| turn.speaker = Some(cluster));
                }
                holder = address.called.or(holder);
                turns[index].listener = holder;
            }
        }
        holder = address.called.or(holder);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    First,
    Second,
}

/// The grammatical person of a pronoun that stands for one who speaks or is spoken to.
fn person(word: &str) -> Option<Person> {
    match word {
        "I" | "me" | "my" | "My" | "mine" | "Mine" | "myself" => Some(Person::First),
        "you" | "You" | "your" | "Your" | "yours" | "yourself" => Some(Person::Second),
        _ => None,
    }
}

/// Whose turn token `at` lies in: that of its paragraph, or of the label before it in a line with both: "Q: Why? A: Because."
fn turn_at(given: &Given, turns: &[Turn], at: usize) -> Turn {
    const LONGEST_TURN: usize = 200;
    let syntax = given.syntax;
    let paragraph = syntax.paragraph_of(at);
    let (turn, start) = (turns[paragraph], syntax.paragraphs[paragraph].tokens.start);
    let is_label = |at: &usize| match syntax.word(*at) {
        "Q" | "A" => syntax.class(*at as isize + 1) == WordClass::Colon,
        word => matches!(word, "Q." | "A."),
    };
    let label = (start.max(at.saturating_sub(LONGEST_TURN))..=at).rev().find(is_label);
    match (label.map(|label| syntax.word(label)), turn.side) {
        (Some("A" | "A."), Side::Asking | Side::Telling) => {
            Turn { side: Side::Answering, speaker: turn.listener, listener: turn.speaker }
        }
        (Some("Q" | "Q."), Side::Answering | Side::Telling) => {
            Turn { side: Side::Asking, speaker: turn.listener, listener: turn.speaker }
        }
        _ => turn,
    }
}

/// Puts the pronouns of the first and second person on the board.
pub(super) fn resolve(given: &Given, turns: &[Turn], board: &mut Board) {
    let speakers = Sources { given, turns, unnamed: Vec::new(), asker: None }.resolve(board);
    for at in 0..given.spoken.len() {
        let Some(person) = person(given.syntax.word(at)) else { continue };
        let turn = turn_at(given, turns, at);
        let unnamed = |side: Side| speakers.iter().find(|(who, _)| *who == Who::Speaks(side)).map(|(_, known)| *known);
        let cluster = match (given.spoken[at], person) {
            (Some(quotation), Person::First) => board.speaker(quotation),
            (Some(_), Person::Second) => None,
            (None, Person::First) => turn.speaker.or_else(|| unnamed(turn.side)),
            // Who answers speaks to the one who asks.
            (None, Person::Second) if turn.side == Side::Answering => turn.listener.or_else(|| unnamed(Side::Asking)),
            (None, Person::Second) => turn.listener,
        };
        if let Some(cluster) = cluster {
            board.mention(cluster, Placed::new(given.syntax, &given.spoken, at..at + 1, MentionForm::Pronoun));
        }
    }
}

/// One whose name the text does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Speaks(Side),
    Listens,
    We,
    Quoted,
}

/// Gives the pronouns that are sources of quotations to somebody in any case.
struct Sources<'a, 't> {
    given: &'a Given<'a, 't>,
    turns: &'a [Turn],
    /// Entities without a name, each as found.
    unnamed: Vec<(Who, usize)>,
    /// Who asked last under a label of his own.
    asker: Option<usize>,
}

impl Sources<'_, '_> {
    /// Notes the speakers on the board; the entities without a name.
    fn resolve(mut self, board: &mut Board) -> Vec<(Who, usize)> {
        let Given { syntax, spoken, .. } = self.given;
        for wording in &self.given.wordings {
            let Some(quotation) = wording.says().next() else { continue };
            let at = wording.tokens.start;
            if wording.form != Form::Pronoun(Pronoun::Speaking) {
                if self.asks(at, wording.tokens.end) {
                    self.asker = board.speakers[quotation];
                }
                continue;
            }
            let turn = turn_at(self.given, self.turns, at);
            let quoted = spoken[at].map(|by| board.speaker(by));
            let (known, who) = match (syntax.word(at), quoted) {
                ("you" | "You" | "your" | "Your", Some(_)) => (None, Who::Listens),
                ("you" | "You" | "your" | "Your", None) => (turn.listener, Who::Listens),
                (_, Some(speaker)) => (speaker, Who::Quoted),
                ("Q" | "Q.", None) => (turn.speaker.or(self.asker), Who::Speaks(turn.side)),
                ("we" | "We" | "us" | "our" | "Our", None) => (turn.speaker, Who::We),
                (_, None) => (turn.speaker, Who::Speaks(turn.side)),
            };
            let cluster = known.unwrap_or_else(|| self.unnamed(who, at, board));
            board.mention(
                cluster,
                Placed::new(self.given.syntax, &self.given.spoken, wording.tokens.clone(), MentionForm::Pronoun),
            );
            wording.says().for_each(|quotation| board.speakers[quotation] = Some(cluster));
        }
        self.unnamed
    }

    /// Whether the words up to `end` are the label of a paragraph that asks.
    fn asks(&self, start: usize, end: usize) -> bool {
        let paragraph = self.given.syntax.paragraph_at(start);
        let word = |at: usize| if paragraph.contains(&at) { self.given.syntax.word(at) } else { "" };
        start == paragraph.start && word(end) == ":" && word(paragraph.end - 1) == "?"
    }

    fn unnamed(&mut self, who: Who, at: usize, board: &mut Board) -> usize {
        if let Some((_, cluster)) = self.unnamed.iter().find(|(known, _)| *known == who) {
            return *cluster;
        }
        let kind = if who == Who::We { EntityKind::Group } else { EntityKind::Person };
        let cluster = board.add(kind, self.given.syntax.tokens[at].span, false);
        if who == Who::Speaks(Side::Telling) {
            self.describe(cluster, board);
        }
        self.unnamed.push((who, cluster));
        cluster
    }

    /// How a speaker without a name calls himself: "as your President, I", "to be here today as the Chief Guest".
    fn describe(&self, cluster: usize, board: &mut Board) {
        let syntax = self.given.syntax;
        let is_role = |at: usize| {
            let word = syntax.word(at);
            word.starts_with(char::is_uppercase) && lexicon::is_role_of_one(word)
        };
        let is_part =
            |at: usize| syntax.part_of_speech(at).is_noun() || syntax.word(at).starts_with(char::is_uppercase);
        for at in (1..syntax.tokens.len()).filter(|at| matches!(syntax.word(*at - 1), "as" | "As")) {
            let sentence = syntax.sentence_at(at);
            let says_i = sentence.clone().any(|at| person(syntax.word(at)) == Some(Person::First));
            let article = usize::from(syntax.word(at) == "your" || is_article(syntax.word(at)));
            let end = (at + article..sentence.end).find(|at| !is_part(*at)).unwrap_or(sentence.end);
            if says_i && self.given.spoken[at].is_none() && end > at + article && is_role(end - 1) {
                let span = syntax.span(at..end);
                board.clusters[cluster].name = span;
                board.mention(
                    cluster,
                    Placed::new(self.given.syntax, &self.given.spoken, at..end, MentionForm::Description),
                );
                return;
            }
        }
    }
}
