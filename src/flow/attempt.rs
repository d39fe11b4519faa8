/// The id of one press of Pay: 32 lower-case hex digits, 128 random bits. It is the idempotency key of the charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt(String);

impl Attempt {
    /// Takes 32 lower-case hex digits; `None` for anything else.
    ///
    /// ```
    /// use cloudpayments_checkout::flow::Attempt;
    /// assert!(Attempt::parse("000102030405060708090a0b0c0d0e0f").is_some());
    /// assert!(Attempt::parse("A-1042").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 32 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    /// The digits as they go over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
