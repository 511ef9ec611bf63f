//! Words beside the names of places.

use std::sync::LazyLock;

use super::lines;
use super::list::List;

/// Words beside the names of places, of one or several words each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceWords {
    /// What says before a name which part or kind of place is meant: "town of", "northern".
    Before,
    /// What says so behind it: "township".
    Behind,
    /// Names of local bodies that tell of the United States though neither word does alone: "school board".
    AmericanPair,
}

/// All of a kind, in the order of `place_words.txt`.
pub fn place_words(kind: PlaceWords) -> &'static [&'static str] {
    &WORDS[kind as usize]
}

/// Whether `words`, two joined by a space, are an American pair.
pub fn is_american_pair(words: &str) -> bool {
    static PAIRS: LazyLock<List<()>> =
        LazyLock::new(|| place_words(PlaceWords::AmericanPair).iter().map(|pair| (*pair, ())).collect());
    PAIRS.get(words).is_some()
}

static WORDS: LazyLock<[Vec<&'static str>; 3]> = LazyLock::new(|| {
    let mut words = [const { Vec::new() }; 3];
    let mut kind = PlaceWords::Before;
    for line in lines(include_str!("../../data/lexicons/place_words.txt")) {
        match line {
            "[before]" => kind = PlaceWords::Before,
            "[behind]" => kind = PlaceWords::Behind,
            "[american pair]" => kind = PlaceWords::AmericanPair,
            line => words[kind as usize].extend(line.split("; ")),
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_under_its_heading() {
        for (kind, word) in [
            (PlaceWords::Before, "town of"),
            (PlaceWords::Behind, "city centre"),
            (PlaceWords::AmericanPair, "school board"),
        ] {
            assert!(place_words(kind).contains(&word), "{word}");
        }
        assert!(WORDS.iter().flatten().all(|word| !word.starts_with('[') && *word == word.trim().to_lowercase()));
        let mut pairs = place_words(PlaceWords::AmericanPair).iter();
        assert!(pairs.all(|pair| pair.split(' ').count() == 2 && is_american_pair(&pair.to_uppercase())));
        assert!(!is_american_pair("school"));
    }
}
