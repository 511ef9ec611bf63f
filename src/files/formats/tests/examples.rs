//! What single formats make of texts that are made for it.

use super::*;

/// What two quotations share, or what is a mention too, is written once: pybrat refuses two spans at one place.
#[test]
fn in_brat_nothing_stands_twice_at_one_place() {
    let text = "Officials said that it was late and that it was dark. Ada Okafor said: “London.”";
    let at = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
    let mut builder = Builder::new(text);
    let ada = builder.entity(None, EntityKind::Person, "Ada Okafor");
    builder.mention(ada, None, MentionForm::Name, at("Ada Okafor"));
    let london = builder.entity(None, EntityKind::Place, "London");
    builder.mention(london, None, MentionForm::Name, at("London"));
    let second = text.rfind("said").map(|at| Span::new(at, at + 4)).unwrap();
    for (words, cue, source) in [
        ("that it was late", at("said"), "Officials"),
        ("that it was dark", at("said"), "Officials"),
        ("London", second, "Ada Okafor"),
    ] {
        let (pieces, cue, source) = (vec![at(words)], Some(cue), Some(at(source)));
        builder.quotation(Said { pieces, cue, source, ..Said::default() });
    }
    let article = builder.finish();
    let brat = Format::by_name("brat").unwrap().write(&article, &Options::default());
    let places: Vec<&str> = (brat[1].content.lines())
        .filter(|line| line.starts_with('T'))
        .map(|line| line.split('\t').nth(1).and_then(|place| place.split_once(' ')).unwrap().1)
        .collect();
    let distinct: std::collections::BTreeSet<&&str> = places.iter().collect();
    assert_eq!(distinct.len(), places.len(), "{}", brat[1].content);
    let read = crate::files::import("a.ann", &brat[1].content, Some(text));
    let Ok(crate::files::Incoming::Article(read)) = read else { panic!("{read:?}") };
    let said = |article: &Article| -> Vec<(Vec<Span>, Option<Span>, Option<Span>)> {
        let span = |piece: &Piece| piece.span;
        let pieces = |quotation: &crate::session::Quotation| quotation.pieces.iter().map(span).collect();
        let all = article.quotations.iter();
        all.map(|one| (pieces(one), one.cue.as_ref().map(span), one.source.as_ref().map(span))).collect()
    };
    assert_eq!(said(&read), said(&article));
}

#[test]
fn text_has_one_pair_of_marks_around_quoted_words() {
    let check = |said: &str, quoted: &[&str], expect: &str| {
        let text = format!("He said {said}.");
        let at = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let mut builder = Builder::new(&text);
        builder.quotation(Said {
            kind: Some(crate::analysis::QuotationKind::Mixed),
            pieces: vec![at(said)],
            quoted_parts: Some(quoted.iter().map(|part| at(part)).collect()),
            ..Said::default()
        });
        assert_eq!(written(&builder.finish(), "text", &Options::default()), format!("Unknown: {expect}\n"));
    };
    check("it was “brave but late”", &["brave but late"], "it was “brave but late”");
    check("it was \"brave\" and \"late\" too", &["brave", "late"], "it was “brave” and “late” too");
    check("he was 'deeply sorry' and left", &["deeply sorry"], "he was “deeply sorry” and left");
    check("it was ‘brave’, «late» and „so“", &["brave", "late", "so"], "it was “brave”, “late” and “so”");
    check("it was ‘brave’late now", &["brave", "’late"], "it was “brave”“’late” now");
    check("it was the mayor's plan", &["the mayor"], "it was “the mayor”'s plan");
    check("it was 'the bosses' ‘plan’'", &["the bosses' ‘plan’"], "it was “the bosses' ‘plan’”");
}

/// Ids that a format makes of an annotation's differ from those that others bring along.
#[test]
fn ids_that_are_made_are_nobodys_own() {
    let text = "Ada Okafor said: “We go.”\n\n“We stay.” Ben Ames left. Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll";
    let at = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
    let mut builder = Builder::new(text);
    let ada = builder.entity(Some("page"), EntityKind::Person, "Ada Okafor");
    let own = [
        "q1.part2",
        "q1.part3",
        "q1.part.cue1",
        "q1.part.cue2",
        "q1.2",
        "q1.2_",
        "q1.cue",
        "q1.source",
        "q1-speaker",
        "annotations",
        "id-71312e7061727432",
        "m.part1",
    ];
    for (id, words) in own.into_iter().zip(["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh", "Ii", "Jj", "Kk", "Ll"]) {
        builder.mention(ada, Some(id), MentionForm::Name, at(words));
    }
    // Both are cut by the paragraph.
    builder.mention(ada, Some("m"), MentionForm::Description, at("go.”\n\n“We"));
    for (id, words) in [("q1", ["We go.", "We stay."]), ("q1.part4", ["Ben", "left"])] {
        builder.quotation(Said {
            id: Some(id.to_owned()),
            pieces: words.map(at).to_vec(),
            cue: Some(at("go.”\n\n“We")),
            source: Some(at("Ada Okafor")),
            speaker: Some(ada),
            ..Said::default()
        });
    }
    let article = builder.finish();
    let unique = |what: &str, ids: &[String]| {
        let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert!(ids.len() > own.len() && distinct.len() == ids.len(), "{what}: {ids:#?}");
    };
    let tei = written(&article, "tei", &Options::default());
    let parsed = roxmltree::Document::parse(&tei).unwrap();
    let named = |name: &str| -> Vec<String> {
        let all = parsed.descendants().flat_map(|node| node.attributes()).filter(|attribute| attribute.name() == name);
        all.map(|attribute| attribute.value().trim_start_matches('#').to_owned()).collect()
    };
    let ids = named("id");
    assert!(ids.contains(&"q1.part2".to_owned()) && ids.contains(&"m.part2".to_owned()), "{ids:#?}");
    for target in ["prev", "next", "who", "corresp"] {
        assert!(named(target).iter().all(|id| ids.contains(id)), "{target}: {:#?} {ids:#?}", named(target));
    }
    assert!(ids.iter().collect::<std::collections::BTreeSet<_>>().len() == ids.len(), "{ids:#?}");
    let Ok(crate::files::Incoming::Article(read)) = crate::files::import("a.xml", &tei, None) else { panic!("{tei}") };
    let pieces = |article: &Article| -> Vec<(String, Vec<Span>)> {
        let all = article.quotations.iter();
        all.map(|quotation| (quotation.id.clone(), quotation.pieces.iter().map(|piece| piece.span).collect())).collect()
    };
    assert_eq!(pieces(&read), pieces(&article));

    let ids = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().filter_map(|one| Some(one["id"].as_str()?.to_owned())).collect()
    };
    let prodigy: Value = serde_json::from_str(&written(&article, "prodigy", &Options::default())).unwrap();
    unique("prodigy", &ids(&prodigy["spans"]));
    let json_ld: Value = serde_json::from_str(&written(&article, "jsonld", &Options::default())).unwrap();
    let mut iris = ids(&json_ld["first"]["items"]);
    iris.extend([&json_ld["id"], &json_ld["first"]["id"]].map(|id| id.as_str().unwrap().to_owned()));
    iris.push(
        json_ld["first"]["items"]
            .as_array()
            .unwrap()
            .iter()
            .find_map(|item| item["body"]["id"].as_str())
            .unwrap()
            .to_owned(),
    );
    unique("jsonld", &iris);
}
