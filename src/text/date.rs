//! The day an article was written, as the article itself tells it: in a bare header before its first sentence, on a
//! line of its own near the top, or in its dateline.

/// How many lines from the top a date may stand on a line of its own: after headline, subtitle, author and place.
const LINES: usize = 6;

/// A longer line is not read: the first line of a text may be all of it.
const LONGEST_LINE: usize = 200;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that say that a date follows; the longer before the shorter.
const LABELS: [&str; 12] = [
    "publication date",
    "date published",
    "last updated",
    "last modified",
    "published on",
    "published",
    "posted on",
    "posted",
    "updated on",
    "updated",
    "dated",
    "date",
];

/// The length in bytes of the bare header before the first sentence of `text`: "date 2022-01-21 " in "date 2022-01-21
/// The United States and ..."; 0 if there is none.
pub fn header_length(text: &str) -> usize {
    header(text).map_or(0, |(_, length)| length)
}

/// The day on which an article says it was written, as an ISO 8601 date: "2022-01-21".
pub fn of_article(text: &str) -> Option<String> {
    let date = header(text).map(|(date, _)| date).or_else(|| {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
        lines().find_map(of_line).or_else(|| lines().find_map(of_dateline))
    })?;
    Some(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
}

fn header(text: &str) -> Option<(Date, usize)> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let labelled = after_label(start);
    let (date, rest) = date_at(labelled)?;
    let after_time = skip_time(rest);
    let body = after_time.trim_start_matches(|c: char| matches!(c, ' ' | '\t' | '\u{a0}') || is_separator(c));
    let is_separated = after_time[..after_time.len() - body.len()].contains(is_separator);
    let is_iso =
        labelled.as_bytes().get(4).is_some_and(|c| !c.is_ascii_digit()) && labelled.starts_with(char::is_numeric);
    let begins = body.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\n\r\"“‘'«„([".contains(c));
    let is_header = begins && body.len() < rest.len() && (labelled.len() < start.len() || is_iso || is_separated);
    (is_header || body.is_empty()).then(|| (date, text.len() - body.len()))
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '|' | ':' | ';' | '·' | '•')
}

/// The text after a label such as "Published:", or the text itself.
fn after_label(text: &str) -> &str {
    for label in LABELS {
        let Some(head) = text.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label)) else { continue };
        let rest = &text[head.len()..];
        let trimmed = rest.trim_start_matches([' ', '\t', ':', '\u{a0}']);
        if trimmed.len() < rest.len() {
            return trimmed;
        }
    }
    text
}

/// The date of a line that holds little else: "Published: Friday, 21 January 2022, 10:30 GMT", "By Jane Roe | Jan. 21, 2022".
fn of_line(line: &str) -> Option<Date> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    line.split(['|', '·', '•', '–', '—']).map(str::trim).find_map(|part| {
        let (date, rest) = date_at(after_label(part))?;
        skip_time(rest).trim_matches(|c: char| !c.is_alphanumeric()).is_empty().then_some(date)
    })
}

/// The date of a dateline with a year: "MOSCOW, Jan. 21, 2022 (Reuters) -".
fn of_dateline(line: &str) -> Option<Date> {
    let place = line.split([' ', ',']).next()?;
    if place.chars().filter(|c| c.is_alphabetic()).count() < 2 || place.chars().any(char::is_lowercase) {
        return None;
    }
    let head: String = line.chars().take(100).collect();
    let starts = head.match_indices([' ', '(']).map(|(at, space)| at + space.len());
    let (date, rest) = starts.take(12).find_map(|at| date_at(&head[at..]))?;
    rest.chars().take(40).any(|c| is_separator(c) || c == ')').then_some(date)
}

/// A date at the start of `text`, and what comes after it.
fn date_at(text: &str) -> Option<(Date, &str)> {
    let text = skip_weekday(text);
    by_numbers(text).or_else(|| by_month(text))
}

fn skip_weekday(text: &str) -> &str {
    let (word, rest) = word_at(text);
    let is_day = word.len() >= 3 && DAYS.iter().any(|day| is_short_for(word, day));
    if is_day { rest.trim_start_matches(['.', ',', ' ', '\u{a0}']) } else { text }
}

/// Whether `word` is `whole` or the beginning of it: "Sept" for "september".
fn is_short_for(word: &str, whole: &str) -> bool {
    whole.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// The letters at the start of `text`, and the rest.
fn word_at(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len()))
}

/// The number at the start of `text`, how many digits it has, and the rest.
fn number_at(text: &str) -> Option<(u32, usize, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok().filter(|_| end <= 4)?, end, &text[end..]))
}

/// "2022-01-21", "2022/1/21", "21.01.2022", "1/21/2022". A day and a month that could be either are not guessed at.
fn by_numbers(text: &str) -> Option<(Date, &str)> {
    let (first, first_digits, rest) = number_at(text)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, second_digits, rest) = number_at(rest.strip_prefix(separator)?)?;
    let (third, third_digits, rest) = number_at(rest.strip_prefix(separator)?)?;
    let (year, month, day) = match (first_digits, second_digits, third_digits) {
        (4, 1..=2, 1..=2) => (first, second, third),
        (1..=2, 1..=2, 4) if separator == '.' || first > 12 || first == second => (third, second, first),
        (1..=2, 1..=2, 4) if second > 12 => (third, first, second),
        _ => return None,
    };
    Some((valid(year, month, day)?, rest))
}

/// "21 January 2022", "21st of Jan., 2022", "January 21, 2022", "Sept. 3 2022".
fn by_month(text: &str) -> Option<(Date, &str)> {
    let (day, month, rest) = match number_at(text) {
        Some((day, 1..=2, rest)) => {
            let rest = skip_gap(skip_ordinal(rest));
            let rest = rest.strip_prefix("of ").unwrap_or(rest);
            let (month, rest) = month_at(rest)?;
            (day, month, skip_gap(rest))
        }
        _ => {
            let (month, rest) = month_at(text)?;
            let (day, digits, rest) = number_at(skip_gap(rest))?;
            (if digits <= 2 { day } else { 0 }, month, skip_gap(skip_ordinal(rest)))
        }
    };
    let (year, digits, rest) = number_at(rest)?;
    Some((valid(if digits == 4 { year } else { 0 }, month, day)?, rest))
}

/// Whether `word` names a month: "March", "Mar".
pub fn is_month(word: &str) -> bool {
    month_at(word).is_some_and(|(_, rest)| rest.trim_start_matches('.').is_empty())
}

fn month_at(text: &str) -> Option<(u32, &str)> {
    let (word, rest) = word_at(text);
    let month = MONTHS.iter().position(|month| word.len() >= 3 && is_short_for(word, month))?;
    Some((month as u32 + 1, rest))
}

fn skip_ordinal(text: &str) -> &str {
    let (word, rest) = word_at(text);
    if ["st", "nd", "rd", "th"].contains(&word) { rest } else { text }
}

fn skip_gap(text: &str) -> &str {
    text.trim_start_matches(['.', ',', ' ', '\u{a0}'])
}

/// What comes after a time of day: "T10:30:00Z", ", 10.30 a.m. EST", "at 9:05 pm".
fn skip_time(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', ',', '\u{a0}', 'T']);
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let time = |rest| {
        let (hour, _, rest) = number_at(rest).filter(|(hour, digits, _)| *hour < 24 && *digits <= 2)?;
        let (_, _, mut rest) = number_at(rest.strip_prefix([':', '.'])?).filter(|(_, digits, _)| *digits == 2)?;
        if let Some((_, 2, after)) = rest.strip_prefix(':').and_then(number_at) {
            rest = after;
        }
        let _ = hour;
        loop {
            let after = rest.trim_start_matches([' ', '\u{a0}']);
            let zone = ["a.m.", "p.m.", "am", "pm", "AM", "PM", "GMT", "UTC", "EST", "EDT", "ET", "CET", "BST", "Z"];
            match zone
                .iter()
                .find_map(|word| after.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric)))
            {
                Some(after) => rest = after,
                None => return Some(rest),
            }
        }
    };
    time(rest).unwrap_or(text)
}

fn valid(year: u32, month: u32, day: u32) -> Option<Date> {
    let leap = u32::from(year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)));
    let length = match month {
        2 => 28 + leap,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1600..2200).contains(&year) && (1..=length).contains(&day)).then_some(Date { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `header`: what stands before the article.
    fn check(text: &str, date: Option<&str>, header: &str) {
        assert_eq!(of_article(text).as_deref(), date, "{text}");
        assert_eq!(&text[..header_length(text)], header, "{text}");
    }

    #[test]
    fn bare_headers() {
        check("date 2022-01-21 The United States and Russia met.", Some("2022-01-21"), "date 2022-01-21 ");
        check("2022-01-21 The United States met.", Some("2022-01-21"), "2022-01-21 ");
        check(
            "DATE: Friday, January 21, 2022 “We met,” he said.",
            Some("2022-01-21"),
            "DATE: Friday, January 21, 2022 ",
        );
        check(
            "Published 21 January 2022 10:30 GMT – Ministers met.",
            Some("2022-01-21"),
            "Published 21 January 2022 10:30 GMT – ",
        );
        check("2022-01-21T10:30:00Z Ministers met.", Some("2022-01-21"), "2022-01-21T10:30:00Z ");
        check("January 21, 2022 | Ministers met.", Some("2022-01-21"), "January 21, 2022 | ");
    }

    #[test]
    fn sentences_that_begin_with_a_date_are_no_headers() {
        check("January 21, 2022 was a cold day.", None, "");
        check("January 21, 2022, Moscow. He came.", None, "");
        check("2022-01-21 was a cold day.", None, "");
        check("Date palms grow in Iraq. On January 21, 2022 they bore fruit.", None, "");
        check("May 2022 be a good year.", None, "");
        check("", None, "");
        check("date", None, "");
    }

    #[test]
    fn lines_of_their_own_and_datelines() {
        check("Ministers meet\nBy Jane Roe | Jan. 21, 2022\n\nThey met.", Some("2022-01-21"), "");
        check("Ministers meet\nLast updated: 21st of January, 2022 at 9.05 pm\nThey met.", Some("2022-01-21"), "");
        check("GENEVA, Jan. 21, 2022 (Newswire) - Ministers met.", Some("2022-01-21"), "");
        check("MOSCOW, Jan. 21 (Newswire) - Ministers met.", None, "");
        check("NATO said on January 21, 2022 that it would meet again soon, and nobody was surprised by it.", None, "");
        check("Ministers meet\n\n21.01.2022\n\nThey met.", Some("2022-01-21"), "");
        check("Ministers meet\n\n03/04/2022\n\nThey met.", None, "");
        check("Ministers meet\n\nFebruary 30, 2022\n\nThey met.", None, "");
    }
}
