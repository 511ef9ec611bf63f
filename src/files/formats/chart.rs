//! Who speaks, as a picture: a bar for each speaker, readable without colour.

use std::fmt::Write;

use super::{Format, Many, Options, Part, xml};
use crate::session::{Article, Voice, Voices, voices};

pub(super) const FORMAT: Format = Format {
    name: "chart",
    title: "Chart of speakers (SVG)",
    extension: ".speakers.svg",
    beside: None,
    media_type: "image/svg+xml",
    holds: "a bar for each speaker: how many words of theirs are quoted",
    drops: "all else: the text and the quotations themselves",
    many: Many::Apart,
    write,
};

fn write(article: &Article, _: &Options) -> Vec<Part> {
    FORMAT.one(chart(&voices(article), article.about.title.as_deref().unwrap_or("")))
}

/// Height of a speaker's row, in CSS pixels.
const ROW: u32 = 30;
/// Width of the names, of the whole bar, and of the picture.
const NAMES: u32 = 250;
const BAR: u32 = 260;
const WIDTH: u32 = 720;
/// Height of what stands above the rows, and below.
const TOP: u32 = 64;
const FOOT: u32 = 30;
/// A longer name is cut, in characters.
const LONGEST_NAME: usize = 34;

/// The shares of `voices`, by words, as an SVG picture that needs nothing else: solid for direct quotations, striped
/// for mixed ones, empty for indirect ones. Escaped; no script.
pub fn chart(voices: &Voices, title: &str) -> String {
    let height = TOP + ROW * voices.voices.len() as u32 + FOOT;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>Who speaks: {title}</title>\n\
         <defs><pattern id=\"mixed\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"3\" height=\"6\" fill=\"#165ca9\"/></pattern></defs>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n\
         <text x=\"12\" y=\"24\" font-size=\"16\" font-weight=\"bold\" fill=\"#111\">{title}</text>\n\
         <text x=\"12\" y=\"46\" fill=\"#444\">Share of {} quoted words in {} quotations; bar: direct solid, mixed striped, indirect empty</text>\n",
        voices.total.words,
        voices.total.quotations,
        title = xml::content(title),
    );
    for (index, voice) in voices.voices.iter().enumerate() {
        row(&mut svg, voice, TOP + ROW * index as u32);
    }
    svg.push_str("</svg>\n");
    svg
}

fn row(svg: &mut String, voice: &Voice, top: u32) {
    let name = if voice.name.is_empty() { "Unknown speaker" } else { &voice.name };
    let number = voice.number.map(|number| format!("{number}  ")).unwrap_or_default();
    let line = top + 19;
    let role = voice.role.as_deref().unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        "<g><title>{}{}{}</title><text x=\"12\" y=\"{line}\" fill=\"#111\">{}{}</text>",
        xml::content(name),
        if role.is_empty() { "" } else { ", " },
        xml::content(role),
        number,
        xml::content(&cut(name)),
    );
    let mut x = f64::from(NAMES);
    for (kind, count) in [("direct", voice.direct), ("mixed", voice.mixed), ("indirect", voice.indirect)] {
        if count == 0 {
            continue;
        }
        let width = f64::from(BAR) * voice.share_of_words * f64::from(count) / f64::from(voice.quotations);
        let fill = match kind {
            "direct" => "#165ca9",
            "mixed" => "url(#mixed)",
            _ => "#fff",
        };
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"18\" fill=\"{fill}\" stroke=\"#165ca9\"/>",
            top + 5
        );
        x += width;
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{line}\" fill=\"#111\">{:.0} %, {} words, {}</text></g>",
        x + 8.0,
        voice.share_of_words * 100.0,
        voice.words,
        if voice.quotations == 1 { "1 quotation".to_owned() } else { format!("{} quotations", voice.quotations) },
    );
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Annotator;
    use crate::session::{Command, Session, voices};

    #[test]
    fn bars_and_names() {
        let text = "“We knew about the wall,” Ada Okafor said.\n\n“Nobody told us,” said Ben Ames. He added that it was late.\n";
        let mut session = Session::from_document(&Annotator::new().annotate(text));
        let entity = session.article().entities[0].id.clone();
        session.apply(&Command::RenameEntity { entity, name: "<b>Ada & \"Co\"\u{1}".to_owned() }).unwrap();
        let all = voices(session.article());
        let svg = chart(&all, "A <title>");
        assert_eq!(svg.matches("<g>").count(), all.voices.len());
        assert!(svg.contains("&lt;b&gt;Ada &amp; \"Co\"\u{fffd}"), "{svg}");
        assert!(svg.contains("Who speaks: A &lt;title&gt;"));
        // The bars are as long as the shares: all together are the whole bar.
        let widths = svg.split("width=\"").skip(1).filter(|part| part.contains("height=\"18\""));
        let widths: f64 = widths.filter_map(|part| part.split('"').next()?.parse::<f64>().ok()).sum();
        assert!((widths - f64::from(BAR)).abs() < 0.5, "{widths}");
        assert!(chart(&Voices::default(), "").contains("Share of 0 quoted words"));
    }
}
