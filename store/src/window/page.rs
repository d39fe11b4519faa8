//! The payment page, served by this program on an address of its own: its files, and nothing of the shop's.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use super::{Blanks, checked, sheet};
use crate::server::Shop;
use crate::{StartError, access, shop};

/// Starts to serve it to the stores listed, or to this one alone.
///
/// # Errors
/// When a store is no origin, or the file of its headers is missing or wrong.
pub(crate) fn serve(
    shop: &Shop,
    stores: &[String],
    listener: TcpListener,
    halt: CancellationToken,
) -> Result<tokio::task::JoinHandle<()>, StartError> {
    let stores = match checked("STORE_PAY_STORES", stores)? {
        stores if stores.is_empty() => checked("STORE_PUBLIC_URL", std::slice::from_ref(&shop.public_url))?,
        stores => stores,
    };
    let headers = sheet::open(&shop.www, &Blanks::new(&shop.script, &shop.api, &stores)).map_err(StartError::Pay)?;
    let app = routes(shop, stores, headers.into_iter().collect());
    let (patience, ended) = (shop.patience.client, halt.cancelled_owned());
    Ok(tokio::spawn(doorway::serve(listener, app, patience, |_, address| *address, ended)))
}

/// The shop's own origin serves none of the payment page's files, however their addresses are written: on it the page would protect
/// nothing.
pub(crate) async fn hide(request: Request, next: Next) -> Response {
    if is_own(request.uri().path()) { nothing().await } else { next.run(request).await }
}

/// Whether a path leads to one of the page's files, read as a folder of files reads it: decoded, without empty parts, and on some
/// machines whatever its case.
fn is_own(path: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy().to_lowercase();
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    let [file] = parts[..] else { return false };
    FILES.iter().chain(&["/pay.json", "/pay.headers"]).any(|own| own[1..] == *file)
}

/// What the page is told, `pay.json`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Told {
    public_id: String,
    script: String,
    support_email: String,
    /// The origins that may open it.
    stores: Vec<String>,
    test_mode: bool,
}

fn routes(shop: &Shop, stores: Vec<String>, headers: HeaderMap) -> Router {
    let told = Told {
        public_id: shop.public_id.clone(),
        script: shop.script.clone(),
        support_email: shop.support_email.clone(),
        stores,
        test_mode: shop::is_test_mode(shop),
    };
    let package =
        ServeDir::new(&shop.pkg).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let pages = ServeDir::new(&shop.www).append_index_html_on_directories(false);
    Router::new()
        .route("/health", get(async || Json(serde_json::json!({ "status": "ok" }))))
        .route("/pay.json", get(async move || Json(told.clone())))
        .nest_service("/pkg", package.fallback(any(nothing)))
        .fallback_service(pages.fallback(any(nothing)))
        .layer(from_fn(only_its_own))
        .layer(from_fn(move |request: Request, next: Next| {
            let headers = headers.clone();
            async move {
                let mut response = next.run(request).await;
                response.headers_mut().extend(headers);
                response
            }
        }))
        .layer(CompressionLayer::new())
        .layer(from_fn(access::log))
}

/// The folder of pages is the shop's: of it, the payment page's files alone.
async fn only_its_own(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let own = ["/health", "/pay.json"].contains(&path) || path.starts_with("/pkg/") || FILES.contains(&path);
    if own { next.run(request).await } else { nothing().await }
}

async fn nothing() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::NOT_FOUND, kind, "There is nothing at this address.\n").into_response()
}

/// Its files in the folder of pages.
const FILES: [&str; 4] = ["/pay.html", "/pay.css", "/pay.js", "/pay-words.js"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_to_be_copied_tells_what_this_program_would() {
        let told: Told = serde_json::from_str(include_str!("../../../www/pay.json")).unwrap();
        assert!(told.test_mode && told.public_id == crate::settings::SANDBOX_PUBLIC_ID);
        assert_eq!(told.support_email, crate::settings::SUPPORT_EMAIL);
    }
}
