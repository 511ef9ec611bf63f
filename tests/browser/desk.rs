//! Several texts: read one after the other, gone through, searched, saved as one.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, accept_first, check_spans, paste_article};
use crate::layout::check_layout;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// A text of its own: its number stands in it.
pub fn text(number: usize) -> String {
    format!("Bridge {number} closed\n\n{}", ARTICLE.replace("stone by stone", &format!("stone {number} by stone")))
}

/// Opens files as a person does who chooses them together.
async fn open_files(browser: &Browser, files: &[(String, String)]) -> Result<()> {
    let files: Vec<Value> = files.iter().map(|(name, content)| json!([name, content])).collect();
    let choose = "const input = document.getElementById('file'); const data = new DataTransfer();
        for (const [name, content] of arguments[0]) data.items.add(new File([content], name));
        input.files = data.files; input.dispatchEvent(new Event('change'));";
    browser.script(choose, &[files.into()]).await?;
    Ok(())
}

fn texts(count: usize) -> Vec<(String, String)> {
    (1..=count).map(|number| (format!("text-{number:03}.txt"), text(number))).collect()
}

/// Waits until `count` texts are read, as long as it takes; but not long for one.
pub async fn wait_read(browser: &Browser, count: usize) -> Result<()> {
    let script = "return document.querySelectorAll('#desk li.read').length;";
    loop {
        let read = browser.script(script, &[]).await?;
        if read == json!(count) {
            return Ok(());
        }
        let more = "return document.querySelectorAll('#desk li.read').length !== arguments[0];";
        browser.wait(&format!("more than {read} of {count} texts to be read"), more, &[read]).await?;
    }
}

/// Twenty files with what cannot be read among them: list, next and previous, corrections kept, search, one download,
/// and all of it again after a reload.
pub async fn twenty_texts(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let mut files = texts(20);
    files.push(("german.txt".to_owned(), "Die Brücke wird für ein Jahr geschlossen, sagte die Behörde am Freitag. Niemand weiß, was danach kommt, und das Wasser ist kalt und tief.".to_owned()));
    files.push(("paper.pdf".to_owned(), "%PDF-1.7 …".to_owned()));
    files.push(("broken.json".to_owned(), "{\"format\": \"whosaid\", \"version\": \"1.0\"}".to_owned()));
    open_files(browser, &files).await?;
    wait_read(browser, 20).await?;
    browser.wait("the rest to be refused", "return document.querySelectorAll('#desk li.failed').length === 2 && document.querySelectorAll('#desk li.foreign').length === 1;", &[]).await?;
    browser.wait_text("#desk summary", "23 texts, 20 read").await?;
    browser.find("#article mark.quotation").await?;
    let titles = browser.texts("#desk .title").await?;
    ensure!(titles[0] == "Bridge 1 closed" && titles[19] == "Bridge 20 closed", "{titles:?}");
    browser.check_accessibility("with twenty texts").await?;
    browser.screenshot("desk").await?;

    // By keys from text to text; what was done in one is there on the way back, with its undo.
    browser.wait_text("#article", "stone 1 by stone").await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    browser.press("Alt+PageDown").await?;
    browser.wait_text("#article", "stone 2 by stone").await?;
    browser.wait_text("#status", "Text 2 of 23").await?;
    browser.press("Alt+PageUp").await?;
    browser.wait_text("#article", "stone 1 by stone").await?;
    let badges = browser.texts("#article .badge").await?;
    browser.wait_text("#desk [aria-current]", "not saved").await?;
    browser.click("#undo").await?;
    let more = browser.texts("#article .badge").await?;
    ensure!(more.len() == badges.len() + 1, "undo did not survive the way to another text: {badges:?}, {more:?}");
    browser.click("#redo").await?;

    // Search over all.
    browser.click("#desk-search").await?;
    browser.find("#search-words").await?;
    browser.type_text("stone 7 by").await?;
    browser.wait_text("#search-count", "1 of").await?;
    browser.wait("the one quotation", "const q = document.querySelectorAll('#quotations q'); return q.length === 1 && q[0].textContent.includes('stone 7 by');", &[]).await?;
    browser.click("#quotations .saying .plain").await?;
    browser.wait_text("#desk [aria-current] .title", "Bridge 7 closed").await?;
    browser.click("#search-close").await?;

    // Who speaks in all of them.
    browser.click("#tab-voices").await?;
    browser.click("#panel-voices [data-control='voices all']").await?;
    browser.wait_text("#panel-voices tbody", "20 texts").await?;
    browser.screenshot("desk-voices").await?;

    browser.click("#desk-save").await?;
    let (name, lines) = browser.downloaded(".jsonl").await?;
    let lines: Vec<Value> = String::from_utf8(lines)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .context("a line is no JSON")?;
    ensure!(name.contains("20") && lines.len() == 20, "{name} has {} lines", lines.len());
    for line in &lines {
        check_spans(line)?;
    }
    ensure!(
        lines[0]["removed"].as_array().is_some_and(|removed| removed.len() == 1),
        "the correction is not in the file"
    );

    // What was saved opens again, a text a line.
    browser.open("/").await?;
    // But for the PDF, of which there is no text to keep.
    browser.wait_text("#desk summary", "22 texts, 20 read").await.context("after a reload")?;
    browser.wait_text("#desk [aria-current] .title", "Bridge 7 closed").await?;
    browser.forget_tab().await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let content: String = lines.iter().map(|line| format!("{line}\n")).collect();
    open_files(browser, &[("all.jsonl".to_owned(), content)]).await?;
    wait_read(browser, 20).await?;
    Ok(())
}

/// Two hundred at once: stopped, gone on with; the text at hand is typed and corrected meanwhile.
pub async fn two_hundred_texts(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    // What the list does on the page's own thread is counted, not timed: rows made at once, and rows made in all.
    let count = "window.rows = { most: 0, all: 0 };
        new MutationObserver(changes => {
            const made = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(node => node.nodeName === 'LI').length;
            window.rows.most = Math.max(window.rows.most, made);
            window.rows.all += made;
        }).observe(document.querySelector('#desk'), { childList: true, subtree: true });";
    browser.script(count, &[]).await?;
    open_files(browser, &texts(200)).await?;
    browser.wait("some to be read", "return document.querySelectorAll('#desk li.read').length > 3;", &[]).await?;
    let progress = "const p = document.querySelector('#desk progress'); return p.checkVisibility() && p.max === 201 && p.value > 1 && p.value < 201;";
    browser.wait("progress", progress, &[]).await?;
    // The text that was there first is still there, and can be corrected.
    accept_first(browser).await?;
    browser.click("#desk-stop").await?;
    browser.wait_text("#status", "Stopped").await?;
    // The rows follow the status within a frame or two.
    let rest = "const count = s => document.querySelectorAll('#desk li' + s).length; return count('.stopped') > 0 && count(':is(.reading, .waiting)') === 0;";
    browser.wait("the rest to be stopped", rest, &[]).await?;
    // A text that was stopped is read when one wants to see it.
    browser.click("#desk li:last-child .plain").await?;
    browser.wait_text("#article", "stone 200 by stone").await?;
    browser.click("#desk-stop").await?;
    wait_read(browser, 201).await?;
    browser.wait_text("#desk summary", "201 texts,").await?;
    browser.click("#desk-save").await?;
    let (_, lines) = browser.downloaded(".jsonl").await?;
    let count = String::from_utf8(lines)?.lines().count();
    ensure!(count == 201, "{count} lines");
    let rows = browser.script("return [window.rows.most <= 50, window.rows.all];", &[]).await?;
    ensure!(rows == json!([true, 201]), "at most 50 rows at once, and 201 in all: {rows}");
    Ok(())
}

/// A second text comes beside the first when it is pasted, or when one says so.
pub async fn beside(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    browser.click("#new-text").await?;
    browser.wait_text("#question", "Leave your corrections?").await?;
    browser.click("#question button").await?;
    browser.paste("#input", &text(2)).await?;
    browser.wait_text("#article", "stone 2 by stone").await?;
    wait_read(browser, 2).await?;
    browser.paste("#article", &text(3)).await?;
    browser.wait_text("#article", "stone 3 by stone").await?;
    wait_read(browser, 3).await?;
    browser.click("#desk li:first-child .plain").await?;
    browser.wait_text("#article", "stone by stone").await?;
    browser.wait_text("#desk [aria-current]", "not saved").await?;

    // What is typed with several texts at hand is a text of its own: it is on the list as soon as another one is looked at.
    browser.click("#new-text").await?;
    browser.click("#input").await?;
    browser.type_text("“The tide is late,” said Cy Lund.").await?;
    browser.press("Control+Enter").await?;
    browser.wait_text("#article", "The tide is late").await?;
    browser.click("#desk li:nth-child(2) .plain").await?;
    browser.wait_text("#article", "stone 2 by stone").await?;
    wait_read(browser, 4).await?;
    browser.click("#desk li:last-child .plain").await?;
    browser.wait_text("#article", "The tide is late").await?;
    browser.click("#desk li:last-child [data-control='remove']").await?;
    wait_read(browser, 3).await?;
    browser.click("#desk li:first-child .plain").await?;
    browser.wait_text("#desk [aria-current]", "not saved").await?;

    // Off the list only with a word where corrections would go.
    browser.click("#desk li:first-child [data-control='remove']").await?;
    browser.wait_text("#question", "Leave its corrections?").await?;
    browser.click("#question .danger").await?;
    wait_read(browser, 2).await?;
    browser.wait_text("#article", "stone 2 by stone").await?;

    // On a phone the list is a sheet above the status, which goes when a text is chosen; and nothing is cut.
    browser.emulate_phone(360, 740).await?;
    browser.settle().await?;
    let wide = browser
        .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth;", &[])
        .await?;
    ensure!(wide == json!(0), "scrolls sideways by {wide}");
    browser.tap("#desk summary").await?;
    let sheet = "const sheet = document.querySelector('#desk details[open]')?.getBoundingClientRect(), bar = document.querySelector('.status-bar').getBoundingClientRect();
        return !!sheet && sheet.top > innerHeight * 0.3 && sheet.bottom <= bar.top + 1 && sheet.width === innerWidth;";
    browser.wait("the list as a sheet", sheet, &[]).await?;
    check_layout(browser, "with its texts at 360 px").await?;
    browser.screenshot("desk-narrow").await?;
    browser.tap("#desk li:last-child .plain").await?;
    browser.wait_text("#article", "stone 3 by stone").await?;
    browser.wait("the sheet to go", "return !document.querySelector('#desk details[open]');", &[]).await?;
    // The way from text to text is in the menu, too.
    browser.tap("#more-button").await?;
    browser.tap("#more button:nth-child(3)").await?;
    browser.wait_text("#article", "stone 2 by stone").await
}

/// The files that a text is saved as in every format that holds annotations to open again, and one of them that does not.
const SAVED: &str = "return import('/store.js').then(({ store }) => ['json', 'jsonld', 'tei', 'xmi', 'casjson', 'spacy'].flatMap(name =>
    store.session.export(name, '2026-11-22T08:30:00Z', false).map(({ ending, content }) => [`harbour${ending}`, content])));";

/// What was saved in any format opens also where several files are opened at once; an export that cannot be opened says so,
/// and is no article. A file of the types of another is no text of its own.
pub async fn saved_files_of_every_format(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let saved = browser.script(SAVED, &[]).await?;
    let files: Vec<(String, String)> = serde_json::from_value(saved)?;
    let (exports, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name.contains(".spacy."));
    ensure!(files.len() == 6 && exports.len() == 1, "{} files and {} exports", files.len(), exports.len());
    // It is no article, and the text at hand stays.
    open_files(browser, &exports).await?;
    browser.wait_text("#notice", "cannot be opened with its corrections").await?;
    browser.find("#article mark.quotation").await?;
    open_files(browser, &files).await?;
    wait_read(browser, 6).await?;
    let list = browser.texts("#desk li").await?;
    ensure!(list.len() == 6 && !list.iter().any(|text| text.contains("typesystem")), "{list:#?}");
    // They have one headline, so their files tell them apart.
    for ending in [".jsonld", ".tei.xml", ".xmi"] {
        let name = files.iter().find(|(name, _)| name.ends_with(ending)).map(|(name, _)| name.as_str());
        let name = name.with_context(|| format!("no file *{ending}"))?;
        ensure!(list.iter().any(|text| text.contains(name)), "{name} is missing in {list:#?}");
    }
    browser.click("#desk-save").await?;
    let (_, lines) = browser.downloaded(".jsonl").await?;
    for line in String::from_utf8(lines)?.lines() {
        let file: Value = serde_json::from_str(line)?;
        ensure!(file["format"] == "whosaid", "no native file: {line}");
        ensure!(file["quotations"].as_array().is_some_and(|all| !all.is_empty()), "no quotation: {line}");
    }
    Ok(())
}

/// What is saved is called as the file is that was opened.
pub async fn saved_as_the_file_is_called(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    open_files(browser, &[("court.report.txt".to_owned(), text(1))]).await?;
    browser.find("#article mark.quotation").await?;
    browser.click("#save").await?;
    let (name, content) = browser.downloaded(".whosaid.json").await?;
    ensure!(name == "court.report.whosaid.json", "saved as {name}");
    let reopened = ("court.whosaid.json".to_owned(), String::from_utf8(content)?);
    open_files(browser, &[reopened]).await?;
    browser.wait_text("#status", "Opened").await?;
    browser.click("#save").await?;
    let (name, _) = browser.downloaded(".whosaid.json").await?;
    ensure!(name == "court.whosaid.json", "saved as {name}");
    open_files(browser, &texts(2)).await?;
    wait_read(browser, 3).await?;
    browser.click("#next-text").await?;
    browser.wait_text("#desk [aria-current]", "Bridge 1").await?;
    browser.click("#save").await?;
    let (name, _) = browser.downloaded(".whosaid.json").await?;
    ensure!(name == "text-001.whosaid.json", "saved as {name}");

    // All in one zip, called likewise, which opens again.
    open_files(browser, &[("text-001.txt".to_owned(), text(7))]).await?;
    wait_read(browser, 4).await?;
    browser.click("#desk-save-zip").await?;
    let (name, packed) = browser.downloaded(".zip").await?;
    ensure!(name == "whosaid-4-texts.zip" && packed.starts_with(b"PK"), "saved as {name}, {} bytes", packed.len());
    for wanted in ["court.whosaid.json", "text-001.whosaid.json", "text-002.whosaid.json", "text-001-2.whosaid.json"] {
        let is_there = packed.windows(wanted.len()).any(|part| part == wanted.as_bytes());
        ensure!(is_there, "no {wanted} in the zip");
    }
    browser.forget_tab().await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let file = browser.file("all.zip", &packed)?;
    browser.choose_file("#file", &file).await?;
    wait_read(browser, 4).await?;
    let list = browser.texts("#desk li").await?;
    ensure!(list.iter().any(|text| text.contains("Bridge 7")), "{list:#?}");
    Ok(())
}
