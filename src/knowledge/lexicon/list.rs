//! [`List`]: words that are looked up whatever case they are written in.

use rustc_hash::FxHashMap;

/// The longest word of any list, in bytes.
pub(super) const LONGEST: usize = 32;

/// Words in small letters, each with what is told of it.
pub struct List<T> {
    words: Words,
    /// What is told of them, by their numbers.
    told: Vec<T>,
}

/// The words of a list, with their numbers.
#[derive(Default)]
struct Words {
    numbers: FxHashMap<&'static str, u32>,
    /// Bits for the lengths of the words, up to 63, and for their second bytes, by their first: most of the words that are asked
    /// about have none of these. Of a byte five bits count, which a letter has in either case.
    lengths: u64,
    beginnings: [u32; 32],
}

impl<T> Default for List<T> {
    fn default() -> List<T> {
        List { words: Words::default(), told: Vec::new() }
    }
}

impl<T: Copy> List<T> {
    /// Adds a word, or changes what is told of it.
    pub fn add(&mut self, word: &'static str, told: T) {
        match self.words.find_as_written(word) {
            Some(number) => self.told[number] = told,
            None => {
                self.words.add(word, self.told.len() as u32);
                self.told.push(told);
            }
        }
    }

    /// Adds a word, unless the list has it.
    pub fn add_new(&mut self, word: &'static str, told: T) {
        if !self.has_as_written(word) {
            self.add(word, told);
        }
    }

    /// What is told of `word`, in whatever case it is written.
    pub fn get(&self, word: &str) -> Option<T> {
        self.words.find(word).map(|number| self.told[number])
    }

    /// Whether `word` is one of them as it is written.
    pub fn has_as_written(&self, word: &str) -> bool {
        self.words.find_as_written(word).is_some()
    }

    /// The words, in no order.
    #[cfg(test)]
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.numbers.keys().copied()
    }
}

impl<T: Copy> FromIterator<(&'static str, T)> for List<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(words: I) -> List<T> {
        let mut list = List::default();
        words.into_iter().for_each(|(word, told)| list.add(word, told));
        list
    }
}

/// The first two bytes of `word`; 0 where it has none.
fn beginning(word: &str) -> [u8; 2] {
    let mut bytes = word.bytes();
    [(); 2].map(|()| bytes.next().unwrap_or_default())
}

// What is called from many places is not inlined: each of them would become larger.
impl Words {
    #[inline(never)]
    fn add(&mut self, word: &'static str, number: u32) {
        let [first, second] = beginning(word);
        self.lengths |= 1 << word.len().min(63);
        self.beginnings[usize::from(first & 31)] |= 1 << (second & 31);
        self.numbers.insert(word, number);
    }

    /// Whether `word` may be one of them, in whatever case it is written.
    fn may_hold(&self, word: &str) -> bool {
        let [first, second] = beginning(word);
        // Other letters may have fewer bytes in small letters, or be ASCII there.
        !(first | second).is_ascii()
            || self.beginnings[usize::from(first & 31)] & (1 << (second & 31)) != 0
                && (self.lengths & (1 << word.len().min(63)) != 0 || !word.is_ascii())
    }

    /// The number of `word`, in whatever case it is written; none for those longer than any in the lists.
    #[inline(never)]
    fn find(&self, word: &str) -> Option<usize> {
        if !self.may_hold(word) || word.len() > LONGEST {
            return None;
        }
        if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return self.number(word);
        }
        if word.is_ascii() {
            let mut buffer = [0; LONGEST];
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            return self.number(std::str::from_utf8(lower).unwrap_or_default());
        }
        self.number(&word.to_lowercase())
    }

    /// The number of `word` as it is written.
    #[inline(never)]
    fn find_as_written(&self, word: &str) -> Option<usize> {
        if self.may_hold(word) { self.number(word) } else { None }
    }

    fn number(&self, word: &str) -> Option<usize> {
        self.numbers.get(word).map(|number| *number as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_case() {
        let list: List<u8> = [("kin", 1), ("o", 2), ("école", 3), ("straße", 4), ("kin", 5)].into_iter().collect();
        for (word, told) in [
            ("kin", Some(5)),
            ("Kin", Some(5)),
            ("KIN", Some(5)),
            // The Kelvin sign, of three bytes, is a k in small letters.
            ("\u{212a}in", Some(5)),
            ("O", Some(2)),
            ("ÉCOLE", Some(3)),
            ("Straße", Some(4)),
            ("kit", None),
            ("kins", None),
            ("", None),
        ] {
            assert_eq!(list.get(word), told, "{word}");
        }
        assert!(list.has_as_written("kin") && !list.has_as_written("Kin"));
        assert_eq!(list.get(&"o".repeat(LONGEST + 1)), None);
    }
}
