//! A table of the network with a quick way from hashes to its rows.

use super::super::rounded::Rounded;
use super::Table;

/// The known hashes are ascending and spread evenly, as hashes are; so their upper bits tell nearly where one stands.
#[derive(Debug, Clone)]
pub(super) struct Lookup {
    table: Table<Rounded>,
    /// How far a hash is shifted to tell its bucket.
    shift: u32,
    /// Where in the list of known hashes each bucket begins, and where the last one ends.
    starts: Vec<u32>,
}

impl Lookup {
    pub(super) fn new(table: Table<Rounded>) -> Lookup {
        let bits = (table.known.len() as u32).max(1).ilog2();
        let highest = table.known.last().copied().unwrap_or(0);
        let shift = (u32::BITS - highest.leading_zeros()).saturating_sub(bits);
        // From the end, so that the first of each bucket stays; those without any begin where the next one does.
        let mut next = table.known.len() as u32;
        let mut starts = vec![next; (highest >> shift) as usize + 2];
        for (index, hash) in table.known.iter().enumerate().rev() {
            starts[(hash >> shift) as usize] = index as u32;
        }
        for start in starts.iter_mut().rev() {
            next = next.min(*start);
            *start = next;
        }
        Lookup { table, shift, starts }
    }

    /// The row of that [`Lookup::number`].
    #[inline(always)]
    pub(super) fn row(&self, number: usize) -> (f32, &[i8]) {
        self.table.rows.row(number)
    }

    /// The row of `hash`, if it is known.
    pub(super) fn known_row(&self, hash: u32) -> Option<(f32, &[i8])> {
        let number = self.number(hash);
        (number > 0).then(|| self.table.rows.row(number))
    }

    /// The number of the row of `hash`: that of the first if it is not known.
    #[inline(always)]
    pub(super) fn number(&self, hash: u32) -> usize {
        let bucket = (hash >> self.shift) as usize;
        let [Some(start), Some(end)] = [self.starts.get(bucket), self.starts.get(bucket + 1)] else { return 0 };
        let known = &self.table.known[*start as usize..*end as usize];
        // One or two: to compare all is quicker than to halve.
        let Some(index) = known.iter().position(|one| *one == hash) else { return 0 };
        let index = *start as usize + index;
        if self.table.shared.is_empty() { index + 1 } else { self.table.shared[index].into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(known: &[u32], shared: &[u16], unknown: &[u32]) {
        let rows = Rounded::new(&vec![1.0; (known.len() + 1) * 16], 16, 63.0);
        let table = Table { known: known.to_vec(), shared: shared.to_vec(), rows };
        let lookup = Lookup::new(table.clone());
        for hash in known.iter().chain(unknown) {
            assert_eq!(lookup.number(*hash), table.row_of(*hash), "{hash} in {known:?}");
        }
    }

    #[test]
    fn rows_are_those_of_the_table() {
        check(&[], &[], &[0, 1, u32::MAX]);
        check(&[0], &[], &[1, u32::MAX]);
        check(&[1, 2, 3, 60, 61], &[], &[0, 4, 62, 1 << 20, u32::MAX]);
        check(&[7, 1 << 20, 1 << 30, u32::MAX], &[3, 0, 2, 1], &[0, 8, 1 << 29, u32::MAX - 1]);
        let spread: Vec<u32> = (0..500u32).map(|i| i * 8_589_934 + i % 7).collect();
        check(&spread, &[], &[5, 8_589_933, u32::MAX]);
    }
}
