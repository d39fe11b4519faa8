//! `GET /checkout.js`: the sandbox's own checkout script, with its key and its address put in.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, Response},
};

use crate::{gateway::Gateway, key::KEY_VERSION, test_cards::test_cards};

/// Serves the script. It calls back to the address it was loaded by, so it works as `localhost` and as `127.0.0.1` alike.
pub(crate) async fn serve(State(gateway): State<Arc<Gateway>>, headers: HeaderMap) -> Response {
    let api = address(&gateway, &headers);
    let numbers: Vec<&str> = test_cards().iter().map(|card| card.number.as_str()).collect();
    let script = SCRIPT
        .replace("  // __CIPHERS__\n", CIPHERS)
        .replace("__API__", &api)
        .replace("__MODULUS__", gateway.key.modulus())
        .replace("__KEY_VERSION__", &KEY_VERSION.to_string())
        .replace("__TEST_NUMBERS__", &numbers.join(" "));
    let headers: [(HeaderName, &str); 4] = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // A store page may be isolated (COEP); its pages load this script with no CORS, as a classic script.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (headers, script).into_response()
}

/// The configured address, else the one the browser used. Anything but plain host letters is not believed: it goes into a script.
fn address(gateway: &Gateway, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    match host {
        Some(host) if gateway.config.public_url.is_none() && is_plain(host) => format!("http://{host}"),
        _ => gateway.url.clone(),
    }
}

fn is_plain(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte))
}

const SCRIPT: &str = include_str!("../assets/checkout.js");

/// Functions of the script that stand in a file of their own.
const CIPHERS: &str = include_str!("../assets/ciphers.js");
