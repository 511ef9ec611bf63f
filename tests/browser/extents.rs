//! Where a quotation begins and ends: split, joined, drawn out, and marked anew.

use crate::browser::Browser;
use crate::correcting::{badges, paste_article, select};
use anyhow::{Result, ensure};
use serde_json::json;

/// Splitting without keys: from the card, by a list, and by a tap on a word.
pub async fn a_quotation_is_split_by_button(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let before = badges(browser).await?.len();
    select(browser, "#article mark.quotation", "We will rebuild it").await?;
    browser.script("document.querySelector('.card details').open = true;", &[]).await?;
    browser.click("#card-place [data-control='Split…']").await?;
    browser.click("#card-place .chooser .preview button").await?;
    browser.wait_text("#status", "Split in two").await?;
    ensure!(badges(browser).await?.len() == before + 1, "not split");
    browser.click("#undo").await?;
    browser.wait_text("#status", "Undone: split").await?;

    select(browser, "#article mark.quotation", "We will rebuild it").await?;
    browser.click("#card-place [data-control='Split…']").await?;
    browser.find("#card-place .chooser .preview button").await?;
    let word = "const mark = [...document.querySelectorAll('#article mark.quotation')].find(mark => mark.textContent.includes('We will rebuild'));
        const walker = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT); let node;
        while ((node = walker.nextNode())) if (node.data.includes('stone')) break;
        const range = document.createRange(); const at = node.data.indexOf('stone'); range.setStart(node, at); range.setEnd(node, at + 5);
        const box = range.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 };";
    let point = browser.script(word, &[]).await?;
    browser.click_at(&point).await?;
    browser.wait_text("#status", "Split in two").await?;
    let words = browser.texts("#article mark.quotation").await?;
    ensure!(words.iter().any(|words| words.starts_with("stone by stone")), "{words:?}");

    // And joined again: by the key, and by the button.
    browser.press("+").await?;
    browser.wait_text("#status", "Joined with the quotation before").await?;
    ensure!(badges(browser).await?.len() == before, "not joined");
    browser.click("#undo").await?;
    browser.wait_text("#status", "Undone: join").await?;
    select(browser, "#article mark.quotation", "stone by stone").await?;
    browser.script("document.querySelector('.card details').open = true;", &[]).await?;
    browser.click("#card-place [data-control^='Join']").await?;
    browser.wait_text("#status", "Joined with the quotation before").await?;
    ensure!(badges(browser).await?.len() == before, "not joined");
    Ok(())
}

/// The extent of a quotation from a selection, a further piece, and its ends drawn with the mouse.
pub async fn extents_by_selection_and_by_handles(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    select(browser, "#article mark.quotation", "They said that in Paris too").await?;
    select_words(browser, "in Paris too").await?;
    press_button(browser, "Use as extent").await?;
    browser.wait_text("#status", "The quotation is now “in Paris too").await?;
    select_words(browser, "They said").await?;
    press_button(browser, "Add to it").await?;
    browser.wait_text("#status", "Added “They said”").await?;
    let selected =
        "return [...document.querySelectorAll('#article mark.quotation.selected')].map(mark => mark.textContent);";
    let pieces = browser.script(selected, &[]).await?;
    ensure!(pieces.as_array().map(Vec::len) == Some(2), "{pieces}");

    let handles = "return ['start', 'end'].map(side => { const box = document.querySelector(`.handle.${side}`).getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2, size: Math.min(box.width, box.height) }; });";
    browser.settle().await?;
    let handles = browser.script(handles, &[]).await?;
    ensure!(
        handles.as_array().is_some_and(|all| all.iter().all(|one| one["size"].as_f64() >= Some(24.0))),
        "{handles}"
    );
    let point = "const box = [...document.querySelectorAll('#article mark.quotation.selected mark.place')].at(-1).getBoundingClientRect();
        return { x: box.right - 3, y: box.y + box.height / 2 + 14 };";
    let to = browser.script(point, &[]).await?;
    browser.drag(&handles[1], &to).await?;
    browser.wait_text("#status", "The quotation is now").await?;
    let words = browser.script(selected, &[]).await?;
    ensure!(words.to_string().contains("in Paris") && !words.to_string().contains("too"), "drawn to {words}");
    browser.press("Control+z").await?;
    browser.wait_text("#status", "Undone: set extent").await?;
    Ok(())
}

/// A new quotation brings its cue, source and speaker as the engine sees them; what is marked is not marked twice.
pub async fn a_new_quotation_is_given_its_speaker(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    select(browser, "#article mark.quotation", "They said that in Paris too").await?;
    browser.press("x").await?;
    browser.wait_text("#status", "Removed the quotation").await?;
    select_words(browser, "They said that in Paris too").await?;
    press_button(browser, "Quotation").await?;
    browser.wait_text("#status", "Proposed speaker: Luis Prado").await?;
    browser.wait_text("#card-place h2", "Luis Prado").await?;
    browser.script("document.querySelector('.card details').open = true;", &[]).await?;
    browser.wait_text("#card-place", "Cue: “said”").await?;
    // A proposal is to check until somebody says that it is right.
    browser.find("#article mark.quotation.selected.doubtful").await?;
    select_words(browser, "Paris").await?;
    press_button(browser, "Person").await?;
    browser.wait_text("#status", "is marked").await?;
    Ok(())
}

/// Selects `words` of the article, as the pointer does.
async fn select_words(browser: &Browser, words: &str) -> Result<()> {
    let script = "const article = document.getElementById('article'); const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
        const texts = []; let all = ''; let node;
        while ((node = walker.nextNode())) { if (node.parentElement.closest('.badge-holder')) continue; texts.push([node, all.length]); all += node.data; }
        const from = all.indexOf(arguments[0]); const to = from + arguments[0].length;
        const at = offset => { const [node, start] = texts.findLast(([, start]) => start <= offset); return [node, offset - start]; };
        const range = document.createRange(); range.setStart(...at(from)); const [last, end] = at(to - 1); range.setEnd(last, end + 1);
        getSelection().removeAllRanges(); getSelection().addRange(range); return from >= 0;";
    ensure!(browser.script(script, &[words.into()]).await? == json!(true), "no words {words:?}");
    browser.find("#new-mark").await?;
    Ok(())
}

async fn press_button(browser: &Browser, label: &str) -> Result<()> {
    let click = "const made = [...document.querySelectorAll('#new-mark button')].find(made => made.textContent === arguments[0]);
        if (!made?.checkVisibility()) return false; made.click(); return true;";
    ensure!(browser.script(click, &[label.into()]).await? == json!(true), "no button {label}");
    Ok(())
}
