//! Nothing leaves the machine: the page asks no other origin for anything, and could not.

use crate::browser::Browser;
use crate::network::{Log, Request};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::io::{Read, Write};

/// What the control's page and its worker ask for; nobody else does.
const CONTROLS: [&str; 2] = ["/control/page", "/control/worker"];

/// Tries to get out of `name`, to `/control/name` of another origin, and to run text as code; tells on the channel
/// "probe" what came of it. Needs no more than what a page and a worker both have.
const PROBE: &str = "
    (async (name, foreign) => {
        const tried = { name };
        const outcome = promise => promise.then(() => 'allowed', () => 'refused');
        tried.fetch = await outcome(fetch(`${foreign}/control/${name}`, { mode: 'no-cors' }));
        tried.module = await outcome(import(`${foreign}/control/${name}.js`));
        tried.eval = await outcome((async () => (0, eval)('1'))());
        tried.function = await outcome((async () => new Function('return 1')())());
        new BroadcastChannel('probe').postMessage(tried);
    })";

/// What [`PROBE`] tried, under a policy that holds and under none.
fn outcome(name: &str, outcome: &str) -> Value {
    json!({ "name": name, "fetch": outcome, "module": outcome, "eval": outcome, "function": outcome })
}

/// The control for [`judge`] and for the next scenario: a page of another origin, under no policy. Were its requests
/// not in the log, or could it not do what the probe tries, nothing would follow from ours not doing it.
pub async fn a_page_without_a_policy_gets_out(browser: &mut Browser) -> Result<()> {
    let foreign = serve("export default 1;", "text/javascript")?;
    let page = format!(
        "<!doctype html><script>
            const probe = {};
            window.heard = [];
            window.channel = new BroadcastChannel('probe');
            channel.onmessage = message => heard.push(message.data);
            (0, eval)(`${{probe}}('page', '{foreign}')`);
            new Worker(URL.createObjectURL(new Blob([`${{probe}}('worker', '{foreign}')`])));
        </script>",
        Value::from(PROBE)
    );
    browser.open_address(&serve(&page, "text/html")?).await?;
    let heard = browser.wait("the probes", "return heard.length === 2 && heard;", &[]).await?;
    for name in ["page", "worker"] {
        let expected = outcome(name, "allowed");
        ensure!(heard.as_array().is_some_and(|heard| heard.contains(&expected)), "{heard} lacks {expected}");
    }
    // It has no icon, for one.
    browser.take_console().await?;
    Ok(())
}

/// The same in our page, and inside the very worker that our page starts: the probe comes in with its first script.
pub async fn the_policy_holds_in_the_page_and_in_its_worker(browser: &mut Browser) -> Result<()> {
    let foreign = serve("export default 1;", "text/javascript")?;
    let added = browser.before_scripts(&probing(&foreign)).await?;
    probes_are_refused(browser).await?;
    browser.no_longer(added).await
}

/// Runs the probe in a page once it is loaded, and at the end of the scripts from which the page makes workers.
fn probing(foreign: &str) -> String {
    format!(
        "window.heard = [];
        window.channel = new BroadcastChannel('probe');
        channel.onmessage = message => heard.push(message.data);
        const inWorker = {};
        window.Blob = class extends Blob {{
            constructor(parts, options) {{
                super(/javascript/.test(options?.type) ? [...parts, inWorker] : parts, options);
            }}
        }};
        addEventListener('load', () => {PROBE}('page', '{foreign}'));",
        Value::from(format!(";{PROBE}('worker', '{foreign}');"))
    )
}

async fn probes_are_refused(browser: &Browser) -> Result<()> {
    browser.open("/").await?;
    let both = "return ['page', 'worker'].every(name => heard.some(tried => tried.name === name)) && heard;";
    let heard = browser.wait("the probes", both, &[]).await?;
    for tried in heard.as_array().into_iter().flatten() {
        let expected = outcome(tried["name"].as_str().unwrap_or_default(), "refused");
        ensure!(*tried == expected, "{tried} is not {expected}");
    }
    let refused = browser.take_console().await?;
    ensure!(refused.iter().any(|line| line.contains("Content Security Policy")), "the console tells of no policy");
    Ok(())
}

/// Each of the site's files comes with the policy, so that it also holds where a file is opened by itself.
pub async fn every_file_comes_with_the_policy(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    let policies =
        "return Promise.all(['/', '/main.js', '/service-worker.js', '/style.css', '/pkg/whosaid_bg.wasm', '/none'].map(path =>
        fetch(path, { cache: 'no-store' }).then(answer => answer.headers.get('content-security-policy'))));";
    let policies = browser.script(policies, &[]).await?;
    let policies = policies.as_array().context("no list")?;
    let own = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content;";
    let own = browser.script(own, &[]).await?;
    let own = own.as_str().context("no policy")?;
    // That nobody may frame the page counts in a header alone.
    let expected = format!("{own}; frame-ancestors 'none'");
    ensure!(policies.iter().all(|policy| *policy == expected), "the page's policy is {own}, its files' {policies:?}");
    // One of them is not there, on purpose.
    browser.take_console().await?;
    Ok(())
}

/// Serves `content` at a new origin, whatever the path, and gives that origin.
fn serve(content: &str, kind: &str) -> Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\n\
         Connection: close\r\n\r\n{content}",
        content.len()
    );
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // A browser that closes early needs no answer.
            let _ = stream.read(&mut [0; 4096]).and_then(|_| stream.write_all(answer.as_bytes()));
        }
    });
    Ok(origin)
}

/// Judges all that Chromium sent while the scenarios ran: `origin` is the page's.
pub fn judge(origin: &str, log: &Log, whole: bool) -> Result<()> {
    if whole {
        for control in CONTROLS {
            ensure!(log.begun.iter().any(|request| request.url.ends_with(control)), "the log does not show {control}");
        }
    }
    let foreign = |request: &&Request| !is_of(&request.url, origin);
    let mut wrong: Vec<String> = log.of(origin).filter(foreign).map(describe).collect();
    let mut silence = false;
    for request in log.of(origin) {
        match request.url.split_once('?') {
            Some((_, "silence-begins")) => silence = true,
            Some((_, "silence-ends")) => silence = false,
            _ if silence && !is_icon(&request.url, origin) => wrong.push(format!("{} in a silence", describe(request))),
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

/// Whether `url` is an icon of the page's manifest, which the browser fetches by itself, and when it likes.
fn is_icon(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|path| path.starts_with("/icons/"))
}

/// Whether `url` is at `origin`, or never leaves the browser at all.
fn is_of(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        || url.starts_with("data:")
        || url.starts_with("blob:")
}
