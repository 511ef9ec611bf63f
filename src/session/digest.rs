//! What a list of texts shows of each, and what a search over all of them looks through.

use super::article::Article;
use super::checks::checks;
use super::labels::{Label, labels};
use super::sayings::{Saying, sayings};
use super::voices::{Voices, voices};
use crate::analysis::EntityKind;

/// A text in short.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Digest {
    /// Its headline, else its first words.
    pub title: String,
    /// How many places it names.
    pub places: u32,
    /// How many doubtful annotations nobody has looked at.
    pub to_check: u32,
    /// The labels of an interview whose speakers are not known.
    pub labels: Vec<Label>,
    /// Who speaks.
    pub voices: Voices,
    /// What is said.
    pub sayings: Vec<Saying>,
}

/// How many characters of the first words stand for a headline.
const TITLE: usize = 70;

/// An article in short.
pub fn digest(article: &Article) -> Digest {
    let places = article.entities.iter().filter(|entity| entity.kind == EntityKind::Place);
    Digest {
        title: article.about.title.clone().unwrap_or_else(|| first_words(&article.text)),
        places: places.count() as u32,
        to_check: checks(article).len() as u32,
        labels: labels(article),
        voices: voices(article),
        sayings: sayings(article),
    }
}

/// The first words of a text, cut at the end of a word.
fn first_words(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() && words.chars().count() + word.chars().count() >= TITLE {
            return words + "…";
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(TITLE));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use super::*;
    use crate::Annotator;

    #[test]
    fn a_text_in_short() {
        let text = "Harbour to close\n\n“We knew about the wall,” Ada Okafor said in Paris.\n";
        let mut session = Session::from_document(&Annotator::new().annotate(text));
        let short = digest(session.article());
        assert_eq!((short.title.as_str(), short.places), ("Harbour to close", 1));
        assert_eq!(short.to_check as usize, checks(session.article()).len());
        assert_eq!((short.voices.voices.len(), short.sayings.len()), (1, 1));
        session.apply(&Command::AcceptAll {}).unwrap();
        assert_eq!(digest(session.article()).to_check, 0);
    }

    #[test]
    fn first_words_are_whole() {
        assert_eq!(first_words(""), "");
        assert_eq!(first_words(" It is\nlate. "), "It is late.");
        assert_eq!(first_words(&"word ".repeat(30)), format!("{}…", "word ".repeat(14).trim_end()));
        assert_eq!(first_words(&"é".repeat(300)).chars().count(), TITLE);
    }
}
