//! Text kept in place, without the heap, and wiped when it goes.

use core::fmt;

use zeroize::Zeroize;

/// Up to `N` bytes of UTF-8, overwritten with zeros on [`clear`](Inline::clear) and on drop.
///
/// Not `Clone`, `Copy` or `Serialize`, so that a secret has one place; `Debug` tells the length alone. Moving it may leave
/// the old bytes on the stack until something else is written there, which no safe Rust can prevent: keep it where it was made.
pub struct Inline<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Inline<N> {
    /// Holds nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    /// The text held.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only whole characters are ever pushed, so the fallback is never taken.
        core::str::from_utf8(self.bytes.get(..self.len).unwrap_or_default()).unwrap_or_default()
    }

    /// How many bytes are held.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is held.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds one character; `false`, and nothing changed, when there is no room for it.
    pub fn push(&mut self, c: char) -> bool {
        let end = self.len + c.len_utf8();
        match self.bytes.get_mut(self.len..end) {
            Some(room) => {
                c.encode_utf8(room);
                self.len = end;
                true
            }
            None => false,
        }
    }

    /// Adds text as long as whole characters fit; `false` when some did not.
    pub fn push_str(&mut self, text: &str) -> bool {
        text.chars().all(|c| self.push(c))
    }

    /// Overwrites what was held with zeros and holds nothing.
    pub fn clear(&mut self) {
        self.bytes.zeroize();
        self.len = 0;
    }
}

impl<const N: usize> Default for Inline<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> AsRef<str> for Inline<N> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<const N: usize> fmt::Debug for Inline<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inline({} bytes)", self.len)
    }
}

impl<const N: usize> Drop for Inline<N> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Inline;

    #[test]
    fn a_cleared_text_leaves_no_byte_behind() {
        let mut text = Inline::<8>::new();
        assert!(text.push_str("4111"));
        text.clear();
        assert_eq!(text.bytes, [0; 8]);
        assert!(text.is_empty());
    }

    #[test]
    fn a_character_that_does_not_fit_changes_nothing() {
        let mut text = Inline::<4>::new();
        assert!(text.push_str("abc"));
        assert!(!text.push('я'));
        assert_eq!(text.as_str(), "abc");
        assert!(text.push('d'));
        assert_eq!((text.as_str(), text.len()), ("abcd", 4));
    }

    #[test]
    fn debug_tells_the_length_alone() {
        let mut text = Inline::<8>::new();
        text.push_str("4111");
        assert_eq!(format!("{text:?}"), "Inline(4 bytes)");
    }
}
