//! Small screens, touch, enlargement, paper.

use crate::browser::Browser;
use crate::correcting::paste_article;
use anyhow::{Result, ensure};
use serde_json::json;

/// Fails when something can only be reached by scrolling sideways, or a target is smaller than 24 by 24 pixels.
async fn check_layout(browser: &Browser, state: &str) -> Result<()> {
    browser.settle().await?;
    let faults = "const faults = [];
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);
        for (const e of document.querySelectorAll('button, input, select, textarea, summary, a, [role=option], [role=tab]')) {
            if (!e.checkVisibility({ visibilityProperty: true })) continue;
            const r = e.getBoundingClientRect();
            if (r.width === 0 || r.right < 0) continue;
            const target = e.matches('input[type=radio], input[type=checkbox]') ? e.closest('label').getBoundingClientRect() : r;
            if (target.width < 23.9 || target.height < 23.9) faults.push(`small: ${Math.round(target.width)} x ${Math.round(target.height)} ${e.outerHTML.slice(0, 90)}`);
            if (r.left < -1 || r.right > root.clientWidth + 1) faults.push(`cut: ${Math.round(r.left)} to ${Math.round(r.right)} ${e.outerHTML.slice(0, 90)}`);
        }
        return faults;";
    let faults = browser.script(faults, &[]).await?;
    ensure!(faults == json!([]), "the page {state}: {faults:#}");
    Ok(())
}

/// 320 pixels wide, with a finger: nothing is cut, and the job can be done.
pub async fn narrow_with_touch(browser: &mut Browser) -> Result<()> {
    browser.emulate_phone(320, 640).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    check_layout(browser, "empty at 320 px").await?;
    browser.tap("#sample").await?;
    browser.find("#article mark.quotation").await?;
    check_layout(browser, "annotated at 320 px").await?;
    browser.screenshot("narrow").await?;
    browser.tap("#article .badge").await?;
    browser.find("#card-place .card").await?;
    check_layout(browser, "with a card at 320 px").await?;
    browser.screenshot("narrow-card").await?;
    browser.tap("#card-place .primary").await?;
    browser.wait_text("#status", "Accepted").await?;

    // A new mark, from a selection that a finger made: no pointer event comes with it.
    let select = "getSelection().removeAllRanges(); const p = document.querySelector('#article p');
        const range = document.createRange(); const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        let node; while ((node = walker.nextNode())) if (node.data.includes('ministers')) break;
        const at = node.data.indexOf('ministers'); range.setStart(node, at + 2); range.setEnd(node, at + 7); getSelection().addRange(range);";
    browser.script(select, &[]).await?;
    browser.find("#new-mark").await?;
    check_layout(browser, "with words selected at 320 px").await?;
    browser.tap("#new-mark button:nth-child(2)").await?;
    browser.wait_text("#status", "New person: ministers").await?;
    Ok(())
}

/// 400 % of a 1280 pixel window: the same as 320 pixels, and short.
pub async fn enlarged_four_times(browser: &mut Browser) -> Result<()> {
    browser.resize(320, 225).await?;
    paste_article(browser).await?;
    check_layout(browser, "at 400 %").await?;
    browser.click("#article .badge").await?;
    browser.find("#card-place .card").await?;
    check_layout(browser, "with a card at 400 %").await
}

/// A desk's window: cards stand beside the text and never over the annotation they belong to.
pub async fn cards_stand_beside_the_text(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    for width in [1280, 1000, 800] {
        browser.resize(width, 900).await?;
        check_layout(browser, &format!("annotated at {width} px")).await?;
        browser.click("#article .badge").await?;
        browser.find("#card-place .card").await?;
        let overlap = "const card = document.querySelector('.card').getBoundingClientRect();
            return [...document.querySelectorAll('#article mark.selected')].some(mark => [...mark.getClientRects()]
                .some(r => r.right > card.left && r.left < card.right && r.bottom > card.top && r.top < card.bottom));";
        ensure!(browser.script(overlap, &[]).await? == json!(false), "at {width} px the card covers its quotation");
    }

    // Also after a jump from the list to a place far down, with all of its card on the screen.
    browser.resize(1280, 500).await?;
    browser.click("#new-text").await?;
    let long = "\n\nNothing happened that day in the harbour, and nobody came.".repeat(60);
    let text = format!("“It begins here,” said Ada Okafor.{long}\n\n“It ends here,” said Luis Prado.");
    browser.paste("#input", &text).await?;
    browser.wait_text("#panel-speakers", "It ends here").await?;
    browser.click("#panel-speakers .item:nth-of-type(2) ol button").await?;
    browser.find("#card-place .card").await?;
    let seen = "return ['.card', '#article .badge.selected'].map(selector => document.querySelector(selector).getBoundingClientRect())
        .every(({ top, bottom }) => top >= 0 && bottom <= innerHeight);";
    for _ in 0..2 {
        browser.settle().await?;
        ensure!(
            browser.script(seen, &[]).await? == json!(true),
            "after a jump the quotation or its card is out of sight"
        );
        browser.resize(1280, 700).await?;
    }
    Ok(())
}

/// On paper: the marked text and who speaks, without the controls.
pub async fn print(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let shown = "return ['#article', '#panel-speakers', '#panel-places', '.bar', '#panel-check', '.tabs'].map(s => document.querySelector(s).checkVisibility());";
    let shown = browser.script(shown, &[]).await?;
    ensure!(shown == json!([true, true, true, false, false, false]), "on paper there shows {shown}");
    browser.wait_text("#panel-places", "Paris").await?;
    browser.screenshot("print").await?;
    Ok(())
}
