//! For looking at what was found, in one text and over many: who speaks, what is said, a text in short.

use wasm_bindgen::prelude::*;

use super::records::{Digest, DocumentFields, Mirror, Voices};
use super::{PageSession, to_object};
use crate::{files, session};

#[wasm_bindgen]
impl PageSession {
    /// The text in short: what a list of texts shows of it, who speaks, what is said.
    ///
    /// # Errors
    /// Never; the browser's own calls may fail in theory.
    #[wasm_bindgen(unchecked_return_type = "Digest")]
    pub fn digest(&self) -> Result<JsValue, JsError> {
        to_object(&Digest::of(session::digest(self.session.article())))
    }

    /// Writes down where the text comes from, without a step that could be undone: for what is known when the text is
    /// brought in. What is known already stays; a date that is none is left out.
    ///
    /// # Errors
    /// When `fields` is no such object.
    pub fn describe(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "DocumentFields")] fields: JsValue,
    ) -> Result<(), JsError> {
        let fields: DocumentFields = serde_wasm_bindgen::from_value(fields)?;
        self.session.describe(&fields.inner());
        Ok(())
    }
}

/// Who speaks in several texts: `voices` of their digests.
///
/// # Errors
/// When an element is no `Voices`.
#[wasm_bindgen(js_name = voicesTogether, unchecked_return_type = "Voices")]
pub fn voices_together(
    #[wasm_bindgen(unchecked_param_type = "Voices[]")] of_each: JsValue,
) -> Result<JsValue, JsError> {
    let of_each: Vec<Voices> = serde_wasm_bindgen::from_value(of_each)?;
    to_object(&Voices::of(session::together(&of_each.inner())))
}

/// Who speaks, as an SVG picture.
///
/// # Errors
/// When `voices` is no `Voices`.
#[wasm_bindgen]
pub fn chart(#[wasm_bindgen(unchecked_param_type = "Voices")] voices: JsValue, title: &str) -> Result<String, JsError> {
    let voices: Voices = serde_wasm_bindgen::from_value(voices)?;
    Ok(files::chart(&voices.inner(), title))
}

/// The text with the lines joined that a printed page broke; nothing where its lines are whole.
///
/// # Errors
/// Never; the browser's own calls may fail in theory.
#[wasm_bindgen(js_name = joinLines, unchecked_return_type = "Joining | undefined")]
pub fn join_lines(text: &str) -> Result<JsValue, JsError> {
    files::join_lines(text).map_or(Ok(JsValue::UNDEFINED), |joining| to_object(&joining))
}
