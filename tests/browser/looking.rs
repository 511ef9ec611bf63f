//! Looking at what was found: who speaks, only the quotations, search, source, broken lines.

use crate::browser::Browser;
use crate::correcting::paste_article;
use crate::layout::check_layout;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// Lets the page use the clipboard, as a person who clicks may.
pub async fn allow_clipboard(browser: &Browser) -> Result<()> {
    let permissions =
        json!({ "origin": browser.origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", permissions).await?;
    Ok(())
}

/// What is in the clipboard, by media type.
pub async fn clipboard(browser: &Browser) -> Result<Value> {
    let read = "return navigator.clipboard.read().then(async ([item]) => Object.fromEntries(await Promise.all(
        item.types.map(async type => [type, await (await item.getType(type)).text()]))));";
    browser.script(read, &[]).await
}

/// A table as it was copied, without its head, as cells.
fn rows(table: &Value) -> Result<Vec<Vec<String>>> {
    let text = table["text/plain"].as_str().context("no text in the clipboard")?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Each speaker's part, sorted, copied as a table and as a picture.
pub async fn who_speaks(browser: &mut Browser) -> Result<()> {
    allow_clipboard(browser).await?;
    paste_article(browser).await?;
    browser.click("#tab-voices").await?;
    browser.find("#panel-voices table").await?;
    let words = browser.texts("#panel-voices tbody td:nth-child(3)").await?;
    ensure!(words.len() == 3, "three speak: {words:?}");
    browser.check_accessibility("with who speaks").await?;
    browser.screenshot("who-speaks").await?;

    browser.click("#panel-voices [data-control='voices table']").await?;
    browser.wait_text("#status", "Copied").await?;
    let copied = clipboard(browser).await?;
    let by_words = rows(&copied)?;
    let counts: Vec<u32> = by_words.iter().filter_map(|row| row[6].parse().ok()).collect();
    ensure!(counts.len() == 3 && counts.is_sorted_by(|a, b| a >= b), "most words first: {by_words:?}");
    let ada = by_words.iter().find(|row| row[1] == "Ada Okafor").context("no Ada Okafor")?;
    // “We will rebuild it stone by stone” and “Nobody should have to swim.”
    ensure!(ada[6] == "12" && ada[8] == "12" && ada[2].contains("chair") && ada[3] == "person", "{ada:?}");
    let shares: f64 = by_words.iter().filter_map(|row| row[7].parse::<f64>().ok()).sum();
    ensure!((shares - 100.0).abs() < 0.3, "the shares come to {shares}");
    ensure!(copied["text/html"].as_str().is_some_and(|html| html.contains("<td>Ada Okafor</td>")), "{copied}");

    // By name, with the keys; the focus stays on the list's control.
    browser.script("document.querySelector('#panel-voices select').focus();", &[]).await?;
    browser.press("n").await?;
    browser
        .wait(
            "the names in order",
            "const n = [...document.querySelectorAll('#panel-voices tbody strong')].map(e => e.textContent);
        return n.length === 3 && n.toSorted().join() === n.join() && n[0] === 'Ada Okafor';",
            &[],
        )
        .await?;
    let focused = browser.script("return document.activeElement?.dataset.control;", &[]).await?;
    ensure!(focused == json!("voices order"), "the focus is on {focused}");

    browser.click("#panel-voices [data-control='voices svg']").await?;
    browser.wait_text("#status", "SVG").await?;
    let svg = clipboard(browser).await?["text/plain"].as_str().unwrap_or_default().to_owned();
    let drawn = "const svg = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
        return [svg.documentElement.localName, svg.querySelectorAll('g').length, svg.querySelectorAll('script').length];";
    let drawn = browser.script(drawn, &[svg.into()]).await?;
    ensure!(drawn == json!(["svg", 3, 0]), "the picture: {drawn}");

    // A correction is counted at once.
    browser.click("#article .badge").await?;
    browser.press("x").await?;
    browser.click("#tab-voices").await?;
    browser
        .wait("one quotation fewer", "return document.querySelectorAll('#panel-voices tbody tr').length === 2;", &[])
        .await?;
    Ok(())
}

/// The list of speakers is searched and put in order; who says much has the rest folded in, but not on paper; one
/// quotation is copied with its speaker.
pub async fn the_list_of_speakers(browser: &mut Browser) -> Result<()> {
    allow_clipboard(browser).await?;
    browser.open("/").await?;
    let said = "Ada Okafor, the chair of the port authority, said it was late. “It is,” said Okafor. “We go on,” Okafor said. \
        Okafor said the tide was high. “It rises,” said Okafor. “And falls,” Okafor added.";
    browser.paste("#input", &format!("“No,” said Zoe Lund.\n\n{said}\n\n“Yes,” said Ben Ames. “Perhaps,” said Cy Poe. Di Roe and Ed Fox came late.")).await?;
    browser.find("#article mark.quotation").await?;
    let names = "#panel-speakers .item strong";
    browser.wait_text("#panel-speakers", "Zoe Lund").await?;
    let by_number = browser.texts(names).await?;
    let choose = "const order = document.querySelector('#panel-speakers select'); order.selectedIndex = arguments[0]; order.dispatchEvent(new Event('change'));";
    browser.script(choose, &[2.into()]).await?;
    ensure!(browser.texts(names).await?[0] == "Ada Okafor", "{:?}", browser.texts(names).await?);
    browser.script(choose, &[0.into()]).await?;
    ensure!(browser.texts(names).await? == by_number && by_number[0] == "Zoe Lund", "{by_number:?}");
    browser.script("document.querySelector('#tab-speakers').focus();", &[]).await?;
    browser.press("/").await?;
    browser.type_text("chair").await?;
    browser.wait_text("#panel-speakers output", "1 of ").await?;
    ensure!(browser.texts(names).await? == ["Ada Okafor"], "{:?}", browser.texts(names).await?);

    let shown = "return [...document.querySelectorAll('#panel-speakers .item ol button')].filter(e => e.checkVisibility({ contentVisibilityAuto: false }) && !e.closest('details:not([open])')).length;";
    let folded = browser.script(shown, &[]).await?;
    ensure!(folded == json!(3), "{folded} quotations are shown");
    browser.check_accessibility("with a list of speakers, searched").await?;
    // On paper everybody stands with all that they say.
    browser.script("dispatchEvent(new Event('beforeprint'));", &[]).await?;
    ensure!(browser.texts(names).await? == by_number, "paper lacks somebody");
    let all = browser.script(shown, &[]).await?;
    ensure!(all.as_u64() >= Some(8), "{all} quotations are on paper");

    browser.click("#article .badge").await?;
    browser.click("#card-place [data-control=Copy]").await?;
    browser.wait_text("#status", "Copied: the quotation").await?;
    let copied = clipboard(browser).await?;
    ensure!(copied["text/plain"] == "Zoe Lund: “No,”\n", "{copied}");
    Ok(())
}

/// Only what was said, in order and by speaker, and copied as lines and as a table.
pub async fn only_quotations(browser: &mut Browser) -> Result<()> {
    allow_clipboard(browser).await?;
    paste_article(browser).await?;
    browser.click("#only-quotations").await?;
    browser.find("#quotations .saying").await?;
    let hidden = browser.script("return document.getElementById('article').hidden;", &[]).await?;
    ensure!(hidden == json!(true), "the text is still shown");
    let said = browser.texts("#quotations q").await?;
    ensure!(said.len() == 3 && said[2] == "“They said that in Paris too,”", "{said:?}");
    browser.check_accessibility("with only the quotations").await?;
    browser.screenshot("quotations").await?;

    browser.click("#quotations [data-control='copy text']").await?;
    browser.wait_text("#status", "Copied: 3 quotations").await?;
    let lines = clipboard(browser).await?["text/plain"].as_str().unwrap_or_default().to_owned();
    ensure!(lines.lines().count() == 3, "one line each: {lines}");
    ensure!(
        lines.contains("Ada Okafor (the chair of the port authority): “We will rebuild it stone by stone,” … “Nobody should have to swim.”\n"),
        "{lines}"
    );
    browser.click("#quotations [data-control='copy table']").await?;
    browser.wait_text("#status", "as a table").await?;
    let table = rows(&clipboard(browser).await?)?;
    ensure!(table.len() == 3 && table.iter().all(|row| row.len() == 9), "{table:?}");

    browser.click("#quotations [data-control='order speaker']").await?;
    browser
        .wait("the speakers as headings", "return document.querySelectorAll('#quotations h3').length === 3;", &[])
        .await?;
    // A click selects, so that the card can correct it; "In the text" leads back.
    browser.click("#quotations .saying .plain").await?;
    browser.find("#card-place .card").await?;
    browser.click("#quotations .saying .quiet").await?;
    browser.find("#article mark.selected").await?;
    Ok(())
}

/// Words are painted in the text; what is chosen otherwise is left out of it.
pub async fn search_and_filter(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#search-button").await?;
    browser.find("#search-words").await?;
    browser.type_text("AUTHORITY").await?;
    browser.wait_text("#search-count", "the words stand 2 times").await?;
    let painted = browser.script("return CSS.highlights.get('search').size;", &[]).await?;
    ensure!(painted == json!(2), "painted: {painted}");
    browser.check_accessibility("with a search").await?;
    browser.press("Enter").await?;
    browser.wait_text("#search-count", "1 of 2").await?;
    browser.screenshot("search").await?;

    browser.click("#search-clear").await?;
    let choose = "const s = document.getElementById(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('input', { bubbles: true })); return s.value;";
    let chosen = browser.script(choose, &["search-speaker".into(), "Luis Prado".into()]).await?;
    ensure!(chosen == json!("Luis Prado"), "Luis Prado is no choice");
    browser.wait_text("#search-count", "1 of 3 quotations").await?;
    let left_out = browser.script("return [...new Set([...document.querySelectorAll('#article mark.left-out')].map(e => e.dataset.owner))].length;", &[]).await?;
    ensure!(left_out == json!(2), "left out: {left_out}");
    browser.script(choose, &["search-kind".into(), "indirect".into()]).await?;
    browser.wait_text("#search-count", "0 of 3 quotations").await?;
    browser.script("document.getElementById('search-words').focus();", &[]).await?;
    browser.press("Escape").await?;
    let rest = browser
        .script("return [document.querySelectorAll('.left-out').length, document.activeElement.id];", &[])
        .await?;
    ensure!(rest == json!([0, "search-button"]), "after closing: {rest}");
    Ok(())
}

/// What a page says of itself is written down, can be changed and undone, is saved, and comes back.
pub async fn source(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    let page = "<html><head><title>Bridge closed | The Penford Post</title><meta property='og:site_name' content='The Penford Post'>\
        <meta name='author' content='By Di Roe'><link rel='canonical' href='https://post.example/bridge'>\
        <script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed\",\
        \"datePublished\":\"2026-11-20T08:00:00Z\"}]}</script></head><body><nav>Menu</nav><article><h1>Bridge closed</h1>\
        <p>“We will rebuild it,” said Ada Okafor, the chair of the port, on Friday morning.</p></article></body></html>";
    let file = browser.file("page.html", page.as_bytes())?;
    browser.choose_file("#file", &file).await?;
    browser.wait_text("#source summary", "The Penford Post, Di Roe, 2026-11-20, https://post.example/bridge").await?;
    let undo = browser.script("return document.getElementById('undo').getAttribute('aria-disabled');", &[]).await?;
    ensure!(undo == json!("true"), "what came with the text is no step");

    browser.click("#source summary").await?;
    browser.check_accessibility("with the source open").await?;
    let write = "const i = document.getElementById(arguments[0]); i.value = arguments[1]; i.dispatchEvent(new Event('change'));";
    browser.script(write, &["source-annotators".into(), "Cy Lund; Ed Poe".into()]).await?;
    browser.script(write, &["source-outlet".into(), "The Other Post".into()]).await?;
    browser.wait_text("#source summary", "The Other Post").await?;
    browser.script(write, &["source-published".into(), "yesterday".into()]).await?;
    browser.wait_text("#status", "is no date").await?;
    browser.click("#save").await?;
    let (_, saved) = browser.downloaded(".whosaid.json").await?;
    let saved: Value = serde_json::from_slice(&saved)?;
    let document = &saved["document"];
    for (field, value) in [
        ("title", "Bridge closed"),
        ("outlet", "The Other Post"),
        ("author", "Di Roe"),
        ("published", "2026-11-20"),
        ("url", "https://post.example/bridge"),
    ] {
        ensure!(document[field] == json!(value), "{field} is {}", document[field]);
    }
    ensure!(document["annotators"][1]["name"] == json!("Ed Poe"), "{document}");
    browser.click("#undo").await?;
    browser.wait_text("#source summary", "The Penford Post").await?;

    let file = browser.file("again.whosaid.json", saved.to_string().as_bytes())?;
    browser.choose_file("#file", &file).await?;
    browser.click("#question .danger").await?;
    browser.wait_text("#status", "Opened").await?;
    browser.wait_text("#source summary", "The Other Post, Di Roe").await?;
    Ok(())
}

/// A text of a PDF: the page offers to join its lines, shows what that does, and corrections live through it.
pub async fn broken_lines(browser: &mut Browser) -> Result<()> {
    // Whole paragraphs are left alone.
    paste_article(browser).await?;
    let hidden = browser.script("return document.getElementById('join-offer').hidden;", &[]).await?;
    ensure!(hidden == json!(true), "it is offered for an article");
    browser.click("#new-text").await?;
    let text = "The old bridge will be closed for a year from May, the coun-\n\
        cil said on Monday, because it has sunk by half a metre since\n\
        it was built in 1901. “We knew that, and we did nothing about\n\
        it for years,” said Ada Okafor, who runs the port of Penford.\n\n\
        12\n\n\
        “Nobody told us, and nobody asked us what we would have done,\n\
        although it is our town,” said Ben Ames, who has lived beside\n\
        the bridge for thirty years and does not want to leave it.\n";
    browser.paste("#input", text).await?;
    browser.find("#join-offer").await?;
    let headlines = browser.texts("#article .headline").await?;
    ensure!(headlines.is_empty(), "half a sentence is a headline: {headlines:?}");
    browser.click("#join-offer summary").await?;
    browser.wait_text("#join-offer", "5 line breaks").await?;
    browser.wait_text("#join-offer", "1 divided word is put together (council); 1 line of the page goes: 12").await?;
    browser.wait_text("#join-offer pre", "because it has sunk by half a metre since it was built").await?;
    browser.check_accessibility("with the offer to join lines").await?;
    browser.screenshot("broken-lines").await?;
    browser.click("#article .badge").await?;
    browser.press("a").await?;
    browser.click("#join-lines").await?;
    browser.wait_text("#article", "did nothing about it for years,").await?;
    let text = browser.script("return document.getElementById('input').value;", &[]).await?;
    let paragraphs = text.as_str().unwrap_or_default().split("\n\n").count();
    ensure!(paragraphs == 2, "{paragraphs} paragraphs: {text}");
    let hidden = browser.script("return document.getElementById('join-offer').hidden;", &[]).await?;
    ensure!(hidden == json!(true), "it is offered again");
    browser.click("#undo").await?;
    browser.wait_text("#article", "coun-").await?;
    Ok(())
}

/// An interview with labels: who they are is said once for all turns.
pub async fn interview(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    let text = "Ada Okafor runs the port of Penford.\n\nQ: What happened to the bridge?\n\nA: It sank by half a metre. We knew about it.\n\n\
        Q: Who knew?\n\nA: Everybody. My brother said it was late.\n";
    browser.paste("#input", text).await?;
    browser.find("#label-offer input").await?;
    browser.check_accessibility("with the labels of an interview").await?;
    let labels = browser.texts("#label-offer label").await?;
    ensure!(labels.len() == 2 && labels[0].starts_with("Q (2 turns)"), "{labels:?}");
    browser.script("document.querySelectorAll('#label-offer input')[0].focus();", &[]).await?;
    browser.type_text("Di Roe").await?;
    browser.script("document.querySelectorAll('#label-offer input')[1].focus();", &[]).await?;
    browser.type_text("Ada Okafor").await?;
    browser.click("#set-labels").await?;
    let speakers = "const n = [...document.querySelectorAll('#panel-speakers strong')].map(e => e.textContent);
        return n.includes('Di Roe') && n.includes('Ada Okafor') && !n.includes('Q') && !n.includes('A');";
    browser.wait("the speakers to have names", speakers, &[]).await?;
    let hidden = browser.script("return document.getElementById('label-offer').hidden;", &[]).await?;
    ensure!(hidden == json!(true), "the offer is still there");
    Ok(())
}

/// On a phone and in the dark: nothing is cut, no target is small, nothing breaks the rules.
pub async fn on_a_phone_and_in_the_dark(browser: &mut Browser) -> Result<()> {
    browser.emulate_phone(360, 740).await?;
    paste_article(browser).await?;
    browser.tap("#search-button").await?;
    browser.find("#search-words").await?;
    check_layout(browser, "with a search at 360 px").await?;
    browser.screenshot("search-narrow").await?;
    browser.tap("#search-close").await?;
    browser.tap("#more-button").await?;
    browser.tap("#more button:nth-child(3)").await?;
    browser.find("#quotations .saying").await?;
    check_layout(browser, "with only the quotations at 360 px").await?;
    browser.screenshot("quotations-narrow").await?;
    browser.tap("#source summary").await?;
    browser.tap("#tab-voices").await?;
    browser.find("#panel-voices table").await?;
    check_layout(browser, "with who speaks at 360 px").await?;
    browser.screenshot("who-speaks-narrow").await?;

    browser.emulate_media(&[("prefers-color-scheme", "dark")]).await?;
    browser.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    browser.tap("#search-button").await?;
    browser.type_text("bridge").await?;
    browser.check_accessibility("with all of it in the dark").await?;
    browser.screenshot("looking-dark").await?;
    browser.emulate_media(&[("forced-colors", "active")]).await?;
    browser.check_accessibility("with all of it in forced colours").await?;
    browser.screenshot("looking-forced-colours").await?;
    let pressed = "const fill = id => getComputedStyle(document.getElementById(id)).backgroundColor;
        return fill('only-quotations') !== fill('edit-text');";
    ensure!(browser.script(pressed, &[]).await? == json!(true), "what is switched on looks as what is not");
    Ok(())
}
