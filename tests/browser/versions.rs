//! A new version of the page: offered, and never taken by itself.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, accept_first};
use crate::drafts::wait_kept;
use crate::programs::{Server, root};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

/// What the two versions are called.
const OLD: &str = "whosaid: who said what, and where";
const NEW: &str = "whosaid: a new version";

/// The page is served anew while it is open in two tabs.
pub async fn a_new_version_is_offered_and_waits(browser: &mut Browser) -> Result<()> {
    let www = tempfile::tempdir()?;
    copy(&root().join("www"), www.path())?;
    // At an origin of its own: the other scenarios keep their version.
    let server = Server::start("--folder", www.path())?;
    let usual = std::mem::replace(&mut browser.origin, server.origin.clone());
    let result = offered_and_taken(browser, www.path()).await;
    browser.open_address("about:blank").await?;
    browser.origin = usual;
    result
}

async fn offered_and_taken(browser: &Browser, www: &Path) -> Result<()> {
    browser.open("/").await?;
    browser.script("localStorage.setItem('whosaid.settings', '{\"tour\": false}');", &[]).await?;
    browser.wait_text("#status", "Ready").await?;
    wait_kept(browser).await?;
    browser.paste("#input", ARTICLE).await?;
    browser.find("#article mark.quotation").await?;
    ensure!(!offered(browser).await?, "a new version is offered where there is none");

    // The browser looks for one when the page is opened, which still is the old one.
    publish(www)?;
    browser.open("/").await?;
    browser.wait_text("#version-offer", "There is a new version").await?;
    stays(browser).await?;
    browser.check_accessibility("with a new version").await?;
    browser.screenshot("new-version").await?;
    // It waits: whatever is done and said meanwhile, the offer stands, and the page is the same.
    accept_first(browser).await?;
    browser.click("#undo").await?;
    browser.click("#redo").await?;
    browser.wait_text("#status", "Done again").await?;
    ensure!(offered(browser).await?, "the offer is gone after some corrections");
    is_old(browser).await?;
    // Put off, it comes again when the page does.
    browser.click("#version-offer button:last-child").await?;
    ensure!(!offered(browser).await?, "the offer cannot be put off");
    is_old(browser).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.wait_text("#version-offer", "There is a new version").await?;
    stays(browser).await?;
    is_old(browser).await?;

    // A further tab takes it, and goes on with its text; its browser asks nothing, as nothing is lost.
    browser.open_tab("/").await?;
    browser.wait_text("#version-offer", "There is a new version").await?;
    stays(browser).await?;
    is_old(browser).await?;
    browser.paste("#input", "“The second bridge will close,” said Luis Prado.").await?;
    browser.find("#article mark.quotation").await?;
    accept_first(browser).await?;
    let asked =
        "addEventListener('beforeunload', event => sessionStorage.setItem('asked', String(event.defaultPrevented)));";
    browser.script(asked, &[]).await?;
    browser.click("#version-offer button.primary").await?;
    browser.wait("the new version", "return document.title === arguments[0];", &[NEW.into()]).await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.wait_text("#article", "The second bridge").await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    ensure!(!offered(browser).await?, "the version in use is offered");
    let asked = browser.script("return sessionStorage.getItem('asked');", &[]).await?;
    ensure!(asked == "false", "the browser is told that something would be lost: {asked}");
    let kept = "return caches.keys().then(names => names.filter(name => name.startsWith('whosaid ')));";
    let kept = browser.script(kept, &[]).await?;
    ensure!(kept == json!([format!("whosaid {}", version(www)?.1)]), "kept are {kept}");
    browser.close_tab().await?;

    // The first tab has not been loaded anew; it says what is the matter, and is, when somebody says so.
    browser.wait_text("#version-offer", "is in use").await?;
    is_old(browser).await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    browser.click("#version-offer button.primary").await?;
    browser.wait("the new version", "return document.title === arguments[0];", &[NEW.into()]).await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.wait_text("#article", "stone by stone").await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    Ok(())
}

async fn offered(browser: &Browser) -> Result<bool> {
    Ok(browser.script("return document.getElementById('version-offer').checkVisibility();", &[]).await? == json!(true))
}

/// From here on [`is_old`] tells whether the page was loaded anew.
async fn stays(browser: &Browser) -> Result<()> {
    browser.script("window.stays = true;", &[]).await?;
    Ok(())
}

async fn is_old(browser: &Browser) -> Result<()> {
    let page = browser.script("return [window.stays === true, document.title];", &[]).await?;
    ensure!(page == json!([true, OLD]), "the page was loaded anew by itself: {page}");
    Ok(())
}

/// Puts a new version in the place of the old one, as a build would that changes the page's title.
fn publish(www: &Path) -> Result<()> {
    let (list, version) = version(www)?;
    let packed = std::fs::read_to_string(www.join("pkg/page.json"))?;
    let mut files: Vec<Value> = serde_json::from_str(&packed)?;
    let mut changed = 0;
    for file in &mut files {
        if matches!(file["name"].as_str(), Some("./" | "./index.html")) {
            let text = file["text"].as_str().context("a packed file without text")?.replace(OLD, NEW);
            std::fs::write(www.join("index.html"), &text)?;
            file["text"] = text.into();
            changed += 1;
        }
    }
    ensure!(changed == 2, "{changed} of the page's own files were changed");
    std::fs::write(www.join("pkg/page.json"), serde_json::to_string(&files)?)?;
    std::fs::write(www.join("pkg/files.js"), list.replace(&version, "0123456789abcdef"))?;
    Ok(())
}

/// The list of the page's files, and the version in it.
fn version(www: &Path) -> Result<(String, String)> {
    let list = std::fs::read_to_string(www.join("pkg/files.js"))?;
    let (_, rest) = list.split_once("VERSION = \"").context("no version")?;
    let version = rest.split('"').next().unwrap_or_default().to_owned();
    Ok((list, version))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
