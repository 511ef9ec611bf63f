//! What is to check, what undo points at, what is spread, how a quotation is cut: each correction does what it says.

use crate::browser::Browser;
use crate::correcting::{paste, paste_article, state};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// Two people who speak, each by her name and by "she".
const TWO: &str = "The port will be closed for a year, officials said on Friday.\n\n\
    “We will rebuild it stone by stone,” Ada Okafor told reporters. “Nobody should have to swim,” she said.\n\n\
    Maria Prado was not convinced. “They said that in Paris too,” she said. Prado left early. “Ask me in March,” said Prado.\n\n\
    Ada Okafor met Nadia Brandt and Lena Voss on Monday. She said that the plan would fail. “It is too late,” she said.\n";

/// Selects the first annotation of the text whose words are `words`.
async fn select(browser: &Browser, selector: &str, words: &str) -> Result<()> {
    let mark = "const mark = [...document.querySelectorAll(arguments[0])].find(mark => mark.textContent.includes(arguments[1]));
        if (mark) { mark.scrollIntoView({ block: 'center', behavior: 'instant' }); mark.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })); }
        return Boolean(mark);";
    browser.script("getSelection().removeAllRanges();", &[]).await?;
    browser.wait(&format!("a mark on {words}"), mark, &[selector.into(), words.into()]).await?;
    browser.find("#card-place .card").await?;
    Ok(())
}

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

/// Who speaks each quotation, by the numbers of the badges.
async fn badges(browser: &Browser) -> Result<Vec<String>> {
    browser.texts("#article .badge").await
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
