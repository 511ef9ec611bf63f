//! What JavaScript sees. One wasm binary serves both sides: a worker calls [`annotate`], the page holds a
//! [`PageSession`].
//!
//! ```js
//! // worker.js
//! postMessage({ id, json: annotate(text) });
//! // page
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
//! export function searchPlaces(query: string, limit: number): PlaceChoice[];   // by name: for setPlace
//! export class PageSession {
//!   static open(json: string): PageSession;          // throws
//!   view(): View;
//!   apply(command: Command): Outcome;                // throws; nothing has changed then
//!   undo(): Outcome | undefined;
//!   redo(): Outcome | undefined;
//!   setText(fresh: string): Outcome;                 // what annotate() says of the edited text; throws
//!   readAgain(fresh: string): QuotationChanges | undefined;   // what a thorough reading says of the same text; throws
//!   sameWords(id: string): SameWords | undefined;    // of a mention: what { do: "spread" } would change
//!   save(now: string): string;                       // now: new Date().toISOString(); the file, and no longer unsaved
//!   draft(now: string): string;                      // the same file, without being saved
//!   geojson(): string;
//! }
//! interface View extends Annotations { undo: string | null; redo: string | null; unsaved: boolean }
//! interface Outcome { label: string; focus: string | null }
//! interface QuotationChanges { added: string[]; removed: number; moved: string[]; speakers: string[] }
//! interface SameWords { words: string; places: { start: number; end: number; mention: string | null }[] }
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
//!   | { do: "setNote", quotation, note }
//!   | { do: "addQuotation", spans: { start, end }[], kind?, speaker? }   // outer marks are left out by themselves
//!   | { do: "joinWithPrevious", quotation }
//!   | { do: "splitQuotation", quotation, at }
//!   | { do: "addMention", span, entity?, kind?, form? }  // without entity: a new one of that kind
//!   | { do: "setMention", mention, span }
//!   | { do: "assignMention", mention, entity: id | null }  // null: a new entity of its own
//!   | { do: "spread", id }     // mention: same words, same entity; quotation: same source words, same speaker
//!   | { do: "mergeEntities", from, into }
//!   | { do: "renameEntity", entity, name }
//!   | { do: "setEntityKind", entity, kind: "person" | "organization" | "place" | "group" | "other" }
//!   | { do: "setDescription", entity, description }
//!   | { do: "choosePlace", entity, candidate: index }      // of place.candidates
//!   | { do: "setPlace", entity, place: { lat, lon, label?, country?, geonameId?, precision? } | null }
//!   | { do: "notAPlace", entity };
//! ```
//!
//! # Identity
//! In [`PageSession::view`], an entity or quotation that has not changed since the last call is the very same object
//! (`===`), so a page can tell what to draw again. Nothing in a view may be changed.

mod thorough;
mod view;

pub use thorough::{ThoroughReader, ThoroughRun};

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Annotator;
use crate::files::{self, OffsetTable};
use crate::reader::Memory;
use crate::session::{self, Article, Changes, Command, Outcome, Session};

/// Runs once, when the module is made: a panic then says in the console where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Marks who said what, and where; gives a native file as JSON.
///
/// Line breaks become LF; lone surrogates have become U+FFFD on the way in. Of a text that differs little from the one
/// before, only what changed is read.
#[wasm_bindgen]
pub fn annotate(text: &str) -> String {
    thread_local! {
        static MEMORY: RefCell<Memory> = RefCell::default();
    }
    let text = files::normalize(text);
    let document = MEMORY.with_borrow_mut(|memory| Annotator::new().annotate_changes(&text, memory));
    let annotations = files::annotations(&Article::from_document(&document), None);
    serde_json::to_string(&annotations).unwrap_or_default()
}

/// Places of the gazetteer for somebody who types `query`, likeliest first: each can be put into `setPlace` as it is.
///
/// # Errors
/// Never; the browser's own calls may fail in theory.
#[wasm_bindgen(js_name = searchPlaces, unchecked_return_type = "PlaceChoice[]")]
pub fn search_places(query: &str, limit: usize) -> Result<JsValue, JsError> {
    to_object(&session::search_places(query, limit))
}

/// A document under correction, and what the page has seen of it.
#[wasm_bindgen]
pub struct PageSession {
    session: Session,
    seen: view::Seen,
}

#[wasm_bindgen]
impl PageSession {
    /// Opens what [`annotate`] gave, or a saved file.
    ///
    /// # Errors
    /// When it is no native file, with the first fault.
    pub fn open(json: &str) -> Result<PageSession, JsError> {
        Ok(PageSession { session: Session::new(files::open(json)?), seen: view::Seen::default() })
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
    /// When it names something that is not there or asks for what cannot be.
    #[wasm_bindgen(unchecked_return_type = "Outcome")]
    pub fn apply(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Command")] command: JsValue,
    ) -> Result<JsValue, JsError> {
        let mut command: Command = serde_wasm_bindgen::from_value(command)?;
        let table = OffsetTable::new(&self.session.article().text);
        for offset in command.offsets_mut() {
            let bytes = table.byte_of_utf16(*offset);
            *offset = bytes.ok_or_else(|| JsError::new(&format!("{offset} is no place between two characters")))?;
        }
        to_object(&self.session.apply(&command)?)
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
        to_object(&self.session.set_text(files::open(fresh)?))
    }

    /// Takes in what another reading of the same text says, as one step; `fresh` is a native file. Nothing where the text
    /// is another one by now.
    ///
    /// # Errors
    /// When `fresh` is no native file.
    #[wasm_bindgen(js_name = readAgain, unchecked_return_type = "QuotationChanges | undefined")]
    pub fn read_again(&mut self, fresh: &str) -> Result<JsValue, JsError> {
        let Some(changes) = self.session.read_again(files::open(fresh)?) else { return Ok(JsValue::UNDEFINED) };
        let Changes { added, removed, moved, speakers } = changes;
        to_object(&QuotationChanges { added, removed, moved, speakers })
    }

    /// Where the words of a mention stand besides: what the command `spread` would change.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(js_name = sameWords, unchecked_return_type = "SameWords | undefined")]
    pub fn same_words(&self, id: &str) -> Result<JsValue, JsError> {
        let Some(same) = self.session.same_words(id) else { return Ok(JsValue::UNDEFINED) };
        let table = OffsetTable::new(&self.session.article().text);
        let places = same.places.into_iter().map(|(span, mention)| SamePlace {
            start: table.at_byte(span.start).1,
            end: table.at_byte(span.end).1,
            mention,
        });
        to_object(&SameWords { words: same.words, places: places.collect() })
    }

    /// The native file, saved at `now` (RFC 3339, UTC).
    pub fn save(&mut self, now: &str) -> String {
        self.session.mark_saved(now);
        files::save(self.session.article(), now)
    }

    /// The native file as it stands at `now`, for a draft: what is unsaved stays so.
    pub fn draft(&self, now: &str) -> String {
        files::save(self.session.article(), now)
    }

    /// The places as GeoJSON.
    pub fn geojson(&self) -> String {
        files::geojson(self.session.article())
    }
}

/// Where the words of a mention stand besides.
#[derive(Serialize, tsify::Tsify)]
struct SameWords {
    words: String,
    places: Vec<SamePlace>,
}

/// One such place, in UTF-16 code units, and the mention that stands there.
#[derive(Serialize, tsify::Tsify)]
#[tsify(missing_as_null)]
struct SamePlace {
    start: u32,
    end: u32,
    mention: Option<String>,
}

/// What another reading changed in the quotations, by their ids.
#[derive(Serialize, tsify::Tsify)]
struct QuotationChanges {
    /// New ones.
    added: Vec<String>,
    /// How many are gone.
    removed: usize,
    /// Those that begin or end elsewhere.
    moved: Vec<String>,
    /// Those that are said by somebody else now.
    speakers: Vec<String>,
}

#[wasm_bindgen(typescript_custom_section)]
const VIEW: &str = r"
/** The document as it stands, and what can be undone and done again. */
export interface View extends Annotations { undo: string | null; redo: string | null; unsaved: boolean }
";

fn outcome(outcome: Option<Outcome>) -> Result<JsValue, JsError> {
    outcome.map_or(Ok(JsValue::UNDEFINED), |outcome| to_object(&outcome))
}

/// Plain JavaScript objects. By way of JSON text: a thousand small objects cost one call instead of thousands.
fn to_object(value: &impl Serialize) -> Result<JsValue, JsError> {
    js_sys::JSON::parse(&serde_json::to_string(value)?).map_err(|_| JsError::new("the browser cannot read JSON"))
}
