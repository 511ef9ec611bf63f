//! Probabilities of the roles of tokens, and sums of them.

use std::ops::Range;

use crate::reader::RoleTag;

/// Sums over the tokens before each.
#[derive(Debug, Clone)]
pub struct Sums(pub(super) Vec<f32>);

impl Sums {
    pub(super) fn new(values: impl Iterator<Item = f32>) -> Sums {
        // Whole texts are summed: f32 would lose the small ones at the end of a long text.
        let mut sum = 0f64;
        let mut sums = vec![0.0];
        let mut values: Vec<f32> = values.collect();
        values.iter_mut().for_each(|value| {
            sum += f64::from(*value);
            *value = sum as f32;
        });
        sums.append(&mut values);
        Sums(sums)
    }

    /// The sum over `tokens`.
    pub fn of(&self, tokens: &Range<usize>) -> f32 {
        if tokens.start >= tokens.end { 0.0 } else { self.0[tokens.end] - self.0[tokens.start] }
    }
}

/// Probabilities of one role.
pub struct Role {
    /// That a token is part of it.
    pub inside: Vec<f32>,
    /// That it begins a piece of it.
    pub begin: Vec<f32>,
}

impl Role {
    /// From a reader's scores of all `count` tokens; a text that was not read has no roles.
    pub(super) fn new(rows: &[[f32; RoleTag::COUNT]], count: usize) -> Role {
        let mut inside: Vec<f32> = rows.iter().map(|row| 1.0 - row[RoleTag::Outside as usize].exp()).collect();
        let mut begin: Vec<f32> = rows.iter().map(|row| row[RoleTag::Begin as usize].exp()).collect();
        inside.resize(count, 0.0);
        begin.resize(count, 0.0);
        Role { inside, begin }
    }

    /// Stretches of tokens that are likelier than `least` to be part of the role, cut where a new piece begins.
    pub fn runs(&self, least: f32) -> Vec<Range<usize>> {
        runs(self.inside.len(), |token| self.inside[token] > least, |token| self.begins_piece(token))
    }

    /// Whether a token begins another piece than the one before.
    pub fn begins_piece(&self, token: usize) -> bool {
        self.begin[token] > 0.3 && self.begin[token] > 0.5 * self.inside[token]
    }
}

/// Stretches of those of `count` tokens that are inside, cut where one begins anew.
pub fn runs(count: usize, inside: impl Fn(usize) -> bool, begins: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for token in (0..count).filter(|token| inside(*token)) {
        match runs.last_mut() {
            Some(last) if last.end == token && !begins(token) => last.end += 1,
            _ => runs.push(token..token + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand::{self, read};

    #[test]
    fn runs_end_where_another_piece_begins() {
        let runs =
            |told: &str, least: f32| read(told, |evidence| by_hand::words(evidence, &evidence.source.runs(least)));
        assert_eq!(runs("{S Ann} {S Lee} left {S20 him}.", 0.12), "Ann/Lee/him");
        assert_eq!(runs("{S Ann Lee} left {S20 him}.", 0.3), "Ann Lee");
        // A beginning that is less likely than not cuts nothing.
        assert_eq!(runs("{S Ann}{S25  Lee} left.", 0.12), "Ann Lee");
    }
}
