//! What JavaScript sees. One wasm binary serves both sides, compiled once: a worker answers requests ([`serve`]), the
//! page holds a [`PageSession`].
//!
//! ```js
//! worker.postMessage({ id: 7, ask: { read: text } });   // Request; the Reply is { id: 7, answer: { read: json } }
//! const session = PageSession.open(json);       // or a saved file: throws an Error that says what is wrong
//! session.apply({ do: "setSpeaker", quotation: "q4", speaker: "e2" });
//! const view = session.view();                  // { document, entities, quotations, removed, lost, undo, redo, .. }
//! ```
//!
//! The TypeScript types of all records (`Annotations`, `QuotationRecord`, ..) and commands come from the Rust types
//! and stand in the generated `whosaid.d.ts`. What is not a record:
//!
//! ```ts
//! export function annotate(text: string): string;   // a native file as JSON: send it as it is, `open` reads it
//! export function openFile(file: File, beside?: File): Promise<Opened[]>;       // throws why not, as a `Told`
//! export function download(name: string, content: Blob): void;
//! export function looksForeign(text: string): boolean;                          // no English
//! export function searchPlaces(query: string, limit: number): PlaceChoice[];   // by name, coordinates: for setPlace
//! export function coordinatesFault(query: string): CoordinatesFault | undefined;
//! export class PageSession {
//!   static open(json: string): PageSession;          // throws
//!   view(): View;
//!   apply(command: Command): Outcome;                // throws; nothing has changed then
//!   undo(): Outcome | undefined;
//!   redo(): Outcome | undefined;
//!   setText(fresh: string): Outcome;                 // what annotate() says of the edited text; throws
//!   spread(id: string): SpreadPreview | undefined;   // what { do: "spread" } would change
//!   likeliestSpeakers(quotation: string): string[];  // ids of all entities, the likeliest first
//!   likeliestSame(entity: string): string[];         // ids of the others, the likeliest to be the same first
//!   placeOptions(entity: string): PlaceOption[];     // what a place may mean, and what tells it from the others
//!   readAgain(fresh: string): QuotationChanges | undefined;   // what a thorough reading says of the same text; throws
//!   save(now: string): string;                       // now: new Date().toISOString(); the file, and no longer unsaved
//!   draft(now: string): string;                      // the same file, without being saved
//!   export(format: string, now: string, utf16: boolean): ExportedFile[];   // `format`: a name that formats() gives
//! }
//! interface View extends Annotations { undo: Outcome | null; redo: Outcome | null; unsaved: boolean; checks: Check[]; unseen: number }
//! interface Outcome { step: Step; what: string; focus: string | null }
//! interface SpreadPreview { words: string; to: string | null; left: number; places: SpreadLine[] }
//! interface QuotationChanges { added: string[]; removed: number; moved: string[]; speakers: string[] }
//! ```
//!
//! # Commands
//! Offsets are UTF-16 code units, end exclusive. `?` may be left out.
//!
//! ```ts
//! type Command =
//!   | { do: "accept", id }                          // quotation, entity, or mention (accepts its entity)
//!   | { do: "acceptAll" }
//!   | { do: "delete", id, everywhere?: boolean }    // everywhere: all mentions of the same words
//!   | { do: "restore", id }                         // from view.removed
//!   | { do: "dismiss", id }                         // from view.lost
//!   | { do: "setSpeaker", quotation, speaker: id | null }
//!   | { do: "newSpeaker", quotation, name, kind }
//!   | { do: "setQuotationKind", quotation, kind: "direct" | "indirect" | "mixed" }
//!   | { do: "setPiece", quotation, piece: index, span: { start, end } }
//!   | { do: "setCue", quotation, span: { start, end } | null }
//!   | { do: "setSource", quotation, span: { start, end } | null }
//!   | { do: "setNote", id, note }                   // of a quotation, an entity or a mention
//!   | { do: "setTags", id, tags: string[] }
//!   | { do: "addQuotation", spans: { start, end }[], kind?, speaker?, cue?, source? }   // leaves outer marks out
//!   | { do: "setExtent", id, span }                 // of a quotation, all its pieces, or a mention
//!   | { do: "addPiece", quotation, span }
//!   | { do: "joinWithPrevious", quotation }
//!   | { do: "splitQuotation", quotation, at }
//!   | { do: "addMention", span, entity?, kind?, form? }  // without entity: a new one of that kind
//!   | { do: "setMention", mention, span }
//!   | { do: "assignMention", mention, entity: id | null }  // null: a new entity of its own
//!   | { do: "spread", id, at?: start[] }     // mention: same words, same entity; quotation: same source, same speaker
//!   | { do: "mergeEntities", from, into, name? }
//!   | { do: "renameEntity", entity, name }
//!   | { do: "setEntityKind", entity, kind: "person" | "organization" | "place" | "group" | "other" }
//!   | { do: "setDescription", entity, description }
//!   | { do: "choosePlace", entity, candidate: index }      // of place.candidates
//!   | { do: "setPlace", entity, place: { lat, lon, label?, country?, geonameId?, precision? } | null }
//!   | { do: "notAPlace", entity }
//!   | { do: "setLabel", label, name }                // all turns of an interview that "Q:" stands before
//!   | { do: "setDocument", fields: { title?, outlet?, url?, author?, published?, accessed?, annotators?: name[] } };
//! ```
//!
//! # Identity
//! In [`PageSession::view`], an entity or quotation that has not changed since the last call is the very same object
//! (`===`), so a page can tell what to draw again. Nothing in a view may be changed.

mod files;
mod looking;
mod records;
mod thorough;
mod view;
mod worker;

pub use worker::{answer, serve};

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use records::{
    Command, CoordinatesFault, ExportedFile, Mirror, Outcome, PlaceChoice, PlaceOption, QuotationChanges, SpreadLine,
    SpreadPreview, faulty, refused,
};

use crate::Annotator;
use crate::files::{Format, OffsetTable};
use crate::knowledge::language;
use crate::reader::Memory;
use crate::session::{self, Article, Changes, Session};

/// Runs once, when the module is made: a panic then says in the console where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

thread_local! {
    /// What was read last.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Marks who said what, and where; gives a native file as JSON.
///
/// Line breaks become LF; lone surrogates have become U+FFFD on the way in. Of a text that differs little from the one
/// before, only what changed is read.
#[wasm_bindgen]
pub fn annotate(text: &str) -> String {
    let text = crate::files::normalize(text);
    let document = MEMORY.with_borrow_mut(|memory| Annotator::new().annotate_changes(&text, memory));
    let annotations = crate::files::annotations(&Article::from_document(&document), None);
    serde_json::to_string(&annotations).unwrap_or_default()
}

/// The formats that a document can be saved in, in the order of the menu: what each holds and what it drops.
///
/// # Errors
/// Never; the browser's own calls may fail in theory.
#[wasm_bindgen(unchecked_return_type = "Format[]")]
pub fn formats() -> Result<JsValue, JsError> {
    to_object(&crate::files::FORMATS)
}

/// Whether a text looks like another language than English.
#[wasm_bindgen(js_name = looksForeign)]
pub fn looks_foreign(text: &str) -> bool {
    language::looks_foreign(text)
}

/// Places of the gazetteer for somebody who types `query`, likeliest first: each can be put into `setPlace` as it is.
///
/// # Errors
/// Never; the browser's own calls may fail in theory.
#[wasm_bindgen(js_name = searchPlaces, unchecked_return_type = "PlaceChoice[]")]
pub fn search_places(query: &str, limit: usize) -> Result<JsValue, JsError> {
    to_object(&<Vec<PlaceChoice>>::of(session::search_places(query, limit)))
}

/// Why what somebody types for a place names no point, if it is meant as coordinates and does not.
///
/// # Errors
/// Never; the browser's own calls may fail in theory.
#[wasm_bindgen(js_name = coordinatesFault, unchecked_return_type = "CoordinatesFault | undefined")]
pub fn coordinates_fault(query: &str) -> Result<JsValue, JsError> {
    session::coordinates_fault(query).map_or(Ok(JsValue::UNDEFINED), |fault| to_object(&CoordinatesFault::from(fault)))
}

/// A document under correction, and what the page has seen of it.
#[wasm_bindgen]
pub struct PageSession {
    session: Session,
    seen: view::Seen,
}

#[wasm_bindgen]
impl PageSession {
    /// Opens what [`annotate`] gave, a saved file, or annotations of another format that hold their text.
    ///
    /// # Errors
    /// When it is no native file: an error whose cause is a `Told`, the first fault.
    pub fn open(json: &str) -> Result<PageSession, JsValue> {
        let article = crate::files::annotated(json).map_err(faulty)?;
        Ok(PageSession { session: Session::new(article), seen: view::Seen::default() })
    }

    /// The document as it stands.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(unchecked_return_type = "View")]
    pub fn view(&mut self) -> Result<JsValue, JsError> {
        self.seen.view(&self.session)
    }

    /// Makes one correction.
    ///
    /// # Errors
    /// When it names something that is not there or asks for what cannot be: an error whose cause is a `Told`.
    #[wasm_bindgen(unchecked_return_type = "Outcome")]
    pub fn apply(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Command")] command: JsValue,
    ) -> Result<JsValue, JsValue> {
        let command: Command = serde_wasm_bindgen::from_value(command)?;
        let command = command.in_bytes(&OffsetTable::new(&self.session.article().text));
        let command =
            command.map_err(|offset| JsError::new(&format!("{offset} is no place between two characters")))?;
        let outcome = self.session.apply(&command).map_err(|error| refused(&error))?;
        Ok(to_object(&Outcome::of(outcome))?)
    }

    /// Undoes the last step.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(unchecked_return_type = "Outcome | undefined")]
    pub fn undo(&mut self) -> Result<JsValue, JsError> {
        outcome(self.session.undo())
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(unchecked_return_type = "Outcome | undefined")]
    pub fn redo(&mut self) -> Result<JsValue, JsError> {
        outcome(self.session.redo())
    }

    /// Takes in an edited text: `fresh` is what [`annotate`] says of it. Corrections move with their words.
    ///
    /// # Errors
    /// When `fresh` is no native file.
    #[wasm_bindgen(js_name = setText, unchecked_return_type = "Outcome")]
    pub fn set_text(&mut self, fresh: &str) -> Result<JsValue, JsError> {
        to_object(&Outcome::of(self.session.set_text(crate::files::open(fresh)?)))
    }

    /// Takes in what another reading of the same text says, as one step; `fresh` is a native file. Nothing where the text
    /// is another one by now.
    ///
    /// # Errors
    /// When `fresh` is no native file.
    #[wasm_bindgen(js_name = readAgain, unchecked_return_type = "QuotationChanges | undefined")]
    pub fn read_again(&mut self, fresh: &str) -> Result<JsValue, JsError> {
        let Some(changes) = self.session.read_again(crate::files::open(fresh)?) else { return Ok(JsValue::UNDEFINED) };
        let Changes { added, removed, moved, speakers } = changes;
        to_object(&QuotationChanges { added, removed, moved, speakers })
    }

    /// What the command `spread` would change.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(unchecked_return_type = "SpreadPreview | undefined")]
    pub fn spread(&self, id: &str) -> Result<JsValue, JsError> {
        let Some(spread) = self.session.spread(id) else { return Ok(JsValue::UNDEFINED) };
        let table = OffsetTable::new(&self.session.article().text);
        let places = spread.places.into_iter().map(|place| SpreadLine {
            start: table.at_byte(place.span.start).1,
            end: table.at_byte(place.span.end).1,
            mention: place.mention,
            quotation: place.quotation,
            now: place.now,
        });
        let (words, to, left) = (spread.words, spread.to, spread.left);
        to_object(&SpreadPreview { words, to, places: places.collect(), left })
    }

    /// The ids of all entities, the likeliest speaker of the quotation first.
    #[wasm_bindgen(js_name = likeliestSpeakers)]
    pub fn likeliest_speakers(&self, quotation: &str) -> Vec<String> {
        session::likeliest_speakers(self.session.article(), quotation)
    }

    /// The ids of all other entities, the likeliest to be the same as the entity first.
    #[wasm_bindgen(js_name = likeliestSame)]
    pub fn likeliest_same(&self, entity: &str) -> Vec<String> {
        session::likeliest_same(self.session.article(), entity)
    }

    /// What a place may mean: the choice, then its candidates, with what tells one from the other.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(js_name = placeOptions, unchecked_return_type = "PlaceOption[]")]
    pub fn place_options(&self, entity: &str) -> Result<JsValue, JsError> {
        to_object(&<Vec<PlaceOption>>::of(self.session.place_options(entity)))
    }

    /// The native file, saved at `now` (RFC 3339, UTC).
    pub fn save(&mut self, now: &str) -> String {
        self.session.mark_saved(now);
        crate::files::save(self.session.article(), Some(now))
    }

    /// The native file as it stands at `now`, for a draft: what is unsaved stays so.
    pub fn draft(&self, now: &str) -> String {
        crate::files::save(self.session.article(), Some(now))
    }

    /// The document in one of [`formats`], as one file or two; `now` is RFC 3339, UTC. With `utf16`, positions count as
    /// JavaScript does where the format's own rule is code points.
    ///
    /// # Errors
    /// When there is no such format.
    #[wasm_bindgen(unchecked_return_type = "ExportedFile[]")]
    pub fn export(&self, format: &str, now: &str, utf16: bool) -> Result<JsValue, JsError> {
        let format = Format::by_name(format).ok_or_else(|| JsError::new(&format!("there is no format {format:?}")))?;
        let options = crate::files::Options { utf16, now: Some(now.to_owned()), ..crate::files::Options::default() };
        let parts = format.write(self.session.article(), &options);
        let files = parts.into_iter().map(|part| ExportedFile {
            ending: part.ending,
            media_type: format.media_type,
            content: part.content,
        });
        to_object(&files.collect::<Vec<_>>())
    }
}

fn outcome(outcome: Option<session::Outcome>) -> Result<JsValue, JsError> {
    outcome.map_or(Ok(JsValue::UNDEFINED), |outcome| to_object(&Outcome::of(outcome)))
}

/// Plain JavaScript objects. By way of JSON text: a thousand small objects cost one call instead of thousands.
fn to_object(value: &impl Serialize) -> Result<JsValue, JsError> {
    js_sys::JSON::parse(&serde_json::to_string(value)?).map_err(|_| JsError::new("the browser cannot read JSON"))
}
