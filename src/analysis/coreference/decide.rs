//! Walks the text once and decides, for each pronoun and description, which entity it stands for.

use crate::arranging::Arrange;
use std::cell::RefCell;
use std::ops::Range;

use super::clusters::{Board, Placed};
use super::evidence::Evidence;
use super::mentions::{Form, Wording};
use super::nearness::Nearness;
use super::ranker::{Case, Chooser};
use super::told::{self, Told, ToldOfAny};
use super::turns::{self, Turn};
use super::{Choice, Given};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;

/// At most so many entities with a name are looked at.
const MOST_NAMED: usize = 30;
/// At most so many rivals of a choice are told.
const MOST_RIVALS: usize = 3;
/// At most so many without one.
const MOST_UNNAMED: usize = 14;

/// Walks the text and resolves the wordings.
pub(super) struct Walk<'a, 't, 'c> {
    pub given: &'a Given<'a, 't>,
    pub syntax: &'a Syntax<'t>,
    pub turns: &'a [Turn],
    /// For each sentence how many before it begin outside quotation marks.
    pub told: Vec<usize>,
    pub board: &'a mut Board,
    pub chooser: &'c mut dyn Chooser,
    /// Clusters by their latest mention, latest last.
    pub recent: Vec<usize>,
    /// Where the sources stand, in the order they were resolved, with their clusters.
    pub spoke: Vec<(usize, usize)>,
    /// Where the latest pronoun of each class stands, and whom it went to: she, he, it, they, we.
    pub chains: [Option<usize>; 5],
    /// What is told of each cluster.
    pub told_of: Vec<Told>,
    pub told_of_any: ToldOfAny,
    /// What the reader knows of words.
    pub nearness: RefCell<Nearness>,
    /// What was chosen for sources.
    pub choices: Vec<Choice>,
}

/// How likely the next candidate must be where the likeliest one cannot be meant.
const LEAST_SECOND: f32 = 0.3;

enum Event {
    Name(usize),
    Wording(usize),
}

/// Resolves the wordings and puts them on the board: paragraph by paragraph, first what stands outside of quotation
/// marks, so that it is known who speaks inside.
pub(super) fn resolve(given: &Given, turns: &[Turn], board: &mut Board, chooser: &mut dyn Chooser) -> Vec<Choice> {
    let Given { syntax, names, of_name, wordings, spoken, .. } = given;
    let quotations = wordings.iter().flat_map(|wording| &wording.sources).map(|(quotation, _)| quotation + 1);
    board.speakers = vec![None; quotations.max().unwrap_or(0)];
    for wording in wordings {
        if let Form::Name(name) = wording.form {
            wording.says().for_each(|quotation| board.speakers[quotation] = Some(of_name[name]));
        }
    }
    let mut told = Vec::with_capacity(syntax.sentences.len());
    let mut count = 0;
    for sentence in &syntax.sentences {
        let start = sentence.tokens.start;
        count += usize::from(spoken[start].is_none() && !opens_quotation(syntax.word(start)));
        told.push(count);
    }
    let mut told_of = told::by_names(given, board);
    board.speakers.iter().flatten().for_each(|cluster| told_of[*cluster].speaks += 1);
    let mut walk = Walk {
        given,
        syntax,
        turns,
        told,
        board,
        chooser,
        recent: Vec::new(),
        spoke: Vec::new(),
        chains: [None; 5],
        told_of,
        told_of_any: ToldOfAny::default(),
        nearness: RefCell::default(),
        choices: Vec::new(),
    };
    walk.learn_names();
    for (told, cluster) in walk.told_of.iter_mut().zip(&walk.board.clusters) {
        told.roles_told = cluster.roles.len();
    }
    let key = |tokens: &Range<usize>| {
        (syntax.paragraph_of(tokens.start), spoken[tokens.start].is_some(), tokens.start, tokens.end)
    };
    let mut events: Vec<Event> = (0..names.len())
        .filter(|name| !turns::is_byline(syntax, names[*name].tokens.start))
        .map(Event::Name)
        .chain((0..wordings.len()).map(Event::Wording))
        .collect();
    events.arrange_by_cached_key(|event| match event {
        Event::Name(name) => (key(&names[*name].tokens), false),
        Event::Wording(index) => (key(&wordings[*index].tokens), true),
    });
    for event in events {
        match event {
            Event::Name(name) => walk.see(of_name[name]),
            Event::Wording(index) => walk.resolve(&wordings[index]),
        }
    }
    walk.introduce();
    walk.choices
}

impl Walk<'_, '_, '_> {
    /// Takes in what tells of those who are named.
    fn learn_names(&mut self) {
        let Given { syntax, names, of_name, .. } = self.given;
        for (name, cluster) in names.iter().zip(of_name) {
            self.learn_offices(*cluster, name.tokens.clone());
            self.learn_words(*cluster, name.tokens.clone());
            for tokens in [name.description, name.title].into_iter().flatten().map(|span| syntax.tokens_in(span)) {
                self.learn_who_it_is(*cluster, tokens.clone());
                self.learn_words(*cluster, tokens);
            }
            if let Some((age, _)) = syntax.age_behind(name.tokens.end)
                && name.kind == EntityKind::Person
            {
                self.learn_age(*cluster, age);
            }
        }
        for phrase in &self.given.beside {
            let super::mentions::Stands::Beside(name) = phrase.stands else { continue };
            let cluster = of_name[name];
            let role = lexicon::role(syntax.word(phrase.head));
            self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
            self.board.clusters[cluster].learn_role(lexicon::noun_of_role(syntax.word(phrase.head)));
            self.learn_who_it_is(cluster, phrase.tokens.clone());
            self.learn_words(cluster, phrase.tokens.clone());
        }
    }

    /// Notes that `cluster` was mentioned.
    fn see(&mut self, cluster: usize) {
        self.recent.retain(|known| *known != cluster);
        let is_named = self.board.clusters[cluster].is_named;
        let most = if is_named { MOST_NAMED } else { MOST_UNNAMED };
        let alike = |known: &usize| self.board.clusters[*known].is_named == is_named;
        if self.recent.iter().filter(|known| alike(known)).count() == most
            && let Some(oldest) = self.recent.iter().position(alike)
        {
            self.recent.remove(oldest);
        }
        self.recent.push(cluster);
    }

    fn resolve(&mut self, wording: &Wording) {
        let cluster = match &wording.form {
            Form::Name(name) => Some(self.named(*name, wording)),
            Form::Pronoun(pronoun) => self.pronoun(*pronoun, wording),
            Form::Several(joint) => self.several(joint, wording),
            Form::Description(description) => self.description(description, wording),
        };
        let Some(cluster) = cluster else { return };
        wording.says().for_each(|quotation| self.board.speakers[quotation] = Some(cluster));
        if wording.is_source() {
            self.spoke.push((wording.tokens.start, cluster));
            self.told_of[cluster].has_spoken = true;
        }
    }

    /// Adds a mention of `cluster`, which it makes an entity unless that still `waits`; the entity.
    pub(super) fn mention(
        &mut self,
        cluster: usize,
        tokens: Range<usize>,
        form: MentionForm,
        waits: bool,
    ) -> Option<usize> {
        self.board.clusters[cluster].is_waiting &= waits;
        self.board.mention(cluster, Placed::new(self.syntax, &self.given.spoken, tokens, form));
        self.see(cluster);
        (!waits).then_some(cluster)
    }

    /// A new entity that is called by the words `tokens`.
    pub(super) fn open(&mut self, kind: EntityKind, tokens: Range<usize>) -> usize {
        self.told_of.push(Told::default());
        self.board.add(kind, self.syntax.span(tokens), false)
    }

    pub(super) fn choose(
        &mut self,
        evidence: Evidence,
        tokens: Range<usize>,
        wording: &Wording,
        form: MentionForm,
    ) -> Option<usize> {
        if evidence.clusters.is_empty() {
            return None;
        }
        let span = self.syntax.span(tokens);
        let case = Case { span, form, rows: &evidence.rows, clusters: &evidence.clusters, board: self.board };
        let mut chances = self.chooser.choose(&case);
        for (chance, cluster) in chances[1..].iter_mut().zip(&evidence.clusters) {
            if evidence.barred.contains(cluster) {
                *chance = 0.0;
            }
        }
        let best = (0..chances.len()).fold(0, |best, index| if chances[index] > chances[best] { index } else { best });
        // “He lost,” said Lee.
        if form == MentionForm::Pronoun && evidence.rows[best].is_speaker_told_of() && Rule::SpeakerIsNotTold.holds() {
            let others = (0..chances.len()).filter(|index| *index != best);
            let second = others.max_by(|one, other| chances[*one].total_cmp(&chances[*other]))?;
            let is_likely = chances[second] > LEAST_SECOND;
            return second.checked_sub(1).filter(|_| is_likely).map(|index| evidence.clusters[index]);
        }
        if !wording.sources.is_empty() {
            let mut others: Vec<usize> = (1..chances.len()).filter(|index| *index != best).collect();
            others.arrange_by(|a, b| chances[*b].total_cmp(&chances[*a]).then(a.cmp(b)));
            let first = |index: usize| self.board.clusters[evidence.clusters[index - 1]].mentions.first();
            let rival = |index: usize| Some((first(index)?.span, chances[index]));
            self.choices.push(Choice {
                span: self.syntax.span(wording.tokens.clone()),
                chance: chances[best],
                rivals: others.into_iter().filter_map(rival).take(MOST_RIVALS).collect(),
            });
        }
        best.checked_sub(1).map(|index| evidence.clusters[index])
    }
}

fn opens_quotation(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | "'" | "«" | "„" | "``")
}
