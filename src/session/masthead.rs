//! What an article says of itself before it begins: its headline, who wrote it, which agency sent it, its address.

use crate::text::date;

/// Only so many lines from the top are looked at.
const LINES: usize = 6;
/// A longer line is no headline, in bytes.
const LONGEST_HEADLINE: usize = 180;
/// A longer line is no byline, in bytes.
const LONGEST_BYLINE: usize = 120;
/// How far from its start a paragraph names the agency, in bytes.
const DATELINE: usize = 100;

/// What stands above an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masthead {
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The agency of its dateline: "Reuters".
    pub outlet: Option<String>,
    /// Its address, where a line above it is one.
    pub url: Option<String>,
}

/// Reads the top of an article.
pub fn of_article(text: &str) -> Masthead {
    let body = &text[date::header_length(text)..];
    let filled = body.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    let (addresses, lines): (Vec<&str>, Vec<&str>) = filled.partition(|line| is_address(line));
    Masthead {
        title: headline(&lines),
        author: lines.iter().find_map(|line| byline(line)),
        outlet: lines.iter().find_map(|line| agency(line)),
        url: addresses.first().map(|line| line.to_string()),
    }
}

/// The first line, where it is shorter than what follows and no sentence of the article.
fn headline(lines: &[&str]) -> Option<String> {
    let (first, rest) = lines.split_first()?;
    // A line that goes on in the next one is none, as those of a printed page do.
    let goes_on = first.ends_with('-') || rest.first().is_some_and(|next| next.starts_with(char::is_lowercase));
    let is_sentence =
        goes_on || first.ends_with(['.', ':', ';', ',', '…', '”', '"']) || !first.contains(char::is_alphabetic);
    let has_body = rest.iter().any(|line| line.len() > LONGEST_HEADLINE || line.ends_with(['.', '?', '!', '”', '"']));
    let fits = first.len() <= LONGEST_HEADLINE && !is_sentence && has_body;
    (fits && byline(first).is_none() && agency(first).is_none() && !is_turn(first)).then(|| first.to_string())
}

/// Whether a line is the address of a page and nothing else.
fn is_address(line: &str) -> bool {
    let host = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://"));
    host.is_some_and(|host| host.split('/').next().is_some_and(|name| name.contains('.')))
        && !line.contains(char::is_whitespace)
}

/// "Q: What happened?": a turn of an interview.
fn is_turn(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, _)| label.len() <= 2)
}

/// "By Jane Roe and Max Poe, staff writers | 21 January": the names.
fn byline(line: &str) -> Option<String> {
    let names = line.get(..3).filter(|head| head.eq_ignore_ascii_case("by ")).map(|_| line[3..].trim())?;
    let end = names.find(['|', ',', '·', '•', '—', '–', ';', '(', '\t']).unwrap_or(names.len());
    let names = [" for ", " in ", " at ", " on "]
        .iter()
        .fold(&names[..end], |names, word| names.find(word).map_or(names, |at| &names[..at]));
    let names = names.trim_end_matches(|c: char| !c.is_alphanumeric());
    let capital = |word: &str| {
        matches!(word, "and" | "de" | "van" | "von" | "der" | "al" | "bin" | "&")
            || word.starts_with(char::is_uppercase)
    };
    let good = line.len() <= LONGEST_BYLINE
        && !names.is_empty()
        && !line.ends_with('.')
        && names.split_whitespace().all(capital);
    good.then(|| names.to_owned())
}

/// "LONDON (Reuters) - The harbour ...": the agency.
fn agency(line: &str) -> Option<String> {
    let head = line.get(..DATELINE.min(line.len())).or_else(|| line.get(..line.char_indices().nth(60)?.0))?;
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let place_is_loud =
        line[..open].split([' ', ',']).next().is_some_and(|word| word.len() > 1 && !word.contains(char::is_lowercase));
    let name = head[open + 1..close].trim();
    let is_name = !name.is_empty()
        && name.starts_with(char::is_uppercase)
        && name.chars().all(|c| c.is_alphanumeric() || " .&-".contains(c));
    let dash = line[close + 1..].trim_start().starts_with(['-', '–', '—']);
    (place_is_loud && is_name && dash).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: Option<&str>, author: Option<&str>, outlet: Option<&str>) {
        let own = |words: Option<&str>| words.map(str::to_owned);
        assert_eq!(
            of_article(text),
            Masthead { title: own(title), author: own(author), outlet: own(outlet), url: None },
            "{text}"
        );
    }

    #[test]
    fn an_address_above_is_no_headline() {
        let check = |text: &str, title: Option<&str>, url: Option<&str>| {
            let Masthead { title: ours, url: address, .. } = of_article(text);
            assert_eq!((ours.as_deref(), address.as_deref()), (title, url), "{text}");
        };
        let address = "https://penford.example/news/harbour-to-close";
        check(
            &format!("{address}\n\nHarbour to close\n\nThe harbour will close for a year."),
            Some("Harbour to close"),
            Some(address),
        );
        check(&format!("{address}\nThe harbour will close for a year.\nIt is late."), None, Some(address));
        check(
            "See https://penford.example/ for more\nThe harbour will close.",
            Some("See https://penford.example/ for more"),
            None,
        );
    }

    #[test]
    fn tops_of_articles() {
        check("", None, None, None);
        check("“It is late,” Ada Okafor said.", None, None, None);
        check(
            "Harbour to close\n\n“It is late,” Ada Okafor said. The wall sinks.",
            Some("Harbour to close"),
            None,
            None,
        );
        check(
            "Harbour to close?\nBy Di Roe and Ed van Poe, staff writers | 21 January 2022\n\nPENFORD, Jan 21 (Reuters) - The harbour will close for a year.",
            Some("Harbour to close?"),
            Some("Di Roe and Ed van Poe"),
            Some("Reuters"),
        );
        check("BY DI ROE\nThe harbour will close for a year, said the council.", None, Some("DI ROE"), None);
        check("By Monday the harbour will be closed.\nSo said the council.", None, None, None);
        check("Q: What happened?\nA: The wall sank by half a metre.", None, None, None);
        check("The wall sank.\nIt was late.", None, None, None);
        check("The old bridge will be closed, the coun-\ncil said. It is late.", None, None, None);
        check("The old bridge will be closed for a\nyear. It is late.", None, None, None);
        check("Present\nAda Okafor\nBen Ames", None, None, None);
        check(
            "The port (Penford) - a view\nThe harbour will close for a year.",
            Some("The port (Penford) - a view"),
            None,
            None,
        );
        check("Héérèéééééééééééééééééééééééééééééééééééééééééééééééééééééééééé (ab", None, None, None);
    }
}
