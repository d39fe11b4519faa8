//! Stands for your own shop: a new order, and what the form needs to know. The demo store (`cargo xtask demo`) answers both.

use cloudpayments_checkout::money::{Amount, AmountError, Currency};
use gloo_net::Error;
use gloo_net::http::Request;
use serde::Deserialize;

/// What the element is given.
#[derive(Clone, PartialEq)]
pub struct Order {
    pub public_id: String,
    pub script: String,
    pub endpoint: String,
    pub order: String,
    pub amount: String,
    pub currency: String,
}

impl Order {
    /// The price, exactly.
    pub fn price(&self) -> Result<Amount, AmountError> {
        Amount::from_wire(&self.amount, Currency::parse(&self.currency)?)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Settings {
    public_id: String,
    script: String,
    endpoint: String,
}

#[derive(Deserialize)]
struct Made {
    order: String,
    amount: String,
    currency: String,
}

/// Makes an order.
pub async fn new_order() -> Result<Order, Error> {
    let Settings { public_id, script, endpoint } = Request::get("/api/settings").send().await?.json().await?;
    let wanted = serde_json::json!({ "program": "first-aid", "lang": "en" });
    let Made { order, amount, currency } = Request::post("/api/orders").json(&wanted)?.send().await?.json().await?;
    Ok(Order { public_id, script, endpoint, order, amount, currency })
}
