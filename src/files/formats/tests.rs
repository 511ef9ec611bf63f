//! Formats that only go out say what they promise, whatever the text; those that come in are tested in `import`.

mod examples;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm};
use crate::files::import::builder::{Builder, Said};
use crate::files::import::tests::{article, draws, texts};
use crate::files::offsets::OffsetTable;
use crate::session::Piece;

fn written(article: &Article, format: &str, options: &Options) -> String {
    Format::by_name(format).unwrap().write(article, options).remove(0).content
}

/// The fields of a table, by RFC 4180.
fn fields(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if !quoted => quoted = true,
            '"' if letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => quoted = false,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => assert_eq!(letters.peek(), Some(&'\n'), "{csv}"),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            letter => field.push(letter),
        }
    }
    assert!(!quoted && row.is_empty(), "{csv}");
    rows
}

/// What a table shows of a text that a spreadsheet program would compute, or that holds what ends a text for some.
fn shown(text: &str) -> String {
    let text = text.replace('\0', "\u{fffd}");
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text }
}

/// Checks that each `{start, end}` of a list stands for the same words as a piece, in any order.
fn check_spans(text: &str, spans: &Value, [start, end]: [&str; 2], utf16: bool, pieces: &[&Piece]) {
    let offsets = OffsetTable::new(text);
    let place = |piece: &&Piece| {
        let units = |at| if utf16 { offsets.at_byte(at).1 } else { offsets.at_byte(at).0 };
        (u64::from(units(piece.span.start)), u64::from(units(piece.span.end)))
    };
    let mut expect: Vec<(u64, u64)> = pieces.iter().map(place).collect();
    let spans = spans.as_array().unwrap().iter();
    let mut got: Vec<(u64, u64)> =
        spans.map(|span| (span[start].as_u64().unwrap(), span[end].as_u64().unwrap())).collect();
    expect.sort_unstable();
    got.sort_unstable();
    assert_eq!(got, expect);
}

/// The elements of the HTML file; the first is the declaration.
const ELEMENTS: [&str; 23] = [
    "", "html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "p", "a", "span", "mark",
    "sup", "table", "thead", "tbody", "tr", "th", "td", "footer",
];

/// A page without its elements and with its characters; all elements must be known.
fn text_of_markup(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = start + rest[start..].find('>').expect("an element ends");
        let name: String =
            rest[start + 1..end].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(ELEMENTS.contains(&name.as_str()), "<{name}> in {markup}");
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(entity, letter);
    }
    text
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphabetic()).collect()
}

const GAPS: &[&str] = &[" ", " ", "", "\n", "\n\n", "  ", "\t"];

proptest! {
    #[test]
    fn what_goes_out_says_the_same(
        text in texts(GAPS),
        entities in prop::collection::vec(draws(3), 0..6),
        quotations in prop::collection::vec((draws(3), 0_usize..200, any::<bool>()), 0..5),
    ) {
        let article = article(&text, &entities, &quotations);
        let text = &*article.text;
        let options = Options::default();
        let said: Vec<String> = (article.quotations.iter())
            .map(|quotation| quotation.pieces.iter().map(|piece| piece.span.of(text)).collect::<Vec<_>>().join(" … "))
            .collect();
        let name_of = |id: Option<&str>| id.and_then(|id| article.entity(id)).map_or("", |entity| entity.name.as_str());

        let rows = fields(&written(&article, "csv", &options));
        let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
        prop_assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        let got: Vec<(&str, &str)> = rows[1..].iter().map(|row| (&*row[column("words")], &*row[column("speaker")])).collect();
        let expect: Vec<(String, String)> = (article.quotations.iter().zip(&said))
            .map(|(quotation, said)| (shown(said), shown(name_of(quotation.speaker.as_deref()))))
            .collect();
        prop_assert_eq!(got, expect.iter().map(|(said, name)| (&**said, &**name)).collect::<Vec<_>>());
        for table in Table::ALL {
            let rows = fields(&written(&article, "csv", &Options { table, byte_order_mark: true, ..Options::default() }));
            let marked = rows[0][0].starts_with('\u{feff}');
            prop_assert!(marked && rows.iter().all(|row| row.len() == rows[0].len()));
        }

        let lines = written(&article, "text", &options);
        prop_assert_eq!(lines.lines().count(), said.len());
        prop_assert!(!lines.contains(['\u{2028}', '\u{85}', '\t']), "{}", lines);

        let places: Vec<_> = article.entities.iter().filter(|entity| entity.kind == EntityKind::Place).collect();
        let geojson: Value = serde_json::from_str(&written(&article, "geojson", &options)).unwrap();
        let got: Vec<(&str, &str)> = (geojson["features"].as_array().unwrap().iter())
            .map(|feature| (feature["properties"]["id"].as_str().unwrap(), feature["properties"]["name"].as_str().unwrap()))
            .collect();
        prop_assert_eq!(got, places.iter().map(|place| (&*place.id, &*place.name)).collect::<Vec<_>>());

        let pieces: Vec<&Piece> = article.quotations.iter().flat_map(|quotation| &quotation.pieces).collect();
        let mentions: Vec<&Piece> = article.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| &mention.piece).collect();
        let beside = article.quotations.iter().flat_map(|quotation| quotation.cue.iter().chain(&quotation.source));
        let all: Vec<&Piece> = pieces.iter().chain(&mentions).copied().chain(beside).collect();
        let spacy: Value = serde_json::from_str(&written(&article, "spacy", &options)).unwrap();
        check_spans(text, &spacy["spans"]["quotations"], ["start", "end"], false, &pieces);
        check_spans(text, &spacy["spans"]["mentions"], ["start", "end"], false, &mentions);
        let doccano: Value = serde_json::from_str(&written(&article, "doccano", &options)).unwrap();
        check_spans(text, &doccano["entities"], ["start_offset", "end_offset"], false, &all);
        let prodigy: Value = serde_json::from_str(&written(&article, "prodigy", &options)).unwrap();
        check_spans(text, &prodigy["spans"], ["start", "end"], false, &all);
        for utf16 in [false, true] {
            let task: Value = serde_json::from_str(&written(&article, "labelstudio", &Options { utf16, ..Options::default() })).unwrap();
            let results = [&task[0]["annotations"][0]["result"], &task[0]["predictions"][0]["result"]];
            let values = results.iter().filter_map(|result| result.as_array()).flatten();
            let values: Vec<Value> = values.filter(|result| result["type"] == "labels").map(|result| result["value"].clone()).collect();
            check_spans(text, &Value::Array(values), ["start", "end"], utf16, &all);
        }

        let page = letters(&text_of_markup(&written(&article, "html", &options)));
        for word in text.split(|c: char| !c.is_alphabetic()) {
            prop_assert!(page.contains(word), "{} {}", word, page);
        }
        let chart = written(&article, "chart", &options);
        prop_assert!(roxmltree::Document::parse(&chart).is_ok(), "{}", chart);
        let rows = fields(&written(&article, "speakers", &options));
        prop_assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    }
}

proptest! {
    // Each case reads the text.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_text_can_be_put_together_of_its_tokens(
        text in texts(GAPS),
        quotations in prop::collection::vec((draws(3), 0_usize..200, any::<bool>()), 0..5),
    ) {
        let article = article(&text, &[], &quotations);
        let conllu = written(&article, "conllu", &Options::default());
        let mut rebuilt = String::new();
        for line in conllu.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            prop_assert_eq!(columns.len(), 13, "{}", line);
            prop_assert!(columns[9].split('|').all(|pair| !pair.ends_with('=')), "{}", line);
            let misc = |key: &str| columns[9].split('|').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
            rebuilt += &unescaped(misc("SpacesBefore").unwrap_or(""));
            rebuilt += columns[1];
            match misc("SpacesAfter") {
                Some(space) => rebuilt += &unescaped(space),
                None if misc("SpaceAfter") == Some("No") => {}
                None => rebuilt.push(' '),
            }
        }
        let same = |text: &str| -> String {
            text.chars().map(|c| if c.is_whitespace() || c.is_control() { '\u{fffd}' } else { c }).collect()
        };
        prop_assert_eq!(same(&rebuilt), same(&article.text));
    }
}

/// Reads what `conllu` escapes.
fn unescaped(space: &str) -> String {
    let mut text = String::new();
    let mut letters = space.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        text.push(match letters.next().unwrap() {
            's' => ' ',
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'p' => '|',
            'u' => {
                let number: String = letters.by_ref().take(4).collect();
                char::from_u32(u32::from_str_radix(&number, 16).unwrap()).unwrap()
            }
            letter => letter,
        });
    }
    text
}
