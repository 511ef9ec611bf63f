//! Notes and tags, and the card that they are written in.

use crate::browser::Browser;
use crate::correcting::paste_article;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// A note shows where the quotation stands.
pub async fn a_note_shows(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    browser.script("document.querySelector('.card details').open = true; document.querySelector('#card-place textarea').focus();", &[]).await?;
    browser.type_text("Ask again").await?;
    browser.press("Tab").await?;
    browser.find("#article .note-sign").await?;
    let name =
        browser.script("return document.querySelector('#article .badge').getAttribute('aria-label');", &[]).await?;
    ensure!(name.as_str().is_some_and(|name| name.ends_with("with a note")), "{name}");
    browser.wait_text("#panel-speakers", "Note: Ask again").await?;
    Ok(())
}

/// Notes and tags on a quotation, a person and one mention: in the card, in the lists, in search and in the file.
pub async fn tags_on_any_annotation(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    write(browser, "tags", "port; to ask ;port").await?;
    browser.wait_text("#status", "Tags: port, to ask.").await?;
    browser.wait_text("#panel-speakers", "Tags: port; to ask").await?;
    browser.click("#article mark.place").await?;
    write(browser, "tags", "harbour").await?;
    write(browser, "note here", "which one?").await?;
    browser.find("#article mark.place.noted").await?;
    browser.check_accessibility("with notes and tags").await?;
    browser.click("#undo").await?;
    browser.wait("the note to be undone", "return !document.querySelector('#article mark.noted');", &[]).await?;
    browser.click("#redo").await?;
    browser.find("#article mark.place.noted").await?;
    browser.click("#search-button").await?;
    browser.find("#search-words").await?;
    browser.type_text("to ask").await?;
    browser.wait_text("#search-count", "1 of").await?;
    browser.click("#search-close").await?;
    browser.click("#save").await?;
    let (_, content) = browser.downloaded(".whosaid.json").await?;
    let file: Value = serde_json::from_slice(&content)?;
    ensure!(file["quotations"][0]["tags"] == json!(["port", "to ask"]), "{}", file["quotations"][0]);
    let places =
        file["entities"].as_array().into_iter().flatten().filter(|entity| entity["tags"] == json!(["harbour"]));
    let place = places.collect::<Vec<_>>();
    ensure!(place.len() == 1 && place[0]["mentions"][0]["note"] == json!("which one?"), "{place:?}");
    Ok(())
}

/// What is typed in one field while the card is drawn for another is one step, whole.
pub async fn typing_while_the_card_is_drawn(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article mark.place").await?;
    browser.find("#card-place .card").await?;
    // All in one task: the card is drawn for the tags only when the note has been begun.
    let begin = "document.querySelector('.card details.more').open = true;
        const into = (control, words) => { document.querySelector(`#card-place [data-control='${control}']`).focus(); document.execCommand('insertText', false, words); };
        into('tags', 'harbour'); into('note here', 'which');";
    browser.script(begin, &[]).await?;
    browser.wait_text("#status", "Tags: harbour").await?;
    browser.settle().await?;
    browser.type_text(" one?").await?;
    browser.press("Tab").await?;
    browser.find("#article mark.place.noted").await?;
    let note = "return document.querySelector(`#card-place [data-control='note here']`).value;";
    ensure!(browser.script(note, &[]).await? == json!("which one?"), "{}", browser.script(note, &[]).await?);
    browser
        .wait(
            "the tags to be drawn",
            "return document.querySelector(`#card-place [data-control='tags']`).value === 'harbour';",
            &[],
        )
        .await?;
    browser.click("#undo").await?;
    browser.wait("the note to be undone", "return !document.querySelector('#article mark.noted');", &[]).await?;
    Ok(())
}

/// Writes into the field of the card whose control's name begins so, and leaves it.
async fn write(browser: &Browser, control: &str, words: &str) -> Result<()> {
    let focus = "document.querySelector('.card details.more').open = true;
        const field = document.querySelector(`#card-place [data-control='${arguments[0]}']`); field?.focus(); return !!field;";
    browser.wait(control, focus, &[control.into()]).await?;
    browser.type_text(words).await?;
    browser.press("Tab").await
}

/// The card is the same element through a correction: it does not flash.
pub async fn the_card_stays(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    browser.find("#card-place .card").await?;
    browser.settle().await?;
    browser.script("window.card = document.querySelector('.card'); window.started = 0; document.addEventListener('animationstart', () => window.started++);", &[]).await?;
    browser.press("t").await?;
    browser.wait_text("#status", "The quotation is").await?;
    browser.settle().await?;
    let same = browser.script("return [window.card === document.querySelector('.card'), window.started];", &[]).await?;
    ensure!(same == json!([true, 0]), "{same}");
    Ok(())
}
