//! Which pages of other origins may use the endpoint: the payment pages, without cookies.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::server::Shop;
use crate::window::Standing;

/// Lets payment pages read the answers, answers what browsers ask before they post, and turns other origins away.
pub(super) async fn guard(State(shop): State<Shop>, request: Request, next: Next) -> Response {
    let mut response = match Standing::of(&shop, request.headers()) {
        Standing::Own => next.run(request).await,
        Standing::Page(origin) => {
            let is_question = request.method() == Method::OPTIONS
                && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
            let mut response = if is_question { allowed() } else { next.run(request).await };
            if let Ok(origin) = HeaderValue::from_str(&origin) {
                response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            }
            response
        }
        Standing::Foreign => {
            let origin = request.headers().get(header::ORIGIN);
            tracing::warn!(?origin, "turned away a page that is no payment page of this store");
            (StatusCode::FORBIDDEN, FOREIGN).into_response()
        }
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    response
}

fn allowed() -> Response {
    (StatusCode::NO_CONTENT, ALLOWED).into_response()
}

const ALLOWED: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
    (header::ACCESS_CONTROL_MAX_AGE, "600"),
];
const FOREIGN: &str =
    "This origin is no payment page of this store. Whoever runs the store lists them in STORE_PAY_ORIGINS.\n";
