//! The main job: an article goes in, its marks are corrected, a file comes out.

use crate::browser::Browser;
use crate::schema;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// An article with one quotation each of Ada Okafor and of Luis Prado; every test below knows it.
pub const ARTICLE: &str = "LISBON, Nov. 20 — The old bridge will be closed for a year, the port authority said on Friday.\n\n\
    “We will rebuild it stone by stone,” said Ada Okafor, the chair of the port authority. “Nobody should have to swim.”\n\n\
    Luis Prado, a shopkeeper, was not convinced. “They said that in Paris too,” he said.\n";

/// Opens the page and pastes [`ARTICLE`].
pub async fn paste_article(browser: &Browser) -> Result<()> {
    paste(browser, ARTICLE).await
}

/// Pastes a text with quotations into a fresh page, and waits until it is read.
pub async fn paste(browser: &Browser, text: &str) -> Result<()> {
    browser.open("/").await?;
    browser.paste("#input", text).await?;
    browser.find("#article mark.quotation").await?;
    Ok(())
}

/// Accepts the first annotation of the text that has a badge.
pub async fn accept_first(browser: &Browser) -> Result<()> {
    browser.click("#article .badge").await?;
    browser.press("a").await?;
    browser.wait_text("#status", "Accepted").await
}

/// The marked text as it is shown, but for what is selected or lit up, to compare two states.
pub async fn state(browser: &Browser) -> Result<Value> {
    browser
        .script("return document.getElementById('article').innerHTML.replace(/ ?\\b(lit|selected)\\b/g, '');", &[])
        .await
}

/// Fails unless every span of a native file slices its text, in code points and in UTF-16.
pub fn check_spans(file: &Value) -> Result<usize> {
    let text = file["document"]["text"].as_str().context("no text")?;
    let points: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut count = 0;
    let mut open = vec![&file["entities"], &file["quotations"]];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => {
                open.extend(fields.values());
                let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(|at| at as usize);
                if let Some(exact) = fields.get("exact").and_then(Value::as_str) {
                    let at = |name| number(name).with_context(|| format!("no {name} at “{exact}”"));
                    let by_points = points.get(at("start")?..at("end")?).map(|slice| slice.iter().collect::<String>());
                    // Left out where it is the same as in code points.
                    let at16 = |name, or| number(name).map_or_else(|| at(or), Ok);
                    let range16 = at16("start16", "start")?..at16("end16", "end")?;
                    let by_units = units.get(range16).and_then(|slice| String::from_utf16(slice).ok());
                    ensure!(by_points.as_deref() == Some(exact), "in code points “{exact}” is {by_points:?}");
                    ensure!(by_units.as_deref() == Some(exact), "in UTF-16 “{exact}” is {by_units:?}");
                    count += 1;
                }
            }
            _ => {}
        }
    }
    Ok(count)
}

/// Paste, marks, another speaker, undo, save: on text that breaks tools which count characters wrongly.
pub async fn paste_correct_undo_save(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.find("#input").await?;
    // A lone surrogate cannot travel as JSON, so the script makes the paste.
    let paste = "const input = document.getElementById('input'); input.focus();
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', arguments[0].replace('LONE', '\\ud83d'));
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));";
    let tricky = "👩‍👩‍👧‍👦🇯🇴 LISBON — A flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿, a\tta\u{301}b, a\u{a0}space LONE and \u{200f}a mark\u{200e}.\r\n\r\n\
        “We will rebuild it 👍🏽 e\u{301}very 🧑‍🚀 day,” said Ada Okafor 🎩, the chair of the port authority.\r\n\r\n\
        A line\u{2028}of its own. “They said that in Paris too 🙃,” said Luis Prado.";
    browser.script(paste, &[tricky.into()]).await?;
    browser.find("#article mark.quotation").await?;

    // What is marked is what is said; the badge is no part of the text.
    let quotations = browser.texts("#article mark.quotation").await?;
    ensure!(quotations.iter().any(|words| words.contains("rebuild it 👍🏽 e\u{301}very 🧑‍🚀 day")), "{quotations:?}");
    let shown = browser
        .script("return [...document.querySelectorAll('#article p')].map(p => [...p.childNodes].map(function text(n) { return n.nodeType === 3 ? n.data : n.matches('.badge-holder') ? '' : [...n.childNodes].map(text).join(''); }).join(''));", &[])
        .await?;
    let expected: Vec<String> = tricky
        .replace("LONE", "\u{fffd}")
        .replace("\r\n", "\n")
        .split('\n')
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    ensure!(shown == json!(expected), "the page shows {shown}");

    // Another speaker, made on the card with the pointer.
    let before = state(browser).await?;
    browser.click("#article .badge").await?;
    browser.click("#card-place [data-control=Change]").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Zoë Quill").await?;
    browser.press("Enter").await?;
    browser.wait_text("#panel-speakers", "Zoë Quill").await?;
    browser.wait_text("#status", "Zoë Quill is the speaker").await?;
    ensure!(state(browser).await? != before, "nothing changed");
    browser.click("#undo").await?;
    browser.wait_text("#status", "Undone: new speaker of").await?;
    ensure!(state(browser).await? == before, "undo did not bring back what was");
    browser.click("#redo").await?;
    browser.wait_text("#panel-speakers", "Zoë Quill").await?;

    browser.click("#save").await?;
    let (name, content) = browser.downloaded(".whosaid.json").await?;
    ensure!(name.starts_with("lisbon"), "{name}");
    let file: Value = serde_json::from_slice(&content).context("the saved file is no JSON")?;
    ensure!(file["format"] == "whosaid" && file["offsets"]["unit"] == "codePoint", "{file}");
    ensure!(check_spans(&file)? >= 4, "hardly any spans");
    let schema: Value = serde_json::from_str(include_str!("../../src/files/annotations.schema.json"))?;
    let faults = schema::faults(&schema, &schema, &file, "file");
    ensure!(faults.is_empty(), "the saved file breaks the schema: {faults:?}");
    let speakers: Vec<&Value> =
        file["entities"].as_array().into_iter().flatten().filter(|entity| entity["name"] == "Zoë Quill").collect();
    ensure!(speakers.len() == 1 && speakers[0]["origin"] == "human", "{speakers:?}");
    ensure!(
        file["quotations"].as_array().into_iter().flatten().any(|quotation| quotation["speaker"] == speakers[0]["id"]),
        "nobody speaks"
    );
    Ok(())
}

/// A quotation that no comma parts is split by keys at any of its words.
pub async fn a_short_quotation_is_split_by_keys(browser: &mut Browser) -> Result<()> {
    paste(browser, "“We will go there soon,” said Ada Okafor.\n").await?;
    let enter = "const badge = document.querySelector('#article .badge'); badge.click(); badge.focus();";
    browser.script(enter, &[]).await?;
    browser.press("/").await?;
    browser.wait_text("#card-place", "second part begin?").await?;
    for _ in 0..2 {
        browser.press("Tab").await?;
    }
    let at = browser.script("return document.activeElement.textContent;", &[]).await?;
    ensure!(at == "“there soon,”", "the focus is on {at}");
    browser.press("Enter").await?;
    browser.wait_text("#status", "Split in two").await?;
    let badges = browser.texts("#article .badge").await?;
    ensure!(badges.len() == 2, "not two quotations: {badges:?}");
    Ok(())
}

/// Fifty random corrections undone and redone give the same states.
pub async fn undo_and_redo_fifty_steps(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    let before = state(browser).await?;
    // Each key is a correction that is always possible, on whatever annotation is selected; the choice is fixed.
    let keys = ["t", "Shift+ArrowLeft", "t", "Shift+ArrowRight", "Alt+ArrowRight", "1", "Alt+ArrowLeft", "2"];
    let mut random = 7u32;
    while corrections_made(browser).await? < 50 {
        for _ in 0..6 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            browser.press(keys[(random >> 16) as usize % keys.len()]).await?;
        }
        browser.press("n").await?;
    }
    let steps = corrections_made(browser).await?;
    let after = state(browser).await?;
    ensure!(after != before, "{steps} corrections changed nothing");
    let click = "for (let step = 0; step < arguments[1]; step++) document.getElementById(arguments[0]).click();";
    browser.script(click, &["undo".into(), steps.into()]).await?;
    ensure!(state(browser).await? == before, "undoing {steps} steps did not bring back the beginning");
    browser.wait("nothing to undo", "return document.getElementById('undo').ariaDisabled === 'true';", &[]).await?;
    browser.script(click, &["redo".into(), steps.into()]).await?;
    ensure!(state(browser).await? == after, "doing {steps} steps again did not bring back the end");
    Ok(())
}

/// A correction makes anew what it changes, and moves nothing else: else a browser lays out the whole article again.
pub async fn a_correction_leaves_the_rest_alone(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.wait_text("#panel-speakers", "Luis Prado").await?;
    browser.click("#article .badge").await?;
    browser.settle().await?;
    let watch = "window.made = [];
        const observer = new MutationObserver(changes => {
            for (const { addedNodes } of changes) window.made.push(...[...addedNodes].map(node => node.tagName));
        });
        for (const id of ['article', 'panel-speakers']) observer.observe(document.getElementById(id), { childList: true });";
    browser.script(watch, &[]).await?;
    browser.press("t").await?;
    browser.wait_text("#status", "The quotation is").await?;
    browser.wait("the list of speakers to change", "return window.made.includes('SECTION');", &[]).await?;
    let made = browser.script("return window.made;", &[]).await?;
    ensure!(made == json!(["P", "SECTION"]), "one kind of quotation was changed, and made or moved were {made}");
    Ok(())
}

/// How often the status line has told of a correction; the page counts them itself for nobody but this test.
async fn corrections_made(browser: &Browser) -> Result<u64> {
    let count = "if (window.corrections === undefined) { window.corrections = 0;
            new MutationObserver(() => { if (document.querySelector('#status-actions button')?.textContent === 'Undo') window.corrections++; })
                .observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true }); }
        return window.corrections;";
    browser.script(count, &[]).await?.as_u64().context("no count")
}

/// Runs before the page's own scripts: keeps hold of its workers and counts the texts that they are given.
const HOLD_WORKERS: &str = "window.workers = []; window.texts = 0;
    window.Worker = class extends Worker {
        constructor(...how) { super(...how); window.workers.push(this); }
        postMessage(message) { if (message.ask) window.texts++; super.postMessage(message); }
    };";

/// Runs `scenario` with a hold on the page's workers.
async fn with_workers(browser: &Browser, scenario: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    let added = browser.before_scripts(HOLD_WORKERS).await?;
    scenario(browser).await?;
    browser.no_longer(added).await
}

/// A worker that dies costs neither the text nor the corrections, and reading works again.
pub async fn a_crash_keeps_text_and_corrections(browser: &mut Browser) -> Result<()> {
    with_workers(browser, crash).await
}

async fn crash(browser: &Browser) -> Result<()> {
    paste_article(browser).await?;
    accept_first(browser).await?;
    browser.click("#edit-text").await?;
    // The next run never answers: its worker fails in the middle of it.
    let fail = "const worker = window.workers.at(-1);
        worker.postMessage = () => worker.dispatchEvent(new ErrorEvent('error', { message: 'unreachable', cancelable: true }));";
    browser.script(fail, &[]).await?;
    browser.press("Control+End").await?;
    // At once: after each rest in typing the page would try again, and with a new worker.
    browser.devtools("Input.insertText", json!({ "text": " More." })).await?;
    browser.wait_text("#notice", "The engine stopped").await?;
    let kept = browser.script("return document.getElementById('input').value;", &[]).await?;
    ensure!(
        kept.as_str().is_some_and(|text| text.starts_with("LISBON") && text.trim_end().ends_with("More.")),
        "the text is now {kept}"
    );
    browser.check_accessibility("with an error").await?;
    browser.click("#notice .notice-actions button").await?;
    browser.wait_text("#status", "to check").await?;
    browser.click("#done").await?;
    browser.wait_text("#article", "More.").await?;
    let accepted =
        browser.script("return document.querySelectorAll('#article mark.quotation.seen').length;", &[]).await?;
    ensure!(accepted.as_u64() > Some(0), "the accepted quotation is not accepted any more");
    Ok(())
}

/// A worker that the browser ends without a word is missed at once; text and corrections are kept, and reading goes on.
pub async fn a_worker_that_is_ended_in_silence_is_missed(browser: &mut Browser) -> Result<()> {
    with_workers(browser, silence).await
}

async fn silence(browser: &Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#edit-text").await?;
    // The next text never gets an answer; then the worker is gone. No event tells the page.
    browser.script("const worker = window.workers.at(-1); worker.postMessage = message => { if (message.ask) worker.terminate(); };", &[]).await?;
    browser.press("Control+End").await?;
    browser.devtools("Input.insertText", json!({ "text": " More." })).await?;
    browser.wait_text("#notice", "The engine stopped").await?;
    browser.click("#notice .notice-actions button").await?;
    browser.wait_text("#article", "More.").await?;
    Ok(())
}

/// A newer text cancels an older one: only the newest is shown, and a run that takes long is ended.
pub async fn the_newest_text_wins(browser: &mut Browser) -> Result<()> {
    with_workers(browser, newest).await
}

async fn newest(browser: &Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait("the engine", "return window.workers.length > 0;", &[]).await?;
    // The worker is busy for ever with the first text, as with one that takes very long.
    browser.script("window.workers[0].postMessage = message => { if (message.ask) window.texts++; };", &[]).await?;
    let set = "const input = document.getElementById('input'); input.value = arguments[0];
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.script(set, &[ARTICLE.into()]).await?;
    browser.wait("the first text to be under way", "return window.texts === 1;", &[]).await?;
    browser.script(set, &["“Short and good,” said Ada Okafor of the port authority on Friday.".into()]).await?;
    browser.wait_text("#article", "Short and good").await?;
    browser.wait_text("#status", "1 quotation").await?;
    ensure!(browser.texts("#article p").await?.len() == 1, "the older text is still shown");
    let workers = browser.script("return window.workers.length;", &[]).await?;
    ensure!(workers == json!(2), "{workers} workers were started; the busy one should have been replaced once");
    Ok(())
}

/// Selects the first annotation of the text whose words are `words`.
pub async fn select(browser: &Browser, selector: &str, words: &str) -> Result<()> {
    let mark = "const mark = [...document.querySelectorAll(arguments[0])].find(mark => mark.textContent.includes(arguments[1]));
        if (mark) { mark.scrollIntoView({ block: 'center', behavior: 'instant' }); mark.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })); }
        return Boolean(mark);";
    browser.script("getSelection().removeAllRanges();", &[]).await?;
    browser.wait(&format!("a mark on {words}"), mark, &[selector.into(), words.into()]).await?;
    browser.find("#card-place .card").await?;
    Ok(())
}

/// Who speaks each quotation, by the numbers of the badges.
pub async fn badges(browser: &Browser) -> Result<Vec<String>> {
    browser.texts("#article .badge").await
}
