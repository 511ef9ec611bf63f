//! What is done with each form of wording: a name, several names, a pronoun, a description.

use std::ops::Range;

use super::clusters::Cluster;
use super::decide::{Walk, push_new};
use super::evidence::{Call, Evidence};
use super::mentions::{Description, Determiner, Joint, Pronoun, Wording, is_expletive, name_at};
use super::{Choice, owners, we};
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm, Name};
use crate::knowledge::lexicon::{self, Gender, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// How likely the one is who bears a surname, where another may be meant as well.
const CHANCE_OF_SURNAME: f32 = 0.7;

impl Walk<'_, '_, '_> {
    /// A source whose head is a name, or that stands beside one: "her brother" in "her brother, Giles Sugden".
    pub(super) fn named(&mut self, name: usize, wording: &Wording) -> usize {
        let cluster = self.given.of_name[name];
        if !wording.tokens.contains(&self.given.names[name].tokens.start) {
            let role = wording.tokens.clone().rev().find_map(|at| lexicon::role(self.syntax.word(at)));
            self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
            self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        }
        if let Some(rival) = self.given.rivals.get(&name)
            && let Some(mention) = self.board.clusters[*rival].mentions.first()
            && !wording.sources.is_empty()
        {
            let span = self.syntax.span(wording.tokens.clone());
            let rivals = vec![(mention.span, 1.0 - CHANCE_OF_SURNAME)];
            self.choices.push(Choice { span, chance: CHANCE_OF_SURNAME, rivals });
        }
        cluster
    }

    /// Several who are named together: an entity of its own, that joins theirs.
    pub(super) fn several(&mut self, joint: &Joint, wording: &Wording) -> Option<usize> {
        let mut members: Vec<usize> = Vec::new();
        for name in &joint.names {
            let cluster = self.given.of_name[*name];
            if !members.contains(&cluster) {
                members.push(cluster);
            }
        }
        if let ([only], None) = (members.as_slice(), &joint.others) {
            return Some(*only);
        }
        let others = joint.others.clone().map(|tokens| self.syntax.span(tokens));
        let words = |others: Option<Span>| others.map(|span| span.of(self.syntax.text));
        let is_same = |known: &&usize| {
            let Cluster { members: joined, others: rest, .. } = &self.board.clusters[**known];
            joined.len() == members.len()
                && members.iter().all(|member| joined.contains(member))
                && words(*rest) == words(others)
        };
        let known = self.recent.iter().rev().find(is_same).copied();
        let is_source = !wording.sources.is_empty();
        let cluster = known.unwrap_or_else(|| {
            let cluster = self.open(EntityKind::Group, self.syntax.span(wording.tokens.clone()));
            self.board.clusters[cluster].members = members;
            self.board.clusters[cluster].others = others;
            self.board.clusters[cluster].is_waiting = true;
            cluster
        });
        if known.is_none() && !is_source {
            self.place(cluster, wording.tokens.clone(), MentionForm::Description);
            return None;
        }
        self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        Some(cluster)
    }

    pub(super) fn pronoun(&mut self, pronoun: Pronoun, wording: &Wording) -> Option<usize> {
        let is_source = wording.sources.iter().any(|(_, rank)| *rank == 0);
        let chosen = match pronoun {
            Pronoun::Speaking => return None,
            // "it is likely that"
            _ if Rule::ExpletiveIt.holds() && is_expletive(self.syntax, wording.tokens.start) => {
                return None;
            }
            Pronoun::Relative | Pronoun::RelativeThing => self.before_relative(wording.tokens.start, pronoun),
            _ => {
                let known = || (pronoun == Pronoun::We).then(|| we::meant(self, wording.tokens.start))?;
                known().or_else(|| {
                    let evidence = Evidence::of_pronoun(self, pronoun, wording);
                    self.choose(evidence, wording.tokens.clone(), wording, MentionForm::Pronoun)
                })
            }
        };
        let cluster = match (chosen, pronoun) {
            (Some(cluster), _) => cluster,
            (None, Pronoun::Relative | Pronoun::RelativeThing) => return None,
            (None, _) if !is_source => return None,
            (None, _) => {
                let kind = match pronoun {
                    Pronoun::Singular(_) => EntityKind::Person,
                    Pronoun::Plural => EntityKind::Group,
                    _ => EntityKind::Other,
                };
                self.open(kind, self.syntax.span(wording.tokens.clone()))
            }
        };
        if let Pronoun::Singular(gender) = pronoun {
            self.board.clusters[cluster].learn_gender(Some(gender), 0.6);
        }
        if let Some(class) = class_of(pronoun) {
            self.chains[class] = Some(cluster);
        }
        let is_thing = !is_somebody(self.board.clusters[cluster].kind);
        if is_thing && self.board.clusters[cluster].is_waiting && wording.sources.is_empty() {
            self.place(cluster, wording.tokens.clone(), MentionForm::Pronoun);
        } else {
            self.add(cluster, wording.tokens.clone(), MentionForm::Pronoun);
        }
        Some(cluster)
    }

    /// The entity whose mention ends right before "who" or "which", or near before it in the same sentence. For "who" people come
    /// before organizations, if no verb stands between ("Ann Lee, an engineer at Acme, who").
    fn before_relative(&self, at: usize, pronoun: Pronoun) -> Option<usize> {
        const FARTHEST: usize = 10;
        let sentence = self.syntax.sentences[self.syntax.sentence_of(at)].tokens.start;
        let fits = |cluster: &usize| match self.board.clusters[*cluster].kind {
            EntityKind::Person | EntityKind::Group => pronoun == Pronoun::Relative,
            EntityKind::Organization => true,
            _ => pronoun == Pronoun::RelativeThing,
        };
        // "a law that says", but neither "a game in Penford that" nor "a law of Penford, a new one that"
        let is_that = self.syntax.word(at) == "that";
        let end = |cluster: &usize| {
            let mentions = &self.board.clusters[*cluster].mentions;
            let before = mentions.partition_point(|mention| mention.tokens.start < at).checked_sub(1)?;
            let (end, form) = (mentions[before].tokens.end, mentions[before].form);
            let is_meant = !is_that || end == at && form == MentionForm::Description;
            Some(end).filter(|end| is_meant && *end <= at && *end > sentence && at - end <= FARTHEST)
        };
        let near = self.recent.iter().copied().filter(fits).filter_map(|cluster| Some((end(&cluster)?, cluster)));
        let rank = |&(end, cluster): &(usize, usize)| {
            let is_somebody = pronoun == Pronoun::Relative
                && self.board.clusters[cluster].kind != EntityKind::Organization
                && Rule::WhoIsSomebody.holds()
                && !(end..at).any(|at| self.syntax.part_of_speech(at).is_verb());
            (is_somebody, end, cluster)
        };
        near.max_by_key(rank).map(|(_, cluster)| cluster)
    }

    pub(super) fn description(&mut self, description: &Description, wording: &Wording) -> Option<usize> {
        let head = description.head;
        let is_source = wording.sources.iter().any(|(_, rank)| *rank == 0);
        let up_to_head = wording.tokens.start.min(head)..head + 1;
        let call = Call::new(self.syntax, up_to_head.clone(), head);
        // "nine percent said so; 47 percent said": each share is of others.
        let is_share = matches!(call.noun.as_str(), "percent" | "cent" | "%") && Rule::SharesDiffer.holds();
        let is_new = description.determiner == Determiner::Indefinite || is_share;
        let owner = owners::of_description(self, description, &up_to_head);
        let pair = if is_new { None } else { self.two_named(description, &call, wording) };
        let known = if is_new || pair.is_some() {
            pair
        } else {
            let known = || owner.and_then(|owner| owners::known(self, owner, &call));
            self.quoted_without_name(description, &call, wording).or_else(known).or_else(|| {
                let evidence = Evidence::of_description(self, description, &call, wording);
                let chosen = self.choose(evidence, up_to_head.clone(), wording, MentionForm::Description);
                chosen.filter(|cluster| !self.is_organization_behind(*cluster, head, &call.noun))
            })
        };
        let gender = call.gender();
        let (cluster, is_known) = match known {
            Some(cluster) => (cluster, true),
            None if is_source => {
                let name =
                    self.syntax.span(without_clause(self.syntax, self.given.names, wording.tokens.clone(), head));
                (self.open(description.kind(), name), true)
            }
            None => {
                let cluster = self.open(description.kind(), self.syntax.span(up_to_head.clone()));
                self.board.clusters[cluster].is_waiting = true;
                (cluster, false)
            }
        };
        self.board.clusters[cluster].learn_gender(gender, 1.0);
        if known.is_none() {
            self.told_of[cluster].owner = owner;
            let is_plural = call.noun.ends_with('s') && !call.noun.ends_with("ss");
            self.board.clusters[cluster].is_plural |= is_plural;
        }
        self.board.clusters[cluster].learn_role(call.noun.clone());
        for word in &call.modifiers {
            push_new(&mut self.told_of[cluster].words, word.clone());
        }
        self.learn_offices(cluster, up_to_head.clone());
        self.learn_who_it_is(cluster, up_to_head);
        self.told_of[cluster].calls.push(call);
        let is_thing = !is_somebody(self.board.clusters[cluster].kind);
        let stays = self.board.clusters[cluster].is_waiting && is_thing && wording.sources.is_empty();
        if !is_known || stays {
            self.place(cluster, wording.tokens.clone(), MentionForm::Description);
            return None;
        }
        self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        Some(cluster)
    }
}

/// What may stand between a noun and the name of what it tells of: "the firm, Acme", "the group calls itself Acme".
const LEADS_TO_NAME: [&str; 16] =
    [",", "the", "(", "-", "–", "—", ":", "of", "“", "\"", "calls", "itself", "known", "as", "called", "named"];

impl Walk<'_, '_, '_> {
    /// Whether `cluster` is an organization that is only named behind the description of `noun` at `head`, and neither right
    /// behind it ("the firm, Acme") nor ever called so.
    fn is_organization_behind(&self, cluster: usize, head: usize, noun: &str) -> bool {
        let known = &self.board.clusters[cluster];
        let Some(first) = known.mentions.first().map(|first| first.tokens.start) else { return false };
        if !known.is_named || known.kind != EntityKind::Organization || first <= head {
            return false;
        }
        let is_between = |at| LEADS_TO_NAME.contains(&self.syntax.word(at));
        let is_told = known.roles.iter().any(|role| role == noun)
            || self.told_of[cluster].words.iter().any(|word| word == noun)
            || self.told_of[cluster].calls.iter().any(|call| call.noun == noun);
        !is_told && !(head + 1..first).all(is_between) && Rule::OtherInstitution.holds()
    }

    /// The one without a name whom "the source", "the spokesman" takes up: of all who were called so the latest.
    fn quoted_without_name(&self, description: &Description, call: &Call, wording: &Wording) -> Option<usize> {
        // Few are called spokespeople, so that one is told of again from afar.
        let farthest = if is_spokesperson(&call.noun) { 24 } else { 8 };
        if description.determiner != Determiner::Definite
            || !lexicon::is_one_of(WordClass::QuotedWithoutName, &call.noun)
        {
            return None;
        }
        let at = wording.tokens.start;
        let latest = |cluster: &usize| {
            let mentions = &self.board.clusters[*cluster].mentions;
            let before = mentions.partition_point(|mention| mention.tokens.start < at).checked_sub(1)?;
            Some(mentions[before].tokens.start)
        };
        // "the spokesman for the port" tells more of him than that.
        let ends = wording.tokens.end > description.head + 1;
        let behind = self.syntax.word(description.head + 1);
        if ends || matches!(behind, "for" | "of" | "at" | "from" | "who" | "in") {
            return None;
        }
        let is_so = |noun: &str| {
            let is_either = noun == "spokesperson" || call.noun == "spokesperson";
            noun == call.noun
                || is_either && is_spokesperson(noun) && is_spokesperson(&call.noun)
                || is_source(noun) && is_source(&call.noun)
        };
        let is_called = |cluster: &usize| {
            let known = &self.board.clusters[*cluster];
            let so = |known: &Call| is_so(&known.noun) && (call.modifiers.is_empty() || known.has_modifiers_of(call));
            known.kind == EntityKind::Person
                && (call.modifiers.is_empty() && known.roles.iter().any(|role| is_so(role))
                    || self.told_of[*cluster].calls.iter().any(so))
        };
        let called = self.recent.iter().copied().filter(is_called);
        let is_same = |cluster: usize| self.told_of[cluster].calls.iter().any(|known| known.noun == call.noun);
        let (found, place) = called
            .filter_map(|cluster| Some((cluster, latest(&cluster)?)))
            .max_by_key(|found| (is_same(found.0), found.1))?;
        let is_near = self.syntax.sentence_of(place) + farthest >= self.syntax.sentence_of(at);
        (is_near && !self.board.clusters[found].is_named && !self.board.clusters[found].is_plural).then_some(found)
    }
}

fn is_source(noun: &str) -> bool {
    matches!(noun, "insider" | "source")
}

fn is_spokesperson(noun: &str) -> bool {
    lexicon::is_one_of(WordClass::Spokesperson, noun)
}

/// Whether something without a name is worth an entity though it says nothing: the river and the plant are not.
fn is_somebody(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Group)
}

/// The index in the chains of a class of pronouns.
pub(super) fn class_of(pronoun: Pronoun) -> Option<usize> {
    match pronoun {
        Pronoun::Singular(Gender::Female) => Some(0),
        Pronoun::Singular(Gender::Male) => Some(1),
        Pronoun::Neuter => Some(2),
        Pronoun::Plural => Some(3),
        Pronoun::We => Some(4),
        _ => None,
    }
}

/// A description without what follows a comma or "who", and a person's without the time that is told.
fn without_clause(syntax: &Syntax, names: &[Name], tokens: Range<usize>, head: usize) -> Range<usize> {
    let is_role = lexicon::role(syntax.word(head)).is_some_and(|role| !role.plural);
    let is_person = is_role || lexicon::noun(syntax.word(head)).is_some_and(|noun| noun.kind == NounKind::Person);
    let closes = |at: &usize| match syntax.word(*at) {
        // "editor-in-chief"
        "in" | "at" | "on" if !syntax.tokens[*at].space_before => false,
        "," | "who" | "which" | "that" | "—" | "–" | "(" | "when" | "after" | "during" | "whose" | "following" => {
            true
        }
        // "a spokeswoman for May"
        _ if syntax.part_of_speech(*at - 1) == PartOfSpeech::Adposition => false,
        // "a spokesman for Theresa May"
        word => is_person && name_at(names, *at).is_none() && lexicon::is_one_of(WordClass::TellsTheTime, word),
    };
    let Some(end) = (head + 1..tokens.end).find(closes) else { return tokens };
    // "last |week|"
    let is_left = |at: &usize| matches!(syntax.word(*at), "last" | "next" | "this" | "late" | "early" | "on");
    tokens.start..end - (head + 1..end).rev().take_while(is_left).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_no_month() {
        let check = |text: &str, expect: &str| {
            let syntax = Syntax::new(text);
            let names = crate::analysis::entities::find(&syntax);
            let tokens = without_clause(&syntax, &names, 0..syntax.tokens.len() - 2, 1);
            assert_eq!(syntax.span(tokens).of(text), expect);
        };
        check("A spokesman for Theresa May said.", "A spokesman for Theresa May");
        check("A spokesman for May said.", "A spokesman for May");
        check("A spokesman for the port Monday said.", "A spokesman for the port");
    }
}
