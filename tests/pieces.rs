//! What made-up texts consist of, for properties and fuzz targets.

/// Pieces that articles, and texts that only look like some, are made of.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "Ada Okafor", "Mr. Okafor", "Lord Ames of Hull", "the Harbour Board", "Paris, Texas", "U.S.", "Łódź", "she", "He",
    "a spokesman for the port", "said", "told reporters", "according to", "added that", "asked", "tweeted", "that",
    "the ships will come", "it is late", "we don't know", "no", "I", "Q:", "A:", "OKAFOR:", "HULL (Reuters) -", "not",
    "“", "”", "\"", "\"", "'", "‘", "’", "``", "''", "«", "»", "„", "‚", "‹", "›", "「", "」", "(", ")", "[", "]",
    ",", ".", "...", "…", "!", "?", ":", ";", "—", "–", "--", "'s", "’s", "'90s", "6'2\"", "@ada", "#port",
    "https://example.org/a?b=“c”", "ada@example.org", "2022-01-21", "date 2022-01-21", "Jan. 5", "3,000", "£4.50", "%",
    "\nAdvertisement\n", "\nShare\n", "-\nshare\n", "— Ada Okafor (@ada) May 1, 2020", "Sch?fer", "pic.twitter.com/a1",
    " ", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{2009}", "\u{2028}", "\u{200b}", "\u{ad}", "\u{feff}",
    "\u{200d}", "\u{301}", "\u{0}", "\u{7}", "\u{85}", "\u{fffd}", "\u{10ffff}", "😀", "👩‍👩‍👧", "🇬🇧", "👍🏽",
    "\u{202e}", "\u{200f}", "قال محمد", "אמר דוד", "她说", "โกรธ", "ǅ", "ß", "İ", "ﬁ", "½", "Ⓐ", "e\u{301}",
];
