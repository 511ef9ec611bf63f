//! [`Counting`]: the ids of mentions that a file leaves out.

/// Knows the id that goes without saying: `m1` for the first mention of a file, and for any other `m` and the number after
/// that of the mention before. Behind an id of another form none does.
pub(super) struct Counting(Option<u64>);

impl Default for Counting {
    fn default() -> Counting {
        Counting(Some(1))
    }
}

impl Counting {
    /// The id of the next mention.
    pub(super) fn next(&self) -> Option<String> {
        self.0.map(|number| format!("m{number}"))
    }

    /// Whether the next mention's `id` is this one. Goes on to the mention after it.
    pub(super) fn goes_on(&mut self, id: &str) -> bool {
        let number =
            id.strip_prefix('m').and_then(|digits| digits.parse::<u64>().ok().filter(|n| n.to_string() == digits));
        let goes_on = number.is_some() && number == self.0;
        self.0 = number.and_then(|number| number.checked_add(1));
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_without_saying() {
        let check = |ids: &[&str], expect: &[bool]| {
            let mut counting = Counting::default();
            assert_eq!(ids.iter().map(|id| counting.goes_on(id)).collect::<Vec<_>>(), expect, "{ids:?}");
        };
        check(&["m1", "m2", "m4", "m5", "m5", "m6"], &[true, true, false, true, false, true]);
        check(&["m2", "m3", "T3", "m4", "m5"], &[false, true, false, false, true]);
        check(&["m01", "m2", "m+3", "m4", "1", "m2"], &[false; 6]);
        check(&["m18446744073709551615", "m0", "m1"], &[false, false, true]);
        let mut counting = Counting::default();
        counting.goes_on("m18446744073709551615");
        assert_eq!(counting.next(), None);
    }
}
