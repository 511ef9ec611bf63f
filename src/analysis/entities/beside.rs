//! What stands beside the name of a person and says who that is: titles, roles before it and after a comma.

use std::ops::Range;

use super::peers;
use crate::Span;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// The words of a description that follow a name are at most so many.
const LONGEST_DESCRIPTION: usize = 16;

/// Where the name itself begins in `tokens`, past titles and roles: after "US Secretary of State" in "US Secretary of
/// State Jane Roe". The name keeps at least one token.
pub(super) fn end_of_title(syntax: &Syntax, tokens: Range<usize>) -> usize {
    if peers::is_peer(syntax, &tokens) {
        return tokens.start;
    }
    let mut start = tokens.start;
    let mut at = tokens.start;
    while at + 1 < tokens.end {
        // "Harbour spokesman Tom Vance" was read as one name.
        let word = syntax.word(at);
        // "Geologist Lund": a trade by its ending.
        let is_scholar = at == start && word.len() > 9 && (word.ends_with("ologist") || word.ends_with("ographer"));
        let is_small_role = is_scholar
            || at > tokens.start && (lexicon::role(word).is_some() || lexicon::is_one_of(WordClass::TitleInName, word));
        let leads =
            Some(leading_title(syntax, at)).filter(|length| at == start && *length > 0 && at + length < tokens.end);
        if leads.is_some()
            || (is_title(syntax.word(at)) || is_small_role) && !is_first_name_before_surname(syntax, at, tokens.end)
        {
            at += leads.unwrap_or(1);
            // "Secretary of State Jane Roe": what follows "of" belongs to the role.
            while at + 2 < tokens.end && matches!(syntax.word(at), "of" | "for" | "and" | "-") {
                at += 2;
            }
            // "Men" of "Pan Men-an" is no title.
            start = if syntax.word(at) == "-" { start } else { at };
        } else if start == tokens.start && at < tokens.start + 3 {
            at += 1;
        } else {
            break;
        }
    }
    start
}

/// How many tokens from `at` on are a title that only leads a name: "DI", "Tan Sri", "Dato'".
fn leading_title(syntax: &Syntax, at: usize) -> usize {
    let word = syntax.word(at);
    let is_word = word.starts_with(char::is_uppercase)
        && word.chars().skip(2).all(|c| !c.is_uppercase())
        && lexicon::is_one_of(WordClass::LeadsName, word.trim_end_matches(['.', '\'', '’']));
    let has_mark = matches!(syntax.word(at + 1), "'" | "’" | ".");
    let length = usize::from(is_word || is_rank_in_capitals(word)) + usize::from(is_word && has_mark);
    match syntax.word(at + length.max(1)) {
        "Sri" if word == "Tan" => 2,
        "Sri" | "Seri" if word.starts_with("Dat") && is_word => length + 1,
        _ => length,
    }
}

/// Ranks of the police that stand before names.
pub(super) fn is_rank_in_capitals(word: &str) -> bool {
    matches!(word, "DC" | "DI" | "DCI" | "DS" | "DSI" | "PC" | "WPC")
}

fn is_title(word: &str) -> bool {
    let is_role = || lexicon::role(word).is_some() || lexicon::is_one_of(WordClass::TitleInName, word);
    lexicon::title(word).is_some() || (word.starts_with(char::is_uppercase) && is_role())
}

/// "Dean Smith" bears a first name that is also a title; "Dr. Dean Smith" and "Dean Ann Smith" do not settle it. "Don" and "Earl"
/// hardly ever are titles.
fn is_first_name_before_surname(syntax: &Syntax, at: usize, end: usize) -> bool {
    // "Don Pietro Salvi" is a priest.
    let is_last = at + 2 == end || lexicon::first_name(syntax.word(at + 1)).is_none();
    let is_mostly = at + 2 <= end && is_last && matches!(syntax.word(at), "Don" | "Earl");
    let is_dean = at + 2 == end && syntax.word(at) == "Dean";
    if (is_mostly || is_dean) && Rule::FirstNamesAreNoTitles.holds() {
        return true;
    }
    lexicon::first_name(syntax.word(at)).is_some()
        && at + 2 == end
        && lexicon::first_name(syntax.word(at + 1)).is_none()
        && lexicon::title(syntax.word(at)).is_none_or(|gender| gender.is_none() && syntax.word(at) != "President")
}

/// The title and the description of the person whose name is `name`. The next name begins at
/// token `next`.
pub(super) fn read(syntax: &Syntax, name: &Range<usize>, next: usize) -> (Option<Span>, Option<Span>) {
    let sentence = syntax.sentence_at(name.start);
    let front = in_front(syntax, name, sentence.start);
    let after = behind(syntax, name, sentence.end, next);
    match front {
        Some(front) if front.len() == 1 && lexicon::title(syntax.word(front.start)).is_some() => {
            (Some(syntax.span(front)), after)
        }
        Some(front) => (None, Some(syntax.span(front)).filter(|_| after.is_none()).or(after)),
        None => (None, after),
    }
}

/// The title or role before a name: "Mr.", "US Secretary of State", "the port's former chief executive,".
fn in_front(syntax: &Syntax, name: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let mut end = name.start;
    let apposition = end > limit && syntax.word(end - 1) == "," && follows_comma_or_end(syntax, name.end);
    if apposition {
        end -= 1;
    }
    let mut start = end;
    // "of State", "of the port authority": step over it when a role stands before it.
    if let Some(role) = (limit.max(end.saturating_sub(8))..end).rev().find(|at| is_role_or_title(syntax, *at)) {
        let between = role + 1..end;
        // "A lawyer for Carter" is not Carter.
        let ends_open = between.clone().next_back().is_some_and(|at| !syntax.word(at).starts_with(char::is_uppercase));
        let joined = between.is_empty()
            || !ends_open
                && (matches!(syntax.word(between.start), "of" | "for" | "at")
                    && between.clone().skip(1).all(|at| is_part_of_a_name(syntax, at) || syntax.word(at) == "the"));
        if joined {
            start = role;
        }
    }
    if start == end {
        return None;
    }
    while start > limit && !is_form_of_address(syntax.word(start)) && may_modify_a_role(syntax, start - 1) {
        start -= 1;
    }
    while start < end && matches!(syntax.word(start), "-" | "'s" | "’s" | "," | "." | "and") {
        start += 1;
    }
    (start < end).then_some(start..end)
}

fn follows_comma_or_end(syntax: &Syntax, at: usize) -> bool {
    at >= syntax.tokens.len() || matches!(syntax.word(at), "," | "." | ";" | ")" | ":" | "?")
}

fn is_role_or_title(syntax: &Syntax, at: usize) -> bool {
    let word = syntax.word(at);
    syntax.tokens[at].kind == TokenKind::Word
        && (is_title(word)
            || lexicon::role(word).is_some_and(|role| !role.plural)
            || lexicon::is_role_in_capitals(word))
}

fn is_part_of_a_name(syntax: &Syntax, at: usize) -> bool {
    syntax.word(at).starts_with(char::is_uppercase) || matches!(syntax.word(at), "of" | "and" | "-" | "&")
}

/// A title that says how somebody is addressed and nothing of an office.
fn is_form_of_address(word: &str) -> bool {
    word.ends_with('.') || matches!(word, "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Dame" | "Lord" | "Lady")
}

/// Whether token `at` may stand before a role and belong to it: "former", "US", "deputy", "Kremlin".
fn may_modify_a_role(syntax: &Syntax, at: usize) -> bool {
    let word = syntax.word(at);
    match syntax.tokens[at].kind {
        TokenKind::Punctuation => word == "-",
        TokenKind::Word => {
            matches!(word, "'s" | "’s")
                || (lexicon::is_place(word) && word.starts_with(char::is_uppercase))
                || matches!(
                    syntax.part_of_speech(at),
                    PartOfSpeech::Adjective | PartOfSpeech::Noun | PartOfSpeech::ProperNoun
                )
        }
        _ => false,
    }
}

/// What follows a name after a comma: "chair of the port authority", "a nurse from Leeds"; an age before it is passed over.
fn behind(syntax: &Syntax, name: &Range<usize>, sentence_end: usize, next: usize) -> Option<Span> {
    let mut start = name.end;
    if start >= sentence_end || syntax.word(start) != "," {
        return None;
    }
    start += 1;
    if start + 1 < sentence_end && syntax.tokens[start].kind == TokenKind::Number && syntax.word(start + 1) == "," {
        start += 2;
    }
    // "also a pilot", "as vice president"
    start += usize::from(start < sentence_end && matches!(syntax.word(start), "also" | "as"));
    if start < sentence_end && matches!(syntax.word(start), "well" | "but" | "which" | "he" | "she") {
        return None;
    }
    let limit = sentence_end.min(start + LONGEST_DESCRIPTION);
    let mut end = (start..limit).find(|at| {
        matches!(syntax.word(*at), "," | "." | ";" | ":" | "who" | "whose" | ")" | "—" | "–" | "\"" | "”" | "“")
    })?;
    if start >= end {
        return None;
    }
    // The head noun stands before the first preposition, and no verb or new subject before it.
    let head_end = (start..end)
        .find(|at| matches!(syntax.word(*at), "of" | "for" | "at" | "in" | "from" | "with" | "on" | "to" | "and"))
        .unwrap_or(end);
    if head_end == start || syntax.word(head_end - 1).starts_with(char::is_uppercase) && next < head_end {
        return None;
    }
    let head = head_end - 1;
    let has_article = matches!(syntax.word(start), "a" | "an" | "the" | "A" | "An" | "The");
    let is_noun_group = (start + usize::from(has_article)..head_end).all(|at| may_modify_a_role(syntax, at));
    let is_noun = matches!(syntax.part_of_speech(head), PartOfSpeech::Noun | PartOfSpeech::ProperNoun);
    let is_role = is_role_or_title(syntax, head) || (has_article && is_noun && is_noun_group);
    // "chief executive of the Port Authority (PA)"
    end += usize::from(syntax.word(end) == ")" && (start..end).any(|at| syntax.word(at) == "("));
    // "author of “The Quay”"
    while end > head_end
        && matches!(syntax.word(end - 1), "of" | "for" | "at" | "in" | "with" | "on" | "and" | "the" | "a")
    {
        end -= 1;
    }
    (is_role && (is_noun_group || is_role_or_title(syntax, head))).then(|| syntax.span(start..end))
}
