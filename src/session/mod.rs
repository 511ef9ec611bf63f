//! A document under correction: what the machine found, what a person makes of it, and the way back.
//!
//! [`Session::apply`] takes one [`Command`] and makes a new [`Article`] of the current one; the old one is kept for
//! [`Session::undo`]. Articles share what did not change, so a step costs about as much memory as what it changed.
//!
//! **Architecture invariant:** pure. No clock, no files, no JSON; offsets are bytes. A refused command changes nothing.

mod about;
mod apply;
mod article;
mod checks;
mod command;
mod coordinates;
mod digest;
mod entities;
mod from_document;
mod labels;
mod likeliest;
mod masthead;
mod notes;
mod paragraphs;
mod places;
mod quotations;
mod reread;
mod retext;
mod sayings;
mod spread;
#[cfg(test)]
mod tests;
mod voices;

pub(crate) use about::is_date;
pub use article::{
    About, Alternative, Annotation, Article, Entity, Extra, GeneratedBy, Mention, Origin, Person, Piece, Place, Point,
    Quotation, SetAside, Status,
};
pub(crate) use article::{Next, slices};
pub use checks::{Certainty, Check, Reason, checks, unseen};
pub use command::{Command, CommandError, DocumentFields, Outcome, PlaceChoice, Step};
pub use coordinates::{CoordinatesFault, coordinates_fault};
pub use digest::{Digest, digest};
pub use labels::{Label, labels};
pub use likeliest::{likeliest_same, likeliest_speakers};
pub use places::{PlaceOption, search_places};
pub use reread::Changes;
pub use sayings::{Saying, sayings, words_in_marks};
pub use spread::{Spread, SpreadPlace};
pub use voices::{Total, Voice, Voices, together, voices};

use crate::Document;

/// How many steps can be undone.
const STEPS: usize = 1000;

/// An article under correction, with its past and its future.
#[derive(Debug, Clone)]
pub struct Session {
    article: Article,
    /// Changes with every step; undo and redo bring back the earlier one.
    revision: u64,
    /// The revision that was saved last.
    saved: u64,
    /// The largest revision given so far.
    newest: u64,
    undoable: Vec<Past>,
    redoable: Vec<Past>,
}

/// A step, and the article on its other side.
#[derive(Debug, Clone)]
struct Past {
    outcome: Outcome,
    /// The annotation that the step was about before it was made.
    target: Option<String>,
    article: Article,
    revision: u64,
}

impl Session {
    /// Begins to correct an article; nothing is unsaved yet.
    pub fn new(article: Article) -> Session {
        Session { article, revision: 0, saved: 0, newest: 0, undoable: Vec::new(), redoable: Vec::new() }
    }

    /// Begins to correct what the machine found.
    pub fn from_document(document: &Document) -> Session {
        Session::new(Article::from_document(document))
    }

    /// The article as it stands.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Makes one correction.
    ///
    /// # Errors
    /// When the command names something that is not there or asks for what cannot be. Nothing has changed then.
    pub fn apply(&mut self, command: &Command) -> Result<Outcome, CommandError> {
        let mut article = self.article.clone();
        let focus = apply::apply(&mut article, command)?;
        let target = command.target();
        let what = match target {
            Some(id) => self.article.name_of(id),
            None => focus.as_deref().map(|id| article.name_of(id)).unwrap_or_default(),
        };
        let outcome = Outcome { step: command.step(), what, focus };
        self.step(article, outcome.clone(), target.map(str::to_owned));
        Ok(outcome)
    }

    /// Takes in an edited text. `fresh` is the edited text as the machine reads it.
    ///
    /// What a person made, changed or accepted moves with its words: spans in front of the edit stay, spans behind it
    /// shift, spans in the edited part are found again where their words stand exactly once there; else the
    /// annotation goes to the lost ones. What nobody has looked at is replaced by what `fresh` says; what a person
    /// removed does not come back.
    pub fn set_text(&mut self, fresh: Article) -> Outcome {
        let outcome = Outcome { step: Step::EditText, what: String::new(), focus: None };
        if fresh.text != self.article.text {
            let article = retext::retext(&self.article, fresh);
            self.step(article, outcome.clone(), None);
        }
        outcome
    }

    /// Writes down where the text comes from, as no step of its own: what was known before is not written over, and a
    /// date that is no day of the calendar is left out.
    pub fn describe(&mut self, fields: &DocumentFields) {
        let describe = |article: &mut Article| about::fill(article, fields);
        describe(&mut self.article);
        self.undoable.iter_mut().chain(&mut self.redoable).for_each(|step| describe(&mut step.article));
    }

    /// Takes in what another reading of the same text says, as one step; what changed, or nothing where `fresh` is of
    /// another text.
    ///
    /// What a person made, changed, accepted or removed stays as with [`Session::set_text`]; the rest is replaced.
    pub fn read_again(&mut self, fresh: Article) -> Option<Changes> {
        if fresh.text != self.article.text {
            return None;
        }
        let article = retext::retext(&self.article, fresh);
        let changes = reread::compare(&self.article, &article);
        if article != self.article {
            self.step(article, Outcome { step: Step::ReadThoroughly, what: String::new(), focus: None }, None);
        }
        Some(changes)
    }

    /// Undoes the last step; none if there is none.
    pub fn undo(&mut self) -> Option<Outcome> {
        let step = self.undoable.pop()?;
        let (outcome, back) = self.go_to(step);
        self.redoable.push(back);
        Some(outcome)
    }

    /// Does again what was undone last; none if there is nothing.
    pub fn redo(&mut self) -> Option<Outcome> {
        let step = self.redoable.pop()?;
        let (outcome, back) = self.go_to(step);
        self.undoable.push(back);
        Some(outcome)
    }

    /// What [`Command::Spread`] would change.
    pub fn spread(&self, id: &str) -> Option<Spread> {
        spread::preview(&self.article, id)
    }

    /// The places that entity `id` may mean: the one chosen now, then its candidates; none for what has no point.
    pub fn place_options(&self, id: &str) -> Vec<PlaceOption> {
        places::options(&self.article, id)
    }

    /// What [`Session::undo`] would undo.
    pub fn undoable(&self) -> Option<&Outcome> {
        self.undoable.last().map(|past| &past.outcome)
    }

    /// What [`Session::redo`] would do.
    pub fn redoable(&self) -> Option<&Outcome> {
        self.redoable.last().map(|past| &past.outcome)
    }

    /// Whether the article differs from the one that was begun with or saved last.
    pub fn is_unsaved(&self) -> bool {
        self.revision != self.saved
    }

    /// Remembers that the article was saved as it stands; `now` (RFC 3339) is when it was created, if nothing says.
    pub fn mark_saved(&mut self, now: &str) {
        self.saved = self.revision;
        if self.article.about.created.is_none() {
            let created = |article: &mut Article| {
                std::sync::Arc::make_mut(&mut article.about).created = Some(now.to_owned());
            };
            created(&mut self.article);
            self.undoable.iter_mut().chain(&mut self.redoable).for_each(|step| created(&mut step.article));
        }
    }

    fn step(&mut self, article: Article, outcome: Outcome, target: Option<String>) {
        if article.is_same(&self.article) {
            return;
        }
        let before = std::mem::replace(&mut self.article, article);
        if self.undoable.len() == STEPS {
            self.undoable.remove(0);
        }
        self.undoable.push(Past { outcome, target, article: before, revision: self.revision });
        self.redoable.clear();
        self.newest += 1;
        self.revision = self.newest;
    }

    fn go_to(&mut self, past: Past) -> (Outcome, Past) {
        let article = std::mem::replace(&mut self.article, past.article);
        let revision = std::mem::replace(&mut self.revision, past.revision);
        let candidates = [&past.target, &past.outcome.focus];
        let focus = candidates.into_iter().flatten().find(|id| self.article.has(id)).cloned();
        let outcome = Outcome { focus, ..past.outcome.clone() };
        (outcome, Past { outcome: past.outcome, target: past.target, article, revision })
    }
}
