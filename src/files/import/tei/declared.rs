//! What a file declares before and beside its text: where it comes from, and lists of people, organizations and places.

use roxmltree::{Document, Node};
use rustc_hash::FxHashMap;

use super::walk::{XML, is};
use crate::analysis::EntityKind;
use crate::files::formats::{names, xml};
use crate::files::import::builder::Builder;

pub(super) fn read_header(document: &Document, builder: &mut Builder) {
    let header = document.descendants().find(|node| is(node, "teiHeader"));
    let within = |above: &str, name: &str| {
        let above = header?.descendants().find(|node| is(node, above))?;
        let found = above.descendants().find(|node| is(node, name))?;
        let words: String = found.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
        Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
    };
    let about = &mut builder.about;
    about.title = within("titleStmt", "title");
    about.author = within("titleStmt", "author");
    about.outlet = within("sourceDesc", "publisher").or_else(|| within("publicationStmt", "publisher"));
    about.date = within("sourceDesc", "date");
    about.id = within("sourceDesc", "idno").filter(|id| !id.starts_with("urn:sha256:"));
    let address = header.and_then(|header| header.descendants().find(|node| is(node, "ref") || is(node, "ptr")));
    about.url = address.and_then(|node| node.attribute("target")).map(str::to_owned);
    let language = header.and_then(|header| header.descendants().find(|node| is(node, "language")));
    about.language = language.and_then(|node| node.attribute("ident")).map(str::to_owned);
}

/// The people, organizations and places that lists declare, by their ids.
pub(super) fn read_entities(document: &Document, builder: &mut Builder) -> FxHashMap<String, usize> {
    let mut entities = FxHashMap::default();
    let mut members = Vec::new();
    for node in document.descendants() {
        let kind = match node.tag_name().name() {
            "person" => EntityKind::Person,
            "personGrp" => EntityKind::Group,
            "org" if node.attribute("type") == Some("other") => EntityKind::Other,
            "org" => EntityKind::Organization,
            "place" => EntityKind::Place,
            _ => continue,
        };
        let Some(id) = node.attribute((XML, "id")) else { continue };
        let words = |wanted: &[&str]| {
            let found =
                node.descendants().find(|node| node.is_element() && wanted.contains(&node.tag_name().name()))?;
            Some(found.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect::<String>())
        };
        let name = words(&["persName", "orgName", "placeName", "name"]).unwrap_or_else(|| id.to_owned());
        let index = builder.entity(Some(&xml::id_of(id)), kind, &name);
        builder.entity_mut(index).description = words(&["occupation", "desc", "roleName"]);
        let geo = words(&["geo"]).unwrap_or_default();
        let mut numbers = geo.split([' ', ',']).filter_map(|number| number.trim().parse::<f64>().ok());
        if let (Some(lat), Some(lon)) = (numbers.next(), numbers.next()) {
            builder.locate(index, lat, lon, words(&["idno"]).and_then(|iri| names::geoname_of(&iri)));
        }
        if let Some(ids) = node.attribute("corresp").filter(|_| kind == EntityKind::Group) {
            members.push((
                index,
                ids.split_whitespace().map(|id| id.trim_start_matches('#').to_owned()).collect::<Vec<_>>(),
            ));
        }
        entities.insert(id.to_owned(), index);
    }
    for (index, ids) in members {
        let ids = ids.iter().filter_map(|id| entities.get(id)).map(|index| builder.entities()[*index].id.clone());
        let ids = ids.collect();
        builder.entity_mut(index).members = ids;
    }
    entities
}
