//! Small screens, touch, enlargement, paper.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, paste, paste_article};
use anyhow::{Result, ensure};
use serde_json::json;

/// Fails when something can only be reached by scrolling sideways, or a target is smaller than 24 by 24 pixels.
pub async fn check_layout(browser: &Browser, state: &str) -> Result<()> {
    browser.settle().await?;
    let faults = "const faults = [];
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);
        for (const e of document.querySelectorAll('button, input, select, textarea, summary, a, [role=option], [role=tab]')) {
            if (!e.checkVisibility({ visibilityProperty: true })) continue;
            const r = e.getBoundingClientRect();
            if (r.width === 0 || r.right < 0) continue;
            const target = e.matches('input[type=radio], input[type=checkbox]') ? e.closest('label').getBoundingClientRect() : r;
            if (target.width < 23.9 || target.height < 23.9) faults.push(`small: ${Math.round(target.width)} x ${Math.round(target.height)} ${e.outerHTML.slice(0, 90)}`);
            if (r.left < -1 || r.right > root.clientWidth + 1) faults.push(`cut: ${Math.round(r.left)} to ${Math.round(r.right)} ${e.outerHTML.slice(0, 90)}`);
        }
        return faults;";
    let faults = browser.script(faults, &[]).await?;
    ensure!(faults == json!([]), "the page {state}: {faults:#}");
    Ok(())
}

/// 320 pixels wide, with a finger: nothing is cut, and the job can be done.
pub async fn narrow_with_touch(browser: &mut Browser) -> Result<()> {
    browser.emulate_phone(320, 640).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    check_layout(browser, "empty at 320 px").await?;
    browser.tap("#sample").await?;
    browser.find("#article mark.quotation").await?;
    check_layout(browser, "annotated at 320 px").await?;
    browser.screenshot("narrow").await?;
    browser.tap("#article .badge").await?;
    browser.find("#card-place .card").await?;
    check_layout(browser, "with a card at 320 px").await?;
    browser.screenshot("narrow-card").await?;
    browser.tap("#card-place .primary").await?;
    browser.wait_text("#status", "Accepted").await?;

    // A new mark, from a selection that a finger made: no pointer event comes with it.
    let select = "getSelection().removeAllRanges(); const p = document.querySelector('#article p');
        const range = document.createRange(); const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        let node; while ((node = walker.nextNode())) if (node.data.includes('ministers')) break;
        const at = node.data.indexOf('ministers'); range.setStart(node, at + 2); range.setEnd(node, at + 7); getSelection().addRange(range);";
    browser.script(select, &[]).await?;
    browser.find("#new-mark").await?;
    check_layout(browser, "with words selected at 320 px").await?;
    browser.tap("#new-mark button:nth-child(2)").await?;
    browser.wait_text("#status", "New person: ministers").await?;
    Ok(())
}

/// 400 % of a 1280 pixel window: the same as 320 pixels, and short.
pub async fn enlarged_four_times(browser: &mut Browser) -> Result<()> {
    browser.resize(320, 225).await?;
    paste_article(browser).await?;
    check_layout(browser, "at 400 %").await?;
    browser.click("#article .badge").await?;
    browser.find("#card-place .card").await?;
    check_layout(browser, "with a card at 400 %").await
}

/// A desk's window: the card stands in the side column in place of the list, all of it in the window even when it is
/// unfolded, its decisions in sight, and over nothing.
pub async fn the_card_stands_in_the_side_column(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    for (width, height) in [(1280, 800), (1000, 500), (800, 900)] {
        browser.resize(width, height).await?;
        check_layout(browser, &format!("annotated at {width} px")).await?;
        browser.click("#article .badge").await?;
        browser.find("#card-place .card").await?;
        browser.script("document.querySelector('.card details').open = true;", &[]).await?;
        browser.settle().await?;
        let said = browser.script("return document.querySelector('.card blockquote').offsetHeight;", &[]).await?;
        ensure!(said.as_u64() >= Some(18), "at {width} px the words that it is about are {said} px high");
        let place = "const card = document.querySelector('.card').getBoundingClientRect();
            const text = document.getElementById('text-column').getBoundingClientRect();
            const bar = document.querySelector('.status-bar').getBoundingClientRect();
            const decisions = [...document.querySelectorAll('.decision button')].map(b => b.getBoundingClientRect());
            const body = document.querySelector('.card-body'); body.scrollTop = 1e6;
            return { beside: card.left >= text.right, inside: card.top >= 0 && card.bottom <= bar.top + 1,
                decisions: decisions.length === 3 && decisions.every(d => d.top >= card.top && d.bottom <= bar.top),
                list: !document.getElementById('panel-speakers').checkVisibility(),
                last: body.lastElementChild.getBoundingClientRect().bottom <= bar.top + 1 };";
        let place = browser.script(place, &[]).await?;
        let expected = json!({ "beside": true, "inside": true, "decisions": true, "list": true, "last": true });
        ensure!(place == expected, "at {width} px: {place}");
        // The bold name of a tab that is chosen stays within it; what is typed into is framed whole.
        browser.press("s").await?;
        browser.find(".card .chooser input").await?;
        let cut = "const input = document.querySelector('.card .chooser input').getBoundingClientRect();
            const body = document.querySelector('.card-body').getBoundingClientRect();
            const tabs = [...document.querySelectorAll('[role=tab]')];
            const chosen = tabs.map(tab => tab.ariaSelected);
            const wide = tabs.filter(tab => { tab.ariaSelected = 'true'; return tab.scrollWidth > tab.clientWidth; }).map(tab => tab.id);
            tabs.forEach((tab, at) => { tab.ariaSelected = chosen[at]; });
            return [wide, input.left - body.left >= 5, body.right - input.right >= 5];";
        let cut = browser.script(cut, &[]).await?;
        ensure!(cut == json!([[], true, true]), "at {width} px: wide tabs, room for the frame: {cut}");
        browser.press("Escape").await?;
        browser.press("Escape").await?;
        browser.find("#panel-speakers").await?;
    }

    // Also after a jump from the list to a place far down: the mark and its card are seen.
    browser.resize(1280, 500).await?;
    browser.click("#new-text").await?;
    let long = "\n\nNothing happened that day in the harbour, and nobody came.".repeat(60);
    let text = format!("“It begins here,” said Ada Okafor.{long}\n\n“It ends here,” said Luis Prado.");
    browser.paste("#input", &text).await?;
    browser.wait_text("#panel-speakers", "It ends here").await?;
    browser.click("#panel-speakers .item:nth-of-type(2) ol button").await?;
    browser.find("#card-place .card").await?;
    let seen = "return ['.decision', '#article .badge.selected'].map(selector => document.querySelector(selector).getBoundingClientRect())
        .every(({ top, bottom }) => top >= 0 && bottom <= innerHeight);";
    for _ in 0..2 {
        browser.settle().await?;
        ensure!(
            browser.script(seen, &[]).await? == json!(true),
            "after a jump the quotation or its card is out of sight"
        );
        browser.resize(1280, 700).await?;
    }
    Ok(())
}

/// Where the text begins, in pixels from the top of the window.
async fn text_top(browser: &Browser) -> Result<f64> {
    let top = browser.script("scrollTo({ top: 0, behavior: 'instant' }); return document.querySelector('#article p').getBoundingClientRect().top;", &[]).await?;
    Ok(top.as_f64().unwrap_or(f64::MAX))
}

/// The text begins within 120 pixels of the top; a headline is set as one.
pub async fn the_text_begins_high_up(browser: &mut Browser) -> Result<()> {
    browser.resize(1280, 800).await?;
    let text = format!("Old bridge to close for a year\n\nBy Nora Brandt\n\n{ARTICLE}");
    paste(browser, &text).await?;
    let top = text_top(browser).await?;
    ensure!(top <= 120.0, "the text begins at {top}");
    let set = "const [first, second, third] = [...document.querySelectorAll('#article p')].map(p => [p.className.replace('gap ', ''), parseFloat(getComputedStyle(p).fontSize)]);
        return [first[0], second[0], first[1] > third[1], second[1] < third[1]];";
    let set = browser.script(set, &[]).await?;
    ensure!(set == json!(["headline", "byline", true, true]), "{set}");
    Ok(())
}

/// On a phone: the text begins high up, the status and Undo are in sight after every correction, and so is the mark.
pub async fn a_phone_shows_status_and_undo(browser: &mut Browser) -> Result<()> {
    browser.emulate_phone(360, 740).await?;
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    browser.tap("#sample").await?;
    browser.find("#article mark.quotation").await?;
    let top = text_top(browser).await?;
    ensure!(top <= 140.0, "the text begins at {top}");
    browser.screenshot("phone").await?;
    let seen = "const inside = s => { const b = document.querySelector(s).getBoundingClientRect(); const x = b.x + b.width / 2, y = b.y + b.height / 2;
            return b.width > 0 && b.top >= 0 && b.bottom <= innerHeight && document.querySelector(s).contains(document.elementFromPoint(x, y)); };
        const sheet = document.querySelector('.card')?.getBoundingClientRect();
        const mark = document.querySelector('#article .selected')?.getBoundingClientRect();
        return { status: inside('#status'), undo: inside('#undo'), redo: inside('#redo'),
            half: !sheet || sheet.height <= innerHeight / 2 + 1, mark: !sheet || (mark.top >= 0 && mark.bottom <= sheet.top) };";
    let expected = json!({ "status": true, "undo": true, "redo": true, "half": true, "mark": true });
    browser.tap("#article p:last-of-type .badge").await?;
    browser.find("#card-place .card").await?;
    for (control, told) in [
        ("#card-place [data-control=mixed]", "The quotation is mixed"),
        ("#card-place .primary", "Accepted"),
        ("#card-place .danger", "Removed"),
        ("#undo", "Undone: delete"),
        ("#redo", "Done again"),
    ] {
        // Not scrolled to: what is not in sight cannot be touched.
        let point = "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return { x: b.x + b.width / 2, y: b.y + b.height / 2 };";
        let point = browser.script(point, &[control.into()]).await?;
        browser.tap_at(&point).await?;
        browser.wait_text("#status", told).await?;
        browser.settle().await?;
        let seen = browser.script(seen, &[]).await?;
        ensure!(seen == expected, "after {control}: {seen}");
    }
    browser.screenshot("phone-card").await?;
    browser.tap("#more-button").await?;
    browser.find("#more").await?;
    check_layout(browser, "with its menu at 360 px").await
}

/// On paper: title, source, legend, whole quotations, who speaks, the map with outlines; no controls.
pub async fn print(browser: &mut Browser) -> Result<()> {
    let said =
        "We will rebuild it stone by stone, and whoever says otherwise has not seen what the river does in March, "
            .repeat(3);
    let text = format!("Old bridge to close for a year\n\nBy Nora Brandt\n\n“{said}” said Ada Okafor.\n\n{ARTICLE}");
    paste(browser, &text).await?;
    browser.settle().await?;
    browser.script("return import('./map/outlines.js').then(() => true);", &[]).await?;
    browser.click("#article .badge").await?;
    browser.settle().await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    browser.script("dispatchEvent(new Event('beforeprint'));", &[]).await?;
    let shown = "return ['#article', '#panel-speakers', '#panel-places', '#print-head', 'header', '#panel-check', '.tabs', '.status-bar'].map(s => document.querySelector(s).checkVisibility());";
    let shown = browser.script(shown, &[]).await?;
    ensure!(shown == json!([true, true, true, true, false, false, false, false]), "on paper there shows {shown}");
    // The title stands there once: the text has a headline. The source stands below it.
    let titles = "return [...document.querySelectorAll('#print-head h1, #article p.headline')].filter(e => e.checkVisibility()).map(e => e.textContent);";
    let titles = browser.script(titles, &[]).await?;
    ensure!(titles == json!(["Old bridge to close for a year"]), "the titles are {titles}");
    browser.wait_text("#print-head", "Nora Brandt").await?;
    browser.wait_text("#print-head", "Marked by whosaid, printed").await?;
    for legend in ["direct", "indirect", "mixed", "person or organization", "place", "doubtful"] {
        browser.wait_text("#print-head .print-legend", legend).await?;
    }
    browser.wait_text("#panel-places", "Paris").await?;
    let whole = "const cut = [...document.querySelectorAll('#panel-speakers .excerpt')].filter(e => e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0);
        return [cut.length, document.querySelector('#panel-speakers').textContent.includes(arguments[0]), document.querySelector('.map .land')?.getBoundingClientRect().width > 0];";
    let whole = browser.script(whole, &[said.trim().into()]).await?;
    ensure!(whole == json!([0, true, true]), "cut quotations, the long one, the map's land: {whole}");
    let outlined = "return [...document.querySelectorAll('.selected, .tour-target, #article mark')].filter(e => getComputedStyle(e).outlineStyle === 'solid').length;";
    ensure!(browser.script(outlined, &[]).await? == json!(0), "what is selected is outlined on paper");
    browser.screenshot("print").await?;
    Ok(())
}

/// Text at 200 %, as the browser's own setting makes it: nothing is cut, and the tour can be gone through and left.
pub async fn text_twice_as_large(browser: &mut Browser) -> Result<()> {
    let set = |size: u32| json!({ "fontSizes": { "standard": size } });
    browser.devtools("Page.setFontSizes", set(32)).await?;
    let checked = async {
        for (width, height) in [(1280, 900), (360, 740)] {
            // A first visit, with the tour.
            browser.reset().await?;
            browser.open("/sample.txt").await?;
            browser.script("localStorage.clear();", &[]).await?;
            browser.resize(width, height).await?;
            browser.open("/").await?;
            browser.wait_text("#status", "Ready").await?;
            let is_large = "return getComputedStyle(document.documentElement).fontSize === '32px';";
            ensure!(browser.script(is_large, &[]).await? == json!(true), "the text is no larger");
            let state = |what: &str| format!("{what} with large text at {width} px");
            check_layout(browser, &state("empty")).await?;
            browser.click("#sample").await?;
            browser.find("#article mark.quotation").await?;
            check_layout(browser, &state("annotated")).await?;
            for button in ["#tour-next", "#tour-back", "#tour-skip"] {
                browser.click(button).await?;
            }
            browser.click("#article .badge").await?;
            browser.find("#card-place .card").await?;
            check_layout(browser, &state("with a card")).await?;
            browser.press("s").await?;
            browser.find("#card-place [role=combobox]").await?;
            check_layout(browser, &state("with a list")).await?;
        }
        Ok(())
    }
    .await;
    browser.devtools("Page.setFontSizes", set(16)).await?;
    checked
}

/// On a low screen the words that a card is about stay above it, also when it opens a list.
pub async fn low_screens_show_what_a_card_is_about(browser: &mut Browser) -> Result<()> {
    browser.resize(360, 400).await?;
    paste_article(browser).await?;
    let badges = browser.texts("#article .badge").await?.len();
    let is_seen = "const place = document.getElementById('card-place').getBoundingClientRect();
        const badge = document.querySelector('#article .badge.selected').getBoundingClientRect();
        return badge.top >= 0 && badge.bottom <= place.top;";
    for badge in 0..badges {
        browser.script("document.querySelectorAll('#article .badge')[arguments[0]].click();", &[badge.into()]).await?;
        browser.find("#card-place .card").await?;
        browser.settle().await?;
        ensure!(browser.script(is_seen, &[]).await? == json!(true), "the card covers quotation {badge}");
        browser.press("s").await?;
        browser.find("#card-place [role=combobox]").await?;
        browser.settle().await?;
        ensure!(browser.script(is_seen, &[]).await? == json!(true), "the list covers quotation {badge}");
        browser.press("Escape").await?;
    }
    Ok(())
}
