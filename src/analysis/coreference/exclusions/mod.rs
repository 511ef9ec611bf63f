//! Whom a description or a pronoun cannot mean, whatever the ranker would choose.

mod figures;
mod pronouns;
mod roles;

use std::ops::Range;

use super::countries;
use super::decide::Walk;
use super::evidence::{Call, goes_on};
use super::mentions::{Description, Wording, complement, name_at};
use super::nouns;
use super::offices::{self, Office, Post};
use super::owners::{self, Relation};
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass};
use crate::syntax::phrases::Determiner;

pub(super) use pronouns::{barred, silent};

/// What a description tells that excludes others.
pub(super) struct Exclusions<'a> {
    wording: &'a Wording,
    description: &'a Description,
    call: &'a Call,
    kind: Option<NounKind>,
    countries: Vec<String>,
    office: Option<Office>,
    /// The relation to somebody, and the token that tells to whom.
    relative: Option<(Relation, usize)>,
    /// The entity of the "their" or "our" before it.
    of_several: Option<Option<usize>>,
    /// The person whose it is.
    of_person: Option<usize>,
    age: Option<u32>,
    /// It has no determiner, and nothing is said by whom it tells of.
    introduces: bool,
    posts: Vec<Post>,
    /// The subject of the verb whose object it is.
    subject: Option<usize>,
    /// The names behind its "of".
    of_complement: Vec<usize>,
    /// Something behind the noun tells more of it: "the head of the union".
    goes_on: bool,
    /// A name stands behind its "of" or "for", and no "also" or "and" before it.
    is_of_body: bool,
    /// It tells of an office that is over: "the former mayor".
    is_former: bool,
}

impl<'a> Exclusions<'a> {
    /// Those of a description of the words `tokens` up to its head.
    pub fn new(
        walk: &Walk,
        wording: &'a Wording,
        description: &'a Description,
        call: &'a Call,
        tokens: Range<usize>,
    ) -> Exclusions<'a> {
        let before = walk.syntax.word_before(tokens.start, 1);
        let is_all = lexicon::is_one_of(Grammar::BeforeDeterminer, before);
        let is_former = tokens.clone().any(|at| lexicon::is_one_of(WordClass::Former, walk.syntax.word(at)));
        let complement = complement(walk.syntax, walk.given.names, description.head);
        let of_complement: Vec<usize> = complement.filter_map(|at| name_at(walk.given.names, at)).collect();
        let is_of = matches!(walk.syntax.word(description.head + 1), "of" | "for");
        let adds = lexicon::is_one_of(Grammar::AddsRole, before);
        Exclusions {
            wording,
            description,
            call,
            kind: description.noun.map(|noun| noun.kind),
            countries: countries::of_description(walk, tokens.clone(), call),
            office: Office::new(walk.syntax, tokens.clone(), description.head),
            relative: Relation::of(&call.noun).zip(owners::token(walk.given, &tokens, description.head)),
            of_several: owners::of_several(walk, tokens.start),
            of_person: owners::of_description(walk, description, &tokens),
            age: walk.syntax.age(tokens.clone()),
            introduces: description.determiner == Determiner::Bare && wording.sources.is_empty() && !is_all,
            posts: offices::posts(walk.given, description.head..description.head + 1),
            subject: walk.syntax.subject_of_object(tokens.clone()),
            goes_on: goes_on(walk.syntax, description.head),
            is_of_body: is_of && !of_complement.is_empty() && !adds,
            of_complement,
            is_former,
        }
    }

    /// Whether the entity of `cluster` cannot be meant; `is_told` says whether it was called by the noun of the description.
    pub fn excludes(&self, walk: &Walk, cluster: usize, is_told: bool) -> bool {
        let noun = self.call.noun.as_str();
        let head = self.description.head;
        let known = &walk.board.clusters[cluster];
        let is_named_person = known.is_named_person();
        let is_stranger = is_named_person && !is_told;
        let is_another = |(relation, owner)| owners::is_another_relative(walk, cluster, relation, owner, is_told);
        let is_not_theirs = |owner| owners::is_not_of_several(walk, cluster, noun, owner, is_told);
        let holds_another = |office: &Office| offices::holds_another(walk, cluster, office);
        let is_without_name = |word: &String| lexicon::is_one_of(WordClass::WithoutName, word);
        let are_people = self.kind == Some(NounKind::Person) && known.kind == EntityKind::Person;
        let is_somebody = matches!(self.kind, Some(NounKind::Person | NounKind::Group));
        let is_complement = |name: &usize| walk.given.of_name[*name] == cluster;
        // "Okafor's lawyer" is nobody who was never called a lawyer.
        Rule::OwnersAreTold.holds()
            && !is_told
            && (self.description.determiner == Determiner::Owner
                // "his spokesman" is nobody with a name who was not called one.
                || is_named_person
                    && self.description.determiner == Determiner::Possessive
                    && lexicon::is_any_of(&[WordClass::Spokesperson, WordClass::WorksForOne], noun))
            // "Okafor's office" is not Lee's.
            || owners::is_of_another(walk, cluster, self.of_person)
            // "her father" is not she, nor anybody who was not called so; "their baby" is neither of them, nor anybody who was
            // not called so.
            || Rule::RelativesAreTold.holds()
                && (self.relative.is_some_and(is_another) || self.of_several.is_some_and(is_not_theirs))
            || Rule::OtherRole.holds() && is_named_person && self.has_another_role(walk, cluster, is_told)
            // "the Turkish president" is nobody who is called Dutch.
            || Rule::OtherCountry.holds() && countries::is_of_another(walk, cluster, &self.countries)
            // "the foreign minister" is nobody who is called prime minister.
            || Rule::OtherOffice.holds() && self.office.as_ref().is_some_and(holds_another)
            || Rule::OtherOffice.holds() && is_stranger && self.is_told_office(walk, cluster)
            // "the judge told Bell": the judge is not Bell.
            || Rule::HearerIsAnother.holds() && is_stranger && roles::names_somebody(walk, self.wording, head, cluster)
            // "The minister left. Detective Ann Lee said": she is another.
            || Rule::NamedWithOtherRole.holds()
                && is_stranger
                && !self.goes_on
                && roles::is_introduced_otherwise(walk, head, noun, cluster)
            // "the receptionist", "the perpetrator" are nobody who was not called so; "Ann Lee died. The coroner said": she is another.
            || Rule::TradesAreTold.holds()
                && is_stranger
                && (lexicon::is_one_of(WordClass::NobodyTold, noun)
                    || !self.is_former && roles::has_not_the_trade(walk, noun, cluster))
            // "the Lind Party leader" is nobody who is called leader of another party.
            || Rule::OtherBody.holds() && self.posts.iter().any(|post| offices::holds_another_post(walk, cluster, post))
            // "the government" is no newspaper, "the company" no court.
            || Rule::OtherInstitution.holds() && !is_told && nouns::is_another_institution(walk, cluster, noun)
            // "100 shops" are not "three shops", "the 27-year-old" is nobody who is 23.
            || Rule::OtherNumber.holds()
                && (figures::is_of_another_number(walk, cluster, self.call, self.introduces)
                    || self.age.is_some_and(|age| figures::is_of_another_age(walk, cluster, age)))
            // "the country" is no town.
            || Rule::KindOfPlace.holds() && nouns::is_another_kind(walk, cluster, self.description, self.call)
            // "the anonymous witness" is nobody who is named.
            || is_named_person && self.call.modifiers.iter().any(is_without_name)
            // "Lee met the mayor": the mayor is not Lee.
            || Rule::ObjectIsAnother.holds() && are_people && self.subject.is_some_and(|subject| known.holds(subject))
            // "the widow of Okafor" is not Okafor.
            || Rule::ComplementIsAnother.holds() && is_somebody && self.of_complement.iter().any(is_complement)
    }
}
