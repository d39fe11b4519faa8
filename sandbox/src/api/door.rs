//! What every API request passes first: the limit, the password, the body, the request id.

use std::{sync::Arc, time::Instant};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{answer::Answer, api::routes::work, auth, endpoint::Endpoint, fields::Fields, gateway::Gateway};

/// Lets a request in and answers it, once per request id.
pub(crate) async fn enter(
    endpoint: Endpoint,
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Ok(_permit) = gateway.busy.try_acquire() else {
        tracing::warn!(?endpoint, limit = gateway.config.concurrency, "too many requests at once");
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    if !auth::is_authorised(&headers, &gateway.config) {
        tracing::warn!(?endpoint, "no or wrong Public ID and API secret");
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Basic realm=\"CloudPayments sandbox\"")])
            .into_response();
    }
    let fields = match Fields::read(text(&headers, header::CONTENT_TYPE.as_str()), &body) {
        Ok(fields) => fields,
        Err(error) => return Answer::request_error(error.to_string()).into_response(),
    };
    let id = text(&headers, "x-request-id").filter(|id| !id.is_empty()).map(ToOwned::to_owned);
    let worker = Arc::clone(&gateway);
    let done = gateway.once.run(id, Instant::now(), async move { work(endpoint, &worker, &fields).await }).await;
    done.map_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response(), Answer::into_response)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
