//! The page as programs that read it aloud have it: the accessibility tree. Things are found by role and name, and acted on
//! by those nodes alone.

use crate::browser::Browser;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long to wait for a node that should come at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// A node of the tree: the element or text behind it.
pub struct Node(Value);

/// Waits for a node of this role that is called so, or else whose name begins so, and gives the first.
pub async fn find(browser: &Browser, role: &str, name: &str) -> Result<Node> {
    let end = Instant::now() + PATIENCE;
    loop {
        let nodes = all(browser, role).await?;
        let exact = nodes.iter().find(|(called, _)| called == name);
        if let Some((_, node)) = exact.or_else(|| nodes.iter().find(|(called, _)| called.starts_with(name))) {
            return Ok(Node(node.clone()));
        }
        if Instant::now() > end {
            let names: Vec<&str> = nodes.iter().map(|(called, _)| called.as_str()).collect();
            bail!("no {role} is called “{name}”, only {names:?}");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The names of all nodes of this role.
pub async fn names(browser: &Browser, role: &str) -> Result<Vec<String>> {
    Ok(all(browser, role).await?.into_iter().map(|(name, _)| name).collect())
}

async fn all(browser: &Browser, role: &str) -> Result<Vec<(String, Value)>> {
    browser.devtools("Accessibility.enable", json!({})).await?;
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no accessibility tree")?;
    let shown = nodes.iter().filter(|node| node["ignored"] != true && node["role"]["value"] == role);
    Ok(shown
        .map(|node| (node["name"]["value"].as_str().unwrap_or_default().to_owned(), node["backendDOMNodeId"].clone()))
        .collect())
}

impl Node {
    /// Calls the function of JavaScript on what is behind the node.
    async fn call(&self, browser: &Browser, function: &str, arguments: &[Value]) -> Result<Value> {
        let resolved = browser.devtools("DOM.resolveNode", json!({ "backendNodeId": self.0 })).await?;
        let arguments: Vec<Value> = arguments.iter().map(|value| json!({ "value": value })).collect();
        let call = json!({ "functionDeclaration": function, "objectId": resolved["object"]["objectId"],
            "arguments": arguments, "returnByValue": true, "userGesture": true });
        let done = browser.devtools("Runtime.callFunctionOn", call).await?;
        ensure!(done["exceptionDetails"].is_null(), "{done}");
        Ok(done["result"]["value"].clone())
    }

    /// The default action, as a reader of the page does it.
    pub async fn press(&self, browser: &Browser) -> Result<()> {
        self.call(browser, "function () { (this.nodeType === 1 ? this : this.parentElement).click(); }", &[]).await?;
        Ok(())
    }

    /// Puts the focus on it, and types.
    pub async fn write(&self, browser: &Browser, words: &str) -> Result<()> {
        browser.devtools("DOM.focus", json!({ "backendNodeId": self.0 })).await?;
        browser.type_text(words).await
    }

    /// Selects `words` of a text.
    pub async fn select(&self, browser: &Browser, words: &str) -> Result<()> {
        let select = "function (words) { const at = this.data.indexOf(words); const range = document.createRange();
            range.setStart(this, at); range.setEnd(this, at + words.length);
            getSelection().removeAllRanges(); getSelection().addRange(range); return at >= 0; }";
        ensure!(self.call(browser, select, &[words.into()]).await? == json!(true), "no words {words:?}");
        Ok(())
    }
}

/// Finds and presses.
pub async fn press(browser: &Browser, role: &str, name: &str) -> Result<()> {
    find(browser, role, name).await?.press(browser).await
}
