//! A linear reader of the roles of quotations, to score the texts that the joiner learns from.
//!
//! The joiner must learn from scores of texts that their reader has not seen. To train the network several times, each
//! time without some of the articles, costs an hour; this reader takes seconds, and its scores are of the same kind
//! and nearly as good (words of contents on polnear.dev: F1 84, the network: 88). It is multinomial logistic regression
//! over hashed features, learned by AdaGrad, in two stages: the second also sees what the first says of the tokens
//! around.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use whosaid::analysis::quotations::marks;
use whosaid::knowledge::cues::{CueKinds, cue_kinds};
use whosaid::reader::network::random;
use whosaid::syntax::Syntax;

/// Three roles of three tags each: outside, begin, inside.
const OUTPUTS: usize = 9;
/// What the reader says of a token: logarithms of probabilities.
pub type Row = [f32; OUTPUTS];

const BITS: u32 = 20;
const EPOCHS: usize = 3;
const RATE: f32 = 0.06;
const DECAY: f32 = 1e-6;
/// How many tokens to each side the second stage looks at what the first says.
const REACH: i32 = 12;

/// A text to learn from, or to read.
pub struct Text {
    features: Vec<Vec<u32>>,
    /// The right tag of each role of each token: 0 outside, 1 begin, 2 inside.
    pub tags: Vec<[u8; 3]>,
}

/// Scores of every token of every text, by readers that have not seen it: the texts are dealt into `folds`.
pub fn crossed_scores(texts: &[Text], folds: usize) -> Vec<Vec<Row>> {
    let stage = |before: Option<&[Vec<Row>]>| -> Vec<Vec<Row>> {
        let mut scores = vec![Vec::new(); texts.len()];
        for fold in 0..folds {
            let learned = learn(texts, |index| index % folds != fold, before);
            for index in (0..texts.len()).filter(|index| index % folds == fold) {
                let before = before.map(|before| before[index].as_slice());
                let tokens = 0..texts[index].features.len();
                scores[index] = tokens.map(|token| predict(&learned, &inputs(&texts[index], before, token))).collect();
            }
        }
        scores
    };
    let first = stage(None);
    stage(Some(&first))
}

/// The inputs of a token: its features, and what the first stage says around it.
fn inputs(text: &Text, before: Option<&[Row]>, token: usize) -> Vec<(u32, f32)> {
    let mut inputs: Vec<(u32, f32)> = text.features[token].iter().map(|feature| (*feature, 1.0)).collect();
    for offset in before.iter().flat_map(|_| -REACH..=REACH) {
        let row = before.and_then(|before| before.get(usize::try_from(token as i32 + offset).ok()?));
        let Some(row) = row else {
            inputs.push((hash((200u8, offset)), 1.0));
            continue;
        };
        for (output, score) in row.iter().enumerate() {
            if output % 3 != 0 && (offset.abs() <= 5 || output < 3) {
                inputs.push((hash((201u8, offset, output)), score.exp() * 2.0 - 0.5));
            }
        }
    }
    inputs
}

fn predict(weights: &[Row], inputs: &[(u32, f32)]) -> Row {
    let mut scores = [0.0; OUTPUTS];
    for (feature, value) in inputs {
        scores.iter_mut().zip(&weights[*feature as usize]).for_each(|(score, weight)| *score += weight * value);
    }
    for role in scores.chunks_exact_mut(3) {
        let most = role.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum = role.iter().map(|score| (score - most).exp()).sum::<f32>().ln() + most;
        role.iter_mut().for_each(|score| *score -= sum);
    }
    scores
}

fn learn(texts: &[Text], seen: impl Fn(usize) -> bool, before: Option<&[Vec<Row>]>) -> Vec<Row> {
    let mut weights = vec![[0.0; OUTPUTS]; 1 << BITS];
    let mut squares = vec![[1e-3f32; OUTPUTS]; 1 << BITS];
    let mut seed = 1;
    let mut order: Vec<usize> = (0..texts.len()).filter(|index| seen(*index)).collect();
    for _ in 0..EPOCHS {
        for last in (1..order.len()).rev() {
            let other = (random(&mut seed) * (last + 1) as f32) as usize;
            order.swap(last, other.min(last));
        }
        for index in &order {
            let text = &texts[*index];
            for (token, tags) in text.tags.iter().enumerate() {
                let inputs = inputs(text, before.map(|before| before[*index].as_slice()), token);
                let mut slope = predict(&weights, &inputs).map(f32::exp);
                tags.iter().enumerate().for_each(|(role, tag)| slope[3 * role + usize::from(*tag)] -= 1.0);
                if slope.iter().all(|slope| slope.abs() < 0.02) {
                    continue;
                }
                for (feature, value) in inputs {
                    let (weights, squares) = (&mut weights[feature as usize], &mut squares[feature as usize]);
                    for output in 0..OUTPUTS {
                        let slope = slope[output] * value + DECAY * weights[output];
                        squares[output] += slope * slope;
                        weights[output] -= RATE * slope / squares[output].sqrt();
                    }
                }
            }
        }
    }
    weights
}

fn hash(value: impl Hash) -> u32 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    let hash = hasher.finish();
    ((hash >> 20) ^ (hash >> 43)) as u32 & ((1 << BITS) - 1)
}

/// Lengths and distances in few classes.
fn rough(count: usize) -> u8 {
    match count {
        0..=2 => count as u8,
        3..=4 => 3,
        5..=9 => 4,
        10..=19 => 5,
        _ => 6,
    }
}

fn shape(word: &str) -> u8 {
    match word.chars().next() {
        Some(c) if c.is_uppercase() => 1 + u8::from(word.chars().any(char::is_lowercase)),
        Some(c) if c.is_lowercase() => 3,
        Some(c) if c.is_numeric() => 4,
        _ => 5,
    }
}

fn kinds(word: &str) -> u8 {
    let kinds = cue_kinds(word);
    let all = [CueKinds::SAY, CueKinds::TELL, CueKinds::CALL, CueKinds::THINK, CueKinds::NOUN];
    all.iter().enumerate().map(|(bit, kind)| u8::from(kinds.has(*kind)) << bit).sum()
}

impl Text {
    /// The features of the tokens of `syntax`: words, shapes and endings around; place in quotation marks; the nearest
    /// cue words of the sentence; place in the sentence.
    pub fn new(syntax: &Syntax, tags: Vec<[u8; 3]>) -> Text {
        let count = syntax.tokens.len();
        let words: Vec<String> = (0..count).map(|token| syntax.word(token).to_lowercase()).collect();
        let cues: Vec<u8> = words.iter().map(|word| kinds(word)).collect();
        // Outside, inside, the opening and the closing mark; tokens since the mark; length; tokens since the last.
        let mut place = vec![(0u8, 0, 0); count];
        let mut since = vec![usize::MAX; count];
        for mark in marks::find(syntax).iter().filter(|mark| mark.depth == 0) {
            let length = mark.pieces.iter().map(ExactSizeIterator::len).sum();
            for piece in &mark.pieces {
                piece.clone().for_each(|token| place[token] = (1, token - piece.start, length));
            }
            place[mark.open].0 = 2;
            if let Some(close) = mark.close {
                place[close].0 = 3;
                (close + 1..count.min(close + 30)).for_each(|token| since[token] = token - close);
            }
        }
        let features = (0..count).map(|token| {
            let word = |offset: i32| {
                usize::try_from(token as i32 + offset).ok().and_then(|at| words.get(at)).map_or("", String::as_str)
            };
            let sentence = syntax.sentences[syntax.sentence_of(token)].tokens.clone();
            let spoken = |at: &usize| cues[*at] != 0 && place[*at].0 == 0;
            let left = (sentence.start..token).rev().take(40).find(spoken);
            let right = (token + 1..sentence.end).take(40).find(spoken);
            let since_cue = left.map_or(sentence.start, |left| left + 1)..token;
            let commas = since_cue.clone().filter(|at| words[*at] == ",").count();
            let that = since_cue.clone().any(|at| words[at] == "that");
            let kind = |at: Option<usize>| at.map_or(0, |at| cues[at]);
            let far = |at: Option<usize>| at.map_or(9, |at| rough(at.abs_diff(token)));
            let (inside, from, length) = place[token];
            let mut features = Vec::with_capacity(56);
            let mut add = |feature: u32| features.push(feature);
            (-5..=5).for_each(|offset| add(hash((1u8, offset, word(offset)))));
            for offset in -3..=3 {
                let near = word(offset);
                let ending = near.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
                add(hash((3u8, offset, &near[ending..])));
                let at = usize::try_from(token as i32 + offset).ok().filter(|at| *at < count);
                add(hash((2u8, offset, at.map_or(0, |at| shape(syntax.word(at))))));
            }
            (-2..=1).for_each(|offset| add(hash((4u8, offset, word(offset), word(offset + 1)))));
            add(hash((5u8, word(-1), word(0), word(1))));
            add(hash((6u8, inside, rough(from), rough(length))));
            add(hash((7u8, inside, rough(since[token]))));
            add(hash((8u8, inside, word(0))));
            add(hash((9u8, left.map(|at| &words[at]), far(left))));
            add(hash((10u8, left.map(|at| &words[at]))));
            add(hash((11u8, right.map(|at| &words[at]), far(right))));
            add(hash((12u8, kind(left), far(left), kind(right), far(right))));
            add(hash((13u8, kind(left), left.is_some(), inside)));
            add(hash((14u8, rough(token - sentence.start))));
            add(hash((15u8, rough(sentence.end - token))));
            add(hash((16u8, cues[token], inside)));
            add(hash((17u8, that, commas.min(3), kind(left))));
            add(hash(18u8));
            features
        });
        Text { features: features.collect(), tags }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_texts_that_it_has_not_seen() {
        let text = |name: &str, said: &str| {
            let text = format!("{name} said that {said}. The road is long.");
            let syntax = Syntax::new(&text);
            let mut tags = vec![[0; 3]; syntax.tokens.len()];
            tags[0][1] = 1;
            tags[1][2] = 1;
            (2..5).for_each(|token| tags[token][0] = 1 + u8::from(token > 2));
            Text::new(&syntax, tags)
        };
        let texts = ["Ada", "Lee", "Bo", "Kim", "Jo", "Max"].map(|name| text(name, "it rained"));
        for rows in crossed_scores(&texts, 2) {
            let likely = |token: usize, output: usize| rows[token][output].exp() > 0.5;
            assert!(likely(0, 4) && likely(1, 7) && likely(2, 1) && likely(3, 2) && likely(8, 0));
        }
    }
}
