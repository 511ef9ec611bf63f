//! Whole numbers as other programs may write them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A whole number, also one written with a fraction of zero: JSON does not tell `77.0` from `77`, and programs that hold
/// numbers in columns write it so.
pub(super) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    whole_if_any(deserializer)?.ok_or_else(|| D::Error::custom("invalid type: null, expected a whole number"))
}

/// The same, or none.
pub(super) fn whole_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let Some(number) = Option::<serde_json::Number>::deserialize(deserializer)? else { return Ok(None) };
    let whole = number.as_u64().or_else(|| {
        let number = number.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0)?;
        (number <= f64::from(u32::MAX)).then_some(number as u64)
    });
    let whole = whole.and_then(|whole| u32::try_from(whole).ok());
    whole.map(Some).ok_or_else(|| D::Error::custom(format!("{number} is no whole number from 0 to 4294967295")))
}

/// A whole number that a file may leave out. A type of its own: with serde's `default`, TypeScript's type would say that
/// the page must do without it, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Whole(pub u32);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Whole, D::Error> {
        whole(deserializer).map(Whole)
    }
}

/// Whether a reader fills the field in. Not `Option::is_none`, by which TypeScript's type would say that the page must.
pub(super) fn is_left_out<T>(field: &Option<T>) -> bool {
    field.is_none()
}
