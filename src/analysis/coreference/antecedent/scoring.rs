//! How well an entity named before fits a pronoun or a description.

use super::super::Given;
use super::super::wording::Pronoun;
use super::Walk;
use crate::analysis::EntityKind;

/// How much each piece of evidence speaks for an antecedent.
mod weight {
    /// Per sentence between the mention and the antecedent's latest mention.
    pub const SENTENCE: f32 = -0.9;
    /// The sentences are counted up to this many.
    pub const FARTHEST: usize = 8;
    /// The latest mention is a subject.
    pub const SUBJECT: f32 = 0.6;
    /// Times the logarithm of one plus the number of mentions so far.
    pub const OFTEN: f32 = 0.8;
    /// Its gender is known to be the pronoun's.
    pub const GENDER: f32 = 1.2;
    /// Its first name is one of the other gender.
    pub const UNEXPECTED: f32 = -4.0;
    /// The latest mention stands inside quotation marks, and the pronoun outside.
    pub const QUOTED: f32 = -1.5;
    /// The pronoun stands inside somebody's words, and this is who says them.
    pub const OWN_WORDS: f32 = -5.0;
    /// The pronoun stands in somebody's turn, and this is who has it, or who is spoken to.
    pub const OWN_TURN: f32 = -2.5;
    /// The pronoun is the source of a quotation, and this is who spoke last.
    pub const SPOKE_LAST: f32 = 0.6;
    /// The latest mention is a pronoun too.
    pub const CHAIN: f32 = 0.4;
    /// The pronoun is an object, and the latest mention the subject of the same clause.
    pub const SAME_CLAUSE: f32 = -2.5;
    /// The name stands right before the pronoun: "Ann Lee, she said".
    pub const TAKEN_UP: f32 = 2.0;
    /// It has no name.
    pub const UNNAMED: f32 = -0.8;
    /// The pronoun is the source of a quotation, and this is the first person named in the paragraph.
    pub const TOPIC: f32 = 2.0;
    /// Less than this, and there is no antecedent.
    pub const LEAST: f32 = -4.5;
}

impl Walk<'_, '_> {
    /// The best antecedent for a pronoun of the third person at token `at`.
    pub(super) fn best(&self, pronoun: Pronoun, at: usize, is_source: bool) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for cluster in self.recent.iter().rev() {
            let Some(fit) = self.fit(pronoun, *cluster, is_source) else { continue };
            let score = fit + self.score(*cluster, at, is_source);
            if score > best.map_or(weight::LEAST, |(known, _)| known) {
                best = Some((score, *cluster));
            }
        }
        best.map(|(_, cluster)| cluster)
    }

    /// How well the kind and the gender of a cluster fit a pronoun; `None` when they do not.
    fn fit(&self, pronoun: Pronoun, cluster: usize, is_source: bool) -> Option<f32> {
        // "Them" too often stands for others than those who were named together.
        if pronoun == Pronoun::Plural && !is_source && self.waiting.contains(&cluster) {
            return None;
        }
        let cluster = &self.board.clusters[cluster];
        match (pronoun, cluster.kind) {
            (Pronoun::Singular(gender), EntityKind::Person) => match cluster.gender() {
                Some(known) if known == gender => Some(weight::GENDER),
                // Only a first name, which may be another's elsewhere.
                Some(_) if cluster.told_gender().is_none() => Some(weight::UNEXPECTED),
                Some(_) => None,
                None => Some(0.0),
            },
            (Pronoun::Plural, EntityKind::Group) => Some(1.0),
            // Elsewhere it too often stands for things that are no entity.
            (Pronoun::Plural, EntityKind::Organization) if is_source => Some(0.0),
            (Pronoun::Plural, EntityKind::Person) if is_source && !cluster.mentions.is_empty() => Some(-2.0),
            (Pronoun::Neuter, EntityKind::Organization) => Some(1.0),
            (Pronoun::Neuter, EntityKind::Place | EntityKind::Other) => Some(0.0),
            _ => None,
        }
    }

    pub(super) fn score(&self, cluster: usize, at: usize, is_source: bool) -> f32 {
        let Some(latest) = self.latest[cluster] else { return f32::MIN };
        let sentence = self.syntax.sentence_of(at);
        let distance = match self.given.spoken[at] {
            // What is quoted between does not part those who are told of.
            None => self.told[sentence] - self.told[latest.sentence],
            Some(_) => sentence - latest.sentence,
        };
        let distance = distance.min(weight::FARTHEST);
        let mut score = weight::SENTENCE * distance as f32 + weight::OFTEN * (latest.count as f32).ln_1p();
        if latest.subject {
            score += weight::SUBJECT;
        }
        if latest.pronoun {
            score += weight::CHAIN;
        }
        // "A passenger was less patient. “…,” he said."
        let is_new = is_source && self.waiting.contains(&cluster);
        if !self.board.clusters[cluster].is_named && !is_new {
            score += weight::UNNAMED;
        }
        match self.given.spoken[at] {
            None if latest.quoted.is_some() => score += weight::QUOTED,
            Some(quotation) if self.speakers.get(quotation as usize).copied().flatten() == Some(cluster) => {
                score += weight::OWN_WORDS;
            }
            _ => {}
        }
        if is_source && self.spoke_last == Some(cluster) {
            score += weight::SPOKE_LAST;
        }
        if is_source && self.topic == Some((self.syntax.paragraph_of(at), cluster)) {
            score += weight::TOPIC;
        }
        let turn = self.turns[self.syntax.paragraph_of(at)];
        if self.given.spoken[at].is_none() && (turn.speaker == Some(cluster) || turn.listener == Some(cluster)) {
            score += weight::OWN_TURN;
        }
        if self.is_taken_up(cluster, at) {
            score += weight::TAKEN_UP;
        }
        let is_object = matches!(self.syntax.word(at), "him" | "her" | "them");
        if is_object && latest.subject && distance == 0 && at - latest.token < 6 {
            score += weight::SAME_CLAUSE;
        }
        score
    }

    /// Whether a name of `cluster` and a comma stand right before token `at`, but not "Unlike Ann Lee, he".
    fn is_taken_up(&self, cluster: usize, at: usize) -> bool {
        let Given { names, of_name, .. } = self.given;
        let Some(comma) = at.checked_sub(1).filter(|comma| self.syntax.word(*comma) == ",") else { return false };
        let Some(name) = names.partition_point(|name| name.tokens.end <= comma).checked_sub(1) else { return false };
        let before = names[name].tokens.start.checked_sub(1).map_or("", |before| self.syntax.word(before));
        let is_other = matches!(
            before.to_ascii_lowercase().as_str(),
            "with"
                | "without"
                | "unlike"
                | "like"
                | "for"
                | "after"
                | "before"
                | "against"
                | "to"
                | "from"
                | "than"
                | "in"
        );
        of_name[name] == cluster && names[name].tokens.end == comma && !is_other
    }
}
