//! A chart of who speaks how much, as a picture.

use std::fmt::Write as _;

use super::facts::{Facts, one_line, word_count};
use super::{Format, Many, Options, Part, xml};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "chart",
    title: "Chart of speakers (SVG)",
    extension: ".speakers.svg",
    beside: None,
    media_type: "image/svg+xml",
    holds: "a bar for each speaker: how many words of theirs are quoted",
    drops: "the text and the quotations themselves; speakers after the fortieth",
    many: Many::Apart,
    write,
};

/// More bars are no chart.
const MOST: usize = 40;
/// Of a bar with the space below it, in pixels.
const HEIGHT: usize = 28;
const LEFT: usize = 250;
const WIDTH: usize = 720;

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let mut bars: Vec<(String, usize, usize)> = (facts.speakers().into_iter())
        .map(|(entity, quotations)| {
            let words = quotations.iter().map(|quotation| word_count(quotation, facts.text)).sum();
            (one_line(&entity.name), words, quotations.len())
        })
        .collect();
    bars.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    bars.truncate(MOST);
    let most = bars.iter().map(|bar| bar.1).max().unwrap_or(0).max(1);
    let height = 48 + bars.len().max(1) * HEIGHT;
    let title = article.about.title.as_deref().unwrap_or("Who speaks how much");
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"title\" font-family=\"sans-serif\" font-size=\"14\">\n\
         <title id=\"title\">{title}: quoted words of each speaker</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n\
         <text x=\"10\" y=\"26\" font-weight=\"bold\" fill=\"#1c1c1c\">{short}</text>\n",
        title = xml::content(&one_line(title)),
        short = xml::content(&shortened(&one_line(title), 80)),
    );
    if bars.is_empty() {
        svg.push_str("<text x=\"10\" y=\"60\" fill=\"#1c1c1c\">No speaker is known.</text>\n");
    }
    for (index, (name, words, quotations)) in bars.iter().enumerate() {
        let top = 44 + index * HEIGHT;
        let length = (WIDTH - LEFT - 150) * words / most;
        let base = top + 15;
        let _ = write!(
            svg,
            "<g><title>{full}: {words} words in {quotations} quotations</title>\
             <text x=\"{}\" y=\"{base}\" text-anchor=\"end\" fill=\"#1c1c1c\">{}</text>\
             <rect x=\"{LEFT}\" y=\"{top}\" width=\"{length}\" height=\"20\" fill=\"#2563a8\"/>\
             <text x=\"{}\" y=\"{base}\" fill=\"#1c1c1c\">{words} words, {quotations} ×</text></g>\n",
            LEFT - 8,
            xml::content(&shortened(name, 32)),
            LEFT + length + 6,
            full = xml::content(name),
        );
    }
    svg.push_str("</svg>\n");
    FORMAT.one(svg)
}

/// At most so many characters.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
