//! Features of cues, and what all generators propose.

use super::super::by_hand;
use super::*;

/// `expect`: of each of those that `ask` proposes for `told` its pieces, its cue and its source ("-" for none).
pub(super) fn check_proposed(told: &str, ask: impl Fn(&Evidence) -> Vec<Proposed>, expect: &[&str]) {
    by_hand::read(told, |evidence| {
        let words = |tokens: &Option<Range<usize>>| match tokens {
            Some(tokens) => by_hand::words(evidence, std::slice::from_ref(tokens)),
            None => "-".to_owned(),
        };
        let shown =
            |one: &Proposed| [by_hand::words(evidence, &one.content), words(&one.cue), words(&one.source)].join(" | ");
        assert_eq!(ask(evidence).iter().map(shown).collect::<Vec<_>>(), expect, "{told}");
    });
}

/// `expect`: values of the first cue of `told`.
fn check(told: &str, expect: &[(CueFeature, f32)]) {
    by_hand::read(told, |evidence| {
        by_hand::check_row(told, &cue_features(evidence, &cues(evidence)[0]), expect);
    });
}

#[test]
fn features_of_cues() {
    let expect = [
        (CueFeature::Convention, 0.0),
        (CueFeature::Probability, 0.9),
        (CueFeature::Elsewhere, 0.9),
        (CueFeature::Begin, 0.9 * 0.98),
        (CueFeature::Tokens, 2.0),
        (CueFeature::Speech, 3.0),
        (CueFeature::Call, 0.0),
        (CueFeature::HeadPart, f32::from(crate::reader::PartOfSpeech::Verb as u8)),
        (CueFeature::PreviousClass, class(WordClass::SubjectPronoun)),
        (CueFeature::LastClass, class(WordClass::Word)),
        (CueFeature::NextClass, class(WordClass::By)),
        (CueFeature::SecondNextClass, class(WordClass::Capitalized)),
        (CueFeature::Voice, 2.0),
        (CueFeature::IntoGroup, 1.0),
        (CueFeature::First, 0.0),
        (CueFeature::InMarks, 0.0),
        (CueFeature::SourceBefore, 0.02),
        (CueFeature::SourceBehind, (3.0 * 0.02 + 0.96) / 4.0),
        (CueFeature::ContentBehind, (2.0 * 0.02 + 2.0 * 0.96) / 4.0),
    ];
    check("He {C90 was told} by {S Theo} {Q that it} rains.", &expect);
    check("{C According to} Lee, it rains.", &[(CueFeature::First, 1.0), (CueFeature::Voice, 0.0)]);
    check("“He {C said} so.”", &[(CueFeature::InMarks, 1.0), (CueFeature::Voice, 1.0)]);
    check("He {C called} it so.", &[(CueFeature::Call, 1.0)]);
}

#[test]
fn rival_cues() {
    let cue = |head: usize, probability: f32| CueOption { tokens: head..head + 1, head, probability };
    let cues = [cue(2, 0.3), cue(4, 0.7), cue(6, 0.5), cue(9, 0.9)];
    assert_eq!(rival_cue(&cues, &(3..9), 1), (0.5, 1.0));
    assert_eq!(rival_cue(&cues, &(2..9), 3), (0.7, 3.0));
    assert_eq!(rival_cue(&cues, &(7..9), 0), (0.0, 0.0));
}

#[test]
fn candidates_of_all_generators_in_groups() {
    let told = "LEE: It rains.\n\n“{Q We go},” {S Ann} {C said}. “We stay.” According to Theo, it snows/v.";
    by_hand::read(told, |evidence| {
        let (cues, all_of_them) = all(evidence, &by_hand::joiner());
        assert_eq!(cues.len(), 1);
        assert!(all_of_them.is_sorted_by_key(|one| one.group));
        for group in all_of_them.chunk_by(|a, b| a.group == b.group) {
            let twice = |one: &Candidate| group.iter().filter(|other| other.content == one.content).count() > 1;
            assert!(!group.iter().any(twice), "{group:?}");
        }
        let content = |generator: Generator, joiner: &Joiner| {
            let found = all(evidence, joiner).1.into_iter().filter(|one| one.generator == generator);
            found.map(|one| by_hand::words(evidence, &one.content)).collect::<Vec<_>>().join(" + ")
        };
        for (generator, expect) in [
            (Generator::Marked, "We go + We stay"),
            (Generator::Clause, "it snows"),
            (Generator::Extended, "We go/We stay"),
        ] {
            assert_eq!(content(generator, &by_hand::joiner()), expect);
            assert_eq!(content(generator, &by_hand::joiner().ablated(Ablation::Generator(generator))), "");
        }
    });
}

#[test]
fn what_is_proposed_is_trimmed() {
    by_hand::read("“We go,” {C80 said} Lee.", |evidence| {
        let [cue, lee] = ["said", "Lee"].map(|words| by_hand::tokens(evidence, words));
        let candidate = |pieces: &[&str], source: Option<&Range<usize>>| {
            let content = pieces.iter().map(|words| by_hand::tokens(evidence, words)).collect();
            let proposed = Proposed { content, cue: Some(cue.clone()), source: source.cloned() };
            proposed.candidate(evidence, Generator::Signed, 7)
        };
        let one = candidate(&["“We go,”", ",”"], None).expect("a candidate");
        assert_eq!((by_hand::words(evidence, &one.content), one.group, one.inherits), ("We go".to_owned(), 7, true));
        assert!((one.probability - 0.8).abs() < 1e-4);
        let one = candidate(&["We go"], Some(&lee)).expect("a candidate");
        assert_eq!((&*one.sources, one.inherits), ([(lee, PROPOSED)].as_slice(), false));
        assert!(candidate(&[",”"], None).is_none());
    });
}
