//! What is done with each form of wording: a name, several names, a pronoun, a description.

use std::ops::Range;

use super::clusters::{Cluster, push_new};
use super::decide::Walk;
use super::evidence::{Call, Evidence};
use super::mentions::{Description, Joint, Pronoun, Wording, name_at};
use super::{Choice, Given, owners, several};
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm, Name};
use crate::knowledge::lexicon::{self, Gender, Grammar, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;
use crate::syntax::phrases::Determiner;

/// What "he" or "she" tells of the gender of whom it was taken for: one that went astray settles nothing. Chosen on folds (`src/data/README.md`).
const TOLD_BY_PRONOUN: f32 = 0.3;

/// How likely the one is who bears a surname, where another may be meant as well.
const CHANCE_OF_SURNAME: f32 = 0.7;

impl Walk<'_, '_, '_> {
    /// A source whose head is a name, or that stands beside one: "her brother" in "her brother, Giles Sugden".
    pub(super) fn named(&mut self, name: usize, wording: &Wording) -> usize {
        let cluster = self.given.of_name[name];
        if !wording.tokens.contains(&self.given.names[name].tokens.start) {
            let role = wording.tokens.clone().rev().find_map(|at| lexicon::role(self.syntax.word(at)));
            self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
            self.mention(cluster, wording.tokens.clone(), MentionForm::Description, false);
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
        joint.names.iter().for_each(|name| push_new(&mut members, self.given.of_name[*name]));
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
        let cluster = known.unwrap_or_else(|| {
            let cluster = self.open(EntityKind::Group, wording.tokens.clone());
            self.board.clusters[cluster].members = members;
            self.board.clusters[cluster].others = others;
            self.board.clusters[cluster].is_waiting = true;
            cluster
        });
        let waits = known.is_none() && wording.sources.is_empty();
        self.mention(cluster, wording.tokens.clone(), MentionForm::Description, waits)
    }

    pub(super) fn pronoun(&mut self, pronoun: Pronoun, wording: &Wording) -> Option<usize> {
        let (at, tokens) = (wording.tokens.start, wording.tokens.clone());
        // "it is likely that"
        if pronoun == Pronoun::Speaking || Rule::ExpletiveIt.holds() && self.syntax.is_expletive(at) {
            return None;
        }
        let cluster = if matches!(pronoun, Pronoun::Relative | Pronoun::RelativeThing) {
            self.before_relative(at, pronoun)?
        } else {
            let known = if pronoun == Pronoun::We { several::meant(self, at) } else { None };
            let chosen = known.or_else(|| {
                let evidence = Evidence::of_pronoun(self, pronoun, wording);
                self.choose(evidence, tokens.clone(), wording, MentionForm::Pronoun)
            });
            let kind = match pronoun {
                Pronoun::Singular(_) => EntityKind::Person,
                Pronoun::Plural => EntityKind::Group,
                _ => EntityKind::Other,
            };
            let is_shown = matches!(pronoun, Pronoun::Singular(_)) || !Rule::PronounsAreNoNames.holds();
            chosen.or_else(|| (wording.is_source() && is_shown).then(|| self.open(kind, tokens.clone())))?
        };
        if let Pronoun::Singular(gender) = pronoun {
            self.board.clusters[cluster].learn_gender(Some(gender), TOLD_BY_PRONOUN);
        }
        if let Some(class) = class_of(pronoun) {
            self.chains[class] = Some(cluster);
        }
        let waits = self.stays_waiting(cluster, wording);
        self.mention(cluster, tokens, MentionForm::Pronoun, waits);
        Some(cluster)
    }

    /// Whether the river or the plant, which waits to become an entity, goes on waiting though `wording` takes it up: it says
    /// nothing. People and groups do not.
    fn stays_waiting(&self, cluster: usize, wording: &Wording) -> bool {
        let known = &self.board.clusters[cluster];
        let is_somebody = matches!(known.kind, EntityKind::Person | EntityKind::Group);
        known.is_waiting && !is_somebody && wording.sources.is_empty()
    }

    /// The entity whose mention ends right before "who" or "which", or near before it in the same sentence. For "who" people come
    /// before organizations, if no verb stands between ("Ann Lee, an engineer at Acme, who").
    fn before_relative(&self, at: usize, pronoun: Pronoun) -> Option<usize> {
        const FARTHEST: usize = 10;
        let sentence = self.syntax.sentence_at(at).start;
        let fits = |cluster: &usize| match self.board.clusters[*cluster].kind {
            EntityKind::Person | EntityKind::Group => pronoun == Pronoun::Relative,
            EntityKind::Organization => true,
            _ => pronoun == Pronoun::RelativeThing,
        };
        // "a law that says", but neither "a game in Penford that" nor "a law of Penford, a new one that"
        let is_that = self.syntax.word(at) == "that";
        let end = |cluster: &usize| {
            let latest = self.board.clusters[*cluster].latest(at)?;
            let end = latest.tokens.end;
            let is_meant = !is_that || end == at && latest.form == MentionForm::Description;
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
        let up_to_head = wording.tokens.start.min(head)..head + 1;
        let call = Call::new(self.syntax, up_to_head.clone(), head);
        // "nine percent said so; 47 percent said": each share is of others.
        let is_share = matches!(call.noun.as_str(), "percent" | "cent" | "%") && Rule::SharesDiffer.holds();
        let is_new = description.determiner == Determiner::Indefinite || is_share;
        let owner = owners::of_description(self, description, &up_to_head);
        let pair = if is_new { None } else { self.two_named(description, &call, wording) };
        let pair = pair.or_else(|| self.named_behind_is(description, wording));
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
        let is_new = known.is_none();
        let cluster = known.unwrap_or_else(|| {
            let name = match wording.is_source() {
                true => without_clause(self.syntax, self.given.names, wording.tokens.clone(), head),
                false => up_to_head.clone(),
            };
            self.open(description.kind(), name)
        });
        let known = &mut self.board.clusters[cluster];
        known.learn_gender(call.gender(), 1.0);
        known.learn_role(call.noun.clone());
        if is_new {
            known.is_waiting = !wording.is_source();
            known.is_plural |= call.noun.ends_with('s') && !call.noun.ends_with("ss");
            self.told_of[cluster].owner = owner;
        }
        call.modifiers.iter().for_each(|word| push_new(&mut self.told_of[cluster].words, word.clone()));
        self.learn_who_it_is(cluster, up_to_head);
        self.told_of[cluster].calls.push(call);
        let waits = is_new && !wording.is_source() || self.stays_waiting(cluster, wording);
        self.mention(cluster, wording.tokens.clone(), MentionForm::Description, waits)
    }
}

impl Walk<'_, '_, '_> {
    /// Who is named behind "was": "The co-pilot was Ann Lee.", "Their leader is Tom Vance, 42".
    fn named_behind_is(&self, description: &Description, wording: &Wording) -> Option<usize> {
        let Given { syntax, names, of_name, .. } = self.given;
        let verb = description.head + 1;
        let name = name_at(names, verb + 1)?;
        let Name { kind, tokens, .. } = &names[name];
        let is_person = *kind == EntityKind::Person && description.kind() == EntityKind::Person;
        let ends =
            matches!(syntax.word(tokens.end), "." | "," | ";" | "(" | "who") || tokens.end == syntax.tokens.len();
        (is_person
            && matches!(syntax.word(verb), "was" | "is")
            && tokens.start == verb + 1
            && wording.tokens.end == verb
            && ends
            && Rule::NamedBehindIs.holds())
        .then(|| of_name[name])
    }

    /// Whether `cluster` is an organization that is only named behind the description of `noun` at `head`, and neither right
    /// behind it ("the firm, Acme") nor ever called so.
    fn is_organization_behind(&self, cluster: usize, head: usize, noun: &str) -> bool {
        let known = &self.board.clusters[cluster];
        let Some(first) = known.mentions.first().map(|first| first.tokens.start) else { return false };
        if !known.is_named || known.kind != EntityKind::Organization || first <= head {
            return false;
        }
        let is_between = |at| lexicon::has(Grammar::LeadsToName, self.syntax.word(at));
        let told = &self.told_of[cluster];
        // "the firm" is not yet Acme, which is only called "a firm" behind it.
        let is_word = |at: usize| self.syntax.word(at).eq_ignore_ascii_case(noun);
        let is_told = self.syntax.tokens_in(known.name).any(is_word) || told.is_called(noun);
        !is_told && !(head + 1..first).all(is_between) && Rule::OtherInstitution.holds()
    }

    /// The one without a name whom "the source", "the spokesman" takes up: of all who were called so the latest.
    fn quoted_without_name(&self, description: &Description, call: &Call, wording: &Wording) -> Option<usize> {
        // Few are called spokespeople, so that one is told of again from afar.
        let farthest = if is_spokesperson(&call.noun) { 24 } else { 8 };
        let at = wording.tokens.start;
        // "the spokesman for the port" tells more of him than that.
        let goes_on = wording.tokens.end > description.head + 1
            || lexicon::has(Grammar::TellsMore, self.syntax.word(description.head + 1));
        if description.determiner != Determiner::Definite
            || !lexicon::is_one_of(WordClass::QuotedWithoutName, &call.noun)
            || goes_on
        {
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
        let latest = |cluster: usize| Some((cluster, self.board.clusters[cluster].latest(at)?.tokens.start));
        let rank = |found: &(usize, usize)| (self.told_of[found.0].is_called(&call.noun), found.1);
        let (found, place) = called.filter_map(latest).max_by_key(rank)?;
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
    let noun = syntax.word(head);
    let is_person = lexicon::is_role_of_one(noun) || lexicon::noun_kind(noun) == Some(NounKind::Person);
    let closes = |at: &usize| match syntax.word(*at) {
        // "editor-in-chief"
        "in" | "at" | "on" if !syntax.tokens[*at].space_before => false,
        word if lexicon::has(Grammar::EndsDescription, word) => true,
        // "a spokeswoman for May"
        _ if syntax.part_of_speech(*at - 1) == PartOfSpeech::Adposition => false,
        // "a spokesman for Theresa May"
        word => is_person && name_at(names, *at).is_none() && lexicon::is_one_of(WordClass::TellsTheTime, word),
    };
    // "over half (55%) of teachers"
    let behind = syntax.behind_brackets(head + 1, tokens.end);
    let from = if behind > head + 1 && syntax.word(behind) == "of" { behind } else { head };
    // "last |week|"
    let is_left = |at: &usize| syntax.word(*at) == "next" || lexicon::has(Grammar::BeginsTime, syntax.word(*at));
    let before_time = |end: usize| end - (head + 1..end).rev().take_while(is_left).count();
    let end = (from + 1..tokens.end).find(closes).map_or(tokens.end, before_time);
    // "the Lee administration’s"
    let is_owner = end > head + 1 && is_genitive(syntax.word(end - 1)) && name_at(names, end - 1).is_none();
    tokens.start..end - usize::from(is_owner)
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
