//! What a person sees of the page: on a screen of some size and kind, or read aloud.

use crate::browser::Browser;
use crate::programs::root;
use anyhow::{Context, Result, ensure};
use base64::Engine;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Accessibility checks; Mozilla Public License 2.0, see the licence beside it.
const AXE: &str = include_str!("vendor/axe.min.js");

impl Browser {
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
}
