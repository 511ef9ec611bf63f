//! Several tabs with drafts that are kept on the device: none is lost, whatever is closed, loaded anew or opened, and in
//! whatever order.

use crate::browser::Browser;
use crate::correcting::accept_first;
use anyhow::{Context, Result};
use serde_json::json;

/// What stands in the tabs.
const TEXTS: [&str; 2] =
    ["“The first bridge will close,” said Ada Okafor.", "“The second bridge will close,” said Luis Prado."];
/// The beginnings of both.
const FIRST: &str = "The first bridge";
const SECOND: &str = "The second bridge";

/// Two tabs, a text in each, and in the second one a correction that was made a moment ago.
async fn two_tabs(browser: &Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let kept = browser.script("return document.getElementById('keep-drafts')?.checked === true;", &[]).await?;
    if kept != json!(true) {
        browser.click("#settings-button").await?;
        browser.click("#keep-drafts").await?;
        browser.press("Escape").await?;
    }
    browser.paste("#input", TEXTS[0]).await?;
    browser.find("#article mark.quotation").await?;
    wait_drafts(browser, 1).await?;
    browser.open_tab("/").await?;
    // The list of one hears of the other.
    browser.wait_text("#drafts", FIRST).await?;
    browser.paste("#input", TEXTS[1]).await?;
    browser.find("#article mark.quotation").await?;
    wait_drafts(browser, 2).await?;
    accept_first(browser).await
}

/// Both are closed, one first or the other: both drafts are there, with the correction.
pub async fn two_drafts_whichever_tab_is_closed_first(browser: &mut Browser) -> Result<()> {
    for first in [1, 0] {
        closed_in_order(browser, first).await.with_context(|| format!("tab {first} is closed first"))?;
        browser.reset().await?;
    }
    Ok(())
}

async fn closed_in_order(browser: &Browser, first: usize) -> Result<()> {
    two_tabs(browser).await?;
    // Without this the browser would end with its last tab.
    browser.open_tab("/sample.txt").await?;
    for tab in [first, 0] {
        browser.go_to_tab(tab).await?;
        browser.close_tab().await?;
    }
    browser.open("/").await?;
    wait_drafts(browser, 2).await?;
    browser.wait_text("#status", "Ready").await?;
    for text in [FIRST, SECOND] {
        browser.wait_text("#drafts", text).await?;
    }
    open_draft(browser, SECOND).await?;
    browser.find("#article .badge:not(.unreviewed)").await.context("the correction is not in the draft")?;
    // What is left behind is deleted, the other is not.
    browser.click("#new-text").await?;
    browser.click("#question .danger").await?;
    wait_drafts(browser, 1).await?;
    open_draft(browser, FIRST).await?;
    browser.find("#article .badge.unreviewed").await?;
    Ok(())
}

/// A tab that is loaded anew takes up its own draft and goes on with it, while the other one is at work.
pub async fn loaded_anew_beside_another(browser: &mut Browser) -> Result<()> {
    two_tabs(browser).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.wait_text("#article", SECOND).await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    // The other one, too, and its text is corrected; both stay what they are.
    browser.go_to_tab(0).await?;
    browser.wait_text("#article", FIRST).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.wait_text("#article", FIRST).await?;
    browser.find("#article .badge.unreviewed").await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    wait_kept(browser, FIRST, "\"removed\":[{").await?;
    browser.go_to_tab(1).await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    wait_kept(browser, SECOND, "\"removed\":[{").await?;
    wait_drafts(browser, 2).await
}

/// What is open in one tab and taken up in another becomes two drafts, so that no tab writes over the other's.
pub async fn one_draft_in_two_tabs(browser: &mut Browser) -> Result<()> {
    two_tabs(browser).await?;
    wait_kept(browser, SECOND, "\"unsaved\":true").await?;
    // From the list.
    browser.open_tab("/").await?;
    browser.wait_text("#status", "Ready").await?;
    open_draft(browser, SECOND).await?;
    browser.wait_text("#status", "open in another tab").await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    wait_drafts(browser, 3).await?;
    browser.go_to_tab(1).await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.find("#article .badge:not(.unreviewed)").await.context("the other tab wrote over the draft")?;

    // As a browser duplicates a tab, with what it stores.
    browser.script("open(location.href);", &[]).await?;
    browser.go_to_tab(3).await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.find("#article .badge:not(.unreviewed)").await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    wait_drafts(browser, 4).await?;
    browser.go_to_tab(1).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Your draft is back").await?;
    browser.find("#article .badge:not(.unreviewed)").await.context("the duplicate wrote over the draft")?;
    // Nobody has touched these pages when they are left: the browser asks nothing then, and says so.
    browser.take_console().await?;
    Ok(())
}

/// Opens the draft that is called so, from the list on the empty page.
async fn open_draft(browser: &Browser, title: &str) -> Result<()> {
    let button = "const all = [...document.querySelectorAll('#drafts button[data-draft]')];
        return all.find(button => button.checkVisibility() && button.textContent.includes(arguments[0]))?.dataset.draft;";
    let id = browser.wait(&format!("the draft “{title}”"), button, &[title.into()]).await?;
    browser.click(&format!("#drafts [data-draft='{}']", id.as_str().unwrap_or_default())).await?;
    browser.wait_text("#article", title).await
}

async fn wait_drafts(browser: &Browser, count: usize) -> Result<()> {
    let drafts =
        "return Object.keys(localStorage).filter(key => key.startsWith('whosaid.draft')).length === arguments[0];";
    browser.wait(&format!("{count} drafts"), drafts, &[count.into()]).await?;
    Ok(())
}

/// Waits until the one draft that is called so has `words` in it.
async fn wait_kept(browser: &Browser, title: &str, words: &str) -> Result<()> {
    let kept = "const all = Object.entries(localStorage).filter(([key]) => key.startsWith('whosaid.draft')).map(([, draft]) => JSON.parse(draft));
        const called = all.filter(({ title }) => title.includes(arguments[0]));
        return called.length === 1 && (called[0].file?.includes(arguments[1]) || JSON.stringify(called[0]).includes(arguments[1]));";
    browser.wait(&format!("{words} in the draft “{title}”"), kept, &[title.into(), words.into()]).await?;
    Ok(())
}
