//! Phrases of plain sentences, by the built-in reader.

use super::*;

/// Noun phrases in square brackets, verb groups in braces, "!" behind a passive.
fn check(expect: &str) {
    let text = expect.replace(['[', ']', '{', '}', '!'], "");
    let syntax = Syntax::new(&text);
    let mut marks: Vec<(u32, &str)> = Vec::new();
    for phrase in &syntax.phrases.nouns {
        let span = syntax.span(phrase.tokens.clone());
        marks.extend([(span.start, "["), (span.end, "]")]);
    }
    for group in &syntax.phrases.verbs {
        let span = syntax.span(group.tokens.clone());
        marks.extend([(span.start, "{"), (span.end, if group.is_passive { "!}" } else { "}" })]);
    }
    marks.sort_by_key(|(at, sign)| (*at, matches!(*sign, "[" | "{")));
    let (mut out, mut done) = (String::new(), 0);
    for (at, sign) in marks {
        out += &text[done..at as usize];
        out += sign;
        done = at as usize;
    }
    out += &text[done..];
    assert_eq!(out, expect);
}

#[test]
fn phrases_of_a_sentence() {
    check("[The two ministers] {said} [they] {had not met} [the mayor].");
    check("[Ann Lee’s lawyer] {was told!} by [a priest].");
    check("[It] {was said} by [Ann Lee]. [Theo Park] {was} furious.".replace("{was said}", "{was said!}").as_str());
    check("[The old mill]\n\n[Theo Park] {was} furious.");
}
