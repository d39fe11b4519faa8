//! Which path leads to which answer.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::{
    answer::Answer,
    api::{bins, charge, confirm, door, find, post3ds, public_key, refund, void},
    endpoint::Endpoint,
    failing,
    fields::Fields,
    gateway::Gateway,
    random, script,
};

/// All routes of the API, each behind its faults.
pub(crate) fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    let failing = |endpoint: Endpoint, route| failing::behind(gateway, endpoint, route);
    let open = Router::new()
        .route(Endpoint::Script.path(), failing(Endpoint::Script, get(script::serve)))
        .route(Endpoint::Bins.path(), failing(Endpoint::Bins, get(bins::info).options(bins::preflight)))
        .route(Endpoint::PublicKey.path(), failing(Endpoint::PublicKey, get(public_key::show)));
    Endpoint::API
        .into_iter()
        .fold(open, |router, endpoint| {
            let route = post(async move |gateway, headers, body| door::enter(endpoint, gateway, headers, body).await);
            router.route(endpoint.path(), failing(endpoint, route))
        })
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

/// Does what an endpoint is for. The caller has shown the password; the request id is new.
pub(crate) async fn work(endpoint: Endpoint, gateway: &Gateway, fields: &Fields) -> Answer {
    let answer = match endpoint {
        Endpoint::Test => random::guid().map(Answer::said).map_err(Into::into),
        Endpoint::Charge => charge::pay(gateway, fields, Endpoint::Charge).await,
        Endpoint::Auth => charge::pay(gateway, fields, Endpoint::Auth).await,
        Endpoint::Post3ds => post3ds::finish(gateway, fields).await,
        Endpoint::Get => find::by_transaction(gateway, fields),
        Endpoint::Find => find::by_invoice(gateway, fields, false),
        Endpoint::FindV2 => find::by_invoice(gateway, fields, true),
        Endpoint::Confirm => confirm::take(gateway, fields),
        Endpoint::Void => void::give_up(gateway, fields),
        Endpoint::Refund => refund::give_back(gateway, fields),
        // These have routes of their own and never come here.
        Endpoint::Script
        | Endpoint::Bins
        | Endpoint::PublicKey
        | Endpoint::Acs
        | Endpoint::AcsPage
        | Endpoint::Webhook => Ok(Answer::request_error("Not found")),
    };
    answer.unwrap_or_else(|refused| {
        tracing::info!(?endpoint, message = %refused, "request refused");
        Answer::request_error(refused.to_string())
    })
}

/// A cryptogram is under 2 KB; 150,000 fields is the API's own limit.
const MAX_BODY: usize = 2 * 1024 * 1024;
