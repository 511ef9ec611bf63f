//! Nothing leaves the machine: the page asks no other origin for anything, and could not.

use crate::browser::Browser;
use crate::network::{Log, Request};
use anyhow::{Result, bail, ensure};
use serde_json::json;
use std::io::{Read, Write};

/// What the control's page and its worker ask for; nobody else does.
const CONTROLS: [&str; 2] = ["/asked-by-a-page", "/asked-by-a-worker"];

/// The control for [`judge`]: a page of another origin, under no policy, that asks a third one, itself and from a
/// worker. Were these not in the log, their absence for our page would say nothing.
pub async fn the_log_shows_what_a_page_without_a_policy_sends(browser: &mut Browser) -> Result<()> {
    let [by_page, by_worker] = CONTROLS;
    let page = format!(
        "<!doctype html><script>
            const ask = path => fetch(path).finally(() => document.title += path);
            const work = 'fetch(\"' + location.origin + '{by_worker}\").finally(() => postMessage(\"{by_worker}\"))';
            const worker = new Worker(URL.createObjectURL(new Blob([work])));
            worker.onmessage = message => document.title += message.data;
            ask('{by_page}');
        </script>"
    );
    browser.open_address(&serve(page)?).await?;
    let asked = "return arguments[0].every(path => document.title.includes(path));";
    browser.wait("the control's requests", asked, &[json!(CONTROLS)]).await?;
    browser.take_console().await?;
    Ok(())
}

/// Serves `page` at a new origin, whatever the path, and gives its address.
fn serve(page: String) -> Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/", listener.local_addr()?);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                page.len()
            );
            // A browser that closes early needs no answer.
            let _ = stream.read(&mut [0; 4096]).and_then(|_| stream.write_all((head + &page).as_bytes()));
        }
    });
    Ok(address)
}

/// Judges all that Chromium sent while the scenarios ran: `origin` is the page's.
pub fn judge(origin: &str, log: &Log, whole: bool) -> Result<()> {
    if whole {
        for control in CONTROLS {
            ensure!(log.0.iter().any(|request| request.url.ends_with(control)), "the log does not show {control}");
        }
    }
    let foreign = |request: &&Request| !is_of(&request.url, origin);
    let mut wrong: Vec<String> = log.of(origin).filter(foreign).map(describe).collect();
    let mut silence = false;
    for request in log.of(origin) {
        match request.url.split_once('?') {
            Some((_, "silence-begins")) => silence = true,
            Some((_, "silence-ends")) => silence = false,
            _ if silence => wrong.push(format!("{} in a silence", describe(request))),
            _ => {}
        }
    }
    if !wrong.is_empty() {
        bail!("the page asked for:\n{}", wrong.join("\n"));
    }
    Ok(())
}

fn describe(request: &Request) -> String {
    format!("{} {}", request.method, request.url)
}

/// Whether `url` is at `origin`, or never leaves the browser at all.
fn is_of(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        || url.starts_with("data:")
        || url.starts_with("blob:")
}
