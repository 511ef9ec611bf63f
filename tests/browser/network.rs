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
pub struct Log(pub Vec<Request>);

impl Log {
    /// Reads the log, which is complete only when Chromium has ended.
    pub fn read(file: &Path) -> Result<Log> {
        let log = std::fs::read(file).context("Chromium wrote no log of the network")?;
        let log: Value = serde_json::from_slice(&log).context("Chromium's log of the network is not whole")?;
        let start = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
        anyhow::ensure!(start.is_u64(), "Chromium's log of the network has no request events");
        let events = log["events"].as_array().context("Chromium's log of the network has no events")?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let requests = events.iter().filter(|event| event["type"] == *start && event["params"]["url"].is_string());
        let requests = requests.map(|event| Request {
            method: text(&event["params"]["method"]),
            url: text(&event["params"]["url"]),
            initiator: text(&event["params"]["initiator"]),
        });
        Ok(Log(requests.collect()))
    }

    /// What pages of `origin`, and their workers, asked for.
    pub fn of<'l>(&'l self, origin: &'l str) -> impl Iterator<Item = &'l Request> {
        self.0.iter().filter(move |request| request.initiator == origin)
    }
}
