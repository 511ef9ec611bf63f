//! Finds what may stand for an entity beside its names: pronouns, descriptions, and the heads of sources.

mod apposition;
mod expletive;
mod joint;
mod nobody;
mod outlets;
mod phrases;
mod pronouns;
mod shares;
mod sources;
mod stands;

use crate::arranging::Arrange;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analysis::{EntityKind, Name, Quotation};
use crate::knowledge::lexicon::{self, Noun, NounKind};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

pub(super) use expletive::is_expletive;
pub(super) use joint::Joint;
pub(super) use phrases::{Determiner, Phrase, complement, is_genitive, name_at};
pub(super) use pronouns::{Pronoun, is_possessive, pronoun};
pub(super) use shares::{begins_one_of, singular};
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
        match self.noun.map(|noun| noun.kind) {
            Some(NounKind::Person) => EntityKind::Person,
            Some(NounKind::Group) => EntityKind::Group,
            Some(NounKind::Organization) => EntityKind::Organization,
            Some(NounKind::Place) => EntityKind::Place,
            _ => EntityKind::Other,
        }
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
    let mut found = sources::find(syntax, names, quotations, &phrases);
    let mut is_source = vec![false; syntax.tokens.len()];
    let mut is_whole_source = vec![false; syntax.tokens.len()];
    let mut lists: FxHashSet<Vec<usize>> = FxHashSet::default();
    for wording in &found {
        if wording.tokens.len() == 1 {
            is_whole_source[wording.tokens.start] = true;
        }
        if let Form::Several(Joint { names, others: None }) = &wording.form {
            lists.insert(names.clone());
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
            && !(is_source[at] && is_whole_source[at])
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
    for (tokens, names) in several(syntax, names) {
        if lists.insert(names.clone()) {
            found.push(Wording { tokens, form: Form::Several(Joint { names, others: None }), sources: Vec::new() });
        }
    }
    found.arrange_by_key(|wording| (wording.tokens.start, wording.tokens.end, wording.sources.is_empty()));
    (found, beside)
}

/// The token behind the bracket that opens at token `start`, if it is closed before `end`; otherwise `start`: "Ann Lee
/// (D-Ohio) and Tom Vance".
fn behind_bracket(syntax: &Syntax, start: usize, end: usize) -> usize {
    let close = (start..end).find(|at| syntax.word(*at) == ")").filter(|_| syntax.word(start) == "(");
    close.map_or(start, |close| close + 1)
}

/// The names that "and" joins, with the tokens from the first to the last: "Ann Lee, Tom Vance and Ada Okafor", "Ann Lee
/// and her deputy, Tom Vance"; all are people, or all organizations.
fn several(syntax: &Syntax, names: &[Name]) -> Vec<(Range<usize>, Vec<usize>)> {
    const FARTHEST: usize = 9;
    let mut found = Vec::new();
    let mut first = 0;
    for index in 1..names.len() {
        let (before, name) = (&names[index - 1], &names[index]);
        let between = behind_bracket(syntax, before.tokens.end, name.tokens.start)..name.tokens.start;
        let is_and = |at: &usize| matches!(syntax.word(*at), "and" | "&");
        let ands = between.clone().filter(is_and).count();
        let is_list = between.clone().all(|at| syntax.word(at) == "," || lexicon::title(syntax.word(at)).is_some());
        let joins = |at: usize| {
            syntax.word(at) == ","
                || (syntax.tokens[at].kind == TokenKind::Word && !syntax.part_of_speech(at).is_verb())
        };
        let is_kind = before.kind == name.kind
            && match name.kind {
                EntityKind::Person => true,
                // "the ministry and the coast guard", not "the chair of the ministry and a member of the guard".
                EntityKind::Organization => between.clone().all(|at| matches!(syntax.word(at), "and" | "the" | ",")),
                _ => false,
            };
        let is_near = (1..=FARTHEST).contains(&between.len()) && is_kind;
        // "Ann Lee, head of trade and revenue at Acme": no "and" of names.
        let is_told = |at: &usize| !matches!(syntax.word(*at), "and" | "&" | ",");
        let is_direct = || {
            let mut last = between.clone().rev().take_while(is_told);
            !last.any(|at| syntax.part_of_speech(at) == PartOfSpeech::Adposition)
        };
        if !is_near || !between.clone().all(joins) || !is_direct() || ands > 1 || (ands == 0 && !is_list) {
            first = index;
        } else if ands == 1 {
            found.push((names[first].tokens.start..name.tokens.end, (first..=index).collect()));
            first = index;
        }
    }
    found
}
