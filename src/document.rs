//! [`Annotator::annotate`]: the only place that sees every stage.

use std::sync::Arc;

use crate::Span;
use crate::analysis::{Attribution, Entity, Quotation, attribution, coreference, entities, places, quotations};
use crate::knowledge::gazetteer::Gazetteer;
use crate::reader::{Memory, Model, Reader, Scores, Thorough};
use crate::syntax::Syntax;
use crate::text::clear::Clear;
use crate::text::date;

/// A text and what it says: who said what, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text, exactly as given.
    pub text: String,
    /// The day the text was written, as an ISO 8601 date, if the text itself tells.
    pub date: Option<String>,
    /// Who and what the text speaks of, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// The quotations in the order of the text.
    pub quotations: Vec<Quotation>,
    /// Who said them: one for each quotation, in the same order.
    pub attributions: Vec<Attribution>,
    /// What read the text, if not the built-in reader.
    pub model: Option<Model>,
}

impl Document {
    /// The document of `text`, of which this is one of what is read of it.
    pub fn of(mut self, text: &str, clear: &Clear) -> Document {
        if clear.is_whole() {
            return self;
        }
        let place = |span: &mut Span| *span = clear.original(*span);
        self.entities.iter_mut().flat_map(|entity| &mut entity.mentions).for_each(|mention| place(&mut mention.span));
        for quotation in &mut self.quotations {
            quotation.content.iter_mut().chain(&mut quotation.quoted_parts).chain(&mut quotation.cue).for_each(place);
            quotation.sources.iter_mut().for_each(|source| place(&mut source.span));
        }
        self.attributions.iter_mut().flat_map(|attribution| &mut attribution.source).for_each(place);
        self.text = text.to_owned();
        self
    }
}

/// Whether the reader has seen `word` often; in small letters.
pub(crate) fn is_usual_word(word: &str) -> bool {
    Reader::built_in().is_usual(word)
}

/// Reads articles. Cheap to make, reads any number of texts.
#[derive(Debug, Clone, Default)]
pub struct Annotator {
    /// Whether to mark what is thought and not said, too: beliefs, hopes, plans. Off unless it is asked for.
    pub thoughts: bool,
    /// A transformer that reads the text as well, which takes a hundred times as long. None unless it is asked for.
    pub thorough: Option<Arc<Thorough>>,
}

impl Annotator {
    /// An annotator with the built-in model.
    pub fn new() -> Annotator {
        Annotator::default()
    }

    /// Marks who said what, and where, in `text`. Never fails and never panics, whatever the text.
    pub fn annotate(&self, text: &str) -> Document {
        let clear = Clear::new(text, is_usual_word);
        self.analyse(self.syntax(&clear.text)).of(text, &clear)
    }

    /// What the text looks like before anybody asks what it says.
    pub fn syntax<'t>(&self, text: &'t str) -> Syntax<'t> {
        match &self.thorough {
            Some(thorough) => Syntax::read_by(text, |segments| thorough.read(text, segments)),
            None => Syntax::new(text),
        }
    }

    /// The same, but what `memory` holds from a text before, perhaps the same one a keystroke ago, is not read again.
    /// Then remembers this text. A text that is read thoroughly is always read as a whole.
    pub fn annotate_changes(&self, text: &str, memory: &mut Memory) -> Document {
        match self.thorough {
            Some(_) => self.annotate(text),
            None => {
                let clear = Clear::new(text, is_usual_word);
                self.analyse(Syntax::of_changes(&clear.text, memory)).of(text, &clear)
            }
        }
    }

    /// The cue, and the words that name the speaker, that the program would give to a quotation of `wanted`, a stretch
    /// of `text` in bytes; neither where it sees none.
    pub fn propose(&self, text: &str, wanted: Span, memory: &mut Memory) -> [Option<Span>; 2] {
        let clear = Clear::new(text, is_usual_word);
        let syntax = Syntax::of_changes(&clear.text, memory);
        match quotations::nearest(&syntax, clear.read(wanted)) {
            Some(quotation) => [quotation.cue, quotation.sources.first().map(|source| source.span)]
                .map(|span| span.map(|span| clear.original(span))),
            None => [None, None],
        }
    }

    /// Says what a text says that was read already: by [`Annotator::thorough`], if there is one.
    pub fn analyse(&self, mut syntax: Syntax) -> Document {
        let names = entities::find(&syntax);
        let quotations = quotations::find(&syntax, self.thoughts);
        // Nothing further asks for the scores, which take more memory than all the rest.
        syntax.scores = Scores::default();
        let coreference::Resolved { mut entities, choices } = coreference::resolve(&syntax, &names, &quotations);
        // Before anything points at an entity: a name of two places becomes two.
        places::resolve(&syntax, Gazetteer::built_in(), &mut entities);
        let attributions = attribution::attribute(&syntax, &quotations, &entities, &choices);
        let date = date::of_article(syntax.text);
        let model = self.thorough.as_ref().map(|thorough| thorough.model().clone());
        Document { text: syntax.text.to_owned(), date, entities, quotations, attributions, model }
    }
}
