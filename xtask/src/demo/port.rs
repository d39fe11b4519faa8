//! Looking whether a port is free, before anything is built for it.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Result, bail};

/// # Errors
/// The port cannot be listened on; the message names it, the server that wants it and the flag that changes it.
pub(super) fn check_free(port: u16, server: &str, flag: &str) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "port {port}, which the {server} wants, is taken by another program (another demo?): stop that one, or choose a free port with {flag}"
            )
        }
        Err(error) => bail!("the {server} cannot listen on port {port} ({error}): choose another port with {flag}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_flag_that_changes_it() {
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = other.local_addr().unwrap().port();
        let error = check_free(port, "store", "--store-port").unwrap_err().to_string();
        assert!(error.contains(&format!("port {port}")) && error.contains("--store-port"), "{error}");
        drop(other);
        check_free(port, "store", "--store-port").unwrap();
    }
}
