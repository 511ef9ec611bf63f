//! Cuts a text into tokens: words, numbers, punctuation, symbols.
//!
//! The cuts follow the conventions of Universal Dependencies for English (clitics "'s", "n't", "'ll" are tokens of
//! their own, an abbreviation keeps its full stop), but a hyphen between letters is always a token, so that the name
//! in "London-based" and the parts of "Bailey-Ross" can be told.

mod full_stops;

use super::{Span, abbreviations};
use full_stops::keeps_full_stop;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits; an abbreviation with its full stop; a clitic such as "'s".
    Word,
    /// Begins with a digit: "1,200", "7:30", "21st".
    Number,
    /// A mark of punctuation, a currency sign, or a run that is one mark: "...", "--", "``".
    Punctuation,
    /// An address on the web or of e-mail.
    Address,
    /// Anything else: emoji, dingbats, control characters.
    Symbol,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands (bytes).
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space, or the start of the text, stands before it.
    pub space_before: bool,
}

impl Token {
    /// The token's characters.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// Cuts `text` into tokens, in order. Every character that is not white space or an invisible mark lies in exactly
/// one token.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut space_before = true;
    while let Some(first) = char_at(text, at) {
        if is_gap(first) {
            space_before = true;
            at += first.len_utf8();
            continue;
        }
        let (end, kind) = token_end(text, at, first);
        push_with_clitics(&mut tokens, text, at..end, kind, space_before);
        space_before = false;
        at = end;
    }
    tokens
}

/// White space, or a mark that is not seen: zero-width space, byte order mark, direction marks, soft hyphen at a gap.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// What stands for a letter that could not be read.
const LOST: char = '\u{fffd}';

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// The end and the kind of the token that starts at `start` with `first`.
fn token_end(text: &str, start: usize, first: char) -> (usize, TokenKind) {
    if let Some(end) = address_end(text, start, first) {
        return (end, TokenKind::Address);
    }
    if first.is_alphabetic() {
        return (word_end(text, start), TokenKind::Word);
    }
    if first.is_numeric() {
        return (number_end(text, start), TokenKind::Number);
    }
    if is_apostrophe(first)
        && let Some(end) = leading_apostrophe_end(text, start)
    {
        return (end, TokenKind::Word);
    }
    let next = start + first.len_utf8();
    let run = |mark: char| next + text[next..].chars().take_while(|c| *c == mark).map(char::len_utf8).sum::<usize>();
    match first {
        '.' | '-' | '*' | '=' | '_' | '~' => (run(first), TokenKind::Punctuation),
        '`' | '\'' | '\u{2018}' | '\u{2019}' => {
            let end = if text[next..].starts_with(first) { next + first.len_utf8() } else { next };
            (end, TokenKind::Punctuation)
        }
        _ if first.is_ascii_punctuation() || is_punctuation(first) => (next, TokenKind::Punctuation),
        _ => (symbol_end(text, start), TokenKind::Symbol),
    }
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20cf}' | '\u{2e00}'..='\u{2e7f}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{ff01}'..='\u{ff65}')
}

/// Runs of letters, digits and marks, with what may stand inside a word: an apostrophe, "&", the full stops of "U.S."
/// and of "Breitbart.com", the full stop at the end of an abbreviation, and what stands for a letter that was lost.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = run_of_word_chars(text, start);
    loop {
        let mut rest = text[end..].chars();
        let (Some(joint), Some(next)) = (rest.next(), rest.next()) else { break };
        let joins = match joint {
            '.' => {
                let last_piece_is_letter = is_single_letter(&text[last_piece(text, start, end)..end]);
                let after = end + 1;
                let next_piece = &text[after..run_of_word_chars(text, after)];
                ((last_piece_is_letter || abbreviations::is_head_of_degree(&text[start..end]))
                    && is_single_letter(next_piece))
                    || (next.is_lowercase() && next_piece.len() > 1 && text[start..end].len() > 1)
            }
            '&' => next.is_uppercase() && text[start..end].len() <= 3,
            c if is_apostrophe(c) => next.is_alphabetic(),
            // A letter that was lost on the way: "Sch?fer". Behind a small letter a question may end.
            '?' => next.is_lowercase() && text[start..].starts_with(char::is_uppercase),
            LOST => text[end..].trim_start_matches(LOST).starts_with(char::is_alphabetic),
            _ => false,
        };
        if !joins {
            break;
        }
        let lost = text[end..].chars().take_while(|c| *c == LOST).count().max(1);
        end = run_of_word_chars(text, end + lost * joint.len_utf8());
    }
    if text[end..].starts_with('.') && keeps_full_stop(text, start, end) {
        end += 1;
    }
    end
}

fn run_of_word_chars(text: &str, start: usize) -> usize {
    start + text[start..].chars().take_while(|c| is_word_char(*c)).map(char::len_utf8).sum::<usize>()
}

fn last_piece(text: &str, start: usize, end: usize) -> usize {
    text[start..end].rfind('.').map_or(start, |dot| start + dot + 1)
}

fn is_single_letter(piece: &str) -> bool {
    let mut chars = piece.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.all(is_mark)
}

/// Digits with their separators ("1,200.50", "7:30"), and letters that follow at once ("21st", "10pm").
fn number_end(text: &str, start: usize) -> usize {
    let mut end = run_of_word_chars(text, start);
    while let Some(joint) = char_at(text, end) {
        let digit_before = text[..end].ends_with(char::is_numeric);
        let digit_after = text[end + joint.len_utf8()..].starts_with(char::is_numeric);
        if !(matches!(joint, ',' | '.' | ':') && digit_before && digit_after) {
            break;
        }
        end = run_of_word_chars(text, end + 1);
    }
    end
}

/// "'90s", "'s" cut off from its word, "'em", "'tis": an apostrophe that is not a quotation mark.
fn leading_apostrophe_end(text: &str, start: usize) -> Option<usize> {
    let after = start + char_at(text, start)?.len_utf8();
    let end = run_of_word_chars(text, after);
    let word = &text[after..end];
    let is_decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
    let is_clipped =
        ["em", "tis", "twas", "til", "cause", "bout", "round", "n"].iter().any(|w| w.eq_ignore_ascii_case(word));
    let closes = text[end..].chars().next().is_some_and(is_apostrophe) && !word.eq_ignore_ascii_case("n");
    let joined_clitic =
        text[..start].ends_with(|c: char| c.is_alphanumeric()) && CLITICS.iter().any(|c| c.eq_ignore_ascii_case(word));
    (is_decade || (is_clipped && !closes) || joined_clitic).then_some(end)
}

/// An address: "https://...", "www...", "name@host.tld". Closing punctuation stays outside.
fn address_end(text: &str, start: usize, first: char) -> Option<usize> {
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let rest = &text[start..];
    let head: &str = &rest[..rest.char_indices().take(9).last().map_or(0, |(i, _)| i)];
    let starts = |prefix: &str| head.get(..prefix.len()).is_some_and(|h| h.eq_ignore_ascii_case(prefix));
    if starts("http://") || starts("https://") || starts("www.") {
        let length = rest
            .find(|c: char| is_gap(c) || matches!(c, '"' | '“' | '”' | '<' | '>' | '»' | '«' | '’' | '‘'))
            .unwrap_or(rest.len());
        return Some(start + rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len());
    }
    let name =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))).unwrap_or(rest.len());
    let host = rest[name..].strip_prefix('@')?;
    let host =
        &host[..host.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len())];
    let host = host.trim_end_matches(['.', '-']);
    host.contains('.').then_some(start + name + 1 + host.len())
}

/// A symbol with what is drawn as one picture with it: joiners, variation selectors, skin tones, flags.
fn symbol_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].chars();
    let first = chars.next().unwrap_or(' ');
    let mut end = start + first.len_utf8();
    let is_regional = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let mut joined = false;
    let mut flag_open = is_regional(first);
    for c in chars {
        let extends = is_mark(c) || matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}');
        if extends || (joined && !is_gap(c)) || (flag_open && is_regional(c)) {
            flag_open = flag_open && extends;
            joined = c == '\u{200d}';
            end += c.len_utf8();
        } else {
            break;
        }
    }
    end
}

const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

/// Two words written as one, with the byte where the second begins.
const FUSED: &[(&str, usize)] = &[("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3)];

/// Adds the token, or the word and its clitic: "Obama" + "'s", "do" + "n't".
fn push_with_clitics(
    tokens: &mut Vec<Token>,
    text: &str,
    range: std::ops::Range<usize>,
    kind: TokenKind,
    space_before: bool,
) {
    let word = &text[range.clone()];
    let cut = match kind {
        TokenKind::Word | TokenKind::Number => clitic_start(word).filter(|cut| *cut > 0),
        _ => None,
    };
    let middle = range.start + cut.unwrap_or(word.len());
    tokens.push(Token { span: Span::new(range.start, middle), kind, space_before });
    if cut.is_some() {
        tokens.push(Token { span: Span::new(middle, range.end), kind: TokenKind::Word, space_before: false });
    }
}

fn clitic_start(word: &str) -> Option<usize> {
    if let Some((_, cut)) = FUSED.iter().find(|(fused, _)| fused.eq_ignore_ascii_case(word)) {
        return Some(*cut);
    }
    let (apostrophe, mark) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let tail = &word[apostrophe + mark.len_utf8()..];
    if CLITICS.iter().any(|c| c.eq_ignore_ascii_case(tail)) {
        return Some(apostrophe);
    }
    let before = &word[..apostrophe];
    (tail.eq_ignore_ascii_case("t") && before.len() > 1 && before.ends_with(['n', 'N'])).then(|| apostrophe - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn check(text: &str, expect: &str) {
        let pieces: Vec<&str> = tokenize(text).iter().map(|t| t.of(text)).collect();
        assert_eq!(pieces.join("|"), expect, "{text}");
    }

    #[test]
    fn words_and_clitics() {
        check("Obama's aides don't know what they'll do.", "Obama|'s|aides|do|n't|know|what|they|'ll|do|.");
        check("They cannot and are not gonna go.", "They|can|not|and|are|not|gon|na|go|.");
        check("O’Brien’s father-in-law", "O’Brien|’s|father|-|in|-|law");
        check("the workers' union", "the|workers|'|union");
        check("‘Don’t,’ he said", "‘|Do|n’t|,|’|he|said");
    }

    #[test]
    fn lost_letters() {
        check("Ms Sch?fer of Fianna F\u{fffd}\u{fffd}il left.", "Ms|Sch?fer|of|Fianna|F\u{fffd}\u{fffd}il|left|.");
        check(
            "Is it deep?No, deep?no. \u{fffd}Yes,\u{fffd} he said",
            "Is|it|deep|?|No|,|deep|?|no|.|\u{fffd}|Yes|,|\u{fffd}|he|said",
        );
    }

    #[test]
    fn numbers_and_marks() {
        check("$1,200.50 in the '90s, 21st", "$|1,200.50|in|the|'90s|,|21st");
        check("``Yes,'' he said -- 6'2\"", "``|Yes|,|''|he|said|--|6|'|2|\"");
        check("‘‘Yes,’’ the dogs’ ‘owner’ said", "‘‘|Yes|,|’’|the|dogs|’|‘|owner|’|said");
        check("AT&T and R&B", "AT&T|and|R&B");
        check("rock 'n' roll", "rock|'n|'|roll");
    }

    #[test]
    fn addresses_and_symbols() {
        check("See https://a.org/b?c=d. Or mail me@host.org, ok", "See|https://a.org/b?c=d|.|Or|mail|me@host.org|,|ok");
        check("hi 👩‍👩‍👧 🇬🇧🇫🇷 👍🏽!", "hi|👩‍👩‍👧|🇬🇧|🇫🇷|👍🏽|!");
        check("@bbc #news", "@|bbc|#|news");
    }
}
