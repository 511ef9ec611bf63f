//! Why something was not done: codes and values, for which the page has the words.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::JsValue;

use super::steps::Refusal;
use crate::files::{FileError, Unopened};
use crate::session::CommandError;
use crate::web::to_object;

/// The cause of an error that is thrown.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(in crate::web) enum Told {
    /// Of a correction.
    Refusal(Refusal),
    /// Of a file that somebody opens.
    Unopened(Unopened),
    /// Of a file whose kind is known.
    Fault(FileError),
    /// Of the worker, of what is fetched, of the browser.
    Failure(Failure),
}

/// Why something could not be done at all.
#[derive(Serialize, Tsify)]
#[serde(tag = "code", rename_all = "camelCase")]
pub(in crate::web) enum Failure {
    /// There is nothing in the text.
    NoText,
    /// The native file is refused.
    Faulty { fault: FileError },
    /// The server does not give the file.
    ServerAnswered { status: u16 },
    /// The weights for reading thoroughly are not whole, or altered.
    DamagedWeights,
    /// The weights for reading thoroughly are of a version that is not read here.
    OtherWeights,
    /// The browser does not let the page save files.
    SavingForbidden,
    /// What cannot be, as long as the program is right.
    Program { message: String },
}

impl Failure {
    pub(in crate::web) fn program(message: impl ToString) -> Failure {
        Failure::Program { message: message.to_string() }
    }
}

impl Told {
    /// The error that JavaScript catches; `message` is for whoever looks into the console.
    fn error(&self, message: &str) -> JsValue {
        let error = js_sys::Error::new(message);
        if let Ok(cause) = to_object(self) {
            error.set_cause(&cause);
        }
        error.into()
    }
}

/// The error that JavaScript catches where a correction is refused.
pub(in crate::web) fn refused(error: &CommandError) -> JsValue {
    Told::Refusal(error.into()).error(&error.to_string())
}

/// The same where a file is not opened.
pub(in crate::web) fn unopened(why: Unopened) -> JsValue {
    let message = format!("{why:?}");
    Told::Unopened(why).error(&message)
}

/// The same where a file is refused.
pub(in crate::web) fn faulty(fault: FileError) -> JsValue {
    let message = fault.to_string();
    Told::Fault(fault).error(&message)
}

/// The same where something could not be done at all.
pub(in crate::web) fn failed(failure: Failure, message: &str) -> JsValue {
    Told::Failure(failure).error(message)
}
