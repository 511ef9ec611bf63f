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
    let content = if options.one_line { files::save_line(article, now) } else { files::save_lines(article, now) };
    FORMAT.one(content)
}
