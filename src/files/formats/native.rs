//! The native file.

use super::{Format, Many, Options, Part};
use crate::files;
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "json",
    title: "JSON",
    extension: ".whosaid.json",
    beside: None,
    media_type: "application/json",
    holds: "everything; opens here again",
    drops: "nothing",
    many: Many::Joined,
    write,
};

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let now = options.now.as_deref();
    if options.indented {
        let json = serde_json::to_string_pretty(&files::annotations(article, now)).unwrap_or_default();
        return FORMAT.one(json + "\n");
    }
    FORMAT.one(files::save(article, now))
}
