//! Who sends a request about a payment: the store's own page, or a payment page of another origin with an order's token.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::refused::Refused;
use crate::server::Shop;
use crate::window::{Pass, Standing, other_name};

/// Whose page it is, and what it may do.
#[derive(Debug)]
pub(super) enum Caller {
    /// The store's own: it may what its server may.
    Store {
        /// Its origin, where it is open by another name than the public one.
        name: Option<String>,
    },
    /// A payment page.
    Page {
        origin: String,
        /// What its token says, if it has one of ours.
        pass: Result<Pass, &'static str>,
    },
}

impl Caller {
    /// Whether it may pay this order.
    pub(super) fn may_pay(&self, shop: &Shop, order: &str) -> Result<(), Refused> {
        self.may(order, |pass| pass.pays(shop.clock.now()))
    }

    /// Whether it may ask about this order's payments, and give them up. Where it may not, nothing is promised about them.
    pub(super) fn may_ask(&self, shop: &Shop, order: &str) -> Result<(), Refused> {
        self.may(order, |pass| pass.asks(shop.clock.now())).map_err(Refused::but_maybe_charged)
    }

    /// Whether it may ask about a payment of no order that is known.
    pub(super) fn may_ask_of_any(&self, shop: &Shop) -> Result<(), Refused> {
        match self {
            Self::Page { pass: Ok(pass), .. } => self.may_ask(shop, &pass.order),
            _ => self.may_ask(shop, ""),
        }
    }

    /// The page's origin, if it is not the store's public one.
    pub(super) fn page(&self) -> Option<String> {
        match self {
            Self::Store { name } => name.clone(),
            Self::Page { origin, .. } => Some(origin.clone()),
        }
    }

    fn may(&self, order: &str, is_good: impl Fn(&Pass) -> bool) -> Result<(), Refused> {
        let why = match self {
            Self::Page { pass: Err(why), .. } => why,
            Self::Page { pass: Ok(pass), .. } if pass.order != order => "the token is for another order",
            Self::Page { pass: Ok(pass), .. } if !is_good(pass) => {
                "the token has expired; the store's page fetches a new one from its server"
            }
            Self::Store { .. } | Self::Page { .. } => return Ok(()),
        };
        Err(Refused::token_invalid(why))
    }
}

impl FromRequestParts<Shop> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Refused> {
        Ok(match Standing::of(shop, &parts.headers) {
            // A foreign page has been turned away before.
            Standing::Own | Standing::Foreign => Self::Store { name: other_name(shop, &parts.headers) },
            Standing::Page(origin) => Self::Page { origin, pass: pass(shop, &parts.headers) },
        })
    }
}

fn pass(shop: &Shop, headers: &HeaderMap) -> Result<Pass, &'static str> {
    let Some(given) = headers.get(header::AUTHORIZATION) else {
        return Err(
            "no token: a payment page sends `Authorization: Bearer ...` with the token that the store's page fetched",
        );
    };
    let token = given.to_str().ok().and_then(|given| given.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => shop
            .tokens
            .read(token.trim())
            .ok_or("the token is none of this store's, or of its key before the last start"),
        _ => Err("the authorization is of another kind, wanted `Bearer` and a token"),
    }
}
