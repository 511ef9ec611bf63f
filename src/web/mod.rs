//! The thin rim towards the browser; WebAssembly only.

use crate::Annotator;
use wasm_bindgen::prelude::*;

/// The words of each quotation in `text`, one list of fragments per quotation.
///
/// # Errors
/// When the browser cannot hold the result.
#[wasm_bindgen]
pub fn annotate(text: &str) -> Result<JsValue, JsValue> {
    let document = Annotator::new().annotate(text);
    let words: Vec<Vec<&str>> =
        document.quotations.iter().map(|q| q.content.iter().map(|span| span.of(text)).collect()).collect();
    Ok(serde_wasm_bindgen::to_value(&words)?)
}
