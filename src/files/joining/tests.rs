//! Printed lines, joined.

use super::*;

const PAGE: &str = "\
Harbour to close for a year
By Di Roe

The harbour of Penford will close for a year from May, the coun-
cil said on Monday, because its north wall has sunk by half a
metre since 1987. A well-
known engineer had warned of it in a report that the govern-
ment never read.
“We knew, and we did nothing,” said Ada Okafor, who runs the
port. “Nobody wanted to be the one who pays.”
The government declined to comment on Ms Okafor’s words when it

12

was asked on Tuesday. Its own report says that the wall is safe
for ten more years, if nobody loads more than ten tonnes.

13

Ben Ames, a fisherman, said he would move his boats to a place
on the other side of the bay.
";

#[test]
fn a_printed_page_is_paragraphs_again() {
    let joining = join_lines(PAGE).unwrap();
    assert_eq!(
        joining.text,
        "Harbour to close for a year\n\n\
         By Di Roe\n\n\
         The harbour of Penford will close for a year from May, the council said on Monday, because its north wall \
         has sunk by half a metre since 1987. A well-known engineer had warned of it in a report that the \
         government never read.\n\n\
         “We knew, and we did nothing,” said Ada Okafor, who runs the port. “Nobody wanted to be the one who \
         pays.”\n\n\
         The government declined to comment on Ms Okafor’s words when it was asked on Tuesday. Its own report says \
         that the wall is safe for ten more years, if nobody loads more than ten tonnes.\n\n\
         Ben Ames, a fisherman, said he would move his boats to a place on the other side of the bay."
    );
    assert_eq!(joining.words, ["council", "well-known", "government"]);
    assert_eq!(joining.left_out, ["12", "13"]);
    assert_eq!(joining.breaks, 8);
    assert_eq!(join_lines(&joining.text), None, "what is joined is not offered again");
}

#[test]
fn articles_are_left_alone() {
    let article = "Harbour to close\n\n“We knew, and we did nothing,” said Ada Okafor, who runs the port of Penford \
                   and has warned of the sinking wall for more than ten years, without being heard by anybody.\n\n\
                   The government declined to comment.\n";
    let list = "Present:\nAda Okafor\nBen Ames\nCy Lund\nDi Roe\nEd Poe\nFay Orr\n";
    let short_paragraphs =
        "Ada Okafor said that it was late, again.\nBen Ames did not agree with her at all.\n".repeat(6);
    for text in ["", "One line.", article, list, &short_paragraphs] {
        assert_eq!(join_lines(text), None, "{text}");
    }
}

#[test]
fn heads_and_numbers_of_pages() {
    let body = |from: &str, what: &str| {
        format!(
            "{from} the {what} has sunk by half a metre and nobody has\n\
             mended it though the {what} is what has kept the town in\n\
             work in every year since the {what} was built by them and\n"
        )
    };
    let text = format!(
        "{}PENFORD GAZETTE 2\n\u{c}{}Page 2 of 3\nPENFORD GAZETTE 3\n{}PENFORD GAZETTE 4\nthen it fell.\n",
        body("That", "wall"),
        body("thus", "pier"),
        body("so", "dock")
    );
    let joining = join_lines(&text).unwrap();
    assert_eq!(joining.left_out, ["PENFORD GAZETTE 2", "Page 2 of 3", "PENFORD GAZETTE 3", "PENFORD GAZETTE 4"]);
    assert!(!joining.text.contains('\n'), "{}", joining.text);
    assert!(joining.text.ends_with("built by them and then it fell."));
}

#[test]
fn numbers_that_the_text_says_stay() {
    let text = PAGE.replace("\n12\n", "\n").replace("\n13\n", "\n2024\n");
    let joining = join_lines(&text).unwrap();
    assert_eq!(joining.left_out, Vec::<String>::new());
    assert!(joining.text.contains("\n\n2024\n\n"), "{}", joining.text);
}

#[test]
fn divided_words() {
    let divided = |end: &str, start: &str, elsewhere: &str| {
        let mut words = Vec::new();
        let mut paragraph = end.to_owned();
        join(&mut paragraph, start, &words_of(elsewhere), &mut words);
        paragraph
    };
    assert_eq!(divided("the govern-", "ment,", ""), "the government,");
    assert_eq!(divided("a self-", "made man", ""), "a self-made man");
    assert_eq!(divided("a self-", "ish man", "selfish"), "a selfish man");
    assert_eq!(divided("the by-", "law", "a by-law"), "the by-law");
    assert_eq!(divided("Anglo-", "American", ""), "Anglo-American");
    assert_eq!(divided("in 1914-", "1918", ""), "in 1914-1918");
    assert_eq!(divided("a state-of-the-", "art port", ""), "a state-of-the-art port");
    assert_eq!(divided("the govern\u{ad}", "ment", ""), "the government");
    assert_eq!(divided("it is late —", "too late", ""), "it is late — too late");
    assert_eq!(divided("it is late—", "too late", ""), "it is late—too late");
}
