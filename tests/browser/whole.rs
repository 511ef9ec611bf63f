//! The whole job, from the text to the files: with a finger on a phone, and through the accessibility tree alone.
//! `keyboard.rs` does it by keys, the other scenarios with the mouse.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, check_spans};
use crate::tree::{self, find, press};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// What the saved file must hold at the end of the job.
fn judge(file: &Value) -> Result<()> {
    ensure!(check_spans(file)? >= 4, "hardly any spans");
    let quotations = file["quotations"].as_array().context("no quotations")?;
    let entities = file["entities"].as_array().context("no entities")?;
    let holds = |exact: &str| quotations.iter().find(|quotation| quotation["spans"][0]["exact"] == exact);
    ensure!(quotations.iter().any(|quotation| quotation["status"] == "accepted"), "nothing is accepted");
    ensure!(holds("Nobody should have to swim.").is_some(), "not split: {quotations:#?}");
    let new = holds("not convinced").context("no new quotation")?;
    ensure!(new["note"] == "Ask again" && new["tags"] == json!(["bridge"]), "{new}");
    let moved = holds("said that in Paris").context("the boundaries are not where they were moved")?;
    let names: Vec<_> = entities.iter().map(|entity| entity["name"].as_str().unwrap_or_default()).collect();
    ensure!(names.contains(&"Ada Okafor") && !names.contains(&"Luis Prado"), "not merged: {names:?}");
    let ada = entities.iter().find(|entity| entity["name"] == "Ada Okafor").context("no Ada Okafor")?;
    ensure!(moved["speaker"] == ada["id"], "the speaker is not changed: {moved}");
    let place = |exact: &str| {
        let mut places = entities.iter().filter(|entity| entity["kind"] == "place");
        places.find(|entity| entity["mentions"][0]["span"]["exact"] == exact).map(|entity| entity["place"].clone())
    };
    let by_hand = place("LISBON").context("no Lisbon")?;
    ensure!(by_hand["lat"] == json!(51.45) && by_hand["lon"] == json!(-2.6), "{by_hand}");
    let chosen = place("Paris").context("no Paris")?;
    let label = chosen["label"].as_str().unwrap_or_default();
    ensure!(!label.is_empty() && !label.contains("FR"), "the place is still {label}");
    Ok(())
}

/// On 360 by 740 pixels: nothing is cut, and the status, Undo and what is corrected stay in sight.
async fn in_sight(browser: &Browser, step: &str) -> Result<()> {
    browser.settle().await?;
    let seen = "const inside = s => { const e = document.querySelector(s), b = e.getBoundingClientRect(); const x = b.x + b.width / 2, y = b.y + b.height / 2;
            return b.width > 0 && b.top >= 0 && b.bottom <= innerHeight && e.contains(document.elementFromPoint(x, y)); };
        const sheet = document.querySelector('.card')?.getBoundingClientRect(), root = document.documentElement;
        const status = document.getElementById('status').getBoundingClientRect(), bar = document.querySelector('.status-bar').getBoundingClientRect();
        return { undo: inside('#undo'), redo: inside('#redo'), status: status.top >= bar.top && status.bottom <= bar.bottom + 1 && bar.bottom <= innerHeight + 1,
            half: !sheet || sheet.height <= innerHeight / 2 + 1, sideways: root.scrollWidth - root.clientWidth,
            handles: [...document.querySelectorAll('.handle:not([hidden])')].every(handle => { const b = handle.getBoundingClientRect();
                return [...document.querySelectorAll('#article .selected')].some(mark => [...mark.getClientRects()].some(r =>
                    b.right > r.left && b.left < r.right && b.bottom > r.top - 12 && b.top < r.bottom + 12)); }) };";
    let expected = json!({ "undo": true, "redo": true, "status": true, "half": true, "sideways": 0, "handles": true });
    let found = browser.script(seen, &[]).await?;
    ensure!(found == expected, "after “{step}”: {found}");
    Ok(())
}

/// Touches what is in the sheet.
async fn tap(browser: &Browser, selector: &str, told: &str) -> Result<()> {
    browser.tap(selector).await.with_context(|| selector.to_owned())?;
    browser.wait_text("#status", told).await?;
    in_sight(browser, selector).await
}

/// Touches the first badge or mark of the text that contains `words`, scrolled to where no sheet lies over it.
async fn tap_mark(browser: &Browser, selector: &str, words: &str) -> Result<()> {
    let point = "const all = [...document.querySelectorAll(`#article ${arguments[0]}`)].filter(mark => mark.textContent.includes(arguments[1]));
        const mark = all[0]; if (!mark) return null; mark.scrollIntoView({ block: 'start', behavior: 'instant' });
        const r = mark.getClientRects()[0]; return { x: r.x + Math.min(12, r.width / 2), y: r.y + r.height / 2 };";
    browser.settle().await?;
    let point = browser.wait(words, point, &[selector.into(), words.into()]).await?;
    browser.tap_at(&point).await?;
    browser.find("#card-place .card").await?;
    in_sight(browser, words).await
}

/// Unfolds the rest of the card.
async fn unfold(browser: &Browser) -> Result<()> {
    let folded = "return !document.querySelector('.card details.more').open;";
    if browser.script(folded, &[]).await? == json!(true) {
        browser.tap(".card details.more summary").await?;
    }
    Ok(())
}

/// What the status says when one after the other is accepted: how many are doubtful is the model's.
async fn accepted_one_by_one(browser: &Browser) -> Result<Vec<String>> {
    let count =
        browser.script("return Number(document.querySelector('#next-to-check .count').textContent);", &[]).await?;
    let count = count.as_u64().context("no count")?;
    ensure!(count > 1, "hardly anything is doubtful: {count}");
    let left = (1..count).rev().map(|left| format!("{left} to check"));
    Ok(left.chain(["Accepted".to_owned()]).collect())
}

/// With a finger alone, on a phone.
pub async fn by_touch(browser: &mut Browser) -> Result<()> {
    browser.emulate_phone(360, 740).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.tap("#input").await?;
    browser.paste("#input", ARTICLE).await?;
    browser.find("#article mark.quotation").await?;
    browser.wait_text("#status", "Nothing has left").await?;
    in_sight(browser, "reading").await?;

    browser.tap("#next-to-check").await?;
    browser.find("#card-place .card").await?;
    for left in accepted_one_by_one(browser).await? {
        tap(browser, "#card-place .primary", &left).await?;
    }

    // Another speaker, by the list.
    tap_mark(browser, "mark.quotation", "They said that in Paris").await?;
    browser.tap("#card-place [data-control=Change]").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Okafor").await?;
    tap(browser, "#card-place [role=option]", "Ada Okafor is the speaker").await?;

    // One boundary by its button, the other by its handle.
    unfold(browser).await?;
    tap(browser, "#card-place [data-control='Start later']", "The quotation is now “said that").await?;
    let handle = "document.querySelector('#article mark.quotation.selected').scrollIntoView({ block: 'start', behavior: 'instant' });
        return new Promise(done => requestAnimationFrame(() => setTimeout(done, 300))).then(() => {
            const b = document.querySelector('.handle.end').getBoundingClientRect();
            const place = [...document.querySelectorAll('#article mark.quotation.selected mark.place')][0].getBoundingClientRect();
            return [{ x: b.x + b.width / 2, y: b.y + b.height / 2 }, { x: place.right - 3, y: place.y + place.height / 2 + 14 }]; });";
    let ends = browser.script(handle, &[]).await?;
    browser.swipe(&ends[0], &ends[1]).await?;
    browser.wait_text("#status", "The quotation is now “said that in Paris”").await?;
    in_sight(browser, "drawing a handle").await?;

    tap_mark(browser, "mark.quotation", "We will rebuild it").await?;
    unfold(browser).await?;
    browser.tap("#card-place [data-control='Split…']").await?;
    tap(browser, "#card-place .chooser .preview button", "Split in two").await?;

    // A new quotation: the finger's own selection is the browser's; nothing but `selectionchange` tells of it.
    browser.tap("#card-place [data-control=close]").await?;
    let select = "const walker = document.createTreeWalker(document.getElementById('article'), NodeFilter.SHOW_TEXT); let node;
        while ((node = walker.nextNode())) if (node.data.includes('not convinced')) break;
        node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
        const at = node.data.indexOf('not convinced'); const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 13);
        getSelection().removeAllRanges(); getSelection().addRange(range);";
    browser.script(select, &[]).await?;
    browser.find("#new-mark").await?;
    tap(browser, "#new-mark button", "New quotation").await?;
    unfold(browser).await?;
    browser.tap("#card-place [data-control=note]").await?;
    browser.type_text("Ask again").await?;
    browser.tap("#card-place [data-control=tags]").await?;
    browser.type_text("bridge").await?;
    browser.tap("#card-place .card-head").await?;

    // A place by its candidates, another by coordinates.
    tap_mark(browser, "mark.place", "Paris").await?;
    tap(browser, "#card-place fieldset.places .choice:nth-of-type(2)", "Paris is Paris, ").await?;
    tap_mark(browser, "mark.place", "LISBON").await?;
    browser.tap("#card-place [data-control^=Find]").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("51.45, -2.6").await?;
    tap(browser, "#card-place [role=option]", "is at 51.45° N, 2.60° W").await?;

    // Two people are one.
    tap_mark(browser, "mark.person", "Luis Prado").await?;
    browser.tap("#card-place [data-control^=Merge]").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Okafor").await?;
    browser.tap("#card-place [role=option]").await?;
    browser.tap("#card-place .chooser input[value='Ada Okafor']").await?;
    tap(browser, "#card-place .chooser [data-control=Merge]", "as Ada Okafor").await?;

    browser.tap("#save").await?;
    let (_, content) = browser.downloaded(".whosaid.json").await?;
    judge(&serde_json::from_slice(&content)?)?;
    browser.tap("#save-menu-button").await?;
    browser.tap("#save-menu [data-format=csv]").await?;
    browser.downloaded(".csv").await.map(drop)
}

/// By roles and names alone, as with a program that reads the page aloud.
pub async fn through_the_accessibility_tree(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    find(browser, "textbox", "Article text").await?.press(browser).await?;
    browser.paste("#input", ARTICLE).await?;
    // The lists are told with their counts.
    find(browser, "tab", "Speakers 3").await?;
    find(browser, "tab", "Places 2").await?;

    press(browser, "button", "To check ").await?;
    for left in accepted_one_by_one(browser).await? {
        press(browser, "button", "Accept").await?;
        browser.wait_text("#status", &left).await?;
    }

    press(browser, "button", "Quotation, direct, speaker 3, Luis Prado").await?;
    press(browser, "button", "Change the speaker").await?;
    find(browser, "combobox", "Who says this?").await?;
    press(browser, "option", "2 Ada Okafor").await?;
    browser.wait_text("#status", "Ada Okafor is the speaker").await?;
    press(browser, "DisclosureTriangle", "More").await?;
    for (button, told) in [
        ("Start later", "is now “said that in Paris too,”"),
        ("End earlier", "is now “said that in Paris too”"),
        ("End earlier", "is now “said that in Paris”"),
        ("End later", "is now “said that in Paris too”"),
        ("End earlier", "is now “said that in Paris”"),
    ] {
        press(browser, "button", button).await?;
        browser.wait_text("#status", told).await?;
    }

    press(browser, "button", "Quotation, direct, speaker 2, Ada Okafor").await?;
    press(browser, "button", "Split…").await?;
    press(browser, "button", "“Nobody should have to swim.”").await?;
    browser.wait_text("#status", "Split in two").await?;

    let text = find(browser, "StaticText", ", a shopkeeper, was not convinced").await?;
    text.select(browser, "not convinced").await?;
    find(browser, "toolbar", "Mark the selected words as").await?;
    press(browser, "button", "Quotation").await?;
    browser.wait_text("#status", "New quotation").await?;
    find(browser, "textbox", "Note").await?.write(browser, "Ask again").await?;
    find(browser, "textbox", "Tags").await?.write(browser, "bridge").await?;

    press(browser, "button", "Close").await?;
    press(browser, "tab", "Places").await?;
    press(browser, "button", "Paris Paris, ").await?;
    let places = tree::names(browser, "radio").await?;
    ensure!(places.len() > 1 && places.iter().all(|place| place.contains(" km from ")), "{places:?}");
    press(browser, "radio", &places[1]).await?;
    browser.wait_text("#status", "Paris is Paris, ").await?;
    press(browser, "button", "Close").await?;
    press(browser, "button", "Lisbon").await?;
    press(browser, "button", "Find by name or coordinates").await?;
    find(browser, "combobox", "Which place").await?.write(browser, "51.45, -2.6").await?;
    press(browser, "option", "51.45° N, 2.60° W").await?;
    browser.wait_text("#status", "is at 51.45° N, 2.60° W").await?;

    press(browser, "button", "Close").await?;
    press(browser, "tab", "Speakers").await?;
    press(browser, "button", "Luis Prado").await?;
    press(browser, "button", "Merge with").await?;
    press(browser, "option", "2 Ada Okafor").await?;
    press(browser, "radio", "Ada Okafor").await?;
    press(browser, "button", "Merge").await?;
    browser.wait_text("#status", "as Ada Okafor").await?;

    press(browser, "button", "Save JSON").await?;
    let (_, content) = browser.downloaded(".whosaid.json").await?;
    judge(&serde_json::from_slice(&content)?)?;
    press(browser, "button", "Other formats").await?;
    press(browser, "button", "CSV").await?;
    browser.downloaded(".csv").await.map(drop)
}
