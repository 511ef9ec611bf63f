//! The same correction at all places of the same words.

use std::sync::Arc;

use super::notation::{article, check, id};
use crate::Span;
use crate::analysis::MentionForm;
use crate::session::{Article, Command, Session};

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
