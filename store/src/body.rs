//! JSON bodies.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// Reads a JSON body. Only `application/json` will do: a foreign page cannot send that without asking first.
///
/// # Errors
/// Says what was wanted, never what was found: the parser's own message may quote the body.
pub(crate) fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, String> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err("the content type is wrong, wanted application/json".to_owned());
    }
    serde_json::from_slice(body)
        .map_err(|wrong| format!("the body is not the JSON wanted, at line {} column {}", wrong.line(), wrong.column()))
}
