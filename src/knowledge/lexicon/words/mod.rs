//! Small classes of words of the language.

use super::lines;
use super::list::List;

/// An enum of classes of words, each a section of a file.
macro_rules! classes {
    (
        $(#[doc = $about:literal])* $class:ident in $file:literal;
        $($(#[doc = $doc:literal])* $name:ident = $section:literal,)*
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $class { $($(#[doc = $doc])* $name,)* }

        impl super::Class for $class {
            const FILE: &'static str = include_str!($file);

            fn section(line: &str) -> Option<usize> {
                match line {
                    $($section => Some($class::$name as usize),)*
                    _ => None,
                }
            }

            fn words(self) -> Option<&'static super::Words> {
                static SECTIONS: std::sync::LazyLock<Vec<super::Words>> = std::sync::LazyLock::new(super::read::<$class>);
                SECTIONS.get(self as usize)
            }
        }
    };
}

mod classes;
mod grammar;

pub use classes::WordClass;
pub use grammar::Grammar;

/// The words of a class.
pub type Words = List<()>;

/// A class of words that is a section of a file.
pub trait Class: Copy {
    /// The file.
    const FILE: &'static str;
    /// The number of the class whose heading `line` is.
    fn section(line: &str) -> Option<usize>;
    /// Its words.
    fn words(self) -> Option<&'static Words>;
}

/// Whether `word` is a role written in capitals: "PM", "DCP"; in small letters it may be any word.
pub fn is_role_in_capitals(word: &str) -> bool {
    word.len() < 6 && word.chars().all(|c| c.is_ascii_uppercase()) && is_one_of(WordClass::RoleInCapitals, word)
}

/// Whether `word` stands behind the surname and is no part of the name that people are called by: "Jr.", "III", "OBE".
pub fn follows_name(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let is_number_or_honour = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    (is_number_or_honour || matches!(word, "Jr" | "Sr")) && is_one_of(WordClass::FollowsName, word)
}

/// Whether `word` tells how many of them are meant, or that others are: "several", "hundreds", "other".
pub fn tells_how_many(word: &str) -> bool {
    is_any_of(&[Grammar::TellsHowMany, Grammar::Quantities], word)
}

/// Whether `word` is one of any of the classes.
pub fn is_any_of(classes: &[impl Class], word: &str) -> bool {
    classes.iter().any(|class| is_one_of(*class, word))
}

/// Whether `word` is one of a class. Like [`has`] it is called from hundreds of places, each of which would become larger.
#[inline(never)]
pub fn is_one_of(class: impl Class, word: &str) -> bool {
    class.words().is_some_and(|known| known.get(word).is_some())
}

/// Whether `word`, as it is written, is one of a class: in small letters.
#[inline(never)]
pub fn has(class: impl Class, word: &str) -> bool {
    class.words().is_some_and(|known| known.has_as_written(word))
}

/// Whether `word` is one of a class, and written with a capital and no other.
pub fn is_capitalized(class: impl Class, word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.as_str().chars().all(|c| !c.is_uppercase())
        && is_one_of(class, word)
}

/// The words of each class of a file, in their order.
fn read<C: Class>() -> Vec<Words> {
    let mut table: Vec<Words> = Vec::new();
    let mut class = 0;
    for line in lines(C::FILE) {
        if let Some(named) = C::section(line) {
            class = named;
            table.resize_with(table.len().max(class + 1), Words::default);
        } else if let Some(words) = table.get_mut(class) {
            line.split(' ').for_each(|word| words.add(word, ()));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<C: Class>() {
        let table = read::<C>();
        for heading in lines(C::FILE).filter(|line| line.starts_with('[')) {
            let class = C::section(heading).unwrap_or_else(|| panic!("{heading} is no class"));
            assert!(table.get(class).is_some_and(|words| words.words().next().is_some()), "{heading}");
        }
        assert!(table.iter().all(|words| words.words().next().is_some()), "a class without a heading");
        assert!(table.iter().flat_map(List::words).all(|word| !word.is_empty() && !word.starts_with('[')));
        assert!(table.iter().flat_map(List::words).all(|word| word == word.to_lowercase()));
    }

    #[test]
    fn every_heading_is_that_of_a_class_with_words() {
        check::<WordClass>();
        check::<Grammar>();
    }
}
