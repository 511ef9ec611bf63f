//! JSON that somebody opens: annotations that are known, or what else it is.

use serde::{Deserialize, Serialize};

use super::Unopened;

/// What JSON without annotations that are known is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum OtherJson {
    /// A list with nothing in it.
    EmptyList,
    /// An object with nothing in it.
    EmptyObject,
    /// JSON for nothing.
    Null,
    /// A number, a string, true or false.
    Value,
    /// Places, or their outlines.
    GeoJson,
    /// A list of something else.
    List,
    /// Another object.
    Object,
}

/// What tells annotations that we know from other JSON.
#[derive(Deserialize)]
struct Tell {
    format: Option<serde_json::Value>,
    #[serde(rename = "@context")]
    context: Option<serde::de::IgnoredAny>,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Option<serde::de::IgnoredAny>,
    #[serde(rename = "type")]
    kind: Option<serde_json::Value>,
}

/// What the objects of GeoJSON and TopoJSON call themselves.
const GEO_JSON: [&str; 10] = [
    "FeatureCollection",
    "Feature",
    "GeometryCollection",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "Topology",
];

/// Annotations as JSON, as far as one can tell without reading them.
pub(super) fn known(name: &str, json: String) -> Result<String, Unopened> {
    let name = || name.to_owned();
    if json.trim().is_empty() {
        return Err(Unopened::Empty { name: name() });
    }
    let inner = |open, close| Some(json.trim().strip_prefix(open)?.strip_suffix(close)?.trim());
    let other = if json.trim_start().starts_with('[') {
        // A list of Web Annotations, which their reader looks into, has targets.
        serde_json::from_str::<serde::de::IgnoredAny>(&json).map(|_| match inner('[', ']') {
            Some("") => Some(OtherJson::EmptyList),
            _ => (!json.contains("\"target\"")).then_some(OtherJson::List),
        })
    } else {
        serde_json::from_str::<Tell>(&json).map(|tell| {
            let ours = tell.format.is_some_and(|format| format == "whosaid");
            if ours || tell.context.is_some() || tell.structures.is_some() {
                return None;
            }
            let is_geo = tell.kind.as_ref().and_then(|kind| kind.as_str()).is_some_and(|kind| GEO_JSON.contains(&kind));
            Some(match inner('{', '}') {
                Some("") => OtherJson::EmptyObject,
                _ if is_geo => OtherJson::GeoJson,
                _ => OtherJson::Object,
            })
        })
    };
    match other {
        Ok(None) => Ok(json),
        Ok(Some(what)) => Err(Unopened::Unknown { name: name(), what }),
        Err(error) if error.is_data() => {
            let what = match json.trim() {
                "null" => OtherJson::Null,
                object if object.starts_with('{') => OtherJson::Object,
                _ => OtherJson::Value,
            };
            Err(Unopened::Unknown { name: name(), what })
        }
        Err(error) => Err(Unopened::Damaged { name: name(), cut: error.is_eof() }),
    }
}
