//! Phrases of sentences.

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

#[test]
fn hearers_and_times() {
    let check = |text: &str, behind: &dyn Fn(&Syntax, usize, usize) -> usize, expect: &str| {
        let (left, right) = text.split_once('|').expect("a place");
        let text = format!("{left}{right}");
        let syntax = Syntax::new(&text);
        let at = syntax.tokens.partition_point(|token| (token.span.start as usize) < left.len());
        let found = behind(&syntax, at, syntax.tokens.len());
        assert_eq!(syntax.word(found), expect, "{text}");
    };
    check("She told |the Dayton Gazette that it was late.", &|s, at, end| s.behind_hearer(at, end), "that");
    check("She told |reporters the talks were late.", &|s, at, end| s.behind_hearer(at, end), "the");
    check("She told |him he was late.", &|s, at, end| s.behind_hearer(at, end), "he");
    check("She said |on Monday the port would close.", &|s, at, end| s.behind_time(at, end), "the");
}

#[test]
fn fronted_adverbials() {
    let check = |text: &str, expect: Option<&str>| {
        let syntax = Syntax::new(text);
        assert_eq!(syntax.fronted(0).map(|tokens| syntax.span(tokens).of(text)), expect, "{text}");
    };
    check("After the vote, Lee left.", Some("After the vote,"));
    check("“After the vote, “We stay,” said Lee.", Some("After the vote,"));
    check("Lee left.", None);
}
