//! What is to check, what undo points at, what is spread and merged: each correction does what it says.

use crate::browser::Browser;
use crate::correcting::{badges, paste, paste_article, select, state};
use anyhow::{Context, Result, ensure};

/// Two people who speak, each by her name and by "she".
const TWO: &str = "The port will be closed for a year, officials said on Friday.\n\n\
    “We will rebuild it stone by stone,” Ada Okafor told reporters. “Nobody should have to swim,” she said.\n\n\
    Maria Prado was not convinced. “They said that in Paris too,” she said. Prado left early. “Ask me in March,” said Prado.\n\n\
    Ada Okafor met Nadia Brandt and Lena Voss on Monday. She said that the plan would fail. “It is too late,” she said.\n";

/// How many the page says are to check: on the tab, on the button, in the list, as stripes.
async fn open_checks(browser: &Browser) -> Result<Vec<u64>> {
    browser.settle().await?;
    let counts = "const count = s => Number(document.querySelector(s).textContent);
        const striped = new Set([...document.querySelectorAll('#article mark.quotation.doubtful')].map(mark => mark.dataset.owner));
        const listed = [...document.querySelectorAll('#panel-check .check-item')];
        return [count('#tab-check .count'), count('#next-to-check .count'), listed.length,
            striped.size + listed.filter(item => !item.dataset.quotation).length];";
    Ok(serde_json::from_value(browser.script(counts, &[]).await?)?)
}

/// One definition: counts, list, stripes and the walk with N agree, down to nothing; then the page says what is left.
pub async fn one_definition_of_to_check(browser: &mut Browser) -> Result<()> {
    paste(browser, TWO).await?;
    browser.click("#tab-check").await?;
    let open = open_checks(browser).await?;
    ensure!(open[0] > 1 && open.iter().all(|count| *count == open[0]), "the page counts {open:?}");
    // The list is sorted by doubt: what is a guess stands before what is not.
    let reasons = browser.texts("#panel-check .check-item small").await?;
    let likely =
        reasons.iter().filter_map(|reason| reason.split_once("about ")?.1.split(' ').next()?.parse::<u32>().ok());
    ensure!(likely.is_sorted(), "{reasons:?}");

    // N skips what is hidden.
    for layer in ["quotation", "person", "place"] {
        browser.click(&format!("[data-layer={layer}]")).await?;
    }
    browser.click("#next-to-check").await?;
    browser.wait_text("#status", "not shown").await?;
    for layer in ["quotation", "person", "place"] {
        browser.click(&format!("[data-layer={layer}]")).await?;
    }
    browser.click("#next-to-check").await?;
    browser.find("#card-place .card").await?;
    for left in (0..open[0]).rev() {
        browser.click("#card-place .primary").await?;
        let told = if left > 0 { format!("{left} to check.") } else { "have not been looked at".to_owned() };
        browser.wait_text("#status", &told).await?;
    }
    let status = browser.texts("#status").await?.join("");
    ensure!(!status.contains("Everything has been checked"), "{status}");
    browser.click("#tab-check").await?;
    browser.wait_text("#panel-check", "Nothing doubtful is left").await?;
    browser.click("#panel-check [data-control='accept all']").await?;
    browser.wait_text("#panel-check", "Everything has been checked.").await?;
    ensure!(open_checks(browser).await? == [0, 0, 0, 0], "something is left");
    Ok(())
}

/// Undoing a deletion selects what has come back, so that the next key hits it and nothing else.
pub async fn undo_selects_what_it_changed(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    select(browser, "#article mark.place", "Paris").await?;
    let before = state(browser).await?;
    browser.press("x").await?;
    browser.wait_text("#status", "Removed the mark on “Paris”").await?;
    let undo = browser.script("return document.getElementById('undo').title;", &[]).await?;
    ensure!(undo == "Undo: delete Paris", "{undo}");
    browser.press("Control+z").await?;
    browser.wait_text("#status", "Undone: delete Paris").await?;
    ensure!(state(browser).await? == before, "the mark is not back");
    let selected = browser.texts("#article mark.selected").await?;
    ensure!(selected == ["Paris"], "selected is {selected:?}");
    browser.press("x").await?;
    browser.wait_text("#status", "Removed the mark on “Paris”").await?;
    browser.press("Control+z").await?;
    browser.wait_text("#status", "Undone: delete Paris").await?;
    browser.press("Control+Shift+z").await?;
    browser.wait_text("#status", "Done again: delete Paris").await?;
    let selected = browser.texts("#article mark.selected").await?;
    ensure!(selected.is_empty(), "after redoing a deletion {selected:?} is selected");

    // Whatever was changed, and whatever is selected meanwhile.
    for key in ["t", "1", "Shift+ArrowLeft", "Alt+ArrowRight", "a"] {
        select(browser, "#article mark.quotation", "said that in").await?;
        browser.press(key).await?;
        browser.wait_text("#status", "to check").await?;
        for (keys, told) in [("Control+z", "Undone: "), ("Control+Shift+z", "Done again: "), ("Control+z", "Undone: ")]
        {
            select(browser, "#article mark.place", "LISBON").await?;
            browser.press(keys).await?;
            browser.wait_text("#status", told).await?;
            let selected = browser.texts("#article mark.quotation.selected").await?.concat();
            ensure!(selected.contains("said that in"), "after {key} and {keys}, selected is {selected:?}");
        }
    }
    Ok(())
}

/// "Same everywhere" on a pronoun gives nobody's words away; on a name it asks for each place.
pub async fn pronouns_are_not_spread(browser: &mut Browser) -> Result<()> {
    paste(browser, TWO).await?;
    let before = badges(browser).await?;
    select(browser, "#article mark.quotation", "Nobody should have to swim").await?;
    browser.press("s").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Zora Quill").await?;
    browser.press("Enter").await?;
    browser.wait_text("#status", "Zora Quill is the speaker").await?;
    browser.press("Shift+A").await?;
    browser.wait_text("#card-place .chooser", "There is no other “she” to change").await?;
    browser.wait_text("#card-place .chooser", "may mean somebody else").await?;
    browser.press("Escape").await?;
    let after = badges(browser).await?;
    let changed = before.iter().zip(&after).filter(|(a, b)| a != b).count();
    ensure!(changed == 1, "{before:?} became {after:?}");

    // A name: a checkbox a line, and the button says what will be given to whom.
    select(browser, "#article mark.person", "Prado").await?;
    let add = "getSelection().removeAllRanges(); return [...document.querySelectorAll('#article mark.mention')].filter(mark => mark.textContent === 'Prado').map(mark => mark.dataset.owner);";
    let prados = browser.script(add, &[]).await?;
    let first = prados[0].as_str().context("no mark on Prado")?.to_owned();
    let pick = "document.querySelector(`#article mark[data-owner=\"${arguments[0]}\"]`).dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));";
    browser.script(pick, &[first.into()]).await?;
    browser.press("s").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Ada Okafor").await?;
    browser.press("Enter").await?;
    browser.wait_text("#status", "means Ada Okafor").await?;
    browser.press("Shift+A").await?;
    browser.wait_text("#card-place .chooser .primary", "Give 1 place to Ada Okafor").await?;
    browser.click("#card-place .chooser input[type=checkbox]").await?;
    browser.wait_text("#card-place .chooser .primary", "Give 0 places").await?;
    browser.click("#card-place .chooser input[type=checkbox]").await?;
    browser.click("#card-place .chooser .primary").await?;
    browser.wait_text("#status", "1 place of “Prado” given to Ada Okafor").await?;
    Ok(())
}

/// Merging asks which name stays, and leaves the selection where it was.
pub async fn merging_asks_for_the_name(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    select(browser, "#article mark.person", "Luis Prado").await?;
    let before = browser.texts("#article mark.mention.selected").await?;
    browser.press("m").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Okafor").await?;
    browser.press("Enter").await?;
    browser.wait_text("#card-place .chooser", "Which name stays?").await?;
    browser.click("#card-place .chooser input[value='Luis Prado']").await?;
    browser.click("#card-place .chooser [data-control=Merge]").await?;
    browser.wait_text("#status", "as Luis Prado").await?;
    ensure!(browser.texts("#article mark.mention.selected").await? == before, "one was moved away");
    browser.wait_text("#panel-speakers", "Luis Prado").await?;
    Ok(())
}
