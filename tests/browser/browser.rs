//! A Chromium with the page in it; `hands.rs` has what a person does there, `eyes.rs` what a person sees.

use crate::network::Log;
use crate::programs::{Process, Server};
use anyhow::{Context, Result, ensure};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};
use whosaid::reader::thorough::weights::{encode, untrained};

/// How long to wait for what should come at once.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The page in Chromium, and the server that it came from.
pub struct Browser {
    /// The page's origin, as `http://127.0.0.1:1234`.
    pub origin: String,
    pub(crate) client: Client,
    driver: Process,
    _server: Server,
    /// Profile, downloads and the network's log.
    pub(crate) folder: tempfile::TempDir,
    /// What runs before the scripts of every page; a scenario that fails may leave some.
    early: RefCell<Vec<Value>>,
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
        Ok(Browser {
            origin: server.origin.clone(),
            client,
            driver,
            _server: server,
            folder,
            early: RefCell::default(),
        })
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
        for early in self.early.take() {
            // It is gone with its tab, where that has been closed.
            let _ = self.no_longer(early).await;
        }
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
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        self.early.borrow_mut().push(added.clone());
        Ok(added)
    }

    /// See [`Browser::before_scripts`].
    pub async fn no_longer(&self, added: Value) -> Result<()> {
        self.early.borrow_mut().retain(|early| *early != added);
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

    pub(crate) fn downloads(&self) -> PathBuf {
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
