//! Makes a route fail as the faults table says: instead of answering, or after the work is done.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    answer::Answer,
    endpoint::Endpoint,
    faults::{Body, Fault, When},
    gateway::Gateway,
    line::{Cut, Peer},
};

/// Takes the route's next fault of the connection, if there is one, and lets it happen. A preflight never meets a fault.
pub(crate) async fn apply(
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
        None | Some(Fault::Reason(_) | Fault::Frame(_)) => next.run(request).await,
        Some(Fault::Instead { status, body }) => instead(status, body, endpoint),
        Some(Fault::Drop(When::Before)) => dropped(&peer.cut),
        Some(Fault::Hang(When::Before)) => hung(&gateway, &peer.cut).await,
        Some(Fault::Drop(When::After)) => {
            next.run(request).await;
            dropped(&peer.cut)
        }
        Some(Fault::Hang(When::After)) => {
            next.run(request).await;
            hung(&gateway, &peer.cut).await
        }
    }
}

/// Nobody sees this answer: the line is cut before it.
fn dropped(cut: &Cut) -> Response {
    cut.now();
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Waits until the caller goes away (then this future is dropped) or the sandbox stops.
async fn hung(gateway: &Gateway, cut: &Cut) -> Response {
    gateway.closed().await;
    dropped(cut)
}

fn instead(status: u16, body: Body, endpoint: Endpoint) -> Response {
    let mut response = match body {
        Body::Json => Answer::request_error("Service unavailable: a fault of the sandbox").into_response(),
        Body::Html => ([(header::CONTENT_TYPE, "text/html")], HTML).into_response(),
        Body::Empty => ().into_response(),
    };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if endpoint == Endpoint::Bins {
        super::bins::allow_any_origin(response.headers_mut());
    }
    response
}

const HTML: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
