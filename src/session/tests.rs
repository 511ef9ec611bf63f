//! What each command does, in articles with their annotations written into the text:
//! `[e1 Ada]` is a mention of entity e1, `[q1=e1 it is late]` a piece of a quotation that e1 said, `[q1* ..]` one that
//! a person has had a hand in. Mentions are numbered m1, m2, .. as they come.

use std::sync::Arc;

use super::*;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, QuotationKind};

/// Reads the notation.
fn article(marked: &str) -> Article {
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
fn show(article: &Article) -> String {
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
fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} in {text:?}"));
    Span { start: start as u32, end: (start + words.len()) as u32 }
}

/// Applies the command that `make` gives, which can ask where words stand; then undoes and redoes it.
fn check(before: &str, make: impl Fn(&dyn Fn(&str) -> Span) -> Command, after: &str) {
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

fn id(id: &str) -> String {
    id.to_owned()
}

#[test]
fn accept() {
    let text = "[e1 Ada] said [q1=e1 it is late]. [e2 Ben] left.";
    check(text, |_| Command::Accept { id: id("q1") }, "[e1 Ada] said [q1*=e1 it is late]. [e2 Ben] left.");
    check(text, |_| Command::Accept { id: id("m2") }, "[e1 Ada] said [q1=e1 it is late]. [e2* Ben] left.");
    check(text, |_| Command::AcceptAll {}, "[e1* Ada] said [q1*=e1 it is late]. [e2* Ben] left.");
    check(text, |_| Command::Accept { id: id("q9") }, "error: there is no annotation q9");
}

#[test]
fn delete_and_restore() {
    let text = "[e1 Ada] said [q1=e1 it is late]. [e1 Ada] left.";
    check(
        text,
        |_| Command::Delete { id: id("q1"), everywhere: false },
        "[e1 Ada] said it is late. [e1 Ada] left. | removed q1",
    );
    check(
        text,
        |_| Command::Delete { id: id("e1"), everywhere: false },
        "Ada said [q1 it is late]. Ada left. | removed e1",
    );
    check(
        text,
        |_| Command::Delete { id: id("m2"), everywhere: false },
        "[e1* Ada] said [q1=e1 it is late]. Ada left. | removed m2",
    );
    check(
        text,
        |_| Command::Delete { id: id("m1"), everywhere: true },
        "Ada said [q1=e1 it is late]. Ada left. | removed m1 m2",
    );
    check("[e1 Ada] left.", |_| Command::Delete { id: id("m1"), everywhere: false }, "Ada left. | removed e1");

    let mut session = Session::new(article(text));
    session.apply(&Command::Delete { id: id("m2"), everywhere: false }).unwrap();
    session.apply(&Command::Restore { id: id("m2") }).unwrap();
    assert_eq!(show(session.article()), "[e1* Ada] said [q1=e1 it is late]. [e1* Ada] left.");
}

#[test]
fn what_a_person_made_is_gone_when_deleted() {
    let mut session = Session::new(article("Ada said it is late."));
    let span = place("Ada said it is late.", "it is late");
    session
        .apply(&Command::AddQuotation { spans: vec![span], kind: None, speaker: None, cue: None, source: None })
        .unwrap();
    session.apply(&Command::Delete { id: id("q1"), everywhere: false }).unwrap();
    assert_eq!(show(session.article()), "Ada said it is late.");
}

#[test]
fn speakers() {
    let text = "[e1 Ada] and [e2 Ben] said [q1=e1 it is late].";
    let speaker = |speaker: Option<&str>| Command::SetSpeaker { quotation: id("q1"), speaker: speaker.map(id) };
    check(text, |_| speaker(Some("e2")), "[e1 Ada] and [e2 Ben] said [q1*=e2 it is late].");
    check(text, |_| speaker(None), "[e1 Ada] and [e2 Ben] said [q1* it is late].");
    check(text, |_| speaker(Some("e3")), "error: there is no entity e3");
    check(
        text,
        |_| Command::NewSpeaker { quotation: id("q1"), name: id(" Cy "), kind: EntityKind::Person },
        "[e1 Ada] and [e2 Ben] said [q1*=e3 it is late].",
    );
    check(
        text,
        |_| Command::NewSpeaker { quotation: id("q1"), name: id(" "), kind: EntityKind::Person },
        "error: a name must not be empty",
    );
}

#[test]
fn numbers_stay() {
    let mut session = Session::new(article("[e1 Ada]: [q1=e2 one]. [e2 Ben]: [q2=e1 two]. [e3 Cy]: [q3=e2 three]."));
    let numbers = |session: &Session| -> Vec<Option<u32>> {
        session.article().entities.iter().map(|entity| entity.number).collect()
    };
    assert_eq!(numbers(&session), [Some(2), Some(1), None]);
    session.apply(&Command::SetSpeaker { quotation: id("q1"), speaker: Some(id("e3")) }).unwrap();
    assert_eq!(numbers(&session), [Some(2), Some(1), Some(3)]);
    session.undo();
    assert_eq!(numbers(&session), [Some(2), Some(1), None]);
}

#[test]
fn the_speaker_before_stays_an_alternative() {
    let mut session = Session::new(article("[e1 Ada] and [e2 Ben] said [q1=e1 it is late]."));
    session.apply(&Command::SetSpeaker { quotation: id("q1"), speaker: Some(id("e2")) }).unwrap();
    let quotation = session.article().quotation("q1").unwrap();
    assert_eq!((quotation.confidence, quotation.alternatives[0].speaker.as_str()), (None, "e1"));
    assert_eq!(quotation.alternatives[0].confidence, 0.5);
}

#[test]
fn boundaries() {
    let text = "[e1 Ada] said [q1=e1 it is late] now, [q1 she] said.";
    let piece = |piece, span| Command::SetPiece { quotation: id("q1"), piece, span };
    check(text, |at| piece(0, at("is late now")), "[e1 Ada] said it [q1*=e1 is late now], [q1* she] said.");
    check(text, |at| piece(1, at("she said")), "[e1 Ada] said [q1*=e1 it is late] now, [q1* she said].");
    check(text, |at| piece(1, at("late now, she")), "error: the pieces of a quotation must not overlap");
    check(text, |at| piece(2, at("now")), "error: the quotation has no such piece");
    check(text, |_| piece(0, Span { start: 9, end: 9 }), "error: 9 to 9 is no piece of the text");
    check(text, |_| piece(0, Span { start: 9, end: 900 }), "error: 9 to 900 is no piece of the text");
    check("[q1 dé] fé", |_| piece(0, Span { start: 0, end: 2 }), "error: 0 to 2 is no piece of the text");
    let mention = |at: Span| Command::SetMention { mention: id("m1"), span: at };
    check("Ms [e1 Ada] Bo", |at| mention(at("Ada Bo")), "Ms [e1* Ada Bo]");
}

#[test]
fn cues_and_sources() {
    let mut session = Session::new(article("Ada said [q1 it is late]."));
    let text = session.article().text.clone();
    session.apply(&Command::SetCue { quotation: id("q1"), span: Some(place(&text, "said")) }).unwrap();
    session.apply(&Command::SetSource { quotation: id("q1"), span: Some(place(&text, "Ada")) }).unwrap();
    let part = |piece: &Option<Piece>| piece.as_ref().map(|piece| piece.span.of(&text).to_owned());
    let quotation = session.article().quotation("q1").unwrap();
    assert_eq!((part(&quotation.cue), part(&quotation.source)), (Some(id("said")), Some(id("Ada"))));
    session.apply(&Command::SetCue { quotation: id("q1"), span: None }).unwrap();
    assert_eq!(session.article().quotation("q1").unwrap().cue, None);
}

/// Adds a quotation of `words`; gives its words, its quoted parts and its kind.
fn added(text: &str, words: &str) -> (String, Vec<String>, QuotationKind) {
    let mut session = Session::new(article(text));
    let spans = vec![place(text, words)];
    session.apply(&Command::AddQuotation { spans, kind: None, speaker: None, cue: None, source: None }).unwrap();
    let quotation = session.article().quotation("q1").unwrap();
    let parts = quotation.quoted_parts.iter().map(|part| part.span.of(text).to_owned()).collect();
    (quotation.pieces[0].span.of(text).to_owned(), parts, quotation.kind)
}

#[test]
fn add_quotations() {
    let late = || id("it is late");
    assert_eq!(added("“it is late” he said", "“it is late” "), (late(), vec![late()], QuotationKind::Direct));
    assert_eq!(added("“it is late” he said", "it is late"), (late(), vec![late()], QuotationKind::Direct));
    assert_eq!(added("he said it is late.", " it is late"), (late(), vec![], QuotationKind::Indirect));
    let mixed = ("it was “brave” but \"late\"", vec![id("brave"), id("late")], QuotationKind::Mixed);
    assert_eq!(added("he said it was “brave” but \"late\".", mixed.0), (id(mixed.0), mixed.1, mixed.2));
    check(
        "it is late",
        |_| Command::AddQuotation { spans: vec![], kind: None, speaker: None, cue: None, source: None },
        "error: a quotation needs at least one piece",
    );
    check(
        "it is late",
        |at| Command::AddQuotation {
            spans: vec![at("it is"), at("is late")],
            kind: None,
            speaker: None,
            cue: None,
            source: None,
        },
        "error: the pieces of a quotation must not overlap",
    );
}

#[test]
fn kinds_of_quotations() {
    let kind = |kind| Command::SetQuotationKind { quotation: id("q1"), kind };
    let mut session = Session::new(article("Ada said [q1 it was “brave” today]."));
    let parts = |session: &Session| {
        let article = session.article();
        let parts = &article.quotation("q1").unwrap().quoted_parts;
        parts.iter().map(|part| part.span.of(&article.text).to_owned()).collect::<Vec<_>>()
    };
    session.apply(&kind(QuotationKind::Mixed)).unwrap();
    assert_eq!(parts(&session), ["brave"]);
    session.apply(&kind(QuotationKind::Direct)).unwrap();
    assert_eq!(parts(&session), ["it was “brave” today"]);
    session.apply(&kind(QuotationKind::Indirect)).unwrap();
    assert!(parts(&session).is_empty());
}

#[test]
fn join_and_split() {
    let text = "[q1 one two], she said, [q2=e1 three four]. [e1 Ada]";
    check(
        text,
        |_| Command::JoinWithPrevious { quotation: id("q2") },
        "[q1*=e1 one two], she said, [q1* three four]. [e1 Ada]",
    );
    check(text, |_| Command::JoinWithPrevious { quotation: id("q1") }, "error: there is no quotation before it");
    let split = |at: Span| Command::SplitQuotation { quotation: id("q2"), at: at.start };
    check(text, |at| split(at(" four")), "[q1 one two], she said, [q2*=e1 three] [q3*=e1 four]. [e1 Ada]");
    check(text, |at| split(at("three")), "error: both parts must hold words");
    let joined = "[q1=e1 one], she said, [q1 two]. [e1 Ada]";
    check(
        joined,
        |at| Command::SplitQuotation { quotation: id("q1"), at: at("she").start },
        "[q1*=e1 one], she said, [q2*=e1 two]. [e1 Ada]",
    );
}

#[test]
fn mentions() {
    let text = "[e1 Ada] met [e2 Ben]. She left.";
    let add = |span, entity: Option<&str>| Command::AddMention { span, entity: entity.map(id), kind: None, form: None };
    check(text, |at| add(at("She"), Some("e1")), "[e1* Ada] met [e2 Ben]. [e1* She] left.");
    check(text, |at| add(at("She"), None), "[e1 Ada] met [e2 Ben]. [e3* She] left.");
    check(text, |at| add(at("Ada"), Some("e1")), "error: these words are marked already");
    let assign =
        |mention: &str, entity: Option<&str>| Command::AssignMention { mention: id(mention), entity: entity.map(id) };
    check(text, |_| assign("m2", Some("e1")), "[e1* Ada] met [e1* Ben]. She left.");
    check(text, |_| assign("m2", None), "error: it is the only mention of its entity");
    check("[e1 Ada] met [e1 Ben].", |_| assign("m2", None), "[e1* Ada] met [e2* Ben].");
}

/// Spreads from `id` to all places, or to those that begin where the `at`th words of the preview do.
fn spread(from: &str, at: Option<Vec<u32>>) -> Command {
    Command::Spread { id: id(from), at }
}

#[test]
fn the_same_everywhere() {
    let text = "[e1 Bo] met Bo, Bob and [e2 Bo]. [q1=e3 So] [e3 he].";
    check(text, |_| spread("m1", None), "[e1* Bo] met [e1* Bo], Bob and [e1* Bo]. [q1=e3 So] [e3 he].");
    check(text, |_| spread("m1", Some(vec![7])), "[e1* Bo] met [e1* Bo], Bob and [e2 Bo]. [q1=e3 So] [e3 he].");
    let preview = Session::new(article(text)).spread("m1").unwrap();
    assert_eq!((preview.words.as_str(), preview.to.as_deref(), preview.left), ("Bo", Some("e1"), 0));
    let lines = preview.places.iter().map(|place| (place.mention.as_deref(), place.now.as_deref()));
    assert_eq!(lines.collect::<Vec<_>>(), [(None, None), (Some("m2"), Some("e2"))]);
    let nothing = "error: there is no other place of these words that could be changed";
    check("[e1 Bo] left.", |_| spread("m1", None), nothing);
    check(text, |_| spread("m1", Some(vec![1])), nothing);
}

/// An article in which m2 and m4 are of another form than names.
fn with_forms(marked: &str, form: MentionForm) -> Article {
    let mut article = article(marked);
    for entity in Arc::make_mut(&mut article.entities) {
        for mention in &mut Arc::make_mut(entity).mentions {
            if ["m2", "m4"].contains(&mention.id.as_str()) {
                mention.form = form;
            }
        }
    }
    article
}

#[test]
fn pronouns_and_descriptions_of_others_are_left_alone() {
    for (form, words) in [(MentionForm::Pronoun, "she"), (MentionForm::Description, "the minister")] {
        let marked = format!("[e1 Ada] came, [e1 {words}] left. [e2 Bea] came, [e2 {words}] left, {words} did.");
        let mut session = Session::new(with_forms(&marked, form));
        let preview = session.spread("m2").unwrap();
        let unmarked = usize::from(form == MentionForm::Description);
        assert_eq!((preview.places.len(), preview.left), (unmarked, 2 - unmarked), "{form:?}");
        let before = session.article().clone();
        if session.apply(&spread("m2", None)).is_ok() {
            assert_eq!(session.article().entity("e2"), before.entity("e2"), "{form:?}");
        }
        // Nor are they deleted with the mark on one of them.
        session.apply(&Command::Delete { id: id("m2"), everywhere: true }).unwrap();
        assert!(session.article().mention("m4").is_some(), "{form:?}");
    }
}

/// Quotations a, b and c with these words for their sources; the first said by e1, the others by nobody or e2.
fn sourced(sources: [&str; 3]) -> Session {
    let [a, b, c] = sources;
    let marked = format!("[e1 Ada] [e2 Ben]: [q1=e1 a], {a} said. [q2 b], {b} said. [q3=e2 c], {c} said.");
    let mut session = Session::new(article(&marked));
    let text = session.article().text.clone();
    for (quotation, after, words) in [("q1", "a, ", a), ("q2", "b, ", b), ("q3", "c, ", c)] {
        let from = text.find(after).unwrap() + 3;
        let span = Span { start: from as u32, end: (from + words.len()) as u32 };
        session.apply(&Command::SetSource { quotation: id(quotation), span: Some(span) }).unwrap();
    }
    session
}

#[test]
fn speakers_are_spread_by_names_alone() {
    for (sources, given) in [
        (["Ms Lee"; 3], vec!["q2", "q3"]),
        (["the minister"; 3], vec!["q2"]),
        (["she"; 3], vec![]),
        (["Ms Lee", "Mr Lee", "Ms Lee"], vec!["q3"]),
    ] {
        let mut session = sourced(sources);
        let preview = session.spread("q1").unwrap();
        let changed: Vec<&str> = preview.places.iter().filter_map(|place| place.quotation.as_deref()).collect();
        assert_eq!(changed, given, "{sources:?}");
        assert_eq!(session.apply(&spread("q1", None)).is_ok(), !given.is_empty());
        for quotation in session.article().quotations.iter() {
            let is_given = quotation.id == "q1" || given.contains(&quotation.id.as_str());
            assert_eq!(quotation.speaker.as_deref() == Some("e1"), is_given, "{sources:?} {}", quotation.id);
        }
    }
}

#[test]
fn undo_and_redo_name_and_point_at_what_they_change() {
    let mut session = Session::new(article("[e1 Ada] met [e2 Ben]. [q1=e1 One two three four five six]."));
    let delete = |what: &str| Command::Delete { id: id(what), everywhere: false };
    let named = |outcome: &Outcome| (outcome.step, outcome.what.clone());
    assert_eq!(named(&session.apply(&delete("m2")).unwrap()), (Step::Delete, id("Ben")));
    let undone = session.undo().unwrap();
    assert_eq!((named(&undone), undone.focus.as_deref()), ((Step::Delete, id("Ben")), Some("m2")));
    assert_eq!(session.redo().unwrap().focus, None);
    session.undo();
    session.apply(&delete("q1")).unwrap();
    assert_eq!(session.undoable().map(named), Some((Step::Delete, id("“One two three four five…”"))));
    session.undo();
    let speaker = Command::SetSpeaker { quotation: id("q1"), speaker: Some(id("e2")) };
    let words = id("“One two three four five…”");
    assert_eq!(named(&session.apply(&speaker).unwrap()), (Step::SetSpeaker, words));
    session.undo();
    let merged = Command::MergeEntities { from: id("e2"), into: id("e1"), name: Some(id("Ada Ben")) };
    assert_eq!(named(&session.apply(&merged).unwrap()), (Step::MergeEntities, id("Ben")));
    assert_eq!(session.article().entity("e1").unwrap().name, "Ada Ben");
    assert_eq!(session.undo().unwrap().focus.as_deref(), Some("e2"));
    assert_eq!(session.redo().unwrap().focus.as_deref(), Some("e1"));
}

#[test]
fn extents() {
    let text = "[e1 Ada] said [q1=e1 it is late] now, [q1 she] said.";
    let extent = |what: &str, span| Command::SetExtent { id: id(what), span };
    check(
        text,
        |at| extent("q1", at("is late now, she said")),
        "[e1 Ada] said it [q1*=e1 is late] now, [q1* she said].",
    );
    check(text, |at| extent("q1", at("late now")), "[e1 Ada] said it is [q1*=e1 late now], she said.");
    check(text, |at| extent("q1", at("Ada")), "[e1 [q1*=e1 Ada]] said it is late now, she said.");
    check(text, |at| extent("m1", at("Ada said")), "[e1* Ada said] [q1=e1 it is late] now, [q1 she] said.");
    let piece = |span| Command::AddPiece { quotation: id("q1"), span };
    check(text, |at| piece(at("now")), "[e1 Ada] said [q1*=e1 it is late] [q1* now], [q1* she] said.");
    check(text, |at| piece(at("late now")), "[e1 Ada] said [q1*=e1 it is late now], [q1* she] said.");
}

#[test]
fn what_is_marked_already_is_not_marked_twice() {
    let text = "[e1 Ada] said [q1=e1 it is late].";
    let again = |span| Command::AddMention { span, entity: None, kind: None, form: None };
    check(text, |at| again(at("Ada")), "error: these words are marked already");
    let quotation =
        |span| Command::AddQuotation { spans: vec![span], kind: None, speaker: None, cue: None, source: None };
    check(text, |at| quotation(at("it is late")), "error: these words are marked as a quotation already");
}

#[test]
fn a_new_quotation_gets_whom_its_source_means() {
    let mut session = Session::new(article("[e1 Ada Lee], the mayor, said it is late. [e2 Ben] left."));
    let text = session.article().text.clone();
    let (cue, source) = (Some(place(&text, "said")), Some(place(&text, "Ada Lee, the mayor")));
    let spans = vec![place(&text, "it is late")];
    session.apply(&Command::AddQuotation { spans, kind: None, speaker: None, cue, source }).unwrap();
    let quotation = session.article().quotation("q1").unwrap().clone();
    assert_eq!((quotation.speaker.as_deref(), quotation.status), (Some("e1"), Status::Unreviewed));
    let check = &checks(session.article())[0];
    assert_eq!((check.id.as_str(), check.reason), ("q1", Reason::SpeakerProposed));
    session.apply(&Command::Accept { id: id("q1") }).unwrap();
    assert!(checks(session.article()).is_empty());
}

#[test]
fn what_is_to_check() {
    let mut article = article("[e1 Ada Lee] [e2 Lee] [e3 Po] [e4 Po] [e5 Cy]: [q1=e1 a] [q2 b] [q3=e5 c] [q4*=e1 d].");
    for quotation in Arc::make_mut(&mut article.quotations) {
        let confidence = [("q1", 0.7), ("q3", 0.95), ("q4", 0.1)].into_iter().find(|(id, _)| *id == quotation.id);
        Arc::make_mut(quotation).confidence = confidence.map(|(_, confidence)| confidence);
    }
    let found = checks(&article);
    let lines: Vec<(&str, Reason, Certainty)> =
        found.iter().map(|check| (check.id.as_str(), check.reason, check.certainty)).collect();
    assert_eq!(
        lines,
        [
            ("q2", Reason::SpeakerUnknown, Certainty::Guess),
            ("m3", Reason::SameWords, Certainty::Guess),
            ("m4", Reason::SameWords, Certainty::Guess),
            ("m2", Reason::PartOfName, Certainty::Guess),
            ("q1", Reason::SpeakerUnsure, Certainty::Check),
        ]
    );
    assert_eq!(unseen(&article, &found), 3, "the quotation c, Ada Lee and Cy");
    let mut session = Session::new(article);
    session.apply(&Command::AcceptAll {}).unwrap();
    assert!(checks(session.article()).is_empty());
    assert_eq!(unseen(session.article(), &[]), 0);
}

#[test]
fn the_likeliest_speakers_come_first() {
    let mut article = article("[e1 Ada] [e2 Ben] [e3 Cy]. [e4 Dora]: [q1=e1 a]. [q2=e3 b].");
    for quotation in Arc::make_mut(&mut article.quotations) {
        let other = Alternative { speaker: id("e2"), confidence: 0.2, extra: Extra::default() };
        Arc::make_mut(quotation).alternatives = vec![other];
    }
    assert_eq!(likeliest_speakers(&article, "q1"), ["e1", "e2", "e3", "e4"]);
    assert!(likeliest_speakers(&article, "q9").is_empty());
}

#[test]
fn who_may_be_the_same_comes_first() {
    let article =
        article("[e1 Tom Barrow]. [e2 Cy]. [e2 Cy]. [e2 Cy]. [e3 Barrow]. [e4 Ann Barrow]. [e5 Dora] [e6 Tom]");
    assert_eq!(likeliest_same(&article, "e1"), ["e3", "e6", "e4", "e2", "e5"]);
    assert_eq!(likeliest_same(&article, "e5"), ["e2", "e1", "e3", "e4", "e6"]);
    assert!(likeliest_same(&article, "e9").is_empty());
}

/// Nobody has looked at a doubtful speaker who has moved a boundary.
#[test]
fn a_doubtful_speaker_stays_to_check() {
    let text = "[e1 Ada]: [q1=e1 late now]. [q2 so it is]. [q3=e1 it goes].";
    let article = article(text);
    let at = |words: &str| {
        let at = article.text.find(words).unwrap();
        Span::new(at, at + words.len())
    };
    let changes = [
        Command::SetPiece { quotation: id("q1"), piece: 0, span: at("late") },
        Command::SetExtent { id: id("q1"), span: at("late") },
        Command::SetQuotationKind { quotation: id("q1"), kind: QuotationKind::Direct },
        Command::SetCue { quotation: id("q1"), span: Some(at("Ada")) },
        Command::SetSource { quotation: id("q1"), span: Some(at("Ada")) },
        Command::AddPiece { quotation: id("q1"), span: at("it goes") },
        Command::SplitQuotation { quotation: id("q1"), at: at("now").start },
        Command::SetPiece { quotation: id("q2"), piece: 0, span: at("it is") },
    ];
    for change in changes {
        let mut session = Session::new(article.clone());
        let quotation = change.target().unwrap().to_owned();
        let is_to_check = |session: &Session| checks(session.article()).iter().any(|check| check.id == quotation);
        session.apply(&change).unwrap();
        assert!(is_to_check(&session), "{change:?}");
        assert_eq!(session.article().quotation(&quotation).unwrap().origin, Origin::MachineEdited, "{change:?}");
        session.apply(&Command::Accept { id: quotation.clone() }).unwrap();
        assert!(!is_to_check(&session), "{change:?}");
        session.apply(&change).ok();
        assert!(!is_to_check(&session), "what was accepted stays so: {change:?}");
    }
    // A sure speaker is not to check, and what was changed counts as looked at.
    let mut sure = article.clone();
    Arc::make_mut(&mut Arc::make_mut(&mut sure.quotations)[0]).confidence = Some(0.95);
    let mut session = Session::new(sure);
    session.apply(&Command::SetPiece { quotation: id("q1"), piece: 0, span: at("late") }).unwrap();
    assert_eq!(session.article().quotation("q1").unwrap().status, Status::Edited);
}

/// Of two speakers, the one that a person chose stays.
#[test]
fn joining_keeps_the_choice_of_a_person() {
    let text = "[e1 Ada] and [e2 Ben]: [q1=e1 late]. [q2=e1 it is].";
    let choose =
        |quotation: &str, speaker: &str| Command::SetSpeaker { quotation: id(quotation), speaker: Some(id(speaker)) };
    let joined = |steps: &[Command]| {
        let mut session = Session::new(article(text));
        for step in steps {
            session.apply(step).unwrap();
        }
        let before = session.article().clone();
        match session.apply(&Command::JoinWithPrevious { quotation: id("q2") }) {
            Ok(_) => {
                let quotation = session.article().quotation("q1").unwrap();
                Ok((quotation.speaker.clone().unwrap(), checks(session.article()).iter().any(|check| check.id == "q1")))
            }
            Err(error) => {
                assert_eq!(*session.article(), before);
                Err(error)
            }
        }
    };
    let accept = |quotation: &str| Command::Accept { id: id(quotation) };
    assert_eq!(joined(&[]), Ok((id("e1"), true)), "nobody has looked");
    assert_eq!(joined(&[choose("q2", "e2")]), Ok((id("e2"), false)));
    assert_eq!(joined(&[choose("q1", "e2")]), Ok((id("e2"), false)));
    assert_eq!(joined(&[choose("q1", "e2"), choose("q2", "e2")]), Ok((id("e2"), false)));
    assert_eq!(joined(&[accept("q1"), choose("q2", "e2")]), Err(CommandError::SpeakersDiffer));
    assert_eq!(joined(&[choose("q1", "e2"), accept("q2")]), Err(CommandError::SpeakersDiffer));
}

/// Who marks a quotation has not said yet that its speaker is unknown.
#[test]
fn a_new_quotation_without_a_speaker_is_to_check() {
    let mut session = Session::new(article("[e1 Ada] said late."));
    let text = session.article().text.clone();
    let at = text.find("late").unwrap();
    let spans = vec![Span::new(at, at + 4)];
    let made = Command::AddQuotation { spans, kind: None, speaker: None, cue: None, source: None };
    let quotation = session.apply(&made).unwrap().focus.unwrap();
    let is_to_check = |session: &Session| checks(session.article()).iter().any(|check| check.id == quotation);
    assert!(is_to_check(&session));
    session.apply(&Command::SetSpeaker { quotation: quotation.clone(), speaker: None }).unwrap();
    assert!(!is_to_check(&session));
}

#[test]
fn entities() {
    let text = "[e1 Ada] met [e2 Ms Bo]. [q1=e2 No].";
    let merge = |from: &str, into: &str| Command::MergeEntities { from: id(from), into: id(into), name: None };
    check(text, |_| merge("e2", "e1"), "[e1* Ada] met [e1* Ms Bo]. [q1=e1 No].");
    check(text, |_| merge("e1", "e1"), "error: an entity cannot be merged with itself");
    check(
        text,
        |_| Command::RenameEntity { entity: id("e1"), name: id("Ada Bo") },
        "[e1* Ada] met [e2 Ms Bo]. [q1=e2 No].",
    );
    check(text, |_| Command::RenameEntity { entity: id("e1"), name: id("") }, "error: a name must not be empty");
    let mut session = Session::new(article(text));
    session.apply(&merge("e2", "e1")).unwrap();
    assert_eq!(session.article().entity("e1").unwrap().number, Some(1), "the number goes where the words go");
}

#[test]
fn places() {
    let mut session = Session::new(article("[e1 Bristol]"));
    let put = |lat, lon, geoname_id| Command::SetPlace {
        entity: id("e1"),
        place: Some(PlaceChoice { lat, lon, label: None, geoname_id, country: None, precision: None }),
    };
    let at = |session: &Session| {
        let article = session.article();
        let entity = article.entity("e1").unwrap();
        (entity.kind, entity.place.as_ref().map(|place| (place.chosen.lat, place.candidates.len())))
    };
    assert_eq!(session.apply(&put(91.0, 0.0, None)), Err(CommandError::Coordinates));
    assert_eq!(session.apply(&put(f64::NAN, 0.0, None)), Err(CommandError::Coordinates));
    session.apply(&put(51.45, -2.59, Some(1))).unwrap();
    assert_eq!(at(&session), (EntityKind::Place, Some((51.45, 0))));
    session.apply(&put(41.68, -71.27, Some(2))).unwrap();
    assert_eq!(at(&session), (EntityKind::Place, Some((41.68, 1))));
    session.apply(&Command::ChoosePlace { entity: id("e1"), candidate: 0 }).unwrap();
    assert_eq!(at(&session), (EntityKind::Place, Some((51.45, 1))));
    assert!(session.apply(&Command::ChoosePlace { entity: id("e1"), candidate: 1 }).is_err());
    session.apply(&Command::NotAPlace { entity: id("e1") }).unwrap();
    assert_eq!(at(&session), (EntityKind::Other, None));
}

#[test]
fn places_by_name() {
    let found = search_places("Paris, Texas", 3);
    assert_eq!(found[0].label.as_deref(), Some("Paris, Texas, US"));
    assert_eq!((found[0].country.as_deref(), found[0].precision), (Some("US"), Some(crate::analysis::Precision::City)));
    let mut session = Session::new(article("[e1 Paris]"));
    session.apply(&Command::SetPlace { entity: id("e1"), place: Some(found[0].clone()) }).unwrap();
    let place = session.article().entity("e1").unwrap().place.clone().unwrap();
    assert_eq!((place.chosen.geoname_id, place.chosen.lat.round()), (found[0].geoname_id, 34.0));
    assert!(search_places("", 3).is_empty());
}

/// Edits the text. `fresh` is what the machine makes of the new text.
fn check_edit(before: &str, fresh: &str, after: &str) {
    let mut session = Session::new(article(before));
    let start = session.article().clone();
    session.set_text(article(fresh));
    assert_eq!(show(session.article()), after);
    if session.undo().is_some() {
        assert_eq!(*session.article(), start);
    }
}

#[test]
fn edits_of_the_text() {
    // What nobody has looked at is replaced, and keeps its ids.
    check_edit(
        "[e7 Ada] said [q5=e7 it is late].",
        "Yes, [e1 Ada] said [q1=e1 it is late]. [e2 Bo] left.",
        "Yes, [e7 Ada] said [q5=e7 it is late]. [e8 Bo] left.",
    );
    // Corrections move with their words, though the machine no longer sees it so.
    check_edit(
        "[e1* Ada] said [q1*=e1 it is] late.",
        "Yes, Ada said [q1 it is late].",
        "Yes, [e1* Ada] said [q1*=e1 it is] late.",
    );
    // A speaker that only the machine knew stays with a kept quotation.
    check_edit(
        "[e1 Ada] said [q1*=e1 it is] late.",
        "Then Ada said it is late.",
        "Then [e1 Ada] said [q1*=e1 it is] late.",
    );
    // What was destroyed is lost.
    check_edit(
        "[e1 Ada] said [q1*=e1 it is late].",
        "[e1 Ada] said it was late.",
        "[e1 Ada] said it was late. | lost q1",
    );
    check_edit("[e1* Ada] came. [e1 Ada] left.", "[e1 Ada] left.", "[e1* Ada] left. | lost m2");
    check_edit("[e1* Ada] came.", "He came.", "He came. | lost e1");
    // New mentions go to the entity that a person has corrected.
    check_edit(
        "[e1* Ada] and [e1 Bo].",
        "[e1 Ada] and [e2 Bo]. [e2 Bo] left.",
        "[e1* Ada] and [e1* Bo]. [e1* Bo] left.",
    );
}

#[test]
fn notes_move_with_their_words() {
    let mut session = Session::new(article("[e1 Ada] said [q1=e1 it is late]."));
    session.apply(&Command::SetNote { id: id("q1"), note: id("Ask again") }).unwrap();
    session.set_text(article("So [e1 Ada] said [q1=e1 it is late]."));
    assert_eq!(session.article().quotations[0].note, "Ask again");
    assert_eq!(session.article().quotations.len(), 1);
    session.set_text(article("So [e1 Ada] left."));
    assert_eq!(session.article().lost.len(), 1);
}

#[test]
fn notes_and_tags_on_any_annotation() {
    let mut session =
        Session::new(article("[e1 Ada] said [q1=e1 it is late]. [e2 May] came. [e1 Ada] said [q2=e1 so]."));
    let tags = |words: &[&str]| words.iter().map(|word| id(word)).collect::<Vec<_>>();
    for (target, note) in [("e2", "call her"), ("m2", "which May?"), ("q1", "by telephone")] {
        session.apply(&Command::SetNote { id: id(target), note: id(note) }).unwrap();
        let words = tags(&[" port ", "", "port", target]);
        let outcome = session.apply(&Command::SetTags { id: id(target), tags: words }).unwrap();
        assert_eq!(outcome.focus.as_deref(), Some(target));
    }
    let check = |article: &Article| {
        let (entity, mention) = (article.entity("e2").unwrap(), article.mention("m2").unwrap().1);
        assert_eq!((&*entity.note, &entity.tags), ("call her", &tags(&["port", "e2"])));
        assert_eq!((&*mention.note, &mention.tags), ("which May?", &tags(&["port", "m2"])));
        assert_eq!(article.quotation("q1").unwrap().tags, tags(&["port", "q1"]));
        // To write something beside it is not to look at it.
        assert_eq!((entity.status, entity.origin), (Status::Unreviewed, Origin::Machine));
    };
    check(session.article());
    // An edit of the text takes them along, also where nobody has looked at the annotation.
    session.set_text(article("So [e1 Ada] said [q1=e1 it is late]. [e2 May] came. [e1 Ada] said [q2=e1 so]."));
    check(session.article());
    // What is joined or merged keeps what was written beside either.
    session.apply(&Command::SetTags { id: id("q2"), tags: tags(&["port", "two"]) }).unwrap();
    session.apply(&Command::JoinWithPrevious { quotation: id("q2") }).unwrap();
    assert_eq!(session.article().quotation("q1").unwrap().tags, tags(&["port", "q1", "two"]));
    session.apply(&Command::SetNote { id: id("e1"), note: id("the chair") }).unwrap();
    session.apply(&Command::MergeEntities { from: id("e2"), into: id("e1"), name: None }).unwrap();
    let merged = session.article().entity("e1").unwrap();
    assert_eq!((&*merged.note, &merged.tags), ("the chair\ncall her", &tags(&["port", "e2"])));
    assert!(session.apply(&Command::SetTags { id: id("q9"), tags: Vec::new() }).is_err());
}

#[test]
fn what_was_removed_does_not_come_back() {
    let mut session = Session::new(article("[e1 Ada] said [q1=e1 it is late]. [e2 May] came."));
    for removed in ["q1", "e2"] {
        session.apply(&Command::Delete { id: id(removed), everywhere: false }).unwrap();
    }
    session.set_text(article("So [e1 Ada] said [q1=e1 it is late]. [e2 May] came. In [e2 May]?"));
    assert_eq!(show(session.article()), "So [e1 Ada] said it is late. May came. In May? | removed q1 e2");
    // Nor after its words were away for a while.
    session.set_text(article("So"));
    session.set_text(article("[e1 Ada] said [q1=e1 it is late]. [e2 May] came."));
    assert_eq!(show(session.article()), "[e3 Ada] said it is late. May came. | removed q1 e2");
}

#[test]
fn lost_annotations_come_back_with_their_words() {
    let before = "One [e1* Ada] said [q1*=e1 it is late].\nTwo.\n";
    let mut session = Session::new(article(before));
    session.set_text(article("Two.\n"));
    assert_eq!(show(session.article()), "Two.\n | lost e1 q1");
    session.set_text(article("Two.\nOne Ada said it is late.\n"));
    assert_eq!(show(session.article()), "Two.\nOne [e1* Ada] said [q1*=e1 it is late].\n");
    session.undo();
    session.apply(&Command::Dismiss { id: id("q1") }).unwrap();
    assert_eq!(show(session.article()), "Two.\n | lost e1");
}

#[test]
fn saved_or_not() {
    let mut session = Session::new(article("[e1 Ada]"));
    session.apply(&Command::AcceptAll {}).unwrap();
    assert!(session.is_unsaved());
    session.mark_saved("2026-11-22T08:30:00Z");
    assert!(!session.is_unsaved());
    session.undo();
    assert!(session.is_unsaved(), "what was saved is another state");
    session.redo();
    assert!(!session.is_unsaved());
    session.undo();
    session.apply(&Command::RenameEntity { entity: id("e1"), name: id("Bo") }).unwrap();
    session.undo();
    session.apply(&Command::AcceptAll {}).unwrap();
    assert!(session.is_unsaved(), "a new step is not the saved one, though it looks the same");
    assert_eq!(session.article().about.created.as_deref(), Some("2026-11-22T08:30:00Z"));
}

#[test]
fn many_steps() {
    let mut session = Session::new(article("[e1 Ada]"));
    let name = |n: usize| Command::RenameEntity { entity: id("e1"), name: n.to_string() };
    for n in 0..STEPS + 10 {
        session.apply(&name(n)).unwrap();
    }
    let undone = std::iter::from_fn(|| session.undo()).count();
    assert_eq!((undone, session.article().entities[0].name.as_str()), (STEPS, "9"));
}

#[test]
fn another_reading_replaces_what_nobody_has_looked_at() {
    let check = |before: &str, fresh: &str, after: &str, expect: Changes| {
        let mut session = Session::new(article(before));
        let start = session.article().clone();
        assert_eq!(session.read_again(article(fresh)), Some(expect), "{fresh}");
        assert_eq!(show(session.article()), after);
        let changed = *session.article() != start;
        assert_eq!(session.undoable().map(|outcome| outcome.step), changed.then_some(Step::ReadThoroughly));
        session.undo();
        assert_eq!(*session.article(), start);
    };
    let text = "[e1 Ada] said [q1=e1 it is late]. [e2 Ben] says [q2=e2 we go now].";
    check(text, text, text, Changes::default());
    check(
        text,
        "[e1 Ada] said [q1=e1 it is] late. [e2 Ben] says [q2=e1 we go now].",
        "[e1 Ada] said [q1=e1 it is] late. [e2 Ben] says [q2=e1 we go now].",
        Changes { moved: vec![id("q1")], speakers: vec![id("q2")], ..Changes::default() },
    );
    check(
        text,
        "[e1 Ada] said it is late. [e2 Ben] [q1=e2 says we go now].",
        "[e1 Ada] said it is late. [e2 Ben] [q3=e2 says we go now].",
        Changes { moved: vec![id("q3")], removed: 1, ..Changes::default() },
    );
    check(
        "[e1 Ada] said it is late. [e2 Ben] says [q2*=e2 we go now].",
        "[e1 Ada] said [q1=e1 it is late]. [e2 Ben] says [q2=e1 we go] now.",
        "[e1 Ada] said [q3=e1 it is late]. [e2 Ben] says [q2*=e2 we go now].",
        Changes { added: vec![id("q3")], ..Changes::default() },
    );
}

#[test]
fn another_reading_of_another_text_is_refused() {
    let mut session = Session::new(article("[e1 Ada] said [q1=e1 it is late]."));
    let before = session.article().clone();
    assert_eq!(session.read_again(article("[e1 Ada] said [q1=e1 it is early].")), None);
    assert_eq!((session.article(), session.undoable()), (&before, None));
}

#[test]
fn what_a_person_removed_does_not_come_back_with_another_reading() {
    let text = "[e1 Ada] said [q1=e1 it is late].";
    let mut session = Session::new(article(text));
    session.apply(&Command::Delete { id: id("q1"), everywhere: false }).unwrap();
    assert_eq!(session.read_again(article(text)), Some(Changes::default()));
    assert_eq!(show(session.article()), "[e1 Ada] said it is late. | removed q1");
}
