//! The same documents as the tests of the page open, and the same texts.

use super::*;

fn check(name: &str, bytes: &[u8], expect: &str) {
    assert_eq!(text(name, bytes).unwrap().text.trim_end(), expect, "{name}");
}

fn refused(name: &str, bytes: &[u8]) -> String {
    text(name, bytes).unwrap_err()
}

/// Written by LibreOffice in two formats, with what was inserted, without what was deleted, without notes and comments.
#[test]
fn documents_of_word_processors() {
    let bridge = "Old bridge closes\n\nBATH, Nov 20 – “We will rebuild it,  stone by stone,” said Ada Okafor, the new chair of the port.\n\n\
        “And it will be better\nthan before,” she added.\n\nLength\n\n412 metres\n\nBen Ames said nobody had asked him.\n\n“No <one> & nothing,” he said.";
    check("bridge.docx", include_bytes!("../../../tests/fixtures/documents/bridge.docx"), bridge);
    check("bridge.odt", include_bytes!("../../../tests/fixtures/documents/bridge.odt"), bridge);
    let mine = "Mine owner defends record\n\n“Safety comes first,” said Nora Brandt of Tarn Gold.\n\n\
        “We were warned twice,” she said. The mine is in Hull. It is deep.\n\n“Half of this stays one\u{2011}line,”\tsaid Ben Ames.\n\nThe end.\n\nA pull quote.";
    check("mine.docx", include_bytes!("../../../tests/fixtures/documents/mine.docx"), mine);
}

#[test]
fn documents_that_cannot_be_read_say_what_to_do() {
    let pdf = refused("printed.pdf", include_bytes!("../../../tests/fixtures/documents/printed.pdf"));
    assert!(pdf.contains("is a PDF") && pdf.contains("pdftotext") && pdf.contains("page"), "{pdf}");
    let old = refused("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....");
    assert!(old.contains("old Word document") && old.contains(".docx"), "{old}");
    let rtf = refused("a.rtf", b"{\\rtf1\\ansi Ada}");
    assert!(rtf.contains("RTF") && rtf.contains(".txt"), "{rtf}");
    assert!(refused("a.docx", b"PK\x03\x04....").contains("damaged packed file"));
    assert!(refused("empty.html", b"<p></p>").contains("without an article"));
}

/// What the page's own script makes of the same pages, by its test in Chromium.
#[test]
fn pages_of_many_makes() {
    let pages: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/documents/pages.json")).unwrap();
    for page in pages.as_array().unwrap() {
        let [what, html, expect] = ["what", "html", "text"].map(|name| page[name].as_str().unwrap());
        assert_eq!(text("page.html", html.as_bytes()).unwrap().text.trim_end(), expect, "{what}");
    }
}

#[test]
fn pages_are_their_articles() {
    let page = "<!DOCTYPE html><html><head><title>Bridge closed - The Post</title><style>p{}</style></head><body>\
        <div class='cookie-consent'>We use cookies.<button>Accept</button></div>\
        <header><a>The Post</a></header><nav><a>Home</a> <a>World</a></nav><article><h1>Bridge closed</h1>\
        <p>The bridge will be closed for a year, and nobody in the town knows what will come after that, officials admitted.\
        <p>“We will <b>rebuild</b> it,” said <a>Ada Okafor</a>, the chair&nbsp;of\n   the port.<script>go()</script></p>\
        <div class=ad>Advertisement</div><blockquote>“It was late.”<br>“Too late.”</blockquote><p>Read more</p>\
        <aside>Ten bridges</aside><p hidden>Sold</p>\
        <ul class='x'><li><a>Storm in Hull</a></li><li><a>Fire in Bath</a></li><li><a>Sport</a></li></ul>\
        <p>It was built in 1901, when the town was small and its ferry slow and wet.</article><footer>Imprint</footer></body></html>";
    let expect = "Bridge closed\n\nThe bridge will be closed for a year, and nobody in the town knows what will come after that, officials admitted.\n\n\
        “We will rebuild it,” said Ada Okafor, the chair\u{a0}of the port.\n\n“It was late.”\n“Too late.”\n\n\
        It was built in 1901, when the town was small and its ferry slow and wet.";
    check("page.html", page.as_bytes(), expect);
    check("-", page.as_bytes(), expect);
    // No element says where the article is.
    let soup = "<div><a>Menu</a><a>News</a><a>London</a><a>Opinion</a></div><div><div><div><span>Mine owner defends record</span></div>\
        <div>The owner of a gold mine said on Friday that safety was its “first priority”.</div>\
        <div>“We lost a colleague, and we are heartbroken,” said Nora Brandt, its director.</div>\
        <div class=caption>Miners outside the pit.</div></div><div>Most read<br>1. Snow<br>2. Rain</div></div><div>Terms of use</div>";
    let expect = "Mine owner defends record\n\nThe owner of a gold mine said on Friday that safety was its “first priority”.\n\n\
        “We lost a colleague, and we are heartbroken,” said Nora Brandt, its director.";
    check("soup.HTM", soup.as_bytes(), expect);
    // A text that speaks of markup is a text.
    check("a.txt", b"<p>Ada said no.</p>", "<p>Ada said no.</p>");
}

#[test]
fn pages_of_any_depth() {
    let deep = format!("{}<p>Ada said: “No.”</p>", "<div>".repeat(5_000));
    check("deep.html", deep.as_bytes(), "Ada said: “No.”");
    let mut many = String::new();
    for _ in 0..2_000 {
        many.push_str("<p>“No,” said Ada.<table><tr><td>1");
    }
    assert!(text("many.html", many.as_bytes()).unwrap().text.contains("said Ada"));
}

/// A Word file with this in its body.
fn word(body: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    write!(zip, "<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn boxes_in_boxes_stand_behind_what_is_around_them() {
    let paragraph = |words: &str, inside: &str| format!("<w:p><w:r><w:t>{words}</w:t>{inside}</w:r></w:p>");
    let boxed = |inside: &str| format!("<w:txbxContent>{inside}</w:txbxContent>");
    let inner = boxed(&(paragraph("c", &boxed(&paragraph("d", ""))) + &paragraph("e", "")));
    let body = paragraph("a", "") + &paragraph("b", &inner) + &paragraph("f", "");
    check("a.docx", &word(&body), "a\n\nb\n\nc\n\nd\n\ne\n\nf");
    let deep = format!("{}{}", "<w:txbxContent>".repeat(3_000), paragraph("x", ""));
    let deep = deep + &"</w:txbxContent>".repeat(3_000);
    check("deep.docx", &word(&deep), "x");
}
