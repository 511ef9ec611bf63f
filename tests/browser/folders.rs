//! A folder, opened or dropped: its texts come in, those of the folders in it, too; what is no text does not.

use crate::browser::Browser;
use crate::correcting::ARTICLE;
use crate::desk::{text, wait_read};
use anyhow::{Context, Result, ensure};
use std::path::Path;

/// Bytes of no text.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";

/// The files of a folder, in the order in which the list shows those that are read; and the headlines there.
fn fill(folder: &Path) -> Result<Vec<String>> {
    let write = |path: &str, content: &[u8]| -> Result<()> {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().context("no folder")?)?;
        Ok(std::fs::write(file, content)?)
    };
    write("10.txt", text(10).as_bytes())?;
    write("2.txt", text(2).as_bytes())?;
    write("year/month/day 1.md", text(3).as_bytes())?;
    let page = format!("<!doctype html><title>x</title><article><h1>Bridge 4 closed</h1>{ARTICLE}</article>");
    write("year/page.html", page.as_bytes())?;
    // In two folders one and the same name, of which only one has its text beside it.
    write("year/2.txt", text(5).as_bytes())?;
    // No texts: by their names, or because a program keeps them hidden.
    for name in ["year/picture.png", "year/month/table.xlsx", "LICENSE", ".DS_Store", ".git/notes.txt"] {
        write(name, PICTURE)?;
    }
    // Called a text, and none.
    write("year/broken.txt", PICTURE)?;
    write("zero.txt", b"")?;
    std::fs::create_dir(folder.join("nothing"))?;
    Ok([2, 10, 5, 3, 4].into_iter().map(|number| format!("Bridge {number} closed")).collect())
}

/// With the button that opens one.
pub async fn opened_with_all_that_is_in_it(browser: &mut Browser) -> Result<()> {
    let folder = named_folder()?;
    let headlines = fill(folder.path())?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.choose_folder("#folder", folder.path()).await?;
    check_desk(browser, &headlines).await?;
    browser.screenshot("folder").await?;
    Ok(())
}

/// Let fall on the page, beside a file.
pub async fn dropped_with_all_that_is_in_it(browser: &mut Browser) -> Result<()> {
    let folder = named_folder()?;
    let headlines = fill(folder.path())?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.drop_files(&[folder.path()]).await?;
    check_desk(browser, &headlines).await
}

/// The list holds the texts by their paths, numbers in their order, and says of the rest why it is not read.
async fn check_desk(browser: &Browser, headlines: &[String]) -> Result<()> {
    // Said as soon as they are taken, and gone from the status when they have been read.
    wait_read(browser, headlines.len()).await?;
    browser.wait("what is no text", "return document.querySelectorAll('#desk li.failed').length === 2;", &[]).await?;
    browser.wait_text("#status", "5 texts have been read. 2 others have not").await?;
    let mut titles = browser.texts("#desk li.read .title").await?;
    ensure!(titles == headlines, "the list shows {titles:?}");
    titles = browser.texts("#desk li").await?;
    ensure!(titles.len() == headlines.len() + 2, "the list shows {titles:?}");
    let failed = browser.texts("#desk li.failed").await?;
    for name in ["broken.txt", "zero.txt"] {
        ensure!(failed.iter().any(|row| row.contains(name)), "{name} is missing in {failed:?}");
    }
    browser.find("#article mark.quotation").await?;
    browser.wait_text("#article", "stone 2 by stone").await
}

/// Without a text in it, the page says so, and what is at hand stays.
pub async fn without_a_text(browser: &mut Browser) -> Result<()> {
    let folder = named_folder()?;
    crate::correcting::paste_article(browser).await?;
    // An empty one, of which a browser's own dialogue tells nothing.
    browser.drop_files(&[folder.path()]).await?;
    browser.wait_text("#notice", "There is no text in this folder").await?;
    browser.click("#notice button").await?;
    for name in ["picture.png", ".hidden.txt"] {
        std::fs::write(folder.path().join(name), PICTURE)?;
    }
    browser.choose_folder("#folder", folder.path()).await?;
    browser.wait_text("#notice", "There is no text in this folder").await?;
    browser.click("#notice button").await?;
    browser.drop_files(&[folder.path()]).await?;
    browser.wait_text("#notice", "There is no text in this folder").await?;
    browser.wait_text("#article", "stone by stone").await?;
    // How many are passed over is said.
    std::fs::write(folder.path().join("1.txt"), text(1))?;
    let said = "window.said = []; new MutationObserver(() => said.push(document.getElementById('status').textContent))
        .observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true });";
    browser.script(said, &[]).await?;
    browser.choose_folder("#folder", folder.path()).await?;
    browser.wait_text("#article", "stone 1 by stone").await?;
    let passed =
        "return said.some(words => words.includes('1 file is being read') && words.includes('2 others are no texts'));";
    browser.wait("the files that are passed over", passed, &[]).await?;
    Ok(())
}

/// A folder whose name does not begin with a dot, as those of [`tempfile::tempdir`] do: what is hidden is passed over.
fn named_folder() -> Result<tempfile::TempDir> {
    Ok(tempfile::Builder::new().prefix("articles").tempdir()?)
}
