//! Files: opened by hand, and handed to the browser to be saved.

use gloo_file::futures::read_as_bytes;
use gloo_file::{Blob, File, ObjectUrl};
use gloo_timers::callback::Timeout;
use js_sys::JsString;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlAnchorElement;

use super::records::{Failure, failed, unopened};
use crate::files;

/// How long the browser has to begin to save a file; milliseconds.
const PATIENCE: u32 = 60_000;

/// How much of a file's beginning tells a PDF and a packed document; bytes.
const BEGINNING: u64 = 8;

/// The documents in a file that somebody opened or dropped; `beside` is the file of the text from which its annotations
/// stand off.
///
/// # Errors
/// When there is none in it that can be read: an error whose cause is a `Told`.
#[wasm_bindgen(js_name = openFile, unchecked_return_type = "Opened[]")]
pub async fn open_file(file: web_sys::File, beside: Option<web_sys::File>) -> Result<JsValue, JsValue> {
    let unread = |error: gloo_file::FileReadError| JsValue::from(JsError::from(error));
    let file = File::from(file);
    let (name, media_type) = (file.name(), file.raw_mime_type());
    let start = read_as_bytes(&file.slice(0, BEGINNING)).await.map_err(unread)?;
    files::may_open(&name, &media_type, &start, file.size()).map_err(unopened)?;
    // The text of a PDF or a packed document is taken by the page.
    let bytes = if files::document(&start).is_some() { start } else { read_as_bytes(&file).await.map_err(unread)? };
    let beside = match beside.map(File::from) {
        Some(beside) => {
            files::may_open(&beside.name(), "text/plain", &[], beside.size()).map_err(unopened)?;
            Some(read_as_bytes(&beside).await.map_err(unread)?)
        }
        None => None,
    };
    let all = files::opened(&name, &media_type, &bytes, beside.as_deref()).map_err(unopened)?;
    Ok(all.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// Whether a file of a folder, by its path in it, is one that can be read.
#[wasm_bindgen(js_name = isReadable)]
pub fn is_readable(path: &str) -> bool {
    files::is_readable(path)
}

/// A file's name made of a text's first words.
#[wasm_bindgen(js_name = nameFor)]
pub fn name_for(text: &JsString, ending: &str) -> String {
    // The browser has Unicode's tables.
    files::name_for(&String::from(text.slice(0, 400).normalize("NFKD")), ending)
}

/// Hands a file to the browser to save.
///
/// # Errors
/// When this is no page, or the browser refuses.
#[wasm_bindgen]
pub fn download(name: &str, content: web_sys::Blob) -> Result<(), JsValue> {
    let link = web_sys::window().and_then(|window| window.document()?.create_element("a").ok());
    let refused = || failed(Failure::SavingForbidden, "the browser does not let the page save files");
    let link: HtmlAnchorElement = link.ok_or_else(refused)?.unchecked_into();
    let address = ObjectUrl::from(Blob::from(content));
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The address lives as long as the value that holds it.
    Timeout::new(PATIENCE, move || drop(address)).forget();
    Ok(())
}
