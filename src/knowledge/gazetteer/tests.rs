use super::*;

fn labels(ids: &[PlaceId]) -> Vec<String> {
    ids.iter().map(|id| Gazetteer::built_in().label(*id)).collect()
}

/// `expect` is among the places called `name`; the first of them, if `is_first`.
fn check(name: &str, expect: &str, is_first: bool) {
    let found = labels(&Gazetteer::built_in().lookup(name));
    let place = found.iter().position(|label| label == expect);
    assert!(place.is_some_and(|at| at == 0 || !is_first), "{name}: {expect} is not in {found:?}");
}

#[test]
fn the_built_in_gazetteer_is_whole() {
    assert!(Gazetteer::load(BUILT_IN).is_ok());
    assert!(Gazetteer::built_in().len() > 55_000);
}

#[test]
fn broken_bytes_are_refused() {
    let broken = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = BUILT_IN.to_vec();
        change(&mut bytes);
        Gazetteer::load(Box::leak(bytes.into_boxed_slice())).err()
    };
    assert_eq!(broken(&|bytes| bytes.clear()), Some(GazetteerError::NotAGazetteer));
    assert_eq!(broken(&|bytes| bytes.truncate(20)), Some(GazetteerError::Length));
    assert_eq!(broken(&|bytes| bytes[8] = 9), Some(GazetteerError::OtherVersion(9)));
    assert_eq!(broken(&|bytes| bytes.truncate(bytes.len() - 1)), Some(GazetteerError::Length));
    assert_eq!(broken(&|bytes| bytes[500_000] ^= 1), Some(GazetteerError::Checksum));
    assert_eq!(broken(&|_| ()), None);
}

#[test]
fn names_lead_to_places() {
    check("Paris", "Paris, Île-de-France, FR", true);
    check("Paris", "Paris, Texas, US", false);
    check("SÃO PAULO", "São Paulo, BR", true);
    check("Sao Paulo", "São Paulo, BR", true);
    check("the Netherlands", "Netherlands", true);
    check("St. Louis", "St. Louis, Missouri, US", false);
    check("Saint Petersburg", "St. Petersburg, Florida, US", false);
    check("Laurel County", "Laurel County, Kentucky, US", true);
    check("Mount Everest", "Mount Everest, NP", true);
    check("the Black Sea", "Black Sea", true);
}

#[test]
fn other_names_lead_to_places() {
    check("Burma", "Myanmar", true);
    check("Bombay", "Mumbai, Maharashtra, IN", true);
    check("Kiev", "Kyiv, Kyiv City, UA", true);
    check("the Middle East", "Middle East", false);
    check("America", "United States", true);
    check("Mayo", "Mayo County, Connacht, IE", false);
}

#[test]
fn abbreviations_keep_their_case() {
    check("U.S.", "United States", true);
    check("US", "United States", true);
    check("D.C.", "District of Columbia, US", true);
    check("W. Va.", "West Virginia, US", true);
    check("Calif.", "California, US", true);
    for word in ["us", "Us", "ind", "mass", "uk", "", "...", "the", "The"] {
        assert_eq!(labels(&Gazetteer::built_in().lookup(word)), Vec::<String>::new(), "{word:?}");
    }
}

#[test]
fn a_place_knows_where_it_lies() {
    let gazetteer = Gazetteer::built_in();
    let paris = gazetteer.place(gazetteer.lookup("Paris")[0]);
    assert!((paris.latitude - 48.85).abs() < 0.02 && (paris.longitude - 2.35).abs() < 0.02, "{paris:?}");
    assert_eq!((paris.country, paris.geoname_id), (Some("FR"), Some(2988507)));
    assert!((1_900_000..2_400_000).contains(&paris.population), "{paris:?}");
    assert!(gazetteer.is_capital(paris_id()) && gazetteer.kind(paris_id()) == PlaceKind::City);
    assert_eq!(gazetteer.largest_population("Nowhere at all"), None);
}

fn paris_id() -> PlaceId {
    Gazetteer::built_in().lookup("Paris")[0]
}

#[test]
fn one_can_search_by_hand() {
    let search = |query: &str| labels(&Gazetteer::built_in().search(query, 5));
    assert_eq!(search("Paris, Texas")[0], "Paris, Texas, US");
    assert_eq!(search("pari")[0], "Paris, Île-de-France, FR");
    assert_eq!(search("Vladivostock")[0], "Vladivostok, Primorye, RU");
    assert_eq!(search("Casablnaca")[0], "Casablanca, Casablanca-Settat, MA");
    assert_eq!(search("Qwxyzzy"), Vec::<String>::new());
    assert_eq!(search(""), Vec::<String>::new());
    assert!(search("a").len() == 5);
}
