//! [`WordClass`]: closed classes of words, and open ones by their looks.

use crate::text::TokenKind;

/// What kind of word or mark a token is, as far as the grammar of quotations cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordClass {
    /// No token: before the first or after the last.
    Nothing,
    /// "?", "!", ".".
    SentenceEnd,
    /// ";" and brackets.
    Punctuation,
    /// Any dash.
    Dash,
    /// ",".
    Comma,
    /// ":".
    Colon,
    /// A quotation mark that opens.
    OpeningMark,
    /// A quotation mark that closes.
    ClosingMark,
    /// Capitalized.
    Capitalized,
    /// A number.
    Number,
    /// Any other word.
    Word,
    /// Ends in "ing".
    Gerund,
    /// Ends in "ly", "not", "also".
    Adverb,
    /// "is", "has", "will".
    Auxiliary,
    /// "and", "but", "or".
    Conjunction,
    /// "of", "in".
    Preposition,
    /// "to".
    To,
    /// "by".
    By,
    /// "him", "his".
    OtherPronoun,
    /// "he", "they", "who".
    SubjectPronoun,
    /// "the", "a", "this".
    Determiner,
    /// "what", "how", "if", "because".
    Question,
    /// "that".
    That,
}

/// The class of `word`, which is `lower` in small letters; quotation marks are told apart elsewhere.
pub(super) fn class_of(word: &str, lower: &str, kind: TokenKind) -> WordClass {
    match lower {
        "." | "?" | "!" | "…" | "..." => WordClass::SentenceEnd,
        "," => WordClass::Comma,
        ":" => WordClass::Colon,
        "—" | "–" | "--" | "---" | "-" => WordClass::Dash,
        "that" => WordClass::That,
        "to" => WordClass::To,
        "by" => WordClass::By,
        "the" | "a" | "an" | "this" | "these" | "those" | "some" | "any" | "no" | "every" | "all" => {
            WordClass::Determiner
        }
        "he" | "she" | "they" | "i" | "we" | "it" | "you" | "who" => WordClass::SubjectPronoun,
        "him" | "her" | "them" | "me" | "us" | "his" | "their" | "its" | "my" | "our" | "your" => {
            WordClass::OtherPronoun
        }
        "what" | "how" | "why" | "whether" | "if" | "when" | "where" | "which" | "because" | "as" | "while"
        | "although" | "though" | "since" | "after" | "before" => WordClass::Question,
        "and" | "but" | "or" | "nor" | "yet" => WordClass::Conjunction,
        "of" | "in" | "on" | "at" | "for" | "from" | "with" | "about" | "during" | "against" | "among" | "over"
        | "into" => WordClass::Preposition,
        "is" | "was" | "are" | "were" | "be" | "been" | "being" | "has" | "have" | "had" | "will" | "would" | "can"
        | "could" | "may" | "might" | "should" | "must" | "do" | "does" | "did" | "'s" | "’s" | "'ve" | "’ve"
        | "'d" | "’d" | "'re" | "’re" | "'ll" | "’ll" => WordClass::Auxiliary,
        "not" | "n't" | "n’t" | "also" | "then" | "later" | "never" | "once" | "again" | "even" | "still" | "just" => {
            WordClass::Adverb
        }
        _ => match kind {
            TokenKind::Punctuation => WordClass::Punctuation,
            TokenKind::Number => WordClass::Number,
            _ if word.starts_with(char::is_uppercase) => WordClass::Capitalized,
            _ if lower.ends_with("ing") => WordClass::Gerund,
            _ if lower.ends_with("ly") => WordClass::Adverb,
            _ => WordClass::Word,
        },
    }
}
