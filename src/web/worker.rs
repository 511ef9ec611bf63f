//! The worker's side: reads texts away from the page's own thread.
//!
//! A worker loaded by address would not be held by the page's Content-Security-Policy; one from a Blob is. So the page
//! makes it of a few words, and gives it the module that it has compiled itself:
//!
//! ```js
//! import { initSync, serve } from "https://…/pkg/whosaid.js";
//! self.onmessage = ({ data: { module, life } }) => { self.onmessage = null; initSync({ module }); serve(life); };
//! ```
//!
//! Requests carry numbers, and so do the answers. A run is given up by ending the worker: `terminate()`.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::records::{Digest, DocumentFields, Failure, Mirror, Stretch};
use super::{MEMORY, annotate, thorough};
use crate::files::{self, OffsetTable};
use crate::knowledge::language;
use crate::session::{self, Session};
use crate::{Annotator, Span};

/// What the page asks for.
#[derive(Deserialize, Tsify)]
pub struct Request {
    /// Comes back with the answer.
    id: u32,
    ask: Ask,
}

#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Ask {
    /// Who said what in a text.
    Read(String),
    /// The cue and the source of a quotation that a person marks in a text; offsets are UTF-16 code units.
    Propose { text: String, start: u32, end: u32 },
    /// The same of one of many texts, with where it comes from, and in short.
    OneOfMany {
        text: String,
        #[serde(default)]
        #[tsify(optional)]
        source: DocumentFields,
        /// Whether it is read though it looks like another language than English.
        #[serde(default)]
        #[tsify(optional)]
        any_language: bool,
    },
    /// Annotations of any format that holds its text, as a native file and in short.
    Digest(String),
    /// Who said what in a text, by a transformer.
    ReadThoroughly {
        /// The file of its weights, as it was fetched.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[tsify(type = "Uint8Array")]
        weights: Uint8Array,
        text: String,
    },
}

/// What the worker answers. To what is read thoroughly it answers several times.
#[derive(Serialize, Tsify)]
pub struct Reply {
    /// Of the request; 0 where the worker speaks first.
    id: u32,
    answer: Answer,
}

#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
enum Answer {
    /// The engine is unpacked, and requests can come.
    Ready,
    /// A native file.
    Read(String),
    Proposal(Proposal),
    /// A native file, and in short.
    OneOfMany {
        json: String,
        digest: Digest,
    },
    /// The text looks like another language than English.
    Foreign,
    /// How many parts of the text are read, of how many.
    Progress {
        done: usize,
        all: usize,
    },
    /// Why there is no answer.
    Failed(Failure),
}

/// The cue and the source of a new quotation, as the program sees them.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
struct Proposal {
    cue: Option<Stretch>,
    source: Option<Stretch>,
}

/// Begins to answer, in a worker; holds the lock `life` as long as the worker lives, so that whoever waits for that lock
/// learns when the browser ends the worker without a word.
///
/// # Errors
/// Never; the browser's own calls may fail in theory.
#[wasm_bindgen]
pub async fn serve(life: String) -> Result<(), JsValue> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    hold_lock(&scope, &life).await?;
    // Unpacks the weights before somebody waits for it.
    annotate("Ready.");
    let post = {
        let scope = scope.clone();
        // Nobody could be told that the browser refuses to carry plain objects.
        move |reply: JsValue| drop(scope.post_message(&reply))
    };
    let answering = post.clone();
    EventListener::new(&scope, "message", move |event| {
        answer(event.unchecked_ref::<MessageEvent>().data(), answering.clone());
    })
    .forget();
    post(reply(0, Answer::Ready));
    Ok(())
}

/// Answers a [`Request`] with a [`Reply`] that it gives to `post`, or where it takes long, with several.
pub fn answer(request: JsValue, post: impl Fn(JsValue) + 'static) {
    let Request { id, ask } = match serde_wasm_bindgen::from_value(request) {
        Ok(request) => request,
        Err(error) => return post(reply(0, Answer::Failed(Failure::program(error)))),
    };
    let Ask::ReadThoroughly { weights, text } = ask else {
        return post(reply(id, answer_at_once(ask)));
    };
    spawn_local(async move {
        let tell = |done, all| post(reply(id, Answer::Progress { done, all }));
        let read = thorough::read(weights, &text, tell).await;
        post(reply(id, read.map_or_else(Answer::Failed, Answer::Read)));
    });
}

fn answer_at_once(ask: Ask) -> Answer {
    let answer = match ask {
        Ask::Read(text) => Ok(Answer::Read(annotate(&text))),
        Ask::Propose { text, start, end } => propose(&text, start, end).map(Answer::Proposal),
        Ask::OneOfMany { text, source, any_language } => one_of_many(&text, source, any_language),
        Ask::Digest(annotations) => files::annotated(&annotations)
            .map(|article| {
                let digest = Digest::of(session::digest(&article));
                Answer::OneOfMany { digest, json: files::save(&article, None) }
            })
            .map_err(|fault| Failure::Faulty { fault }),
        Ask::ReadThoroughly { .. } => Err(Failure::program("it takes more than one answer")),
    };
    answer.unwrap_or_else(Answer::Failed)
}

/// Quick where `text` is the one that was read last.
fn propose(text: &str, start: u32, end: u32) -> Result<Proposal, Failure> {
    let table = OffsetTable::new(text);
    let (Some(from), Some(to)) = (table.byte_of_utf16(start), table.byte_of_utf16(end)) else {
        return Err(Failure::program("this is no piece of the text"));
    };
    let wanted = Span { start: from, end: to.max(from) };
    let found = MEMORY.with_borrow_mut(|memory| Annotator::new().propose(text, wanted, memory));
    let [cue, source] = found.map(|span| span.map(|span| Stretch::of(span, &table)));
    Ok(Proposal { cue, source })
}

fn one_of_many(text: &str, source: DocumentFields, any_language: bool) -> Result<Answer, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::NoText);
    }
    if !any_language && language::looks_foreign(text) {
        return Ok(Answer::Foreign);
    }
    let mut session = Session::from_document(&Annotator::new().annotate(&files::normalize(text)));
    session.describe(&source.inner());
    let article = session.article();
    let json = serde_json::to_string(&files::annotations(article, None)).map_err(Failure::program)?;
    Ok(Answer::OneOfMany { json, digest: Digest::of(session::digest(article)) })
}

fn reply(id: u32, answer: Answer) -> JsValue {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    Reply { id, answer }.serialize(&plain).unwrap_or_else(JsValue::from)
}

#[wasm_bindgen]
extern "C" {
    /// The browser's locks, which web-sys has only under a flag of the compiler.
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, held: &Function) -> Promise;
}

/// Holds a lock for ever, where the browser has locks.
async fn hold_lock(scope: &DedicatedWorkerGlobalScope, name: &str) -> Result<(), JsValue> {
    let locks = Reflect::get(&scope.navigator(), &"locks".into())?;
    if locks.is_undefined() {
        return Ok(());
    }
    let mut request = None;
    let held = Promise::new(&mut |resolve, _| {
        let hold = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
            Promise::new(&mut |_, _| {})
        });
        request = Some(locks.unchecked_ref::<LockManager>().request(name, hold.unchecked_ref()));
    });
    // A request that is refused ends; one that is granted does not.
    let either = js_sys::Array::of2(&held, &request.into());
    let _ = JsFuture::from(Promise::race(&either)).await;
    Ok(())
}
