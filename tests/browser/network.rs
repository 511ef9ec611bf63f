//! What Chromium sent, from its own log of the network. Unlike the debugging protocol's events, it shows what a
//! worker asks for too.

use anyhow::{Context, Result, ensure};
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
    /// Those that went to a server.
    sent: Vec<Sent>,
}

/// A request that went to a server.
#[derive(Debug)]
struct Sent {
    /// Its first line: `GET /main.js HTTP/1.1`.
    line: String,
    /// How many bytes, heads of answers among them, had been received from all servers before.
    received: u64,
}

/// How many requests a first visit may send.
const MOST: usize = 35;

/// How many bytes a first visit may receive.
const MOST_BYTES: u64 = 3_295_000;

/// The reader's weights alone are more than this.
const LEAST_BYTES: u64 = 1_500_000;

/// The environment's variable that tells that the page was compressed as far as it can be, by `cargo xtask build`.
const BUILT: &str = "WHOSAID_BUILT";

impl Log {
    /// Reads the log, which is complete only when Chromium has ended.
    pub fn read(file: &Path) -> Result<Log> {
        let log = std::fs::read(file).context("Chromium wrote no log of the network")?;
        let log: Value = serde_json::from_slice(&log).context("Chromium's log of the network is not whole")?;
        let start = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
        let send = &log["constants"]["logEventTypes"]["HTTP_TRANSACTION_SEND_REQUEST_HEADERS"];
        let receive = &log["constants"]["logEventTypes"]["SOCKET_BYTES_RECEIVED"];
        let known = start.is_u64() && send.is_u64() && receive.is_u64();
        ensure!(known, "Chromium's log of the network has no request events");
        let events = log["events"].as_array().context("Chromium's log of the network has no events")?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let requests = events.iter().filter(|event| event["type"] == *start && event["params"]["url"].is_string());
        let requests = requests.map(|event| Request {
            method: text(&event["params"]["method"]),
            url: text(&event["params"]["url"]),
            initiator: text(&event["params"]["initiator"]),
        });
        let begun = requests.collect();
        let (mut sent, mut received) = (Vec::new(), 0);
        for event in events {
            let line = text(&event["params"]["line"]).trim().to_owned();
            if event["type"] == *receive {
                received += event["params"]["byte_count"].as_u64().unwrap_or_default();
            } else if event["type"] == *send && !line.is_empty() {
                sent.push(Sent { line, received });
            }
        }
        Ok(Log { begun, sent })
    }

    /// What was sent between the marks `from` and `to`, which is sent, too.
    fn between(&self, from: &str, to: &str) -> Option<(&[Sent], &Sent)> {
        let at = |mark: &str| self.sent.iter().position(|sent| sent.line.contains(&format!("?{mark} ")));
        Some((self.sent.get(at(from)? + 1..at(to)?)?, &self.sent[at(to)?]))
    }

    /// Judges what the first and the second visit asked a server for, which [`crate::drafts::two_visits`] marked.
    pub fn judge_visits(&self) -> Result<()> {
        let no_first = "the log shows no first visit";
        let (first, end) = self.between("first-visit-begins", "first-visit-ends").context(no_first)?;
        let bytes = end.received - first.first().context(no_first)?.received;
        println!("the first visit sent {} requests and received {bytes} bytes", first.len());
        let engines = first.iter().filter(|sent| sent.line.contains(".wasm")).count();
        ensure!(engines == 1, "the engine was fetched {engines} times: {first:?}");
        ensure!(first.len() <= MOST, "the first visit sent {} requests: {first:#?}", first.len());
        if std::env::var_os(BUILT).is_some() {
            ensure!(bytes >= LEAST_BYTES, "the first visit received {bytes} bytes, which is not the whole page");
            ensure!(bytes <= MOST_BYTES, "the first visit received {bytes} bytes, {MOST_BYTES} at most are let in");
        } else {
            println!("its bytes are not judged, because {BUILT} is not set");
        }
        let (second, _) =
            self.between("second-visit-begins", "second-visit-ends").context("the log shows no second visit")?;
        // The browser looks by itself whether there is a new version.
        let version = |line: &str| line.contains("/service-worker.js") || line.contains("/pkg/files.js");
        let asked: Vec<&Sent> = second.iter().filter(|sent| !version(&sent.line)).collect();
        ensure!(asked.is_empty(), "the second visit asked for {asked:#?}");
        Ok(())
    }

    /// What pages of `origin`, and their workers, asked for.
    pub fn of<'l>(&'l self, origin: &'l str) -> impl Iterator<Item = &'l Request> {
        self.begun.iter().filter(move |request| request.initiator == origin)
    }
}
