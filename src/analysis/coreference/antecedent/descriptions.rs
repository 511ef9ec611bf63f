//! Whom a description stands for: "the minister", "the company", "the Rovers manager".

use std::ops::Range;

use super::super::wording::{Wording, is_aged, is_one_of_a_people};
use super::Walk;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;
use crate::text::TokenKind;

impl Walk<'_, '_> {
    pub(super) fn description(
        &mut self,
        head: usize,
        definite: bool,
        kind: EntityKind,
        wording: &Wording,
    ) -> Option<usize> {
        let noun = self.syntax.word(head).to_lowercase();
        let is_new =
            wording.source.is_none() && matches!(self.syntax.word(wording.tokens.start), "a" | "an" | "A" | "An");
        let known = if is_new { None } else { self.known(&noun, head, kind, wording, definite) };
        let known = known.or_else(|| self.named_later(&noun, head, kind, wording, definite));
        let cluster = match known {
            Some(cluster) => cluster,
            None if wording.source.is_none() && (!definite || wording.tokens.end > head + 1) => {
                let cluster = self.wait(kind, wording.tokens.clone());
                self.board.clusters[cluster]
                    .learn_gender(lexicon::role(self.syntax.word(head)).and_then(|role| role.gender), 1.0);
                self.board.clusters[cluster].roles.push(noun);
                return None;
            }
            None => {
                wording.source.filter(|(_, rank)| *rank == 0)?;
                let name = self.syntax.span(without_clause(self.syntax, wording.tokens.clone(), head));
                self.open(kind, name)
            }
        };
        let entity = &mut self.board.clusters[cluster];
        if !entity.roles.contains(&noun) {
            entity.roles.push(noun);
        }
        entity.learn_gender(lexicon::role(self.syntax.word(head)).and_then(|role| role.gender), 1.0);
        self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        Some(cluster)
    }

    /// The person who is only named after a description: "Kenya's finance minister said ... Finance Minister Grace
    /// Wanjiru told". The role is the same, what stands before it in small letters too, and no other named soon has it.
    fn named_later(
        &self,
        noun: &str,
        head: usize,
        kind: EntityKind,
        wording: &Wording,
        definite: bool,
    ) -> Option<usize> {
        const SENTENCES_AHEAD: usize = 6;
        let syntax = self.syntax;
        let is_told = definite
            || (wording.tokens.start..head)
                .any(|at| matches!(syntax.word(at), "'s" | "’s" | "'" | "’") || self.is_name_at(at));
        if kind != EntityKind::Person || (wording.source.is_none() && wording.tokens.end == head + 1) || !is_told {
            return None;
        }
        let of = matches!(syntax.tokens.get(head + 1).map(|token| token.of(syntax.text)), Some("of" | "for"));
        let end = if of { wording.tokens.end } else { head };
        let qualifies = |at: &usize| {
            let word = syntax.word(*at);
            *at != head
                && syntax.tokens[*at].kind == TokenKind::Word
                && word.starts_with(char::is_lowercase)
                && !matches!(word, "the" | "of" | "for" | "this" | "that" | "its" | "new" | "and" | "s")
        };
        let last = (syntax.sentence_of(head) + SENTENCES_AHEAD).min(syntax.sentences.len() - 1);
        let limit = syntax.sentences[last].tokens.end;
        let first = self.given.names.partition_point(|name| name.tokens.start <= head);
        let mut found = None;
        for index in first..self.given.names.len() {
            let name = &self.given.names[index];
            let cluster = self.given.of_name[index];
            if name.tokens.start >= limit {
                break;
            }
            if name.kind != EntityKind::Person || !self.board.clusters[cluster].roles.iter().any(|role| role == noun) {
                continue;
            }
            // The words in front of the name and those that describe its bearer behind it.
            let behind = name.description.map_or(0..0, |span| syntax.tokens_in(span));
            let beside: Vec<String> = (name.tokens.start.saturating_sub(8)..name.tokens.start)
                .chain(behind)
                .map(|at| syntax.word(at).to_lowercase())
                .collect();
            if !beside.iter().any(|word| word == noun) {
                continue;
            }
            let fits = (wording.tokens.start..end)
                .filter(qualifies)
                .all(|at| beside.iter().any(|word| word == syntax.word(at)));
            if !fits || found.is_some_and(|known| known != cluster) {
                return None;
            }
            found = Some(cluster);
        }
        found
    }

    /// Whether a description only takes up who or what was just spoken of: "the company", "the German striker", "the
    /// Spaniard", "the 34-year-old".
    fn is_anaphoric(&self, noun: &str, article: usize, head: usize) -> bool {
        const LONGEST: usize = 5;
        let is_people =
            |at: usize| lexicon::demonym(self.syntax.word(at)).is_some() || self.syntax.word(at) == "veteran";
        let bare = (article + 1..head).all(is_people);
        (is_general(noun) && bare)
            || is_aged(self.syntax, article..head + 1)
            || (is_one_of_a_people(self.syntax.word(head)) && head <= article + LONGEST)
    }

    fn is_name_at(&self, at: usize) -> bool {
        let name = self.given.names.get(self.given.names.partition_point(|name| name.tokens.end <= at));
        name.is_some_and(|name| name.tokens.start <= at)
    }

    /// The entity that "the ministry", "the minister", "the company" stands for, if it was named before.
    fn known(&self, noun: &str, head: usize, kind: EntityKind, wording: &Wording, definite: bool) -> Option<usize> {
        let whole = self.syntax.span(wording.tokens.clone()).of(self.syntax.text).to_lowercase();
        let at = wording.tokens.start;
        // "this Court", "the Court": the one that is spoken to.
        let is_proper = head == at + 1 && self.syntax.word(head).starts_with(char::is_uppercase);
        let mut best: Option<(f32, usize)> = None;
        for cluster in self.recent.iter().rev() {
            let entity = &self.board.clusters[*cluster];
            let name = entity.name.of(self.syntax.text).to_lowercase();
            let is_same = name == whole && entity.is_named && wording.source.is_some();
            if !is_same
                && entity.kind != kind
                && !(kind == EntityKind::Organization && entity.kind == EntityKind::Place)
            {
                continue;
            }
            let is_this = is_proper && name.strip_prefix("this ").or(name.strip_prefix("the ")) == Some(noun);
            let fit = if name == whole || is_this {
                4.0
            } else if !definite {
                continue;
            } else if entity.roles.iter().any(|role| role.trim_end_matches('.') == noun)
                || (kind == EntityKind::Organization && name.split(' ').any(|word| word == noun))
            {
                2.0
            } else if kind == entity.kind && self.is_anaphoric(noun, at, head)
                || kind == EntityKind::Person
                    && runs_a_team(noun)
                    && entity.roles.is_empty()
                    && self.is_name_at(head - 1)
            {
                0.0
            } else {
                continue;
            };
            let score = fit + self.score(*cluster, at, wording.source.is_some());
            let least = if fit > 0.0 { -6.0 } else { -2.0 };
            if score > best.map_or(least, |(known, _)| known) {
                best = Some((score, *cluster));
            }
        }
        best.map(|(_, cluster)| cluster)
    }
}

/// "the Rovers manager": who leads a team, and is mostly named before by the name alone.
fn runs_a_team(noun: &str) -> bool {
    matches!(noun, "manager" | "boss" | "coach" | "captain" | "skipper")
}

/// Nouns that stand for any organization or person named before.
fn is_general(noun: &str) -> bool {
    matches!(
        noun,
        "company"
            | "firm"
            | "group"
            | "organization"
            | "organisation"
            | "agency"
            | "man"
            | "woman"
            | "boy"
            | "girl"
            | "actor"
            | "actress"
            | "billionaire"
            | "champion"
            | "defender"
            | "footballer"
            | "goalkeeper"
            | "midfielder"
            | "native"
            | "novelist"
            | "rapper"
            | "singer"
            | "skipper"
            | "star"
            | "striker"
            | "swimmer"
            | "teenager"
            | "veteran"
    )
}

/// A description without what follows a comma or "who".
fn without_clause(syntax: &Syntax, tokens: Range<usize>, head: usize) -> Range<usize> {
    let end =
        (head + 1..tokens.end).find(|at| matches!(syntax.word(*at), "," | "who" | "which" | "that" | "—" | "–" | "("));
    tokens.start..end.unwrap_or(tokens.end)
}
