//! Words about people, organizations and peoples, compiled from `src/data/lexicons/`.
//!
//! All look-ups ignore case. The lists hold words of the language and public name statistics, never words learned from
//! a corpus; each file says where it comes from. The reader takes features from these lists, so whoever changes one
//! trains the reader anew.

mod list;
mod place_words;
#[cfg(test)]
mod tests;
mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use list::List;
pub use place_words::{PlaceWords, is_american_pair, place_words};
pub use words::{
    Class, Grammar, WordClass, follows_name, has, is_any_of, is_capitalized, is_one_of, is_role_in_capitals,
    tells_how_many,
};

/// The gender that a name, a title or a role tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// A noun for human beings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// The gender it tells.
    pub gender: Option<Gender>,
    /// Whether it stands for several: "officials".
    pub plural: bool,
}

/// The gender of a first name; `Some(None)` for a first name of either gender, `None` for a word that is none.
pub fn first_name(word: &str) -> Option<Option<Gender>> {
    FIRST_NAMES.get(word)
}

/// The gender of a title before a name ("Mr.", "Baroness", "President"), with or without its full stop.
pub fn title(word: &str) -> Option<Option<Gender>> {
    TITLES.get(word.trim_end_matches('.'))
}

/// Whether `word` is a title before a name.
pub fn is_title(word: &str) -> bool {
    title(word).is_some()
}

/// Whether `word` tells what somebody is: a title, or a noun for human beings.
pub fn is_title_or_role(word: &str) -> bool {
    is_title(word) || role(word).is_some()
}

/// Whether `word` is a noun for one human being.
pub fn is_role_of_one(word: &str) -> bool {
    role(word).is_some_and(|role| !role.plural)
}

/// What a title or a role abbreviates, in small letters: "Gov." gives "governor", "PM" "prime minister". `None` for other
/// words, and for those in small letters: "dr", "md".
pub fn unabbreviated(word: &str) -> Option<&'static str> {
    let is_capital = word.starts_with(char::is_uppercase);
    is_capital.then(|| ABBREVIATED_ROLES.get(word.trim_end_matches('.')))?
}

/// The name that an organization which is known by several is compared by: "islamic state" for "isis". `name` in small
/// letters, as the result; `None` where there is no other.
pub fn usual_name(name: &str) -> Option<&'static str> {
    ALIASES.get(name).copied()
}

/// The noun of a title or role, in small letters: "Gov." gives "governor", "CEO" "executive", "Minister" "minister".
pub fn noun_of_role(word: &str) -> String {
    in_full(word).to_lowercase()
}

/// The noun of a title or role, with its capitals unless it is abbreviated: "Gov." gives "governor", "Minister" "Minister".
pub fn in_full(word: &str) -> &str {
    unabbreviated(word).and_then(|full| full.split(' ').next_back()).unwrap_or(word)
}

/// A noun for a human being, or for several: "spokeswoman", "officials", "residents".
pub fn role(word: &str) -> Option<Role> {
    ROLES.get(word)
}

/// Whether `word` is a noun for an organization: "ministry", "university".
pub fn is_organization(word: &str) -> bool {
    ORGANIZATIONS.get(word).is_some()
}

/// Whether `name`, of one word or several joined by single spaces, is a country, a state or a large city.
pub fn is_place(name: &str) -> bool {
    PLACES.get(name).is_some()
}

/// Whether `word` closes the name of a company: "Inc.", "GmbH".
pub fn closes_company(word: &str) -> bool {
    COMPANY_ENDINGS.get(word.trim_end_matches('.')).is_some()
}

/// The country or region whose people or adjective `word` is: "Russian" or "Russians" gives "Russia".
pub fn demonym(word: &str) -> Option<&'static str> {
    let singular = || word.strip_suffix(['s', 'S']).and_then(|singular| DEMONYMS.get(singular));
    DEMONYMS.get(word).or_else(singular)
}

/// What a noun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounKind {
    /// A human being: "minister", "striker".
    Person,
    /// Several: "residents", "the two".
    Group,
    /// A company, an authority, a club.
    Organization,
    /// A country, a city, a building.
    Place,
    /// What can say something without being anybody: "report", "letter".
    Document,
    /// An event, a vehicle, a deal.
    Thing,
}

impl NounKind {
    /// Whether it can say something as people do.
    pub fn speaks(self) -> bool {
        matches!(self, NounKind::Person | NounKind::Group | NounKind::Organization)
    }
}

/// What a noun stands for, and whether it may alone stand for any of that kind ("the company").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// What it stands for.
    pub kind: NounKind,
    /// Whether it tells hardly more than the kind.
    pub is_general: bool,
}

/// Whether a noun names a person by how it is made: "environmentalist", "electrician", "shopkeeper".
fn is_somebody(word: &str) -> bool {
    const SHORTEST: usize = 4;
    let ends = |ends: &[&str]| ends.iter().any(|end| word.strip_suffix(end).is_some_and(|rest| rest.len() >= SHORTEST));
    ends(&[
        "ist", "ician", "woman", "maker", "keeper", "owner", "holder", "worker", "fighter", "goer", "writer",
        "trotter", "monger", "mate", "wright",
    ]) && !["list", "exist", "sist", "mist", "waist", "twist"].iter().any(|end| word.ends_with(end))
        || ends(&["alist", "elist", "clist"])
}

/// What a noun may stand for, as far as the lists tell.
pub fn noun(word: &str) -> Option<Noun> {
    let is_document = |noun: &Noun| noun.kind == NounKind::Document;
    NOUNS.get(word).or_else(|| {
        let kind = match role(word) {
            Some(role) if role.plural => NounKind::Group,
            Some(_) => NounKind::Person,
            None if is_organization(word) => NounKind::Organization,
            None if is_somebody(word) => NounKind::Person,
            None => {
                let singular = word.strip_suffix('s')?;
                let in_y = || word.strip_suffix("ies").and_then(|stem| NOUNS.get(&format!("{stem}y")));
                match NOUNS.get(singular).or_else(in_y).filter(is_document) {
                    // "reports" and "studies" are read as a report is.
                    Some(noun) => noun.kind,
                    None if is_somebody(singular) => NounKind::Group,
                    None => return None,
                }
            }
        };
        Some(Noun { kind, is_general: false })
    })
}

/// Its kind alone.
pub fn noun_kind(word: &str) -> Option<NounKind> {
    noun(word).map(|noun| noun.kind)
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn gender(column: &str) -> Option<Gender> {
    match column {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

fn words(file: &'static str) -> List<()> {
    lines(file).map(|word| (word, ())).collect()
}

fn words_with_gender(file: &'static str) -> List<Option<Gender>> {
    lines(file).filter_map(|line| line.split_once('\t')).map(|(word, column)| (word, gender(column))).collect()
}

static FIRST_NAMES: LazyLock<List<Option<Gender>>> = LazyLock::new(|| {
    let mut list = List::default();
    let mut of_section = None;
    for line in lines(include_str!("../../data/lexicons/first_names.txt")) {
        match line {
            "[female]" => of_section = Some(Gender::Female),
            "[male]" => of_section = Some(Gender::Male),
            "[either]" => of_section = None,
            names => names.split(' ').for_each(|name| list.add(name, of_section)),
        }
    }
    list
});

static TITLES: LazyLock<List<Option<Gender>>> =
    LazyLock::new(|| words_with_gender(include_str!("../../data/lexicons/titles.tsv")));

static ALIASES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = lines(include_str!("../../data/lexicons/aliases.tsv")).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(usual, others)| others.split("; ").map(move |other| (other, usual))).collect()
});

static ABBREVIATED_ROLES: LazyLock<List<&'static str>> = LazyLock::new(|| {
    lines(include_str!("../../data/lexicons/abbreviated_roles.tsv")).filter_map(|line| line.split_once('\t')).collect()
});

static ROLES: LazyLock<List<Role>> = LazyLock::new(|| {
    let mut list = List::default();
    for (word, column) in lines(include_str!("../../data/lexicons/roles.tsv")).filter_map(|line| line.split_once('\t'))
    {
        let gender = gender(column);
        list.add(word, Role { gender, plural: false });
        // Leaked once and kept as long as the list, which is never dropped.
        list.add_new(plural(word).leak(), Role { gender, plural: true });
    }
    for word in lines(include_str!("../../data/lexicons/groups.txt")) {
        list.add_new(word, Role { gender: None, plural: true });
    }
    list
});

/// The plural of a noun, by rule: "spokesman" gives "spokesmen", "deputy" "deputies", "boss" "bosses".
fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        return format!("{stem}ies");
    }
    match noun {
        "child" => "children".to_owned(),
        "wife" | "midwife" => noun.replace("fe", "ves"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

static NOUNS: LazyLock<List<Noun>> = LazyLock::new(|| {
    let noun = |column: &str| {
        let kind = match column.trim_end_matches('*') {
            "person" => NounKind::Person,
            "group" => NounKind::Group,
            "organization" => NounKind::Organization,
            "place" => NounKind::Place,
            "document" => NounKind::Document,
            _ => NounKind::Thing,
        };
        Noun { kind, is_general: column.ends_with('*') }
    };
    lines(include_str!("../../data/lexicons/nouns.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, column)| (word, noun(column)))
        .collect()
});

/// Names of organizations that are known everywhere, as they are written, each with whether it is as often another word: "Amazon".
pub fn known_organizations() -> impl Iterator<Item = (&'static str, bool)> {
    let lines =
        include_str!("../../data/lexicons/known_organizations.txt").lines().filter(|line| !line.starts_with('#'));
    let names = lines.flat_map(|line| {
        let doubtful = line.strip_prefix('?');
        doubtful.unwrap_or(line).split(';').map(move |name| (name.trim(), doubtful.is_some()))
    });
    names.filter(|(name, _)| !name.is_empty())
}

static ORGANIZATIONS: LazyLock<List<()>> =
    LazyLock::new(|| words(include_str!("../../data/lexicons/organizations.txt")));

static PLACES: LazyLock<List<()>> = LazyLock::new(|| words(include_str!("../../data/lexicons/places.txt")));

static COMPANY_ENDINGS: LazyLock<List<()>> =
    LazyLock::new(|| words(include_str!("../../data/lexicons/company_endings.txt")));

static DEMONYMS: LazyLock<List<&'static str>> = LazyLock::new(|| {
    lines(include_str!("../../data/lexicons/demonyms.tsv")).filter_map(|line| line.split_once('\t')).collect()
});
