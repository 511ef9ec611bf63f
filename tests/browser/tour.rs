//! The tour of a first visit.

use crate::browser::Browser;
use crate::correcting::paste_article;
use anyhow::{Result, ensure};
use serde_json::json;

/// The page as somebody sees it who has never been here.
async fn first_visit(browser: &Browser) -> Result<()> {
    browser.open("/sample.txt").await?;
    browser.script("localStorage.clear(); sessionStorage.clear();", &[]).await?;
    paste_article(browser).await
}

/// The part of the page that the step at hand is about is in sight and framed.
async fn target(browser: &Browser) -> Result<String> {
    let target = "const e = document.querySelectorAll('.tour-target'); return e.length === 1 && e[0].checkVisibility()
        && (e[0].id || e[0].className);";
    let found = browser.wait("a framed part of the page", target, &[]).await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

/// Four steps by keys alone, each with a part of the page framed; at the end the focus is in the text.
pub async fn four_steps(browser: &mut Browser) -> Result<()> {
    first_visit(browser).await?;
    browser.wait_text("#tour h2", "1 of 4").await?;
    browser.check_accessibility("with the tour").await?;
    browser.screenshot("tour").await?;
    let mut targets = vec![target(browser).await?];
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let framed = "return getComputedStyle(document.querySelector('.tour-target')).outlineStyle;";
    ensure!(browser.script(framed, &[]).await? == "none", "the tour frames what is printed");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
    browser.script("document.querySelector('#tour-next').focus();", &[]).await?;
    for step in ["2 of 4", "3 of 4", "4 of 4"] {
        browser.press("Enter").await?;
        browser.wait_text("#tour h2", step).await?;
        targets.push(target(browser).await?);
    }
    targets.dedup();
    ensure!(targets.len() == 4, "the steps show {targets:?}");
    browser.wait_text("#tour-next", "Done").await?;
    browser.press("Enter").await?;
    let end = "return [document.querySelector('#tour').checkVisibility(), document.activeElement.id, document.querySelectorAll('.tour-target').length];";
    ensure!(browser.script(end, &[]).await? == json!([false, "article", 0]), "not at its end");

    // On a phone it stands above the status line and gives way to the card.
    browser.emulate_phone(360, 740).await?;
    first_visit(browser).await?;
    browser.wait_text("#tour h2", "1 of 4").await?;
    browser.screenshot("tour-narrow").await?;
    let place = "const tour = document.querySelector('#tour').getBoundingClientRect(), bar = document.querySelector('.status-bar').getBoundingClientRect();
        return tour.bottom <= bar.top && tour.left >= 0 && tour.right <= 360;";
    ensure!(browser.script(place, &[]).await? == json!(true), "the tour covers the status line or is cut");
    browser.script("document.querySelector('#article .badge').click();", &[]).await?;
    browser.wait("the tour to give way", "return !document.querySelector('#tour').checkVisibility();", &[]).await?;
    Ok(())
}

/// One click, and it does not come again; the help has it; forgetting everything brings it back.
pub async fn skipped_for_good(browser: &mut Browser) -> Result<()> {
    first_visit(browser).await?;
    browser.click("#tour-skip").await?;
    let hidden = "return !document.querySelector('#tour').checkVisibility();";
    browser.wait("the tour to go", hidden, &[]).await?;
    browser.forget_tab().await?;
    paste_article(browser).await?;
    browser.settle().await?;
    ensure!(browser.script(hidden, &[]).await? == json!(true), "the tour came again");
    browser.click("#help-button").await?;
    browser.click("#show-tour").await?;
    browser.wait_text("#tour h2", "1 of 4").await?;
    Ok(())
}
