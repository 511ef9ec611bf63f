//! Texts with scores that are made by hand, and a joiner that takes them as they are, for tests: no fitted model judges.

use std::cell::Cell;
use std::fmt::Debug;
use std::ops::Range;

use super::candidates::{Candidate, Generator, PIECE_FEATURES, PieceFeature, SOURCE_FEATURES, SourceFeature};
use super::evidence::{Convention, Evidence};
use super::features::{FEATURES, Feature};
use super::forest::{Forest, Tree};
use super::marks;
use super::scorer::Joiner;
use crate::Span;
use crate::analysis::columns::Column;
use crate::reader::{NameKind, NameTag, PartOfSpeech, Piece, RoleTag, Roles, Scores};
use crate::syntax::Syntax;
use crate::syntax::by_hand::{part, row as of_part};

/// A role in braces of the notation.
struct Told {
    letter: char,
    probability: f32,
    begins: bool,
    span: Span,
}

/// What `ask` says of `told`, a text with its scores: "{Q We go}" is content, "{S Ann}" a source, "{C said}" a cue, with a
/// probability of 0.96 or, "{Q40 We go}", another. Small letters are for attributions of any kind alone. Braces within
/// those of the same role begin no piece of their own. "go/v" is a verb; other parts of speech follow from the words, and
/// who is called Ada, Ann, Lee, Theo or Okafor is a person.
pub fn read<R>(told: &str, ask: impl FnOnce(&Evidence) -> R) -> R {
    read_by(told, Convention::Speech, ask)
}

/// The same by another idea of a quotation.
pub fn read_by<R>(told: &str, convention: Convention, ask: impl FnOnce(&Evidence) -> R) -> R {
    let (text, roles, verbs) = parts(told);
    let syntax = Syntax::read_by(&text, |segments| {
        let count = segments.tokens.len();
        let first = |span: Span| segments.tokens.partition_point(|token| token.span.end <= span.start);
        let rows = |letters: [char; 2]| {
            let mut rows = vec![row(0.02, false); count];
            for role in roles.iter().filter(|role| letters.contains(&role.letter)) {
                let (start, end) = (first(role.span), first(Span::new(role.span.end as usize, text.len())));
                for (place, scores) in rows[start..end].iter_mut().enumerate() {
                    *scores = row(role.probability, role.begins && place == 0);
                }
            }
            rows
        };
        let of_roles = |small: bool| {
            let rows = |letter: char| rows([letter, if small { letter.to_ascii_lowercase() } else { letter }]);
            Roles { contents: rows('Q'), sources: rows('S'), cues: rows('C') }
        };
        let mut scores = Scores { speech: of_roles(false), attributions: of_roles(true), ..Scores::default() };
        for token in &segments.tokens {
            let part = if verbs.contains(&token.span.end) { PartOfSpeech::Verb } else { part(token.of(&text)) };
            scores.parts_of_speech.push(of_part(part));
            let is_person =
                matches!(token.of(&text).to_lowercase().as_str(), "ada" | "ann" | "lee" | "theo" | "okafor");
            let tag = if is_person { NameTag::Name(NameKind::Person, Piece::Single) } else { NameTag::Outside };
            scores.names.push(std::array::from_fn(|index| if index == tag.index() { -0.1 } else { -9.0 }));
        }
        scores
    });
    let marked = marks::find(&syntax);
    ask(&Evidence::new(&syntax, &marked, convention))
}

/// The text of `told`, its roles, outer ones first, and where its verbs end.
fn parts(told: &str) -> (String, Vec<Told>, Vec<u32>) {
    let (mut text, mut verbs) = (String::new(), Vec::new());
    let (mut roles, mut open): (Vec<Told>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut rest = told;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '{' {
            let (head, words) = rest.split_once(' ').expect("a role and a space");
            let letter = head.chars().next().expect("a role");
            let probability = head[1..].parse().map_or(0.96, |percent: f32| percent / 100.0);
            let begins = open.iter().all(|outer| roles[*outer].letter != letter);
            open.push(roles.len());
            roles.push(Told { letter, probability, begins, span: Span::new(text.len(), text.len()) });
            rest = words;
        } else if c == '}' {
            roles[open.pop().expect("an open brace")].span.end = text.len() as u32;
        } else if let ('/', Some(behind)) = (c, rest.strip_prefix('v')) {
            verbs.push(text.len() as u32);
            rest = behind;
        } else {
            text.push(c);
        }
    }
    (text, roles, verbs)
}

/// The scores of a token that has a role with this probability.
fn row(probability: f32, begins: bool) -> [f32; RoleTag::COUNT] {
    let begin = probability * if begins { 0.98 } else { 0.02 };
    let mut row = [0.0; RoleTag::COUNT];
    row[RoleTag::Begin as usize] = begin.ln();
    row[RoleTag::Inside as usize] = (probability - begin).ln();
    row[RoleTag::Outside as usize] = (1.0 - probability).ln();
    row
}

/// The tokens of the first place in the text where `words` stand.
pub fn tokens(evidence: &Evidence, words: &str) -> Range<usize> {
    let text = evidence.syntax.text;
    let start = text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    evidence.syntax.tokens_in(Span::new(start, start + words.len()))
}

/// The words of the pieces, with "/" between.
pub fn words(evidence: &Evidence, pieces: &[Range<usize>]) -> String {
    let syntax = evidence.syntax;
    pieces.iter().map(|piece| syntax.span(piece.clone()).of(syntax.text)).collect::<Vec<_>>().join("/")
}

thread_local! {
    static COUNTED: Cell<usize> = const { Cell::new(0) };
}

/// Counts what is looked at, for [`counted`].
pub fn count(times: usize) {
    COUNTED.set(COUNTED.get() + times);
}

/// How much is looked at by `ask`.
pub fn counted(ask: impl FnOnce()) -> usize {
    COUNTED.set(0);
    ask();
    COUNTED.get()
}

/// Checks values of a row of features.
pub fn check_row<F: Column + Copy + Debug>(told: &str, row: &[f32], expect: &[(F, f32)]) {
    for (feature, expect) in expect {
        let found = row[feature.column()];
        assert!((found - expect).abs() < 1e-4, "{told} {feature:?} {found}");
    }
}

/// A candidate of which nothing is known but its words: pieces with "/" between, cue and source ("" for none).
pub fn candidate(evidence: &Evidence, content: &str, cue: &str, source: &str) -> Candidate {
    let optional = |words: &str| (!words.is_empty()).then(|| tokens(evidence, words));
    Candidate {
        content: content.split('/').map(|piece| tokens(evidence, piece)).collect(),
        cue: optional(cue),
        sources: optional(source).into_iter().map(|source| (source, 0.9)).collect(),
        inherits: source.is_empty(),
        generator: Generator::Joined,
        group: 0,
        sides: [0.5; 2],
        no_source: 0.0,
        probability: 0.9,
    }
}

/// What `ask` says of a candidate of `told`, which [`read`] reads: content, cue and source as for [`candidate`].
pub fn ask_of<R>(
    told: &str,
    (content, cue, source): (&str, &str, &str),
    ask: impl FnOnce(&Evidence, &Candidate) -> R,
) -> R {
    read(told, |evidence| ask(evidence, &candidate(evidence, content, cue, source)))
}

/// A tree that asks whether the value of the column is above the threshold, with its answers to no and yes.
pub fn tree(column: usize, threshold: f32, leaves: [f32; 2]) -> Tree {
    Tree { questions: vec![(column as u8, threshold)], leaves: leaves.to_vec() }
}

/// A joiner that takes the reader's scores as they are: the nearest of likely sources, and of the pieces whose words are
/// all likely, with no other cue on the way and in no sentence before, the longest.
pub fn joiner() -> Joiner {
    let source = [
        tree(SourceFeature::Number as usize, 0.5, [4.0, 0.0]),
        tree(SourceFeature::Mean as usize, 0.5, [0.0, 6.0]),
        tree(SourceFeature::Distance as usize, 1.5, [0.0, -1.0]),
    ];
    let piece = [
        Tree {
            questions: vec![(PieceFeature::Words as u8, 0.0), (PieceFeature::SentenceGap as u8, -0.5)],
            // "None"; in a sentence before the cue's; neither.
            leaves: vec![4.0, -6.0, 0.0, 0.0],
        },
        tree(PieceFeature::LeastContent as usize, 0.5, [0.0, 6.0]),
        tree(PieceFeature::BelowBest as usize, -0.5, [0.0, 3.0]),
        tree(PieceFeature::RivalCue as usize, 0.5, [0.0, -6.0]),
    ];
    let whole = [
        // "None of them" has no words.
        tree(Feature::Words as usize, 0.0, [6.0, 0.0]),
        tree(Feature::Words as usize, 2.5, [0.0, 0.5]),
        tree(Feature::Content as usize, 0.5, [-2.0, 6.0]),
        tree(Feature::BelowBest as usize, 0.1, [2.0, 0.0]),
    ];
    Joiner {
        source: Forest::new(SOURCE_FEATURES, &source),
        piece: Forest::new(PIECE_FEATURES, &piece),
        whole: Forest::new(FEATURES, &whole),
        without: None,
    }
}
