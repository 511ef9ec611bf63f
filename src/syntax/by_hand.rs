//! Texts with parts of speech that are made by hand, for tests: no network reads them.

use super::Syntax;
use crate::reader::{PartOfSpeech, Scores};

/// `told` with a part of speech for each word: "/v" behind a verb, "/n" a noun, "/a" an adjective, "/r" an adverb; other parts
/// of speech follow from the words.
pub fn read(told: &str) -> Syntax<'static> {
    let (mut text, mut tagged) = (String::new(), Vec::new());
    let mut rest = told;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let tag = rest.chars().next().filter(|_| c == '/');
        let part = tag.and_then(|tag| match tag {
            'v' => Some(PartOfSpeech::Verb),
            'n' => Some(PartOfSpeech::Noun),
            'a' => Some(PartOfSpeech::Adjective),
            'r' => Some(PartOfSpeech::Adverb),
            _ => None,
        });
        match part {
            Some(part) => {
                tagged.push((text.len() as u32, part));
                rest = &rest[1..];
            }
            None => text.push(c),
        }
    }
    let text: &str = text.leak();
    Syntax::read_by(text, |segments| {
        let parts = segments.tokens.iter().map(|token| {
            let tagged = tagged.iter().find(|(end, _)| *end == token.span.end);
            row(tagged.map_or_else(|| part(token.of(text)), |(_, part)| *part))
        });
        Scores { parts_of_speech: parts.collect(), ..Scores::default() }
    })
}

/// The scores of a token that is surely of this part of speech.
pub fn row(part: PartOfSpeech) -> [f32; PartOfSpeech::COUNT] {
    std::array::from_fn(|index| if index == part as usize { -0.1 } else { -9.0 })
}

/// The likeliest part of speech of `word` by itself.
pub fn part(word: &str) -> PartOfSpeech {
    match word.to_lowercase().as_str() {
        "of" | "in" | "on" | "at" | "by" | "after" | "for" | "with" | "from" | "as" => PartOfSpeech::Adposition,
        "and" | "but" | "or" => PartOfSpeech::CoordinatingConjunction,
        "that" | "if" | "because" => PartOfSpeech::SubordinatingConjunction,
        "to" | "not" => PartOfSpeech::Particle,
        "the" | "a" | "an" | "no" => PartOfSpeech::Determiner,
        "is" | "was" | "has" | "had" | "would" | "will" => PartOfSpeech::Auxiliary,
        "he" | "she" | "it" | "they" | "we" | "who" | "him" | "her" => PartOfSpeech::Pronoun,
        "so" | "also" | "then" | "once" | "late" | "later" => PartOfSpeech::Adverb,
        "said" | "told" | "asked" => PartOfSpeech::Verb,
        lower if !lower.starts_with(char::is_alphanumeric) => PartOfSpeech::Punctuation,
        _ if word.starts_with(char::is_uppercase) => PartOfSpeech::ProperNoun,
        _ => PartOfSpeech::Noun,
    }
}

/// The first token of `syntax` that is `word`.
pub fn token(syntax: &Syntax, word: &str) -> usize {
    (0..syntax.tokens.len()).find(|at| syntax.word(*at) == word).unwrap_or_else(|| panic!("no {word}"))
}
