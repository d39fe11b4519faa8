//! Whose address a request came from: the connection's, or the one a trusted proxy wrote down.

use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;

/// A range of addresses, `10.0.0.0/8` or a single `10.1.2.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether the address is in the range; an IPv4 address written as IPv6 counts as IPv4.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let (base, width) = number(self.base);
        let (other, other_width) = number(address.to_canonical());
        let shift = width - u32::from(self.bits);
        width == other_width && (shift >= 128 || base >> shift == other >> shift)
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("found {text:?}, wanted an address or a range such as 10.0.0.0/8");
        let (base, bits) = text.split_once('/').map_or((text, None), |(base, bits)| (base, Some(bits)));
        let base = base.trim().parse::<IpAddr>().map_err(|_| wrong())?.to_canonical();
        let width = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), |bits| bits.trim().parse::<u8>().map_err(|_| wrong()))?;
        if bits > width { Err(wrong()) } else { Ok(Self { base, bits }) }
    }
}

/// The shopper's address. `X-Forwarded-For` is believed only from a trusted peer, and read from its right end: the first
/// address no trusted proxy vouches for is the shopper's, whatever stands to the left of it.
pub(crate) fn shopper(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let peer = peer.to_canonical();
    let trusts = |ip: IpAddr| trusted.iter().any(|network| network.contains(ip));
    if !trusts(peer) {
        return peer;
    }
    let mut seen = peer;
    let written: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).collect();
    for entry in written.iter().rev() {
        let Some(ip) = address(entry.trim()) else { break };
        seen = ip;
        if !trusts(ip) {
            break;
        }
    }
    seen
}

/// `203.0.113.9`, `203.0.113.9:5210`, `2001:db8::1`, `[2001:db8::1]:5210`.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim_matches('"');
    let bare = entry.strip_prefix('[').and_then(|e| e.split_once(']')).map_or(entry, |(ip, _)| ip);
    let ip = bare.parse().ok().or_else(|| entry.parse::<std::net::SocketAddr>().ok().map(|s| s.ip()));
    ip.map(|ip: IpAddr| ip.to_canonical())
}

fn number(ip: IpAddr) -> (u128, u32) {
    match ip {
        IpAddr::V4(ip) => (u128::from(u32::from(ip)), 32),
        IpAddr::V6(ip) => (u128::from(ip), 128),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(peer: &str, forwarded: &[&str], trusted: &[&str], wanted: &str) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        assert_eq!(shopper(peer.parse().unwrap(), &headers, &trusted), wanted.parse::<IpAddr>().unwrap());
    }

    #[test]
    fn the_header_is_believed_only_from_a_trusted_proxy() {
        case("203.0.113.9", &["1.2.3.4"], &[], "203.0.113.9");
        case("203.0.113.9", &["1.2.3.4"], &["10.0.0.0/8"], "203.0.113.9");
        case("10.0.0.7", &["1.2.3.4"], &["10.0.0.0/8"], "1.2.3.4");
        case("::ffff:10.0.0.7", &["1.2.3.4"], &["10.0.0.0/8"], "1.2.3.4");
        case("::ffff:203.0.113.9", &[], &[], "203.0.113.9");
    }

    #[test]
    fn what_a_shopper_wrote_into_the_header_is_not_believed() {
        case("10.0.0.7", &["6.6.6.6, 1.2.3.4"], &["10.0.0.0/8"], "1.2.3.4");
        case("10.0.0.7", &["6.6.6.6", "1.2.3.4, 10.0.0.3"], &["10.0.0.0/8"], "1.2.3.4");
        case("10.0.0.7", &["6.6.6.6, unknown"], &["10.0.0.0/8"], "10.0.0.7");
        case("10.0.0.7", &["6.6.6.6, [2001:db8::1]:443"], &["10.0.0.0/8"], "2001:db8::1");
        case("10.0.0.7", &["1.2.3.4:5210"], &["10.0.0.7"], "1.2.3.4");
    }

    #[test]
    fn a_range_that_is_none_is_refused() {
        for wrong in ["", "10.0.0.0/33", "10.0.0/8", "::/129", "x"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains("8.8.8.8".parse().unwrap()));
        assert!("::/0".parse::<Network>().unwrap().contains("2001:db8::1".parse().unwrap()));
    }
}
