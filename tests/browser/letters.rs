//! Where the letter keys work.

use crate::browser::Browser;
use crate::correcting::{paste_article, state};
use anyhow::{Result, ensure};
use serde_json::Value;

/// Letters work where a press of a button of the bar leaves the focus, and where nothing has it; not in a menu of the bar.
pub async fn letters_from_the_bar(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let away = [
        "document.getElementById('save').focus();",
        "document.getElementById('edit-text').focus();",
        "document.activeElement.blur();",
    ];
    for focus in away {
        browser.script(focus, &[]).await?;
        browser.press("j").await?;
        let arrived = "return document.activeElement.closest('#article') !== null;";
        ensure!(browser.script(arrived, &[]).await? == Value::Bool(true), "J does nothing after {focus}");
    }
    let before = state(browser).await?;
    browser.click("#settings-button").await?;
    browser.script("document.querySelector('#settings button, #settings input').focus();", &[]).await?;
    for key in ["x", "a", "t"] {
        browser.press(key).await?;
    }
    ensure!(state(browser).await? == before, "a letter corrects from a menu");
    Ok(())
}
