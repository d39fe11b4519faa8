//! `GET /payments/publickey`: the key as apps ask for it. It needs no password.

use std::sync::Arc;

use axum::extract::State;
use serde::Serialize;

use crate::{answer::Answer, gateway::Gateway, key::KEY_VERSION};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PublicKey<'k> {
    pem: &'k str,
    version: u32,
}

/// Shows the key's public half.
pub(crate) async fn show(State(gateway): State<Arc<Gateway>>) -> Answer {
    Answer::of(&PublicKey { pem: gateway.key.pem(), version: KEY_VERSION })
}
