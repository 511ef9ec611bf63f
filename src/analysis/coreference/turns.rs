//! Gives "I" and "you" to those who speak and are spoken to: inside quotation marks to the speaker of the quotation,
//! outside of them to whose turn it is in an interview, a hearing, a speech.

use std::ops::Range;

use super::board::Board;
use super::wording::{Form, Pronoun, Wording};
use crate::analysis::{EntityKind, MentionForm, Name};
use crate::syntax::Syntax;

/// Between "interviews" and a name stand at most so many tokens of title.
const LONGEST_TITLE: usize = 12;

/// Who speaks in a paragraph, and to whom.
#[derive(Debug, Clone, Copy, Default)]
struct Turn {
    speaker: Option<usize>,
    listener: Option<usize>,
}

/// Puts the pronouns of the first and second person on the board.
pub(super) fn resolve(
    syntax: &Syntax,
    names: &[Name],
    of_name: &[usize],
    wordings: &[Wording],
    spoken: &[Option<u32>],
    board: &mut Board,
) {
    for (at, quotation) in spoken.iter().enumerate() {
        let speaker = quotation.and_then(|quotation| board.speakers.get(quotation as usize).copied().flatten());
        if let Some(speaker) = speaker.filter(|_| is_first_person(syntax.word(at))) {
            board.mention(speaker, syntax.tokens[at].span, MentionForm::Pronoun, at);
        }
    }
    let turns = turns(syntax, names, of_name, spoken, board);
    let mut unknown: Vec<(&str, usize)> = Vec::new();
    for wording in wordings {
        let (Form::Pronoun(Pronoun::Speaking), Some((quotation, 0))) = (&wording.form, wording.source) else {
            continue;
        };
        let at = wording.tokens.start;
        let turn = turns[syntax.paragraph_of(at)];
        let word = syntax.word(at);
        let quoted_by = spoken[at].and_then(|by| board.speakers.get(by as usize).copied().flatten());
        let (known, class, kind) = match word {
            "you" | "You" | "your" | "Your" => {
                (if spoken[at].is_some() { None } else { turn.listener }, "you", EntityKind::Person)
            }
            _ if is_first_person(word) => {
                (if spoken[at].is_some() { quoted_by } else { turn.speaker }, "I", EntityKind::Person)
            }
            _ => (None, "we", EntityKind::Group),
        };
        let cluster = known.or_else(|| unknown.iter().find(|(known, _)| *known == class).map(|(_, cluster)| *cluster));
        let cluster = cluster.unwrap_or_else(|| {
            let cluster = board.add(kind, syntax.tokens[at].span);
            unknown.push((class, cluster));
            cluster
        });
        board.mention(cluster, syntax.span(wording.tokens.clone()), MentionForm::Pronoun, at);
        board.speakers[quotation] = Some(cluster);
    }
}

fn is_first_person(word: &str) -> bool {
    matches!(word, "I" | "me" | "my" | "My" | "mine" | "myself")
}

/// Whose turn each paragraph is.
fn turns(syntax: &Syntax, names: &[Name], of_name: &[usize], spoken: &[Option<u32>], board: &Board) -> Vec<Turn> {
    let mut turns = vec![Turn::default(); syntax.paragraphs.len()];
    let first_person =
        |tokens: Range<usize>| tokens.into_iter().any(|at| spoken[at].is_none() && is_first_person(syntax.word(at)));
    if syntax.paragraphs.iter().filter(|paragraph| first_person(paragraph.tokens.clone())).count() < 2 {
        return turns;
    }
    let asks = |tokens: &Range<usize>| {
        let last = tokens.clone().rev().find(|at| !matches!(syntax.word(*at), "\"" | "”" | "’" | ")"));
        last.is_some_and(|at| syntax.word(at) == "?" && spoken[at].is_none())
    };
    let questions: Vec<bool> = syntax.paragraphs.iter().map(|paragraph| asks(&paragraph.tokens)).collect();
    let first_question = questions.iter().position(|asked| *asked);
    let is_interview = questions.iter().filter(|asked| **asked).count() >= 2;
    if let Some(first) = first_question.filter(|_| is_interview) {
        let answering = interviewee(syntax, names, of_name, board, syntax.paragraphs[first].tokens.start);
        for (index, turn) in turns.iter_mut().enumerate().skip(first) {
            if questions[index] {
                turn.listener = answering;
            } else {
                turn.speaker = answering;
            }
        }
    }
    if !is_interview {
        let author = author(syntax, names, of_name);
        for turn in &mut turns {
            turn.speaker = author;
        }
    }
    called_on(syntax, names, of_name, &mut turns);
    turns
}

/// Who answers in an interview: the person named in "interviews Jane Roe" or "spoke with Jane Roe"; otherwise the one
/// named most often before the first question, or in all.
fn interviewee(syntax: &Syntax, names: &[Name], of_name: &[usize], board: &Board, limit: usize) -> Option<usize> {
    let count = |cluster: usize, limit: usize| {
        board.clusters[cluster].mentions.iter().filter(|mention| mention.token < limit).count()
    };
    let asked = |name: &Name| {
        let start = name.tokens.start;
        let verb = (start.saturating_sub(LONGEST_TITLE)..start).rev().find(|at| {
            let word = syntax.word(*at).to_ascii_lowercase();
            word.starts_with("interview") || matches!(word.as_str(), "spoke" | "speaks" | "talked" | "talks" | "sat")
        });
        verb.is_some_and(|verb| (verb..start).all(|at| syntax.word(at) != "."))
    };
    let people = || names.iter().zip(of_name).filter(|(name, _)| name.kind == EntityKind::Person);
    let told = people().take_while(|(name, _)| name.tokens.start < limit).find(|(name, _)| asked(name));
    // The last of equals in the order of the key is the first named.
    told.or_else(|| {
        people().rev().max_by_key(|(_, cluster)| (count(**cluster, limit), count(**cluster, syntax.tokens.len())))
    })
    .map(|(_, cluster)| *cluster)
}

/// Who speaks in a text of the first person, as its head lines tell: "By Jane Roe", "Remarks by Jane Roe", "Jane Roe's
/// address".
fn author(syntax: &Syntax, names: &[Name], of_name: &[usize]) -> Option<usize> {
    const HEAD_PARAGRAPHS: usize = 4;
    let head = syntax.paragraphs.iter().take(HEAD_PARAGRAPHS).filter(|paragraph| paragraph.tokens.len() <= 16);
    for paragraph in head {
        let told = |name: &Name| {
            let by = name.tokens.start > paragraph.tokens.start
                && matches!(syntax.word(name.tokens.start - 1), "By" | "by" | "BY");
            let genre = paragraph.tokens.clone().any(|at| {
                let word = syntax.word(at).to_ascii_lowercase();
                matches!(word.as_str(), "address" | "speech" | "remarks" | "statement" | "letter" | "testimony")
            });
            name.kind == EntityKind::Person && paragraph.tokens.contains(&name.tokens.start) && (by || genre)
        };
        if let Some(index) = names.iter().position(told) {
            return Some(of_name[index]);
        }
    }
    None
}

/// Turns told by names: "SMITH: ...", "Speaker Smith. ...", "My name is Jane Smith.", and those called on: "Ms. Smith?"
fn called_on(syntax: &Syntax, names: &[Name], of_name: &[usize], turns: &mut [Turn]) {
    let mut next_name = 0;
    for index in 0..turns.len() {
        let tokens = syntax.paragraphs[index].tokens.clone();
        while next_name < names.len() && names[next_name].tokens.start < tokens.start {
            next_name += 1;
        }
        let here: Vec<usize> = (next_name..names.len())
            .take_while(|name| names[*name].tokens.end <= tokens.end)
            .filter(|name| names[*name].kind == EntityKind::Person)
            .collect();
        let word = |at: usize| if at < tokens.end { syntax.word(at) } else { "" };
        for name in here {
            let (start, end) = (names[name].tokens.start, names[name].tokens.end);
            let start = names[name].title.map_or(start, |title| syntax.tokens_in(title).start);
            let cluster = Some(of_name[name]);
            let opens = start == tokens.start;
            let closes = end + 1 >= tokens.end && matches!(word(end), "?" | "." | "");
            let introduced = start >= tokens.start + 2
                && matches!(
                    (syntax.word(start - 2), syntax.word(start - 1)),
                    ("name", "is" | "'s" | "’s") | ("I", "am" | "'m" | "’m")
                );
            if (opens && word(end) == ":") || (opens && word(end) == "." && end + 2 < tokens.end) || introduced {
                turns[index].speaker = cluster;
            } else if (opens && matches!(word(end), "," | "?" | "." | ""))
                || (closes && start > tokens.start && matches!(syntax.word(start - 1), "," | "."))
            {
                turns[index].listener = cluster;
                if turns[index].speaker == cluster {
                    turns[index].speaker = None;
                }
                if let Some(next) = turns.get_mut(index + 1) {
                    next.speaker = cluster;
                }
            }
        }
    }
}
