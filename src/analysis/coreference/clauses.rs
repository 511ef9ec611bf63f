//! How words that are to be resolved stand to the candidates in the clauses of their sentence.

use super::asked::{Asked, MOST_MENTIONS};
use super::clusters::Cluster;
use super::decide::Walk;
use super::features::{Feature, Row};
use crate::analysis::MentionForm;
use crate::syntax::phrases::Slot;

impl Asked<'_> {
    /// Sets what is told of a candidate for a pronoun by the clauses between them.
    pub(super) fn tell_clauses(&self, walk: &Walk, cluster: &Cluster, row: &mut Row) {
        let syntax = walk.syntax;
        let mentions = cluster.before(self.at);
        let named = cluster.from(self.end).iter().find(|mention| mention.form == MentionForm::Name);
        if let Some(named) = named.filter(|named| named.tokens.start < syntax.sentences[self.sentence].tokens.end) {
            row.set(Feature::NamedAfter, ((named.tokens.start - self.end + 1) as f32).ln_1p());
        }
        if let Some(asked) = self.gender {
            row.set(Feature::GenderTold, cluster.told(asked).clamp(-3.0, 3.0));
        }
        if let Some(head) = self.subject {
            let is_subject = mentions.iter().rev().take(2).any(|mention| mention.tokens.contains(&head));
            row.set(Feature::ClauseSubject, 2 - u8::from(is_subject));
        }
        let Some(latest) = mentions.last() else { return };
        let start = |sentence: usize| syntax.sentences[sentence].tokens.start;
        let first = start(syntax.sentence_of(latest.tokens.start));
        let since = start(self.sentence.saturating_sub(3));
        let lately = mentions.iter().rev().take(MOST_MENTIONS).take_while(|mention| mention.tokens.start >= since);
        let subjects = lately.filter(|mention| mention.slot == Slot::Subject).count();
        row.set(Feature::VerbsBetween, syntax.verbs_between(latest.tokens.end, self.at).min(8) as u32);
        row.set(Feature::Boundary, syntax.boundary(latest.tokens.end, self.at));
        row.set(Feature::LatestBefore, ((latest.tokens.start - first) as f32).ln_1p());
        row.set(Feature::Subjects, subjects.min(6) as u32);
    }
}
