//! Whether a text is local news, as far as that tells where it plays: words of it in the United States and in Britain.

use crate::knowledge::lexicon::{WordClass, is_american_pair, is_one_of};
use crate::syntax::Syntax;

/// So many different words besides the first, which any news may have, leave no doubt in a text of up to [`SHORT`] tokens; in longer ones as many times more.
const MANY: f32 = 3.0;

/// See [`MANY`].
const SHORT: f32 = 400.0;

/// How far the words of a text are those of local news, from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting {
    american: f32,
    british: f32,
}

impl Setting {
    /// Reads it from the words of a text.
    pub fn of(syntax: &Syntax) -> Setting {
        let (mut american, mut british) = (Found::default(), Found::default());
        for index in 0..syntax.tokens.len() {
            let word = syntax.word(index);
            if is_one_of(WordClass::AmericanLocalNews, word) {
                american.add(word);
            } else if is_one_of(WordClass::BritishLocalNews, word) {
                british.add(word);
            } else if index > 0 {
                let pair = syntax.span(index - 1..index + 1).of(syntax.text);
                if is_american_pair(pair) {
                    american.add(pair);
                }
            }
        }
        let enough = MANY * (syntax.tokens.len() as f32 / SHORT).max(1.0);
        let share = |found: Found| ((found.0.len() as f32 - 1.0) / enough).clamp(0.0, 1.0);
        Setting { american: share(american), british: share(british) }
    }

    /// How far it is local news of `country`.
    pub fn is_local_in(self, country: Option<&str>) -> f32 {
        match country {
            Some("US") => self.american,
            Some("GB") => self.british,
            _ => 0.0,
        }
    }
}

/// Different words.
#[derive(Default)]
struct Found<'t>(Vec<&'t str>);

impl<'t> Found<'t> {
    fn add(&mut self, word: &'t str) {
        if !self.0.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            self.0.push(word);
        }
    }
}
