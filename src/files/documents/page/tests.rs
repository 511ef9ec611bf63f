use proptest::prelude::*;

use super::article;

/// What hostile and broken pages are made of.
const PIECES: [&str; 26] = [
    "<p>",
    "</p>",
    "<div hidden>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<article>",
    "</article>",
    "<table>",
    "<td",
    ">",
    "<q>",
    "</q>",
    "<blockquote>",
    "<br>",
    "<h1 class=\"menu",
    "\"",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "“Stay,” she said. ",
    "Word ",
    "\u{0}",
];

proptest! {
    #[test]
    fn any_page_gives_a_text(pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..80)) {
        let text = article(&pieces.concat());
        // Paragraphs, with no markup or empty line left.
        prop_assert!(text.split("\n\n").all(|paragraph| text.is_empty() || !paragraph.trim().is_empty()), "{text:?}");
        prop_assert!(!text.contains("<div>") && !text.contains("<script>"), "{text:?}");
    }
}

#[test]
fn elements_within_each_other_as_deep_as_one_likes() {
    let deep = "<div>".repeat(3_000) + "“We stay,” said Ann Lee of the port on Monday.";
    assert_eq!(article(&deep), "“We stay,” said Ann Lee of the port on Monday.");
}
