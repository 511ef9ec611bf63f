//! Passages with checks, as files hold them: a text, a line `---`, its checks; a line `===` between passages. A line
//! that begins with `#` before a text is a remark.
//!
//! A check is a line `key: value`; what follows it, indented, belongs to it. Several values have ` | ` between them.
//!
//! - `direct: A | B`, `mixed:`, `indirect:`, `quotation:`: one quotation has exactly these pieces (and this kind)
//! - `inside: words`: a piece of one quotation holds these words
//! - below these, `speaker: Ann Lee | Lee` and `source: the chair` (names of equal worth; `nobody` where none is known);
//!   below `inside`, `not speaker: Ann Lee`: no quotation with these words is shown as hers
//! - `unsure: words`: the speaker of no quotation with these words is called sure
//! - `outside: words`: no quotation touches them
//! - `count: 2`: so many quotations in all
//! - `entity: person Ann Lee | Lee`: one entity of this kind has these mentions; below it, `name: Ann Lee`
//! - `no entity: place Home`: no entity of this kind (`any`: of any) is called so
//! - `apart: Ann Lee | she`: no entity has both mentions (twice the same words: two entities have them)
//! - `place: Hull at 53.74 -0.33 within 161`: a place with this mention stands there, so many kilometres off at most
//! - `unplaced: Hull`, `unplaced: Hull at 45.43 -75.71 within 161`: no place with this mention stands on the map (there)

/// A text and what must be true of its reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    pub text: String,
    pub checks: Vec<Check>,
}

/// What must be true.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    Quotation { pieces: Vec<String>, kind: Option<String>, traits: Traits },
    Inside { words: String, traits: Traits },
    NotSpeaker { words: String, name: String },
    Unsure(String),
    Outside(String),
    Count(usize),
    Entity { kind: String, mentions: Vec<String>, name: Option<String> },
    NoEntity { kind: Option<String>, name: String },
    Apart(String, String),
    Place { mention: String, spot: Spot },
    Unplaced { mention: String, spot: Option<Spot> },
}

/// Who speaks, by names of equal worth, and what names the speaker; an empty list asks nothing, `None` is nobody.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traits {
    pub speaker: Vec<Option<String>>,
    pub source: Vec<Option<String>>,
}

/// Degrees north and east, and how many kilometres off is near enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub latitude: f64,
    pub longitude: f64,
    pub kilometres: f64,
}

const KINDS: [&str; 5] = ["person", "organization", "place", "group", "other"];

/// Reads the passages of a file.
pub fn parse(source: &str) -> Result<Vec<Passage>, String> {
    source.split("\n===\n").map(passage).collect()
}

fn passage(source: &str) -> Result<Passage, String> {
    let remarks = source.split_inclusive('\n').take_while(|line| line.starts_with('#'));
    let body = &source[remarks.map(str::len).sum()..];
    let (text, lines) = body.split_once("\n---\n").ok_or_else(|| format!("no checks: {body}"))?;
    let mut checks = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let problem = || format!("not a check: {line}");
        let (key, value) = line.trim().split_once(": ").ok_or_else(problem)?;
        if line.starts_with(' ') {
            refine(checks.last_mut(), key, value).ok_or_else(problem)?;
        } else {
            checks.push(check(key, value).ok_or_else(problem)?);
        }
    }
    Ok(Passage { text: text.to_owned(), checks })
}

fn list(value: &str) -> Vec<String> {
    value.split(" | ").map(|words| words.trim().to_owned()).collect()
}

fn check(key: &str, value: &str) -> Option<Check> {
    let words = || value.to_owned();
    let of_kind = |value: &str| {
        let (kind, rest) = value.split_once(' ')?;
        let kind = if kind == "any" { None } else { Some(KINDS.iter().find(|known| **known == kind)?.to_string()) };
        Some((kind, rest.to_owned()))
    };
    Some(match key {
        "quotation" => Check::Quotation { pieces: list(value), kind: None, traits: Traits::default() },
        "direct" | "mixed" | "indirect" => {
            Check::Quotation { pieces: list(value), kind: Some(key.to_owned()), traits: Traits::default() }
        }
        "inside" => Check::Inside { words: words(), traits: Traits::default() },
        "unsure" => Check::Unsure(words()),
        "outside" => Check::Outside(words()),
        "count" => Check::Count(value.parse().ok()?),
        "entity" => {
            let (kind, rest) = of_kind(value)?;
            Check::Entity { kind: kind?, mentions: list(&rest), name: None }
        }
        "no entity" => {
            let (kind, name) = of_kind(value)?;
            Check::NoEntity { kind, name }
        }
        "apart" => {
            let (one, other) = value.split_once(" | ")?;
            Check::Apart(one.to_owned(), other.to_owned())
        }
        "place" => {
            let (mention, spot) = value.split_once(" at ")?;
            Check::Place { mention: mention.to_owned(), spot: spot_of(spot)? }
        }
        "unplaced" => match value.split_once(" at ") {
            Some((mention, spot)) => Check::Unplaced { mention: mention.to_owned(), spot: Some(spot_of(spot)?) },
            None => Check::Unplaced { mention: words(), spot: None },
        },
        _ => return None,
    })
}

/// Adds an indented line to the check above it.
fn refine(check: Option<&mut Check>, key: &str, value: &str) -> Option<()> {
    let names = || list(value).into_iter().map(|name| (name != "nobody").then_some(name)).collect();
    match (check?, key) {
        (Check::Quotation { traits, .. } | Check::Inside { traits, .. }, "speaker") => traits.speaker = names(),
        (Check::Quotation { traits, .. } | Check::Inside { traits, .. }, "source") => traits.source = names(),
        (check @ Check::Inside { .. }, "not speaker") => {
            let Check::Inside { words, traits } = &*check else { return None };
            (*traits == Traits::default()).then_some(())?;
            *check = Check::NotSpeaker { words: words.clone(), name: value.to_owned() };
        }
        (Check::Entity { name, .. }, "name") => *name = Some(value.to_owned()),
        _ => return None,
    }
    Some(())
}

/// `53.74 -0.33 within 161`.
fn spot_of(value: &str) -> Option<Spot> {
    let [latitude, longitude, "within", kilometres] = value.split(' ').collect::<Vec<_>>()[..] else { return None };
    let number = |value: &str| value.parse().ok();
    Some(Spot { latitude: number(latitude)?, longitude: number(longitude)?, kilometres: number(kilometres)? })
}
