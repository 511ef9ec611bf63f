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
        let text = article(&pieces.concat()).unwrap_or_else(|reason| {
            assert!(reason.contains("without"), "so few pieces are never too much for their bytes: {reason}");
            String::new()
        });
        // Paragraphs, with no markup or empty line left.
        prop_assert!(text.split("\n\n").all(|paragraph| text.is_empty() || !paragraph.trim().is_empty()), "{text:?}");
        prop_assert!(!text.contains("<div>") && !text.contains("<script>"), "{text:?}");
    }
}

#[test]
fn many_line_breaks_are_one_empty_line() {
    assert_eq!(article("“We stay.”<br><br><br> <br>“We do.”").unwrap(), "“We stay.”\n\n“We do.”");
}

#[test]
fn elements_within_each_other_as_deep_as_one_likes() {
    let deep = "<div>".repeat(3_000) + "“We stay,” said Ann Lee of the port on Monday.";
    assert_eq!(article(&deep).unwrap(), "“We stay,” said Ann Lee of the port on Monday.");
}

#[test]
fn what_takes_far_more_than_its_bytes_ask_for_is_refused() {
    // Time by the square of the depth, and memory by paragraphs times formatting.
    let deep = "<ul><li>x".repeat(10_000);
    let formatted: String = (0..1_500).map(|number| format!("<b a={number}>")).collect();
    let formatted = format!("<p>{formatted}x</p>{}", "<p>y</p>".repeat(1_500));
    for page in [deep, formatted] {
        assert!(article(&page).unwrap_err().contains("too deep"));
    }
    // Not what is only long, or a little deep.
    let long = "<p><b>“We stay,”</b> said <a href=a>Ann Lee</a> of the port on Monday.</p>".repeat(2_000);
    assert!(article(&long).unwrap().len() > 2_000 * 40);
    assert!(article(&"<ul><li>“We stay,” said Ann Lee of the port on Monday.".repeat(1_000)).is_ok());
}
