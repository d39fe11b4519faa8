//! Hashes of a file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

/// What is known of a file by its bytes.
pub(super) struct Digest {
    bytes: Vec<u8>,
}

/// Reads the file.
///
/// # Errors
/// It cannot be read.
pub(super) fn of(file: &Path) -> Result<Digest> {
    Ok(Digest { bytes: fs::read(file).with_context(|| format!("cannot read {}", file.display()))? })
}

impl Digest {
    /// SHA-256 in hexadecimal.
    pub(super) fn sha256(&self) -> String {
        hexadecimal(&Sha256::digest(&self.bytes))
    }

    /// SHA-384 in hexadecimal.
    pub(super) fn sha384(&self) -> String {
        hexadecimal(&Sha384::digest(&self.bytes))
    }

    /// What a page writes as `integrity`.
    pub(super) fn integrity(&self) -> String {
        format!("sha384-{}", STANDARD.encode(Sha384::digest(&self.bytes)))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first example of FIPS 180-2, and what openssl says of it.
    #[test]
    fn hashes_are_those_of_the_standard() {
        let abc = Digest { bytes: b"abc".to_vec() };
        assert_eq!(abc.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(abc.sha384().starts_with("cb00753f45a35e8bb5a03d699ac65007"));
        assert_eq!(abc.integrity(), "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn");
    }
}
