//! A Chromium under our hands: what a person does with the page, and what a person sees.

use crate::network::Log;
use crate::programs::{Process, Server, root};
use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use whosaid::reader::thorough::weights::{encode, untrained};

/// How long to wait for what should come at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// Accessibility checks; Mozilla Public License 2.0, see the licence beside it.
const AXE: &str = include_str!("vendor/axe.min.js");

/// The page in Chromium, and the server that it came from.
pub struct Browser {
    /// The page's origin, as `http://127.0.0.1:1234`.
    pub origin: String,
    client: Client,
    driver: Process,
    _server: Server,
    /// Profile, downloads and the network's log.
    folder: tempfile::TempDir,
}

impl Browser {
    /// Builds and serves the page, and starts a fresh Chromium.
    pub async fn start() -> Result<Browser> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("downloads"))?;
        // What the page offers to read thoroughly with means nothing, but is small.
        let weights = folder.path().join("untrained.weights");
        std::fs::write(&weights, encode(&untrained(1)))?;
        let server = Server::start("--thorough", &weights)?;

        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let (driver, line) = Process::start(Command::new(program).arg("--port=0"), "successfully on port ")?;
        let port = line.rsplit(' ').next().unwrap_or_default().trim_end_matches('.').to_owned();

        let capabilities = json!({
            "goog:chromeOptions": {
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--window-size=1280,900",
                    // A site elsewhere must not be reached even if the page tried.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    format!("--user-data-dir={}", folder.path().join("profile").display()),
                    format!("--log-net-log={}", folder.path().join("network.json").display()),
                ],
                "prefs": {
                    "download.default_directory": folder.path().join("downloads"),
                    "download.prompt_for_download": false,
                    // Two files one after the other, without a hand on mouse or keys between them.
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "accept",
        });
        let mut capabilities = capabilities.as_object().cloned().unwrap_or_default();
        if let Ok(chromium) = std::env::var("CHROMIUM") {
            capabilities["goog:chromeOptions"]["binary"] = chromium.into();
        }
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("Chromium does not start")?;
        Ok(Browser { origin: server.origin.clone(), client, driver, _server: server, folder })
    }

    /// Ends Chromium; gives the page's origin and all that Chromium sent.
    pub async fn finish(self) -> Result<(String, Log)> {
        self.client.clone().close().await?;
        drop(self.driver);
        let log = Log::read(&self.folder.path().join("network.json"))?;
        Ok((self.origin, log))
    }

    /// Forgets all that the scenario before did: storage, emulation, console, downloads.
    pub async fn reset(&mut self) -> Result<()> {
        self.close_other_windows().await?;
        self.forget_tab().await?;
        self.client.goto("about:blank").await?;
        let origin = json!({ "origin": self.origin, "storageTypes": "all" });
        self.devtools("Storage.clearDataForOrigin", origin).await?;
        // Who comes back has seen the tour.
        self.open("/sample.txt").await?;
        self.script("localStorage.setItem('whosaid.settings', '{\"tour\": false}');", &[]).await?;
        self.client.goto("about:blank").await?;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await?;
        self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": false })).await?;
        self.take_console().await?;
        for file in std::fs::read_dir(self.downloads())? {
            std::fs::remove_file(file?.path())?;
        }
        Ok(())
    }

    /// Leaves the page and empties the tab's own storage. The page keeps a draft when one leaves it, so that storage
    /// emptied on the page itself is filled again; a file of the same origin that is no page sees it, too.
    pub async fn forget_tab(&self) -> Result<()> {
        self.open("/sample.txt").await?;
        self.script("sessionStorage.clear();", &[]).await?;
        Ok(())
    }

    /// Opens the page, at `path` below its origin ("/" is the page itself), and waits for its scripts.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.open_address(&format!("{}{path}", self.origin)).await?;
        if path == "/" {
            self.wait("the page's scripts", "return 'begun' in document.documentElement.dataset;", &[]).await?;
        }
        Ok(())
    }

    /// Opens any address.
    pub async fn open_address(&self, address: &str) -> Result<()> {
        Ok(self.client.goto(address).await?)
    }

    /// Opens the page in a further tab, and goes to it.
    pub async fn open_tab(&self, path: &str) -> Result<()> {
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        self.open(path).await
    }

    /// Closes the tab at hand, and goes to the first of those that are left.
    pub async fn close_tab(&self) -> Result<()> {
        self.client.close_window().await?;
        let first = self.client.windows().await?.into_iter().next().context("no tab is left")?;
        Ok(self.client.switch_to_window(first).await?)
    }

    /// Goes to the tab that was opened as the `number`th of those that are open, the first being 0; waits until it is there.
    pub async fn go_to_tab(&self, number: usize) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(tab) = self.client.windows().await?.into_iter().nth(number) {
                return Ok(self.client.switch_to_window(tab).await?);
            }
            ensure!(Instant::now() < end, "there is no tab {number}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Closes all tabs but one. Each leaves its page before: what that keeps when it is left is kept by then.
    async fn close_other_windows(&self) -> Result<()> {
        while self.client.windows().await?.len() > 1 {
            self.client.goto("about:blank").await?;
            self.close_tab().await?;
        }
        Ok(())
    }

    /// What `script`, the body of a function, returns; `arguments[0]` and so on are `arguments`. A promise is
    /// waited for.
    pub async fn script(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.client.execute(script, arguments.to_vec()).await.with_context(|| format!("script fails: {script}"))
    }

    /// From here to [`Browser::no_longer`], `script` runs before those of every page that is opened.
    pub async fn before_scripts(&self, script: &str) -> Result<Value> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await
    }

    /// See [`Browser::before_scripts`].
    pub async fn no_longer(&self, added: Value) -> Result<()> {
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", added).await?;
        Ok(())
    }

    /// Waits until `selector` matches a visible element, and gives it.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        let visible = "const e = document.querySelector(arguments[0]); return !!e && e.checkVisibility();";
        self.wait(&format!("`{selector}` to show"), visible, &[selector.into()]).await?;
        Ok(self.client.find(Locator::Css(selector)).await?)
    }

    /// Waits until the function body `condition` returns something true; `what` is for the message.
    pub async fn wait(&self, what: &str, condition: &str, arguments: &[Value]) -> Result<Value> {
        let end = Instant::now() + PATIENCE;
        loop {
            let value = self.script(condition, arguments).await?;
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("") {
                return Ok(value);
            }
            ensure!(Instant::now() < end, "waited {} s in vain for {what}", PATIENCE.as_secs());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the text of `selector`'s first match contains `words`.
    pub async fn wait_text(&self, selector: &str, words: &str) -> Result<()> {
        let contains =
            "const e = document.querySelector(arguments[0]); return !!e && e.textContent.includes(arguments[1]);";
        self.wait(&format!("`{selector}` to say “{words}”"), contains, &[selector.into(), words.into()]).await?;
        Ok(())
    }

    /// The text of every element that `selector` matches.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim());";
        Ok(serde_json::from_value(self.script(script, &[selector.into()]).await?)?)
    }

    /// Clicks on the first visible match of `selector`, once there is one.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let element = self.find(selector).await?;
        // By itself, WebDriver would not wait until the page has scrolled smoothly.
        let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' });";
        self.script(scroll, &[selector.into()]).await?;
        element.click().await.with_context(|| format!("cannot click on `{selector}`"))
    }

    /// Clicks with the mouse at `point`, `{ x, y }` in CSS pixels of the window.
    pub async fn click_at(&self, point: &Value) -> Result<()> {
        for kind in ["mousePressed", "mouseReleased"] {
            self.mouse(kind, point).await?;
        }
        Ok(())
    }

    /// Draws with the mouse from one point to another.
    pub async fn drag(&self, from: &Value, to: &Value) -> Result<()> {
        self.mouse("mouseMoved", from).await?;
        self.mouse("mousePressed", from).await?;
        self.mouse("mouseMoved", to).await?;
        self.mouse("mouseReleased", to).await
    }

    async fn mouse(&self, kind: &str, point: &Value) -> Result<()> {
        let buttons = u8::from(kind != "mouseReleased");
        let event = json!({ "type": kind, "x": point["x"], "y": point["y"], "button": "left", "buttons": buttons, "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", event).await?;
        Ok(())
    }

    /// What the accessibility tree tells of the element `selector` and what is in it, in its order: names of buttons,
    /// headings and texts.
    pub async fn spoken(&self, selector: &str) -> Result<Vec<String>> {
        self.devtools("Accessibility.enable", json!({})).await?;
        let document = self.devtools("DOM.getDocument", json!({ "depth": 0 })).await?;
        let node = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
        let root = self.devtools("DOM.querySelector", node).await?;
        let tree = self.devtools("Accessibility.queryAXTree", json!({ "nodeId": root["nodeId"] })).await?;
        let nodes = tree["nodes"].as_array().context("no accessibility tree")?;
        let shown = nodes.iter().filter(|node| node["ignored"] != true);
        let told =
            shown.filter(|node| matches!(node["role"]["value"].as_str(), Some("StaticText" | "button" | "heading")));
        Ok(told.filter_map(|node| Some(node["name"]["value"].as_str()?.to_owned())).collect())
    }

    /// Touches `point`, `{ x, y }` in CSS pixels of the window, with a finger.
    pub async fn tap_at(&self, point: &Value) -> Result<()> {
        for (kind, points) in [("touchStart", json!([point])), ("touchEnd", json!([]))] {
            self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await?;
        }
        Ok(())
    }

    /// Draws with a finger from one point to another.
    pub async fn swipe(&self, from: &Value, to: &Value) -> Result<()> {
        let rest = [("touchMove", json!([to])), ("touchMove", json!([to])), ("touchEnd", json!([]))];
        for (kind, points) in [("touchStart", json!([from]))].into_iter().chain(rest) {
            self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await?;
            // A finger that lifts while it moves flings, and the next touch would but stop that.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Touches the middle of the first visible match of `selector` with a finger; see [`Browser::emulate_phone`].
    pub async fn tap(&self, selector: &str) -> Result<()> {
        self.find(selector).await?;
        let middle = "const e = document.querySelector(arguments[0]); e.scrollIntoView({ block: 'center', behavior: 'instant' });
            const r = e.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 };";
        let point = self.script(middle, &[selector.into()]).await?;
        // Not Input.synthesizeTapGesture: no click follows it on an emulated touch screen.
        self.tap_at(&point).await
    }

    /// Pastes plain `text` at the first visible match of `selector`, as Ctrl+V does.
    pub async fn paste(&self, selector: &str, text: &str) -> Result<()> {
        self.paste_all(selector, &json!({ "text/plain": text })).await
    }

    /// Pastes a clipboard that holds `html` beside the plain `text`.
    pub async fn paste_html(&self, selector: &str, html: &str, text: &str) -> Result<()> {
        self.paste_all(selector, &json!({ "text/plain": text, "text/html": html })).await
    }

    async fn paste_all(&self, selector: &str, kinds: &Value) -> Result<()> {
        self.find(selector).await?;
        // Where the page does not take the paste itself, the text goes in as if typed, with true input events.
        let paste = "const target = document.querySelector(arguments[0]); target.focus();
            const clipboardData = new DataTransfer();
            for (const [kind, data] of Object.entries(arguments[1])) clipboardData.setData(kind, data);
            return target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));";
        if self.script(paste, &[selector.into(), kinds.clone()]).await? == json!(true) {
            self.devtools("Input.insertText", json!({ "text": kinds["text/plain"] })).await?;
        }
        Ok(())
    }

    /// Presses keys where the focus is: "a", "Enter", "Control+Shift+Z", "Alt+ArrowLeft".
    pub async fn press(&self, keys: &str) -> Result<()> {
        let values: Vec<char> = match keys {
            "+" => vec!['+'],
            keys => keys.split('+').map(key).collect::<Result<_>>()?,
        };
        let mut actions = KeyActions::new("keyboard".to_owned());
        for &value in &values {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in values.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.with_context(|| format!("cannot press {keys}"))
    }

    /// Types `text` where the focus is, one key after the other.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Waits for a download whose name ends in `ending`; gives its name and its content.
    pub async fn downloaded(&self, ending: &str) -> Result<(String, Vec<u8>)> {
        let end = Instant::now() + PATIENCE;
        loop {
            for file in std::fs::read_dir(self.downloads())? {
                let file = file?;
                // While it comes in, the name has one more ending, and an empty file may stand under its own.
                let name = file.file_name().to_string_lossy().into_owned();
                let is_there = name.ends_with(ending) && !name.starts_with('.');
                if is_there && file.metadata()?.len() > 0 {
                    let content = std::fs::read(file.path())?;
                    std::fs::remove_file(file.path())?;
                    return Ok((name, content));
                }
            }
            ensure!(Instant::now() < end, "no download *{ending} came");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Writes `content` to a file that [`Browser::choose_file`] and others can take.
    pub fn file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let file = self.folder.path().join(name);
        std::fs::write(&file, content)?;
        Ok(file)
    }

    /// Gives a folder to the input of folders `selector`.
    pub async fn choose_folder(&self, selector: &str, folder: &Path) -> Result<()> {
        let document = self.devtools("DOM.getDocument", json!({ "depth": 0 })).await?;
        let node = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
        let input = self.devtools("DOM.querySelector", node).await?;
        let files = json!({ "nodeId": input["nodeId"], "files": [folder] });
        self.devtools("DOM.setFileInputFiles", files).await?;
        Ok(())
    }

    /// Drops files and folders in the middle of the window.
    pub async fn drop_files(&self, paths: &[&Path]) -> Result<()> {
        let middle = self.script("return [innerWidth / 2, innerHeight / 2];", &[]).await?;
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": middle[0], "y": middle[1],
                "data": { "items": [], "files": paths, "dragOperationsMask": 1 } });
            self.devtools("Input.dispatchDragEvent", event).await?;
        }
        Ok(())
    }

    /// Gives `file` to the file input `selector`, which may be hidden.
    pub async fn choose_file(&self, selector: &str, file: &Path) -> Result<()> {
        let input = self.client.find(Locator::Css(selector)).await?;
        Ok(input.send_keys(&file.to_string_lossy()).await?)
    }

    /// Every violation that axe-core finds (WCAG 2.0, 2.1, 2.2 A and AA, and best practice), once nothing moves.
    pub async fn accessibility_violations(&self) -> Result<Vec<String>> {
        self.settle().await?;
        if self.script("return typeof window.axe", &[]).await? != json!("object") {
            self.script(AXE, &[]).await?;
        }
        let run = "return axe.run(document, { resultTypes: ['violations'], runOnly:
            ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(result =>
            result.violations.flatMap(violation => violation.nodes.map(node =>
                `${violation.id}: ${violation.help}\n    ${node.html}\n    ${node.failureSummary.replaceAll('\\n', '\\n    ')}`)));";
        Ok(serde_json::from_value(self.script(run, &[]).await?)?)
    }

    /// Fails, with all that axe-core has to say, when `state` of the page is not clean.
    pub async fn check_accessibility(&self, state: &str) -> Result<()> {
        let violations = self.accessibility_violations().await?;
        ensure!(violations.is_empty(), "axe-core on the page {state}:\n{}", violations.join("\n"));
        Ok(())
    }

    /// Waits until fonts are there, animations are over and two frames are drawn.
    pub async fn settle(&self) -> Result<()> {
        let settle = "return document.fonts.ready.then(() => Promise.race([
                Promise.allSettled(document.getAnimations().map(animation => animation.finished)),
                new Promise(done => setTimeout(done, 2000))]))
            .then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));";
        self.script(settle, &[]).await?;
        Ok(())
    }

    /// Saves what the window shows as target/screenshots/`name`.png, and gives that file.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let picture = self.devtools("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let picture = picture["data"].as_str().context("no picture")?;
        let folder = root().join("target/screenshots");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(name).with_extension("png");
        std::fs::write(&file, base64::engine::general_purpose::STANDARD.decode(picture)?)?;
        Ok(file)
    }

    /// Makes the window `width` by `height` CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Makes the window that of a phone with a touch screen, `width` by `height` CSS pixels.
    pub async fn emulate_phone(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 })).await?;
        Ok(())
    }

    /// Sets media features: `[("prefers-color-scheme", "dark")]`, `[("forced-colors", "active")]`.
    pub async fn emulate_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// The console's warnings of broken policy and its errors since the last call; taking them forgives them.
    pub async fn take_console(&self) -> Result<Vec<String>> {
        let entries = self.command("se/log", json!({ "type": "browser" })).await?;
        let entries = entries.as_array().context("the console is no list")?;
        let bad = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(bad.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// From here to [`Browser::silence_ends`], the page must ask for nothing at all, not even of its own origin.
    /// [`crate::privacy::judge`] sees to it, for all scenarios, at the end.
    pub async fn silence_begins(&self) -> Result<()> {
        self.mark("silence-begins").await
    }

    /// See [`Browser::silence_begins`].
    pub async fn silence_ends(&self) -> Result<()> {
        self.mark("silence-ends").await
    }

    /// Puts a request into the log as a mark. A service worker does not touch it: it is no GET.
    pub async fn mark(&self, name: &str) -> Result<()> {
        let head = "return fetch(arguments[0], { method: 'HEAD', cache: 'no-store' }).then(() => true);";
        self.script(head, &[format!("{}/?{name}", self.origin).into()]).await?;
        Ok(())
    }

    /// Sends one command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.command("goog/cdp/execute", body).await.with_context(|| format!("{command} fails"))
    }

    async fn command(&self, path: &'static str, body: Value) -> Result<Value> {
        Ok(self.client.issue_cmd(Extension { path, body }).await?)
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// The key that WebDriver means by `name`.
fn key(name: &str) -> Result<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    let key = match name {
        "Alt" => Key::Alt,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "Backspace" => Key::Backspace,
        "Control" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Home" => Key::Home,
        "PageDown" => Key::PageDown,
        "PageUp" => Key::PageUp,
        "Shift" => Key::Shift,
        "Space" => return Ok(' '),
        "Tab" => Key::Tab,
        _ => bail!("no key is called {name}"),
    };
    Ok(char::from(key))
}
