//! [`Reading`]: a text's scores and marks, laid out so that joining can ask about any stretch of it at once.

use std::ops::Range;

use super::marks::Marked;
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::reader::RoleTag;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// A text with what joining asks of each token. All lists are as long as the list of tokens.
pub struct Reading<'s, 't> {
    /// The text and its pieces.
    pub syntax: &'s Syntax<'t>,
    /// What stands between marks.
    pub marked: &'s [Marked],
    /// What kind of word each token is.
    pub classes: Vec<WordClass>,
    /// The kinds of cue each token may be by itself.
    pub cue_kinds: Vec<CueKinds>,
    /// Index of the outermost [`Marked`] that each token lies in, marks included.
    pub mark_of: Vec<Option<u32>>,
    /// The sentence of each token.
    pub sentence_of: Vec<u32>,
    /// The role of the words said.
    pub content: Role,
    /// The role of the words that name the speaker.
    pub source: Role,
    /// The role of the words that link the two.
    pub cue: Role,
    /// Sums over the tokens before each of the logarithm of the odds to be content, of words only.
    odds: Vec<f32>,
    /// Numbers of words before each token.
    words: Vec<u32>,
    /// Sums over the tokens before each of the probability to be content, of words only.
    inside: Vec<f32>,
}

/// Probabilities of one role.
pub struct Role {
    /// That a token is part of it.
    pub inside: Vec<f32>,
    /// That it begins a piece of it.
    pub begin: Vec<f32>,
}

impl Role {
    /// From a reader's scores of all `count` tokens; a text that was not read has no roles.
    fn new(rows: &[[f32; RoleTag::COUNT]], count: usize) -> Role {
        let mut inside: Vec<f32> = rows.iter().map(|row| 1.0 - row[RoleTag::Outside as usize].exp()).collect();
        let mut begin: Vec<f32> = rows.iter().map(|row| row[RoleTag::Begin as usize].exp()).collect();
        inside.resize(count, 0.0);
        begin.resize(count, 0.0);
        Role { inside, begin }
    }

    /// Stretches of tokens that are likelier than `least` to be part of the role, cut where a new piece begins.
    pub fn runs(&self, least: f32) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut start = None;
        for token in 0..=self.inside.len() {
            let inside = self.inside.get(token).is_some_and(|value| *value > least);
            let begins = inside && self.begin[token] > 0.3 && self.begin[token] > 0.5 * self.inside[token];
            if let Some(from) = start
                && (!inside || begins)
            {
                runs.push(from..token);
                start = None;
            }
            if inside && start.is_none() {
                start = Some(token);
            }
        }
        runs
    }
}

/// What kind of word or mark a token is, as far as joining cares.
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

fn class_of(word: &str, lower: &str, kind: TokenKind) -> WordClass {
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

impl<'s, 't> Reading<'s, 't> {
    /// Lays out `syntax`.
    pub fn new(syntax: &'s Syntax<'t>, marked: &'s [Marked]) -> Reading<'s, 't> {
        let count = syntax.tokens.len();
        let mut classes = Vec::with_capacity(count);
        let mut kinds = Vec::with_capacity(count);
        let mut lower = String::new();
        for token in &syntax.tokens {
            let word = token.of(syntax.text);
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            classes.push(class_of(word, &lower, token.kind));
            kinds.push(cue_kinds(&lower));
        }
        let mut mark_of = vec![None; count];
        for (index, one) in marked.iter().enumerate() {
            classes[one.open] = WordClass::OpeningMark;
            if let Some(close) = one.close {
                classes[close] = WordClass::ClosingMark;
            }
            if one.depth == 0 {
                let end = one.close.map_or(one.extent().end, |close| close + 1);
                mark_of[one.open..end].fill(Some(index as u32));
            }
        }
        let mut sentence_of = vec![0; count];
        for (index, sentence) in syntax.sentences.iter().enumerate() {
            sentence_of[sentence.tokens.clone()].fill(index as u32);
        }
        let roles = &syntax.scores.attributions;
        let content = Role::new(&roles.contents, count);
        let (mut odds, mut words, mut inside) = (vec![0.0], vec![0], vec![0.0]);
        let (mut odds_sum, mut words_sum, mut inside_sum) = (0.0, 0, 0.0);
        for token in 0..count {
            if syntax.tokens[token].kind != TokenKind::Punctuation {
                let p = content.inside[token].clamp(0.002, 0.998);
                odds_sum += (p / (1.0 - p)).ln();
                words_sum += 1;
                inside_sum += content.inside[token];
            }
            odds.push(odds_sum);
            words.push(words_sum);
            inside.push(inside_sum);
        }
        let (source, cue) = (Role::new(&roles.sources, count), Role::new(&roles.cues, count));
        Reading {
            syntax,
            marked,
            classes,
            cue_kinds: kinds,
            mark_of,
            sentence_of,
            content,
            source,
            cue,
            odds,
            words,
            inside,
        }
    }

    /// What kind of word token `index` is; any index is allowed.
    pub fn class(&self, index: isize) -> WordClass {
        usize::try_from(index).ok().and_then(|index| self.classes.get(index)).copied().unwrap_or(WordClass::Nothing)
    }

    /// Whether token `index` is a word and no mark.
    pub fn is_word(&self, index: usize) -> bool {
        self.words[index + 1] > self.words[index]
    }

    /// How many words `tokens` holds.
    pub fn word_count(&self, tokens: Range<usize>) -> u32 {
        if tokens.start >= tokens.end { 0 } else { self.words[tokens.end] - self.words[tokens.start] }
    }

    /// The mean probability of the words of `tokens` to be content; zero without words.
    pub fn mean_content(&self, tokens: Range<usize>) -> f32 {
        match self.word_count(tokens.clone()) {
            0 => 0.0,
            words => (self.inside[tokens.end] - self.inside[tokens.start]) / words as f32,
        }
    }

    /// The sum of the logarithms of the odds of the words of `tokens` to be content.
    pub fn content_odds(&self, tokens: Range<usize>) -> f32 {
        self.odds[tokens.end] - self.odds[tokens.start]
    }

    /// The first word at or after token `from`, before token `end`.
    pub fn word_from(&self, from: usize, end: usize) -> Option<usize> {
        (from..end).find(|token| self.is_word(*token))
    }

    /// The last word before token `end`, at or after token `start`.
    pub fn word_before(&self, start: usize, end: usize) -> Option<usize> {
        (start..end).rev().find(|token| self.is_word(*token))
    }
}
