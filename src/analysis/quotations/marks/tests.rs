//! What stands between marks of every style.

use super::super::by_hand;
use super::*;

fn found(text: &str) -> Vec<Marked> {
    by_hand::read(text, |evidence| evidence.marked.to_vec())
}

/// `expect`: the text with every stretch found put in ⟦⟧, the marks themselves left outside.
fn check(expect: &str) {
    let text = expect.replace(['⟦', '⟧'], "");
    let mut edits: Vec<(usize, bool)> = by_hand::read(&text, |evidence| {
        let pieces = evidence.marked.iter().flat_map(|marked| &marked.pieces);
        let spans = pieces.map(|piece| evidence.syntax.span(piece.clone()));
        spans.flat_map(|span| [(span.start as usize, true), (span.end as usize, false)]).collect()
    });
    edits.sort_by_key(|(at, opens)| (*at, *opens));
    let (mut found, mut done) = (String::new(), 0);
    for (at, opens) in edits {
        found += &text[done..at];
        found.push(if opens { '⟦' } else { '⟧' });
        done = at;
    }
    found += &text[done..];
    assert_eq!(found, expect);
}

#[test]
fn double_marks_of_every_style() {
    check("“⟦We will stay,⟧” she said. “⟦For now.⟧”");
    check("\"⟦We will stay,⟧\" she said. \"⟦For now.⟧\"");
    check("``⟦We will stay,⟧'' she said.");
    check("''⟦We will stay,⟧'' she said. ''⟦No.⟧''");
    check("„⟦Wir bleiben⟧“, sagte sie. „⟦Gut⟧”, sagte er.");
    check("«⟦We stay⟧», she said, « ⟦for now⟧ ».");
    check("»⟦We stay⟧«, she said.");
    check("”⟦We stay⟧”, she said.");
    check("A ”⟦team⟧“ came. ”⟦We stay,⟧“ she said.\n\n”⟦They left.⟧“ ”⟦No,⟧“ he said.");
    check("“⟦We stay,⟧’’ she said. ‘‘⟦No.⟧’’");
    check("'⟦We stay.⟧\n\n'⟦We said so.⟧\n\nThe rain fell.\n\n'⟦It did.⟧'");
    check("“⟦We stay.⟧\n\nThe rain fell.\n\n“⟦It did,⟧” she said.");
    check("“⟦We stay,⟧\" she said. \"⟦For now.⟧”");
    check("“⟦We stay,⟧“ she said. He left.");
}

#[test]
fn marks_repeated_within_a_paragraph() {
    // Paragraphs that were joined to one line: each began with a mark, and only the last ended with one.
    check("She left.\n\n\"⟦We stay.⟧ \"⟦It is late.⟧ \"⟦Go home.⟧\" He rose.");
    check("“⟦We stay.⟧ “⟦It is late.⟧” He rose.");
    check("“⟦We stay.⟧ “⟦It is late.⟧ “⟦Go home.⟧” He rose.");
    check("“⟦We stay.⟧ “⟦It is late.⟧ “⟦Go home.⟧ “⟦Now.⟧” He rose.");
    // One that was forgotten before what a narrator says.
    check("“⟦We stay,⟧ she said. “⟦It is late.⟧”");
    assert_eq!(found("\"We stay. \"It is late.\" He rose.").len(), 1);
}

#[test]
fn white_space_on_the_wrong_side() {
    check("\"⟦We stay,⟧ \"she said. \"⟦Now.⟧\"");
    check("\"⟦We stay,⟧\"she said,\"⟦for now.⟧\"");
    check("He said:\"⟦We stay.⟧\" Then:\"⟦No.⟧\"");
    check("She said \" ⟦We stay⟧ \" and left.");
    check("the (\"⟦so-called⟧\") plan—\"⟦a fraud⟧\"—fell");
}

#[test]
fn single_marks_and_apostrophes() {
    check("‘⟦We’ll stay,⟧’ she said");
    check("'⟦We don't know,⟧' he said. '⟦It's the workers' choice.⟧'");
    check("‘⟦The workers’ union won’t go,⟧’ he said.");
    check("In the '90s and the ’80s, rock 'n' roll was king.");
    check("Tell ’em it’s the boys’ turn, ’cause they’re goin’ home.");
    check("The players' coach and the fans' club");
    check("the so-called ‘⟦big society⟧’ plan of Jones’ party");
    check("He said ‘⟦no⟧’.");
    check("'⟦Nobody in the '60s did,⟧' said Dunn, who keeps her union card. '⟦And nobody will.⟧'");
    check("'⟦We did,⟧' said Dunn, who keeps her printers' union card. '⟦And nobody will.⟧'");
}

#[test]
fn nested() {
    check("“⟦He told me ‘⟦go home⟧’ and I went,⟧” she said.");
    check("‘⟦He told me “⟦go home⟧” and I went,⟧’ she said.");
    check("\"⟦He told me '⟦go home⟧' and I went,⟧\" she said.");
    check("“⟦He calls it “⟦our⟧” plan,⟧” she said.");
    check("«⟦He said “⟦no⟧” to me⟧», she said.");
}

#[test]
fn feet_and_inches() {
    check("He is 6'2\" tall and she is 5'10\".");
    check("“⟦He is 6'2\" tall,⟧” she said.");
    check("A 12\" record, and \"⟦a 7\" one,⟧\" he said.");
}

#[test]
fn over_paragraphs() {
    check("“⟦One.⟧\n\n“⟦Two,⟧” she said.\n\n“⟦Three.⟧”");
    check("\"⟦One.⟧\n\n\"⟦Two.⟧\n\n\"⟦Three.⟧\"\n\nShe left.");
    check("“⟦One.⟧\n\n⟦Two.⟧” She left.");
    check("\"⟦One.⟧\n⟦Two.⟧\" She left. \"⟦Three.⟧\"");
    check("‘⟦One.⟧\n\n‘⟦Two,⟧’ she said.");
}

#[test]
fn forgotten_marks_are_mended() {
    check("“⟦We stay.⟧\n\nThe town is old. It lies on a hill.\n\nHe said “⟦no⟧” and left.");
    check("\"⟦We stay.⟧\n\nThe town is old.\n\nHe said \"⟦no⟧\" and left.");
    check("“⟦We stay,⟧ she said. “⟦For now.⟧” Then she left.");
    check("We stay,” she said. “⟦For now.⟧” Then she left.");
    check("We stay,\" she said. \"⟦For now.⟧\" Then she left.");
    check("The “⟦end of the text⟧");
}

#[test]
fn nothing_to_find() {
    check("");
    check("\"");
    check("''");
    check("“”");
    check("No marks, no quotations; it's that simple.");
}

#[test]
fn one_lost_mark_never_swallows_the_rest() {
    let paragraph = "The council met \"on Monday. It voted \"no\" and went home. He said \"yes\".\n\n";
    for marked in found(&paragraph.repeat(20)) {
        let tokens: usize = marked.pieces.iter().map(ExactSizeIterator::len).sum();
        assert!(tokens < 20, "{marked:?}");
    }
}

#[test]
fn german_marks_on_both_sides() {
    check("„⟦We will go⟧“, said Marco Silva. They left. „⟦We will stay⟧“, said Ada Okafor.");
    check("„⟦We will go.⟧“ „⟦We will stay⟧“, said Ada Okafor.");
    check("»⟦We will go,⟧« said Marco Silva. They left. »⟦We will stay.⟧«");
    check("«⟦We will go,⟧» said Marco Silva. They left. «⟦We will stay.⟧»");
    check("'⟦He told me, \"⟦Go now.⟧\"⟧' She left.");
}

#[test]
fn a_mark_before_an_adverbial_is_stray() {
    check("“After the vote, “⟦We will stay,⟧” said Ada Okafor.");
    check("“⟦The vote was close.⟧ “⟦We will stay,⟧” said Ada Okafor.");
}

#[test]
fn many_marks_are_compared_with_few_others() {
    for unit in ["“We go. ", "“ ‘ « a ", "\" ' ", "“a “b” “c” ", "“A” said Lee. "] {
        let text = unit.repeat(2000);
        let compared = by_hand::counted(|| drop(found(&text)));
        assert!(compared <= 4 * 2000, "{unit}: {compared}");
    }
}

/// The plainest way to tell what crosses, and how deep each lies.
#[test]
fn marks_never_cross_and_depths_are_those_of_containment() {
    let pieces = ["“", "”", "\"", "‘", "’", "«", "»", "a", "b.", "\n\n", "said Lee,"];
    let mut state = 7u64;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..40 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += pieces[(state >> 33) as usize % pieces.len()];
            text += if (state >> 20).is_multiple_of(3) { "" } else { " " };
        }
        let found = found(&text);
        for (index, one) in found.iter().enumerate() {
            let own = one.whole();
            let crosses = |other: &&Marked| {
                let other = other.whole();
                other.start < own.start && own.start < other.end && other.end < own.end
            };
            assert_eq!(found.iter().find(crosses), None, "{text}");
            let around = found[..index].iter().filter(|outer| outer.open < one.open && one.open < outer.extent().end);
            assert_eq!(one.depth, around.count(), "{text}");
        }
    }
}
