//! Random names: unguessable tokens and order numbers.

/// 128 random bits as 32 lower-case hex digits.
pub(crate) fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}

/// A new order's number, `A-7K3M9Q2XWD4T`: 60 random bits in letters nobody mistakes on the phone.
pub(crate) fn order_number() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes)?;
    let letters = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)]));
    Ok(std::iter::once('A').chain(std::iter::once('-')).chain(letters).collect())
}

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
