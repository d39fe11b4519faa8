//! `--health`: whether a sandbox answers, for a container that has no other program to ask with.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// Asks the one that listens there.
///
/// # Errors
/// Nobody answers within two seconds, or not that all is well.
pub(crate) async fn ask(mut listens: SocketAddr) -> Result<(), reqwest::Error> {
    if listens.ip().is_unspecified() {
        // Every address of this machine is listened on; nobody can be asked at "any".
        listens.set_ip(if listens.is_ipv4() {
            IpAddr::V4(Ipv4Addr::LOCALHOST)
        } else {
            IpAddr::V6(Ipv6Addr::LOCALHOST)
        });
    }
    let client = reqwest::Client::builder().timeout(Duration::from_secs(2)).no_proxy().build()?;
    client.get(format!("http://{listens}/health")).send().await?.error_for_status().map(|_| ())
}
