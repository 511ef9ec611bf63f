//! The whole job by keyboard alone; the focus is always seen and never lost.

use crate::browser::Browser;
use crate::correcting::{check_spans, paste_article};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// Presses a key, and fails when the focus is lost or not to be seen after it.
async fn press(browser: &Browser, keys: &str) -> Result<()> {
    browser.press(keys).await?;
    let seen = "const e = document.activeElement;
        if (!e || e === document.body || !e.isConnected) return 'the focus is lost';
        if (!e.checkVisibility({ visibilityProperty: true })) return 'the focus is on something hidden';
        const r = e.getBoundingClientRect();
        if (e.id === 'article' || e.id === 'text-column') return '';
        if (r.bottom < 0 || r.top > innerHeight) return `the focus is out of sight on ${e.outerHTML.slice(0, 80)}`;
        // Nothing lies over it, no bar, no card, no menu, as soon as what comes into sight is drawn.
        const shown = () => [...e.getClientRects()].some(({ x, y, width, height }) => {
            const over = document.elementFromPoint(x + width / 2, y + Math.min(height, innerHeight - y) / 2);
            return over && (e.contains(over) || over.contains(e));
        });
        const end = performance.now() + 2000;
        return new Promise(done => {
            const look = () => {
                if (e !== document.activeElement || shown()) done('');
                else if (performance.now() > end) done(`the focus is covered on ${e.outerHTML.slice(0, 80)}`);
                else requestAnimationFrame(look);
            };
            look();
        });";
    let fault = browser.script(seen, &[]).await?;
    ensure!(fault == "", "after {keys}: {fault}");
    Ok(())
}

/// Tabs until the focus is on `selector`.
async fn tab_to(browser: &Browser, selector: &str) -> Result<()> {
    for _ in 0..80 {
        press(browser, "Tab").await?;
        let there = browser.script("return document.activeElement.matches(arguments[0]);", &[selector.into()]).await?;
        if there == Value::Bool(true) {
            return Ok(());
        }
    }
    anyhow::bail!("Tab never leads to {selector}")
}

/// What a function body returns of the page, as a number.
async fn count(browser: &Browser, selector: &str) -> Result<usize> {
    Ok(browser.texts(selector).await?.len())
}

/// Sample, accept, change speaker, move both boundaries, new quotation, merge two people, save: no pointer.
pub async fn the_whole_job(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    tab_to(browser, "#sample").await?;
    press(browser, "Enter").await?;
    browser.find("#article mark.quotation").await?;
    browser.wait("the focus to be in the text", "return document.activeElement.id === 'article';", &[]).await?;

    // Accept, and be taken to the next to check.
    let unreviewed = count(browser, "#article .badge.unreviewed").await?;
    go_to_quotation(browser, "j").await?;
    press(browser, "a").await?;
    browser.wait_text("#status", "Accepted ").await?;
    ensure!(count(browser, "#article .badge.unreviewed").await? == unreviewed - 1, "A accepted nothing");

    // Another speaker: by number, from the list, and a new one by name.
    go_to_quotation(browser, "j").await?;
    press(browser, "2").await?;
    browser.wait_text("#status", "is the speaker").await?;
    press(browser, "s").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Nadia Brandt").await?;
    press(browser, "Enter").await?;
    browser.wait_text("#panel-speakers", "Nadia Brandt").await?;
    ensure!(on_badge(browser).await?, "after choosing, the focus is not back on the quotation");

    // Its kind, and whether it is one at all.
    press(browser, "t").await?;
    browser.wait_text("#status", "The quotation is ").await?;
    let quotations = count(browser, "#article .badge").await?;
    press(browser, "x").await?;
    browser.wait_text("#status", "Removed the quotation").await?;
    press(browser, "Control+z").await?;
    browser.wait_text("#status", "Undone: delete").await?;
    ensure!(count(browser, "#article .badge").await? == quotations, "the quotation is not back");
    go_to_quotation(browser, "k").await?;
    go_to_quotation(browser, "j").await?;

    // Both boundaries, by word and by character.
    let words = selected_words(browser).await?;
    press(browser, "Shift+ArrowLeft").await?;
    let shorter = selected_words(browser).await?;
    ensure!(shorter.len() < words.len() && words.starts_with(&shorter), "the end did not move: {shorter}");
    press(browser, "Alt+ArrowRight").await?;
    let later = selected_words(browser).await?;
    ensure!(later.len() < shorter.len() && shorter.ends_with(&later), "the start did not move: {later}");
    press(browser, "Control+Shift+ArrowLeft").await?;
    ensure!(later.chars().count() == selected_words(browser).await?.chars().count() + 1, "not one character");

    // Split at the first place that suggests itself; a note and a tag.
    for key in ["k", "k", "k", "k", "k", "j", "j", "j", "j", "j", "j"] {
        if selected_words(browser).await?.contains(", ") {
            break;
        }
        go_to_quotation(browser, key).await?;
    }
    press(browser, "/").await?;
    browser.find("#card-place .chooser .preview button").await?;
    press(browser, "Enter").await?;
    browser.wait_text("#status", "Split in two").await?;
    // Joined, and split again.
    let quotations = count(browser, "#article .badge").await?;
    press(browser, "+").await?;
    browser.wait_text("#status", "Joined with the quotation before").await?;
    ensure!(count(browser, "#article .badge").await? == quotations - 1, "not joined");
    press(browser, "Control+z").await?;
    browser.wait_text("#status", "Undone: join").await?;
    press(browser, "Enter").await?;
    tab_to(browser, "#card-place details.more summary").await?;
    press(browser, "Enter").await?;
    tab_to(browser, "#card-place [data-control=note]").await?;
    browser.type_text("Ask again").await?;
    press(browser, "Tab").await?;
    browser.type_text("sea; wall").await?;
    press(browser, "Escape").await?;
    browser.wait_text("#status", "Tags: sea, wall").await?;

    // A new quotation with the word cursor.
    let quotations = count(browser, "#article .badge").await?;
    press(browser, "Escape").await?;
    press(browser, "Escape").await?;
    press(browser, "Control+Home").await?;
    press(browser, "Enter").await?;
    browser.wait_text("#status", "Word cursor").await?;
    for _ in 0..40 {
        press(browser, "ArrowLeft").await?;
    }
    for key in ["ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "q"] {
        press(browser, key).await?;
    }
    browser.wait_text("#status", "New quotation").await?;
    ensure!(count(browser, "#article .badge").await? == quotations + 1, "no new quotation");

    // A new person and a new place, the same way; the next to check; from the text to the card and the lists.
    for (key, what) in [("p", "person"), ("l", "place")] {
        let marks = count(browser, &format!("#article mark.{what}.first")).await?;
        press(browser, "Escape").await?;
        press(browser, "Escape").await?;
        press(browser, "Enter").await?;
        browser.wait_text("#status", "Word cursor").await?;
        for key in ["ArrowDown", "ArrowRight", "ArrowRight", key] {
            press(browser, key).await?;
        }
        let more =
            format!("return document.querySelectorAll('#article mark.{what}.first').length === arguments[0] + 1;");
        browser.wait(&format!("a new {what}"), &more, &[marks.into()]).await?;
        press(browser, "Control+z").await?;
        browser.wait_text("#status", "Undone: ").await?;
    }
    press(browser, "n").await?;
    browser.find("#card-place .card").await?;
    for region in ["#card-place", ".tabs, [role=tabpanel]", "#text-column"] {
        press(browser, "F6").await?;
        let inside = "return !!document.activeElement.closest(arguments[0]);";
        ensure!(browser.script(inside, &[region.into()]).await? == json!(true), "F6 does not lead to {region}");
    }
    go_to_quotation(browser, "j").await?;

    // Merge: the new speaker is the same as the first in the list.
    let speakers = count(browser, "#panel-speakers .item[data-entity]").await?;
    press(browser, "1").await?;
    browser.wait_text("#status", "is the speaker").await?;
    press(browser, "m").await?;
    browser.find("#card-place [role=combobox]").await?;
    press(browser, "ArrowDown").await?;
    press(browser, "ArrowUp").await?;
    press(browser, "Enter").await?;
    browser.wait_text("#card-place .chooser", "Which name stays?").await?;
    browser
        .wait(
            "the focus to be on a name",
            "return document.activeElement.matches('#card-place input[type=radio]');",
            &[],
        )
        .await?;
    press(browser, "Enter").await?;
    browser.wait_text("#status", "Merged").await?;
    ensure!(count(browser, "#panel-speakers .item[data-entity]").await? < speakers, "nobody was merged");

    // Undo and redo, help and back, save.
    press(browser, "Control+z").await?;
    browser.wait_text("#status", "Undone: merge").await?;
    press(browser, "Control+Shift+z").await?;
    browser.wait_text("#status", "Done again: merge").await?;
    press(browser, "?").await?;
    browser.find("#help[open]").await?;
    press(browser, "Escape").await?;
    press(browser, "Control+s").await?;
    let (_, content) = browser.downloaded(".whosaid.json").await?;
    let file: Value = serde_json::from_slice(&content).context("the saved file is no JSON")?;
    check_spans(&file)?;
    let names: Vec<&str> =
        file["entities"].as_array().into_iter().flatten().filter_map(|entity| entity["name"].as_str()).collect();
    ensure!(names.contains(&"Nadia Brandt"), "{names:?}");
    let noted = json!(["Ask again", ["sea", "wall"]]);
    let notes = file["quotations"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|quotation| json!([quotation["note"], quotation["tags"]]));
    ensure!(notes.into_iter().any(|note| note == noted), "the note or its tags are not in the file");

    // Another format, from the menu.
    for _ in 0..80 {
        press(browser, "Shift+Tab").await?;
        if browser.script("return document.activeElement.id === 'save-menu-button';", &[]).await? == json!(true) {
            break;
        }
    }
    press(browser, "Enter").await?;
    tab_to(browser, "#save-menu [data-format=csv]").await?;
    press(browser, "Enter").await?;
    browser.downloaded(".csv").await.map(drop)
}

/// A place by another candidate, and by its coordinates.
pub async fn a_place(browser: &mut Browser) -> Result<()> {
    crate::correcting::paste_article(browser).await?;
    go_to_place(browser, "Paris").await?;
    press(browser, "Enter").await?;
    tab_to(browser, "#card-place fieldset.places input[type=radio]").await?;
    press(browser, "ArrowDown").await?;
    browser.wait_text("#status", "Paris is Paris, ").await?;
    tab_to(browser, "#card-place [data-control^=Find]").await?;
    press(browser, "Enter").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("51°27′N 2°36′W").await?;
    press(browser, "Enter").await?;
    browser.wait_text("#status", "Paris is at 51.45° N, 2.60° W").await?;
    Ok(())
}

/// Presses J until the mark of a place has the focus that is called so.
async fn go_to_place(browser: &Browser, name: &str) -> Result<()> {
    let there =
        "const e = document.activeElement; return e.matches('#article mark.place') && e.textContent === arguments[0];";
    press(browser, "Escape").await?;
    for key in std::iter::repeat_n("k", 60).chain(std::iter::repeat_n("j", 120)) {
        if browser.script(there, &[name.into()]).await? == json!(true) {
            return Ok(());
        }
        press(browser, key).await?;
    }
    anyhow::bail!("J never leads to {name}")
}

/// Presses `key` until a quotation's badge has the focus.
async fn go_to_quotation(browser: &Browser, key: &str) -> Result<()> {
    for _ in 0..60 {
        press(browser, key).await?;
        if on_badge(browser).await? {
            return Ok(());
        }
    }
    anyhow::bail!("{key} never leads to a quotation")
}

async fn on_badge(browser: &Browser) -> Result<bool> {
    Ok(browser.script("return document.activeElement.matches('#article .badge');", &[]).await? == Value::Bool(true))
}

/// The words of the selected quotation's marks.
async fn selected_words(browser: &Browser) -> Result<String> {
    let words = browser
        .script(
            "return [...document.querySelectorAll('#article mark.quotation.selected')]
                .filter(mark => !mark.parentElement.closest('mark.quotation.selected')).map(mark => mark.textContent).join('');",
            &[],
        )
        .await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}

/// Single letters do nothing in fields that take text, and can be switched off.
pub async fn letters_can_be_switched_off(browser: &mut Browser) -> Result<()> {
    crate::correcting::paste_article(browser).await?;
    go_to_quotation(browser, "j").await?;
    press(browser, "s").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("jax").await?;
    let typed = browser.script("return document.activeElement.value;", &[]).await?;
    ensure!(typed == "jax", "the field holds {typed}");
    press(browser, "Escape").await?;
    browser.click("#settings-button").await?;
    browser.click("#letters").await?;
    browser.press("Escape").await?;
    browser.script("document.querySelector('#article .badge').focus();", &[]).await?;
    let before = crate::correcting::state(browser).await?;
    for key in ["x", "a", "t", "j"] {
        press(browser, key).await?;
    }
    ensure!(crate::correcting::state(browser).await? == before, "a letter still corrects");
    Ok(())
}

/// While the text is edited, Ctrl+Z outside its field takes back what was typed there, and no correction that is out of
/// sight; beside the marks it takes back a correction.
pub async fn undo_while_the_text_is_edited(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    browser.press("t").await?;
    let step = "return document.getElementById('undo').title;";
    let before = browser.script(step, &[]).await?;
    ensure!(before.as_str().is_some_and(|title| title.contains("change kind")), "{before}");
    browser.click("#edit-text").await?;
    for keys in ["Control+z", "Control+y", "Control+Shift+z"] {
        browser.script("document.getElementById('done').focus();", &[]).await?;
        browser.press(keys).await?;
        browser.settle().await?;
        let now = browser.script(step, &[]).await?;
        ensure!(now == before, "{keys} has changed the marks: {now}");
        let focused = browser.script("return document.activeElement.id;", &[]).await?;
        ensure!(focused == "input", "after {keys} the focus is on {focused}");
    }
    let field = "return document.getElementById('input').value;";
    let text = browser.script(field, &[]).await?;
    browser.press("Control+End").await?;
    browser.type_text("X").await?;
    browser.script("document.getElementById('done').focus();", &[]).await?;
    browser.press("Control+z").await?;
    ensure!(browser.script(field, &[]).await? == text, "what was typed is still there");
    browser.press("Control+Enter").await?;
    let read = "return document.body.dataset.mode === 'read' && document.activeElement.closest('#article') !== null;";
    browser.wait("the marked text", read, &[]).await?;
    browser.press("Control+z").await?;
    browser.wait_text("#status", "Undone").await
}
