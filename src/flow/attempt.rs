use arrayvec::ArrayString;

/// The id of one press of Pay: 32 lower-case hex digits, 128 random bits. It is the idempotency key of the charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt(ArrayString<32>);

impl Attempt {
    /// Takes 32 lower-case hex digits; `None` for anything else.
    ///
    /// ```
    /// use cloudpayments_checkout::flow::Attempt;
    /// let attempt = Attempt::parse("000102030405060708090a0b0c0d0e0f");
    /// assert_eq!(attempt.as_ref().map(Attempt::as_str), Some("000102030405060708090a0b0c0d0e0f"));
    /// assert!(Attempt::parse("A-1042").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 32 || !text.bytes().all(hex) {
            return None;
        }
        ArrayString::from(text).ok().map(Self)
    }

    /// The digits as they go over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
