//! The decimal digits of a secret.

use core::fmt;

use super::inline::Inline;

/// ASCII digits in place, wiped on drop; not `Clone` and not `Serialize`, so that a secret has one place.
///
/// `Debug` tells how many there are and none of them. [`expose`](Digits::expose) is the one way to read them, so that
/// `git grep expose` lists every place that does.
///
/// ```
/// use cloudpayments_checkout::card::Digits;
///
/// let mut digits = Digits::new();
/// assert!(digits.is_empty() && digits.push(4) && !digits.push(10));
/// assert_eq!((digits.len(), digits.expose()), (1, "4"));
/// digits.clear();
/// assert!(digits.is_empty());
/// ```
#[derive(Default)]
pub struct Digits(Inline);

impl Digits {
    /// No digit yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Inline::new())
    }

    /// The digits, `0` to `9` each.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }

    /// How many digits there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no digit.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds one digit, 0 to 9; `false`, and nothing changed, when it is none or there is no room.
    pub fn push(&mut self, digit: u8) -> bool {
        digit <= 9 && self.0.push(char::from(b'0' + digit))
    }

    /// Overwrites the digits with zeros and holds none.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digits({} of them)", self.len())
    }
}
