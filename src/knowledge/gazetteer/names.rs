//! The sorted list of names inside a gazetteer, and the folding that makes two spellings of a name one key.

use std::cmp::Ordering;
use std::ops::Range;

/// Names in one block; each but the first says only how it goes on after what it shares with the one before.
pub const BLOCK: usize = 32;

/// No name is longer, in bytes: two bytes tell what it shares and how long its rest is.
const LONGEST: usize = 2 * u8::MAX as usize;

/// The key of a name: its letters and digits, lower-case, without diacritics. Spaces, hyphens, apostrophes and full
/// stops do not count, so that "Tel Aviv", "Tel-Aviv" and "TEL AVIV" are one key, and so are "DeKalb" and "De Kalb".
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        fold_char(c, |folded| key.push(folded));
    }
    key
}

/// Gives `push` what `c` becomes in a key: nothing, one character, or two.
fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            push(c.to_ascii_lowercase());
        }
        return;
    }
    for lower in c.to_lowercase() {
        let plain = match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' | 'ə' => 'a',
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
            'ď' | 'đ' | 'ð' | 'ḍ' | 'ḏ' => 'd',
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
            'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => 'g',
            'ĥ' | 'ħ' | 'ḥ' | 'ḩ' | 'ḫ' => 'h',
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' | 'ǐ' => 'i',
            'ĵ' => 'j',
            'ķ' | 'ḵ' => 'k',
            'ĺ' | 'ļ' | 'ľ' | 'ł' | 'ḷ' => 'l',
            'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' | 'ṅ' | 'ṇ' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ọ'..='ợ' => 'o',
            'ŕ' | 'ř' | 'ṛ' => 'r',
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' | 'ṡ' => 's',
            'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' | 'ṯ' => 't',
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ụ'..='ự' => 'u',
            'ŵ' => 'w',
            'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
            'ź' | 'ż' | 'ž' | 'ẓ' | 'ẕ' => 'z',
            'ß' => {
                push('s');
                's'
            }
            'æ' => {
                push('a');
                'e'
            }
            'œ' => {
                push('o');
                'e'
            }
            'þ' => {
                push('t');
                'h'
            }
            other if other.is_alphanumeric() && !matches!(other, 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʹ' | 'ʺ') => other,
            _ => continue,
        };
        push(plain);
    }
}

/// Compares the key of `name` with `key`, without making it; and tells how many bytes of the name, from its start, decide
/// that.
fn compare_folded(name: &[u8], key: &str) -> (Ordering, usize) {
    // Bytes of UTF-8 are ordered like the characters they stand for.
    let mut rest = key.bytes();
    for (at, byte) in name.iter().enumerate() {
        if !byte.is_ascii() {
            return (fold(text(&name[at..])).bytes().cmp(rest), usize::MAX);
        }
        if byte.is_ascii_alphanumeric() {
            let order = rest.next().map_or(Ordering::Greater, |wanted| byte.to_ascii_lowercase().cmp(&wanted));
            if order != Ordering::Equal {
                return (order, at + 1);
            }
        }
    }
    (if rest.next().is_some() { Ordering::Less } else { Ordering::Equal }, usize::MAX)
}

/// Names in the order of their keys, front-coded in blocks of [`BLOCK`].
#[derive(Debug, Clone, Copy)]
pub struct NameList<'b> {
    /// How many names there are.
    pub count: usize,
    /// Where each block starts in `coded`: one little-endian u32 per block.
    pub block_starts: &'b [u8],
    /// Per name: a byte that says how many bytes it shares with the name before, a byte for the length of the
    /// rest, the rest.
    pub coded: &'b [u8],
}

/// The first eight bytes of a key as a number: that of a key that comes before another is never greater.
fn beginning(key: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(key.bytes()).for_each(|(place, byte)| *place = byte);
    u64::from_be_bytes(bytes)
}

impl<'b> NameList<'b> {
    /// The beginning of the key of the first name of each block, by which a block is found.
    pub fn beginnings(&self) -> Vec<u64> {
        (0..self.count.div_ceil(BLOCK)).map(|block| beginning(&fold(text(self.head(block))))).collect()
    }

    /// The numbers of the names whose key is `key`; `beginnings` are those of this list.
    pub fn find(&self, beginnings: &[u64], key: &str) -> Range<usize> {
        self.range(beginnings, key, |name| compare_folded(name, key))
    }

    /// The numbers of the names whose key begins with `key`; `beginnings` are those of this list.
    pub fn find_prefix(&self, beginnings: &[u64], key: &str) -> Range<usize> {
        self.range(beginnings, key, |name| match compare_folded(name, key) {
            (Ordering::Greater, _) if fold(text(name)).starts_with(key) => (Ordering::Equal, usize::MAX),
            order => order,
        })
    }

    /// The numbers of the names that `compare` calls equal; in the order of the list it calls names less, then equal,
    /// then greater, and less those only whose key comes before `key`.
    fn range(&self, beginnings: &[u64], key: &str, compare: impl Fn(&[u8]) -> (Ordering, usize)) -> Range<usize> {
        // The keys themselves are only compared where they begin alike.
        let wanted = beginning(key);
        let mut low = beginnings.partition_point(|one| *one < wanted);
        let mut high = low + beginnings[low..].partition_point(|one| *one == wanted);
        while low < high {
            let middle = low + (high - low) / 2;
            if compare_folded(self.head(middle), key).0 == Ordering::Less {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let block = low.saturating_sub(1);
        let mut start = block * BLOCK;
        let mut count = 0;
        let mut name = [0; LONGEST];
        // A name that shares with the one before what made that one come before the key comes before it, too.
        let mut is_less_by = usize::MAX;
        for (shared, rest) in self.entries(block) {
            if shared >= is_less_by {
                start += 1;
                continue;
            }
            let name = &mut name[..shared + rest.len()];
            name[shared..].copy_from_slice(rest);
            let (order, decided) = compare(name);
            match order {
                Ordering::Less => (start, is_less_by) = (start + 1, decided),
                Ordering::Equal => (count, is_less_by) = (count + 1, usize::MAX),
                Ordering::Greater => break,
            }
        }
        start..start + count
    }

    /// The names from the start of a block on: how many bytes each shares with the one before, and the rest.
    fn entries(&self, block: usize) -> impl Iterator<Item = (usize, &'b [u8])> {
        let coded = self.coded;
        let mut at = self.block_start(block).unwrap_or(coded.len());
        std::iter::from_fn(move || {
            let (shared, length) = (usize::from(*coded.get(at)?), usize::from(*coded.get(at + 1)?));
            let rest = coded.get(at + 2..at + 2 + length).unwrap_or_default();
            at += 2 + length;
            Some((shared, rest))
        })
        .take(self.count.saturating_sub(block * BLOCK))
    }

    /// Name number `index`; empty if there is none.
    pub fn get(&self, index: usize) -> String {
        let mut found = String::new();
        self.walk(index, |name| {
            found.push_str(name);
            false
        });
        found
    }

    /// Calls `visit` with the names from number `from` on, until it says false.
    pub fn walk(&self, from: usize, mut visit: impl FnMut(&str) -> bool) {
        self.walk_bytes(from, |name| visit(text(name)));
    }

    /// Calls `visit` with the numbers that are `wanted`, in their order, and their names. Blocks without any are not read.
    pub(super) fn walk_wanted(&self, wanted: impl Fn(usize) -> bool, mut visit: impl FnMut(usize, &str)) {
        let mut index = 0;
        while let Some(next) = (index..self.count).find(|index| wanted(*index)) {
            let end = self.count.min((next / BLOCK + 1) * BLOCK);
            index = next;
            self.walk_bytes(next, |name| {
                if wanted(index) {
                    visit(index, text(name));
                }
                index += 1;
                index < end
            });
            index = end;
        }
    }

    /// Like [`NameList::walk`], with their bytes: that they are UTF-8 is only looked at by who needs it.
    pub(super) fn walk_bytes(&self, from: usize, mut visit: impl FnMut(&[u8]) -> bool) {
        let mut name = Vec::with_capacity(64);
        for (index, (shared, rest)) in (from / BLOCK * BLOCK..).zip(self.entries(from / BLOCK)) {
            name.truncate(shared);
            name.extend_from_slice(rest);
            if index >= from && !visit(&name) {
                return;
            }
        }
    }

    fn block_start(&self, block: usize) -> Option<usize> {
        let bytes = self.block_starts.get(block * 4..block * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    /// The first name of a block stands there whole.
    fn head(&self, block: usize) -> &'b [u8] {
        let head = self.block_start(block).and_then(|at| {
            let length = usize::from(*self.coded.get(at + 1)?);
            self.coded.get(at + 2..at + 2 + length)
        });
        head.unwrap_or_default()
    }
}

/// The text of a name; empty if it is none.
pub(super) fn text(name: &[u8]) -> &str {
    std::str::from_utf8(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expect: &str) {
        assert_eq!(fold(name), expect);
        assert_eq!(compare_folded(name.as_bytes(), expect).0, Ordering::Equal, "{name}");
    }

    #[test]
    fn spellings_of_a_name_fold_to_one_key() {
        check("São Paulo", "saopaulo");
        check("TEL AVIV-YAFO", "telavivyafo");
        check("N’Djamena", "ndjamena");
        check("Łódź", "lodz");
        check("Großröhrsdorf", "grossrohrsdorf");
        check("Ærø", "aero");
        check("Đà Nẵng", "danang");
        check("U.S.", "us");
        check("", "");
    }

    #[test]
    fn keys_are_ordered_like_their_characters() {
        assert_eq!(compare_folded(b"Aba", "abb").0, Ordering::Less);
        assert_eq!(compare_folded(b"Aba", "ab").0, Ordering::Greater);
        assert_eq!(compare_folded(b"Ab", "aba").0, Ordering::Less);
        assert_eq!(compare_folded("Zürich".as_bytes(), "zurich").0, Ordering::Equal);
    }
}
