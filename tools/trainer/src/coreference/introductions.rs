//! Fits the weights of the model that joins who is told of first and named later.

use std::path::Path;

use anyhow::Result;
use whosaid::Span;
use whosaid::analysis::coreference::introductions::{CLUES, Clue, Clues, Introduction};
use whosaid::analysis::coreference::{Case, Chooser, Ranker, resolve_with};

use super::corpora::{self, Gold, Quotation, Text};
use super::judge::{last_word, plain};
use super::{FOLDS, Reading, quoted, readings};
use crate::marks;

/// The weights, one per clue.
pub type Weights = [f32; CLUES];

/// One source without a name: the clues for each of its candidates, and whether that is right.
type Question = Vec<(Clues, bool)>;

/// What is known of a text.
enum Known<'a> {
    /// Its quotations, with the full names of the people who speak.
    Speakers(&'a [Quotation]),
    /// Descriptions, each with a later name of the same or without.
    Introductions(&'a [marks::Introduced]),
}

/// Answers as the ranker does, and notes what is asked about who is named later.
struct Learner<'a> {
    text: &'a str,
    known: Known<'a>,
    ranker: &'a Ranker,
    /// With what was told first.
    questions: Vec<(Span, Question)>,
}

impl Learner<'_> {
    /// Whether the two are one, if that is known.
    fn answer(&self, case: &Introduction) -> Option<bool> {
        match &self.known {
            Known::Speakers(quotations) => {
                let shared =
                    |one: &Span, other: &Span| one.end.min(other.end).saturating_sub(one.start.max(other.start));
                let likeness = |known: &&Quotation| -> u32 {
                    known.content.iter().flat_map(|one| case.said.iter().map(move |other| shared(one, other))).sum()
                };
                let likest = quotations.iter().max_by_key(likeness);
                let known = likest.filter(|known| 2 * likeness(known) >= length(&known.content))?;
                let name = plain(case.name.of(self.text));
                let is_same = |speaker: &String| last_word(&plain(speaker)) == last_word(&name);
                Some(known.is_person && known.speaker.as_ref().is_some_and(is_same))
            }
            Known::Introductions(all) => {
                let known = all.iter().find(|known| known.description.overlaps(case.told))?;
                Some(known.name.is_some_and(|name| name.overlaps(case.name)))
            }
        }
    }
}

impl Chooser for Learner<'_> {
    fn choose(&mut self, case: &Case) -> Vec<f32> {
        let mut ranker = self.ranker;
        ranker.choose(case)
    }

    fn introduces(&mut self, case: &Introduction) -> f32 {
        if let Some(answer) = self.answer(case) {
            match self.questions.last_mut().filter(|(told, ..)| *told == case.told) {
                Some((_, question)) => question.push((case.clues, answer)),
                None => self.questions.push((case.told, vec![(case.clues, answer)])),
            }
        }
        0.0
    }
}

/// How many bytes the pieces of a content have.
fn length(pieces: &[Span]) -> u32 {
    pieces.iter().map(|piece| piece.end - piece.start).sum()
}

/// Fits the weights to the quotations of the corpora in `folder`, of this project's marks, and to its marks of introductions. `tell` hears how
/// many are right on folds of the texts, by the least chance.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(folder: &Path, ridge: f32, tell: impl FnMut(String)) -> Result<Weights> {
    let mut texts = corpora::read(folder, "quotations/world.train", &[])?;
    texts.extend(corpora::read(folder, "quotations/kinds.train", &[])?);
    texts.extend(quoted(&marks::read(folder)?.0)?);
    let ranker = Ranker::read(include_bytes!("../../../../src/data/coreference.ranker"))?;
    let marked = marks::introductions(folder)?;
    // Each text is in one fold only.
    let is_marked = |text: &str| marked.iter().any(|known| known.text == text);
    let of_speakers = |reading: &Reading| {
        let Gold::Speakers(quotations) = &reading.text.gold else { return Vec::new() };
        if is_marked(&reading.text.text) {
            Vec::new()
        } else {
            questions(reading, Known::Speakers(quotations), &ranker)
        }
    };
    let mut all: Vec<Vec<Question>> = readings(&texts).iter().map(of_speakers).collect();
    let plain: Vec<(String, Text)> =
        marked.iter().map(|known| (known.id.clone(), corpora::unmarked(&known.text))).collect();
    let of_marks = |(reading, known): (&Reading, &marks::Introductions)| {
        questions(reading, Known::Introductions(&known.all), &ranker)
    };
    all.extend(readings(&plain).iter().zip(&marked).map(of_marks));
    Ok(fit_on_folds(&all, ridge, tell))
}

/// What is asked about the text of a reading, as far as the answers are known.
fn questions(reading: &Reading, known: Known, ranker: &Ranker) -> Vec<Question> {
    let mut learner = Learner { text: &reading.text.text, known, ranker, questions: Vec::new() };
    resolve_with(&reading.syntax, &reading.names, &reading.quotations, &mut learner);
    learner.questions.into_iter().map(|(_, question)| question).collect()
}

/// The weights for the questions of the texts. `tell` hears how good those of folds are.
fn fit_on_folds(questions: &[Vec<Question>], ridge: f32, mut tell: impl FnMut(String)) -> Weights {
    let all: Vec<&Question> = questions.iter().flatten().collect();
    let has_answer = |question: &&&Question| question.iter().any(|(_, answer)| *answer);
    tell(format!(
        "{} sources without a name, {} of them named later",
        all.len(),
        all.iter().filter(has_answer).count()
    ));
    let mut held_back: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let part = |is_seen: bool| {
            let texts = questions.iter().enumerate().filter(move |(index, _)| (index % FOLDS != fold) == is_seen);
            texts.flat_map(|(_, questions)| questions).collect::<Vec<&Question>>()
        };
        let weights = fit(&part(true), ridge);
        for question in part(false) {
            let chances = question.iter().map(|(clues, answer)| (clues.chance(&weights), *answer));
            held_back.extend(chances.max_by(|one, other| one.0.total_cmp(&other.0)));
        }
    }
    for least in [0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8] {
        let taken = held_back.iter().filter(|(chance, _)| *chance > least);
        let right = taken.clone().filter(|(_, answer)| *answer).count();
        tell(format!("above {least}: {right} of {} are right", taken.count()));
    }
    fit(&all, ridge)
}

/// Maximum likelihood, by Newton's steps for one weight after the other.
fn fit(questions: &[&Question], ridge: f32) -> Weights {
    const ROUNDS: usize = 400;
    let mut weights = [0.0; CLUES];
    for _ in 0..ROUNDS {
        for clue in 0..CLUES {
            let (mut slope, mut curve) = (ridge * weights[clue], ridge);
            for (clues, answer) in questions.iter().copied().flatten().filter(|(clues, _)| clues.0[clue] != 0.0) {
                let chance = clues.chance(&weights);
                slope += (chance - f32::from(u8::from(*answer))) * clues.0[clue];
                curve += chance * (1.0 - chance) * clues.0[clue].powi(2);
            }
            weights[clue] -= slope / curve;
        }
    }
    weights
}

/// The file of Rust that holds the weights.
pub fn source(weights: &Weights) -> String {
    let lines = Clue::ALL.iter().zip(weights).map(|(clue, weight)| format!("    {weight:.3}, // {clue:?}\n"));
    format!(
        "//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be \
         edited.\n\n/// One weight per [`super::Clue`], in their order.\n#[rustfmt::skip]\npub const WEIGHTS: [f32; super::CLUES] = [\n{}];\n",
        lines.collect::<String>()
    )
}
