//! Coordinates as people type them and copy them from maps. Of the crates that read them, latlon brings the crate regex along, which
//! would make the engine a third of a megabyte larger, and takes no address; geo-uri reads its own form only.

#[cfg(test)]
mod tests;

/// Why something that is meant as coordinates names no point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CoordinatesFault {
    /// The first lies between -180 and 180 only, the second between -90 and 90: they stand the other way round.
    Swapped {
        /// What is likely meant, in degrees.
        lat: f64,
        /// Likewise.
        lon: f64,
    },
    /// No such latitude or longitude.
    OutOfRange,
    /// Not two angles, or none that can be told apart; or an address of a page without coordinates.
    Unclear,
}

/// Latitude and longitude in degrees: "51.45, -2.59", "N51.45 W2.59", "51,45; -2,59", "51°27′10″N 2°35′W",
/// "geo:51.45,-2.59", or the address of a map. Nothing where the words are no coordinates.
///
/// # Errors
/// When they are, and name no point.
pub(super) fn coordinates(query: &str) -> Result<Option<(f64, f64)>, CoordinatesFault> {
    let query = query.trim().trim_matches(['(', ')', '[', ']']);
    let angles = if let Some(place) = strip_prefix(query, "geo:") {
        pair(place)
    } else if query.contains("://") || strip_prefix(query, "www.").is_some() {
        in_address(query)
    } else {
        match tokens(&with_points(query)) {
            Some(tokens) if tokens.iter().any(|token| matches!(token, Token::Number(..))) => angles(&tokens),
            _ => return Ok(None),
        }
    };
    // One number alone may be anything.
    let Some([first, second]) = angles else {
        return if query.parse::<f64>().is_ok() { Ok(None) } else { Err(CoordinatesFault::Unclear) };
    };
    let is_told = first.axis.is_some() || second.axis.is_some();
    let (lat, lon) = match (first.axis, second.axis) {
        (None | Some(Axis::Latitude), None | Some(Axis::Longitude)) => (first.degrees, second.degrees),
        (None | Some(Axis::Longitude), None | Some(Axis::Latitude)) => (second.degrees, first.degrees),
        _ => return Err(CoordinatesFault::Unclear),
    };
    let is_on_earth = |lat: f64, lon: f64| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    match is_on_earth(lat, lon) {
        true => Ok(Some((lat, lon))),
        false if !is_told && is_on_earth(lon, lat) => Err(CoordinatesFault::Swapped { lat: lon, lon: lat }),
        false => Err(CoordinatesFault::OutOfRange),
    }
}

/// Why `query` names no point, if it is meant as coordinates and does not.
pub fn coordinates_fault(query: &str) -> Option<CoordinatesFault> {
    coordinates(query).err()
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Latitude,
    Longitude,
}

struct Angle {
    degrees: f64,
    axis: Option<Axis>,
}

/// Whatever the case of its letters.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Two numbers at the start of `text`.
fn pair(text: &str) -> Option<[Angle; 2]> {
    let (first, rest) = number(text)?;
    let (second, _) = number(rest.strip_prefix([',', '/', '~', ' ', '+'])?.trim_start())?;
    Some([first, second].map(|degrees| Angle { degrees, axis: None }))
}

/// A number at the start of `text`, and what follows.
fn number(text: &str) -> Option<(f64, &str)> {
    let sign = usize::from(text.starts_with(['-', '+']));
    let end = text[sign..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(text.len(), |end| sign + end);
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// What the address of a map says: its pin before the middle of what it shows.
fn in_address(address: &str) -> Option<[Angle; 2]> {
    let address = address.replace("%2C", ",").replace("%2c", ",").replace("%20", " ").replace('+', " ");
    let after = |sign: &str| address.match_indices(sign).map(|(at, _)| &address[at + sign.len()..]).collect::<Vec<_>>();
    let apart = |first: &str, second: &str| {
        let [first, second] = [first, second].map(|sign| number(after(sign).first()?));
        Some([first?.0, second?.0].map(|degrees| Angle { degrees, axis: None }))
    };
    let together = |sign: &str| after(sign).into_iter().find_map(pair);
    let map = || pair(after("#map=").first()?.split_once('/')?.1);
    apart("!3d", "!4d").or_else(|| apart("mlat=", "mlon=")).or_else(|| apart("lat=", "lon=")).or_else(|| {
        // Of Google, Apple, Bing and their kin.
        let signs = ["q=", "query=", "coordinate=", "destination=", "daddr=", "ll=", "center=", "cp=", "@"];
        signs.into_iter().find_map(together).or_else(map).or_else(|| together("/"))
    })
}

/// The text with decimal points in place of decimal commas: these stand between two digits, and not all that parts the angles is such
/// a comma.
fn with_points(query: &str) -> String {
    let letters: Vec<char> = query.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let tight: Vec<usize> = (0..letters.len())
        .filter(|&at| letters[at] == ',' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
        .collect();
    let is_list = tight.windows(2).any(|pair| letters[pair[0] + 1..pair[1]].iter().all(char::is_ascii_digit));
    let parts_else = letters.iter().any(|&c| c == ';' || c.is_whitespace() || "NSEWnsew".contains(c));
    if query.contains('.') || is_list || !parts_else {
        return query.to_owned();
    }
    letters.iter().enumerate().map(|(at, &c)| if tight.contains(&at) { '.' } else { c }).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Number(f64),
    /// Before a number; whether it is negative.
    Sign(bool),
    /// Degrees, minutes or seconds: how many of them are a degree.
    Unit(f64),
    /// A direction; whether it is south or west.
    Direction(Axis, bool),
    /// A name of an axis.
    Name(Axis),
    Comma,
}

/// Nothing where there are other words than those of coordinates.
fn tokens(query: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = query;
    while let Some(c) = rest.chars().next() {
        let mut width = c.len_utf8();
        match c {
            '0'..='9' => {
                width = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
                tokens.push(Token::Number(rest[..width].trim_end_matches('.').parse().ok()?));
            }
            '-' | '−' | '–' => tokens.push(Token::Sign(true)),
            '+' => tokens.push(Token::Sign(false)),
            '°' | 'º' | '˚' => tokens.push(Token::Unit(1.0)),
            '\'' | '′' | '’' | '‘' => {
                // Two single ones are seconds.
                let is_double = rest[width..].starts_with(c);
                width *= 1 + usize::from(is_double);
                tokens.push(Token::Unit(if is_double { 3600.0 } else { 60.0 }));
            }
            '"' | '″' | '”' | '“' => tokens.push(Token::Unit(3600.0)),
            ',' | ';' | '/' | '|' => tokens.push(Token::Comma),
            ':' | '=' => {}
            _ if c.is_whitespace() => {}
            _ if c.is_alphabetic() => {
                width = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                tokens.push(match rest[..width].to_lowercase().as_str() {
                    "n" | "north" => Token::Direction(Axis::Latitude, false),
                    "s" | "south" => Token::Direction(Axis::Latitude, true),
                    "e" | "east" => Token::Direction(Axis::Longitude, false),
                    "w" | "west" => Token::Direction(Axis::Longitude, true),
                    "lat" | "latitude" => Token::Name(Axis::Latitude),
                    "lon" | "lng" | "long" | "longitude" => Token::Name(Axis::Longitude),
                    "deg" | "degrees" | "d" => Token::Unit(1.0),
                    "min" | "minutes" | "m" => Token::Unit(60.0),
                    "sec" | "seconds" => Token::Unit(3600.0),
                    _ => return None,
                });
            }
            _ => return None,
        }
        rest = &rest[width..];
    }
    Some(tokens)
}

/// An angle of which not all is known yet.
#[derive(Default)]
struct Open {
    parts: Vec<(f64, Option<f64>)>,
    is_negative: bool,
    axis: Option<Axis>,
    is_closed: bool,
}

/// Two angles, or nothing.
fn angles(tokens: &[Token]) -> Option<[Angle; 2]> {
    let is_before = matches!(tokens.first(), Some(Token::Direction(..)));
    let mut all = vec![Open::default()];
    for (index, token) in tokens.iter().enumerate() {
        let unit = match tokens.get(index + 1) {
            Some(Token::Unit(unit)) => Some(*unit),
            _ => None,
        };
        let last = all.last_mut()?;
        // What follows a whole angle, and what can only begin one.
        let begins = match token {
            Token::Number(_) => last.is_closed || (unit == Some(1.0) && !last.parts.is_empty()),
            Token::Sign(_) | Token::Name(_) => !last.parts.is_empty(),
            Token::Direction(..) => is_before && !last.parts.is_empty(),
            Token::Unit(_) | Token::Comma => false,
        };
        if begins {
            all.push(Open::default());
        }
        let last = all.last_mut()?;
        match *token {
            Token::Number(number) => last.parts.push((number, unit)),
            Token::Sign(is_negative) => last.is_negative = is_negative,
            Token::Name(axis) => last.axis = Some(axis),
            Token::Direction(axis, is_negative) => {
                if last.axis.is_some_and(|known| known != axis) || (last.parts.is_empty() && !is_before) {
                    return None;
                }
                last.axis = Some(axis);
                last.is_negative |= is_negative;
                last.is_closed |= !is_before;
            }
            Token::Comma => last.is_closed = !last.parts.is_empty(),
            Token::Unit(_) if last.parts.is_empty() => return None,
            Token::Unit(_) => {}
        }
    }
    // Without a sign between them, half of the numbers each.
    if let [both] = all.as_mut_slice() {
        let is_bare = both.axis.is_none() && both.parts.iter().all(|(_, unit)| unit.is_none());
        if !is_bare || both.parts.len() % 2 == 1 {
            return None;
        }
        let parts = both.parts.split_off(both.parts.len() / 2);
        all.push(Open { parts, ..Open::default() });
    }
    let [first, second] = <[Open; 2]>::try_from(all).ok()?;
    Some([closed(&first)?, closed(&second)?])
}

/// Degrees, and perhaps minutes and seconds: only the last of them has a fraction.
fn closed(open: &Open) -> Option<Angle> {
    let mut degrees = 0.0;
    let mut before = 0.0;
    for (index, &(number, unit)) in open.parts.iter().enumerate() {
        let unit = unit.or_else(|| [1.0, 60.0, 3600.0].get(index).copied())?;
        let is_last = index + 1 == open.parts.len();
        if unit <= before || (unit > 1.0 && number >= 60.0) || (!is_last && number.fract() != 0.0) {
            return None;
        }
        before = unit;
        degrees += number / unit;
    }
    let degrees = if open.is_negative { -degrees } else { degrees };
    (!open.parts.is_empty()).then_some(Angle { degrees, axis: open.axis })
}
