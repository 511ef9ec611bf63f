//! Articles with their annotations written into the text, and the check that reads them:
//! `[e1 Ada]` is a mention of entity e1, `[q1=e1 it is late]` a piece of a quotation that e1 said, `[q1* ..]` one that
//! a person has had a hand in. Mentions are numbered m1, m2, .. as they come.

use crate::Span;
use crate::analysis::{EntityKind, MentionForm, QuotationKind};
use crate::session::{
    About, Article, Command, Entity, Extra, Mention, Next, Origin, Piece, Quotation, Session, Status,
};

/// Reads the notation.
pub(super) fn article(marked: &str) -> Article {
    let mut text = String::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut mentions = 0;
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (label, after) = rest.split_once(' ').unwrap();
                open.push((label.to_owned(), text.len()));
                rest = after;
            }
            ']' => {
                let (label, start) = open.pop().unwrap();
                let piece = Piece::from(Span::new(start, text.len()));
                let (label, speaker) = match label.split_once('=') {
                    Some((label, speaker)) => (label.to_owned(), Some(speaker.to_owned())),
                    None => (label, None),
                };
                let id = label.trim_end_matches('*').to_owned();
                let (origin, status) = match label.ends_with('*') {
                    true => (Origin::MachineEdited, Status::Edited),
                    false => (Origin::Machine, Status::Unreviewed),
                };
                if id.starts_with('q') {
                    match quotations.iter_mut().find(|quotation| quotation.id == id) {
                        Some(quotation) => quotation.pieces.push(piece),
                        None => quotations.push(Quotation {
                            id,
                            kind: QuotationKind::Indirect,
                            pieces: vec![piece],
                            quoted_parts: Vec::new(),
                            cue: None,
                            source: None,
                            confidence: speaker.is_some().then_some(0.5),
                            speaker,
                            alternatives: Vec::new(),
                            origin,
                            status,
                            note: String::new(),
                            tags: Vec::new(),
                            extra: Extra::default(),
                        }),
                    }
                } else {
                    mentions += 1;
                    let mention = Mention {
                        id: format!("m{mentions}"),
                        form: MentionForm::Name,
                        piece: piece.clone(),
                        note: String::new(),
                        tags: Vec::new(),
                        extra: Extra::default(),
                    };
                    match entities.iter_mut().find(|entity| entity.id == id) {
                        Some(entity) => entity.mentions.push(mention),
                        None => entities.push(Entity {
                            id,
                            kind: EntityKind::Person,
                            number: None,
                            name: piece.span.of(&text).to_owned(),
                            description: None,
                            mentions: vec![mention],
                            members: Vec::new(),
                            place: None,
                            origin,
                            status,
                            note: String::new(),
                            tags: Vec::new(),
                            extra: Extra::default(),
                        }),
                    }
                }
            }
            c => text.push(c),
        }
    }
    Article::new(&text, About::default(), entities, quotations, Vec::new(), Vec::new(), Next::default())
}

/// Writes the notation, and what was removed and lost behind it.
pub(super) fn show(article: &Article) -> String {
    // Opening marks of longer pieces come first, closing ones last.
    let mut marks: Vec<(u32, i64, String)> = Vec::new();
    let mut mark = |span: Span, label: String| {
        let length = span.len() as i64;
        marks.push((span.start, -length, format!("[{label} ")));
        marks.push((span.end, length - (1 << 40), "]".to_owned()));
    };
    let star = |origin, status| if (origin, status) == (Origin::Machine, Status::Unreviewed) { "" } else { "*" };
    for quotation in article.quotations.iter() {
        for (index, piece) in quotation.pieces.iter().enumerate() {
            let speaker = quotation.speaker.iter().filter(|_| index == 0).map(|speaker| format!("={speaker}"));
            let label = format!("{}{}", quotation.id, star(quotation.origin, quotation.status));
            mark(piece.span, label + &speaker.collect::<String>());
        }
    }
    for entity in article.entities.iter() {
        for mention in &entity.mentions {
            mark(mention.piece.span, format!("{}{}", entity.id, star(entity.origin, entity.status)));
        }
    }
    marks.sort();
    let mut shown = String::new();
    let mut at = 0;
    for (place, _, mark) in marks {
        shown.push_str(&article.text[at..place as usize]);
        shown.push_str(&mark);
        at = place as usize;
    }
    shown.push_str(&article.text[at..]);
    for (name, list) in [("removed", &article.removed), ("lost", &article.lost)] {
        if !list.is_empty() {
            let ids: Vec<&str> = list.iter().map(|aside| aside.annotation.id()).collect();
            shown.push_str(&format!(" | {name} {}", ids.join(" ")));
        }
    }
    shown
}

/// Where words stand first in a text.
pub(super) fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} in {text:?}"));
    Span { start: start as u32, end: (start + words.len()) as u32 }
}

/// Applies the command that `make` gives, which can ask where words stand; then undoes and redoes it.
pub(super) fn check(before: &str, make: impl Fn(&dyn Fn(&str) -> Span) -> Command, after: &str) {
    let mut session = Session::new(article(before));
    let start = session.article().clone();
    let text = start.text.clone();
    let command = make(&|words| place(&text, words));
    let outcome = session.apply(&command);
    match outcome {
        Ok(outcome) => {
            assert_eq!(show(session.article()), after, "{command:?}");
            let end = session.article().clone();
            assert_eq!(session.undoable(), Some(&outcome));
            assert!(session.is_unsaved());
            session.undo();
            assert_eq!(*session.article(), start, "undone: {command:?}");
            assert!(!session.is_unsaved());
            session.redo();
            assert_eq!(*session.article(), end, "done again: {command:?}");
        }
        Err(error) => {
            assert_eq!(format!("error: {error}"), after, "{command:?}");
            assert_eq!(*session.article(), start, "a refused command changes nothing");
            assert_eq!(session.undoable(), None);
        }
    }
}

pub(super) fn id(id: &str) -> String {
    id.to_owned()
}
