//! Where a request came from, as the browser says.

use axum::http::{HeaderMap, header};

use super::origins::exact;
use crate::server::Shop;

/// Whose page sent a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The store's own, or no page at all: whoever writes requests by hand needs no browser's leave.
    Own,
    /// A payment page of this store, of this origin.
    Page(String),
    /// Somebody else's.
    Foreign,
}

impl Standing {
    /// Reads `Origin`, which no page can forge.
    pub(crate) fn of(shop: &Shop, headers: &HeaderMap) -> Self {
        let Some(origin) = headers.get(header::ORIGIN) else { return Self::Own };
        let Ok(origin) = origin.to_str() else { return Self::Foreign };
        if shop.pay_origins.iter().any(|listed| listed == origin) {
            return Self::Page(origin.to_owned());
        }
        // The store may be opened by another name than its public one, `localhost` for `127.0.0.1`.
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let same_host = origin.split_once("://").is_some_and(|(_, authority)| Some(authority) == host);
        if origin == shop.public_url || same_host { Self::Own } else { Self::Foreign }
    }
}

/// The origin of the store's own page where that is open by another name than the public one. The TermUrl answers to it, so it must
/// be fit for a policy; a page without https elsewhere than on this machine is not.
pub(crate) fn other_name(shop: &Shop, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().ok()?;
    exact(origin).filter(|exact| exact == origin && *exact != shop.public_url)
}
