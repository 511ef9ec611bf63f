//! TEI P5.

use std::fmt::Write as _;

use super::facts::Facts;
use super::nesting::{Event, nest};
use super::xml::PART;
use super::{Format, Many, Options, Part, names, xml};
use crate::Span;
use crate::analysis::{EntityKind, QuotationKind};
use crate::session::{Article, Entity, Mention, Quotation, Status};

pub(super) const FORMAT: Format = Format {
    name: "tei",
    title: "TEI",
    extension: ".tei.xml",
    beside: None,
    media_type: "application/tei+xml",
    holds: "text with said, quote, persName, orgName, placeName; lists of people, organizations and places",
    drops: "alternatives, candidates of places, notes, tags, review of entities, what was removed; more than one blank line in a row; pieces with only white space between them become one",
    many: Many::Apart,
    write,
};

/// What a span of the text is.
enum Element<'a> {
    Said(&'a Quotation),
    Quote(&'a Quotation),
    Mention(&'a Mention, &'a Entity),
    Seg(&'static str, &'a Quotation),
}

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let mut tei = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
    write_header(&mut tei, &facts, options);
    tei.push_str("<text>\n<body>\n");
    write_body(&mut tei, &facts);
    tei.push_str("</body>\n</text>\n</TEI>\n");
    FORMAT.one(tei)
}

fn write_header(tei: &mut String, facts: &Facts, options: &Options) {
    let about = &facts.article.about;
    let title = about.title.as_deref().unwrap_or("");
    let _ = write!(tei, "<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>{}</title>\n", xml::content(title));
    if let Some(author) = &about.author {
        let _ = writeln!(tei, "<author>{}</author>", xml::content(author));
    }
    let _ = write!(
        tei,
        "</titleStmt>\n<publicationStmt>\n<p>Annotated with whosaid {}.</p>\n</publicationStmt>\n<sourceDesc>\n<bibl>\n\
         <title>{}</title>\n<idno>{}</idno>\n",
        env!("CARGO_PKG_VERSION"),
        xml::content(title),
        xml::content(&facts.document_id()),
    );
    if let Some(outlet) = &about.outlet {
        let _ = writeln!(tei, "<publisher>{}</publisher>", xml::content(outlet));
    }
    if let Some(date) = about.published.as_ref().or(about.date.as_ref()) {
        let _ = writeln!(tei, "<date>{}</date>", xml::content(date));
    }
    if let Some(url) = &about.url {
        let _ = writeln!(tei, "<ref target=\"{}\">{}</ref>", xml::attribute(&url.replace(char::is_whitespace, "%20")), xml::content(url));
    }
    let language = about.language.as_deref().unwrap_or("en");
    let _ = write!(
        tei,
        "</bibl>\n</sourceDesc>\n</fileDesc>\n{STATES}<profileDesc>\n<langUsage>\n<language ident=\"{language}\">{language}</language>\n</langUsage>\n",
        language = xml::attribute(language),
    );
    let entities = facts.article.entities.iter();
    let (places, others): (Vec<&Entity>, Vec<&Entity>) =
        entities.map(AsRef::as_ref).partition(|entity| entity.kind == EntityKind::Place);
    if !others.is_empty() {
        tei.push_str("<particDesc>\n");
        others.iter().for_each(|entity| write_participant(tei, entity));
        tei.push_str("</particDesc>\n");
    }
    if !places.is_empty() {
        tei.push_str("<settingDesc>\n<listPlace>\n");
        places.iter().for_each(|entity| write_place(tei, entity));
        tei.push_str("</listPlace>\n</settingDesc>\n");
    }
    tei.push_str("</profileDesc>\n");
    let reviewed = facts.article.quotations.iter().filter(|quotation| quotation.status != Status::Unreviewed).count();
    if reviewed > 0 {
        let when = options.now.as_deref().or(about.created.as_deref());
        let when = when.map_or(String::new(), |when| format!(" when=\"{}\"", xml::attribute(when)));
        let all = facts.article.quotations.len();
        let _ = writeln!(
            tei,
            "<revisionDesc>\n<change{when}>{reviewed} of {all} quotations were reviewed.</change>\n</revisionDesc>"
        );
    }
    tei.push_str("</teiHeader>\n");
}

/// What `ana` of a quotation points to.
const STATES: &str = "<encodingDesc>\n<classDecl>\n<taxonomy>\n\
    <category xml:id=\"whosaid.unreviewed\"><catDesc>Found by a program, not looked at.</catDesc></category>\n\
    <category xml:id=\"whosaid.accepted\"><catDesc>Found by a program, accepted by a person.</catDesc></category>\n\
    <category xml:id=\"whosaid.edited\"><catDesc>Made or changed by a person.</catDesc></category>\n\
    </taxonomy>\n</classDecl>\n</encodingDesc>\n";

fn write_participant(tei: &mut String, entity: &Entity) {
    let id = xml::name(&entity.id);
    let name = xml::content(&entity.name);
    let role = |element: &str| {
        let role = entity.description.as_deref();
        role.map_or(String::new(), |role| format!("<{element}>{}</{element}>", xml::content(role)))
    };
    let _ = match entity.kind {
        EntityKind::Person => writeln!(
            tei,
            "<person xml:id=\"{id}\"><persName>{name}</persName>{}</person>",
            role("occupation")
        ),
        EntityKind::Group => {
            let members = if entity.members.is_empty() {
                String::new()
            } else {
                let ids: Vec<String> = entity.members.iter().map(|member| format!("#{}", xml::name(member))).collect();
                format!(" corresp=\"{}\"", ids.join(" "))
            };
            writeln!(
                tei,
                "<personGrp xml:id=\"{id}\"{members}><persName>{name}</persName>{}</personGrp>",
                role("occupation")
            )
        }
        kind => {
            let kind = if kind == EntityKind::Other { " type=\"other\"" } else { "" };
            writeln!(tei, "<org xml:id=\"{id}\"{kind}><orgName>{name}</orgName>{}</org>", role("desc"))
        }
    };
}

fn write_place(tei: &mut String, entity: &Entity) {
    let _ = write!(tei, "<place xml:id=\"{}\"><placeName>{}</placeName>", xml::name(&entity.id), xml::content(&entity.name));
    if let Some(role) = &entity.description {
        let _ = write!(tei, "<desc>{}</desc>", xml::content(role));
    }
    if let Some(place) = &entity.place {
        let _ = write!(tei, "<location><geo>{} {}</geo></location>", place.chosen.lat, place.chosen.lon);
        if let Some(number) = place.chosen.geoname_id {
            let _ = write!(tei, "<idno type=\"geonames\">{}</idno>", names::geonames_iri(number));
        }
    }
    tei.push_str("</place>\n");
}

/// Paragraphs are parted by blank lines, other line breaks are `<lb/>`; no line is wrapped.
fn write_body(tei: &mut String, facts: &Facts) {
    let article = facts.article;
    let mut spans: Vec<Span> = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    let mut add = |span: Span, element| {
        spans.push(span);
        elements.push(element);
    };
    for quotation in article.quotations.iter() {
        quotation.pieces.iter().for_each(|piece| add(piece.span, Element::Said(quotation)));
    }
    for quotation in article.quotations.iter().filter(|quotation| quotation.kind == QuotationKind::Mixed) {
        quotation.quoted_parts.iter().for_each(|part| add(part.span, Element::Quote(quotation)));
    }
    for quotation in article.quotations.iter() {
        quotation.cue.iter().for_each(|piece| add(piece.span, Element::Seg("cue", quotation)));
        quotation.source.iter().for_each(|piece| add(piece.span, Element::Seg("source", quotation)));
    }
    for entity in article.entities.iter() {
        entity.mentions.iter().for_each(|mention| add(mention.piece.span, Element::Mention(mention, entity)));
    }
    let paragraphs = paragraphs(facts.text);
    if paragraphs.is_empty() {
        tei.push_str("<p/>\n");
    }
    // Cut at the paragraphs; each fragment belongs to one.
    let mut here: Vec<Vec<(usize, Span)>> = vec![Vec::new(); paragraphs.len()];
    for (index, span) in spans.iter().enumerate() {
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
        for (at, paragraph) in paragraphs.iter().enumerate().skip(first).take_while(|(_, p)| p.start < span.end) {
            let part = Span { start: span.start.max(paragraph.start), end: span.end.min(paragraph.end) };
            here[at].push((index, part));
        }
    }
    let events: Vec<Vec<Event>> = (paragraphs.iter().zip(&here))
        .map(|(paragraph, parts)| nest(*paragraph, &parts.iter().map(|(_, span)| *span).collect::<Vec<_>>()))
        .collect();
    let mut fragments = Fragments::count(&events, &here, &elements);
    for (events, parts) in events.iter().zip(&here) {
        tei.push_str("<p>");
        let mut open: Vec<&str> = Vec::new();
        for event in events {
            match event {
                Event::Text(span) => tei.push_str(&xml::content(span.of(facts.text)).replace('\n', "<lb/>")),
                Event::Open(at) => open.push(open_element(tei, &elements[parts[*at].0], parts[*at].0, &mut fragments)),
                Event::Close(_) => {
                    let _ = write!(tei, "</{}>", open.pop().unwrap_or_default());
                }
            }
        }
        tei.push_str("</p>\n");
    }
}

/// How many elements an annotation is written as, and how many of them are written.
struct Fragments {
    /// By quotation id.
    said: rustc_hash::FxHashMap<String, (usize, usize)>,
    /// By index of the element.
    others: Vec<(usize, usize)>,
}

impl Fragments {
    fn count(events: &[Vec<Event>], here: &[Vec<(usize, Span)>], elements: &[Element]) -> Fragments {
        let mut fragments =
            Fragments { said: rustc_hash::FxHashMap::default(), others: vec![(0, 0); elements.len()] };
        for (events, parts) in events.iter().zip(here) {
            for event in events {
                let Event::Open(at) = event else { continue };
                let index = parts[*at].0;
                match elements[index] {
                    Element::Said(quotation) => fragments.said.entry(quotation.id.clone()).or_default().0 += 1,
                    _ => fragments.others[index].0 += 1,
                }
            }
        }
        fragments
    }
}

/// Begins an element; gives its name.
fn open_element(tei: &mut String, element: &Element, index: usize, fragments: &mut Fragments) -> &'static str {
    // An annotation that is cut has an id for each fragment, which lead from one to the next.
    let part = |(all, written): &mut (usize, usize), name: &str| {
        *written += 1;
        if *all == 1 {
            return String::new();
        }
        let id = |number: usize| format!("{name}{number}");
        let mut part = format!(" xml:id=\"{}\"", id(*written));
        if *written > 1 {
            let _ = write!(part, " prev=\"#{}\"", id(*written - 1));
        }
        if *written < *all {
            let _ = write!(part, " next=\"#{}\"", id(*written + 1));
        }
        part
    };
    match element {
        Element::Said(quotation) => {
            let (all, written) = fragments.said.entry(quotation.id.clone()).or_default();
            *written += 1;
            let id = |number: usize| {
                let id = xml::name(&quotation.id);
                if number == 1 { id } else { format!("{id}{PART}{number}") }
            };
            let _ = write!(tei, "<said xml:id=\"{}\"", id(*written));
            if *written > 1 {
                let _ = write!(tei, " prev=\"#{}\"", id(*written - 1));
            }
            if written < all {
                let _ = write!(tei, " next=\"#{}\"", id(*written + 1));
            }
            if let Some(speaker) = &quotation.speaker {
                let _ = write!(tei, " who=\"#{}\"", xml::name(speaker));
            }
            if let Some(confidence) = quotation.confidence {
                let _ = write!(tei, " cert=\"{confidence}\"");
            }
            let direct = quotation.kind == QuotationKind::Direct;
            let _ = write!(tei, " direct=\"{direct}\" aloud=\"true\" ana=\"#whosaid.{}\">", names::status(quotation.status));
            "said"
        }
        Element::Quote(quotation) => {
            let _ = write!(tei, "<quote corresp=\"#{}\">", xml::name(&quotation.id));
            "quote"
        }
        Element::Mention(mention, entity) => {
            let is_name = mention.form == crate::analysis::MentionForm::Name;
            let name = match entity.kind {
                _ if !is_name => "rs",
                EntityKind::Person => "persName",
                EntityKind::Organization => "orgName",
                EntityKind::Place => "placeName",
                // tei-reader puts the words of a <name> before those between it and a line break.
                EntityKind::Group | EntityKind::Other => "rs",
            };
            let part = part(&mut fragments.others[index], &(xml::name(&mention.id) + PART));
            let form = if name == "rs" { format!(" type=\"{}\"", mention.form.name()) } else { String::new() };
            let _ = write!(tei, "<{name}{form} ref=\"#{}\"{part}>", xml::name(&entity.id));
            name
        }
        Element::Seg(kind, quotation) => {
            let part = part(&mut fragments.others[index], &format!("{}{PART}.{kind}", xml::name(&quotation.id)));
            let _ = write!(tei, "<seg type=\"{kind}\" corresp=\"#{}\"{part}>", xml::name(&quotation.id));
            "seg"
        }
    }
}

/// What stands between blank lines, without the line breaks around it.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let inner = part.trim_matches('\n');
        if !inner.is_empty() {
            let begin = start + (part.len() - part.trim_start_matches('\n').len());
            paragraphs.push(Span::new(begin, begin + inner.len()));
        }
        start += part.len() + 2;
    }
    paragraphs
}
