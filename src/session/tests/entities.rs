//! Entities, their mentions, numbers and places.

use super::notation::{article, check, id};
use crate::analysis::{EntityKind, Precision};
use crate::session::{Command, CommandError, PlaceChoice, Session, search_places};

#[test]
fn numbers_stay() {
    let mut session = Session::new(article("[e1 Ada]: [q1=e2 one]. [e2 Ben]: [q2=e1 two]. [e3 Cy]: [q3=e2 three]."));
    let numbers = |session: &Session| -> Vec<Option<u32>> {
        session.article().entities.iter().map(|entity| entity.number).collect()
    };
    assert_eq!(numbers(&session), [Some(2), Some(1), None]);
    session.apply(&Command::SetSpeaker { quotation: id("q1"), speaker: Some(id("e3")) }).unwrap();
    assert_eq!(numbers(&session), [Some(2), Some(1), Some(3)]);
    session.undo();
    assert_eq!(numbers(&session), [Some(2), Some(1), None]);
}

#[test]
fn mentions() {
    let text = "[e1 Ada] met [e2 Ben]. She left.";
    let add = |span, entity: Option<&str>| Command::AddMention { span, entity: entity.map(id), kind: None, form: None };
    check(text, |at| add(at("She"), Some("e1")), "[e1* Ada] met [e2 Ben]. [e1* She] left.");
    check(text, |at| add(at("She"), None), "[e1 Ada] met [e2 Ben]. [e3* She] left.");
    check(text, |at| add(at("Ada"), Some("e1")), "error: these words are marked already");
    let assign =
        |mention: &str, entity: Option<&str>| Command::AssignMention { mention: id(mention), entity: entity.map(id) };
    check(text, |_| assign("m2", Some("e1")), "[e1* Ada] met [e1* Ben]. She left.");
    check(text, |_| assign("m2", None), "error: it is the only mention of its entity");
    check("[e1 Ada] met [e1 Ben].", |_| assign("m2", None), "[e1* Ada] met [e2* Ben].");
}

#[test]
fn entities() {
    let text = "[e1 Ada] met [e2 Ms Bo]. [q1=e2 No].";
    let merge = |from: &str, into: &str| Command::MergeEntities { from: id(from), into: id(into), name: None };
    check(text, |_| merge("e2", "e1"), "[e1* Ada] met [e1* Ms Bo]. [q1=e1 No].");
    check(text, |_| merge("e1", "e1"), "error: an entity cannot be merged with itself");
    check(
        text,
        |_| Command::RenameEntity { entity: id("e1"), name: id("Ada Bo") },
        "[e1* Ada] met [e2 Ms Bo]. [q1=e2 No].",
    );
    check(text, |_| Command::RenameEntity { entity: id("e1"), name: id("") }, "error: a name must not be empty");
    let mut session = Session::new(article(text));
    session.apply(&merge("e2", "e1")).unwrap();
    assert_eq!(session.article().entity("e1").unwrap().number, Some(1), "the number goes where the words go");
}

#[test]
fn places() {
    let mut session = Session::new(article("[e1 Bristol]"));
    let put = |lat, lon, geoname_id| Command::SetPlace {
        entity: id("e1"),
        place: Some(PlaceChoice { lat, lon, label: None, geoname_id, country: None, precision: None }),
    };
    let at = |session: &Session| {
        let article = session.article();
        let entity = article.entity("e1").unwrap();
        (entity.kind, entity.place.as_ref().map(|place| (place.chosen.lat, place.candidates.len())))
    };
    assert_eq!(session.apply(&put(91.0, 0.0, None)), Err(CommandError::Coordinates));
    assert_eq!(session.apply(&put(f64::NAN, 0.0, None)), Err(CommandError::Coordinates));
    session.apply(&put(51.45, -2.59, Some(1))).unwrap();
    assert_eq!(at(&session), (EntityKind::Place, Some((51.45, 0))));
    session.apply(&put(41.68, -71.27, Some(2))).unwrap();
    assert_eq!(at(&session), (EntityKind::Place, Some((41.68, 1))));
    session.apply(&Command::ChoosePlace { entity: id("e1"), candidate: 0 }).unwrap();
    assert_eq!(at(&session), (EntityKind::Place, Some((51.45, 1))));
    assert!(session.apply(&Command::ChoosePlace { entity: id("e1"), candidate: 1 }).is_err());
    session.apply(&Command::NotAPlace { entity: id("e1") }).unwrap();
    assert_eq!(at(&session), (EntityKind::Other, None));
}

#[test]
fn places_by_name() {
    let found = search_places("Paris, Texas", 3);
    assert_eq!(found[0].label.as_deref(), Some("Paris, Texas, US"));
    assert_eq!((found[0].country.as_deref(), found[0].precision), (Some("US"), Some(Precision::City)));
    let mut session = Session::new(article("[e1 Paris]"));
    session.apply(&Command::SetPlace { entity: id("e1"), place: Some(found[0].clone()) }).unwrap();
    let place = session.article().entity("e1").unwrap().place.clone().unwrap();
    assert_eq!((place.chosen.geoname_id, place.chosen.lat.round()), (found[0].geoname_id, 34.0));
    assert!(search_places("", 3).is_empty());
}
