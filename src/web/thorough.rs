//! Reading thoroughly, in steps, so that a worker can tell how far it is.
//!
//! ```js
//! const reader = ThoroughReader.load(bytes, sha256);  // throws an Error that says what is wrong with the file
//! const run = reader.begin(text);
//! while (run.step()) postMessage({ done: run.done, all: run.all });
//! postMessage({ json: run.finish() });              // a native file, for session.readAgain
//! ```

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use crate::Annotator;
use crate::files;
use crate::reader::Thorough;
use crate::reader::thorough::Reading;
use crate::session::Article;
use crate::syntax::Syntax;
use crate::text::clear::Clear;
use crate::text::segment;

/// A transformer that was loaded.
#[wasm_bindgen]
pub struct ThoroughReader {
    thorough: Arc<Thorough>,
}

#[wasm_bindgen]
impl ThoroughReader {
    /// From the bytes of a file of weights, and their SHA-256 in hex where the browser can tell it.
    ///
    /// # Errors
    /// When the file is cut off, altered, or of another version.
    pub fn load(bytes: &[u8], sha256: Option<String>) -> Result<ThoroughReader, JsError> {
        Ok(ThoroughReader { thorough: Arc::new(Thorough::load_as(bytes, sha256)?) })
    }

    /// Begins to read a text.
    pub fn begin(&self, text: &str) -> ThoroughRun {
        let text = files::normalize(text);
        let clear = Clear::new(&text).text;
        let reading = self.thorough.begin(&clear, &segment(&clear));
        ThoroughRun { thorough: self.thorough.clone(), text, reading }
    }
}

/// A text that is being read.
#[wasm_bindgen]
pub struct ThoroughRun {
    thorough: Arc<Thorough>,
    text: String,
    reading: Reading,
}

#[wasm_bindgen]
impl ThoroughRun {
    /// Reads on, for some tens of milliseconds; whether there was something to read.
    pub fn step(&mut self) -> bool {
        self.thorough.step(&mut self.reading)
    }

    /// How many parts of the text are read.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> usize {
        self.reading.progress().0
    }

    /// How many parts there are.
    #[wasm_bindgen(getter)]
    pub fn all(&self) -> usize {
        self.reading.progress().1
    }

    /// The native file as JSON.
    pub fn finish(self) -> String {
        let ThoroughRun { thorough, text, reading } = self;
        let clear = Clear::new(&text);
        let syntax = Syntax::read_by(&clear.text, |_| thorough.finish(reading));
        let annotator = Annotator { thorough: Some(thorough.clone()), ..Annotator::new() };
        let annotations =
            files::annotations(&Article::from_document(&annotator.analyse(syntax).of(&text, &clear)), None);
        serde_json::to_string(&annotations).unwrap_or_default()
    }
}
