//! Makes a route fail as the faults table says: instead of answering, on the way out, or after the work is done.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{self, Bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};

use crate::{
    answer::Answer,
    api,
    endpoint::Endpoint,
    faults::{Body, Fault, When},
    gateway::Gateway,
    line::{Cut, Peer},
    slow,
};

/// A route behind its faults.
pub(crate) fn behind(
    gateway: &Arc<Gateway>,
    endpoint: Endpoint,
    route: MethodRouter<Arc<Gateway>>,
) -> MethodRouter<Arc<Gateway>> {
    route.layer(from_fn_with_state((Arc::clone(gateway), endpoint), apply))
}

/// Takes the route's next fault of the connection, if there is one, and lets it happen. A preflight never meets a fault.
async fn apply(
    State((gateway, endpoint)): State<(Arc<Gateway>, Endpoint)>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let fault = gateway.faults().take_line(endpoint);
    if let Some(fault) = fault {
        tracing::info!(?endpoint, ?fault, "a fault meets this request");
    }
    match fault {
        None | Some(Fault::Reason(_) | Fault::Frame(_) | Fault::Send(_)) => next.run(request).await,
        Some(Fault::Refuse) => cut(&peer.cut, Cut::reset),
        Some(Fault::Drop(When::Before)) => cut(&peer.cut, Cut::now),
        Some(Fault::Hang(When::Before)) => hung(&gateway, &peer.cut).await,
        Some(Fault::Instead { status, body, when: When::Before }) => instead(status, body, endpoint),
        Some(Fault::Delay(pause)) => {
            let Ok(request) = whole(request).await else { return StatusCode::REQUEST_TIMEOUT.into_response() };
            tokio::time::sleep(pause).await;
            next.run(request).await
        }
        Some(Fault::Drop(When::After)) => {
            next.run(request).await;
            cut(&peer.cut, Cut::now)
        }
        Some(Fault::Hang(When::After)) => {
            next.run(request).await;
            hung(&gateway, &peer.cut).await
        }
        Some(Fault::Instead { status, body, when: When::After }) => {
            next.run(request).await;
            instead(status, body, endpoint)
        }
        Some(Fault::Truncate) => half(next.run(request).await).await,
        Some(Fault::Mislabel) => mislabelled(next.run(request).await),
        Some(Fault::Trickle(pause)) => trickling(next.run(request).await, pause).await,
    }
}

/// The request with its body read: a body has to be there in time, which the pause may be longer than.
async fn whole(request: Request) -> Result<Request, axum::Error> {
    let (head, body) = request.into_parts();
    let body = body::to_bytes(body, usize::MAX).await?;
    Ok(Request::from_parts(head, body.into()))
}

/// Nobody sees this answer: the line is cut before it.
fn cut(line: &Cut, how: impl Fn(&Cut)) -> Response {
    how(line);
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Waits until the caller goes away (then this future is dropped) or the sandbox stops.
async fn hung(gateway: &Gateway, line: &Cut) -> Response {
    gateway.closed().await;
    cut(line, Cut::now)
}

fn instead(status: u16, body: Body, endpoint: Endpoint) -> Response {
    let mut response = match body {
        Body::Json => Answer::request_error("Service unavailable: a fault of the sandbox").into_response(),
        Body::Html => ([(header::CONTENT_TYPE, "text/html")], HTML).into_response(),
        Body::Text => "upstream connect error or disconnect/reset before headers".into_response(),
        Body::Empty => ().into_response(),
    };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if endpoint == Endpoint::Bins {
        api::allow_any_origin(response.headers_mut());
    }
    response
}

/// Half of the answer, with a length that says it is whole.
async fn half(response: Response) -> Response {
    let (mut parts, whole) = read(response).await;
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, body::Body::from(whole.slice(..whole.len() / 2)))
}

/// JSON that calls itself a page, and whatever else calls itself JSON.
fn mislabelled(mut response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let wrong = HeaderValue::from_static(if is_json { "text/html; charset=utf-8" } else { "application/json" });
    response.headers_mut().insert(header::CONTENT_TYPE, wrong);
    response
}

async fn trickling(response: Response, pause: Duration) -> Response {
    let (mut parts, whole) = read(response).await;
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, body::Body::new(slow::Trickle::of(whole, pause)))
}

async fn read(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (parts, body) = response.into_parts();
    // Our own answers are all in memory: reading one cannot fail.
    (parts, body::to_bytes(body, usize::MAX).await.unwrap_or_default())
}

const HTML: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
