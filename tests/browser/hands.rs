//! What a person does with the page: by mouse, finger and keys, with the clipboard and with files.

use crate::browser::{Browser, PATIENCE};
use anyhow::{Context, Result, bail, ensure};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

impl Browser {
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
        "F6" => Key::F6,
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
