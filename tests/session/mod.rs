//! What holds of every document under correction and of every file, however odd.

mod moves;

use moves::{Draw, PIECES, check_article, document, step};
use proptest::prelude::*;
use whosaid::files;
use whosaid::session::{Article, Command, Session};

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..40).prop_map(|pieces| pieces.concat())
}

/// Random numbers that choose what happens.
type Choices = Vec<u16>;

fn choices(length: usize) -> impl Strategy<Value = Choices> {
    prop::collection::vec(any::<u16>(), length)
}

proptest! {
    // Each case checks up to 25 states, each through a file.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_corrections_can_be_undone_and_done_again(
        text in texts(),
        machine in choices(60),
        steps in prop::collection::vec(choices(40), 1..25),
    ) {
        let mut session = Session::from_document(&document(&text, &machine));
        let mut states = vec![session.article().clone()];
        check_article(session.article());
        for choices in &steps {
            step(&mut session, choices);
            check_article(session.article());
            if states.last() != Some(session.article()) {
                states.push(session.article().clone());
            }
        }
        let end = session.article().clone();
        let mut before = states.iter().rev().peekable();
        loop {
            while before.peek().is_some_and(|state| **state != *session.article()) {
                before.next();
            }
            prop_assert!(before.peek().is_some(), "undo gives the states in turn");
            if session.undo().is_none() {
                break;
            }
        }
        prop_assert_eq!(session.article(), &states[0]);
        prop_assert!(!session.is_unsaved());
        while session.redo().is_some() {}
        prop_assert_eq!(session.article(), &end);
    }

    #[test]
    fn corrections_move_only_to_the_same_words(
        text in texts(),
        machine in choices(60),
        edits in prop::collection::vec(choices(12), 1..6),
    ) {
        let mut session = Session::from_document(&document(&text, &machine));
        session.apply(&Command::AcceptAll {}).unwrap();
        let words = |article: &Article| -> Vec<(String, String)> {
            let mentions = article.entities.iter().flat_map(|entity| &entity.mentions);
            let mentions = mentions.map(|mention| (mention.id.clone(), mention.piece.span.of(&article.text).to_owned()));
            let pieces = article.quotations.iter().map(|quotation| {
                let pieces = quotation.pieces.iter().map(|piece| piece.span.of(&article.text));
                (quotation.id.clone(), pieces.collect::<Vec<_>>().join("|"))
            });
            mentions.chain(pieces).collect()
        };
        let start = words(session.article());
        let mut text = session.article().text.to_string();
        for choices in &edits {
            let mut draw = Draw(choices.iter());
            if !text.is_empty() {
                let span = draw.span(&text);
                text.replace_range(span.range(), draw.of(PIECES));
            }
        }
        let no_annotations = document(&text, &[]);
        session.set_text(Article::from_document(&no_annotations));
        check_article(session.article());
        let end = words(session.article());
        for pair in &end {
            prop_assert!(start.contains(pair), "{pair:?} was not there before");
        }
        let lost: Vec<&str> = session.article().lost.iter().map(|aside| aside.annotation.id()).collect();
        for (id, _) in &start {
            let in_lost_entity = session.article().lost.iter().any(|aside| match &aside.annotation {
                whosaid::session::Annotation::Entity(entity) => entity.mentions.iter().any(|mention| mention.id == *id),
                _ => false,
            });
            let kept = end.iter().any(|(other, _)| other == id);
            prop_assert!(kept || in_lost_entity || lost.contains(&id.as_str()), "{id} vanished");
        }
    }

    #[test]
    fn broken_files_are_refused_without_panic(
        text in texts(),
        machine in choices(60),
        damage in prop::collection::vec((any::<u32>(), any::<u8>(), any::<u8>()), 1..4),
    ) {
        let session = Session::from_document(&document(&text, &machine));
        let mut bytes = files::save(session.article(), Some("2026-11-22T08:30:00Z")).into_bytes();
        for (at, how, value) in damage {
            let at = at as usize % bytes.len();
            match how % 4 {
                0 => bytes[at] = value,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"0123456789-.e\"[]{},:ntf"[usize::from(value) % 23]),
                // A digit becomes another digit, so that the file is still JSON.
                _ => {
                    if let Some(digit) = bytes[at..].iter_mut().find(|byte| byte.is_ascii_digit()) {
                        *digit = b'0' + value % 10;
                    }
                }
            }
        }
        if let Ok(article) = files::open(&String::from_utf8_lossy(&bytes)) {
            check_article(&article);
        }
    }
}
