//! What is accepted, deleted, restored and noted, the way back, and what is saved.

use super::notation::{article, check, id, place, show};
use crate::session::{Article, Command, Origin, Outcome, STEPS, Session, Status, Step};

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
