//! Who speaks, with their shares of the words.

use super::{Format, Many, Options, Part, Table};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "speakers",
    title: "Speakers (CSV)",
    extension: ".speakers.csv",
    beside: None,
    media_type: "text/csv",
    holds: "one row a speaker: name, role, how many quotations and words, share of all words quoted",
    drops: "all else: the text and the quotations themselves",
    many: Many::OneHeader,
    write,
};

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let mark = if options.byte_order_mark { "\u{feff}" } else { "" };
    FORMAT.one(mark.to_owned() + &super::csv::table(article, Table::Speakers))
}
