//! The headers every answer carries, and the policy of the shop's pages.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::origin;
use crate::server::Shop;

/// The Content-Security-Policy of the shop's pages: own scripts and the provider's, no inline code, no eval.
///
/// Frames and forms may go to any https address, because every bank has its own; beside a sandbox, to it as well. Frames also
/// to the payment pages, and to the store's public address: the bank's frame ends at the TermUrl there, whatever name the page is
/// open by.
pub(crate) fn page_policy(script: &str, api: &str, public_url: &str, pay_origins: &[String]) -> String {
    let script_origin = origin::of(script).unwrap_or_default();
    let api_origin = origin::of(api).unwrap_or_default();
    let bank = if origin::is_local(api) { format!("https: {api_origin}") } else { "https:".to_owned() };
    let own = Some(public_url).filter(|url| !url.starts_with("https:"));
    let frames: Vec<&str> =
        [bank.as_str()].into_iter().chain(own).chain(pay_origins.iter().map(String::as_str)).collect();
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval' {script_origin}"),
        "style-src 'self'".to_owned(),
        "img-src 'self' data:".to_owned(),
        format!("connect-src 'self' {api_origin}"),
        format!("frame-src 'self' {}", frames.join(" ")),
        format!("form-action 'self' {bank}"),
        "frame-ancestors 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ]
    .join("; ")
}

/// Adds what is missing to an answer on its way out.
pub(crate) async fn guard(State(shop): State<Shop>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let has_version = request.uri().query().is_some_and(|query| query.starts_with("v="));
    let mut response = next.run(request).await;
    let is_html =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_well = response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        add(headers, name, value);
    }
    if shop.public_url.starts_with("https:") {
        add(headers, &header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    add(headers, &header::CONTENT_SECURITY_POLICY, &shop.policy);
    add(headers, &header::CACHE_CONTROL, caching(&path, is_html || !is_well, has_version));
    response
}

/// Answers of the API are never kept. Pages and the package are kept but asked about each time: glue and wasm of two
/// builds do not fit together. The rest is kept for a while, and for ever when its address names its version.
fn caching(path: &str, is_page: bool, has_version: bool) -> &'static str {
    if path.starts_with("/api/") || path.starts_with("/webhooks/") || matches!(path, "/health" | "/ready") {
        "no-store"
    } else if is_page {
        "no-cache"
    } else if has_version {
        "public, max-age=31536000, immutable"
    } else if path.starts_with("/pkg/") {
        "no-cache"
    } else {
        "public, max-age=300"
    }
}

fn add(headers: &mut HeaderMap, name: &HeaderName, value: &str) {
    if let (false, Ok(value)) = (headers.contains_key(name), HeaderValue::from_str(value)) {
        headers.insert(name.clone(), value);
    }
}

static ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin-allow-popups"),
];
