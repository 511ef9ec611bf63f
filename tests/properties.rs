//! What holds of every text, however odd.

use crate::pieces::PIECES;
use proptest::prelude::*;
use whosaid::analysis::{Entity, Quotation, QuotationKind};
use whosaid::syntax::Syntax;
use whosaid::{Annotator, Document, Span};

/// Texts of pieces, with and without spaces, and arbitrary strings.
fn texts() -> impl Strategy<Value = String> {
    let pieces = || prop::collection::vec(prop::sample::select(PIECES), 0..60);
    prop_oneof![
        4 => pieces().prop_map(|pieces| pieces.join(" ")),
        3 => pieces().prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => "\\PC{0,200}",
    ]
}

fn slices(text: &str, span: Span) -> bool {
    !span.is_empty() && text.get(span.range()).is_some()
}

fn is_sorted_and_disjoint(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}

/// The ranges are not empty, and follow each other from 0 to `end` without a gap.
fn covers<'a>(ranges: impl Iterator<Item = &'a std::ops::Range<usize>>, end: usize) -> bool {
    let mut at = 0;
    ranges.into_iter().all(|range| {
        let follows = range.start == at && range.end > at;
        at = range.end;
        follows
    }) && at == end
}

fn check_pieces(text: &str) {
    let syntax = Syntax::new(text);
    let spans: Vec<Span> = syntax.tokens.iter().map(|t| t.span).collect();
    assert!(spans.iter().all(|span| slices(text, *span)), "tokens slice the text");
    assert!(is_sorted_and_disjoint(&spans), "tokens follow each other");
    assert!(covers(syntax.sentences.iter().map(|s| &s.tokens), spans.len()), "sentences cover the tokens");
    assert!(covers(syntax.paragraphs.iter().map(|p| &p.tokens), spans.len()), "paragraphs cover the tokens");
    assert!(
        covers(syntax.paragraphs.iter().map(|p| &p.sentences), syntax.sentences.len()),
        "paragraphs cover the sentences"
    );
    for (span, tokens) in syntax.sentences.iter().map(|s| (s.span, &s.tokens)).chain(
        syntax.paragraphs.iter().map(|p| (p.span, &p.tokens)), // both reach from their first token to their last
    ) {
        assert_eq!(span, syntax.span(tokens.clone()));
    }
}

fn check_quotation(text: &str, quotation: &Quotation) {
    let Quotation { kind, content, quoted_parts, cue, sources, inherits: _ } = quotation;
    assert!(!content.is_empty(), "a quotation has content");
    assert!(content.iter().chain(quoted_parts).chain(cue).all(|span| slices(text, *span)), "{quotation:?}");
    assert!(is_sorted_and_disjoint(content) && is_sorted_and_disjoint(quoted_parts), "{quotation:?}");
    assert!(sources.iter().all(|s| slices(text, s.span) && (0.0..=1.0).contains(&s.score)), "{quotation:?}");
    assert!(sources.windows(2).all(|pair| pair[0].score >= pair[1].score), "likeliest first: {quotation:?}");
    let inside = quoted_parts.iter().all(|part| content.iter().any(|piece| piece.contains(*part)));
    let fits = match kind {
        QuotationKind::Direct => quoted_parts == content,
        QuotationKind::Mixed => inside && !quoted_parts.is_empty() && quoted_parts != content,
        QuotationKind::Indirect => quoted_parts.is_empty(),
    };
    assert!(fits, "the kind fits the marks: {quotation:?}");
    assert!(
        cue.is_none_or(|cue| !content.iter().any(|piece| piece.overlaps(cue))),
        "the cue stands outside: {quotation:?}"
    );
}

fn check_entity(text: &str, entity: &Entity) {
    let spans: Vec<Span> = entity.mentions.iter().map(|m| m.span).collect();
    assert!(!spans.is_empty() && spans.iter().all(|span| slices(text, *span)), "{entity:?}");
    assert!(spans.is_sorted(), "mentions in the order of the text: {entity:?}");
    assert!(!entity.name.trim().is_empty(), "{entity:?}");
    for place in entity.place.iter().flat_map(|place| std::iter::once(&place.chosen).chain(&place.others)) {
        assert!((-90.0..=90.0).contains(&place.latitude) && (-180.0..=180.0).contains(&place.longitude), "{place:?}");
        assert!((0.0..=1.0).contains(&place.score), "{place:?}");
    }
}

fn check_document(text: &str, document: &Document) {
    assert_eq!(document.text, text);
    document.quotations.iter().for_each(|quotation| check_quotation(text, quotation));
    document.entities.iter().for_each(|entity| check_entity(text, entity));
    let starts: Vec<u32> = document.quotations.iter().map(|q| q.content[0].start).collect();
    assert!(starts.is_sorted(), "quotations in the order of the text");
    let firsts: Vec<u32> = document.entities.iter().map(|e| e.mentions[0].span.start).collect();
    assert!(firsts.is_sorted(), "entities in the order of their first mention");
    let mut mentions: Vec<Span> = document.entities.iter().flat_map(|e| &e.mentions).map(|m| m.span).collect();
    mentions.sort_unstable();
    assert!(mentions.windows(2).all(|pair| pair[0] != pair[1]), "a mention belongs to one entity");
    assert_eq!(document.attributions.len(), document.quotations.len());
    for attribution in &document.attributions {
        assert!(attribution.source.is_none_or(|span| slices(text, span)), "{attribution:?}");
        assert!(attribution.speaker.is_none_or(|index| index < document.entities.len()), "{attribution:?}");
        assert!((0.0..=1.0).contains(&attribution.confidence), "{attribution:?}");
        for other in &attribution.alternatives {
            assert!(other.speaker < document.entities.len() && attribution.speaker != Some(other.speaker));
            assert!((0.0..=1.0).contains(&other.confidence), "{attribution:?}");
        }
    }
}

fn check(text: &str) {
    check_pieces(text);
    let document = Annotator::new().annotate(text);
    check_document(text, &document);
    assert_eq!(Annotator::new().annotate(text), document, "the same text gives the same document");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_annotated_soundly(text in texts()) {
        check(&text);
    }
}

#[test]
fn texts_at_the_edges() {
    check("");
    check(" \n\u{feff}\r\n ");
    check("“");
    check("HULL (Reuters) - that « Ada Okafor \u{fffd} \n according to ›");
    check(
        "that``the ships\u{200d}will come'the BoardAda Okafor›--\nHULL (Reuters) -\u{200d}“قال محمدJan. 5Ada Okaforhttps://example.org/a?b=“c”",
    );
    check(&"“a” said ".repeat(400));
    check(&"(".repeat(3000));
    check(&"'".repeat(3000));
    check(&"x".repeat(20_000));
    check(&"A b.\n".repeat(2000));
}
