//! Reading thoroughly, with a transformer that means nothing: what is fetched and when, what stays, and the way back.

use crate::browser::Browser;
use crate::correcting::paste_article;
use anyhow::{Result, ensure};
use serde_json::Value;

/// The quotations, as the page's model has them.
const QUOTATIONS: &str =
    "return import('/store.js').then(({ store }) => JSON.stringify(store.model.annotations.quotations));";

/// The requests for the weights so far, and the caches that hold them.
const FETCHED: &str = "return caches.keys().then(names => [
    performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('thorough.weights')).length,
    names.filter(name => name.startsWith('whosaid-thorough')).length,
]);";

/// Brings [`crate::correcting::ARTICLE`] in, and to where it is read.
async fn read_article(browser: &Browser) -> Result<()> {
    paste_article(browser).await?;
    let done = "if (document.body.dataset.mode === 'edit') document.getElementById('done').click();
        return document.body.dataset.mode === 'read' && document.querySelector('#thorough')?.checkVisibility();";
    browser.wait("the text to be read", done, &[]).await?;
    Ok(())
}

async fn quotations(browser: &Browser) -> Result<Vec<Value>> {
    let json = browser.script(QUOTATIONS, &[]).await?;
    Ok(serde_json::from_str(json.as_str().unwrap_or_default())?)
}

/// Nothing is fetched before somebody says so; what is accepted stays; one step back; the weights can be removed.
pub async fn asked_for_read_undone_and_removed(browser: &mut Browser) -> Result<()> {
    read_article(browser).await?;
    let accept = "return import('/store.js').then(({ store }) => {
        store.apply({ do: 'accept', id: store.model.annotations.quotations[0].id });
        return true;
    });";
    browser.script(accept, &[]).await?;
    let before = quotations(browser).await?;
    let names = "return import('/store.js').then(({ store: { model } }) => [...model.speakers, ...model.silent, \
                 ...model.places].map(entity => entity.name).sort())";
    let names_before = browser.script(names, &[]).await?;
    browser.click("#thorough").await?;
    browser.wait_text("#status", "is fetched once").await?;
    ensure!(browser.script(FETCHED, &[]).await? == serde_json::json!([0, 0]), "fetched without being asked");

    browser.click("#status-actions button").await?;
    browser.wait_text("#status", "Read thoroughly").await?;
    ensure!(browser.script(FETCHED, &[]).await? == serde_json::json!([1, 1]), "not kept");
    let said = browser.script("return document.getElementById('status').textContent", &[]).await?.to_string();
    let tells_names = [
        "group more",
        "groups more",
        "group fewer",
        "groups fewer",
        "place more",
        "places more",
        "place fewer",
        "places fewer",
    ];
    let changed = browser.script(names, &[]).await? != names_before;
    ensure!(changed == tells_names.iter().any(|words| said.contains(words)), "names changed: {changed}, said: {said}");
    let after = quotations(browser).await?;
    ensure!(after.iter().any(|quotation| *quotation == before[0]), "what was accepted is gone: {after:?}");
    let undo = "return document.getElementById('undo').title.toLowerCase().includes('read thoroughly');";
    browser.wait("a step to undo", undo, &[]).await?;
    browser.check_accessibility("read thoroughly").await?;
    browser.click("#undo").await?;
    ensure!(quotations(browser).await? == before, "not undone");

    // The second time it is at hand.
    browser.click("#thorough").await?;
    browser.wait_text("#status", "Read thoroughly").await?;
    ensure!(quotations(browser).await? == after, "read otherwise");
    ensure!(browser.script(FETCHED, &[]).await? == serde_json::json!([1, 1]), "fetched again");
    browser.click("#settings-button").await?;
    browser.click("#thorough-remove").await?;
    browser.wait_text("#status", "removed from this device").await?;
    ensure!(browser.script(FETCHED, &[]).await? == serde_json::json!([1, 0]), "not removed");
    Ok(())
}

/// Weights that are damaged change nothing, and the page says so.
pub async fn damaged_weights_change_nothing(browser: &mut Browser) -> Result<()> {
    read_article(browser).await?;
    let before = quotations(browser).await?;
    // As an earlier visit kept them, but for one byte.
    let damage = "return fetch('/pkg/thorough.json').then(answer => answer.json()).then(async ({ version }) => {
        const packed = await (await fetch('/pkg/thorough.weights')).blob();
        const whole = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
        new Uint8Array(whole)[whole.byteLength / 2 | 0] ^= 1;
        const cache = await caches.open(`whosaid-thorough ${version}`);
        await cache.put(new URL('/pkg/thorough.weights', location).href, new Response(whole));
        return true;
    });";
    browser.script(damage, &[]).await?;
    browser.click("#thorough").await?;
    browser.wait_text("#notice", "the weights are damaged").await?;
    ensure!(quotations(browser).await? == before, "something changed");
    Ok(())
}

/// A worker that the browser ends while it reads is not waited for, and nothing changes.
pub async fn a_worker_that_is_ended_is_told(browser: &mut Browser) -> Result<()> {
    let added = browser.before_scripts(END_READING).await?;
    read_article(browser).await?;
    let before = quotations(browser).await?;
    browser.click("#thorough").await?;
    browser.wait_text("#status", "is fetched once").await?;
    browser.click("#status-actions button").await?;
    browser.wait_text("#notice", "the browser has ended it").await?;
    ensure!(quotations(browser).await? == before, "something changed");
    browser.no_longer(added).await
}

/// Ends every worker that is to read thoroughly, as a browser that is short of memory does: no event tells the page.
const END_READING: &str = "window.Worker = class extends Worker {
    postMessage(message, ...rest) {
        if (message.ask?.readThoroughly) this.terminate();
        else super.postMessage(message, ...rest);
    }
};";
