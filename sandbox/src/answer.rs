//! The API's answers: four documented shapes, all JSON, all with status 200.

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// A whole answer, kept as bytes so that a repeated request gets the same ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    body: Vec<u8>,
}

impl Answer {
    /// Shape 1: the request itself is wrong. There is no `Model`.
    pub(crate) fn request_error(message: impl Into<String>) -> Self {
        Self::of(&Bare { success: false, message: Some(message.into()) })
    }

    /// Done, with nothing to say: confirm and void.
    pub(crate) fn done() -> Self {
        Self::of(&Bare { success: true, message: None })
    }

    /// Done, with a word: test.
    pub(crate) fn said(message: impl Into<String>) -> Self {
        Self::of(&Bare { success: true, message: Some(message.into()) })
    }

    /// Shapes 2 to 4: with a `Model`. `success` is false for 3-D Secure and for a decline.
    pub(crate) fn model(model: &impl Serialize, success: bool) -> Self {
        Self::of(&Full { model, success, message: None })
    }

    /// Any JSON.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        // Plain structs of texts and numbers: writing them to memory cannot fail.
        Self { body: serde_json::to_vec(value).unwrap_or_default() }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::OK;
        let json = header::HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        response
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Bare {
    success: bool,
    message: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Full<'m, M: Serialize> {
    model: &'m M,
    success: bool,
    message: Option<String>,
}
