//! [`Counting`]: the ids of mentions that a file leaves out.

/// Knows the id that goes without saying: `m` and the number after that of the last id of this form before; `m1` where there is
/// none.
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
        let digits = id.strip_prefix('m').unwrap_or_default();
        let Some(number) = digits.parse::<u64>().ok().filter(|number| number.to_string() == digits) else {
            return false;
        };
        let goes_on = self.0 == Some(number);
        self.0 = number.checked_add(1);
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
        check(&["m2", "m3", "T3", "m4", "m5"], &[false, true, false, true, true]);
        check(&["m01", "m1", "m+3", "m3", "1", "m4"], &[false, true, false, false, false, true]);
        check(&["m18446744073709551615", "m0", "m1"], &[false, false, true]);
        let mut counting = Counting::default();
        counting.goes_on("m18446744073709551615");
        assert_eq!(counting.next(), None);
    }
}
