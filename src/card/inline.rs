//! Text kept in place, without the heap, and wiped when it goes.

use core::fmt;

use arrayvec::ArrayString;
use zeroize::Zeroize;

/// Up to 255 bytes of UTF-8, overwritten with zeros on [`clear`](Inline::clear) and on drop.
///
/// One size for every field, a name of 64 letters being the longest: a size for each would be the same code once for each.
/// Not `Clone`, `Copy` or `Serialize`, so that a secret has one place; `Debug` tells the length alone. Moving it may leave
/// the old bytes on the stack until something else is written there, which no safe Rust can prevent: keep it where it was made.
///
/// ```
/// use cloudpayments_checkout::card::Inline;
///
/// let mut text = Inline::new();
/// assert!(text.push('4') && text.push_str("242"));
/// assert_eq!((text.as_str(), text.as_bytes(), text.len()), ("4242", &b"4242"[..], 4));
/// text.remove(0);
/// assert_eq!(text.as_str(), "242");
/// text.clear();
/// assert!(text.is_empty());
/// ```
pub struct Inline {
    text: ArrayString<{ Inline::ROOM }>,
}

impl Inline {
    /// Bytes: a shown name has 64 characters of three bytes at most in any script that people write their names in.
    pub(super) const ROOM: usize = 255;

    /// Holds nothing yet.
    #[must_use]
    pub fn new() -> Self {
        // Not of what happened to lie there, which would be copied along wherever this goes.
        let mut text = ArrayString::zero_filled();
        text.clear();
        Self { text }
    }

    /// The text held.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same, as bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// How many bytes are held.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing is held.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds one character; `false`, and nothing changed, when there is no room for it.
    #[inline(never)]
    pub fn push(&mut self, c: char) -> bool {
        self.text.try_push(c).is_ok()
    }

    /// Adds text; `false`, and nothing changed, when there is no room for all of it.
    #[inline(never)]
    pub fn push_str(&mut self, text: &str) -> bool {
        self.text.try_push_str(text).is_ok()
    }

    /// Takes out the byte at this place, if there is one; for ASCII text.
    pub fn remove(&mut self, at: usize) {
        let mut kept = Self::new();
        for (place, byte) in self.as_bytes().iter().enumerate() {
            if place != at {
                kept.push(char::from(*byte));
            }
        }
        *self = kept;
    }

    /// Overwrites what was held with zeros and holds nothing.
    #[inline(never)]
    pub fn clear(&mut self) {
        // Behind the text there are zeros always.
        self.text.as_mut_str().zeroize();
        self.text.clear();
    }
}

impl Default for Inline {
    fn default() -> Self {
        Self::new()
    }
}

impl AsRef<str> for Inline {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Inline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inline({} bytes)", self.len())
    }
}

impl Drop for Inline {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Inline;

    #[test]
    fn a_character_that_does_not_fit_changes_nothing() {
        let mut text = Inline::new();
        let most = "a".repeat(Inline::ROOM - 1);
        assert!(text.push_str(&most));
        assert!(!text.push('я'));
        assert!(!text.push_str("bc"));
        assert_eq!(text.as_str(), most);
        assert!(text.push('d'));
        assert_eq!((text.as_str(), text.len()), (format!("{most}d").as_str(), Inline::ROOM));
        assert!(!text.push('e'));
    }

    #[test]
    fn a_byte_taken_out_leaves_the_others_in_their_order() {
        let mut text = Inline::new();
        assert!(text.push_str("4123"));
        text.remove(1);
        text.remove(3);
        text.remove(usize::MAX);
        assert_eq!(text.as_str(), "423");
    }

    #[test]
    fn debug_tells_the_length_alone() {
        let mut text = Inline::new();
        text.push_str("4111");
        assert_eq!(format!("{text:?}"), "Inline(4 bytes)");
    }
}
