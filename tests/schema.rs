//! A small check of the JSON Schema of the native file, for the core's tests and the browser's.

use serde_json::{Value, json};

/// What of `value` breaks `schema`, which stands in `root`. Knows the keywords that schemars writes for the records; any
/// other counts as a fault.
pub fn faults(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(keywords) = schema.as_object() else {
        return if schema == &json!(true) { vec![] } else { vec![format!("{path}: not allowed")] };
    };
    let mut found = Vec::new();
    for (keyword, rule) in keywords {
        let list = || rule.as_array().into_iter().flatten();
        let fits = match keyword.as_str() {
            "$schema" | "title" | "description" | "default" | "$defs" => true,
            "$ref" => rule.as_str().and_then(|path| path.strip_prefix("#/$defs/")).is_some_and(|name| {
                found.extend(faults(root, &root["$defs"][name], value, path));
                true
            }),
            "type" if rule.is_array() => list().any(|one| is_of_type(value, one)),
            "type" => is_of_type(value, rule),
            "const" => value == rule,
            "enum" => list().any(|one| one == value),
            "minimum" => value.as_f64().is_none_or(|number| rule.as_f64().is_some_and(|least| number >= least)),
            "maximum" => value.as_f64().is_none_or(|number| rule.as_f64().is_some_and(|most| number <= most)),
            "required" => list().all(|name| name.as_str().is_some_and(|name| value.get(name).is_some())),
            "properties" => {
                for (name, property) in rule.as_object().into_iter().flatten() {
                    if let Some(inner) = value.get(name) {
                        found.extend(faults(root, property, inner, &format!("{path}.{name}")));
                    }
                }
                true
            }
            "additionalProperties" => rule == &json!(true),
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(root, rule, inner, &format!("{path}[{index}]")));
                }
                true
            }
            "anyOf" | "oneOf" => list().any(|one| faults(root, one, value, path).is_empty()),
            _ => false,
        };
        if !fits {
            found.push(format!("{path}: {keyword} {rule}"));
        }
    }
    found
}

fn is_of_type(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}
