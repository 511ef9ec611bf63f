//! One page of HTML, to read and to print.

use crate::arranging::Arrange;
use std::fmt::Write as _;

use super::facts::{Facts, word_count};
use super::nesting::{Event, nest};
use super::{Format, Many, Options, Part, xml};
use crate::Span;
use crate::session::{Article, Entity, Quotation};

pub(super) const FORMAT: Format = Format {
    name: "html",
    title: "HTML",
    extension: ".html",
    beside: None,
    media_type: "text/html",
    holds: "a page without scripts that prints: the text with its marks, a list of the speakers",
    drops: "positions, sources, which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review of entities, what was removed; it cannot be opened here again",
    many: Many::Apart,
    write,
};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.6 Georgia,serif;color:#1c1c1c;background:#fff}\
h1{line-height:1.2}.about,footer{color:#4a4a4a;font-size:.9rem}\
mark{color:inherit;padding:.08em 0;border-bottom:2px solid}\
mark.c0{background:#dbeafe}mark.c1{background:#fde8d4}mark.c2{background:#d9f2df}mark.c3{background:#f5dcee}\
mark.c4{background:#e4e0fb}mark.c5{background:#f6efc7}mark.c6{background:#d4f0f2}mark.c7{background:#ecdfd3}\
mark.unknown{background:#ececec;border-bottom-style:dotted}\
mark.unreviewed{border-bottom-style:dashed}\
sup{font:600 .65rem sans-serif;line-height:0}\
.name{font-weight:600}.place{font-weight:600;text-decoration:underline dotted}.cue{font-style:italic}\
table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #ccc;vertical-align:top}\
td.n,th.n{text-align:right}\
@media (prefers-color-scheme:dark){body{color:#eee;background:#1b1b1d}.about,footer{color:#bbb}mark{color:#1c1c1c}mark .place,mark .name{color:#1c1c1c}}\
@media print{body{margin:0;max-width:none;color:#000;background:#fff}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact;color:#000}tr{break-inside:avoid}}";

/// What a span of the text is.
enum Mark<'a> {
    Quotation(&'a Quotation, bool),
    Mention(&'a Entity),
    Cue,
}

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let about = &article.about;
    let title = about.title.as_deref().unwrap_or("Who said what");
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        xml::attribute(about.language.as_deref().unwrap_or("en")),
        title = xml::content(title),
    );
    write_source(&mut page, &facts);
    page.push_str(
        "<p class=\"about\">Marked: words that somebody said, with the number of the speaker (? where it is not known); \
         <span class=\"cue\">words that introduce them</span>; <span class=\"name\">names</span>; \
         <span class=\"place\">places</span>. A dashed line: nobody has reviewed it.</p>\n<article>\n",
    );
    write_text(&mut page, &facts);
    page.push_str("</article>\n");
    write_speakers(&mut page, &facts);
    let _ = write!(page, "</main>\n<footer>Made with whosaid {}.</footer>\n</body>\n</html>\n", env!("CARGO_PKG_VERSION"));
    FORMAT.one(page)
}

fn write_source(page: &mut String, facts: &Facts) {
    let about = &facts.article.about;
    let date = about.published.as_ref().or(about.date.as_ref());
    let parts = [about.outlet.as_ref(), about.author.as_ref(), date].into_iter().flatten();
    let mut parts: Vec<String> = parts.map(|part| xml::content(part)).collect();
    parts.extend(about.url.as_deref().map(|url| {
        // Only what cannot be a script becomes a link.
        if url.starts_with("https://") || url.starts_with("http://") {
            format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", xml::attribute(url), xml::content(url))
        } else {
            xml::content(url)
        }
    }));
    if !parts.is_empty() {
        let _ = writeln!(page, "<p class=\"about\">{}</p>", parts.join(" · "));
    }
}

fn write_text(page: &mut String, facts: &Facts) {
    let article = facts.article;
    let mut spans: Vec<Span> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for quotation in article.quotations.iter() {
        for (index, piece) in quotation.pieces.iter().enumerate() {
            spans.push(piece.span);
            marks.push(Mark::Quotation(quotation, index == 0));
        }
    }
    for quotation in article.quotations.iter() {
        if let Some(cue) = &quotation.cue {
            spans.push(cue.span);
            marks.push(Mark::Cue);
        }
    }
    for entity in article.entities.iter() {
        for mention in entity.mentions.iter().filter(|mention| mention.form == crate::analysis::MentionForm::Name) {
            spans.push(mention.piece.span);
            marks.push(Mark::Mention(entity));
        }
    }
    // Paragraphs are the lines; they cut every span, as an element must not cross them.
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.arrange_by_key(|index| (spans[*index].start, *index));
    let mut next = order.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut opened = rustc_hash::FxHashSet::default();
    let mut start = 0;
    for line in facts.text.split('\n') {
        let whole = Span::new(start, start + line.len());
        start += line.len() + 1;
        while let Some(index) = next.next_if(|index| spans[*index].start < whole.end) {
            open.push(index);
        }
        open.retain(|index| spans[*index].end > whole.start);
        if line.trim().is_empty() {
            continue;
        }
        open.arrange();
        let cut = |span: Span| Span { start: span.start.max(whole.start), end: span.end.min(whole.end).max(whole.start) };
        let here: Vec<Span> = open.iter().map(|index| cut(spans[*index])).collect();
        page.push_str("<p>");
        for event in nest(whole, &here) {
            match event {
                Event::Text(span) => page.push_str(&xml::content(span.of(facts.text))),
                Event::Open(index) => {
                    let begins = opened.insert(open[index]);
                    open_mark(page, facts, &marks[open[index]], begins);
                }
                Event::Close(index) => page.push_str(match marks[open[index]] {
                    Mark::Quotation(..) => "</mark>",
                    _ => "</span>",
                }),
            }
        }
        page.push_str("</p>\n");
    }
}

fn open_mark(page: &mut String, facts: &Facts, mark: &Mark, begins: bool) {
    match mark {
        Mark::Quotation(quotation, first) => {
            let speaker = facts.speaker(quotation);
            let number = speaker.and_then(|entity| entity.number);
            let color = number.map_or("unknown".to_owned(), |number| format!("c{}", (number - 1) % 8));
            let name = speaker.map_or("speaker not known", |entity| &entity.name);
            let reviewed = if quotation.status == crate::session::Status::Unreviewed { " unreviewed" } else { "" };
            let _ = write!(
                page,
                "<mark class=\"{color}{reviewed}\" title=\"{} ({})\">",
                xml::attribute(name),
                quotation.kind.name(),
            );
            if *first && begins {
                let _ = write!(page, "<sup>{}</sup>", number.map_or("?".to_owned(), |number| number.to_string()));
            }
        }
        Mark::Mention(entity) => {
            let class = if entity.kind == crate::analysis::EntityKind::Place { "place" } else { "name" };
            let _ = write!(page, "<span class=\"{class}\">");
        }
        Mark::Cue => page.push_str("<span class=\"cue\">"),
    }
}

fn write_speakers(page: &mut String, facts: &Facts) {
    let speakers = facts.speakers();
    if speakers.is_empty() {
        return;
    }
    page.push_str(
        "<h2>Speakers</h2>\n<table>\n<thead><tr><th class=\"n\" scope=\"col\">No.</th><th scope=\"col\">Name</th>\
         <th scope=\"col\">Role</th><th class=\"n\" scope=\"col\">Quotations</th>\
         <th class=\"n\" scope=\"col\">Words</th></tr></thead>\n<tbody>\n",
    );
    for (entity, quotations) in speakers {
        let words: usize = quotations.iter().map(|quotation| word_count(quotation, facts.text)).sum();
        let _ = writeln!(
            page,
            "<tr><td class=\"n\">{}</td><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{words}</td></tr>",
            entity.number.map_or(String::new(), |number| number.to_string()),
            xml::content(&entity.name),
            xml::content(entity.description.as_deref().unwrap_or("")),
            quotations.len(),
        );
    }
    page.push_str("</tbody>\n</table>\n");
}
