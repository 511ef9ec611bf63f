//! Another text, or another reading of the same one.

use super::notation::{article, id, show};
use crate::session::{Changes, Command, Session, Step};

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
fn who_speaks_is_not_lost() {
    let mut session = Session::new(article("One [e1* Ada] left.\nTwo [q1*=e1 it is late].\nThree.\n"));
    // The words of both go; then those of the quotation come back.
    session.set_text(article("Three.\n"));
    assert_eq!(show(session.article()), "Three.\n | lost e1 q1");
    session.set_text(article("Three.\nTwo it is late.\n"));
    assert_eq!(show(session.article()), "Three.\nTwo [q1*=e1 it is late].\n | lost m1");
    session.set_text(article("One Ada left.\nTwo it is late.\nThree.\n"));
    assert_eq!(show(session.article()), "One [e1* Ada] left.\nTwo [q1*=e1 it is late].\nThree.\n");
    // Those of the quotation go; then it comes back in the edit in which those that name its speaker go.
    session.set_text(article("One Ada left.\nThree.\n"));
    session.set_text(article("Two it is late.\nThree.\n"));
    assert_eq!(show(session.article()), "Two [q1*=e1 it is late].\nThree.\n | lost m1");
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
