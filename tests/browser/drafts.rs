//! What stays on the device: nothing, unless it is asked for; and the page without a network.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, accept_first};
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// A word that stands nowhere else.
const CANARY: &str = "Zwickelbrink";

/// Where `arguments[0]` is kept: anywhere on the device, or in the tab's own `sessionStorage`.
const FIND_CANARY: &str = "return (async word => {
    const found = [];
    if (JSON.stringify({ ...localStorage }).includes(word)) found.push('localStorage');
    if (JSON.stringify({ ...sessionStorage }).includes(word)) found.push('sessionStorage');
    if ([document.cookie, location.href, document.title].join().includes(word)) found.push('cookie, address or title');
    if ((await indexedDB.databases()).length > 0) found.push('IndexedDB');
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (request.url.includes(word) || (await (await cache.match(request)).text()).includes(word)) found.push('caches');
        }
    }
    return found.join();
})(arguments[0])";

/// Waits until the canary is kept in exactly `places`.
async fn wait_canary(browser: &Browser, places: &str) -> Result<()> {
    let condition = format!("{FIND_CANARY}.then(found => found === arguments[1]);");
    browser.wait(&format!("the article to be kept in “{places}”"), &condition, &[CANARY.into(), places.into()]).await?;
    Ok(())
}

/// The article is in no storage but the tab's own; on the device only when drafts are kept, until they are forgotten.
pub async fn drafts_are_kept_only_when_asked(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    let article = ARTICLE.replace("shopkeeper", CANARY);
    browser.paste("#input", &article).await?;
    browser.find("#article mark.quotation").await?;
    wait_canary(browser, "sessionStorage").await?;

    // The tab's draft survives a reload, corrections and all.
    accept_first(browser).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.find("#article .badge:not(.unreviewed)").await?;

    browser.click("#settings-button").await?;
    browser.click("#keep-drafts").await?;
    browser.press("Escape").await?;
    browser.click("#article .badge.unreviewed").await?;
    browser.press("a").await?;
    wait_canary(browser, "localStorage,sessionStorage").await?;

    browser.click("#settings-button").await?;
    browser.click("#forget").await?;
    browser.wait_text("#status", "forgotten").await?;
    browser.press("Escape").await?;
    wait_canary(browser, "").await?;
    // Leaving the page must not bring it back.
    browser.open_address("about:blank").await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    wait_canary(browser, "").await
}

/// After one visit the whole job works without a network, and nothing is asked for while one works.
pub async fn works_without_a_network(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    wait_kept(browser).await?;
    browser.devtools("Network.enable", json!({})).await?;
    let network =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.emulateNetworkConditions", network(true)).await?;
    let result = offline_job(browser).await;
    browser.devtools("Network.emulateNetworkConditions", network(false)).await?;
    browser.devtools("Network.disable", json!({})).await?;
    result
}

async fn offline_job(browser: &Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.click("#sample").await?;
    browser.find("#article mark.quotation").await?;
    accept_first(browser).await?;
    browser.press("2").await?;
    browser.wait_text("#status", "is the speaker").await?;
    // What is loaded only when it is wanted is kept, too: the map's outlines.
    browser.click("#tab-places").await?;
    browser.find(".map .land").await?;
    browser.click("#tab-voices").await?;
    browser.find("#panel-voices table").await?;
    browser.click("#save").await?;
    browser.downloaded(".whosaid.json").await?;
    browser.click("#save-menu-button").await?;
    browser.click("#save-menu [data-format=html]").await?;
    browser.downloaded(".html").await?;
    Ok(())
}

/// Pasting, reading, correcting and saving ask for nothing at all, not even of the page's own origin.
pub async fn working_is_silent(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser
        .wait(
            "the service worker",
            "return navigator.serviceWorker.ready.then(r => r.active?.state === 'activated');",
            &[],
        )
        .await?;
    browser.silence_begins().await?;
    browser.paste("#input", ARTICLE).await?;
    browser.find("#article mark.quotation").await?;
    browser.click("#article .badge").await?;
    for key in ["a", "t", "x", "Control+z"] {
        browser.press(key).await?;
    }
    browser.click("#tab-places").await?;
    browser.click("#save").await?;
    browser.downloaded(".whosaid.json").await?;
    browser.silence_ends().await
}

/// The page deletes its own caches and stored things only: its origin may serve other applications.
pub async fn others_caches_are_left_alone(browser: &mut Browser) -> Result<()> {
    browser.open("/sample.txt").await?;
    browser
        .script("localStorage.setItem('other', '1'); return Promise.all([caches.open('other application'), caches.open('whosaid-other application'), caches.open('whosaid 0'), caches.open('whosaid-thorough 0')]).then(() => true);", &[])
        .await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    wait_kept(browser).await?;
    let names =
        "return caches.keys().then(names => names.map(name => name.startsWith('whosaid ') ? 'own' : name).sort());";
    let kept = browser.script(names, &[]).await?;
    ensure!(
        kept == json!(["other application", "own", "whosaid-other application", "whosaid-thorough 0"]),
        "the service worker left {kept}"
    );
    browser.click("#settings-button").await?;
    browser.click("#forget").await?;
    browser.wait_text("#status", "is forgotten").await?;
    let kept = browser.script(names, &[]).await?;
    ensure!(kept == json!(["other application", "whosaid-other application"]), "forgetting left {kept}");
    ensure!(
        browser.script("return localStorage.getItem('other');", &[]).await? == json!("1"),
        "what is others' is gone"
    );
    browser
        .script("return Promise.all(['other application', 'whosaid-other application'].map(name => caches.delete(name))).then(() => true);", &[])
        .await?;
    Ok(())
}

/// Where the browser denies the caches, "Forget everything" says so, and forgets the rest.
pub async fn what_cannot_be_forgotten_is_said(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.script("CacheStorage.prototype.keys = () => Promise.reject(new DOMException('denied', 'SecurityError')); localStorage.setItem('whosaid.settings', '{}');", &[]).await?;
    browser.click("#settings-button").await?;
    browser.click("#forget").await?;
    browser.wait_text("#status", "Not everything is forgotten").await?;
    browser.wait_text("#status", "copy for use without a network").await?;
    ensure!(
        browser.script("return localStorage.getItem('whosaid.settings');", &[]).await?.is_null(),
        "the settings are kept"
    );
    Ok(())
}

/// Waits until the page is kept for use without a network: its parts and its engine.
pub async fn wait_kept(browser: &Browser) -> Result<()> {
    let kept = "return navigator.serviceWorker.ready.then(async registration => registration.active?.state === 'activated'
        && !!navigator.serviceWorker.controller && !!await caches.match('/main.js') && !!await caches.match('/pkg/whosaid_bg.wasm')
        && !!await caches.match('/icons/icon-512.png'));";
    browser.wait("the page to be kept for use without a network", kept, &[]).await?;
    Ok(())
}

/// Marks two visits in the log of the network; [`crate::network::Log::judge_visits`] judges them when it is complete.
pub async fn two_visits(browser: &mut Browser) -> Result<()> {
    // What other scenarios fetched would be answered by "not modified".
    browser.devtools("Network.clearBrowserCache", json!({})).await?;
    for visit in ["first", "second"] {
        browser.open("/sample.txt").await?;
        browser.mark(&format!("{visit}-visit-begins")).await?;
        browser.open("/").await?;
        browser.wait_text("#status", "Ready").await?;
        wait_kept(browser).await?;
        browser.mark(&format!("{visit}-visit-ends")).await?;
    }
    Ok(())
}

/// What is typed while the page's scripts are still on their way is read as soon as they are there.
pub async fn what_is_typed_early_is_read(browser: &mut Browser) -> Result<()> {
    let early = browser.before_scripts(&type_early(ARTICLE)).await?;
    browser.open("/").await?;
    browser.find("#article mark.quotation").await?;
    browser.no_longer(early).await
}

/// Types `text` before the page's scripts have come.
fn type_early(text: &str) -> String {
    format!(
        "document.addEventListener('DOMContentLoaded', () => {{ document.getElementById('input').value = {}; }});",
        json!(text)
    )
}

/// Keeps the engine from arriving until `window.letIn()`; where `window.shutOut` is called instead, it cannot be fetched.
const HOLD_ENGINE: &str = "{
    const { fetch } = window;
    const held = new Promise((letIn, shutOut) => {
        window.letIn = letIn;
        window.shutOut = () => { window.fetch = fetch; shutOut(new TypeError('no network')); };
    });
    window.fetch = async (...request) => {
        if (String(request[0]).includes('.wasm')) await held;
        return fetch(...request);
    };
}";

/// Text of its own.
const SECOND: &str = "“The second bridge will close,” said Luis Prado.";

/// Corrects the article, so that the tab's draft holds a correction that no file holds.
async fn corrected_draft(browser: &Browser) -> Result<()> {
    browser.open("/").await?;
    browser.paste("#input", ARTICLE).await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    browser.find("#undo[aria-disabled='false']").await?;
    Ok(())
}

/// Waits until the second text is at hand, and the corrected article stands beside it.
async fn wait_both(browser: &Browser) -> Result<()> {
    browser.wait_text("#article", "The second bridge").await?;
    browser.wait_text("#desk li", "not saved").await?;
    let beside = "return document.querySelectorAll('#desk li').length <= 2 && !document.querySelector('#desk li:first-child [aria-current]');";
    browser.wait("the draft beside the text at hand", beside, &[]).await?;
    Ok(())
}

/// A draft that waits for the engine is not lost when the page is loaded once more before that has come, nor when another
/// text is typed or pasted meanwhile; and nor is that text.
pub async fn nothing_is_lost_while_the_page_loads(browser: &mut Browser) -> Result<()> {
    corrected_draft(browser).await?;
    let held = browser.before_scripts(HOLD_ENGINE).await?;
    browser.open("/").await?;
    browser.open("/").await?;
    browser.script("window.letIn();", &[]).await?;
    browser.wait_text("#status", "Your draft is back").await.context("loaded twice")?;
    browser.click(".brand").await?;

    // The engine cannot be fetched, and then it can.
    browser.open("/").await?;
    browser.script("window.shutOut();", &[]).await?;
    browser.wait_text("#notice", "could not be loaded").await?;
    browser.click("#notice button").await?;
    browser.wait_text("#status", "Your draft is back").await.context("without an engine")?;
    browser.click(".brand").await?;

    // Pasted, and loaded again before it could be read.
    browser.open("/").await?;
    browser.paste("#input", SECOND).await?;
    browser.open("/").await?;
    browser.script("window.letIn();", &[]).await?;
    wait_both(browser).await.context("pasted")?;
    browser.click(".brand").await?;
    browser.no_longer(held).await?;

    // Typed before the scripts had come.
    browser.forget_tab().await?;
    corrected_draft(browser).await?;
    let early = browser.before_scripts(&type_early(SECOND)).await?;
    browser.open("/").await?;
    wait_both(browser).await.context("typed early")?;
    browser.no_longer(early).await
}
