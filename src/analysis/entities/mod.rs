//! Finds names: people, organizations, places.

mod beside;
mod rules;

use std::ops::Range;

use super::{EntityKind, Name};
use crate::syntax::Syntax;

/// Finds names: people, organizations, places, in the order of the text.
pub fn find(syntax: &Syntax) -> Vec<Name> {
    let found = rules::recognize(syntax);
    let mut names: Vec<Name> = found.into_iter().filter_map(|found| name(syntax, found)).collect();
    for index in 0..names.len() {
        let next = names.get(index + 1).map_or(syntax.tokens.len(), |name| name.tokens.start);
        if names[index].kind == EntityKind::Person {
            let name = &mut names[index];
            (name.title, name.description) = beside::read(syntax, &name.tokens, next);
        }
    }
    names
}

/// A stretch of tokens that bears a name, perhaps with its article, titles and possessive.
struct Found {
    tokens: Range<usize>,
    kind: EntityKind,
    confidence: f32,
}

/// The name itself: without articles, titles and possessive.
fn name(syntax: &Syntax, found: Found) -> Option<Name> {
    let Found { mut tokens, kind, confidence } = found;
    while !tokens.is_empty() && is_outside_a_name(syntax.word(tokens.end - 1)) {
        tokens.end -= 1;
    }
    while !tokens.is_empty() && matches!(syntax.word(tokens.start), "the" | "The" | "a" | "A" | "an" | "An") {
        tokens.start += 1;
    }
    if kind == EntityKind::Person {
        tokens.start = beside::end_of_title(syntax, tokens.clone());
    }
    if tokens.is_empty() {
        return None;
    }
    Some(Name { span: syntax.span(tokens.clone()), tokens, kind, title: None, description: None, confidence })
}

fn is_outside_a_name(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’" | "," | ";" | ":" | "-" | "–" | "—" | "\"" | "”" | "“")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect`: each name in brackets with the first letter of its kind, its title and its description.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let shown: Vec<String> = find(&syntax)
            .iter()
            .map(|name| {
                let kind = format!("{:?}", name.kind);
                let mut shown = format!("{} {}", &kind[..2], name.span.of(text));
                for (mark, span) in [(" < ", name.title), (" = ", name.description)] {
                    if let Some(span) = span {
                        shown.push_str(mark);
                        shown.push_str(span.of(text));
                    }
                }
                shown
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn titles_and_roles_stand_outside_the_name() {
        check("US Secretary of State Jane Roe left.", &["Pl US", "Pe Jane Roe = US Secretary of State"]);
        check("Then Mr. Okafor spoke.", &["Pe Okafor < Mr."]);
        check("President Maria Silva met her.", &["Pe Maria Silva < President"]);
        check("A Kremlin spokesman, Dmitry Orlov, denied it.", &["Pe Dmitry Orlov = Kremlin spokesman"]);
    }

    #[test]
    fn descriptions_follow_a_comma() {
        check("Jane Roe, chair of the port authority, said so.", &["Pe Jane Roe = chair of the port authority"]);
        check("Jane Roe, 34, a nurse from the village, said so.", &["Pe Jane Roe = a nurse from the village"]);
        check("Jane Roe, who left, said so.", &["Pe Jane Roe"]);
    }
}
