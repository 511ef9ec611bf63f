//! 360 pixels wide: nothing scrolls sideways.

use crate::browser::Browser;
use crate::correcting::ARTICLE;
use anyhow::{Result, ensure};
use serde_json::json;

/// 360 pixels wide, in every state: neither the page nor a part of it scrolls sideways, also with words that do not break.
pub async fn nothing_scrolls_sideways(browser: &mut Browser) -> Result<()> {
    browser.resize(360, 740).await?;
    go_through_states(browser).await
}

/// The same with a finger, where scrollbars take no room.
pub async fn nothing_scrolls_sideways_by_touch(browser: &mut Browser) -> Result<()> {
    browser.emulate_phone(360, 740).await?;
    go_through_states(browser).await
}

async fn go_through_states(browser: &Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    check_parts(browser, "empty").await?;
    let long = "W".repeat(60);
    let article = format!(
        "{}\n\nhttps://www.example.org/{long}/{long}\n\n“We will go,” said {long} Okafor of {long}.\n\nADA: Yes.\n\nBEN: No.\n\nADA: Why?",
        ARTICLE
    );
    browser.paste("#input", &article).await?;
    browser.find("#article mark.quotation").await?;
    check_parts(browser, "annotated").await?;
    for tab in ["places", "check", "voices", "speakers"] {
        browser.script("document.getElementById(arguments[0]).click();", &[format!("tab-{tab}").into()]).await?;
        check_parts(browser, tab).await?;
    }
    for (state, mark) in [("quotation", ".badge"), ("person", "mark.person"), ("place", "mark.place")] {
        let click = "document.querySelector(`#article ${arguments[0]}`).click();";
        browser.script(click, &[mark.into()]).await?;
        browser.find("#card-place .card").await?;
        check_parts(browser, &format!("with the card of a {state}")).await?;
        browser.script("document.querySelector('#card-place details').open = true;", &[]).await?;
        check_parts(browser, &format!("with all of the card of a {state}")).await?;
        let count = "return document.querySelectorAll('#card-place .card button:not([aria-label])').length;";
        let count = browser.script(count, &[]).await?.as_u64().unwrap_or_default();
        for index in 0..count {
            // Each button in turn; what it changed is taken back.
            let press =
                "const button = document.querySelectorAll('#card-place .card button:not([aria-label])')[arguments[0]];
                const name = button?.textContent; button?.click(); return name ?? '';";
            let name = browser.script(press, &[index.into()]).await?;
            check_parts(browser, &format!("after {name} of a {state}")).await?;
            browser.script("if (document.getElementById('undo').getAttribute('aria-disabled') !== 'true') document.getElementById('undo').click();", &[]).await?;
            browser.script(click, &[mark.into()]).await?;
            browser.find("#card-place .card").await?;
        }
    }
    browser.script("document.querySelector('#card-place [data-control=close]')?.click(); document.getElementById('source').open = true;", &[]).await?;
    check_parts(browser, "with its source").await?;
    for button in
        ["search-button", "save-menu-button", "more-button", "settings-button", "only-quotations", "help-button"]
    {
        browser.script("document.getElementById(arguments[0])?.click();", &[button.into()]).await?;
        check_parts(browser, &format!("after {button}")).await?;
        browser.script("document.querySelectorAll('dialog[open]').forEach(e => e.close()); document.querySelectorAll('[popover]').forEach(e => e.hidePopover());", &[]).await?;
    }
    browser
        .script(
            "document.getElementById('only-quotations').click(); document.getElementById('edit-text').click();",
            &[],
        )
        .await?;
    check_parts(browser, "while its text is edited").await?;
    browser.script("document.getElementById('done').click();", &[]).await?;
    let files: Vec<(String, String)> =
        (0..3).map(|number| (format!("{long}{number}.txt"), article.replace("old bridge", &long))).collect();
    let drop = "const data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name, { type: 'text/plain' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    browser.script(drop, &[json!(files)]).await?;
    browser.wait_text("#desk summary", "4 texts").await?;
    browser.wait("all to be read", "return document.querySelectorAll('#desk li.read').length === 4;", &[]).await?;
    browser.script("document.querySelector('#desk details').open = true;", &[]).await?;
    check_parts(browser, "with several texts").await?;
    let file = browser.file(&format!("{long}.json"), b"[]")?;
    browser.choose_file("#file", &file).await?;
    browser
        .wait(
            "a notice",
            "return !document.getElementById('notice').hidden || document.querySelector('#desk li.failed') !== null;",
            &[],
        )
        .await?;
    check_parts(browser, "with a file that is not opened").await
}

/// Fails when the page, or a part of it that can be scrolled, is wider than it shows.
async fn check_parts(browser: &Browser, state: &str) -> Result<()> {
    browser.settle().await?;
    let wide = "const wide = []; const all = [document.documentElement, ...document.body.querySelectorAll('*')];
        for (const e of all) {
            if (!e.checkVisibility() || e.clientWidth === 0) continue;
            const { overflowX, display } = getComputedStyle(e);
            const scrolls = e.scrollWidth > e.clientWidth && (e === document.documentElement ? overflowX !== 'hidden' && overflowX !== 'clip' : ['auto', 'scroll'].includes(overflowX));
            if (scrolls && display !== 'inline' && !e.matches('input, textarea, select')) wide.push(`${e.scrollWidth} in ${e.clientWidth}: ${e.outerHTML.slice(0, 100)}`);
        }
        return wide;";
    let wide = browser.script(wide, &[]).await?;
    ensure!(wide == json!([]), "the page {state} scrolls sideways: {wide:#}");
    Ok(())
}
