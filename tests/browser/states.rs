//! States that one seldom sees: no WebAssembly, words that an edit takes away, leaving with and without corrections.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, accept_first, paste_article, state};
use anyhow::{Result, ensure};
use serde_json::json;

/// A browser that runs no WebAssembly: the page says which setting it is, and keeps what is typed.
pub async fn without_webassembly(browser: &mut Browser) -> Result<()> {
    let added = browser.before_scripts("delete window.WebAssembly;").await?;
    browser.open("/").await?;
    browser.wait_text("#notice", "WebAssembly is switched off").await?;
    for setting in ["V8 optimizer", "javascript.options.wasm", "Lockdown Mode"] {
        browser.wait_text("#notice", setting).await?;
    }
    browser.check_accessibility("without WebAssembly").await?;
    browser.click("#input").await?;
    browser.type_text("“Yes,” said Ada.").await?;
    browser.no_longer(added).await?;
    // What was typed is there when it is switched on again.
    browser.open("/").await?;
    browser.wait_text("#article", "“Yes,” said Ada.").await
}

/// While the engine comes in, the page shows how much of it there is, compressed or not; and takes text meanwhile.
pub async fn how_much_of_the_engine_has_come(browser: &mut Browser) -> Result<()> {
    // A network that stops after the first half.
    let hold = "{ const { fetch } = window, held = new Promise(done => { window.letIn = done; });
        window.fetch = async (...request) => {
            const answer = await fetch(...request);
            if (!String(request[0]).includes('.wasm')) return answer;
            const whole = new Uint8Array(await answer.arrayBuffer()), half = whole.length / 2 | 0;
            window.bytes = whole.length;
            const body = new ReadableStream({ async start(stream) {
                stream.enqueue(whole.subarray(0, half));
                await held;
                stream.enqueue(whole.subarray(half));
                stream.close();
            } });
            return new Response(body, { headers: answer.headers });
        }; }";
    let added = browser.before_scripts(hold).await?;
    browser.open("/").await?;
    let half = "const bar = document.getElementById('progress');
        return bar.checkVisibility() && bar.max === window.bytes && Math.abs(bar.position - 0.5) < 0.01;";
    browser.wait("half of the engine", half, &[]).await?;
    browser.wait_text("#status", " MB. You can paste or type already.").await?;
    browser.screenshot("loading").await?;
    browser.paste("#input", ARTICLE).await?;
    browser.script("window.letIn();", &[]).await?;
    browser.find("#article mark.quotation").await?;
    let gone = "return !document.getElementById('progress').checkVisibility();";
    ensure!(browser.script(gone, &[]).await? == json!(true), "the bar is still there");
    browser.no_longer(added).await
}

/// An edit of the text that takes a corrected quotation's words away puts it on a list; undoing it brings it back.
pub async fn what_an_edit_costs_is_listed(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    accept_first(browser).await?;
    browser.click("#edit-text").await?;
    let buttons = "return [...document.querySelectorAll('.editor-actions button')].filter(e => e.checkVisibility()).map(e => e.id);";
    let buttons = browser.script(buttons, &[]).await?;
    ensure!(buttons == json!(["done"]), "while one edits there stand {buttons}");
    let cut = "const input = document.getElementById('input');
        input.value = input.value.replace('The old bridge will be closed for a year, the port authority said on Friday.', 'It rained.');
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.script(cut, &[]).await?;
    browser.press("Control+Enter").await?;
    browser.wait_text("#status", "1 lost in the edit").await?;
    browser.wait_text("#panel-check", "Lost when the text was edited").await?;
    browser.wait_text("#panel-check .lost", "The old bridge will be closed for a year").await?;
    browser.check_accessibility("with what an edit cost").await?;
    browser.click("#undo").await?;
    browser.wait_text("#status", "Undone: edit text").await?;
    browser.wait("the list to be empty", "return !document.querySelector('#panel-check .lost');", &[]).await?;
    browser.wait_text("#article", "The old bridge will be closed").await?;
    // Who has deleted all of it is told so, and gets it back with the corrections.
    let corrected = state(browser).await?;
    browser.click("#edit-text").await?;
    let empty = "const input = document.getElementById('input'); input.value = '';
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.script(empty, &[]).await?;
    browser.click("#done").await?;
    browser.wait_text("#notice", "There is no text in it.").await?;
    browser.click("#notice button").await?;
    browser.wait("the marked text", "return document.body.dataset.mode === 'read';", &[]).await?;
    ensure!(state(browser).await? == corrected, "the corrections are not what they were");
    Ok(())
}

/// What belongs to a quotation lights up with it: its words, its cue, all mentions of its speaker; by pointer and by focus.
pub async fn what_belongs_together_lights_up(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let lit = "return [...new Set([...document.querySelectorAll('#article mark.lit')].map(mark => mark.textContent))];";
    let expected = ["Luis Prado", "They said that in", "he", "said"];
    for event in ["pointerover", "focusin"] {
        let point = "const badge = [...document.querySelectorAll('#article .badge')].at(-1); badge.dispatchEvent(new Event(arguments[0], { bubbles: true }));";
        browser.script(point, &[event.into()]).await?;
        let found = browser.script(lit, &[]).await?.to_string();
        for words in expected {
            ensure!(found.contains(&format!("\"{words}")), "{event} does not light “{words}”: {found}");
        }
        ensure!(!found.contains("Okafor"), "{event} lights others: {found}");
        browser
            .script("document.getElementById('article').dispatchEvent(new Event('focusout', { bubbles: true }));", &[])
            .await?;
        ensure!(browser.script(lit, &[]).await? == json!([]), "it stays lit");
    }
    Ok(())
}

/// The browser asks before one leaves only where corrections would be lost.
pub async fn leaving_asks_only_with_corrections(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let asks = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }));";
    ensure!(browser.script(asks, &[]).await? == json!(false), "it asks without corrections");
    accept_first(browser).await?;
    ensure!(browser.script(asks, &[]).await? == json!(true), "it does not ask");
    browser.click("#save").await?;
    browser.downloaded(".whosaid.json").await?;
    ensure!(browser.script(asks, &[]).await? == json!(false), "it asks although all is saved");
    Ok(())
}
