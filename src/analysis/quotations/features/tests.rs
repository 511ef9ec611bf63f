//! Rows of candidates.

use super::super::by_hand;
use super::super::candidates::cues;
use super::*;

/// `candidates`: content, cue and source of each of the group; `expect`: values of the last.
fn check(told: &str, candidates: &[(&str, &str, &str)], expect: &[(Feature, f32)]) {
    by_hand::read(told, |evidence| {
        let of = |(content, cue, source): &(&str, &str, &str)| by_hand::candidate(evidence, content, cue, source);
        let group: Vec<Candidate> = candidates.iter().map(of).collect();
        let rows = rows(evidence, &cues(evidence), &group);
        assert_eq!(rows.len(), group.len() + 1);
        by_hand::check_row(told, &rows[group.len()], expect);
    });
}

#[test]
fn none_of_them() {
    by_hand::read("{S Lee} {C said} {Q we go}.", |evidence| {
        let group = ["we go", "go"].map(|content| by_hand::candidate(evidence, content, "said", "Lee"));
        let rows = rows(evidence, &[], &group);
        let of = |feature: Feature| [rows[0][feature as usize], rows[1][feature as usize]];
        assert_eq!(of(Feature::Rivals), [2.0, 2.0]);
        assert_eq!(of(Feature::CueProbability), [0.9, 0.9]);
        assert_eq!(of(Feature::Words), [NONE, 2.0]);
    });
    assert!(by_hand::read("Lee left.", |evidence| rows(evidence, &[], &[])).is_empty());
}

#[test]
fn cues_and_sources() {
    let told = "He {C had not told} Lee {Q that it rains}.";
    let expect = [
        (Feature::CueSpeech, 2.0),
        (Feature::CueForm, 5.0),
        (Feature::BeforeCue, class(WordClass::SubjectPronoun)),
        (Feature::BehindCue, class(WordClass::Capitalized)),
        (Feature::Source, 0.9),
        (Feature::SourceForm, 1.0),
        (Feature::SourceDistance, 0.0),
        (Feature::Sides, 2.0),
        (Feature::Gap, 1.0),
    ];
    check(told, &[("that it rains", "had not told", "He")], &expect);
    let expect = [(Feature::CueForm, 4.0), (Feature::SourceForm, 2.0)];
    check("“{Q We go},” it {C was told}.", &[("We go", "was told", "it")], &expect);
    let expect = [(Feature::SourceForm, 3.0), (Feature::Sides, 1.0 + 2.0)];
    check("Said nobody: we go, we stay.", &[("we go", "Said", "nobody")], &expect[..1]);
    check("We go, said Lee, if it rains.", &[("We go/if it rains", "said", "Lee")], &expect[1..]);
}

#[test]
fn scores() {
    let told = "{Q50 It rains and {C60 Ann} {Q80 snows}}, {S Lee} {C said}.";
    let expect = [
        (Feature::Words, 5.0),
        (Feature::Content, (4.0 * 0.5 + 0.8) / 5.0),
        (Feature::LeastContent, 0.5),
        (Feature::Begin, 0.49),
        (Feature::Last, 0.8),
        (Feature::Behind, 0.02),
        (Feature::CueInside, 0.6),
        (Feature::CuesInside, 1.0),
        (Feature::CueBeside, 0.0),
        (Feature::SourceInside, 0.02),
    ];
    check(told, &[("It rains and Ann snows", "said", "Lee")], &expect);
    check(told, &[("snows", "said", "Lee")], &[(Feature::CueBeside, 0.6), (Feature::CuesInside, 0.0)]);
}

#[test]
fn the_best_of_a_group() {
    by_hand::read("{S Lee} {C said} {Q we go}.", |evidence| {
        let mut group = ["we go", "go"].map(|content| by_hand::candidate(evidence, content, "said", "Lee"));
        group[0].sides = [0.8, 1.0];
        let below = rows(evidence, &[], &group).iter().map(|row| row[Feature::BelowBest as usize]).collect::<Vec<_>>();
        assert!((below[0] - 0.8).abs() < 1e-6 && below[1] == 0.0 && (below[2] - 0.55).abs() < 1e-6, "{below:?}");
    });
}

#[test]
fn marks() {
    let told = "“We go now,” said Lee. “We stay.” Porto shook.";
    let whole = [
        (Feature::Marked, 1.0),
        (Feature::CutsMarks, 0.0),
        (Feature::WholeMarks, 1.0),
        (Feature::MarkWords, 3.0),
        (Feature::WholeParagraph, 1.0),
        (Feature::MarksLeft, 1.0),
    ];
    check(told, &[("We go now", "said", "Lee")], &whole);
    check(told, &[("We go now/We stay", "said", "Lee")], &[(Feature::MarksLeft, 0.0), (Feature::WholeMarks, 1.0)]);
    check(told, &[("We go", "said", "Lee")], &[(Feature::CutsMarks, 2.0), (Feature::WholeMarks, 0.0)]);
    check(told, &[("go", "said", "Lee")], &[(Feature::CutsMarks, 3.0)]);
    check(told, &[("Porto shook", "said", "Lee")], &[(Feature::Marked, 0.0), (Feature::Capitals, 0.5)]);
    check("“We go.”", &[("We go", "", "")], &[(Feature::WholeParagraph, 3.0)]);
}

#[test]
fn boundaries() {
    let expect = [
        (Feature::StartsSentence, 0.0),
        (Feature::EndsSentence, 1.0),
        (Feature::WordsBefore, 2.0),
        (Feature::WordsBehind, 0.0),
        (Feature::Sentences, 1.0),
        (Feature::Points, 0.0),
        (Feature::FirstClass, class(WordClass::That)),
        (Feature::NextClass, class(WordClass::SentenceEnd)),
        (Feature::SentenceGap, 0.0),
        (Feature::Label, 0.0),
    ];
    check("Lee said that it rained. It snowed.", &[("that it rained. It snowed", "said", "Lee")], &expect);
    check("Lee said so on Monday.", &[("so", "said", "Lee")], &[(Feature::Points, 1.0), (Feature::WordsBehind, 2.0)]);
    check("It rained. Lee said so.", &[("It rained", "said", "Lee")], &[(Feature::SentenceGap, 1.0)]);
    check("LISBON — It rained, Lee said.", &[("LISBON — It rained", "said", "Lee")], &[(Feature::Label, 1.0)]);
}
