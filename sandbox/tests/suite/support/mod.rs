//! A sandbox on a free port, a store's API client, a card's packet, and a store that takes webhooks.

mod packet;
mod shop;
mod terminal;

pub(crate) use packet::Packet;
pub(crate) use shop::Shop;
pub(crate) use terminal::{Terminal, assert_same_keys};

/// Waits until `ready` gives something; the test runner's own limit ends a wait for ever.
pub(crate) async fn until<T>(mut ready: impl AsyncFnMut() -> Option<T>) -> T {
    loop {
        if let Some(found) = ready().await {
            return found;
        }
        tokio::task::yield_now().await;
    }
}
