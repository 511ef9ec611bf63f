//! What tokens have in common, and what differs.

use super::shape::shape;
use super::words::{first_three, last_three};
use super::{COLUMNS, changed, features};
use crate::text::segment;

/// Whether tokens `a` and `b` have the same feature in each column.
fn check(text: &str, a: usize, b: usize, expect: [bool; COLUMNS]) {
    let rows = features(text, &segment(text));
    let same: [bool; COLUMNS] = std::array::from_fn(|column| rows[a][column] == rows[b][column]);
    assert_eq!(same, expect, "{text}");
}

#[test]
fn words_shapes_and_affixes() {
    check("see The dog and the dog", 1, 4, [true, true, true, false, true, true, false, true, true, true, true]);
    check("in 1987 or 2015 too", 1, 3, [true; COLUMNS]);
    check("was Washington or Washing", 1, 3, [false, true, false, true, true, true, true, true, true, false, false]);
    let shape = |word| {
        let mut out = String::new();
        shape(word, &mut out);
        out
    };
    assert_eq!(shape("McCain"), "XxXxx");
    assert_eq!(shape("U.S."), "X.X.");
    assert_eq!((first_three("élan"), last_three("ab")), ("éla", "ab"));
}

#[test]
fn what_is_known() {
    let known = |text: &str| {
        let rows = features(text, &segment(text));
        rows.iter().map(|row| [row[7], row[8], row[9]]).collect::<Vec<_>>()
    };
    assert_eq!(known("Mr. Fatima New York"), [[4, 0, 0], [2, 0, 0], [0, 0, 5], [0, 0, 10]]);
    assert_eq!(known("russian spokeswoman reads"), [[0, 1, 0], [12, 0, 0], [0, 0, 0]]);
}

#[test]
fn marks() {
    let states = |text: &str| {
        let segments = segment(text);
        let rows = features(text, &segments);
        rows.iter().map(|row| row[4]).collect::<Vec<u32>>()
    };
    let straight = states("\"Yes,\" he said");
    assert_eq!(straight, states("“Yes,” he said"), "straight and curly marks read alike");
    assert_eq!(states("a b"), [0, 0]);
    assert_eq!(straight[4..], [1, 1]);
    assert!(straight[..4].iter().all(|state| *state > 1));
    assert_eq!(states("the workers’ union"), [0; 4], "an apostrophe opens nothing");
    assert!(states("‘Go on,’ she said")[0] > 1);
}

#[test]
fn single_marks_of_a_text_that_is_quoted_in_them_are_read_as_double() {
    let rows = |text: &str| features(text, &segment(text));
    let double =
        "“Go on and see,” she said. “We’ll stay a little.”\n\n“It is late by now,” he said.\n\n“It goes on here.";
    let single = double.replace('“', "‘").replace('”', "’");
    assert_eq!(rows(&single), rows(double));
    let straight = single.replace(['‘', '’'], "'");
    assert_eq!(rows(&straight), rows(&double.replace(['“', '”'], "\"").replace('’', "'")));
    let once = "‘Go on and see it,’ he read.\n\n“So we will stay,” she said. “We like it.”";
    assert_ne!(rows(once)[0], rows(&once.replace('‘', "“"))[0], "the headline's alone are no double marks");
}

#[test]
fn marks_of_other_languages_are_read_as_english_ones() {
    let rows = |text: &str| features(text, &segment(text));
    let english = "“Go on,” she said. It is 6” wide.";
    for (open, close) in [('„', '”'), ('„', '“'), ('”', '“'), ('”', '”')] {
        let other: String = english.replacen('“', "{", 1).replacen('”', "}", 1);
        let other = other.replace('{', &open.to_string()).replace('}', &close.to_string());
        assert_eq!(rows(&other), rows(english), "{other}");
    }
}

#[test]
fn only_what_changed_is_new() {
    let rows = |text: &str| features(text, &segment(text));
    let (before, after) = (rows("we saw red cars there"), rows("we saw big red cars there"));
    assert_eq!(changed(&before, &after), 2..3);
    assert_eq!(changed(&before, &before), 5..5);
    assert_eq!(changed(&before, &before[..2]), 2..2);
    assert_eq!(changed(&[], &before), 0..5);
}
