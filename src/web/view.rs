//! An article as JavaScript objects, made anew only where it changed.

use std::sync::Arc;

use js_sys::{Array, Object, Reflect};
use rustc_hash::FxHashMap;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::records::{Check, Mirror, Outcome};
use super::to_object;
use crate::files::{Reader, Writer};
use crate::session::{self, Article, Entity, Quotation, Session, checks, unseen};

#[wasm_bindgen(typescript_custom_section)]
const VIEW: &str = r"
/** The document as it stands, what can be undone and done again, what is to check, and how much else nobody has seen. */
export interface View extends Annotations {
  undo: Outcome | null; redo: Outcome | null; unsaved: boolean; checks: Check[]; unseen: number;
}
";

/// The objects of the last view, by the parts they were made of. Each part is kept so that its address stays its own.
#[derive(Default)]
pub(super) struct Seen {
    article: Option<Article>,
    frame: JsValue,
    entities: FxHashMap<*const Entity, JsValue>,
    quotations: FxHashMap<*const Quotation, JsValue>,
}

impl Seen {
    pub(super) fn view(&mut self, session: &Session) -> Result<JsValue, JsError> {
        let article = session.article();
        let writer = Writer::new(article, Reader::Page);
        let same_text = self.article.as_ref().is_some_and(|seen| Arc::ptr_eq(&seen.text, &article.text));
        if !same_text {
            self.entities.clear();
            self.quotations.clear();
        }
        let same_frame = self.article.as_ref().is_some_and(|seen| {
            same_text
                && Arc::ptr_eq(&seen.about, &article.about)
                && Arc::ptr_eq(&seen.removed, &article.removed)
                && Arc::ptr_eq(&seen.lost, &article.lost)
        });
        if !same_frame {
            self.frame = to_object(&writer.frame(article, None))?;
        }
        let entities = objects(&article.entities, &mut self.entities, |entity| writer.entity(entity))?;
        let quotations = objects(&article.quotations, &mut self.quotations, |quotation| writer.quotation(quotation))?;
        self.article = Some(article.clone());

        let view = Object::assign(&Object::new(), self.frame.unchecked_ref());
        let set = |name: &str, value: JsValue| {
            Reflect::set(&view, &name.into(), &value).map(drop).map_err(|_| JsError::new("a view cannot be changed"))
        };
        let step = |outcome: Option<&session::Outcome>| to_object(&outcome.cloned().map(Outcome::of));
        set("entities", entities.into())?;
        set("quotations", quotations.into())?;
        set("undo", step(session.undoable())?)?;
        set("redo", step(session.redoable())?)?;
        set("unsaved", session.is_unsaved().into())?;
        let checks = checks(article);
        set("unseen", u32::try_from(unseen(article, &checks)).unwrap_or(u32::MAX).into())?;
        set("checks", to_object(&<Vec<Check>>::of(checks))?)?;
        Ok(view.into())
    }
}

/// The objects of `parts`: those seen before as they were, new ones of the records that `write` gives.
fn objects<T, R: Serialize>(
    parts: &[Arc<T>],
    seen: &mut FxHashMap<*const T, JsValue>,
    write: impl Fn(&T) -> R,
) -> Result<Array, JsError> {
    let before = std::mem::take(seen);
    let new: Vec<&Arc<T>> = parts.iter().filter(|part| !before.contains_key(&Arc::as_ptr(part))).collect();
    let records: Vec<R> = new.iter().map(|part| write(part)).collect();
    let made: Array = to_object(&records)?.unchecked_into();
    seen.extend(new.iter().zip(made.iter()).map(|(part, object)| (Arc::as_ptr(part), object)));
    let array = Array::new();
    for part in parts {
        let address = Arc::as_ptr(part);
        if let Some(object) = before.get(&address) {
            seen.insert(address, object.clone());
        }
        array.push(seen.get(&address).unwrap_or(&JsValue::UNDEFINED));
    }
    Ok(array)
}
