//! How often one address may place orders and press Pay, and how often one order may be paid for.

use std::net::IpAddr;
use std::time::Duration;

use aws_lc_rs::hmac;

use crate::Secret;

/// So many a minute: as many at once, then one each time its share of a minute has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    per_minute: u32,
}

/// The limits of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Orders placed from one address.
    pub orders: Rate,
    /// Attempts from one address. Whole neighbourhoods share the address of a mobile operator.
    pub attempts: Rate,
    /// Attempts at one order.
    pub attempts_of_order: Rate,
}

impl Rate {
    /// So many a minute; 0 is no limit.
    #[must_use]
    pub const fn per_minute(count: u32) -> Self {
        Self { per_minute: count }
    }

    /// The time between two once the first ones are used up; `None` is no limit.
    pub(crate) fn gap(self) -> Option<Duration> {
        (self.per_minute > 0).then(|| Duration::from_secs(60) / self.per_minute)
    }

    /// How many may come at once.
    pub(crate) fn burst(self) -> u32 {
        self.per_minute
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { orders: Rate::per_minute(30), attempts: Rate::per_minute(30), attempts_of_order: Rate::per_minute(6) }
    }
}

/// What an address is counted under: keyed, so that no address can be read from the database. A whole /64 of IPv6 is one
/// shopper's.
pub(crate) fn key_of_address(what: &str, address: IpAddr, secret: &Secret) -> String {
    let mut text = format!("limit {what} ").into_bytes();
    match address.to_canonical() {
        IpAddr::V4(address) => text.extend(address.octets()),
        IpAddr::V6(address) => text.extend(&address.octets()[..8]),
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    hex::encode(&hmac::sign(&key, &text).as_ref()[..16])
}

/// What an order is counted under.
pub(crate) fn key_of_order(order: &str) -> String {
    format!("order {order}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_counted_under_a_name_that_does_not_tell_it() {
        let key = |what: &str, address: &str| key_of_address(what, address.parse().unwrap(), &Secret::new("sesame"));
        assert_eq!(key("pay", "203.0.113.7"), key("pay", "::ffff:203.0.113.7"));
        assert_eq!(key("pay", "2001:db8::1"), key("pay", "2001:db8::2"), "one shopper has the whole /64");
        assert_ne!(key("pay", "2001:db8::1"), key("pay", "2001:db8:0:1::1"));
        assert_ne!(key("pay", "203.0.113.7"), key("pay", "203.0.113.8"));
        assert_ne!(key("pay", "203.0.113.7"), key("order", "203.0.113.7"));
        assert_ne!(
            key("pay", "203.0.113.7"),
            key_of_address("pay", "203.0.113.7".parse().unwrap(), &Secret::new("other"))
        );
        assert!(!key("pay", "203.0.113.7").contains("203"));
    }

    #[test]
    fn none_a_minute_is_no_limit() {
        assert_eq!(Rate::per_minute(0).gap(), None);
        assert_eq!(Rate::per_minute(30).gap(), Some(Duration::from_secs(2)));
    }
}
