//! Words that run from right to left, within an English article and instead of one.

use crate::browser::Browser;
use crate::correcting::{check_spans, paste};
use crate::layout::check_layout;
use crate::looking::{allow_clipboard, clipboard};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// The second paragraph begins with a quotation that runs the other way; only the last one is not English.
const MIXED: &str = "HAIFA, Nov. 20 — The old bridge will be closed for 2 years, the port authority said on Friday.\n\n\
    “سنعيد بناءه حجرا حجرا”, said Nura Haddad (نورة حداد), the chair of the port authority. “Nobody should have to swim.”\n\n\
    Dan Levi (דן לוי), a shopkeeper, told 3 reporters: “The word ‘סולחה’ means a truce, and אף אחד לא ישחה.” He lives in Paris.\n\n\
    «سيغلق الجسر القديم لمدة 3 سنوات»، قالت نورة حداد لصحيفة Haaretz يوم الجمعة.\n";

/// What stands between marks in [`MIXED`], first in Arabic within English, then in Arabic.
const WITHIN: &str = "سنعيد بناءه حجرا حجرا";
const ALONE: &str = "سيغلق الجسر القديم لمدة 3 سنوات";
const NAME: &str = "نورة حداد";

/// An English article with quotations and names in Arabic and Hebrew: read, corrected by mouse and by keys, copied, saved.
pub async fn words_from_right_to_left(browser: &mut Browser) -> Result<()> {
    allow_clipboard(browser).await?;
    paste(browser, MIXED).await?;
    // Each paragraph runs as most of its words do, whatever it begins with.
    let runs = "return [...document.querySelectorAll('#article p')].map(p => getComputedStyle(p).direction);";
    let runs = browser.script(runs, &[]).await?;
    ensure!(runs == json!(["ltr", "ltr", "ltr", "rtl"]), "the paragraphs run {runs}");
    browser.wait(&format!("the mark “{WITHIN}”"), MARKED, &["quotation".into(), WITHIN.into()]).await?;
    starts_at(browser, "left", 1).await?;
    let copied = "const article = document.getElementById('article'); getSelection().selectAllChildren(article);
        const clipboardData = new DataTransfer();
        article.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
        getSelection().removeAllRanges();
        return clipboardData.getData('text/plain');";
    let copied = browser.script(copied, &[]).await?;
    ensure!(copied.as_str().map(str::trim) == Some(MIXED.trim()), "copying gives {copied}");

    // Drawn over with the mouse, in the way in which it is read: from its right to its left.
    draw_over(browser, NAME).await?;
    browser.press("p").await?;
    browser.wait_text("#status", NAME).await?;
    browser.wait(&format!("the mark “{NAME}”"), MARKED, &["person".into(), NAME.into()]).await?;
    browser.wait_text("#panel-speakers", NAME).await?;

    // A quotation where all runs from right to left: its badge at the right, the arrows and the handles turned about.
    unmark(browser, ALONE).await?;
    draw_over(browser, ALONE).await?;
    browser.press("q").await?;
    browser.wait_text("#status", "New quotation").await?;
    browser.wait(&format!("the mark “{ALONE}”"), MARKED, &["quotation".into(), ALONE.into()]).await?;
    starts_at(browser, "right", 3).await?;
    browser.wait("the handles at both ends, the start at the right", HANDLES, &[true.into()]).await?;
    browser.press("Shift+ArrowRight").await?;
    let shorter = ALONE.rsplit_once(' ').context("one word")?.0;
    browser.wait("an end one word earlier", MARKED, &["quotation".into(), shorter.into()]).await?;
    browser.press("Shift+ArrowLeft").await?;
    browser.wait("the end where it was", MARKED, &["quotation".into(), ALONE.into()]).await?;
    browser.press("Alt+ArrowLeft").await?;
    let later = ALONE.split_once(' ').context("one word")?.1;
    browser.wait("a start one word later", MARKED, &["quotation".into(), later.into()]).await?;
    browser.press("Alt+ArrowRight").await?;
    browser.wait("the start where it was", MARKED, &["quotation".into(), ALONE.into()]).await?;
    // What the page says behind such words stands behind them.
    let order = "const line = document.getElementById('status'), word = document.createRange(), number = document.createRange();
        const said = [...line.childNodes].find(node => node.textContent === arguments[0]), rest = said?.nextSibling;
        if (!rest || !/\\d/.test(rest.data)) return `no words and number in ${line.innerHTML}`;
        word.selectNodeContents(said);
        number.setStart(rest, rest.data.search(/\\d/)); number.setEnd(rest, rest.data.search(/\\d/) + 1);
        return word.getBoundingClientRect().right <= number.getBoundingClientRect().left;";
    let order = browser.script(order, &[ALONE.into()]).await?;
    ensure!(order == json!(true), "the status line is out of order: {order}");
    browser.settle().await?;
    browser.screenshot("directions").await?;
    // On the card, the arrow that points back is the one that moves the start back.
    browser.click("#card-place details.more summary").await?;
    let arrow = browser
        .script("return document.querySelector('#card-place [data-control=\"Start later\"]').textContent;", &[])
        .await?;
    ensure!(arrow == "←", "the arrow to a later start is {arrow}");
    browser.press("Escape").await?;
    // In an English paragraph they point as everywhere, and so they do in a quotation of it that does not.
    let badge = "[...document.querySelectorAll('#article .badge')].find(badge => badge.closest('p').textContent.includes(arguments[0])).click();";
    browser.script(badge, &[WITHIN.into()]).await?;
    browser.wait("the handles at both ends, the start at the right", HANDLES, &[true.into()]).await?;
    browser.script("document.querySelector('#article .badge.selected').focus();", &[]).await?;
    browser.press("Alt+ArrowRight").await?;
    let later = WITHIN.split_once(' ').context("one word")?.1;
    browser.wait("a start one word later", MARKED, &["quotation".into(), later.into()]).await?;
    browser.press("Control+z").await?;
    browser.wait("the start where it was", MARKED, &["quotation".into(), WITHIN.into()]).await?;

    browser.click("#save").await?;
    let (_, file) = browser.downloaded(".whosaid.json").await?;
    let file: Value = serde_json::from_slice(&file)?;
    check_spans(&file)?;
    ensure!(file["document"]["text"] == MIXED.trim_end() || file["document"]["text"] == MIXED, "another text is saved");
    let exact = |list: &str, within: &str| -> Vec<String> {
        let all = file[list].as_array().into_iter().flatten();
        all.flat_map(|one| one[within].as_array().into_iter().flatten())
            .filter_map(|one| one["exact"].as_str().or(one["span"]["exact"].as_str()).map(str::to_owned))
            .collect()
    };
    let (said, named) = (exact("quotations", "spans"), exact("entities", "mentions"));
    ensure!(
        said.iter().any(|words| words == WITHIN) && said.iter().any(|words| words == ALONE),
        "quotations: {said:?}"
    );
    ensure!(named.iter().any(|words| words == NAME), "mentions: {named:?}");

    // Only the quotations, as text.
    browser.click("#only-quotations").await?;
    browser.find("#quotations q").await?;
    browser.click("#quotations [data-control='copy text']").await?;
    browser.wait_text("#status", "Copied").await?;
    let lines = clipboard(browser).await?["text/plain"].as_str().unwrap_or_default().to_owned();
    ensure!(lines.contains(&format!("“{WITHIN}")) && lines.contains(&format!("“{ALONE}”")), "copied: {lines}");
    browser.click("#only-quotations").await?;
    check_layout(browser, "with words from right to left").await?;
    browser.emulate_phone(320, 640).await?;
    check_layout(browser, "with words from right to left at 320 px").await?;
    browser.screenshot("directions-narrow").await?;
    Ok(())
}

/// An article in Hebrew is refused in words; read all the same, it runs from right to left, and its offsets are right.
pub async fn an_article_from_right_to_left(browser: &mut Browser) -> Result<()> {
    const HEBREW: &str = "הגשר הישן ייסגר לשנה\n\n\
        רשות הנמל הודיעה ביום שישי כי הגשר הישן ייסגר לשנה, וכי 3 גשרים נוספים ייבדקו בקרוב.\n\n\
        “נבנה אותו מחדש אבן אחר אבן”, אמרה נורה חדאד (Nura Haddad), יושבת ראש הרשות.\n";
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.paste("#input", HEBREW).await?;
    browser.wait_text("#notice", "does not look like English").await?;
    let field = "const input = document.getElementById('input'); return [input.value.trim() === arguments[0].trim(), getComputedStyle(input).direction];";
    let field = browser.script(field, &[HEBREW.into()]).await?;
    ensure!(field == json!([true, "rtl"]), "the field: {field}");
    browser.click("#notice button").await?;
    browser.wait_text("#article", "נבנה אותו").await?;
    let runs =
        "return [...document.querySelectorAll('#article p')].every(p => getComputedStyle(p).direction === 'rtl');";
    ensure!(browser.script(runs, &[]).await? == json!(true), "it runs from left to right");
    check_layout(browser, "in Hebrew").await?;
    browser.screenshot("hebrew").await?;
    unmark(browser, "נבנה אותו מחדש אבן אחר אבן").await?;
    draw_over(browser, "נבנה אותו מחדש אבן אחר אבן").await?;
    browser.press("q").await?;
    browser.wait_text("#status", "New quotation").await?;
    starts_at(browser, "right", 2).await?;
    browser.click("#save").await?;
    let (_, file) = browser.downloaded(".whosaid.json").await?;
    let file: Value = serde_json::from_slice(&file)?;
    ensure!(check_spans(&file)? > 0, "nothing is saved");
    browser.emulate_phone(360, 740).await?;
    check_layout(browser, "in Hebrew at 360 px").await
}

/// Whether marks of the class `arguments[0]` are exactly over `arguments[1]`, as one piece.
const MARKED: &str = "const pieces = [];
    for (const mark of document.querySelectorAll(`#article mark.${arguments[0]}`)) {
        if (mark.parentElement.closest(`mark[data-owner='${mark.dataset.owner}']`)) continue;
        if (mark.classList.contains('first')) pieces.push('');
        pieces.push(pieces.pop() + mark.textContent);
    }
    return pieces.includes(arguments[1]);";

/// Whether the handles stand at the ends of the first piece of what is selected; `arguments[0]`: with the start at its right.
const HANDLES: &str = "const middle = side => { const handle = document.querySelector(`.handle.${side}`);
        if (!handle.checkVisibility()) return null; const r = handle.getBoundingClientRect(); return r.x + r.width / 2; };
    const words = document.querySelector('#article mark.quotation.selected')?.getBoundingClientRect();
    const start = middle('start');
    return !!words && start !== null && Math.abs(start - (arguments[0] ? words.right : words.left)) < 3;";

/// Fails unless the paragraph of this number begins with a badge, at its `side`.
async fn starts_at(browser: &Browser, side: &str, paragraph: usize) -> Result<()> {
    let distance = "const p = document.querySelectorAll('#article p')[arguments[1]], badge = p.querySelector('.badge');
        return Math.abs(p.getBoundingClientRect()[arguments[0]] - badge.getBoundingClientRect()[arguments[0]]);";
    let distance = browser.script(distance, &[side.into(), paragraph.into()]).await?;
    ensure!(distance.as_f64().is_some_and(|distance| distance < 12.0), "the badge is {distance} px from the {side}");
    Ok(())
}

/// Removes the quotation that the machine made of `words`, if it made one.
async fn unmark(browser: &mut Browser, words: &str) -> Result<()> {
    if browser.script(MARKED, &["quotation".into(), words.into()]).await? == json!(true) {
        draw_over(browser, words).await?;
        browser.press("q").await?;
        browser.wait_text("#status", "is marked already").await?;
        browser.press("Delete").await?;
        browser.wait_text("#status", "Removed the quotation").await?;
    }
    Ok(())
}

/// Draws with the mouse over `words`, which stand on one line, from their right end to their left one.
async fn draw_over(browser: &Browser, words: &str) -> Result<()> {
    let ends = "const walker = document.createTreeWalker(document.getElementById('article'), NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(arguments[0]);
            if (at < 0) continue;
            node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + arguments[0].length);
            const r = range.getBoundingClientRect();
            return [{ x: r.right - 1, y: r.y + r.height / 2 }, { x: r.left + 1, y: r.y + r.height / 2 }];
        }";
    let ends = browser.script(ends, &[words.into()]).await?;
    ensure!(ends.is_array(), "the words “{words}” are in no one text");
    browser.drag(&ends[0], &ends[1]).await?;
    let drawn = "return getSelection().toString() === arguments[0];";
    browser.wait(&format!("“{words}” to be selected"), drawn, &[words.into()]).await?;
    Ok(())
}
