//! [`Judge`]: answers the cases of a text from what is known of it, and notes them as questions to learn from.

use whosaid::Span;
use whosaid::analysis::MentionForm;
use whosaid::analysis::coreference::{Case, Chooser, Ranker};

use super::corpora::{Form, Gold, Mention, Quotation, Text};
use crate::joining::boosting::Questions;

/// Questions about pronouns, and about descriptions.
#[derive(Clone, Default)]
pub struct Lessons {
    /// Whom a pronoun stands for.
    pub pronouns: Questions,
    /// Whom a description stands for.
    pub descriptions: Questions,
}

impl Lessons {
    /// All questions of several texts.
    pub fn of<'l>(all: impl Iterator<Item = &'l Lessons>) -> Lessons {
        let mut joined = Lessons::default();
        for lessons in all {
            joined.pronouns.extend([lessons.pronouns.clone()]);
            joined.descriptions.extend([lessons.descriptions.clone()]);
        }
        joined
    }
}

/// Answers from the gold where it tells, and otherwise as a ranker does.
pub struct Judge<'a> {
    /// The text.
    pub text: &'a Text,
    /// For what the gold does not tell.
    pub ranker: Option<&'a Ranker>,
    /// Where the questions go.
    pub lessons: &'a mut Lessons,
}

/// The gold mention that `span` is: both end with the same word, and overlap.
pub fn aligned<'g>(text: &str, gold: &'g [Mention], span: Span) -> Option<&'g Mention> {
    let is_genitive = |from: u32, to: u32| matches!(&text[from as usize..to as usize], "'s" | "’s");
    let ends_alike = |known: &Mention| {
        let (a, b) = (known.span.end.min(span.end), known.span.end.max(span.end));
        a == b || (b - a <= 4 && is_genitive(a, b))
    };
    let same = gold.iter().filter(|known| ends_alike(known) && known.span.overlaps(span));
    same.min_by_key(|known| known.span.start.abs_diff(span.start))
}

/// A name as names are compared: in small letters, with one kind of apostrophe and without an article.
pub fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('’', "'");
    let without = ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article));
    without.unwrap_or(&name).trim().to_owned()
}

/// The last word of a name.
pub fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

impl Judge<'_> {
    /// The share of each candidate in the right answer, if the gold tells.
    fn answers(&self, case: &Case, chances: Option<&[f32]>) -> Option<Vec<f32>> {
        let count = case.rows.len();
        let shared = |is_right: &dyn Fn(usize) -> bool| {
            let right: Vec<bool> = (0..count).map(is_right).collect();
            let sum = right.iter().filter(|right| **right).count() as f32;
            right.into_iter().map(|right| if right { 1.0 / sum } else { 0.0 }).collect::<Vec<f32>>()
        };
        match &self.text.gold {
            Gold::Chains(gold) => {
                let entity = |span: Span| aligned(&self.text.text, gold, span).map(|known| known.entity);
                let Some(asked) = entity(case.span) else { return Some(shared(&|index| index == 0)) };
                let is_right: Vec<bool> = (0..count)
                    .map(|index| {
                        let all: Vec<Option<usize>> = case.mentions(index).map(entity).collect();
                        let same = all.iter().filter(|known| **known == Some(asked)).count();
                        same > 0 && same * 2 >= all.iter().filter(|known| known.is_some()).count()
                    })
                    .collect();
                let is_known = is_right.contains(&true);
                Some(shared(&|index| if is_known { is_right[index] } else { index == 0 }))
            }
            Gold::Pair(pronoun, names) if *pronoun == case.span => {
                let holds = |index: usize, name: &Span| case.mentions(index).any(|mention| mention.overlaps(*name));
                let right = |index: usize| names.iter().any(|(name, same)| *same && holds(index, name));
                if (1..count).any(right) {
                    return Some(shared(&right));
                }
                if names.iter().any(|(_, same)| *same) {
                    return None;
                }
                // Neither: the rest shares the answer as the ranker has it.
                let is_named = |index: usize| names.iter().any(|(name, _)| holds(index, name));
                let mut shares = chances?.to_vec();
                (0..count).filter(|index| is_named(*index)).for_each(|index| shares[index] = 0.0);
                let sum: f32 = shares.iter().sum();
                (sum > 0.0).then(|| shares.iter().map(|share| share / sum).collect())
            }
            Gold::Pair(..) => None,
            Gold::Speakers(quotations) => {
                let is_source = |quotation: &&Quotation| {
                    quotation
                        .source
                        .is_some_and(|source| source.start == case.span.start || source.end == case.span.end)
                };
                let quotation = quotations.iter().find(is_source)?;
                let name = plain(quotation.speaker.as_ref()?);
                let is_name = |span: &Span| {
                    let words = plain(span.of(&self.text.text));
                    if quotation.is_person { last_word(&words) == last_word(&name) } else { words == name }
                };
                let right = |index: usize| case.mentions(index).any(|mention| is_name(&mention));
                // Who is called by nothing but these words is none of those before.
                let own = quotation.source.map(|source| plain(source.of(&self.text.text)));
                let is_new = || case.form == MentionForm::Description && own.is_some_and(|words| words == name);
                if (1..count).any(right) { Some(shared(&right)) } else { is_new().then(|| shared(&|index| index == 0)) }
            }
        }
    }
}

impl Chooser for Judge<'_> {
    fn choose(&mut self, case: &Case) -> Vec<f32> {
        let chances = self.ranker.map(|mut ranker| ranker.choose(case));
        let answers = self.answers(case, chances.as_deref());
        let fallback = || (0..case.rows.len()).map(|index| f32::from(u8::from(index == 0))).collect();
        let Some(answers) = answers else { return chances.unwrap_or_else(fallback) };
        let questions = match case.form {
            MentionForm::Pronoun => &mut self.lessons.pronouns,
            _ => &mut self.lessons.descriptions,
        };
        questions.push(case.rows.iter().zip(&answers).map(|(row, answer)| (row.0.as_slice(), *answer)));
        answers
    }
}

/// Whether a gold form is that of a mention which stands for a name.
pub fn is_linked(form: Form) -> bool {
    form != Form::Name
}
