//! Reading thoroughly: the weights, which the page fetches when they are wanted and keeps on the device, and the reading
//! itself, in steps, in a worker that tells how far it is.

use std::sync::Arc;

use gloo_net::http::Request;
use js_sys::{Array, Function, Reflect, Uint8Array};
use serde::Deserialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, Cache, CacheStorage, Crypto, ReadableStreamDefaultReader, ReadableWritablePair, Response,
};

use super::records::{Failure, failed};
use crate::Annotator;
use crate::document::is_usual_word;
use crate::files;
use crate::reader::segments_to_read;
use crate::reader::{Thorough, ThoroughError};
use crate::session::Article;
use crate::syntax::Syntax;
use crate::text::clear::Clear;

/// The weights that the server has, as `pkg/thorough.json` tells.
#[derive(Deserialize, Tsify)]
pub struct Offer {
    /// The size of their file; 0 where there are none.
    bytes: u32,
    /// Another one for other weights.
    version: String,
}

/// The names of the caches of weights begin with this, and end with their version.
const CACHES: &str = "whosaid-thorough ";

/// Whether the weights on offer are on this device.
///
/// # Errors
/// When the browser does not let the page look.
#[wasm_bindgen(js_name = hasWeights)]
pub async fn has_weights(offer: Ts<Offer>) -> Result<bool, JsValue> {
    let offer = offer.to_rust().map_err(JsError::from)?;
    let Some(caches) = caches() else { return Ok(false) };
    Ok(JsFuture::from(caches.has(&(CACHES.to_owned() + &offer.version))).await?.is_truthy())
}

/// Takes all weights off this device, those of other versions too.
///
/// # Errors
/// When the browser does not let the page remove them.
#[wasm_bindgen(js_name = forgetWeights)]
pub async fn forget_weights() -> Result<(), JsValue> {
    let Some(caches) = caches() else { return Ok(()) };
    let names: Array = JsFuture::from(caches.keys()).await?.unchecked_into();
    for name in names.iter().filter_map(|name| name.as_string()).filter(|name| name.starts_with(CACHES)) {
        JsFuture::from(caches.delete(&name)).await?;
    }
    Ok(())
}

/// The file of the weights: from this device, or else from `address`, and then kept. Tells how many bytes have come, of
/// how many.
///
/// # Errors
/// When `signal` ends it, or the server does not give the whole file: then the cause of the error is a `Told`.
#[wasm_bindgen(js_name = fetchWeights, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub async fn fetch_weights(
    address: &str,
    offer: Ts<Offer>,
    signal: AbortSignal,
    #[wasm_bindgen(unchecked_param_type = "(loaded: number, total: number) => void")] progress: Function,
) -> Result<Uint8Array, JsValue> {
    let offer = offer.to_rust().map_err(JsError::from)?;
    let name = CACHES.to_owned() + &offer.version;
    if let Some(kept) = kept(&name, address).await {
        return Ok(kept);
    }
    let response = Request::get(address).abort_signal(Some(&signal)).send().await.map_err(JsError::from)?;
    let body = response.body().filter(|_| response.ok());
    let status = response.status();
    let body =
        body.ok_or_else(|| failed(Failure::ServerAnswered { status }, "the server does not give the weights"))?;
    let bytes = Uint8Array::new_with_length(offer.bytes);
    let reader = ReadableStreamDefaultReader::new(&body)?;
    let mut loaded = 0;
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            break;
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &"value".into())?.unchecked_into();
        if chunk.length() > offer.bytes - loaded {
            return Err(failed(Failure::DamagedWeights, "the file is larger than it should be"));
        }
        bytes.set(&chunk, loaded);
        loaded += chunk.length();
        progress.call2(&JsValue::UNDEFINED, &loaded.into(), &offer.bytes.into())?;
    }
    if loaded < offer.bytes {
        return Err(failed(Failure::DamagedWeights, "the file is not whole"));
    }
    if keep(&name, address, &bytes).await.is_err() {
        // No room, or not allowed: it is fetched again next time.
        let _ = forget_weights().await;
    }
    Ok(bytes)
}

/// The caches of the page's origin; there are none where the page did not come by a safe way.
fn caches() -> Option<CacheStorage> {
    web_sys::window()?.caches().ok().filter(|caches| !caches.is_undefined())
}

/// The file that the cache holds, if it does.
async fn kept(name: &str, address: &str) -> Option<Uint8Array> {
    let caches = caches()?;
    if !JsFuture::from(caches.has(name)).await.ok()?.is_truthy() {
        return None;
    }
    let cache: Cache = JsFuture::from(caches.open(name)).await.ok()?.unchecked_into();
    let response: Response = JsFuture::from(cache.match_with_str(address)).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&JsFuture::from(response.array_buffer().ok()?).await.ok()?))
}

/// Puts the file into the cache, in place of all weights that are there.
async fn keep(name: &str, address: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
    let Some(caches) = caches() else { return Ok(()) };
    forget_weights().await?;
    let cache: Cache = JsFuture::from(caches.open(name)).await?.unchecked_into();
    let response = Response::new_with_opt_js_u8_array(Some(bytes))?;
    JsFuture::from(cache.put_with_str(address, &response)).await?;
    Ok(())
}

/// Reads a text thoroughly, for the worker; tells how many of its parts are read. Gives a native file as JSON.
///
/// # Errors
/// When the weights are cut off, altered, or of another version.
pub(super) async fn read(weights: Uint8Array, text: &str, tell: impl Fn(usize, usize)) -> Result<String, Failure> {
    let weights = unpacked(weights).await.map_err(|_| Failure::DamagedWeights)?;
    let hash = sha256(&weights).await;
    let thorough = Thorough::load_as(&weights.to_vec(), hash).map_err(|error| match error {
        ThoroughError::Version(_) => Failure::OtherWeights,
        _ => Failure::DamagedWeights,
    })?;
    let thorough = Arc::new(thorough);
    let text = files::normalize(text);
    let clear = Clear::new(&text, is_usual_word);
    let mut reading = thorough.begin(&clear.text, &segments_to_read(&clear.text));
    while thorough.step(&mut reading) {
        let (done, all) = reading.progress();
        tell(done, all);
    }
    let syntax = Syntax::read_by(&clear.text, |_| thorough.finish(reading));
    let annotator = Annotator { thorough: Some(thorough.clone()), ..Annotator::new() };
    let document = annotator.analyse(syntax).of(&text, &clear);
    let annotations = files::annotations(&Article::from_document(&document), None);
    serde_json::to_string(&annotations).map_err(Failure::program)
}

#[wasm_bindgen]
extern "C" {
    /// The browser's own, which web-sys has only under a flag of the compiler.
    type DecompressionStream;
    #[wasm_bindgen(constructor)]
    fn new(format: &str) -> DecompressionStream;
}

/// The file is packed with gzip, whatever a server does besides.
async fn unpacked(bytes: Uint8Array) -> Result<Uint8Array, JsValue> {
    if bytes.get_index(0) != 0x1f || bytes.get_index(1) != 0x8b {
        return Ok(bytes);
    }
    let packed = Blob::new_with_u8_array_sequence(&Array::of1(&bytes))?;
    let stream = packed.stream().pipe_through(DecompressionStream::new("gzip").unchecked_ref::<ReadableWritablePair>());
    let response = Response::new_with_opt_readable_stream(Some(&stream))?;
    Ok(Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?))
}

/// In hex; nothing where the page did not come by a safe way, and the browser does not tell.
async fn sha256(bytes: &Uint8Array) -> Option<String> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?.unchecked_into();
    let subtle = Some(crypto.subtle()).filter(|subtle| !subtle.is_undefined())?;
    let digest = JsFuture::from(subtle.digest_with_str_and_js_u8_array("SHA-256", bytes).ok()?).await.ok()?;
    Some(Uint8Array::new(&digest).to_vec().iter().map(|byte| format!("{byte:02x}")).collect())
}
