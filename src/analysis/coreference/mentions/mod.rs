//! Finds what may stand for an entity beside its names: pronouns, descriptions, and the heads of sources.

mod apposition;
mod joint;
mod phrases;
mod pronouns;
mod sources;
mod stands;

use crate::arranging::Arrange;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analysis::{EntityKind, Name, Quotation};
use crate::knowledge::lexicon::{Noun, NounKind};
use crate::syntax::Syntax;
use crate::syntax::phrases::Determiner;
use crate::text::TokenKind;

pub(super) use joint::{Joint, begins_one_of, singular};
pub(super) use phrases::{Phrase, complement, name_at, names_in};
pub(super) use pronouns::{Pronoun, pronoun, slot};
pub(super) use sources::named_head;
pub(super) use stands::Stands;

/// Words that may stand for an entity.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wording {
    pub tokens: Range<usize>,
    pub form: Form,
    /// The quotations whose source they may be, each with the place among its candidates.
    pub sources: Vec<(usize, usize)>,
}

impl Wording {
    /// The quotations whose likeliest source they are.
    pub fn says(&self) -> impl Iterator<Item = usize> {
        self.sources.iter().filter(|(_, rank)| *rank == 0).map(|(quotation, _)| *quotation)
    }

    /// Whether they are the likeliest source of a quotation.
    pub fn is_source(&self) -> bool {
        self.says().next().is_some()
    }
}

/// How the words stand for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    Pronoun(Pronoun),
    /// The head is this name, as an index of the names.
    Name(usize),
    Description(Description),
    /// Several: "Ann Lee and Tom Vance".
    Several(Joint),
}

/// A noun with what stands before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Description {
    /// The token of the noun.
    pub head: usize,
    pub determiner: Determiner,
    pub noun: Option<Noun>,
}

impl Description {
    /// What kind of entity it may be.
    pub fn kind(&self) -> EntityKind {
        kind_of(self.noun.map(|noun| noun.kind))
    }
}

/// The kind of entity that a noun stands for.
pub(super) fn kind_of(noun: Option<NounKind>) -> EntityKind {
    match noun {
        Some(NounKind::Person) => EntityKind::Person,
        Some(NounKind::Group) => EntityKind::Group,
        Some(NounKind::Organization) => EntityKind::Organization,
        Some(NounKind::Place) => EntityKind::Place,
        _ => EntityKind::Other,
    }
}

/// For each token the quotation inside whose marks it stands.
pub(super) fn quoted_by(syntax: &Syntax, quotations: &[Quotation]) -> Vec<Option<u32>> {
    let mut by = vec![None; syntax.tokens.len()];
    for (index, quotation) in quotations.iter().enumerate() {
        for part in &quotation.quoted_parts {
            for at in syntax.tokens_in(*part) {
                by[at] = Some(index as u32);
            }
        }
    }
    by
}

/// The wordings of a text, in its order, and the phrases that stand beside a name.
pub(super) fn find(
    syntax: &Syntax,
    names: &[Name],
    quotations: &[Quotation],
    spoken: &[Option<u32>],
) -> (Vec<Wording>, Vec<Phrase>) {
    let phrases = phrases::find(syntax, names);
    let lists = joint::lists(syntax, names);
    let mut found = sources::find(syntax, names, quotations, &phrases, &lists);
    let mut is_source = vec![false; syntax.tokens.len()];
    let mut is_whole_source = vec![false; syntax.tokens.len()];
    let mut known: FxHashSet<Vec<usize>> = FxHashSet::default();
    for wording in &found {
        if wording.tokens.len() == 1 {
            is_whole_source[wording.tokens.start] = true;
        }
        if let Form::Several(Joint { names, others: None }) = &wording.form {
            known.insert(names.clone());
        }
        match &wording.form {
            Form::Description(description) => is_source[description.head] = true,
            _ => is_source[wording.tokens.end - 1] = true,
        }
    }
    for at in (0..syntax.tokens.len()).filter(|at| syntax.tokens[*at].kind == TokenKind::Word) {
        let pronoun = match pronoun(syntax.word(at)) {
            Some(Pronoun::Speaking) if spoken[at].is_some() && pronouns::is_we(syntax.word(at)) => Some(Pronoun::We),
            pronoun => pronoun,
        };
        if let Some(pronoun @ (Pronoun::Singular(_) | Pronoun::Plural | Pronoun::Neuter | Pronoun::We)) = pronoun
            && !is_whole_source[at]
        {
            found.push(Wording { tokens: at..at + 1, form: Form::Pronoun(pronoun), sources: Vec::new() });
        }
    }
    let (alone, beside): (Vec<Phrase>, Vec<Phrase>) =
        phrases.into_iter().partition(|phrase| phrase.stands == Stands::Alone);
    for phrase in alone.into_iter().filter(|phrase| !is_source[phrase.head]) {
        let Phrase { tokens, head, determiner, noun, .. } = phrase;
        let form = Form::Description(Description { head, determiner, noun });
        found.push(Wording { tokens, form, sources: Vec::new() });
    }
    for phrase in &beside {
        // "the city" of "the city of Penford" is a mention.
        if let Stands::Beside(name) = phrase.stands
            && names[name].tokens.start == phrase.head + 2
            && syntax.word(phrase.head + 1) == "of"
        {
            found.push(Wording { tokens: phrase.tokens.clone(), form: Form::Name(name), sources: Vec::new() });
        }
    }
    for (tokens, names) in lists.into_iter().filter(|(_, names)| known.insert(names.clone())) {
        found.push(Wording { tokens, form: Form::Several(Joint { names, others: None }), sources: Vec::new() });
    }
    found.arrange_by_key(|wording| (wording.tokens.start, wording.tokens.end, wording.sources.is_empty()));
    (found, beside)
}
