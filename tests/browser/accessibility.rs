//! axe-core finds nothing, whatever the page shows and in whatever colours.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, paste, paste_article};
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// The empty page, its menus and its help.
pub async fn empty_menus_and_help(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.check_accessibility("empty").await?;
    browser.click("#settings-button").await?;
    browser.find("#settings").await?;
    browser.check_accessibility("with its settings").await?;
    browser.press("Escape").await?;
    browser.click("#help-button").await?;
    browser.find("#help[open]").await?;
    browser.check_accessibility("with its help").await
}

/// The marked article, its cards, its lists.
pub async fn annotated_with_cards_and_lists(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.screenshot("annotated").await?;
    browser.check_accessibility("annotated").await?;
    for tab in ["#tab-places", "#tab-check", "#tab-speakers"] {
        browser.click(tab).await?;
        browser.check_accessibility(tab).await?;
    }
    open_cards(browser, "in light colours").await?;
    browser.click("#save-menu-button").await?;
    browser.check_accessibility("with the formats").await
}

/// A quotation's card, everything in it folded out; its list of speakers; a person's and a place's card.
async fn open_cards(browser: &Browser, state: &str) -> Result<()> {
    browser.click("#article .badge").await?;
    browser.find("#card-place .card").await?;
    browser
        .script("for (const details of document.querySelectorAll('.card details')) details.open = true;", &[])
        .await?;
    browser.check_accessibility(&format!("with a quotation's card {state}")).await?;
    browser.press("s").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.check_accessibility(&format!("with the list of speakers {state}")).await?;
    browser.press("Escape").await?;
    for mark in ["#article mark.person", "#article mark.place"] {
        browser.script("document.querySelector(arguments[0]).click();", &[mark.into()]).await?;
        browser.find("#card-place #entity-kind").await?;
        browser.check_accessibility(&format!("with the card of {mark} {state}")).await?;
    }
    Ok(())
}

/// Dark and forced colours.
pub async fn dark_and_forced_colours(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    for (feature, value) in [("prefers-color-scheme", "dark"), ("forced-colors", "active")] {
        browser.emulate_media(&[(feature, value)]).await?;
        browser.screenshot(value).await?;
        browser.check_accessibility(value).await?;
        open_cards(browser, value).await?;
    }
    Ok(())
}

/// What goes wrong is said in words, and accessibly: nothing found, not English, no annotations file.
pub async fn faults(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.paste("#input", "The sea is blue and the grass is green today.").await?;
    browser.wait_text("#notice", "No quotation and no place was found").await?;
    browser.check_accessibility("with nothing found").await?;

    browser.click("#new-text").await?;
    let german = "Der Minister sagte am Freitag in Berlin, die Brücke werde noch in diesem Jahr wieder geöffnet. \
        „Wir haben lange genug gewartet“, erklärte er nach der Sitzung des Ausschusses vor Journalisten.";
    browser.paste("#input", german).await?;
    browser.wait_text("#notice", "does not look like English").await?;
    browser.check_accessibility("with a German text").await?;
    browser.click("#notice .notice-actions button").await?;
    browser.find("#article p").await?;

    browser.click("#new-text").await?;
    let file = browser.file("broken.json", b"{ \"format\": \"whosaid\", \"version\": \"1.0\" ")?;
    browser.choose_file("#file", &file).await?;
    browser.wait_text("#notice", "was not opened").await?;
    browser.check_accessibility("with a broken file").await
}

/// What a screen reader hears: names that say all, one status line, the same in the list.
pub async fn names_say_all(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let names = browser
        .script("return [...document.querySelectorAll('#article .badge')].map(badge => badge.getAttribute('aria-label')).join('\\n');", &[])
        .await?;
    let names = names.as_str().unwrap_or_default();
    ensure!(names.lines().count() >= 2, "hardly any quotation is marked: {names}");
    ensure!(names.lines().any(|name| name.contains("direct") && name.contains("speaker 2, Ada Okafor, ")), "{names}");
    browser.wait_text("#status", "to check. Nothing has left this device.").await?;
    let copied = "const article = document.getElementById('article');
        getSelection().selectAllChildren(article);
        const clipboardData = new DataTransfer();
        article.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
        return clipboardData.getData('text/plain');";
    let copied = browser.script(copied, &[]).await?;
    ensure!(copied.as_str().map(str::trim) == Some(ARTICLE.trim()), "copying gives {copied}");
    Ok(())
}

/// What the accessibility tree tells while one reads: person, organization, place, pronoun, cue, end of quotation; and
/// the headings to jump by.
pub async fn marks_say_what_they_are(browser: &mut Browser) -> Result<()> {
    paste(browser, &format!("Bridge to close for a year\n\n{ARTICLE}")).await?;
    let spoken = browser.spoken("#article").await?.join("|");
    for told in [
        "person: ",
        "description for port authority: ",
        "place: ",
        "pronoun for Luis Prado: ",
        "cue: ",
        "end of quotation",
        "Bridge to close",
    ] {
        ensure!(spoken.contains(told), "nothing tells “{told}”: {spoken}");
    }
    let quotations = browser.texts("#article .badge").await?.len();
    ensure!(spoken.matches("end of quotation").count() == quotations, "{quotations} quotations: {spoken}");
    // It is told, and no more: what one sees, searches and copies is the text.
    let text = browser.script("return document.getElementById('article').innerText;", &[]).await?;
    ensure!(!text.as_str().context("no text")?.contains("end of quotation"), "{text}");
    let headings = "return [...document.querySelectorAll('h1, h2, h3, [role=heading]')].filter(h => h.checkVisibility()).map(h => h.textContent.trim());";
    let headings = browser.script(headings, &[]).await?.to_string();
    for heading in ["Marked article", "Bridge to close for a year", "Ada Okafor", "Luis Prado"] {
        ensure!(headings.contains(heading), "no heading {heading}: {headings}");
    }
    // Without keys of the page, by buttons.
    browser.click("#next").await?;
    browser.find("#article .selected").await?;
    browser.click("#next-to-check").await?;
    browser.find("#card-place .card").await.map(drop)
}

/// Text on every fill has 7 : 1 or better, lines on the page 3 : 1 or better, in light and in dark colours.
pub async fn contrast(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let ratios = "const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const probe = document.body.appendChild(document.createElement('span'));
        const light = name => { probe.style.setProperty('color', `var(${name})`); canvas.fillStyle = getComputedStyle(probe).color; canvas.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ratio = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
        const found = [];
        for (const fill of ['--quotation', '--quotation-seen', '--quotation-strong', '--person-strong', '--place-strong', '--page', '--paper'])
            found.push([`text on ${fill}`, ratio('--ink', fill), 7]);
        for (const line of ['--quotation-line', '--person-line', '--place-line', '--control-rule']) found.push([`${line} on the page`, ratio(line, '--page'), 3]);
        probe.remove();
        return found.filter(([, ratio, least]) => !(ratio >= least));";
    for scheme in ["light", "dark"] {
        browser.emulate_media(&[("prefers-color-scheme", scheme)]).await?;
        let low = browser.script(ratios, &[]).await?;
        ensure!(low == json!([]), "in {scheme} colours: {low}");
    }
    Ok(())
}

/// In forced colours one tab looks selected, not all of them.
pub async fn tabs_in_forced_colours(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.emulate_media(&[("forced-colors", "active")]).await?;
    let lines = "return [...document.querySelectorAll('[role=tab]')].map(tab => {
        const style = getComputedStyle(tab); return [style.borderBottomColor === getComputedStyle(document.body).backgroundColor, tab.ariaSelected]; });";
    let lines = browser.script(lines, &[]).await?;
    ensure!(
        lines == json!([[false, "true"], [true, "false"], [true, "false"], [true, "false"]]),
        "without a line is {lines}"
    );
    Ok(())
}
