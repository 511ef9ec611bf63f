//! Stable sorting that is compiled once.
//!
//! The standard library's stable sort is compiled anew for each type and order, to some 8,000 bytes of WebAssembly; sixty of them
//! were a sixth of the engine's code. Here only the numbers of the items are sorted, by one compiled sort that asks how two of them
//! compare; then the items are put in their places.

use std::cmp::Ordering;

/// What can be put in order, as by the methods of slices of like names: `sort`, `sort_by`, `sort_by_key`,
/// `sort_by_cached_key`.
pub trait Arrange<T> {
    /// Puts the items in the order that `compare` tells; those that are equal stay as they are.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts the items in the order of their keys.
    fn arrange_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }

    /// The same, and asks for each key once.
    fn arrange_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// Puts the items in their order.
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let from = arranged(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        place(self, from);
    }

    fn arrange_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        place(self, arranged(keys.len(), &mut |a, b| keys[a].cmp(&keys[b])));
    }
}

/// Puts the item that stands at `from[n]` in place `n`, for all of them.
fn place<T>(items: &mut [T], mut from: Vec<usize>) {
    for first in 0..items.len() {
        let mut place = first;
        while from[place] != first {
            items.swap(place, from[place]);
            place = std::mem::replace(&mut from[place], place);
        }
        from[place] = place;
    }
}

/// The numbers below `count` in the order that `compare` tells.
#[inline(never)]
fn arranged(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn items_stand_as_the_standard_library_sorts_them(items: Vec<(u8, u16)>) {
            let (mut expect, mut found) = (items.clone(), items);
            expect.sort_by_key(|item| item.0 / 16);
            let mut cached = found.clone();
            found.arrange_by_key(|item| item.0 / 16);
            cached.arrange_by_cached_key(|item| item.0 / 16);
            prop_assert_eq!((&found, &cached), (&expect, &expect));
            expect.sort();
            found.arrange();
            prop_assert_eq!(found, expect);
        }
    }
}
