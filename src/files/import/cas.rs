//! UIMA CAS as XMI. Positions are UTF-16.

use rustc_hash::FxHashMap;

use super::cas_json::{Structure, build};
use crate::files::{FileError, Standoff};
use crate::session::Article;

/// # Errors
/// When it is no XML or holds no text.
pub(super) fn read(xmi: &str) -> Result<Article, FileError> {
    let document = parse(xmi)?;
    let sofa = document.root_element().children().find(|node| node.tag_name().name() == "Sofa");
    let text = sofa.and_then(|sofa| sofa.attribute("sofaString"));
    let text = text.ok_or(FileError::NoText { format: Standoff::Xmi })?;
    let structures = document.root_element().children().filter(roxmltree::Node::is_element).filter_map(|node| {
        let id = node.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?;
        let mut values: FxHashMap<&str, String> = FxHashMap::default();
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            values.insert(attribute.name(), attribute.value().to_owned());
        }
        let namespace = node.tag_name().namespace().unwrap_or("");
        let package = namespace.trim_start_matches("http:///").trim_end_matches(".ecore").replace('/', ".");
        Some(Structure { id: id.value().to_owned(), kind: format!("{package}.{}", node.tag_name().name()), values })
    });
    Ok(build(text, structures.collect()))
}

/// A document of at most so many nodes that memory holds it. The parser bounds what entities grow to, and loads none.
pub(super) fn parse(xml: &str) -> Result<roxmltree::Document<'_>, FileError> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 20_000_000, ..Default::default() };
    Ok(roxmltree::Document::parse_with_options(xml, options)?)
}
