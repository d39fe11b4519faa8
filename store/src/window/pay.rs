//! The payment page that this store serves itself.

use std::net::SocketAddr;

/// A payment page served by the store's own program on an address of its own, for the demo, for tests, and for a store
/// that has nowhere else to put it.
#[derive(Debug, Clone)]
pub struct Pay {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The page's origin as browsers see it, `https://pay.example`; the listening address when absent.
    pub public_url: Option<String>,
    /// The origins of the stores that may open it; this store's own when empty.
    pub stores: Vec<String>,
}
