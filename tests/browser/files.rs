//! Files in and out: the round trip, other formats, and files that mean harm.

use crate::browser::Browser;
use crate::correcting::{check_spans, paste_article};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// Saves, and gives the file.
async fn save(browser: &Browser) -> Result<Value> {
    browser.click("#save").await?;
    let (_, content) = browser.downloaded(".whosaid.json").await?;
    serde_json::from_slice(&content).context("the saved file is no JSON")
}

/// Opens a native file.
async fn open(browser: &Browser, file: &Value) -> Result<()> {
    let file = browser.file("opened.whosaid.json", file.to_string().as_bytes())?;
    browser.choose_file("#file", &file).await
}

/// Save, open, save gives the same file but for `modified`; unknown fields live on.
pub async fn round_trip(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    browser.click("#article .badge").await?;
    for key in ["t", "Shift+ArrowLeft", "a", "x"] {
        browser.press(key).await?;
    }
    let mut first = save(browser).await?;
    first["fromLater"] = json!({ "kept": [1, 2] });
    browser.open("/").await?;
    browser.wait_text("#status", "back").await?;
    open(browser, &first).await?;
    browser.wait_text("#status", "Opened").await?;
    let mut second = save(browser).await?;
    for file in [&mut first, &mut second] {
        file.as_object_mut().context("no object")?.remove("modified").context("no `modified`")?;
    }
    ensure!(first == second, "the file changed:\n{first:#}\n{second:#}");
    check_spans(&second)?;
    Ok(())
}

/// Files that are broken or mean harm give a message; no script of theirs runs, and the page goes on working.
pub async fn hostile_files(browser: &mut Browser) -> Result<()> {
    paste_article(browser).await?;
    let good = save(browser).await?;
    let text = "<img src=x onerror='window.harmed = 1'><script>window.harmed = 1</script> said Ada.";
    let span = "{\"start\":0,\"end\":1,\"start16\":0,\"end16\":1,\"exact\":\"L\"},".repeat(1_000_000);
    let with = |path: &str, value: Value| {
        let mut file = good.clone();
        *file.pointer_mut(path).unwrap_or(&mut Value::Null) = value;
        file.to_string()
    };
    let hostile = [
        ("reversed offsets", "before it begins", with("/quotations/0/spans/0/start", json!(1_000))),
        ("no number", "missing or damaged (line 1, column", with("/quotations/0/spans/0/end", json!("NaN"))),
        ("no text", "it is damaged, or another program has changed it", with("/document/text", json!(text))),
        ("other version", "written by a newer whosaid, in version 2.0", with("/version", json!("2.0"))),
        (
            "a million spans",
            "two pieces of a quotation overlap (quotations[0].spans[1])",
            with("/quotations/0/spans", json!("MANY"))
                .replace("\"MANY\"", &format!("[{}]", span.trim_end_matches(','))),
        ),
        (
            "prototype",
            "no annotations that whosaid knows",
            "{\"__proto__\": {\"harmed\": 1}, \"constructor\": {\"prototype\": {\"harmed\": 1}}}".to_owned(),
        ),
        ("deep", "it is damaged", "[".repeat(100_000)),
        ("nothing", "it is empty", String::new()),
    ];
    for (name, words, content) in hostile {
        let file = browser.file(&format!("{}.json", name.replace(' ', "-")), content.as_bytes())?;
        browser.choose_file("#file", &file).await?;
        browser.wait_text("#notice", &name.replace(' ', "-")).await.with_context(|| format!("a file with {name}"))?;
        browser.wait_text("#notice", "was not opened").await?;
        browser.wait_text("#notice", words).await?;
    }
    // Markup in names is words.
    let name = "<img src=x onerror='window.harmed = 1'>";
    let mut marked = good.clone();
    let speaker = good["quotations"][0]["speaker"].clone();
    let entities = marked["entities"].as_array_mut().context("no entities")?;
    let entity = entities.iter_mut().find(|entity| entity["id"] == speaker).context("nobody speaks")?;
    entity["name"] = name.into();
    entity["description"] = name.into();
    open(browser, &marked).await?;
    browser.wait_text("#status", "Opened").await?;
    browser.wait_text("#sidebar", name).await?;
    let page = "<p>“We will <b onclick='window.harmed = 1'>go</b>,” said Ada Okafor.</p><script>window.harmed = 1</script><nav>Menu</nav>\
        <img src=x onerror='window.harmed = 1'>";
    let page = browser.file("article.html", page.as_bytes())?;
    browser.choose_file("#file", &page).await?;
    browser.wait_text("#article", "We will go,").await?;
    let harmed = browser.script("return [window.harmed, ({}).harmed, document.querySelectorAll('#article img, #article script').length, document.getElementById('article').textContent.includes('Menu')];", &[]).await?;
    // The browser says in the console what the policy forbade: that is what this test wants.
    browser.take_console().await?;
    ensure!(harmed == json!([null, null, 0, false]), "harm was done: {harmed}");
    Ok(())
}

/// Mentions that all cross each other, as no reader would make them, cost about an element each and not their square; each
/// can be reached, and no word is lost.
pub async fn crossing_mentions(browser: &mut Browser) -> Result<()> {
    const COUNT: usize = 100;
    paste_article(browser).await?;
    let mut file = save(browser).await?;
    let text: Vec<char> = file["document"]["text"].as_str().context("no text")?.chars().collect();
    ensure!(text.len() > 2 * COUNT && text.iter().all(|c| c.len_utf16() == 1), "another article: {}", text.len());
    let entity = &mut file["entities"][0];
    let mention = entity["mentions"][0].clone();
    let crossing = (0..COUNT).map(|start| {
        let end = start + COUNT;
        let exact: String = text[start..end].iter().collect();
        let mut mention = mention.clone();
        mention["id"] = format!("crossing{start}").into();
        mention["span"] = json!({ "start": start, "end": end, "start16": start, "end16": end, "exact": exact });
        mention
    });
    entity["mentions"] = crossing.collect();
    file["quotations"] = json!([]);
    open(browser, &file).await?;
    browser.wait_text("#status", "Opened").await?;
    let script = "const marks = [...document.querySelectorAll('#article mark.mention')];
        return [marks.length, new Set(marks.map(mark => mark.dataset.key).filter(key => key?.startsWith('crossing'))).size,
            document.querySelector('#article').textContent];";
    let found = browser.script(script, &[]).await?;
    let (marks, reached) = (found[0].as_u64().unwrap_or(0), found[1].as_u64());
    // What begins between paragraphs has no mark of its own there.
    let can_be = text[..COUNT].iter().filter(|c| **c != '\n').count() as u64;
    ensure!(
        marks < 8 * COUNT as u64 && reached == Some(can_be),
        "{marks} marks, {reached:?} of {can_be} can be reached"
    );
    let shown = found[2].as_str().unwrap_or_default().split_whitespace().collect::<String>();
    let words: String = text.iter().filter(|c| !c.is_whitespace()).collect();
    ensure!(shown.contains(&words[..words.len() / 3]), "words are lost: {shown}");
    Ok(())
}

/// A page copied whole is its article, not its menus; plain text keeps its paragraphs.
pub async fn pasted_pages(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    let html = "<nav><a>Home</a> <a>World</a></nav><article><h1>Bridge closed</h1>\
        <p>The bridge will be closed for a year, and nobody in the town knows what will come after that, officials admitted.</p>\
        <p>“We will rebuild it,” said <a>Ada Okafor</a>, the chair&nbsp;of the port.</p>\
        <aside>Read more: ten bridges</aside><p>It was built in 1901, when the town was small and its ferry slow and wet.</p></article><footer>Imprint</footer>";
    browser.paste_html("#input", html, "Home World Bridge closed …").await?;
    browser.find("#article mark.quotation").await?;
    let text = browser.script("return document.getElementById('input').value;", &[]).await?;
    ensure!(
        text == "Bridge closed\n\nThe bridge will be closed for a year, and nobody in the town knows what will come after that, officials admitted.\n\n\
            “We will rebuild it,” said Ada Okafor, the chair\u{a0}of the port.\n\nIt was built in 1901, when the town was small and its ferry slow and wet.",
        "the text is {text}"
    );
    Ok(())
}
