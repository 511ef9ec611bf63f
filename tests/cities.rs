//! Well-known towns, counties and states that bear no name of a country, each named alone in a sentence: what most readers
//! would take the name for, though a place that hardly anybody knows may bear it, too; and lesser known places of such names
//! whose country or state the sentence names.

use whosaid::Annotator;
use whosaid::analysis::EntityKind;

/// By the ISO 3166 code of the country they lie in.
const KNOWN: &[(&str, &str)] = &[
    ("GB", "Manchester;Newcastle;Plymouth;Canterbury;Hull;Gloucester;Salisbury;Southend;Weymouth;Londonderry;Stirling"),
    ("GB", "Kent;Surrey;Sussex;Suffolk;Essex;Cornwall;Berkshire;Bedfordshire;Rutland;Cheshire;Northamptonshire"),
    ("GB", "Merseyside;Powys;Tyneside;West Yorkshire;Glastonbury;Stratford;Orkney;Whitehall;Westminster;Heathrow"),
    ("IE", "Cork;Waterford;Galway;Mayo;Dundalk;Athlone;Cavan;Offaly;Donegal;Killarney"),
    ("US", "Savannah;San Jose;Salem;Portland;Boston;Columbus;St. Louis;Houston;Phoenix;Broadway;West Point;Florida"),
    ("US", "Montana;Virginia;Vermont;Wyoming"),
    ("CA", "Hamilton;Saint John;St. John's;Sudbury;London, Ontario;New Brunswick;Yukon"),
    ("AU", "Perth;Melbourne;Gold Coast"),
    ("NZ", "Queenstown;Wellington;Christchurch"),
    ("ES", "Valencia;Salamanca;Cadiz;Barcelona"),
    ("DE", "Hanover;Halle;Hamburg"),
    ("FR", "Orléans;Verdun;Bayonne"),
    ("IT", "Florence;Naples;Rome"),
    ("GR", "Corinth;Athens"),
    ("BE", "Waterloo;Ghent"),
    ("UA", "Odessa;Kherson"),
    ("PS", "Bethlehem;Nablus"),
    ("SA", "Medina;Mecca"),
    ("SY", "Palmyra;Homs"),
    ("EG", "Alexandria"),
    ("MX", "León;Monterrey"),
    ("JM", "Kingston"),
    ("PE", "Trujillo"),
];

/// A country or state, a name that is better known elsewhere, and the code of the country that it then lies in.
const SAID_TO_LIE_THERE: &[(&str, &str, &str)] = &[
    ("Argentina", "Santa Cruz", "AR"),
    ("Australia", "Newcastle", "AU"),
    ("Bermuda", "Hamilton", "BM"),
    ("Canada", "Waterloo", "CA"),
    ("Costa Rica", "San Jose", "CR"),
    ("India", "Salem", "IN"),
    ("Jamaica", "Manchester", "JM"),
    ("Montserrat", "Plymouth", "MS"),
    ("Nicaragua", "León", "NI"),
    ("South Africa", "Bethlehem", "ZA"),
    ("South Africa", "Newcastle", "ZA"),
    ("the Philippines", "Cadiz", "PH"),
    ("Venezuela", "Valencia", "VE"),
    ("Massachusetts", "Cambridge", "US"),
    ("New Hampshire", "Manchester", "US"),
    ("North Carolina", "Durham", "US"),
    ("Ontario", "London", "CA"),
    ("Virginia", "Norfolk", "US"),
    // Its own country is named as well, or one that has no such place.
    ("Britain and Australia", "Newcastle", "GB"),
    ("Italy", "Valencia", "ES"),
    ("the United States", "Geneva", "CH"),
    ("Canada", "London", "GB"),
];

#[test]
fn a_country_that_is_named_tells_more_than_what_is_best_known() {
    let annotator = Annotator::new();
    let mut wrong = Vec::new();
    for (land, name, country) in SAID_TO_LIE_THERE {
        let document = annotator.annotate(&format!("Officials in {land} said the man was held in {name}."));
        let place = document.entities.iter().find(|e| e.kind == EntityKind::Place && e.name == *name);
        let chosen = place.and_then(|entity| entity.place.as_ref()).map(|place| &place.chosen);
        if chosen.and_then(|chosen| chosen.country.as_deref()) != Some(*country) {
            wrong.push((land, name, chosen.map(|chosen| chosen.label.clone())));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn well_known_places_are_meant_where_nothing_else_is_said() {
    let annotator = Annotator::new();
    let mut wrong = Vec::new();
    for (country, names) in KNOWN {
        for name in names.split(';') {
            let document = annotator.annotate(&format!("Officials in {name} said on Monday that the road was closed."));
            let place =
                document.entities.iter().find(|e| e.kind == EntityKind::Place && name.starts_with(e.name.as_str()));
            let chosen = place.and_then(|entity| entity.place.as_ref()).map(|place| &place.chosen);
            if chosen.and_then(|chosen| chosen.country.as_deref()) != Some(*country) {
                wrong.push((name, chosen.map(|chosen| chosen.label.clone())));
            }
        }
    }
    assert_eq!(wrong, []);
}
