//! Walks the text once and decides, for each pronoun and description, which entity it stands for.

use std::ops::Range;

use super::clusters::{Board, Placed, Slot};
use super::evidence::{Call, Evidence};
use super::mentions::{Description, Determiner, Form, Pronoun, Wording, pronoun};
use super::ranker::{Case, Chooser};
use super::turns::{self, Turn};
use super::{Choice, Given};
use crate::Span;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, Gender, NounKind};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

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
    chooser: &'c mut dyn Chooser,
    /// Clusters by their latest mention, latest last.
    pub recent: Vec<usize>,
    /// Where the sources stand, in the order they were resolved, with their clusters.
    pub spoke: Vec<(usize, usize)>,
    /// Where the latest pronoun of each class stands, and whom it went to: she, he, it, they, we.
    pub chains: [Option<usize>; 5],
    /// What the clusters were called by, in descriptions.
    pub calls: Vec<Vec<Call>>,
    /// The words of the names, roles and descriptions of the clusters, in small letters.
    pub words: Vec<Vec<String>>,
    /// How often each cluster is named in the text.
    pub named: Vec<u32>,
    /// What was chosen for sources.
    choices: Vec<Choice>,
}

enum Event {
    Name(usize),
    Wording(usize),
}

/// Resolves the wordings and puts them on the board: paragraph by paragraph, first what stands outside of quotation
/// marks, so that it is known who speaks inside.
pub(super) fn resolve(given: &Given, turns: &[Turn], board: &mut Board, chooser: &mut dyn Chooser) -> Vec<Choice> {
    let Given { syntax, names, of_name, wordings, spoken, .. } = given;
    let sources = || wordings.iter().flat_map(|wording| wording.sources.iter().map(move |source| (wording, source)));
    board.speakers = vec![None; sources().map(|(_, source)| source.0 + 1).max().unwrap_or(0)];
    for (wording, (quotation, rank)) in sources() {
        if let (Form::Name(name), 0) = (&wording.form, rank) {
            board.speakers[*quotation] = Some(of_name[*name]);
        }
    }
    let mut told = Vec::with_capacity(syntax.sentences.len());
    let mut count = 0;
    for sentence in &syntax.sentences {
        let start = sentence.tokens.start;
        count += usize::from(spoken[start].is_none() && !opens_quotation(syntax.word(start)));
        told.push(count);
    }
    let named = board.clusters.iter().map(|cluster| cluster.mentions.len() as u32).collect();
    let clusters = board.clusters.len();
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
        calls: vec![Vec::new(); clusters],
        words: vec![Vec::new(); clusters],
        named,
        choices: Vec::new(),
    };
    walk.learn_words();
    let key = |tokens: &Range<usize>| {
        (syntax.paragraph_of(tokens.start), spoken[tokens.start].is_some(), tokens.start, tokens.end)
    };
    let mut events: Vec<_> = (0..names.len())
        .filter(|name| !turns::is_byline(syntax, names[*name].tokens.start))
        .map(|name| (key(&names[name].tokens), Event::Name(name)))
        .chain(wordings.iter().enumerate().map(|(index, wording)| (key(&wording.tokens), Event::Wording(index))))
        .collect();
    events.sort_by_key(|(key, event)| (*key, matches!(event, Event::Wording(_))));
    for (_, event) in events {
        match event {
            Event::Name(name) => walk.see(of_name[name]),
            Event::Wording(index) => walk.resolve(&wordings[index]),
        }
    }
    walk.choices
}

impl Walk<'_, '_, '_> {
    /// Takes in the words that tell of those who are named.
    fn learn_words(&mut self) {
        let Given { syntax, names, of_name, .. } = self.given;
        for (name, cluster) in names.iter().zip(of_name) {
            let beside = [Some(name.span), name.description, name.title];
            for at in beside.into_iter().flatten().flat_map(|span| syntax.tokens_in(span)) {
                if syntax.tokens[at].kind != TokenKind::Punctuation {
                    push_new(&mut self.words[*cluster], syntax.word(at).to_lowercase());
                }
            }
        }
        for phrase in &self.given.beside {
            let super::mentions::Stands::Beside(name) = phrase.stands else { continue };
            let cluster = of_name[name];
            let role = lexicon::role(syntax.word(phrase.head));
            self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
            self.board.clusters[cluster].learn_role(syntax.word(phrase.head).to_lowercase());
            for at in phrase.tokens.clone().filter(|at| syntax.tokens[*at].kind != TokenKind::Punctuation) {
                push_new(&mut self.words[cluster], syntax.word(at).to_lowercase());
            }
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
            Form::Several(names) => self.several(names, wording),
            Form::Description(description) => self.description(description, wording),
        };
        let Some(cluster) = cluster else { return };
        let mut speaks = false;
        for (quotation, _) in wording.sources.iter().filter(|(_, rank)| *rank == 0) {
            self.board.speakers[*quotation] = Some(cluster);
            speaks = true;
        }
        if speaks {
            self.spoke.push((wording.tokens.start, cluster));
        }
    }

    /// A source whose head is a name, or that stands beside one: "her brother" in "her brother, Giles Sugden".
    fn named(&mut self, name: usize, wording: &Wording) -> usize {
        let cluster = self.given.of_name[name];
        if !wording.tokens.contains(&self.given.names[name].tokens.start) {
            let role = wording.tokens.clone().rev().find_map(|at| lexicon::role(self.syntax.word(at)));
            self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
            self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        }
        cluster
    }

    /// Several who are named together: an entity of its own, that joins theirs.
    fn several(&mut self, names: &[usize], wording: &Wording) -> Option<usize> {
        let mut members: Vec<usize> = names.iter().map(|name| self.given.of_name[*name]).collect();
        members.sort_unstable();
        members.dedup();
        if let [only] = members.as_slice() {
            return Some(*only);
        }
        let known = self.recent.iter().rev().find(|known| self.board.clusters[**known].members == members).copied();
        let is_source = !wording.sources.is_empty();
        let cluster = known.unwrap_or_else(|| {
            let cluster = self.open(EntityKind::Group, self.syntax.span(wording.tokens.clone()));
            self.board.clusters[cluster].members = members;
            self.board.clusters[cluster].is_waiting = true;
            cluster
        });
        if known.is_none() && !is_source {
            self.place(cluster, wording.tokens.clone(), MentionForm::Description);
            return None;
        }
        self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        Some(cluster)
    }

    /// Adds a mention that makes `cluster` an entity.
    fn add(&mut self, cluster: usize, tokens: Range<usize>, form: MentionForm) {
        self.board.clusters[cluster].is_waiting = false;
        self.place(cluster, tokens, form);
    }

    fn place(&mut self, cluster: usize, tokens: Range<usize>, form: MentionForm) {
        let placed = placed(self.given, tokens, form);
        self.board.mention(cluster, placed);
        self.see(cluster);
    }

    /// A new entity that is named by its description.
    fn open(&mut self, kind: EntityKind, name: Span) -> usize {
        self.calls.push(Vec::new());
        self.words.push(Vec::new());
        self.named.push(0);
        self.board.add(kind, name, false)
    }

    fn pronoun(&mut self, pronoun: Pronoun, wording: &Wording) -> Option<usize> {
        let is_source = wording.sources.iter().any(|(_, rank)| *rank == 0);
        let chosen = match pronoun {
            Pronoun::Speaking => return None,
            Pronoun::Relative | Pronoun::RelativeThing => self.before_relative(wording.tokens.start, pronoun),
            _ => {
                let evidence = Evidence::of_pronoun(self, pronoun, wording);
                self.choose(evidence, wording.tokens.clone(), wording, MentionForm::Pronoun)
            }
        };
        let cluster = match (chosen, pronoun) {
            (Some(cluster), _) => cluster,
            (None, Pronoun::Relative | Pronoun::RelativeThing) => return None,
            (None, _) if !is_source => return None,
            (None, _) => {
                let kind = match pronoun {
                    Pronoun::Singular(_) => EntityKind::Person,
                    Pronoun::Plural => EntityKind::Group,
                    _ => EntityKind::Other,
                };
                self.open(kind, self.syntax.span(wording.tokens.clone()))
            }
        };
        if let Pronoun::Singular(gender) = pronoun {
            self.board.clusters[cluster].learn_gender(Some(gender), 0.6);
        }
        if let Some(class) = class_of(pronoun) {
            self.chains[class] = Some(cluster);
        }
        let is_thing = self.board.clusters[cluster].kind == EntityKind::Other;
        if is_thing && self.board.clusters[cluster].is_waiting && wording.sources.is_empty() {
            self.place(cluster, wording.tokens.clone(), MentionForm::Pronoun);
        } else {
            self.add(cluster, wording.tokens.clone(), MentionForm::Pronoun);
        }
        Some(cluster)
    }

    fn choose(
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
        let chances = self.chooser.choose(&case);
        let best = (0..chances.len()).fold(0, |best, index| if chances[index] > chances[best] { index } else { best });
        if !wording.sources.is_empty() {
            let mut others: Vec<usize> = (1..chances.len()).filter(|index| *index != best).collect();
            others.sort_by(|a, b| chances[*b].total_cmp(&chances[*a]).then(a.cmp(b)));
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

    /// The entity whose mention ends right before "who" or "which", or near before it in the same sentence.
    fn before_relative(&self, at: usize, pronoun: Pronoun) -> Option<usize> {
        const FARTHEST: usize = 10;
        let sentence = self.syntax.sentences[self.syntax.sentence_of(at)].tokens.start;
        let fits = |cluster: &usize| match self.board.clusters[*cluster].kind {
            EntityKind::Person | EntityKind::Group => pronoun == Pronoun::Relative,
            EntityKind::Organization => true,
            _ => pronoun == Pronoun::RelativeThing,
        };
        let end = |cluster: &usize| {
            let mentions = &self.board.clusters[*cluster].mentions;
            let before = mentions.partition_point(|mention| mention.tokens.start < at).checked_sub(1)?;
            Some(mentions[before].tokens.end).filter(|end| *end <= at && *end > sentence && at - end <= FARTHEST)
        };
        let near = self.recent.iter().copied().filter(fits).filter_map(|cluster| Some((end(&cluster)?, cluster)));
        near.max().map(|(_, cluster)| cluster)
    }

    fn description(&mut self, description: &Description, wording: &Wording) -> Option<usize> {
        let head = description.head;
        let is_source = wording.sources.iter().any(|(_, rank)| *rank == 0);
        let up_to_head = wording.tokens.start.min(head)..head + 1;
        let call = Call::new(self.syntax, up_to_head.clone(), head);
        let is_new = description.determiner == Determiner::Indefinite;
        let known = if is_new {
            None
        } else {
            let evidence = Evidence::of_description(self, description, &call, wording);
            self.choose(evidence, up_to_head.clone(), wording, MentionForm::Description)
        };
        let role = lexicon::role(self.syntax.word(head));
        let (cluster, is_known) = match known {
            Some(cluster) => (cluster, true),
            None if is_source => {
                let name = self.syntax.span(without_clause(self.syntax, wording.tokens.clone(), head));
                (self.open(description.kind(), name), true)
            }
            None => {
                let cluster = self.open(description.kind(), self.syntax.span(up_to_head.clone()));
                self.board.clusters[cluster].is_waiting = true;
                (cluster, false)
            }
        };
        self.board.clusters[cluster].learn_gender(role.and_then(|role| role.gender), 1.0);
        if known.is_none() {
            let is_plural = call.noun.ends_with('s') && !call.noun.ends_with("ss");
            self.board.clusters[cluster].is_plural |= is_plural;
        }
        self.board.clusters[cluster].learn_role(call.noun.clone());
        for word in &call.modifiers {
            push_new(&mut self.words[cluster], word.clone());
        }
        self.calls[cluster].push(call);
        let is_thing = description.noun.is_none_or(|noun| matches!(noun.kind, NounKind::Document | NounKind::Thing));
        let stays = self.board.clusters[cluster].is_waiting && is_thing && wording.sources.is_empty();
        if !is_known || stays {
            self.place(cluster, wording.tokens.clone(), MentionForm::Description);
            return None;
        }
        self.add(cluster, wording.tokens.clone(), MentionForm::Description);
        Some(cluster)
    }
}

fn push_new(words: &mut Vec<String>, word: String) {
    if !words.contains(&word) {
        words.push(word);
    }
}

/// A mention with where it stands.
pub(super) fn placed(given: &Given, tokens: Range<usize>, form: MentionForm) -> Placed {
    let slot = slot(given.syntax, &tokens);
    Placed { span: given.syntax.span(tokens.clone()), form, slot, quoted: given.spoken[tokens.start], tokens }
}

/// The index in the chains of a class of pronouns.
pub(super) fn class_of(pronoun: Pronoun) -> Option<usize> {
    match pronoun {
        Pronoun::Singular(Gender::Female) => Some(0),
        Pronoun::Singular(Gender::Male) => Some(1),
        Pronoun::Neuter => Some(2),
        Pronoun::Plural => Some(3),
        Pronoun::We => Some(4),
        _ => None,
    }
}

/// A description without what follows a comma or "who", and a person's without where he is.
fn without_clause(syntax: &Syntax, tokens: Range<usize>, head: usize) -> Range<usize> {
    let is_person = lexicon::role(syntax.word(head)).is_some_and(|role| !role.plural);
    let closes = |at: &usize| match syntax.word(*at) {
        "," | "who" | "which" | "that" | "—" | "–" | "(" | "when" | "after" | "during" | "whose" => true,
        "in" | "at" | "on" | "inside" => is_person,
        _ => false,
    };
    let end = (head + 1..tokens.end).find(closes);
    tokens.start..end.unwrap_or(tokens.end)
}

fn opens_quotation(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | "'" | "«" | "„" | "``")
}

/// Where the words at `tokens` stand in their clause, by what stands beside them.
pub(super) fn slot(syntax: &Syntax, tokens: &Range<usize>) -> Slot {
    if tokens.len() == 1 && pronoun(syntax.word(tokens.start)).is_some() {
        return match syntax.word(tokens.start).to_ascii_lowercase().as_str() {
            "he" | "she" | "they" | "i" | "we" | "who" => Slot::Subject,
            "his" | "its" | "their" | "my" | "our" => Slot::Owner,
            "her" if next_is_noun(syntax, tokens.end) => Slot::Owner,
            _ => of_neighbours(syntax, tokens),
        };
    }
    of_neighbours(syntax, tokens)
}

/// Whether what begins at token `at` is a noun or stands before one: "her old house".
pub(super) fn next_is_noun(syntax: &Syntax, at: usize) -> bool {
    at < syntax.tokens.len()
        && matches!(
            syntax.scores.part_of_speech(at),
            PartOfSpeech::Noun | PartOfSpeech::Adjective | PartOfSpeech::ProperNoun | PartOfSpeech::Numeral
        )
}

fn of_neighbours(syntax: &Syntax, tokens: &Range<usize>) -> Slot {
    let after = syntax.tokens.get(tokens.end).map(|token| token.of(syntax.text));
    if matches!(after, Some("'s" | "’s" | "'" | "’")) {
        return Slot::Owner;
    }
    let part = |at: usize| syntax.scores.part_of_speech(at);
    let sentence = &syntax.sentences[syntax.sentence_of(tokens.start)].tokens;
    let is_title = |at: usize| {
        lexicon::title(syntax.word(at)).is_some()
            || lexicon::role(syntax.word(at)).is_some()
            || matches!(part(at), PartOfSpeech::Determiner | PartOfSpeech::Adjective)
    };
    let before = (sentence.start..tokens.start).rev().find(|at| !is_title(*at));
    let is_preposition = |at: usize| {
        part(at) == PartOfSpeech::Adposition && !matches!(syntax.word(at), "that" | "as" | "while" | "because" | "if")
    };
    if before.is_some_and(is_preposition) {
        return Slot::Oblique;
    }
    let next = (tokens.end..sentence.end).take(3).find(|at| part(*at) != PartOfSpeech::Adverb);
    if next.is_some_and(|at| matches!(part(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary)) {
        return Slot::Subject;
    }
    let is_verb = |at: usize| matches!(part(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary);
    let is_said = before.is_some_and(|at| is_verb(at) && at > sentence.start && is_close(syntax.word(at - 1)));
    match before {
        _ if is_said => Slot::Subject,
        Some(at) if is_verb(at) => Slot::Object,
        None => Slot::Subject,
        // "Ann Lee, chair of the board, said"
        Some(_) if (sentence.start..tokens.start).all(|at| !is_verb(at)) => Slot::Subject,
        Some(_) => Slot::Object,
    }
}

/// "“…,” said Ann Lee": what stands before an inverted verb.
fn is_close(word: &str) -> bool {
    matches!(word, "," | "”" | "\"" | "’" | "''")
}
