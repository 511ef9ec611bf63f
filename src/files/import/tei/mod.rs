//! TEI P5: ours, and others', such as the one that trafilatura writes of a web page.
//!
//! A line break in the file is white space; paragraphs and `<lb/>` make the lines of the text. Of a `<choice>` one half
//! is read, notes are not.

mod declared;
mod walk;

use self::declared::{read_entities, read_header};
use self::walk::Walker;
use super::builder::{Builder, Said};
use super::cas::parse;
use crate::analysis::{EntityKind, MentionForm};
use crate::files::formats::names;
use crate::files::{FileError, Standoff};
use crate::session::Article;

/// # Errors
/// When it is no XML or has no text.
pub(super) fn read(tei: &str) -> Result<Article, FileError> {
    let document = parse(tei)?;
    let mut walker = Walker::default();
    walker.walk(&document);
    if walker.text.is_empty() {
        return Err(FileError::NoText { format: Standoff::Tei });
    }
    let mut builder = Builder::new(&walker.text);
    read_header(&document, &mut builder);
    let mut entities = read_entities(&document, &mut builder);
    let text = builder.text().to_owned();
    for (node, span) in walker.mentions.iter().filter(|(_, span)| !span.is_empty()) {
        let words = span.of(&text);
        let kind = match node.tag_name().name() {
            "persName" => EntityKind::Person,
            "orgName" => EntityKind::Organization,
            "placeName" | "settlement" | "country" | "geogName" | "region" => EntityKind::Place,
            _ => EntityKind::Other,
        };
        let key = node.attribute("ref").or_else(|| node.attribute("key")).unwrap_or(words);
        let entity = match entities.get(key.trim_start_matches('#')) {
            Some(entity) => *entity,
            None => {
                let entity = builder.entity(None, kind, words);
                entities.insert(key.trim_start_matches('#').to_owned(), entity);
                entity
            }
        };
        let form = match node.attribute("type").filter(|_| node.tag_name().name() == "rs") {
            Some(form) => names::mention_form_of(form),
            None => MentionForm::Name,
        };
        builder.mention(entity, None, form, *span);
    }
    for said in walker.quotations() {
        let speaker = said.node.attribute("who").and_then(|who| {
            let who = who.split_whitespace().next()?.trim_start_matches('#');
            let known = entities.get(who).copied();
            Some(known.unwrap_or_else(|| {
                let entity = builder.entity(None, EntityKind::Person, who);
                entities.insert(who.to_owned(), entity);
                entity
            }))
        });
        let said = said.record(speaker);
        let pieces = builder.joined(said.pieces);
        builder.quotation(Said { pieces, ..said });
    }
    Ok(builder.finish())
}
