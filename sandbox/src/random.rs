//! Random bytes from the operating system, in the two shapes the sandbox needs.

use aws_lc_rs::{error::Unspecified, rand};

/// `bytes` random bytes as lower-case hex.
///
/// # Errors
/// The system gave no random bytes.
pub(crate) fn hex(bytes: usize) -> Result<String, Unspecified> {
    let mut buffer = vec![0; bytes];
    rand::fill(&mut buffer)?;
    Ok(hex::encode(buffer))
}

/// A GUID of version 4.
///
/// # Errors
/// The system gave no random bytes.
pub(crate) fn guid() -> Result<String, Unspecified> {
    let mut bytes = [0_u8; 16];
    rand::fill(&mut bytes)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex::encode(bytes);
    Ok(format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]))
}

/// Six random digits.
///
/// # Errors
/// The system gave no random bytes.
pub(crate) fn six_digits() -> Result<String, Unspecified> {
    let mut bytes = [0_u8; 4];
    rand::fill(&mut bytes)?;
    Ok(format!("{:06}", u32::from_be_bytes(bytes) % 1_000_000))
}
