//! Tables as comma-separated values (RFC 4180).
//!
//! Every field of text stands in double quotes: where only some do, DuckDB may take `'` for the quote mark and strip a
//! quotation's own. A text that a spreadsheet would take for a formula begins with `'`; ids stand as they are.

use std::fmt::Write as _;

use super::{Cell, Format, Many, Options, Part, Table};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    title: "CSV",
    extension: ".csv",
    beside: None,
    media_type: "text/csv",
    holds: "one row a quotation with its speaker, for spreadsheets, pandas, R, DuckDB; other tables: entities, places, speakers",
    drops: "the text around the quotations and between their pieces, which parts stand in marks, alternatives, points and candidates of places, notes and tags of entities and mentions, review of entities, author, what was removed",
    many: Many::OneHeader,
    write,
};

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let mut content = String::new();
    if options.byte_order_mark {
        content.push('\u{feff}');
    }
    content.push_str(&table(article, options.table));
    FORMAT.one(content)
}

/// The rows of a table, the header first.
pub(super) fn table(article: &Article, table: Table) -> String {
    let mut content = String::new();
    for (index, column) in table.columns().iter().enumerate() {
        let _ = write!(content, "{}\"{}\"", if index > 0 { "," } else { "" }, column.name);
    }
    content.push_str("\r\n");
    for row in table.rows(article) {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                content.push(',');
            }
            push(&mut content, cell);
        }
        content.push_str("\r\n");
    }
    content
}

fn push(content: &mut String, cell: &Cell) {
    let (text, guard) = match cell {
        Cell::Empty => return,
        Cell::Number(number) => {
            let _ = write!(content, "{number}");
            return;
        }
        Cell::Count(count) => {
            let _ = write!(content, "{count}");
            return;
        }
        Cell::Text(text) => (text, if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" }),
    };
    // A byte of zero ends a text for many readers.
    let text = text.replace('"', "\"\"").replace('\0', "\u{fffd}");
    let _ = write!(content, "\"{guard}{text}\"");
}
