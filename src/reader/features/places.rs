//! What the gazetteer says of the names in a text.

use rustc_hash::FxHashMap;

use crate::knowledge::gazetteer::Gazetteer;
use crate::text::{Token, TokenKind};

/// For every token that begins with a capital whether it begins or continues the longest name of a place, of at most
/// [`LONGEST_PLACE`] tokens, and how large the largest place of that name is: 0, or a class of size from 1 to 5, and 5
/// more if it continues a name.
pub(super) fn places_by_name(text: &str, tokens: &[Token]) -> Vec<u32> {
    let gazetteer = Gazetteer::built_in();
    let mut found = vec![0; tokens.len()];
    let mut known: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    for start in 0..tokens.len() {
        let is_capital =
            |token: &Token| token.kind == TokenKind::Word && token.of(text).starts_with(char::is_uppercase);
        if found[start] != 0 || !is_capital(&tokens[start]) {
            continue;
        }
        let last = tokens.iter().enumerate().skip(start).take(LONGEST_PLACE).take_while(|(_, token)| is_capital(token));
        for (index, token) in last {
            let name = &text[tokens[start].span.cover(token.span).range()];
            let population = *known.entry(name).or_insert_with(|| gazetteer.largest_population(name));
            if let Some(population) = population {
                let size = match population {
                    0 => 1,
                    1..30_000 => 2,
                    30_000..300_000 => 3,
                    300_000..3_000_000 => 4,
                    _ => 5,
                };
                found[start..=index].fill(size + 5);
                found[start] = size;
            }
        }
    }
    found
}

const LONGEST_PLACE: usize = 4;
