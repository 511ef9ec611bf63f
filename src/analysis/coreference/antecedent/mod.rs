//! Chooses, for each pronoun and description, an entity that was named before.

mod descriptions;
mod scoring;

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Given;
use super::board::Board;
use super::turns::{self, Turn};
use super::wording::{Form, Pronoun, Wording, kind_of_noun, pronoun};
use crate::Span;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// What a cluster's latest mention was.
#[derive(Debug, Clone, Copy)]
struct Latest {
    token: usize,
    sentence: usize,
    subject: bool,
    pronoun: bool,
    quoted: Option<u32>,
    count: u32,
}

/// Walks the text and resolves the wordings.
struct Walk<'a, 't> {
    given: &'a Given<'a, 't>,
    syntax: &'a Syntax<'t>,
    turns: &'a [Turn],
    /// For each sentence how many before it begin outside quotation marks.
    told: Vec<usize>,
    board: &'a mut Board,
    latest: Vec<Option<Latest>>,
    /// Clusters by their latest mention, latest last.
    recent: Vec<usize>,
    /// Clusters that wait for a pronoun to take them up, and have no mention before.
    waiting: FxHashSet<usize>,
    /// The clusters of the likeliest sources, by quotation.
    speakers: Vec<Option<usize>>,
    spoke_last: Option<usize>,
    /// The latest paragraph that names a person outside of quotation marks, and the first it names as a subject.
    topic: Option<(usize, usize)>,
}

/// At most so many entities are looked at for an antecedent.
const MOST_CANDIDATES: usize = 40;

/// Resolves the wordings in the order of the text and puts them on the board.
pub(super) fn resolve(given: &Given, turns: &[Turn], board: &mut Board) {
    let Given { syntax, names, of_name, wordings, spoken } = given;
    let quotations = wordings.iter().filter_map(|wording| wording.source).map(|(quotation, _)| quotation + 1).max();
    let mut speakers = vec![None; quotations.unwrap_or(0)];
    for wording in wordings {
        if let (Form::Name(name), Some((quotation, 0))) = (&wording.form, wording.source) {
            speakers[quotation] = Some(of_name[*name]);
        }
    }
    let latest = vec![None; board.clusters.len()];
    let mut told = Vec::with_capacity(syntax.sentences.len());
    let mut count = 0;
    for sentence in &syntax.sentences {
        count +=
            usize::from(spoken[sentence.tokens.start].is_none() && !opens_quotation(syntax, sentence.tokens.start));
        told.push(count);
    }
    let mut walk = Walk {
        given,
        syntax,
        turns,
        told,
        board,
        latest,
        recent: Vec::new(),
        waiting: FxHashSet::default(),
        speakers,
        spoke_last: None,
        topic: None,
    };
    let mut next_name = 0;
    for wording in wordings {
        while next_name < names.len() && names[next_name].tokens.start <= wording.tokens.start {
            if !turns::is_byline(syntax, names[next_name].tokens.start) {
                walk.see(of_name[next_name], names[next_name].tokens.clone(), false);
            }
            next_name += 1;
        }
        walk.resolve(wording);
    }
    walk.board.speakers = walk.speakers;
}

impl Walk<'_, '_> {
    /// Notes that `cluster` was mentioned at `tokens`.
    fn see(&mut self, cluster: usize, tokens: Range<usize>, pronoun: bool) {
        if self.latest.len() < self.board.clusters.len() {
            self.latest.resize(self.board.clusters.len(), None);
        }
        let count = self.latest[cluster].map_or(0, |latest| latest.count) + 1;
        let subject = is_subject(self.syntax, &tokens);
        let paragraph = self.syntax.paragraph_of(tokens.start);
        let is_told =
            self.given.spoken[tokens.start].is_none() && self.board.clusters[cluster].kind == EntityKind::Person;
        let part = |at: usize| self.syntax.scores.part_of_speech(at);
        let sentence = self.syntax.sentences[self.syntax.sentence_of(tokens.start)].tokens.start;
        // "His deputy, Ann Lee, was": what stands before the sentence's first verb.
        let leads =
            || (sentence..tokens.start).all(|at| !matches!(part(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary));
        if !pronoun && is_told && self.topic.is_none_or(|(known, _)| known != paragraph) && (subject || leads()) {
            self.topic = Some((paragraph, cluster));
        }
        self.latest[cluster] = Some(Latest {
            token: tokens.start,
            sentence: self.syntax.sentence_of(tokens.start),
            subject,
            pronoun,
            quoted: self.given.spoken[tokens.start],
            count,
        });
        if let Some(at) = self.recent.iter().rposition(|known| *known == cluster) {
            self.recent.remove(at);
        } else if self.recent.len() == MOST_CANDIDATES {
            self.recent.remove(0);
        }
        self.recent.push(cluster);
    }

    fn resolve(&mut self, wording: &Wording) {
        let cluster = match &wording.form {
            Form::Name(name) => Some(self.named(*name, self.given.of_name[*name], wording)),
            Form::Pronoun(pronoun) => self.pronoun(*pronoun, wording),
            Form::Several => {
                self.wait(EntityKind::Group, wording.tokens.clone());
                None
            }
            Form::Description { head, definite, kind } => self.description(*head, *definite, *kind, wording),
        };
        let Some(cluster) = cluster else { return };
        if let Some((quotation, rank)) = wording.source
            && rank == 0
        {
            self.speakers[quotation] = Some(cluster);
            self.spoke_last = Some(cluster);
        }
    }

    /// A source whose head is a name, or that stands beside one: "her brother" in "her brother, Giles Sugden".
    fn named(&mut self, name: usize, cluster: usize, wording: &Wording) -> usize {
        let inside = |at: &usize| wording.tokens.contains(at);
        if !inside(&self.given.names[name].tokens.start) {
            let role = wording.tokens.clone().rev().find_map(|at| lexicon::role(self.syntax.word(at)));
            self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
            self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        }
        cluster
    }

    fn add(&mut self, cluster: usize, tokens: Range<usize>, form: MentionForm) {
        if self.waiting.remove(&cluster) {
            let name = self.board.clusters[cluster].name;
            let first = self.syntax.tokens_in(name).start;
            self.board.mention(cluster, name, MentionForm::Description, first);
        }
        let span = self.syntax.span(tokens.clone());
        self.board.mention(cluster, span, form, tokens.start);
        self.see(cluster, tokens, form == MentionForm::Pronoun);
    }

    /// A new entity that is named by its description.
    fn open(&mut self, kind: EntityKind, name: Span) -> usize {
        let cluster = self.board.add(kind, name, false);
        self.latest.push(None);
        cluster
    }

    /// A new entity that is only one if a pronoun or a description takes it up.
    fn wait(&mut self, kind: EntityKind, tokens: Range<usize>) -> usize {
        let cluster = self.open(kind, self.syntax.span(tokens.clone()));
        self.waiting.insert(cluster);
        self.see(cluster, tokens, false);
        cluster
    }

    fn pronoun(&mut self, pronoun: Pronoun, wording: &Wording) -> Option<usize> {
        let at = wording.tokens.start;
        let is_source = wording.source.is_some();
        let chosen = match pronoun {
            Pronoun::Relative | Pronoun::RelativeThing => self.before_relative(at).filter(|cluster| {
                let kind = self.board.clusters[*cluster].kind;
                let is_people = matches!(kind, EntityKind::Person | EntityKind::Group);
                kind == EntityKind::Organization || (is_people && pronoun == Pronoun::Relative)
            }),
            Pronoun::Speaking => return None,
            Pronoun::Neuter if !is_source => None,
            _ => self.best(pronoun, at, is_source),
        };
        let cluster = match chosen {
            Some(cluster) => cluster,
            None if is_source && wording.source.is_some_and(|(_, rank)| rank == 0) => {
                if matches!(pronoun, Pronoun::Relative | Pronoun::RelativeThing) {
                    let cluster = self.described_before(at, pronoun == Pronoun::RelativeThing)?;
                    self.add(cluster, wording.tokens.clone(), MentionForm::Pronoun);
                    return Some(cluster);
                }
                let kind = match pronoun {
                    Pronoun::Singular(_) => EntityKind::Person,
                    Pronoun::Plural => EntityKind::Group,
                    _ => EntityKind::Other,
                };
                self.open(kind, self.syntax.span(wording.tokens.clone()))
            }
            None => return None,
        };
        if let Pronoun::Singular(gender) = pronoun {
            self.board.clusters[cluster].learn_gender(Some(gender), 0.6);
        }
        self.add(cluster, wording.tokens.clone(), MentionForm::Pronoun);
        Some(cluster)
    }

    /// The entity whose mention ends right before "who".
    fn before_relative(&self, at: usize) -> Option<usize> {
        let near = |cluster: &usize| {
            let mention = self.board.clusters[*cluster].mentions.iter().rev().find(|mention| mention.token < at);
            mention.is_some_and(|mention| {
                let end = self.syntax.tokens_in(mention.span).end;
                end <= at && at - end <= 1
            })
        };
        self.recent.iter().rev().copied().find(near)
    }

    /// A new entity for the description that ends right before "who" or "which": "a woman who said", "a report, which
    /// said".
    fn described_before(&mut self, at: usize, is_thing: bool) -> Option<usize> {
        /// Between "a report" and "which" stand at most so many tokens: "published last autumn,".
        const FARTHEST_DOCUMENT: usize = 10;
        let part = |at: usize| self.syntax.scores.part_of_speech(at);
        let comma = usize::from(at > 0 && self.syntax.word(at - 1) == ",");
        let sentence = self.syntax.sentences[self.syntax.sentence_of(at)].tokens.start;
        let head = if is_thing {
            (sentence..at).rev().take(FARTHEST_DOCUMENT).find(|at| can_speak(self.syntax.word(*at)))?
        } else {
            at.checked_sub(1 + comma)?
        };
        let role = lexicon::role(self.syntax.word(head));
        if !is_thing && role.is_none() {
            return None;
        }
        let modifies = |at: usize| {
            matches!(
                part(at),
                PartOfSpeech::Adjective | PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Numeral
            )
        };
        let mut start = head;
        while start > sentence && modifies(start - 1) {
            start -= 1;
        }
        if start > sentence && part(start - 1) == PartOfSpeech::Determiner {
            start -= 1;
        }
        let kind = kind_of_noun(self.syntax, head);
        let cluster = self.open(kind, self.syntax.span(start..head + 1));
        self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
        self.add(cluster, start..head + 1, MentionForm::Description);
        Some(cluster)
    }
}

/// Nouns for what can say something without being anybody.
fn can_speak(noun: &str) -> bool {
    lexicon::is_organization(noun)
        || matches!(
            noun,
            "analysis"
                | "article"
                | "document"
                | "email"
                | "filing"
                | "judgment"
                | "letter"
                | "memo"
                | "message"
                | "note"
                | "notice"
                | "paper"
                | "poll"
                | "post"
                | "release"
                | "report"
                | "review"
                | "ruling"
                | "statement"
                | "study"
                | "survey"
                | "tweet"
                | "verdict"
        )
}

fn opens_quotation(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.word(at), "“" | "\"" | "‘" | "'" | "«" | "„" | "``")
}

/// Whether the words at `tokens` look like a subject: a verb follows them, or they open a clause.
fn is_subject(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    if let Some(pronoun) = pronoun(syntax.word(tokens.start)) {
        return pronoun == Pronoun::Relative
            || matches!(syntax.word(tokens.start), "he" | "she" | "they" | "He" | "She" | "They" | "I" | "we" | "We");
    }
    let after = syntax.tokens.get(tokens.end).map(|token| token.of(syntax.text));
    if matches!(after, Some("'s" | "’s" | "'" | "’")) {
        return false;
    }
    let part = |at: usize| syntax.scores.part_of_speech(at);
    let next = (tokens.end..syntax.tokens.len()).take(3).find(|at| part(*at) != PartOfSpeech::Adverb);
    if next.is_some_and(|at| matches!(part(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary)) {
        return true;
    }
    let sentence = &syntax.sentences[syntax.sentence_of(tokens.start)].tokens;
    let before = (sentence.start..tokens.start).rev().find(|at| lexicon::title(syntax.word(*at)).is_none());
    let opens = |at: usize| {
        syntax.tokens[at].kind == TokenKind::Punctuation
            || matches!(syntax.word(at), "and" | "but" | "that" | "when" | "as" | "while" | "because" | "if" | "said")
    };
    before.is_none_or(opens)
}
