//! Every request the browser sent, in full.

use serde_json::Value;

/// One request as the browser sent it.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The body, empty where there is none.
    pub body: String,
    /// The headers that name where the shopper came from, and all others, as one text.
    pub headers: String,
}

impl Request {
    /// Reads one line of chromedriver's performance log; other events than requests are none.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let event: Value = serde_json::from_str(line).ok()?;
        let message = &event["message"];
        if message["method"] != "Network.requestWillBeSent" {
            return None;
        }
        let request = &message["params"]["request"];
        Some(Self {
            method: request["method"].as_str()?.to_owned(),
            url: request["url"].as_str()?.to_owned(),
            body: request["postData"].as_str().unwrap_or_default().to_owned(),
            headers: request["headers"].to_string(),
        })
    }
}
