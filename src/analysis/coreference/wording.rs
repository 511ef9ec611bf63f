//! Finds what may stand for an entity without naming it: pronouns, descriptions, and the heads of sources.

use std::ops::Range;

use crate::analysis::{EntityKind, Name, Quotation};
use crate::knowledge::lexicon::{self, Gender};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// A source whose score is lower, and that is not its quotation's likeliest, makes no entity of its own.
const LEAST_SCORE: f32 = 0.2;

/// Words that may stand for an entity.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wording {
    pub tokens: Range<usize>,
    pub form: Form,
    /// The quotation whose source they may be, with the place among its candidates.
    pub source: Option<(usize, usize)>,
}

/// How the words stand for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    Pronoun(Pronoun),
    /// The head is this name, as an index of the names.
    Name(usize),
    /// A noun with its kind: the token of the head, and whether it is known to the reader ("the").
    Description {
        head: usize,
        definite: bool,
        kind: EntityKind,
    },
    /// The names of several people: "Ann Lee and Tom Vance".
    Several,
}

/// Pronouns by what they can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "he", "she" and their forms.
    Singular(Gender),
    /// "they".
    Plural,
    /// "it".
    Neuter,
    /// "who": what stands right before it.
    Relative,
    /// "which": the same, if it is no person.
    RelativeThing,
    /// "I", "we", "you", and the labels "Q:" and "A:": who speaks and who is spoken to.
    Speaking,
}

/// The class of a pronoun, and whether it is an object ("him").
pub(super) fn pronoun(word: &str) -> Option<Pronoun> {
    if word.len() > 10 {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Pronoun::Singular(Gender::Male),
        "she" | "her" | "hers" | "herself" => Pronoun::Singular(Gender::Female),
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::Plural,
        "it" | "its" | "itself" => Pronoun::Neuter,
        "who" => Pronoun::Relative,
        "which" => Pronoun::RelativeThing,
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "you" | "your" => Pronoun::Speaking,
        _ => return None,
    })
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

/// Finds pronouns, definite descriptions and sources, in the order of the text.
pub(super) fn find(syntax: &Syntax, names: &[Name], quotations: &[Quotation], spoken: &[Option<u32>]) -> Vec<Wording> {
    let mut found = Vec::new();
    for (index, quotation) in quotations.iter().enumerate() {
        for (rank, source) in quotation.sources.iter().enumerate() {
            if rank > 0 && source.score < LEAST_SCORE {
                continue;
            }
            let tokens = syntax.tokens_in(source.span);
            let form = match head(syntax, names, tokens.clone()) {
                Some(Form::Description { kind: EntityKind::Person, .. })
                    if apposed(syntax, names, &tokens).is_some() =>
                {
                    apposed(syntax, names, &tokens).map(Form::Name)
                }
                form => form,
            };
            if let Some(form) = form {
                found.push(Wording { tokens, form, source: Some((index, rank)) });
            }
        }
    }
    let mut is_source = vec![false; syntax.tokens.len()];
    found.iter().for_each(|wording| is_source[wording.tokens.clone()].fill(true));
    for (at, quoted) in spoken.iter().enumerate() {
        let word = syntax.word(at);
        if syntax.tokens[at].kind != TokenKind::Word {
            continue;
        }
        if let Some(pronoun @ (Pronoun::Singular(_) | Pronoun::Plural)) = pronoun(word) {
            found.push(Wording { tokens: at..at + 1, form: Form::Pronoun(pronoun), source: None });
        } else if matches!(word, "the" | "The") && quoted.is_none() {
            found.extend(definite(syntax, names, at));
        }
        if !is_source[at] {
            found.extend(to_be_taken_up(syntax, names, at));
        }
    }
    found.extend(several(syntax, names).into_iter().filter(|wording| spoken[wording.tokens.start].is_none()));
    // Of the same words the source comes first, and the others are dropped.
    found.sort_by_key(|wording| (wording.tokens.start, wording.tokens.end, wording.source.is_none(), wording.source));
    found.dedup_by(|next, first| {
        next.tokens == first.tokens
            && (next.source.is_none()
                || next.form == first.form && next.source.map(|s| s.0) == first.source.map(|s| s.0))
    });
    found
}

/// The head of the words that name a speaker: a pronoun, a name, or a noun.
pub(super) fn head(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> Option<Form> {
    let start =
        tokens.clone().find(|at| syntax.tokens[*at].kind != TokenKind::Punctuation && syntax.word(*at) != "by")?;
    let tokens = start..tokens.end;
    if tokens.len() == 1 {
        let pronoun = pronoun(syntax.word(start)).or(is_side(syntax, start).then_some(Pronoun::Speaking));
        if let Some(pronoun) = pronoun {
            return Some(Form::Pronoun(pronoun));
        }
    }
    // "many of them"
    let is_share = tokens.len() == 3 && syntax.word(start + 1) == "of";
    if is_share
        && matches!(
            syntax.word(start).to_ascii_lowercase().as_str(),
            "all" | "both" | "few" | "many" | "most" | "several" | "some"
        )
        && let Some(pronoun @ Pronoun::Plural) = pronoun(syntax.word(start + 2))
    {
        return Some(Form::Pronoun(pronoun));
    }
    let name_at = |at: usize| {
        let index = names.partition_point(|name| name.tokens.end <= at);
        names.get(index).filter(|name| name.tokens.start <= at).map(|_| index)
    };
    // "Ann Lee and her husband" is Ann Lee.
    let joins_names = |at: usize| syntax.word(at) == "and" && name_at(at - 1).is_some() && at + 1 < tokens.end;
    // The noun group before the first preposition, comma or clause; names are stepped over.
    let mut end = start;
    while end < tokens.end {
        if let Some(name) = name_at(end) {
            end = names[name].tokens.end;
        } else if end > start && (closes_noun_group(syntax.word(end)) || joins_names(end)) {
            break;
        } else {
            end += 1;
        }
    }
    let end = end.min(tokens.end);
    let mut head = end - 1;
    while head > start
        && matches!(
            syntax.word(head),
            "'s" | "’s" | "'" | "’" | "\"" | "”" | "himself" | "herself" | "also" | "all" | "both"
        )
    {
        head -= 1;
    }
    let definite = matches!(syntax.word(start), "the" | "The" | "this" | "This" | "that" | "That");
    let is_person = definite && (is_one_of_a_people(syntax.word(head)) || is_aged(syntax, start..head + 1));
    if let Some(name) = name_at(head).filter(|name| !is_person || names[*name].kind != EntityKind::Other) {
        return Some(Form::Name(name));
    }
    // "The chair of the board, Jane Roe": the name after the comma.
    let bearer = match lexicon::role(syntax.word(head)) {
        Some(role) => Some(EntityKind::Person).filter(|_| !role.plural),
        None => Some(EntityKind::Organization).filter(|_| lexicon::is_organization(syntax.word(head))),
    };
    if let Some(bearer) = bearer {
        let named = (head + 1..tokens.end).filter(|at| syntax.word(*at) == ",").find_map(|comma| {
            let name = names.partition_point(|name| name.tokens.start <= comma);
            let is_next = |name: &&Name| {
                name.kind == bearer
                    && name.tokens.start < tokens.end
                    && (comma + 1..name.tokens.start).all(|at| lexicon::title(syntax.word(at)).is_some())
            };
            names.get(name).filter(is_next).map(|_| name)
        });
        if let Some(name) = named {
            return Some(Form::Name(name));
        }
    }
    let kind = if is_person { EntityKind::Person } else { kind_of_noun(syntax, head) };
    Some(Form::Description { head, definite, kind })
}

/// Whether token `at` is the "Q" or "A" before a question or an answer.
fn is_side(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.word(at), "Q" | "A") && syntax.tokens.get(at + 1).is_some_and(|next| next.of(syntax.text) == ":")
}

/// The person whose name stands beside a description, with only a comma between: "Her brother, Giles Sugden, said".
fn apposed(syntax: &Syntax, names: &[Name], tokens: &Range<usize>) -> Option<usize> {
    let is_comma = |at: usize| syntax.tokens.get(at).is_some_and(|token| token.of(syntax.text) == ",");
    let is_person = |name: &usize| names.get(*name).is_some_and(|name| name.kind == EntityKind::Person);
    if is_comma(tokens.end) {
        let next = names.partition_point(|name| name.tokens.start <= tokens.end);
        let is_next = |name: &usize| {
            (tokens.end + 1..names[*name].tokens.start).all(|at| lexicon::title(syntax.word(at)).is_some())
                && names[*name].tokens.start <= tokens.end + 3
        };
        return Some(next).filter(is_person).filter(is_next);
    }
    let comma = tokens.start.checked_sub(1).filter(|at| is_comma(*at))?;
    let before = names.partition_point(|name| name.tokens.end <= comma).checked_sub(1)?;
    Some(before).filter(is_person).filter(|name| names[*name].tokens.end == comma)
}

fn closes_noun_group(word: &str) -> bool {
    matches!(
        word,
        "," | "("
            | "—"
            | "–"
            | ":"
            | "who"
            | "which"
            | "that"
            | "whose"
            | "of"
            | "for"
            | "at"
            | "in"
            | "from"
            | "with"
            | "on"
            | "to"
            | "by"
            | "as"
            | "about"
            | "against"
            | "near"
            | "behind"
            | "over"
            | "under"
            | "familiar"
            | "close"
            | "involved"
    )
}

/// What a noun without a name stands for.
pub(super) fn kind_of_noun(syntax: &Syntax, head: usize) -> EntityKind {
    let word = syntax.word(head);
    match lexicon::role(word) {
        Some(role) if role.plural => EntityKind::Group,
        Some(_) => EntityKind::Person,
        None if lexicon::is_organization(word) => EntityKind::Organization,
        None if lexicon::demonym(word).is_some() => EntityKind::Group,
        None if word.ends_with('s') && !word.ends_with("ss") => EntityKind::Group,
        None => match word.to_ascii_lowercase().as_str() {
            "one" | "another" | "someone" | "somebody" | "everyone" | "nobody" | "anyone" => EntityKind::Person,
            "many" | "some" | "most" | "both" | "few" | "several" | "two" | "three" | "those" | "these" => {
                EntityKind::Group
            }
            _ => EntityKind::Other,
        },
    }
}

/// "the Spaniard", "the Croatian", "the Democrat", "the 34-year-old": one person; "the French" are many.
pub(super) fn is_one_of_a_people(word: &str) -> bool {
    let people =
        lexicon::demonym(word).is_some() && !["ese", "sh", "ch", "ss", "s"].iter().any(|end| word.ends_with(end));
    people
        || matches!(word, "old" | "Democrat" | "Republican" | "Conservative" | "Tory" | "Spaniard" | "Briton" | "Swede")
}

/// "the 34-year-old weaver"
pub(super) fn is_aged(syntax: &Syntax, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| at > 0 && syntax.word(at) == "old" && syntax.word(at - 1) == "-")
}

/// The description that begins with the article at token `at`: "the ministry", "the Russian foreign minister".
fn definite(syntax: &Syntax, names: &[Name], at: usize) -> Option<Wording> {
    const MOST_MODIFIERS: usize = 3;
    let limit = syntax.sentences[syntax.sentence_of(at)].tokens.end.min(at + 2 + MOST_MODIFIERS);
    let is_in_name = |at: usize| {
        let name = names.get(names.partition_point(|name| name.tokens.end <= at));
        name.is_some_and(|name| name.tokens.start <= at)
    };
    let is_head = |at: usize| {
        let word = syntax.word(at);
        !is_in_name(at) && (lexicon::role(word).is_some_and(|role| !role.plural) || lexicon::is_organization(word))
    };
    let mut head = (at + 1..limit).find(|at| is_head(*at))?;
    while head + 1 < limit && is_head(head + 1) {
        head += 1;
    }
    let modifies = |at: usize| syntax.tokens[at].kind == TokenKind::Word && !closes_noun_group(syntax.word(at));
    let next = head + 1;
    let goes_on = syntax.tokens.get(next).is_some_and(|token| {
        matches!(token.of(syntax.text), "of" | "for" | "'s" | "’s" | "-" | "who" | "at")
            && !matches!(token.of(syntax.text), "'s" | "’s")
    });
    if is_in_name(next) || goes_on || !(at + 1..head).all(modifies) {
        return None;
    }
    let form = Form::Description { head, definite: true, kind: kind_of_noun(syntax, head) };
    Some(Wording { tokens: at..next, form, source: None })
}

/// What a pronoun may take up later, from token `at` on: "my husband", "a teacher" or "the leader of the union" as a
/// subject, "this Court".
fn to_be_taken_up(syntax: &Syntax, names: &[Name], at: usize) -> Option<Wording> {
    const MOST_MODIFIERS: usize = 2;
    const LONGEST: usize = 10;
    let limit = syntax.sentences[syntax.sentence_of(at)].tokens.end;
    let (is_this, is_definite, is_indefinite) = match syntax.word(at) {
        "this" | "This" => (true, false, false),
        "the" | "The" => (false, true, false),
        "a" | "an" | "A" | "An" => (false, false, true),
        word if is_possessive(word) => (false, false, false),
        _ => return None,
    };
    let is_in_name = |at: usize| {
        let name = names.get(names.partition_point(|name| name.tokens.end <= at));
        name.is_some_and(|name| name.tokens.start <= at)
    };
    let is_authority = |word: &str| lexicon::is_organization(word) && word.starts_with(char::is_uppercase);
    let is_person = |word: &str| lexicon::role(word).is_some_and(|role| !role.plural);
    let is_group = |word: &str| {
        !is_indefinite
            && (lexicon::role(word).is_some_and(|role| role.plural)
                || matches!(word, "families" | "parents" | "people" | "men" | "women" | "children"))
    };
    let is_head = |at: usize| {
        let fits = |word: &str| if is_this { is_authority(word) } else { is_person(word) || is_group(word) };
        at < limit && !is_in_name(at) && fits(syntax.word(at))
    };
    let most = if is_this { 0 } else { MOST_MODIFIERS };
    let mut head = (at + 1..=at + 1 + most).find(|at| is_head(*at))?;
    while !is_this && is_head(head + 1) {
        head += 1;
    }
    let modifies = |at: usize| syntax.tokens[at].kind == TokenKind::Word && !closes_noun_group(syntax.word(at));
    let part = |at: usize| syntax.scores.part_of_speech(at);
    let is_verb = |at: usize| matches!(part(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary);
    let mut end = head + 1;
    if end >= limit || !(at + 1..head).all(modifies) {
        return None;
    }
    let is_group = is_group(syntax.word(head));
    let goes_on = matches!(syntax.word(end), "of" | "for" | "at" | "from");
    if (is_definite && !(is_group && is_verb(end))) || (is_indefinite && goes_on) {
        if !goes_on {
            return None;
        }
        end = (end..limit.min(end + LONGEST))
            .take_while(|at| syntax.tokens[*at].kind == TokenKind::Word)
            .find(|at| is_verb(*at))?;
    }
    let is_noun = |at: usize| matches!(part(at), PartOfSpeech::Noun | PartOfSpeech::ProperNoun);
    let tokens = at..end;
    let before = at.checked_sub(1).map_or("", |before| syntax.word(before));
    // "Ann Lee, a teacher, was", "she is a teacher that"
    let is_predicate =
        matches!(before, "," | "(" | "—" | "–" | "as" | "is" | "was" | "be" | "been" | "being" | "became" | "like");
    if (is_indefinite || is_definite || is_group) && (!is_verb(end) || is_predicate) {
        return None;
    }
    if is_in_name(end) || is_noun(end) || apposed(syntax, names, &tokens).is_some() {
        return None;
    }
    let kind = if is_group { EntityKind::Group } else { kind_of_noun(syntax, head) };
    // "The families" may be others than those before.
    let definite = is_definite && !is_group;
    Some(Wording { tokens, form: Form::Description { head, definite, kind }, source: None })
}

/// Whether `word` says whose something is.
fn is_possessive(word: &str) -> bool {
    matches!(word, "my" | "My" | "his" | "His" | "her" | "Her" | "our" | "Our" | "their" | "Their" | "your" | "Your")
}

/// The names of people that "and" joins: "Ann Lee, Tom Vance and Ada Okafor", "Ann Lee and her deputy, Tom Vance".
fn several(syntax: &Syntax, names: &[Name]) -> Vec<Wording> {
    const FARTHEST: usize = 9;
    let mut found = Vec::new();
    let mut first = 0;
    let is_person = |name: &Name| name.kind == EntityKind::Person;
    let is_told = |at: usize| matches!(syntax.scores.part_of_speech(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary);
    for index in 1..names.len() {
        let (before, name) = (&names[index - 1], &names[index]);
        let between = before.tokens.end..name.tokens.start;
        let is_and = |at: &usize| matches!(syntax.word(*at), "and" | "&");
        let ands = between.clone().filter(is_and).count();
        let is_list = between.clone().all(|at| syntax.word(at) == "," || lexicon::title(syntax.word(at)).is_some());
        let joins = |at: usize| syntax.word(at) == "," || (syntax.tokens[at].kind == TokenKind::Word && !is_told(at));
        let is_near = (1..=FARTHEST).contains(&between.len()) && is_person(before) && is_person(name);
        if !is_near || !between.clone().all(joins) || ands > 1 || (ands == 0 && !is_list) {
            first = index;
        } else if ands == 1 {
            let tokens = names[first].tokens.start..name.tokens.end;
            found.push(Wording { tokens, form: Form::Several, source: None });
            first = index;
        }
    }
    found
}
