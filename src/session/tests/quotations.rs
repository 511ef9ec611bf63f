//! Quotations: where they begin and end, their parts, and who speaks.

use super::notation::{article, check, id, place};
use crate::Span;
use crate::analysis::{EntityKind, QuotationKind};
use crate::session::{Command, CommandError, Piece, Reason, Session, Status, checks};

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
fn the_speaker_before_stays_an_alternative() {
    let mut session = Session::new(article("[e1 Ada] and [e2 Ben] said [q1=e1 it is late]."));
    session.apply(&Command::SetSpeaker { quotation: id("q1"), speaker: Some(id("e2")) }).unwrap();
    let quotation = session.article().quotation("q1").unwrap();
    assert_eq!((quotation.confidence, quotation.alternatives[0].speaker.as_str()), (None, "e1"));
    assert_eq!(quotation.alternatives[0].confidence, 0.5);
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
fn what_is_marked_already_is_not_marked_twice() {
    let text = "[e1 Ada] said [q1=e1 it is late].";
    let again = |span| Command::AddMention { span, entity: None, kind: None, form: None };
    check(text, |at| again(at("Ada")), "error: these words are marked already");
    let quotation =
        |span| Command::AddQuotation { spans: vec![span], kind: None, speaker: None, cue: None, source: None };
    check(text, |at| quotation(at("it is late")), "error: these words are marked as a quotation already");
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
