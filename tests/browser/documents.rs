//! Documents of other programs come in, and what goes out stands in a browser: pages and charts.

use crate::browser::Browser;
use crate::correcting::paste_article;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::{Path, PathBuf};

/// A document that a real program wrote; tests/fixtures/documents/README.md says which.
fn document(name: &str) -> Result<PathBuf> {
    // The driver takes no path with dots in it.
    Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/documents").join(name).canonicalize()?)
}

/// What the page took for the text.
const TEXT: &str = "return document.getElementById('input').value;";

/// The same article, written by LibreOffice in two formats: with what was inserted, without what was deleted, without
/// notes and comments.
const BRIDGE: &str = "Old bridge closes\n\nBATH, Nov 20 – “We will rebuild it,  stone by stone,” said Ada Okafor, the new chair of the port.\n\n\
    “And it will be better\nthan before,” she added.\n\nLength\n\n412 metres\n\nBen Ames said nobody had asked him.\n\n“No <one> & nothing,” he said.";

/// With smart tags, content controls, moved and hidden text, a joined paragraph and a text box.
const MINE: &str = "Mine owner defends record\n\n“Safety comes first,” said Nora Brandt of Tarn Gold.\n\n\
    “We were warned twice,” she said. The mine is in Hull. It is deep.\n\n“Half of this stays one\u{2011}line,”\tsaid Ben Ames.\n\nThe end.\n\nA pull quote.";

/// As Chromium prints it: lines joined, words that it divided put together, the page's head and foot gone.
const PRINTED: &str = "Old bridge closes\n\nBATH, Nov 20 – “We will rebuild it, stone by stone, and it will be better than it was before the flood,” said Ada Okafor, the chair of the port authority, on Friday.\n\n\
    Ben Ames, a fisherman, said that nobody had asked him. “They are well-known for that, and Nora Brandt of Lisbon told me the international office never answers letters from people like us,” he said.\n\n\
    “No <one> & nothing,” he added. The bridge was built in 1901, when the town was small and its ferry slow and wet, and the first to cross it was a baker.";

/// The text of a word processor's files and of a PDF; what reads them is asked for when the first one is opened.
pub async fn texts_come_in(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let loaded =
        "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/documents/')).length;";
    ensure!(browser.script(loaded, &[]).await? == 0, "the first visit loads what reads documents");
    for (name, seen, expected) in [
        ("bridge.docx", "stone by stone", BRIDGE),
        ("mine.docx", "Nora Brandt", MINE),
        ("bridge.odt", "stone by stone", BRIDGE),
        ("printed.pdf", "a baker", PRINTED),
    ] {
        browser.choose_file("#file", &document(name)?).await?;
        browser.wait_text("#article", seen).await.with_context(|| name.to_owned())?;
        let read = browser.script(TEXT, &[]).await?;
        ensure!(read == expected, "{name}: the text is {read}");
    }
    for (name, content, message) in
        [("damaged.docx", &b"PK\x03\x04...."[..], "was not opened"), ("damaged.pdf", b"%PDF-1.7 ...", "was not opened")]
    {
        let file = browser.file(name, content)?;
        browser.choose_file("#file", &file).await?;
        browser.wait_text("#notice", name).await?;
        browser.wait_text("#notice", message).await?;
    }
    ensure!(browser.script(TEXT, &[]).await? == PRINTED, "a damaged file has changed the text");
    // The worker of pdf.js says in the console that it gave up; that is its right.
    browser.take_console().await?;

    // With other files: what was left out of its pages is said when it is at hand, and stands in the list.
    let drop = "const data = new DataTransfer();
        data.items.add(new File(['“It is late,” said Cy Lund.'], 'one.txt', { type: 'text/plain' }));
        data.items.add(new File([Uint8Array.from(arguments[0])], 'printed.pdf', { type: 'application/pdf' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    browser.script(drop, &[json!(std::fs::read(document("printed.pdf")?)?)]).await?;
    let row = "return [...document.querySelectorAll('#desk li.read')].findIndex(row => row.textContent.includes('of its pages left out')) + 1;";
    browser.wait("the PDF to be read", &row.replace("+ 1", ">= 0"), &[]).await?;
    let row = browser.script(row, &[]).await?;
    browser.click(&format!("#desk li:nth-child({row}) .plain")).await?;
    browser.wait_text("#notice", "Left out of the PDF").await?;
    Ok(())
}

/// brat keeps the text beside the annotations: both are opened at once.
pub async fn annotations_beside_their_text(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let text = "“We will rebuild it,” said Ada Okafor.\n";
    let annotations = "T1\tPerson 27 37\tAda Okafor\nT2\tQuotation 22 26\tsaid\nT3\tContent 1 20\tWe will rebuild it,\nE1\tQuotation:T2 Content:T3 Speaker:T1\n";
    let alone = browser.file("alone.ann", annotations.as_bytes())?;
    browser.choose_file("#file", &alone).await?;
    browser.wait_text("#notice", "Open both files at once").await?;
    let drop = "const data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name, { type: 'text/plain' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    browser.script(drop, &[json!([["one.ann", annotations], ["one.txt", text]])]).await?;
    browser.wait_text("#status", "Opened “one.ann”").await?;
    ensure!(browser.texts("#article mark.quotation").await?.concat().contains("We will rebuild it,"), "no quotation");
    Ok(())
}

/// The HTML file and the chart stand by themselves in a browser: no scripts, nothing foreign, no fault that axe-core finds.
pub async fn pages_and_charts_go_out(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let mut saved = Vec::new();
    for (format, ending) in [("html", ".html"), ("chart", ".svg")] {
        browser.click("#save-menu-button").await?;
        browser.click(&format!("#save-menu [data-format={format}]")).await?;
        let (_, content) = browser.downloaded(ending).await?;
        saved.push(browser.file(&format!("saved{ending}"), &content)?);
    }
    for file in saved {
        browser.open_address(&format!("file://{}", file.display())).await?;
        let page = "return [document.documentElement.localName, document.scripts?.length ?? 0, document.documentElement.textContent];";
        let page = browser.script(page, &[]).await?;
        ensure!(page[1] == 0, "a script stands in {}", file.display());
        ensure!(page[2].as_str().is_some_and(|text| text.contains("Ada Okafor")), "{page}");
        if page[0] == "html" {
            ensure!(page[2].as_str().is_some_and(|text| text.contains("old bridge")), "{page}");
            let violations = browser.accessibility_violations().await?;
            ensure!(violations.is_empty(), "{}", violations.join("\n"));
        } else {
            ensure!(page[0] == "svg", "{page}");
        }
    }
    browser.open("/").await?;
    Ok(())
}
