//! Apache UIMA's CAS as XMI, with its type system beside it. Positions are UTF-16.

use std::fmt::Write as _;

use super::cas_json::{Annotated, FEATURES, annotated};
use super::facts::Facts;
use super::{Format, Many, Options, Part, xml};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "xmi",
    title: "UIMA CAS (XMI)",
    extension: ".xmi",
    beside: Some(".typesystem.xml"),
    media_type: "application/vnd.xmi+xml",
    holds: "text, quotations, cues, sources, mentions and entities, with their type system in a second file",
    drops: "which parts of a mixed quotation stand in marks, alternatives, candidates of places, tags, notes of entities and mentions, author, outlet, what was removed",
    many: Many::Apart,
    write,
};

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let mut cas = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
         xmlns:cas=\"http:///uima/cas.ecore\" xmlns:tcas=\"http:///uima/tcas.ecore\" \
         xmlns:whosaid=\"http:///org/whosaid.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n",
    );
    let language = article.about.language.as_deref().unwrap_or("en");
    let _ = writeln!(
        cas,
        "<tcas:DocumentAnnotation xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"{}\" language=\"{}\"/>",
        facts.utf16(crate::Span::new(0, facts.text.len())).1,
        xml::attribute(language),
    );
    let annotated = annotated(&facts, 3);
    for Annotated { id, kind, span, features, references } in &annotated {
        let _ = write!(cas, "<whosaid:{kind} xmi:id=\"{id}\"");
        if let Some((begin, end)) = span {
            let _ = write!(cas, " sofa=\"1\" begin=\"{begin}\" end=\"{end}\"");
        }
        for (name, value) in features {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let _ = write!(cas, " {name}=\"{}\"", xml::attribute(&text));
        }
        for (name, to) in references {
            let _ = write!(cas, " {name}=\"{to}\"");
        }
        cas.push_str("/>\n");
    }
    let _ = writeln!(
        cas,
        "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{}\"/>",
        xml::attribute(facts.text),
    );
    let members: Vec<String> = std::iter::once(2).chain(annotated.iter().map(|one| one.id)).map(|id| id.to_string()).collect();
    let _ = write!(cas, "<cas:View sofa=\"1\" members=\"{}\"/>\n</xmi:XMI>\n", members.join(" "));
    vec![
        Part { ending: FORMAT.extension, content: cas },
        Part { ending: ".typesystem.xml", content: type_system() },
    ]
}

fn type_system() -> String {
    let mut types = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n\
         <name>whosaid</name>\n<types>\n",
    );
    for (name, parent, about, features) in FEATURES {
        let _ = write!(
            types,
            "<typeDescription>\n<name>org.whosaid.{name}</name>\n<description>{about}</description>\n\
             <supertypeName>{parent}</supertypeName>\n<features>\n",
        );
        for (feature, range) in *features {
            let _ = writeln!(
                types,
                "<featureDescription><name>{feature}</name><description/><rangeTypeName>{range}</rangeTypeName></featureDescription>"
            );
        }
        types.push_str("</features>\n</typeDescription>\n");
    }
    types.push_str("</types>\n</typeSystemDescription>\n");
    types
}
