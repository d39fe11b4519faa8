//! `GET /bins/info`: called by the checkout script from the store's page, so it answers any origin and its preflight.

use axum::{
    extract::Query,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    card::Scheme,
    model::{ISSUER, ISSUER_COUNTRY},
};

/// The query: the first six digits. The two hashes that come with them mean nothing here.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(rename = "Bin", default)]
    bin: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct BinModel {
    logo_url: Option<String>,
    bank_name: &'static str,
    country_code: &'static str,
    card_type: &'static str,
    hide_cvv_input: bool,
}

/// Tells what is known of a bin.
pub(crate) async fn info(Query(asked): Query<Asked>) -> Response {
    let bin = asked.bin;
    let answer = if bin.len() == 6 && bin.bytes().all(|byte| byte.is_ascii_digit()) {
        let model = BinModel {
            logo_url: None,
            bank_name: ISSUER,
            country_code: ISSUER_COUNTRY,
            card_type: Scheme::of(&bin).card_type(),
            hide_cvv_input: WITHOUT_CVV.iter().any(|head| bin.starts_with(head)),
        };
        Answer::model(&model, true)
    } else {
        Answer::request_error("Bin is required")
    };
    let mut response = answer.into_response();
    allow_any_origin(response.headers_mut());
    response
}

/// Allows what the script sends: a GET with `Content-Type: application/json`.
pub(crate) async fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    allow_any_origin(headers);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, OPTIONS"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("0"));
    response
}

/// Lets a page of any origin read the answer.
pub(crate) fn allow_any_origin(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// Humo and Uzcard: local cards of Uzbekistan with no CVV.
const WITHOUT_CVV: [&str; 3] = ["8600", "5614", "9860"];
