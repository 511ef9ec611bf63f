//! What is to check, and who is likely to speak or to be the same.

use std::sync::Arc;

use super::notation::{article, id};
use crate::Span;
use crate::analysis::QuotationKind;
use crate::session::{
    Alternative, Certainty, Command, Extra, Origin, Reason, Session, Status, checks, likeliest_same,
    likeliest_speakers, unseen,
};

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
