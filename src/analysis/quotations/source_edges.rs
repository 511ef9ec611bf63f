//! Where a source begins and ends: whole relative clauses, and no time of speaking.

use std::ops::Range;

use super::evidence::{Evidence, overlap};
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::{is_possessive, is_relative};

/// The most tokens that a relative clause is made longer by.
const LONGEST_REST: usize = 30;
/// The most tokens of what tells when.
const LONGEST_TIME: usize = 5;

/// `source` of the quotation with this cue and content, from its first word to its last.
pub(super) fn settle(
    evidence: &Evidence,
    source: Range<usize>,
    cue: Option<&Range<usize>>,
    content: &[Range<usize>],
) -> Range<usize> {
    let tokens = without_joint(evidence, source);
    if !Rule::SourceEdges.holds() {
        return tokens;
    }
    let tokens = without_aside(evidence, tokens);
    let tokens = without_time(evidence, evidence.syntax.without_dateline(tokens));
    let tokens = behind_from(evidence, without_medium(evidence, tokens));
    let is_free = |words: Range<usize>| !content.iter().chain(cue).any(|taken| overlap(taken, &words));
    let tokens = whole_phrase(evidence, tokens, is_free);
    let end = cue.map_or(tokens.end, |cue| clause_end(evidence, &tokens, cue, content));
    let percent = evidence.classes.len() > end && evidence.word(end) == "%";
    tokens.start..end + usize::from(percent)
}

/// "said Lavrov |on| Monday", "said Lee|,| while": what joins a phrase to the next belongs to neither.
fn without_joint(evidence: &Evidence, source: Range<usize>) -> Range<usize> {
    let joins = |at: &usize| {
        let part = evidence.syntax.part_of_speech(*at);
        (matches!(
            part,
            PartOfSpeech::Adposition | PartOfSpeech::CoordinatingConjunction | PartOfSpeech::SubordinatingConjunction
        ) || evidence.classes[*at] == WordClass::Comma
            || evidence.class(*at) == WordClass::Dash)
            && Rule::SourceEndsWithWord.holds()
    };
    let end = source.clone().rev().find(|at| !joins(at)).map_or(source.end, |last| last + 1);
    source.start..end
}

/// "the port authority -- |about 3": a dash that no name or description stands behind ends the source.
fn without_aside(evidence: &Evidence, source: Range<usize>) -> Range<usize> {
    let opens = |at: &usize| {
        let next = evidence.class(*at + 1);
        evidence.class(*at) == WordClass::Dash
            && evidence.syntax.tokens[*at].space_before
            && *at > source.start
            && *at + 1 < source.end
            && matches!(next, WordClass::Number | WordClass::Preposition | WordClass::Adverb | WordClass::Conjunction)
    };
    let count = evidence.classes.len();
    let closes =
        |at: usize| (at + 1..count.min(source.end + 1)).any(|other| evidence.classes[other] == WordClass::Dash);
    let end = source.clone().find(opens).filter(|at| !closes(*at));
    source.start..end.unwrap_or(source.end)
}

/// "wrote the band |on Instagram|", "said the firm |in a letter to staff|"; but "a message on the website".
fn without_medium(evidence: &Evidence, source: Range<usize>) -> Range<usize> {
    let syntax = evidence.syntax;
    let is_medium = |at: &usize| {
        let noun = syntax.noun_after(at + 1, source.end);
        let is_named = |noun: Range<usize>| {
            let is_small = evidence.word(noun.end - 1).starts_with(char::is_lowercase);
            evidence.is_one_of(LexiconClass::Medium, noun.end - 1)
                && (is_small || noun.len() == 1 && evidence.word(*at) == "on")
        };
        lexicon::has(Grammar::LeadsToMedium, evidence.word(*at)) && noun.is_some_and(is_named)
    };
    let kind = |at: usize| lexicon::noun_kind(&evidence.word(at).to_lowercase());
    let is_somebody = syntax.phrases.noun_at(source.start).is_some_and(|noun| {
        kind(noun.head).is_some_and(NounKind::speaks) || evidence.word(noun.head).starts_with(char::is_uppercase)
    });
    let is_apart = |at: usize| syntax.is_verb(at) || kind(at) == Some(NounKind::Document);
    let medium = (source.start + 1..source.end).find(is_medium).filter(|_| is_somebody);
    match medium.filter(|at| !(source.start..*at).any(is_apart)) {
        Some(medium) => without_joint(evidence, source.start..medium),
        None => source,
    }
}

/// "|Then this from| nurse Ann Lee:".
fn behind_from(evidence: &Evidence, source: Range<usize>) -> Range<usize> {
    let mut near = source.start + 1..source.end.min(source.start + 4);
    let from = near.find(|at| evidence.word(*at) == "from" && evidence.word(at - 1).eq_ignore_ascii_case("this"));
    from.filter(|from| from + 1 < source.end).map_or(source.start, |from| from + 1)..source.end
}

/// "|the| woman", "|his| deputy, Lee", "the |palace|": articles, owners and adjectives are of the noun behind them; but "his" alone
/// may be who speaks.
fn whole_phrase(evidence: &Evidence, source: Range<usize>, is_free: impl Fn(Range<usize>) -> bool) -> Range<usize> {
    let syntax = evidence.syntax;
    let Range { mut start, mut end } = source;
    let is_small = |at: usize| evidence.word(at).starts_with(char::is_lowercase);
    // "is fundamental |President Lee"
    let takes_adjective = is_small(start);
    let leads = |at: usize| {
        evidence.classes[at] == WordClass::Determiner
            || is_possessive(evidence.word(at))
            || syntax.part_of_speech(at) == PartOfSpeech::Adjective && is_small(at) && takes_adjective
    };
    if let Some(phrase) = syntax.phrases.noun_at(start).filter(|phrase| phrase.tokens.start < start) {
        let before = phrase.tokens.start..start;
        if before.clone().all(leads) && is_free(before.clone()) {
            start = before.start;
        }
    }
    if let Some(phrase) = syntax.phrases.noun_at(end - 1).filter(|phrase| phrase.tokens.end > end)
        && (start..end).all(|at| leads(at) && !is_possessive(evidence.word(at)))
        && is_free(end..phrase.tokens.end)
    {
        end = phrase.tokens.end;
    }
    start..end
}

/// "Lee |last week|", "the ministry |on Monday|"; but "a report |released Monday|", "the data of |last year|".
fn without_time(evidence: &Evidence, source: Range<usize>) -> Range<usize> {
    let syntax = evidence.syntax;
    let is_time = |start: &usize| syntax.behind_time(*start, source.end) == source.end && *start > source.start;
    let longest = source.end.saturating_sub(LONGEST_TIME).max(source.start);
    let Some(time) = (longest..source.end).find(is_time) else { return source };
    let rest = source.start..time;
    let is_clause = |at: usize| {
        syntax.is_verb(at)
            || matches!(evidence.classes[at], WordClass::Gerund | WordClass::That)
            || is_relative(evidence.word(at))
            || evidence.word(at).ends_with("ed")
                && matches!(syntax.part_of_speech(at), PartOfSpeech::Verb | PartOfSpeech::Adjective)
    };
    let is_document = |at: usize| evidence.noun_kind(at) == Some(NounKind::Document);
    // "Sheffield Wednesday", "the Mail on Sunday": names end with days.
    let is_capitalized = evidence.word(time - 1).starts_with(char::is_uppercase);
    let is_name = is_capitalized
        && (source.end - time == 1
            || evidence.is_one_of(LexiconClass::NameOfNewspaper, time - 1)
            || evidence.is_one_of(LexiconClass::PaperOnSunday, time - 1) && evidence.word(source.end - 1) == "Sunday");
    let stays = is_name
        || rest.clone().any(|at| is_clause(at) || is_document(at))
        || evidence.classes[time - 1] == WordClass::Preposition
        || lexicon::has(Grammar::TakesTime, evidence.word(time - 1));
    if stays { source } else { without_joint(evidence, rest) }
}

/// Where the relative clause ends that `source` breaks off in: "Lee, who denied |the charge|, said".
fn clause_end(evidence: &Evidence, source: &Range<usize>, cue: &Range<usize>, content: &[Range<usize>]) -> usize {
    let syntax = evidence.syntax;
    let verb = syntax.verb_group_start(cue.start);
    let is_relative = |at: &usize| {
        is_relative(evidence.word(*at)) && *at > source.start && evidence.classes[*at - 1] == WordClass::Comma
    };
    let gap = source.end..verb;
    let Some(relative) = source.clone().find(is_relative) else { return source.end };
    let is_broken = gap.start + 1 < gap.end
        && gap.len() <= LONGEST_REST
        && evidence.sentence_of[source.start] == evidence.sentence_of[cue.start]
        && evidence.classes[verb - 1] == WordClass::Comma
        && evidence.is_unmarked(gap.clone())
        && !content.iter().any(|piece| overlap(piece, &gap))
        && !(relative..source.end).any(|at| evidence.classes[at] == WordClass::Comma);
    // One clause: the next comma is its end.
    let is_one = || !(gap.start..verb - 1).any(|at| evidence.classes[at] == WordClass::Comma);
    if is_broken && is_one() && evidence.classes[source.end] != WordClass::Comma { verb - 1 } else { source.end }
}

#[cfg(test)]
mod tests {
    use super::super::by_hand;
    use super::*;

    /// The source of `told` that is marked by bars, settled, where `cue` and `content` are what is said.
    fn settled(told: &str, cue: &str, content: &str) -> String {
        let [before, source, behind] = told.split('|').collect::<Vec<_>>()[..] else { panic!("two bars in {told}") };
        by_hand::read(&[before, source, behind].concat(), |evidence| {
            let parts = by_hand::candidate(evidence, content, cue, &source.replace("/v", ""));
            let tokens = parts.sources[0].0.clone();
            by_hand::words(evidence, &[settle(evidence, tokens, parts.cue.as_ref(), &parts.content)])
        })
    }

    /// Sources of "said", or of what is given, that become others: without a rule they would stay as they are.
    #[test]
    fn what_moves() {
        for (told, expect) in [
            // What joins a phrase to the next.
            ("“We stay,” said/v |Lee on| Monday.", "Lee"),
            ("“We stay,” said/v |Lee,| while it rained/v.", "Lee"),
            ("“We stay,” said/v |Lee and| left/v.", "Lee"),
            // An aside behind a dash.
            ("“We stay,” said/v |the port authority – about 3| there.", "the port authority"),
            // A medium.
            ("“We stay,” said/v |Lee on Twitter|.", "Lee"),
            ("“We stay,” said/v |the firm in a letter to staff|.", "the firm"),
            // What leads to the name.
            ("|Then this from nurse Ann Lee|, who said/v: “We stay.”", "nurse Ann Lee"),
            // The rest of a phrase.
            ("“We stay,” said/v the |woman| there.", "the woman"),
            ("“We stay,” said/v |the| palace.", "the palace"),
            // A time.
            ("“We stay,” said/v |Lee last week|.", "Lee"),
            ("“We stay,” said/v |the ministry on Monday|.", "the ministry"),
            // A dateline.
            ("|OSLO, May 3 (Reuters) – Lee| said/v: “We stay.”", "Lee"),
            // A relative clause.
            ("|Lee, who denied/v| the charge, said/v “We stay.”", "Lee, who denied the charge"),
            // A percent sign.
            ("“We stay,” said/v |40|% of them.", "40%"),
        ] {
            assert_eq!(settled(told, "said", "We stay"), expect, "{told}");
        }
    }

    #[test]
    fn what_stays() {
        for (told, expect) in [
            ("“We stay,” said/v |the port – in Hull – a city|.", "the port – in Hull – a city"),
            ("“We stay,” said/v |a message on the website|.", "a message on the website"),
            ("“We stay,” said/v |a report that came/v in a letter|.", "a report that came in a letter"),
            ("“We stay,” said/v |his| deputy.", "his"),
            ("“We stay,” said/v |a man hurt/v on Monday|.", "a man hurt on Monday"),
            ("“We stay,” said/v |the data of last year|.", "the data of last year"),
            ("“We stay,” said/v |Sheffield Wednesday|.", "Sheffield Wednesday"),
            ("“We stay,” said/v |The Mail on Sunday|.", "The Mail on Sunday"),
            ("|Lee, who denied/v| the charge, the port and rain, said/v “We stay.”", "Lee, who denied"),
            ("|Lee, who left/v,| said/v “We stay.”", "Lee, who left"),
        ] {
            assert_eq!(settled(told, "said", "We stay"), expect, "{told}");
        }
    }
}
