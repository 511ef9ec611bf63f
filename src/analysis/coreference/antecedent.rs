//! Chooses, for each pronoun and description, an entity that was named before.

use std::ops::Range;

use super::Given;
use super::board::Board;
use super::turns::{self, Turn};
use super::wording::{Form, Pronoun, Wording, is_one_of_a_people, kind_of_noun, pronoun};
use crate::Span;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// How much each piece of evidence speaks for an antecedent.
mod weight {
    /// Per sentence between the mention and the antecedent's latest mention.
    pub const SENTENCE: f32 = -0.9;
    /// The sentences are counted up to this many.
    pub const FARTHEST: usize = 8;
    /// The latest mention is a subject.
    pub const SUBJECT: f32 = 0.6;
    /// Times the logarithm of one plus the number of mentions so far.
    pub const OFTEN: f32 = 0.8;
    /// Its gender is known to be the pronoun's.
    pub const GENDER: f32 = 1.2;
    /// The latest mention stands inside quotation marks, and the pronoun outside.
    pub const QUOTED: f32 = -1.5;
    /// The pronoun stands inside somebody's words, and this is who says them.
    pub const OWN_WORDS: f32 = -5.0;
    /// The pronoun stands in somebody's turn, and this is who has it, or who is spoken to.
    pub const OWN_TURN: f32 = -2.5;
    /// The pronoun is the source of a quotation, and this is who spoke last.
    pub const SPOKE_LAST: f32 = 0.6;
    /// The latest mention is a pronoun too.
    pub const CHAIN: f32 = 0.4;
    /// The pronoun is an object, and the latest mention the subject of the same clause.
    pub const SAME_CLAUSE: f32 = -2.5;
    /// The name stands right before the pronoun: "Ann Lee, she said".
    pub const TAKEN_UP: f32 = 2.0;
    /// It has no name.
    pub const UNNAMED: f32 = -0.8;
    /// The pronoun is the source of a quotation, and this is the first person named in the paragraph.
    pub const TOPIC: f32 = 2.0;
    /// Less than this, and there is no antecedent.
    pub const LEAST: f32 = -4.5;
}

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
    let mut walk =
        Walk { given, syntax, turns, told, board, latest, recent: Vec::new(), speakers, spoke_last: None, topic: None };
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
            Form::Description { head, definite, kind } => self.description(*head, *definite, *kind, wording),
        };
        let Some(cluster) = cluster else { return };
        if let Some((quotation, rank)) = wording.source {
            if rank == 0 {
                self.speakers[quotation] = Some(cluster);
                self.spoke_last = Some(cluster);
            }
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

    /// The best antecedent for a pronoun of the third person at token `at`.
    fn best(&self, pronoun: Pronoun, at: usize, is_source: bool) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for cluster in self.recent.iter().rev() {
            let Some(fit) = self.fit(pronoun, *cluster, is_source) else { continue };
            let score = fit + self.score(*cluster, at, is_source);
            if score > best.map_or(weight::LEAST, |(known, _)| known) {
                best = Some((score, *cluster));
            }
        }
        best.map(|(_, cluster)| cluster)
    }

    /// How well the kind and the gender of a cluster fit a pronoun; `None` when they do not.
    fn fit(&self, pronoun: Pronoun, cluster: usize, is_source: bool) -> Option<f32> {
        let cluster = &self.board.clusters[cluster];
        match (pronoun, cluster.kind) {
            (Pronoun::Singular(gender), EntityKind::Person) => match cluster.gender() {
                Some(known) if known == gender => Some(weight::GENDER),
                Some(_) => None,
                None => Some(0.0),
            },
            (Pronoun::Plural, EntityKind::Group) => Some(1.0),
            // Elsewhere it too often stands for things that are no entity.
            (Pronoun::Plural, EntityKind::Organization) if is_source => Some(0.0),
            (Pronoun::Plural, EntityKind::Person) if is_source => Some(-2.0),
            (Pronoun::Neuter, EntityKind::Organization) => Some(1.0),
            (Pronoun::Neuter, EntityKind::Place | EntityKind::Other) => Some(0.0),
            _ => None,
        }
    }

    fn score(&self, cluster: usize, at: usize, is_source: bool) -> f32 {
        let Some(latest) = self.latest[cluster] else { return f32::MIN };
        let sentence = self.syntax.sentence_of(at);
        let distance = match self.given.spoken[at] {
            // What is quoted between does not part those who are told of.
            None => self.told[sentence] - self.told[latest.sentence],
            Some(_) => sentence - latest.sentence,
        };
        let distance = distance.min(weight::FARTHEST);
        let mut score = weight::SENTENCE * distance as f32 + weight::OFTEN * (latest.count as f32).ln_1p();
        if latest.subject {
            score += weight::SUBJECT;
        }
        if latest.pronoun {
            score += weight::CHAIN;
        }
        if !self.board.clusters[cluster].is_named {
            score += weight::UNNAMED;
        }
        match self.given.spoken[at] {
            None if latest.quoted.is_some() => score += weight::QUOTED,
            Some(quotation) if self.speakers.get(quotation as usize).copied().flatten() == Some(cluster) => {
                score += weight::OWN_WORDS;
            }
            _ => {}
        }
        if is_source && self.spoke_last == Some(cluster) {
            score += weight::SPOKE_LAST;
        }
        if is_source && self.topic == Some((self.syntax.paragraph_of(at), cluster)) {
            score += weight::TOPIC;
        }
        let turn = self.turns[self.syntax.paragraph_of(at)];
        if self.given.spoken[at].is_none() && (turn.speaker == Some(cluster) || turn.listener == Some(cluster)) {
            score += weight::OWN_TURN;
        }
        if self.is_taken_up(cluster, at) {
            score += weight::TAKEN_UP;
        }
        let is_object = matches!(self.syntax.word(at), "him" | "her" | "them");
        if is_object && latest.subject && distance == 0 && at - latest.token < 6 {
            score += weight::SAME_CLAUSE;
        }
        score
    }

    /// Whether a name of `cluster` and a comma stand right before token `at`, but not "Unlike Ann Lee, he".
    fn is_taken_up(&self, cluster: usize, at: usize) -> bool {
        let Given { names, of_name, .. } = self.given;
        let Some(comma) = at.checked_sub(1).filter(|comma| self.syntax.word(*comma) == ",") else { return false };
        let Some(name) = names.partition_point(|name| name.tokens.end <= comma).checked_sub(1) else { return false };
        let before = names[name].tokens.start.checked_sub(1).map_or("", |before| self.syntax.word(before));
        let is_other = matches!(
            before.to_ascii_lowercase().as_str(),
            "with"
                | "without"
                | "unlike"
                | "like"
                | "for"
                | "after"
                | "before"
                | "against"
                | "to"
                | "from"
                | "than"
                | "in"
        );
        of_name[name] == cluster && names[name].tokens.end == comma && !is_other
    }

    fn description(&mut self, head: usize, definite: bool, kind: EntityKind, wording: &Wording) -> Option<usize> {
        let noun = self.syntax.word(head).to_lowercase();
        let known =
            if definite || wording.source.is_some() { self.known(&noun, head, kind, wording, definite) } else { None };
        let known = known.or_else(|| self.named_later(&noun, head, kind, wording, definite));
        let cluster = match known {
            Some(cluster) => cluster,
            None => {
                wording.source.filter(|(_, rank)| *rank == 0)?;
                let name = self.syntax.span(without_clause(self.syntax, wording.tokens.clone(), head));
                self.open(kind, name)
            }
        };
        let entity = &mut self.board.clusters[cluster];
        if !entity.roles.contains(&noun) {
            entity.roles.push(noun);
        }
        entity.learn_gender(lexicon::role(self.syntax.word(head)).and_then(|role| role.gender), 1.0);
        self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        Some(cluster)
    }

    /// The person who is only named after a description: "Kenya's finance minister said ... Finance Minister Grace
    /// Wanjiru told". The role is the same, what stands before it in small letters too, and no other named soon has it.
    fn named_later(
        &self,
        noun: &str,
        head: usize,
        kind: EntityKind,
        wording: &Wording,
        definite: bool,
    ) -> Option<usize> {
        const SENTENCES_AHEAD: usize = 6;
        let syntax = self.syntax;
        let is_told = definite
            || (wording.tokens.start..head)
                .any(|at| matches!(syntax.word(at), "'s" | "’s" | "'" | "’") || self.is_name_at(at));
        if kind != EntityKind::Person || wording.source.is_none() || !is_told {
            return None;
        }
        let of = matches!(syntax.tokens.get(head + 1).map(|token| token.of(syntax.text)), Some("of" | "for"));
        let end = if of { wording.tokens.end } else { head };
        let qualifies = |at: &usize| {
            let word = syntax.word(*at);
            *at != head
                && syntax.tokens[*at].kind == TokenKind::Word
                && word.starts_with(char::is_lowercase)
                && !matches!(word, "the" | "of" | "for" | "this" | "that" | "its" | "new" | "and" | "s")
        };
        let last = (syntax.sentence_of(head) + SENTENCES_AHEAD).min(syntax.sentences.len() - 1);
        let limit = syntax.sentences[last].tokens.end;
        let first = self.given.names.partition_point(|name| name.tokens.start <= head);
        let mut found = None;
        for index in first..self.given.names.len() {
            let name = &self.given.names[index];
            let cluster = self.given.of_name[index];
            if name.tokens.start >= limit {
                break;
            }
            if name.kind != EntityKind::Person || !self.board.clusters[cluster].roles.iter().any(|role| role == noun) {
                continue;
            }
            // The words in front of the name and those that describe its bearer behind it.
            let behind = name.description.map_or(0..0, |span| syntax.tokens_in(span));
            let beside: Vec<String> = (name.tokens.start.saturating_sub(8)..name.tokens.start)
                .chain(behind)
                .map(|at| syntax.word(at).to_lowercase())
                .collect();
            if !beside.iter().any(|word| word == noun) {
                continue;
            }
            let fits = (wording.tokens.start..end)
                .filter(qualifies)
                .all(|at| beside.iter().any(|word| word == syntax.word(at)));
            if !fits || found.is_some_and(|known| known != cluster) {
                return None;
            }
            found = Some(cluster);
        }
        found
    }

    /// Whether a description only takes up who or what was just spoken of: "the company", "the German striker", "the
    /// Spaniard", "the 34-year-old".
    fn is_anaphoric(&self, noun: &str, article: usize, head: usize) -> bool {
        const LONGEST: usize = 5;
        let is_people =
            |at: usize| lexicon::demonym(self.syntax.word(at)).is_some() || self.syntax.word(at) == "veteran";
        let bare = (article + 1..head).all(is_people);
        (is_general(noun) && bare) || (is_one_of_a_people(self.syntax.word(head)) && head <= article + LONGEST)
    }

    fn is_name_at(&self, at: usize) -> bool {
        let name = self.given.names.get(self.given.names.partition_point(|name| name.tokens.end <= at));
        name.is_some_and(|name| name.tokens.start <= at)
    }

    /// The entity that "the ministry", "the minister", "the company" stands for, if it was named before.
    fn known(&self, noun: &str, head: usize, kind: EntityKind, wording: &Wording, definite: bool) -> Option<usize> {
        let whole = self.syntax.span(wording.tokens.clone()).of(self.syntax.text).to_lowercase();
        let at = wording.tokens.start;
        let mut best: Option<(f32, usize)> = None;
        for cluster in self.recent.iter().rev() {
            let entity = &self.board.clusters[*cluster];
            if entity.kind != kind && !(kind == EntityKind::Organization && entity.kind == EntityKind::Place) {
                continue;
            }
            let name = entity.name.of(self.syntax.text).to_lowercase();
            let fit = if name == whole {
                4.0
            } else if !definite {
                continue;
            } else if entity.roles.iter().any(|role| role.trim_end_matches('.') == noun)
                || (kind == EntityKind::Organization && name.split(' ').any(|word| word == noun))
            {
                2.0
            } else if kind == entity.kind && self.is_anaphoric(noun, at, head)
                || kind == EntityKind::Person
                    && runs_a_team(noun)
                    && entity.roles.is_empty()
                    && self.is_name_at(head - 1)
            {
                0.0
            } else {
                continue;
            };
            let score = fit + self.score(*cluster, at, wording.source.is_some());
            let least = if fit > 0.0 { -6.0 } else { -2.0 };
            if score > best.map_or(least, |(known, _)| known) {
                best = Some((score, *cluster));
            }
        }
        best.map(|(_, cluster)| cluster)
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

/// "the Rovers manager": who leads a team, and is mostly named before by the name alone.
fn runs_a_team(noun: &str) -> bool {
    matches!(noun, "manager" | "boss" | "coach" | "captain" | "skipper")
}

fn opens_quotation(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.word(at), "“" | "\"" | "‘" | "'" | "«" | "„" | "``")
}

/// Nouns that stand for any organization or person named before.
fn is_general(noun: &str) -> bool {
    matches!(
        noun,
        "company"
            | "firm"
            | "group"
            | "organization"
            | "organisation"
            | "agency"
            | "man"
            | "woman"
            | "boy"
            | "girl"
            | "actor"
            | "actress"
            | "billionaire"
            | "champion"
            | "defender"
            | "footballer"
            | "goalkeeper"
            | "midfielder"
            | "native"
            | "novelist"
            | "rapper"
            | "singer"
            | "skipper"
            | "star"
            | "striker"
            | "swimmer"
            | "teenager"
            | "veteran"
    )
}

/// A description without what follows a comma or "who".
fn without_clause(syntax: &Syntax, tokens: Range<usize>, head: usize) -> Range<usize> {
    let end =
        (head + 1..tokens.end).find(|at| matches!(syntax.word(*at), "," | "who" | "which" | "that" | "—" | "–" | "("));
    tokens.start..end.unwrap_or(tokens.end)
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
