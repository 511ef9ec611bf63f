//! Round trips through every format that comes in, and files of others.

use proptest::prelude::*;

use super::builder::{Builder, Said};
use super::*;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, QuotationKind};
use crate::files::formats::{Format, Options};
use crate::session::{Piece, Status};

/// Words that readers stumble over: markup, formulas, columns, control characters, right to left, more than one unit.
const WORDS: &[&str] = &[
    "Ada Okafor",
    "said",
    "“We will go,”",
    "👍🏽",
    "e\u{301}",
    "<b>",
    "</p>",
    "&amp;",
    "=1+1",
    "a|b=c",
    "{x}",
    "]]>",
    "\"",
    "'",
    "\\n",
    "T1\tPerson 0 3\tAda",
    "#",
    "\u{202e}שלום",
    "\u{7}",
    "\u{2028}",
    "\u{200b}",
    "\u{85}",
    "%41",
    "--",
    "?>",
    "\0",
];

/// A text of such words.
pub(in crate::files) fn texts(gaps: &'static [&'static str]) -> impl Strategy<Value = String> {
    let pair = (prop::sample::select(WORDS), prop::sample::select(gaps));
    prop::collection::vec(pair, 1..20).prop_map(|pairs| {
        let mut text = String::new();
        for (word, gap) in &pairs {
            text.push_str(word);
            text.push_str(gap);
        }
        text + "end"
    })
}

/// The span of the `at`th characters on, without white space at its ends; none where nothing is left.
fn span(text: &str, at: usize, length: usize) -> Option<Span> {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    let start = places[at % places.len()];
    let end = places[(at % places.len() + length).min(places.len() - 1)];
    let seen = |c: char| !c.is_whitespace() && !c.is_control();
    let words = &text[start..end];
    let first = words.find(seen)?;
    let last = words.char_indices().rev().find(|(_, c)| seen(*c)).map(|(place, c)| place + c.len_utf8())?;
    Some(Span::new(start + first, start + last))
}

pub(in crate::files) type Draw = (usize, usize, usize);

pub(in crate::files) fn article(
    text: &str,
    entities: &[Vec<Draw>],
    quotations: &[(Vec<Draw>, usize, bool)],
) -> Article {
    let mut builder = Builder::new(text);
    let text = builder.text().to_owned();
    let mut count = 0;
    for (index, mentions) in entities.iter().enumerate() {
        let kinds =
            [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Group, EntityKind::Other];
        let spans: Vec<(Span, usize)> =
            mentions.iter().filter_map(|(at, length, form)| Some((span(&text, *at, *length)?, *form))).collect();
        if spans.is_empty() {
            continue;
        }
        let entity = builder.entity(None, kinds[index % 5], &format!("=Name <{index}> & “so”"));
        builder.entity_mut(entity).description = (index % 2 == 0).then(|| "chair | of the port".to_owned());
        if kinds[index % 5] == EntityKind::Place {
            builder.locate(entity, 51.45, -0.34, Some(2_654_675));
        }
        for (span, form) in spans {
            let forms = [MentionForm::Name, MentionForm::Pronoun, MentionForm::Description];
            builder.mention(entity, None, forms[form % 3], span);
        }
        count += 1;
    }
    for (index, (pieces, speaker, cue)) in quotations.iter().enumerate() {
        let pieces: Vec<Span> = pieces.iter().filter_map(|(at, length, _)| span(&text, *at, *length)).collect();
        let kinds = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];
        builder.quotation(Said {
            kind: Some(kinds[index % 3]),
            quoted_parts: Some(pieces.iter().min().copied().into_iter().collect()),
            cue: span(&text, *speaker, 3).filter(|_| *cue),
            source: span(&text, speaker + 7, 4).filter(|_| *cue),
            speaker: (count > 0 && speaker % 4 > 0).then(|| speaker % count),
            confidence: Some(0.625),
            status: Some([Status::Unreviewed, Status::Accepted, Status::Edited][index % 3]),
            note: if index % 2 == 0 { String::new() } else { "sure? a=b; \"yes\"".to_owned() },
            pieces,
            ..Said::default()
        });
    }
    builder.finish()
}

/// Which parts of an article a format keeps.
#[derive(Clone, Copy)]
struct Keeps {
    ids: bool,
    places: bool,
    confidence: bool,
    notes: bool,
    parts: bool,
    status: bool,
    /// Pieces with only white space between them stay apart.
    pieces: bool,
}

const ALL: Keeps =
    Keeps { ids: true, places: true, confidence: true, notes: true, parts: true, status: true, pieces: true };

/// What is kept of an article, as lines.
fn kept(article: &Article, keeps: Keeps) -> Vec<String> {
    let text = &article.text;
    let joiner = Builder::new(text);
    let places = |pieces: &[Piece], join: bool| {
        let spans: Vec<Span> = pieces.iter().map(|piece| piece.span).collect();
        let spans = if join { joiner.joined(spans) } else { spans };
        format!("{:?}", spans.iter().map(|span| (span.start, span.of(text))).collect::<Vec<_>>())
    };
    let name_of =
        |id: &Option<String>| id.as_deref().and_then(|id| article.entity(id)).map(|entity| entity.name.clone());
    let mut lines = vec![format!("{text:?}")];
    let mut entities: Vec<String> = (article.entities.iter())
        .map(|entity| {
            let place = entity.place.as_ref().filter(|_| keeps.places);
            let place = place.map(|place| (place.chosen.lat, place.chosen.lon, place.chosen.geoname_id));
            let mut mentions: Vec<String> = (entity.mentions.iter())
                .map(|mention| format!("{:?} {}", mention.form, places(std::slice::from_ref(&mention.piece), false)))
                .collect();
            mentions.sort();
            let id = if keeps.ids { &entity.id } else { "" };
            format!("{id} {:?} {} {:?} {place:?} {mentions:?}", entity.kind, entity.name, entity.description)
        })
        .collect();
    entities.sort();
    lines.extend(entities);
    let mut quotations: Vec<String> = (article.quotations.iter())
        .map(|quotation| {
            let part = |piece: &Option<Piece>| piece.as_ref().map(|piece| places(std::slice::from_ref(piece), false));
            format!(
                "{:?} {} {} cue {:?} source {:?} {:?} {:?} {:?} {:?}",
                quotation.kind,
                places(&quotation.pieces, !keeps.pieces),
                if keeps.parts { places(&quotation.quoted_parts, !keeps.pieces) } else { String::new() },
                part(&quotation.cue),
                part(&quotation.source),
                name_of(&quotation.speaker),
                quotation.confidence.filter(|_| keeps.confidence),
                Some(quotation.status).filter(|_| keeps.status),
                Some(&quotation.note).filter(|_| keeps.notes),
            )
        })
        .collect();
    quotations.sort();
    lines.extend(quotations);
    lines
}

/// Writes an article in a format and reads it again.
fn through(article: &Article, format: &str, options: &Options) -> Article {
    let format = Format::by_name(format).unwrap();
    let parts = format.write(article, options);
    let (name, content, beside) = match parts.as_slice() {
        [text, annotations] if format.name == "brat" => ("a.ann", &annotations.content, Some(text.content.as_str())),
        parts => (format.extension, &parts[0].content, None),
    };
    match import(name, content, beside) {
        Ok(Incoming::Article(article)) => *article,
        other => panic!("{}: {other:?}\n{content}", format.name),
    }
}

fn check(article: &Article, format: &str, options: &Options, keeps: Keeps) {
    let read = through(article, format, options);
    let (expect, got) = (kept(article, keeps), kept(&read, keeps));
    let missing: Vec<&String> = expect.iter().filter(|line| !got.contains(line)).collect();
    let new: Vec<&String> = got.iter().filter(|line| !expect.contains(line)).collect();
    assert!(expect == got, "{format}: missing {missing:#?}\nnew {new:#?}");
}

pub(in crate::files) fn draws(most: usize) -> impl Strategy<Value = Vec<Draw>> {
    prop::collection::vec((0_usize..200, 1_usize..30, 0_usize..3), 1..=most)
}

proptest! {
    /// What a format keeps comes back as it was, whatever the text.
    #[test]
    fn what_is_kept_comes_back(
        text in texts(&[" ", " ", "", "\n", "\n\n", "  ", "\t", "\n\n\n"]),
        entities in prop::collection::vec(draws(3), 0..6),
        quotations in prop::collection::vec((draws(3), 0_usize..200, any::<bool>()), 0..5),
    ) {
        let article = article(&text, &entities, &quotations);
        for indented in [false, true] {
            let read = through(&article, "json", &Options { indented, ..Options::default() });
            prop_assert_eq!(&read.entities, &article.entities);
            prop_assert_eq!(&read.quotations, &article.quotations);
            prop_assert_eq!(&read.text, &article.text);
        }
        for utf16 in [false, true] {
            check(&article, "jsonld", &Options { utf16, ..Options::default() }, Keeps { parts: false, ..ALL });
        }
        check(&article, "casjson", &Options::default(), Keeps { parts: false, ..ALL });
        let brat = Keeps { ids: false, places: false, confidence: false, parts: false, pieces: false, ..ALL };
        check(&article, "brat", &Options::default(), brat);
        // XML holds no control characters; positions stay.
        let shown: String = text.chars().map(|c| if ('\0'..' ').contains(&c) && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect();
        check(&super::tests::article(&shown, &entities, &quotations), "xmi", &Options::default(), Keeps { parts: false, ..ALL });
    }

    /// TEI keeps lines and paragraphs, but not more than one blank line, nor white space at their ends.
    #[test]
    fn tei_comes_back(
        text in texts(&[" ", " ", "", "\n", "\n\n", "  "]),
        entities in prop::collection::vec(draws(3), 0..6),
        quotations in prop::collection::vec((draws(3), 0_usize..200, any::<bool>()), 0..5),
    ) {
        let text: String = text.chars().map(|c| if ('\0'..' ').contains(&c) && c != '\n' { '\u{fffd}' } else { c }).collect();
        let text = text.trim_matches([' ', '\n']);
        let article = article(text, &entities, &quotations);
        check(&article, "tei", &Options::default(), Keeps { notes: false, parts: false, pieces: false, ..ALL });
    }

    /// No content makes the reader of any format panic.
    #[test]
    fn anything_is_read_or_refused(content in "\\PC{0,80}", name in prop::sample::select(&["a.ann", "a.json", "a.xml", "a.vtt", "a.md"][..])) {
        let _ = import(name, &content, Some("Ada said no."));
        let _ = import(name, &format!("{{\"@context\": 1, {content}"), Some("Ada said no."));
        let _ = import(name, &format!("<TEI><text><body>{content}</body></text></TEI>"), None);
    }
}

fn text_of(name: &str, content: &str, expect: &str) {
    assert_eq!(import(name, content, None).unwrap(), Incoming::Text(expect.to_owned()), "{name}");
}

#[test]
fn subtitles_name_their_speakers() {
    let vtt = "\u{feff}WEBVTT - Debate\r\n\r\nNOTE made by hand\r\n\r\n1\r\n00:00:01.000 --> 00:00:04.000 align:start\r\n\
        <v Ada Okafor>We will go &amp; stay.</v> <v Ben Ames>No, <i>we</i> won't&nbsp;go.</v>\r\n\r\n\
        00:00:05.000 --> 00:00:06.000\r\n<v Ben Ames>Never &lt;here&gt;.\r\n\r\n00:07.000 --> 00:08.000\n- Who asked?\n";
    text_of(
        "a.vtt",
        vtt,
        "Ada Okafor: We will go & stay.\n\nBen Ames: No, we won't go. Never <here>.\n\n- Who asked?\n",
    );
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nADA: It is late.\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>And cold.</i>\n\n\
        3\n00:00:05,000 --> 00:00:06,000\nBEN: Go.\n";
    text_of("a.srt", srt, "ADA: It is late. And cold.\n\nBEN: Go.\n");
}

/// Two speakers in one cue, as programs write them: pysubs2 1.8 from Aegisub's format, webvtt-py 0.6, pycaption 2.3.
#[test]
fn two_speakers_in_one_cue() {
    let pysubs2 = "1\n00:00:01,000 --> 00:00:04,000\n{\\an8}{\\i1}We will go{\\i0} & stay.\n\n2\n00:00:04,000 --> 00:00:06,000\n- Who asked?\n- Ben Ames\n  did.\n\n\
        3\n00:00:06,000 --> 00:00:08,000\nNo <one>,\nand nothing {\\o/.\n\n";
    text_of("a.srt", pysubs2, "We will go & stay.\n\n- Who asked?\n\n- Ben Ames did. No <one>, and nothing {\\o/.\n");
    let webvtt_py =
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada Okafor>We will go\n&amp; stay.</v>\n<v Ben Ames>No.</v>\n";
    text_of("a.vtt", webvtt_py, "Ada Okafor: We will go & stay.\n\nBen Ames: No.\n");
    let pycaption = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n- Who asked?\n- Ben &amp; Ada did.\n";
    text_of("a.vtt", pycaption, "- Who asked?\n\n- Ben & Ada did.\n");
    let zoom = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nAda Okafor: We will go.\nBen Ames: No.\n";
    text_of("a.vtt", zoom, "Ada Okafor: We will go.\n\nBen Ames: No.\n");
}

/// As trafilatura writes a page: `<quote>` is a quotation, `<lb/>` a break, notes are none of the text.
#[test]
fn tei_of_others() {
    let tei = "<?xml version='1.0'?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Bridge\n \
        closed</title></titleStmt></fileDesc></teiHeader><text><body><div><head>Bridge closed</head>\n<p>The mayor said\n  \
        <quote>“We will <hi>rebuild</hi> it”</quote><note>1</note>.<lb/>She <choice><sic>lef</sic><corr>left</corr></choice>.</p>\n\
        <p>He went to <placeName>Hull</placeName>.</p></div></body></text></TEI>";
    let Ok(Incoming::Article(article)) = import("a.xml", tei, None) else { panic!("no article") };
    assert_eq!(&*article.text, "Bridge closed\n\nThe mayor said “We will rebuild it”.\nShe left.\n\nHe went to Hull.");
    assert_eq!(article.about.title.as_deref(), Some("Bridge closed"));
    assert_eq!(article.quotations[0].pieces[0].span.of(&article.text), "We will rebuild it");
    assert_eq!(article.entities[0].kind, EntityKind::Place);
    let deep = format!("<TEI><text><body>{}x{}</body></text></TEI>", "<div>".repeat(200_000), "</div>".repeat(200_000));
    let _ = import("a.xml", &deep, None);
}

/// The end of a text loses its white space; what stood there must not reach beyond it.
#[test]
fn tei_that_ends_with_white_space() {
    for space in [" ", "  ", "\u{a0}", "\u{2009}", "\n"] {
        for element in ["persName", "quote"] {
            let tei =
                format!("<TEI><text><body><p>So <{element}>{space}Ada{space}</{element}></p></body></text></TEI>");
            let Ok(Incoming::Article(article)) = import("a.xml", &tei, None) else { panic!("no article") };
            assert!(article.text.ends_with("Ada"), "{:?}", article.text);
            let mentions = article.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| &mention.piece);
            let pieces = article.quotations.iter().flat_map(|quotation| quotation.all_pieces());
            let words: Vec<&str> = mentions.chain(pieces).map(|piece| piece.span.of(&article.text)).collect();
            assert!(!words.is_empty() && words.iter().all(|words| *words == "Ada"), "{tei:?}: {words:?}");
        }
    }
}

/// Words count, not positions: others count in other units, or from the start of an element.
#[test]
fn annotations_of_others() {
    let text = "👍 Ada said: “No.” Ben said: “No.”";
    let annotations = serde_json::json!([{
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "#a1", "type": "Annotation",
        "body": { "type": "TextualBody", "value": "second", "purpose": "commenting" },
        "target": { "source": "http://example.org/", "selector": [
            { "type": "TextPositionSelector", "start": 3, "end": 6 },
            { "type": "TextQuoteSelector", "exact": "No.", "prefix": "Ben said: “", "suffix": "”" },
        ] },
    }]);
    let Ok(Incoming::Article(article)) = import("a.json", &annotations.to_string(), Some(text)) else {
        panic!("no article")
    };
    let quotation = &article.quotations[0];
    assert_eq!(quotation.pieces[0].span.start as usize, text.rfind("No.").unwrap());
    assert_eq!((quotation.kind, quotation.note.as_str()), (QuotationKind::Direct, "second"));
    let missing = import("a.json", &annotations.to_string(), Some("nothing")).unwrap_err().to_string();
    assert!(missing.contains("\"No.\" do not stand in the text"), "{missing}");
    let alone = import("a.json", &annotations.to_string(), None).unwrap_err().to_string();
    assert!(alone.ends_with("does not hold its text: the text that it is about (--text FILE) is needed"), "{alone}");
}
