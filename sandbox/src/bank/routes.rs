//! The bank's addresses: `POST /acs` from the store's form, then the page itself, `/acs/{page}`.

use std::sync::Arc;

use axum::{
    Form, Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;

use crate::{
    bank::{challenge::Challenge, desk::ArrivalError, page},
    culture::Culture,
    endpoint::Endpoint,
    failing,
    faults::Fault,
    gateway::Gateway,
    random,
};

/// The bank's routes.
pub(crate) fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    let failing = |endpoint: Endpoint, route| failing::behind(gateway, endpoint, route);
    Router::new()
        .route(Endpoint::Acs.path(), failing(Endpoint::Acs, post(arrive)))
        .route(Endpoint::AcsPage.path(), failing(Endpoint::AcsPage, get(show).post(answer)))
        .route("/acs/style.css", get(async || asset("text/css; charset=utf-8", include_str!("../../assets/bank.css"))))
        .route(
            "/acs/return.js",
            get(async || asset("text/javascript; charset=utf-8", include_str!("../../assets/return.js"))),
        )
}

/// The three fields a store posts. Their case matters.
#[derive(Deserialize)]
struct Arrival {
    #[serde(rename = "MD", default)]
    md: String,
    #[serde(rename = "PaReq", default)]
    pa_req: String,
    #[serde(rename = "TermUrl", default)]
    term_url: String,
}

/// Sends the browser on to the challenge's own address, so that a reload there posts nothing again.
async fn arrive(State(gateway): State<Arc<Gateway>>, headers: HeaderMap, Form(form): Form<Arrival>) -> Response {
    let mut bank = gateway.bank();
    let arrived = match bank.arrive(&form.pa_req, &form.md) {
        Ok(_) if !is_web_address(&form.term_url) => Err(ArrivalError::TermUrl),
        arrived => arrived,
    };
    match arrived {
        Ok((page, challenge)) => {
            challenge.term_url = Some(form.term_url);
            Redirect::to(&format!("/acs/{page}")).into_response()
        }
        Err(error) => {
            tracing::warn!(?error, "the bank refused a form");
            html(StatusCode::BAD_REQUEST, page::error(preferred(&headers), error))
        }
    }
}

async fn show(State(gateway): State<Arc<Gateway>>, headers: HeaderMap, Path(page): Path<String>) -> Response {
    let Some(challenge) = gateway.bank().at(&page).cloned() else {
        return html(StatusCode::NOT_FOUND, page::error(preferred(&headers), ArrivalError::PaReq));
    };
    let ledger = gateway.ledger();
    let Some(transaction) = ledger.get(challenge.transaction) else {
        return html(StatusCode::NOT_FOUND, page::error(preferred(&headers), ArrivalError::PaReq));
    };
    let mut shown = html(StatusCode::OK, page::challenge(&page, &challenge, transaction, &gateway.config.merchant));
    if gateway.faults().take_word(Endpoint::AcsPage) == Some(Fault::Frame(false)) {
        shown.headers_mut().append(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'none'"));
    }
    shown
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    code: String,
    action: Action,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    Approve,
    Resend,
    Cancel,
}

async fn answer(State(gateway): State<Arc<Gateway>>, Path(page): Path<String>, Form(typed): Form<Typed>) -> Response {
    if let Some(challenge) = gateway.bank().at(&page)
        && let Err(error) = act(challenge, &typed)
    {
        tracing::error!(%error, "the bank has no random bytes");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    Redirect::to(&format!("/acs/{page}")).into_response()
}

fn act(challenge: &mut Challenge, typed: &Typed) -> Result<(), aws_lc_rs::error::Unspecified> {
    match typed.action {
        Action::Approve => challenge.enter(&typed.code, pa_res(challenge.transaction)?),
        Action::Resend => challenge.resend(random::six_digits()?),
        Action::Cancel => challenge.cancel(pa_res(challenge.transaction)?),
    }
    Ok(())
}

/// An opaque text. It begins with `+/`, as the documentation's samples do, so that a store which does not URL-encode finds out here.
fn pa_res(transaction: u64) -> Result<String, aws_lc_rs::error::Unspecified> {
    let nonce = random::hex(24)?;
    Ok(format!("+/{}", STANDARD.encode(format!("{{\"TransactionId\":{transaction},\"Nonce\":\"{nonce}\"}}"))))
}

/// The language of a page that belongs to no payment.
fn preferred(headers: &HeaderMap) -> Culture {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match wanted.get(..2) {
        Some("ru") => Culture::Russian,
        Some("kk") => Culture::Kazakh,
        _ => Culture::English,
    }
}

fn is_web_address(address: &str) -> bool {
    reqwest::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A page. It may stand in anyone's frame and its forms may go anywhere: that is what an ACS is for.
fn html(status: StatusCode, page: String) -> Response {
    let headers: [(HeaderName, &str); 4] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, page).into_response()
}

fn asset(content_type: &'static str, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
