//! Zips that somebody made of files: they open as a folder does.

use crate::browser::Browser;
use crate::correcting::paste_article;
use crate::desk::{text, wait_read};
use anyhow::{Result, ensure};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of these files.
fn zip(files: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, content)) in files.iter().enumerate() {
        let method = [CompressionMethod::Deflated, CompressionMethod::Stored][index % 2];
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Texts, a page, a document, subtitles and annotations with their text come in by their paths; what is none, or damaged,
/// is named.
pub async fn opened_as_a_folder_is(browser: &mut Browser) -> Result<()> {
    let word = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/documents/bridge.docx"))?;
    let page = format!("<!doctype html><article><h1>Bridge 3 closed</h1>{}</article>", text(3));
    let inner = zip(&[("a.txt", b"Yes.")])?;
    let mut packed = zip(&[
        ("10.txt", text(10).as_bytes()),
        ("2.txt", text(2).as_bytes()),
        ("web/page.html", page.as_bytes()),
        ("bridge.docx", &word),
        ("talk.vtt", b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Okafor>We will rebuild it.\n"),
        ("brat/one.ann", b"T1\tPerson 27 37\tAda Okafor\n"),
        ("brat/one.txt", "“We will rebuild it,” said Ada Okafor.\n".as_bytes()),
        ("inner.zip", &inner),
        ("picture.png", b"\x89PNG"),
        ("__MACOSX/._2.txt", b"\0\0"),
        ("folder/", b""),
        ("last.txt", text(12).as_bytes()),
    ])?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let file = browser.file("news.zip", &packed)?;
    browser.choose_file("#file", &file).await?;
    let all = "return document.querySelectorAll('#desk li:is(.read, .failed)').length === 9;";
    browser.wait("all to be tried", all, &[]).await?;
    let rows = browser.texts("#desk li").await?;
    for wanted in [
        "Bridge 2 closed",
        "Bridge 3 closed",
        "Bridge 10 closed",
        "Old bridge closes",
        "Ada Okafor",
        "zip in another zip",
        "of “news.zip”: “picture.png”",
    ] {
        ensure!(rows.iter().any(|row| row.contains(wanted)), "no {wanted} in {rows:#?}");
    }
    // Nothing is read of what is only called a text, either.
    ensure!(browser.texts("#desk li.failed").await?.len() == 2, "{rows:#?}");

    // One that is damaged takes no other along.
    let at = packed.windows(6).position(|part| part == b"10.txt").expect("its name") + 6;
    packed[at..at + 20].fill(0xff);
    browser.forget_tab().await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let file = browser.file("broken.zip", &packed)?;
    browser.choose_file("#file", &file).await?;
    wait_read(browser, 6).await?;
    browser.wait_text("#desk", "damaged or protected by a password, of “broken.zip”: “10.txt”").await
}

/// A zip of one text is that text; what holds nothing to read says what it is, and changes nothing.
pub async fn of_one_text_and_of_none(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let sheet: [(&str, &[u8]); 2] = [("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")];
    for (name, content, words) in [
        ("empty.zip", zip(&[])?, "there is no file in it"),
        ("pictures.zip", zip(&[("a.png", b"\x89PNG"), ("b.csv", b"a,b")])?, "“a.png”, “b.csv”"),
        ("sheet.xlsx", zip(&sheet)?, "is no text document"),
        ("cut.zip", zip(&[("a.txt", text(1).as_bytes())])?[..100].to_vec(), "damaged"),
        (
            "bomb.zip",
            zip(&[("a.txt", &vec![b' '; 150_000_000]), ("b.txt", b""), ("c.txt", &vec![b' '; 60_000_000])])?,
            "more than 200 MB",
        ),
    ] {
        let file = browser.file(name, &content)?;
        browser.choose_file("#file", &file).await?;
        browser.wait_text("#notice", name).await?;
        browser.wait_text("#notice", words).await?;
    }
    browser.wait_text("#article", "stone by stone").await?;
    let file = browser.file("one.zip", &zip(&[("one.txt", text(1).as_bytes()), ("a.png", b"\x89PNG")])?)?;
    browser.choose_file("#file", &file).await?;
    browser.wait_text("#article", "stone 1 by stone").await?;
    browser.wait_text("#notice", "“a.png”").await?;
    browser.click("#save").await?;
    let (name, _) = browser.downloaded(".whosaid.json").await?;
    ensure!(name == "one.whosaid.json", "saved as {name}");
    Ok(())
}

/// A format of two files is saved as one zip.
pub async fn a_format_of_two_files(browser: &mut Browser) -> Result<()> {
    crate::correcting::paste_article(browser).await?;
    browser.click("#save-menu-button").await?;
    browser.click("[data-format=brat]").await?;
    browser.wait_text("#status", ".brat.zip, which holds").await?;
    let (_, content) = browser.downloaded(".brat.zip").await?;
    let archive = zip::ZipArchive::new(std::io::Cursor::new(content))?;
    let names = archive.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<Vec<String>>>()?;
    let mut endings: Vec<_> = names.iter().filter_map(|name| name.rsplit('.').next()).collect();
    endings.sort_unstable();
    ensure!(endings == ["ann", "txt"], "it holds {endings:?}");
    Ok(())
}
