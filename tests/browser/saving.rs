//! What is saved is what one sees: what has just been typed, and the one text that is shown.

use crate::browser::Browser;
use crate::correcting::{ARTICLE, paste_article};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

const GERMAN: &str = "Der Minister sagte am Freitag in Berlin, die Brücke werde noch in diesem Jahr wieder geöffnet. \
    „Wir haben lange genug gewartet“, erklärte er nach der Sitzung des Ausschusses vor Journalisten.";

/// Presses Ctrl+S where the focus is, and gives the file.
async fn save(browser: &Browser) -> Result<Value> {
    browser.press("Control+s").await?;
    let (_, content) = browser.downloaded(".whosaid.json").await?;
    serde_json::from_slice(&content).context("the saved file is no JSON")
}

/// Opens the rest of the card, and puts the focus into its field `control`, empty.
async fn enter_field(browser: &Browser, control: &str) -> Result<()> {
    browser.find("#card-place .card").await?;
    let open = "document.querySelector('.card details').open = true;
        const field = document.querySelector(`.card [data-control=\"${arguments[0]}\"]`); field.focus(); field.select();";
    browser.script(open, &[control.into()]).await?;
    Ok(())
}

/// A note, a name, a role, and the text itself: saved by keys right after typing, with the focus still in the field.
pub async fn what_is_being_typed_is_in_the_file(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    enter_field(browser, "note").await?;
    browser.type_text("Ask again").await?;
    save(browser).await?;
    enter_field(browser, "tags").await?;
    browser.type_text("port; to ask").await?;
    let file = save(browser).await?;
    let tags = json!(["port", "to ask"]);
    ensure!(
        file["quotations"].as_array().is_some_and(|all| all.iter().any(|quotation| quotation["tags"] == tags)),
        "the tags are not in the file"
    );
    let noted = |file: &Value| {
        file["quotations"].as_array().is_some_and(|all| all.iter().any(|quotation| quotation["note"] == "Ask again"))
    };
    ensure!(noted(&file), "the note is not in the file");

    browser.click("#article mark.person").await?;
    for (control, typed, field) in [("Name", "Ada B. Okafor", "name"), ("Role", "head of the port", "description")] {
        enter_field(browser, control).await?;
        browser.type_text(typed).await?;
        let file = save(browser).await?;
        let found = file["entities"].as_array().is_some_and(|all| all.iter().any(|entity| entity[field] == typed));
        ensure!(found, "{control} is not in the file");
        let focused = browser.script("return document.activeElement.dataset.control ?? '';", &[]).await?;
        ensure!(focused == control, "after saving, the focus is on {focused}");
    }

    // Where it comes from; what cannot be taken in is said.
    for (field, typed) in
        [("outlet", "The Penford Post"), ("url", "https://post.example/1"), ("published", "2026-11-20")]
    {
        browser.script("document.getElementById('source').open = true;", &[]).await?;
        browser.script("document.getElementById(arguments[0]).focus();", &[format!("source-{field}").into()]).await?;
        browser.press("Control+a").await?;
        browser.type_text(typed).await?;
        let file = save(browser).await?;
        ensure!(file["document"][field] == typed, "{field} is {}", file["document"][field]);
        browser.wait_text("#status", "Nothing has left").await?;
    }
    browser.press("Control+a").await?;
    browser.type_text("yesterday").await?;
    let file = save(browser).await?;
    ensure!(file["document"]["published"] == "2026-11-20", "{}", file["document"]);
    browser.wait_text("#status", "without “yesterday”").await?;

    browser.click("#edit-text").await?;
    browser.press("Control+End").await?;
    browser.type_text("One more line.").await?;
    let file = save(browser).await?;
    let text = file["document"]["text"].as_str().unwrap_or_default();
    ensure!(text.trim_end().ends_with("One more line."), "the file's text ends {:?}", text.get(text.len() - 40..));
    ensure!(noted(&file), "the note is lost");
    Ok(())
}

/// After a field is left by Tab, the focus is on what comes next, and what was typed is taken in.
pub async fn the_focus_goes_on_after_a_rename(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article mark.person").await?;
    enter_field(browser, "Name").await?;
    browser.type_text("Ada B. Okafor").await?;
    browser.press("Tab").await?;
    browser.wait_text("#status", "Renamed to Ada B. Okafor").await?;
    browser.settle().await?;
    let focused =
        browser.script("return document.activeElement.dataset.control ?? document.activeElement.tagName;", &[]);
    let focused = focused.await?;
    ensure!(focused == "Role", "after Tab the focus is on {focused}");
    // The same, by the pointer on a button of the card.
    enter_field(browser, "Name").await?;
    browser.type_text("Ada Okafor").await?;
    browser.click("#card-place [data-control=More]").await?;
    browser.wait_text("#status", "Renamed to Ada Okafor").await?;
    let focused = browser.script("return document.activeElement.tagName;", &[]).await?;
    ensure!(focused != "BODY", "the focus is lost");
    Ok(())
}

/// What is shown, as words, and whether it could be saved.
async fn shown(browser: &Browser) -> Result<Value> {
    browser
        .script(
            "const shown = id => document.getElementById(id).checkVisibility();
            return { article: shown('article') && document.getElementById('article').textContent.includes('old bridge'),
                input: document.getElementById('input').value.includes('old bridge'),
                editor: shown('editor'), save: !document.getElementById('save').disabled };",
            &[],
        )
        .await
}

/// A second text that is refused leaves the first untouched, and is itself not lost.
pub async fn a_refused_text_replaces_nothing(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let german = browser.file("artikel.txt", GERMAN.as_bytes())?;
    browser.choose_file("#file", &german).await?;
    browser.wait_text("#notice", "does not look like English").await?;
    let untouched = json!({ "article": true, "input": true, "editor": false, "save": true });
    ensure!(shown(browser).await? == untouched, "{}", shown(browser).await?);
    let file = save(browser).await?;
    ensure!(file["document"]["text"] == ARTICLE, "the file holds another text than the page shows");
    browser.wait_text("#notice", "Der Minister sagte").await?;
    for (name, content) in [("binary.txt", b"a\0b".to_vec()), ("large.txt", vec![b'a'; 20_000_001])] {
        let file = browser.file(name, &content)?;
        browser.choose_file("#file", &file).await?;
        browser.wait_text("#notice", name).await?;
        ensure!(shown(browser).await? == untouched, "after {name}: {}", shown(browser).await?);
    }
    browser.choose_file("#file", &german).await?;
    browser.wait_text("#notice", "Der Minister sagte").await?;
    browser.click("#notice .notice-actions button").await?;
    browser.wait_text("#article", "Der Minister sagte").await?;

    // Pasted over the text while one edits it: the marked text is no longer that of the field, and cannot be saved.
    browser.click("#new-text").await?;
    browser.paste("#input", ARTICLE).await?;
    browser.find("#article mark.quotation").await?;
    browser.click("#edit-text").await?;
    browser.press("Control+a").await?;
    browser.paste("#input", GERMAN).await?;
    browser.wait_text("#notice", "does not look like English").await?;
    let refused = json!({ "article": false, "input": false, "editor": true, "save": false });
    ensure!(shown(browser).await? == refused, "{}", shown(browser).await?);
    browser.click("#notice .notice-actions button:nth-child(2)").await?;
    browser.wait_text("#article", "old bridge").await?;
    ensure!(shown(browser).await? == untouched, "{}", shown(browser).await?);
    Ok(())
}

/// Files that cannot be read say what to do instead; of several files none is passed over in silence.
pub async fn advice_for_files(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    for (name, content, advice) in [
        ("report.doc", &b"\xd0\xcf\x11\xe0...."[..], "paste it here"),
        ("other.json", b"{ \"version\": 3 }", "holds no annotations that whosaid knows"),
        ("cut.json", b"{ \"format\": \"whosaid\", \"ver", "cut off at the end"),
        ("empty.json", b"", "it is empty"),
        ("list.json", b"[]", "a JSON list with nothing in it"),
        ("others.json", b"[1, 2]", "a JSON list of something else"),
        ("object.json", b"{}", "a JSON object with nothing in it"),
        ("null.json", b"null", "JSON for nothing"),
        ("lines.jsonl", b"\n", "it is empty"),
        ("line.jsonl", b"{}\n", "a JSON object with nothing in it"),
        ("words.conllu", b"1\tAda\tAda\tPROPN\n", "Open the text that they were made from"),
        ("map.geojson", b"{\"type\": \"FeatureCollection\", \"features\": []}", "it is GeoJSON"),
        ("map.json", b"{\"type\": \"Point\", \"coordinates\": [1, 2]}", "it is GeoJSON"),
        ("table.csv", b"name,words\nAda,Yes\n", "it is a table"),
    ] {
        let file = browser.file(name, content)?;
        browser.choose_file("#file", &file).await?;
        browser.wait_text("#notice", name).await?;
        browser.wait_text("#notice", advice).await.with_context(|| name.to_owned())?;
        let words = browser.texts("#notice p").await?;
        ensure!(!words.iter().any(|words| words.contains("line 1 column")), "{words:?}");
    }
    let drop = "const data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name, { type: 'text/plain' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    browser.script(drop, &[json!([["one.txt", ARTICLE], ["two.txt", "“Yes,” said Luis Prado."]])]).await?;
    browser.wait_text("#article", "old bridge").await?;
    browser.wait_text("#desk summary", "2 texts, ").await?;
    browser.wait_text("#status", "2 texts have been read").await?;
    browser.press("Alt+PageDown").await?;
    browser.wait_text("#article", "“Yes,”").await?;
    // Beside others, what is not read stands in the list, and the status says so.
    let lines = browser.file("mixed.jsonl", b"null\n{\"a\": 1}\n")?;
    browser.choose_file("#file", &lines).await?;
    browser.wait_text("#desk", "mixed.jsonl, line 1” was not opened: it holds only “null”").await?;
    browser.wait_text("#desk", "mixed.jsonl, line 2” was not opened: it holds no annotations").await?;
    let table = browser.file("table.csv", b"a,b\n")?;
    browser.choose_file("#file", &table).await?;
    browser.wait_text("#status", "The text has not been read").await?;
    let text = browser.file("three.txt", "“Never,” said Cy Lund.".as_bytes())?;
    browser.choose_file("#file", &text).await?;
    browser.wait_text("#status", "1 text has been read").await
}

/// An article that is pasted right behind another in the field is a paragraph of its own, and can become a text of its own;
/// words that go on with a sentence are left alone.
pub async fn an_article_behind_another(browser: &mut Browser) -> Result<()> {
    let field = "return document.getElementById('input').value;";
    let second = "Mine owner defends record\n\n“Safety comes first,” said Nora Brandt of Tarn Gold.";
    paste_article(browser).await?;
    browser.click("#edit-text").await?;
    browser.press("Control+End").await?;
    browser.paste("#input", " And so it goes.").await?;
    ensure!(browser.script(field, &[]).await? == format!("{ARTICLE} And so it goes."), "more than the words");
    browser.paste("#input", second).await?;
    let both = format!("{ARTICLE} And so it goes.\n\n{second}");
    ensure!(browser.script(field, &[]).await? == both, "{}", browser.script(field, &[]).await?);
    browser.wait_text("#notice", "stands as a paragraph behind").await?;
    browser.press("Control+z").await?;
    let undone = browser.script(field, &[]).await?.to_string();
    ensure!(!undone.contains("Tarn Gold"), "the paste cannot be undone: {undone}");
    browser.press("Control+Shift+z").await?;
    ensure!(browser.script(field, &[]).await? == both, "{}", browser.script(field, &[]).await?);
    browser.press("Control+End").await?;
    browser.press("Control+a").await?;
    browser.press("Delete").await?;
    browser.paste("#input", &format!("{ARTICLE} And so it goes.")).await?;
    browser.find("#article mark.quotation").await?;
    browser.click("#edit-text").await?;
    browser.press("Control+End").await?;
    browser.paste("#input", second).await?;
    browser.click("#notice [data-control^=Make], #notice button:not([aria-label])").await?;
    browser.wait_text("#article", "Tarn Gold").await?;
    browser.wait_text("#desk summary", "2 texts").await?;
    let article = "return document.getElementById('article').textContent;";
    ensure!(!browser.script(article, &[]).await?.to_string().contains("old bridge"), "both in one text");
    browser.press("Alt+PageUp").await?;
    browser.wait_text("#article", "And so it goes").await?;
    ensure!(!browser.script(article, &[]).await?.to_string().contains("Tarn Gold"), "the second is in the first, too");
    Ok(())
}

/// A Markdown file brings its words, a web page its article: no syntax, no menus, no advertisements.
pub async fn only_the_article_comes_in(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.wait_text("#status", "Ready").await?;
    let text = "return document.getElementById('input').value;";
    let markdown = "# Old bridge closes\n\n“We will **rebuild** it, _stone by stone_,” said [Ada Okafor](http://example.org/ada).\n\n> “Nobody should have to swim,” she said.\n";
    let file = browser.file("article.md", markdown.as_bytes())?;
    browser.choose_file("#file", &file).await?;
    browser.wait_text("#article", "stone by stone").await?;
    let read = browser.script(text, &[]).await?;
    let expected = "Old bridge closes\n\n“We will rebuild it, stone by stone,” said Ada Okafor.\n\n“Nobody should have to swim,” she said.";
    ensure!(read == expected, "the text is {read}");
    let page = "<html><body><div id=\"top\"><a href=\"#\">Menu</a><a href=\"#\">News</a><a href=\"#\">London</a><a href=\"#\">Opinion</a></div>\
        <div id=\"wrap\"><div class=\"l\"><div class=\"headline\"><span>Mine owner defends safety record</span></div>\
        <div class=\"par\">The owner of a gold mine said on Friday that safety was its “first, second and third priority”.</div>\
        <div>Advertisement</div><div class=\"par\">“We lost a colleague, and we are heartbroken,” said Ada Okafor, the managing director.</div>\
        <div class=\"caption\">Miners outside the pit.</div>\
        <div class=\"par\">A union official, Nora Brandt, said the company had been warned twice.</div></div>\
        <div class=\"r\">Most read<br>1. Rain in the harbour<br>2. Snow in the hills</div></div><div id=\"bottom\">Terms of use | Contact us</div></body></html>";
    let file = browser.file("page.html", page.as_bytes())?;
    browser.choose_file("#file", &file).await?;
    browser.wait_text("#article", "gold mine").await?;
    let read = browser.script(text, &[]).await?;
    let expected = "Mine owner defends safety record\n\nThe owner of a gold mine said on Friday that safety was its “first, second and third priority”.\n\n\
        “We lost a colleague, and we are heartbroken,” said Ada Okafor, the managing director.\n\nA union official, Nora Brandt, said the company had been warned twice.";
    ensure!(read == expected, "the text is {read}");
    // What the command makes of the same pages, by its own test.
    let pages: Vec<Value> = serde_json::from_str(include_str!("../fixtures/documents/pages.json"))?;
    let extract = "return import('/extract.js').then(({ articleText }) => articleText(arguments[0]));";
    for page in &pages {
        let read = browser.script(extract, std::slice::from_ref(&page["html"])).await?;
        ensure!(read == page["text"], "{}: the text is {read}", page["what"]);
    }
    Ok(())
}

/// Pasted markup with styles of its own breaks no policy: the console stays empty, which every scenario demands.
pub async fn pasted_styles_are_left_out(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    let html = "<style>p { color: red }</style><article style=\"color: red\"><p style='margin: 0' onclick=\"x()\">“We will rebuild it,” said \
        <span style=\"font-weight: bold\">Ada Okafor</span>, the chair of the port, on Friday, and a style=\"plain\" was meant.</p></article>";
    browser.paste_html("#input", html, "").await?;
    browser.find("#article mark.quotation").await?;
    let text = browser.script("return document.getElementById('input').value;", &[]).await?;
    ensure!(text.as_str().is_some_and(|text| text.contains("a style=\"plain\" was meant")), "{text}");
    // The marks around a q are the browser's: the plain text that is copied with it lacks them.
    browser.forget_tab().await?;
    browser.open("/").await?;
    let html = "<p><q>We will rebuild it,</q> said Ada Okafor, the chair of the port.</p><p>She left.</p>";
    let plain = "We will rebuild it, said Ada Okafor, the chair of the port.\n\nShe left.";
    browser.paste_html("#input", html, plain).await?;
    browser.find("#article mark.quotation").await?;
    let text = browser.script("return document.getElementById('input').value;", &[]).await?;
    ensure!(text == "“We will rebuild it,” said Ada Okafor, the chair of the port.\n\nShe left.", "{text}");
    Ok(())
}
