//! The map and the list of places: they say the same, and every choice can be taken back.

use crate::browser::Browser;
use crate::correcting::{paste, paste_article};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// The line under the name of Paris in the list: which of all places called so it is.
const WHICH_PARIS: &str = "return [...document.querySelectorAll('#panel-places .item')]
    .find(item => item.querySelector('strong').textContent === 'Paris')?.querySelector('small').textContent ?? '';";

/// Waits until the list says of Paris what `condition` (of `which`) demands; gives what it says.
async fn wait_paris(browser: &Browser, condition: &str, arguments: &[Value]) -> Result<String> {
    let script = format!("const which = (() => {{ {WHICH_PARIS} }})(); return ({condition}) && (which || 'nothing');");
    let which = browser.wait(&format!("Paris to be: {condition} {arguments:?}"), &script, arguments).await?;
    Ok(which.as_str().unwrap_or_default().to_owned())
}

/// List, map and text are joined; another candidate, a place by hand and "not a place" can each be undone.
pub async fn map_list_and_text(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#tab-places").await?;
    browser
        .wait("the land", "return document.querySelector('.map .land')?.getAttribute('d').length > 10000;", &[])
        .await?;
    let listed = browser.script("return document.querySelectorAll('#panel-places .item').length;", &[]).await?;
    let drawn = browser.script("return document.querySelectorAll('.map .dot').length;", &[]).await?;
    ensure!(listed == json!(2) && drawn == listed, "{listed} places in the list, {drawn} on the map");
    let named = browser.script("return document.querySelector('.map svg').getAttribute('aria-label');", &[]).await?;
    ensure!(named.as_str().is_some_and(|name| name.contains("2 places") && name.contains("Paris")), "{named}");
    browser.screenshot("map").await?;

    // From the list to the text and the map.
    let paris = wait_paris(browser, "which.startsWith('Paris')", &[]).await?;
    let click = "[...document.querySelectorAll('#panel-places .item-head')].find(item => item.textContent.includes('Paris')).click();";
    browser.script(click, &[]).await?;
    browser
        .wait(
            "Paris to be selected",
            "return document.querySelector('#article mark.place.selected')?.textContent === 'Paris';",
            &[],
        )
        .await?;
    browser.wait("its dot to light up", "return document.querySelectorAll('.map .dot.lit').length === 1;", &[]).await?;

    // Another candidate, from a list that tells them apart.
    browser.find("#card-place fieldset.places input[type=radio]").await?;
    let lines = browser.texts("#card-place fieldset.places .choice small").await?;
    ensure!(lines.len() > 1 && lines.iter().all(|line| line.contains(" km from ")), "{lines:?}");
    ensure!(lines.iter().any(|line| line.contains(" people; ")), "{lines:?}");
    browser.click("#card-place fieldset.places .choice:nth-of-type(2)").await?;
    wait_paris(browser, "which !== arguments[0]", &[paris.clone().into()]).await?;
    browser.click("#undo").await?;
    wait_paris(browser, "which === arguments[0]", &[paris.clone().into()]).await?;

    // By hand, from the gazetteer.
    browser.click("#card-place [data-control^=Find]").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Bristol").await?;
    browser.wait_text("#card-place [role=listbox]", "Bristol, England, UK").await?;
    browser.press("Enter").await?;
    wait_paris(browser, "which.startsWith('Bristol, England')", &[]).await?;
    browser.press("Control+z").await?;
    wait_paris(browser, "which === arguments[0]", &[paris.clone().into()]).await?;

    // No place at all.
    browser.click("#card-place [data-control='Not a place']").await?;
    browser.wait("one place to go", "return document.querySelectorAll('#panel-places .item').length === 1 && document.querySelectorAll('.map .dot').length === 1;", &[]).await?;
    browser.click("#undo").await?;
    wait_paris(browser, "which === arguments[0]", &[paris.into()]).await?;

    // From the map to the text.
    browser
        .script(
            "getSelection().removeAllRanges(); document.querySelector('#card-place [data-control=close]')?.click();",
            &[],
        )
        .await?;
    let dot = "const [dot] = [...document.querySelectorAll('.map .dot')].filter(dot => dot.textContent.includes('Lisbon') || dot.textContent.includes('LISBON'));
        dot.dispatchEvent(new MouseEvent('click', { bubbles: true }));";
    browser.script(dot, &[]).await?;
    browser
        .wait(
            "Lisbon to be selected",
            "return document.querySelector('#article mark.place.selected')?.textContent === 'LISBON';",
            &[],
        )
        .await?;

    browser.click("#save-menu-button").await?;
    browser.click("#save-menu [data-format=geojson]").await?;
    let (_, content) = browser.downloaded(".geojson").await?;
    let file: Value = serde_json::from_slice(&content).context("the GeoJSON is no JSON")?;
    ensure!(file["type"] == "FeatureCollection", "{file}");
    ensure!(file["features"].as_array().map(Vec::len) == Some(2), "{file}");
    Ok(())
}

/// A search without hits says so; coordinates are understood.
pub async fn searching_by_name_and_coordinates(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.script("document.querySelector('#article mark.place').click();", &[]).await?;
    browser.click("#card-place [data-control^=Find]").await?;
    browser.find("#card-place [role=combobox]").await?;
    browser.type_text("Qwxyzzyplace").await?;
    browser.wait_text("#card-place .chooser", "No place is called “Qwxyzzyplace”").await?;
    browser.press("Control+a").await?;
    browser.type_text("51°27′N 2°36′W").await?;
    browser.wait_text("#card-place [role=listbox]", "51.45° N, 2.60° W").await?;
    browser.press("Enter").await?;
    browser.wait_text("#status", "is at 51.45° N, 2.60° W").await?;
    browser.wait_text("#card-place fieldset.places", "A point set by hand").await?;

    // "Change" takes them, too.
    browser.click("#card-place .decide [data-control^=Change], #card-place [data-control=Change]").await?;
    browser.find("#card-place [role=combobox]").await?;
    let kinds = browser.texts("#card-place [role=option] small").await?;
    ensure!(kinds.len() > 2 && kinds[0].starts_with("place"), "a place is offered behind others: {kinds:?}");
    for (typed, told) in [
        ("200, 100", "There is no such point"),
        ("-122.4, 37.8", "Do you mean 37.8, -122.4?"),
        ("54N", "such as 51.45, -2.59"),
        ("https://maps.app.goo.gl/x1Y2", "such as 51.45, -2.59"),
    ] {
        browser.press("Control+a").await?;
        browser.type_text(typed).await?;
        browser.wait_text("#card-place .chooser .state", told).await.with_context(|| typed.to_owned())?;
    }
    for typed in ["N54.6 W2.75", "54,6; -2,75", "geo:54.6,-2.75", "https://www.openstreetmap.org/#map=12/54.6/-2.75"] {
        browser.press("Control+a").await?;
        browser.type_text(typed).await?;
        browser.wait_text("#card-place [role=listbox]", "54.60° N, 2.75° W").await.with_context(|| typed.to_owned())?;
    }
    browser.press("Enter").await?;
    browser.wait_text("#status", "is at 54.60° N, 2.75° W").await
}

/// A story of one region: the map shows more than its ground, and names stay in its frame.
pub async fn the_map_of_one_region(browser: &mut Browser) -> Result<()> {
    paste(browser, "“We will rebuild it,” said Ada Okafor in Springfield, Illinois. Officials in Peoria, Illinois, and in Bloomington, Illinois, agreed.").await?;
    browser.click("#tab-places").await?;
    browser
        .wait("the land", "return document.querySelector('.map .land')?.getAttribute('d').length > 10000;", &[])
        .await?;
    let widths = "return document.querySelector('.map svg').viewBox.baseVal.width;";
    let width = browser.script(widths, &[]).await?;
    ensure!(width.as_f64() >= Some(320.0), "the map is {width} units wide: hardly a coast or a border can be on it");
    let cut = "const frame = document.querySelector('.map svg').getBoundingClientRect();
        return [...document.querySelectorAll('.map text')].filter(text => { const b = text.getBoundingClientRect();
            return b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1; }).map(text => text.textContent);";
    let names = browser.texts("#panel-places .map text").await?;
    ensure!(!names.is_empty(), "no name is on the map");
    ensure!(browser.script(cut, &[]).await? == json!([]), "names are cut");
    // The whole country with its states, a lake and the capital; nearer only when one asks for it.
    let country = "const box = document.querySelector('.map svg').viewBox.baseVal, part = (name) => document.querySelector(`.map ${name}`)?.getAttribute('d').length ?? 0;
        return box.width > 1100 && part('.states') > 30000 && part('.lakes') > 5000 && !!document.querySelector('.map .capital')
            && [...document.querySelectorAll('.map text')].some(text => text.textContent === 'Washington');";
    browser.wait("the United States with states, lakes and capital", country, &[]).await?;
    ensure!(browser.script(cut, &[]).await? == json!([]), "names are cut");
    browser.screenshot("map-country").await?;
    browser.click(".map [data-control=Nearer]").await?;
    let near = browser.script(widths, &[]).await?;
    ensure!(near.as_f64().is_some_and(|near| near < 400.0), "nearer is {near} units wide");
    browser.click(".map [data-control=Nearer]").await?;
    browser.wait("the whole country", country, &[]).await?;
    Ok(())
}

/// Places close together: a name stands nearer to its own dot than to any other, or is left to the list.
pub async fn names_stand_at_their_own_dots(browser: &mut Browser) -> Result<()> {
    paste(browser, "“We will rebuild it,” said Ada Okafor in Bristol. Officials in Cardiff, Bath, Gloucester, Swindon, London and Paris agreed, and so did New York.").await?;
    browser.click("#tab-places").await?;
    browser
        .wait("the land", "return document.querySelector('.map .land')?.getAttribute('d').length > 10000;", &[])
        .await?;
    let wrong = "const dots = [...document.querySelectorAll('.map .dot')].map(dot => { const b = dot.querySelector('.spot').getBoundingClientRect();
            return { entity: dot.dataset.entity, x: b.x + b.width / 2, y: b.y + b.height / 2 }; });
        const names = [...document.querySelectorAll('.map .names text[data-entity]')].map(text => { const b = text.getBoundingClientRect();
            const gap = ({ x, y }) => Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));
            const own = dots.find(dot => dot.entity === text.dataset.entity);
            return [text.textContent, dots.some(dot => Math.hypot(dot.x - own.x, dot.y - own.y) >= 5 && gap(dot) < gap(own))]; });
        return [dots.length, names.length, names.filter(([, wrong]) => wrong)];";
    for step in ["Nearer", "Whole world", ""] {
        let found = browser.script(wrong, &[]).await?;
        ensure!(found[0] == json!(8) && found[1].as_u64() >= Some(2), "dots, names: {found}");
        ensure!(found[2] == json!([]), "nearer to another dot stand {}", found[2]);
        let there =
            "return document.querySelector(`.map [data-control='${arguments[0]}']`)?.checkVisibility() ?? false;";
        if !step.is_empty() && browser.script(there, &[step.into()]).await? == json!(true) {
            browser.click(&format!(".map [data-control='{step}']")).await?;
        }
    }
    Ok(())
}

/// A list of places is searched and put in order; what is no place leaves it from there.
pub async fn the_list_of_places(browser: &mut Browser) -> Result<()> {
    paste(browser, "“We will rebuild it,” said Ada Okafor in Bristol. Officials in Penfordbury, Cardiff, London and Paris agreed, and so did those in London.").await?;
    browser.click("#tab-places").await?;
    let listed = "#panel-places .item strong";
    let all = browser.texts(listed).await?;
    ensure!(all.len() >= 4 && !all.is_sorted(), "{all:?}");
    browser.script("document.querySelector('#tab-places').focus();", &[]).await?;
    browser.press("/").await?;
    browser.type_text("lon").await?;
    browser.wait_text("#panel-places output", &format!("1 of {}", all.len())).await?;
    ensure!(browser.texts(listed).await? == ["London"], "{:?}", browser.texts(listed).await?);
    browser.press("Control+a").await?;
    browser.press("Backspace").await?;
    browser.script("const order = document.querySelector('#panel-places select'); order.selectedIndex = 1; order.dispatchEvent(new Event('change'));", &[]).await?;
    let resolved = "return [...document.querySelectorAll('#panel-places .item')].filter(item => item.querySelector('.diamond').textContent === '◆').map(item => item.querySelector('strong').textContent);";
    let names: Vec<String> = serde_json::from_value(browser.script(resolved, &[]).await?)?;
    ensure!(names.len() >= 4 && names.is_sorted(), "{names:?}");
    browser.check_accessibility("with a list of places in order").await?;
    browser.click("#panel-places [aria-label='Not a place: Cardiff']").await?;
    browser.wait_text("#status", "Cardiff is no place").await?;
    let gone = "return ![...document.querySelectorAll('#panel-places strong')].some(e => e.textContent === 'Cardiff') && document.activeElement.id === 'panel-places';";
    browser.wait("Cardiff to go, and the focus to stay in the list", gone, &[]).await?;
    browser.press("Control+z").await?;
    browser.wait_text("#panel-places", "Cardiff").await
}

/// A place by a click on a map: its coordinates stand in the field, and are taken as if they had been typed.
pub async fn a_place_by_a_click(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.script("document.querySelector('#article mark.place').click();", &[]).await?;
    browser.click("#card-place [data-control^=Find]").await?;
    browser.find("#card-place .map.pick .land").await?;
    // What is known of the place is in the middle of the map: Lisbon, at 38.7° N, 9.1° W.
    let middle = "const box = document.querySelector('.map.pick svg'); box.scrollIntoView({ block: 'center' });
        const r = box.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 };";
    for step in ["", "nearer", "nearer"] {
        if !step.is_empty() {
            browser.click(&format!("#card-place [data-control={step}]")).await?;
        }
        let point = browser.script(middle, &[]).await?;
        browser.click_at(&point).await?;
        let typed =
            "const [lat, lon] = document.querySelector('#card-place [role=combobox]').value.split(',').map(Number);
            return Math.abs(lat - 38.72) < 0.3 && Math.abs(lon + 9.14) < 0.3;";
        browser.wait("the coordinates of Lisbon", typed, &[]).await?;
    }
    browser.wait_text("#card-place [role=listbox]", "38.7").await?;
    browser.check_accessibility("with a map to choose from").await?;
    browser.click("#card-place [role=option]").await?;
    browser.wait_text("#status", "is at 38.7").await?;
    Ok(())
}
