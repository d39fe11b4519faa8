//! HTTP Basic: Public ID as the login, API secret as the password.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::config::Config;

/// Whether the request carries the terminal's login and password.
pub(crate) fn is_authorised(headers: &HeaderMap, config: &Config) -> bool {
    let Some(given) = credentials(headers) else {
        return false;
    };
    let wanted = format!("{}:{}", config.public_id, config.api_secret.expose());
    verify_slices_are_equal(&given, wanted.as_bytes()).is_ok()
}

fn credentials(headers: &HeaderMap) -> Option<Vec<u8>> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    STANDARD.decode(encoded.trim()).ok()
}
