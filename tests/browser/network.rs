//! What Chromium sent, from its own log of the network. Unlike the debugging protocol's events, it shows what a
//! worker asks for too.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// One request that Chromium began.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method and the address.
    pub method: String,
    /// The address.
    pub url: String,
    /// The origin that asked for it; empty where nobody's page did (someone opened an address, or Chromium itself).
    pub initiator: String,
}

/// All requests of a run, in their order.
#[derive(Debug)]
pub struct Log {
    /// Those that began, be they answered by a server or from a cache.
    pub begun: Vec<Request>,
    /// The first lines of those that went to a server: `GET /main.js HTTP/1.1`.
    pub sent: Vec<String>,
}

/// How many requests a first visit may send.
const MOST: usize = 35;

impl Log {
    /// Reads the log, which is complete only when Chromium has ended.
    pub fn read(file: &Path) -> Result<Log> {
        let log = std::fs::read(file).context("Chromium wrote no log of the network")?;
        let log: Value = serde_json::from_slice(&log).context("Chromium's log of the network is not whole")?;
        let start = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
        let send = &log["constants"]["logEventTypes"]["HTTP_TRANSACTION_SEND_REQUEST_HEADERS"];
        anyhow::ensure!(start.is_u64() && send.is_u64(), "Chromium's log of the network has no request events");
        let events = log["events"].as_array().context("Chromium's log of the network has no events")?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let requests = events.iter().filter(|event| event["type"] == *start && event["params"]["url"].is_string());
        let requests = requests.map(|event| Request {
            method: text(&event["params"]["method"]),
            url: text(&event["params"]["url"]),
            initiator: text(&event["params"]["initiator"]),
        });
        let begun = requests.collect();
        let lines = events.iter().filter(|event| event["type"] == *send).map(|event| text(&event["params"]["line"]));
        Ok(Log { begun, sent: lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect() })
    }

    /// What was sent between the marks `from` and `to`.
    fn between(&self, from: &str, to: &str) -> Option<&[String]> {
        let at = |mark: &str| self.sent.iter().position(|line| line.contains(&format!("?{mark} ")));
        self.sent.get(at(from)? + 1..at(to)?)
    }

    /// Judges what the first and the second visit asked a server for, which [`crate::drafts::two_visits`] marked.
    pub fn judge_visits(&self) -> Result<()> {
        let first = self.between("first-visit-begins", "first-visit-ends").context("the log shows no first visit")?;
        println!("the first visit sent {} requests", first.len());
        anyhow::ensure!(
            first.iter().any(|line| line.contains("whosaid_bg.wasm")),
            "the log lacks the engine: {first:?}"
        );
        let engines = first.iter().filter(|line| line.contains(".wasm")).count();
        anyhow::ensure!(engines == 1, "the engine was fetched {engines} times");
        anyhow::ensure!(first.len() <= MOST, "the first visit sent {} requests: {first:#?}", first.len());
        let second =
            self.between("second-visit-begins", "second-visit-ends").context("the log shows no second visit")?;
        // The browser looks by itself whether there is a new version.
        let version = |line: &&String| !line.contains("/service-worker.js") && !line.contains("/pkg/files.js");
        let asked: Vec<&String> = second.iter().filter(version).collect();
        anyhow::ensure!(asked.is_empty(), "the second visit asked for {asked:#?}");
        Ok(())
    }

    /// What pages of `origin`, and their workers, asked for.
    pub fn of<'l>(&'l self, origin: &'l str) -> impl Iterator<Item = &'l Request> {
        self.begun.iter().filter(move |request| request.initiator == origin)
    }
}
