//! The head of the words that name a speaker: a name, a pronoun, a noun, several names.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::apposition::{apposed, named_with_noun, person_in_apposition};
use super::joint::{self, Joint, List, one_of};
use super::phrases::{Phrase, is_one_of_a_people};
use super::pronouns::{Pronoun, pronoun};
use super::stands::place_behind_of;
use super::{Description, Form, Wording, name_at, names_in};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name, Quotation};
use crate::knowledge::lexicon::{self, Grammar, Noun, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;
use crate::syntax::phrases::Determiner;
use crate::text::TokenKind;

/// A source whose score is lower, and that is not its quotation's likeliest, makes no entity of its own.
const LEAST_SCORE: f32 = 0.2;

/// The sources of the quotations, each once.
pub(super) fn find(
    syntax: &Syntax,
    names: &[Name],
    quotations: &[Quotation],
    phrases: &[Phrase],
    lists: &[List],
) -> Vec<Wording> {
    let mut found: Vec<Wording> = Vec::new();
    let mut known: FxHashMap<Range<usize>, usize> = FxHashMap::default();
    for (index, quotation) in quotations.iter().enumerate() {
        for (rank, source) in quotation.sources.iter().enumerate() {
            if rank > 0 && source.score < LEAST_SCORE {
                continue;
            }
            let tokens = syntax.tokens_in(source.span);
            if let Some(known) = known.get(&tokens) {
                found[*known].sources.push((index, rank));
                continue;
            }
            let inside = &lists[lists.partition_point(|(list, _)| list.start < tokens.start)..];
            let list = inside
                .iter()
                .take_while(|(list, _)| list.start < tokens.end)
                .find(|(list, _)| list.end <= tokens.end && leads_to_name(syntax, tokens.start..list.start));
            let joint = if Rule::SpeakTogether.holds() { joint::find(syntax, names, tokens.clone()) } else { None };
            let list = || Some(Joint { names: list?.1.clone(), others: None });
            let form = joint.or_else(list).map(Form::Several);
            let form = form.or_else(|| described(syntax, names, tokens.clone(), phrases));
            // "That suggests it rained": nobody is named.
            let is_pronoun = |description: &Description| {
                syntax.part_of_speech(description.head) == PartOfSpeech::Pronoun
                    && matches!(&*syntax.word(description.head).to_lowercase(), "that" | "this")
                    && tokens.len() == 1
                    && Rule::PronounsAreNoNames.holds()
            };
            let form = form.filter(|form| !matches!(form, Form::Description(description) if is_pronoun(description)));
            if let Some(form) = form {
                known.insert(tokens.clone(), found.len());
                found.push(Wording { tokens, form, sources: vec![(index, rank)] });
            }
        }
    }
    found
}

/// Whether only titles and the like stand before the first name: "the ministers", "both".
fn leads_to_name(syntax: &Syntax, mut before: Range<usize>) -> bool {
    before.all(|at| syntax.tokens[at].kind == TokenKind::Word && !closes_noun_group(syntax.word(at)))
}

/// The head of a source; the name beside it where it only describes its bearer.
fn described(syntax: &Syntax, names: &[Name], tokens: Range<usize>, phrases: &[Phrase]) -> Option<Form> {
    let form = named_head(syntax, names, tokens.clone());
    let Some(Form::Description(mut description)) = form else { return form };
    let share = one_of(syntax, tokens.clone());
    let named = match share.as_ref().unwrap_or(&description).kind() {
        EntityKind::Person => apposed(syntax, names, &tokens),
        // "said the trade body, the Port Authority"
        EntityKind::Organization if syntax.word(tokens.end) == "," => {
            organization_behind_comma(syntax, names, tokens.end, syntax.tokens.len())
        }
        _ => None,
    };
    if let Some(name) = named {
        return Some(Form::Name(name));
    }
    let at = phrases.partition_point(|phrase| phrase.head < description.head);
    if let Some(phrase) = phrases.get(at).filter(|phrase| phrase.head == description.head) {
        (description.determiner, description.noun) = (phrase.determiner, phrase.noun.or(description.noun));
    }
    if is_of_several(syntax, description.head) && Rule::SharesAreGroups.holds() {
        description.noun = Some(Noun { kind: NounKind::Group, is_general: false });
    }
    Some(Form::Description(share.unwrap_or(description)))
}

/// Whether the noun at token `head` tells how many of several people speak: "a number of analysts", "over half (55%) of teachers".
fn is_of_several(syntax: &Syntax, head: usize) -> bool {
    let word = syntax.word(head);
    let tells = word.ends_with('%') || lexicon::is_one_of(WordClass::HowMany, word);
    let of = syntax.behind_brackets(head + 1, head + 5);
    let are_people = |at: usize| lexicon::noun_kind(syntax.word(at)) == Some(NounKind::Group);
    tells && syntax.word(of) == "of" && (of + 1..of + 4).any(are_people)
}

/// The head of the words that name a speaker; the person who is named behind it where it only tells what they are.
pub(in super::super) fn named_head(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> Option<Form> {
    let form = head(syntax, names, tokens.clone());
    let head = match &form {
        Some(Form::Description(description)) => Some(description.head),
        Some(Form::Pronoun(_)) => return form,
        Some(Form::Name(name)) if names[*name].kind == EntityKind::Person => return form,
        _ => None,
    };
    let named = || {
        let given = name_given(syntax, names, tokens.clone()).filter(|_| Rule::NameGiven.holds());
        given.or_else(|| person_in_apposition(syntax, names, tokens, head)).map(Form::Name)
    };
    if Rule::NamedBehindDescription.holds() { named().or(form) } else { form }
}

/// The person whose name a source says outright: "a student who gave her name as Ann", "a man known as Tom Vance", "a
/// technician, who gave us the name ‘Lee’".
fn name_given(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> Option<usize> {
    let is_given = |name: &usize| {
        let mut before = (tokens.start..names[*name].tokens.start).rev();
        let at = before.find(|at| syntax.tokens[*at].kind != TokenKind::Punctuation);
        let word = at.map_or("", |at| syntax.word(at));
        // "whose name was “Tom”"
        let is_name = || matches!(word, "is" | "was") && at.is_some_and(|at| syntax.word_before(at, 1) == "name");
        names[*name].kind == EntityKind::Person && (lexicon::has(Grammar::GivesName, word) || is_name())
    };
    names_in(names, &(tokens.start + 1..tokens.end)).find(is_given)
}

/// The head of the words that name a speaker: a pronoun, a name, or a noun.
fn head(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> Option<Form> {
    let start =
        tokens.clone().find(|at| syntax.tokens[*at].kind != TokenKind::Punctuation && syntax.word(*at) != "by")?;
    let tokens = start..tokens.end;
    if tokens.len() == 1 {
        let pronoun = pronoun(syntax.word(start))
            .or(is_side(syntax, start).then_some(Pronoun::Speaking))
            .or(is_relative_that(syntax, start).then_some(Pronoun::RelativeThing));
        if let Some(pronoun) = pronoun {
            return Some(Form::Pronoun(pronoun));
        }
    }
    // "many of them"
    let is_share = tokens.len() == 3 && syntax.word(start + 1) == "of";
    if is_share
        && lexicon::tells_how_many(syntax.word(start))
        && let Some(pronoun @ Pronoun::Plural) = pronoun(syntax.word(start + 2))
    {
        return Some(Form::Pronoun(pronoun));
    }
    let name_at = |at: usize| name_at(names, at);
    let end = end_of_group(syntax, names, &tokens);
    let mut head = end - 1;
    let is_beyond = |at: usize| {
        syntax.tokens[at].kind == TokenKind::Punctuation
            || is_genitive(syntax.word(at))
            || lexicon::has(Grammar::BehindNoun, syntax.word(at))
            || lexicon::is_one_of(WordClass::TellsTheTime, syntax.word(at))
    };
    while head > start && is_beyond(head) && name_at(head).is_none() {
        head -= 1;
    }
    // What is no noun phrase names nobody: "from her home", "today".
    let part = syntax.part_of_speech(head);
    let stands_alone = lexicon::is_one_of(Grammar::StandsAlone, syntax.word(head));
    let is_phrase = (stands_alone && Rule::StandsAlone.holds()
        || !matches!(part, PartOfSpeech::Adposition | PartOfSpeech::Determiner | PartOfSpeech::Adverb))
        && !is_beyond(head)
        && syntax.part_of_speech(start) != PartOfSpeech::Adposition;
    if !is_phrase && name_at(head).is_none() {
        return None;
    }
    // "those who left" have no determiner.
    let is_pronoun = matches!(syntax.word(start).to_lowercase().as_str(), "those" | "these");
    let determiner = Determiner::of(syntax.word(start)).filter(|_| !is_pronoun).unwrap_or_else(|| {
        let is_owned = (start..head).any(|at| is_genitive(syntax.word(at)));
        if is_owned { Determiner::Owner } else { Determiner::Bare }
    });
    let definite = matches!(determiner, Determiner::Definite | Determiner::Demonstrative);
    if let Some(name) = person_behind_comma(syntax, names, head + 1..tokens.end)
        && name_at(head).is_none_or(|before| names[before].kind != EntityKind::Person)
    {
        return Some(Form::Name(name));
    }
    let is_person = definite && (is_one_of_a_people(syntax.word(head)) || syntax.is_aged(start..head + 1));
    // "the MEC", "the CID SP": a role in capitals is read as a name. "PM" alone is none.
    let word = syntax.word(head);
    let is_office = || word == "PM" && name_at(head).is_none();
    let is_named = || definite && name_at(head).is_some_and(|name| names[name].kind != EntityKind::Person);
    let is_role = lexicon::is_role_in_capitals(word) && (is_named() || is_office()) && Rule::RoleInCapitals.holds();
    if is_role {
        let noun = Some(Noun { kind: NounKind::Person, is_general: false });
        return Some(Form::Description(Description { head, determiner, noun }));
    }
    if let Some(name) = name_at(head).filter(|name| !is_person || names[*name].kind != EntityKind::Other) {
        return Some(Form::Name(name));
    }
    // "The board of the port, Acme Corp.", "one of the largest firms, the Acme Corp.": the name after the comma.
    let is_share = matches!(syntax.word(head), "one" | "One");
    let is_body = is_share || lexicon::noun_kind(syntax.word(head)) == Some(NounKind::Organization);
    let mut commas = (head + 1..tokens.end).filter(|at| is_body && syntax.word(*at) == ",");
    let named = commas
        .find_map(|comma| organization_behind_comma(syntax, names, comma, tokens.end))
        .or_else(|| named_with_noun(syntax, names, start..head))
        .or_else(|| place_behind_of(syntax, names, start, head));
    if let Some(name) = named {
        return Some(Form::Name(name));
    }
    let person = Noun { kind: NounKind::Person, is_general: true };
    let noun = if is_person { Some(person) } else { noun_of(syntax.word(head)) };
    Some(Form::Description(Description { head, determiner, noun }))
}

/// Where the noun group that begins a source ends: before the first preposition, comma or clause; names are stepped over.
fn end_of_group(syntax: &Syntax, names: &[Name], tokens: &Range<usize>) -> usize {
    let start = tokens.start;
    let name_at = |at: usize| name_at(names, at);
    // "Ann Lee and her husband" is Ann Lee.
    let joins_names = |at: usize| {
        syntax.word(at) == "and"
            && name_at(at - 1).is_some()
            && at + 1 < tokens.end
            && !is_titled_person(syntax, names, at + 1..tokens.end)
    };
    let is_dash = |at: usize| syntax.word(at) == "-" && syntax.tokens[at].space_before;
    // "the man they call the Captain"
    let is_subject = |at: usize| syntax.word(at) == "I" || lexicon::has(Grammar::SubjectOfClause, syntax.word(at));
    // "a letter known as the memo", "the court appointed lawyer"
    let is_goal = |at: usize| {
        let is_noun = syntax.part_of_speech(at) == PartOfSpeech::Noun && !syntax.word(at - 1).ends_with("ing");
        syntax.word(at) == "as" || is_noun && name_at(at + 1).is_some()
    };
    // "a report |last week|", "figures |released recently|"
    let is_behind_noun = |at: usize| {
        let is_noun = syntax.part_of_speech(at - 1).is_noun();
        // "a letter Lee sent" is no Lee, "the man known as Lee" no other man.
        let is_clause = syntax.part_of_speech(at) == PartOfSpeech::Verb
            && name_at(at - 1).is_none()
            && !(at + 1 < tokens.end && is_goal(at + 1))
            && !lexicon::is_one_of(WordClass::Names, syntax.word(at));
        let is_circumstance =
            is_clause || syntax.part_of_speech(at) == PartOfSpeech::Adverb || syntax.behind_time(at, tokens.end) > at;
        is_noun && is_circumstance && syntax.word(at).starts_with(char::is_lowercase) && Rule::HeadBeforeTime.holds()
    };
    let mut end = start;
    while end < tokens.end {
        if let Some(name) = name_at(end) {
            end = names[name].tokens.end;
        } else if end > start
            && (closes_noun_group(syntax.word(end))
                || is_dash(end)
                || is_subject(end)
                || joins_names(end)
                || is_behind_noun(end))
        {
            break;
        } else {
            end += 1;
        }
    }
    end.min(tokens.end)
}

/// "The chair of the board, Jane Roe", "one Democrat, Montana Sen. Ann Lee": the person named after a comma among
/// `tokens`, perhaps behind titles.
fn person_behind_comma(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> Option<usize> {
    const LONGEST_TITLE: usize = 5;
    let comma = tokens.clone().find(|at| syntax.word(*at) == ",")?;
    let of_title = |at: &usize| {
        let word = syntax.word(*at);
        word.starts_with(char::is_uppercase) || lexicon::is_title_or_role(word)
    };
    let limit = tokens.end.min(comma + 2 + LONGEST_TITLE);
    let end = (comma + 1..limit).take_while(of_title).last()? + 1;
    let is_person = |name: &usize| names[*name].kind == EntityKind::Person;
    (comma + 1..end).find_map(|at| name_at(names, at).filter(is_person))
}

/// The organization whose name follows the comma at token `comma` and is followed by a comma or the end of the source: it
/// is in apposition, and no second member of a list.
fn organization_behind_comma(syntax: &Syntax, names: &[Name], comma: usize, limit: usize) -> Option<usize> {
    let start = comma + 1 + usize::from(matches!(syntax.word(comma + 1), "the" | "The"));
    let name = name_at(names, start).filter(|_| start < limit)?;
    let ends = matches!(syntax.word(names[name].tokens.end), "," | "." | "(" | "") || names[name].tokens.end >= limit;
    (ends && names[name].kind == EntityKind::Organization && names[name].tokens.start == start).then_some(name)
}

/// Whether `tokens` begin with the rest of a title and the person who bears it: "Environment Minister Ann Lee" behind
/// "Natural Resources and".
fn is_titled_person(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> bool {
    let is_capital = |at: usize| syntax.word(at).starts_with(char::is_uppercase);
    let Some(end) = tokens.clone().find(|at| name_at(names, *at).is_some() || !is_capital(*at)) else { return false };
    let is_person = name_at(names, end).is_some_and(|name| names[name].kind == EntityKind::Person);
    is_person && (tokens.start..end).any(|at| lexicon::is_title_or_role(syntax.word(at)))
}

/// Whether token `at` is the "that" of "a law that says".
fn is_relative_that(syntax: &Syntax, at: usize) -> bool {
    syntax.word(at) == "that"
        && at.checked_sub(1).is_some_and(|before| syntax.part_of_speech(before).is_noun())
        && Rule::RelativeThat.holds()
}

/// Whether token `at` is the "Q" or "A" before a question or an answer.
fn is_side(syntax: &Syntax, at: usize) -> bool {
    match syntax.word(at) {
        "Q" | "A" => syntax.word(at + 1) == ":",
        word => matches!(word, "Q." | "A."),
    }
}

pub(super) fn closes_noun_group(word: &str) -> bool {
    lexicon::is_one_of(Grammar::ClosesNounGroup, word)
}

/// What the head of a source stands for.
pub(super) fn noun_of(word: &str) -> Option<Noun> {
    lexicon::noun(word).or_else(|| {
        let is_plural = word.ends_with('s') && !word.ends_with("ss");
        (lexicon::demonym(word).is_some() || is_plural).then_some(Noun { kind: NounKind::Group, is_general: false })
    })
}
