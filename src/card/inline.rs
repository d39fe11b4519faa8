//! Text kept in place, without the heap, and wiped when it goes.

use core::fmt;

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
/// text.clear();
/// assert!(text.is_empty());
/// ```
pub struct Inline {
    bytes: [u8; ROOM],
    len: u8,
}

impl Inline {
    /// Holds nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: [0; ROOM], len: 0 }
    }

    /// The text held.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only whole characters are ever pushed, so the fallback is never taken.
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The same, as bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        // Never out of bounds, which the compiler sees, too: the length is a byte and the room has one more.
        &self.bytes[..usize::from(self.len)]
    }

    /// How many bytes are held.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether nothing is held.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds one character; `false`, and nothing changed, when there is no room for it.
    #[inline(never)]
    pub fn push(&mut self, c: char) -> bool {
        if c.is_ascii() {
            return self.push_ascii(u32::from(c).to_le_bytes()[0]);
        }
        self.push_bytes(c.encode_utf8(&mut [0; 4]).as_bytes())
    }

    /// The same for one byte, which is most of them: a copy of one is a call in WebAssembly.
    pub(super) fn push_ascii(&mut self, byte: u8) -> bool {
        let Some(end) = self.len.checked_add(1) else { return false };
        if let Some(place) = self.bytes.get_mut(usize::from(self.len)) {
            *place = byte;
        }
        self.len = end;
        true
    }

    /// Adds text; `false`, and nothing changed, when there is no room for all of it.
    pub fn push_str(&mut self, text: &str) -> bool {
        self.push_bytes(text.as_bytes())
    }

    /// The same for whole characters as bytes.
    pub(crate) fn push_bytes(&mut self, text: &[u8]) -> bool {
        let len = usize::from(self.len);
        let Ok(end) = u8::try_from(len + text.len()) else { return false };
        if let Some(room) = self.bytes.get_mut(len..usize::from(end)) {
            room.copy_from_slice(text);
            self.len = end;
        }
        true
    }

    /// Takes out the byte at this place, if there is one; for ASCII text.
    pub(crate) fn remove(&mut self, at: usize) {
        if at < self.len() {
            for place in at..self.len() {
                let next = self.bytes.get(place + 1).copied().unwrap_or_default();
                if let Some(byte) = self.bytes.get_mut(place) {
                    *byte = next;
                }
            }
            self.len -= 1;
        }
    }

    /// Overwrites what was held with zeros and holds nothing.
    #[inline(never)]
    pub fn clear(&mut self) {
        // Behind the text there are zeros always.
        if let Some(held) = self.bytes.get_mut(..usize::from(self.len)) {
            held.zeroize();
        }
        self.len = 0;
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
        write!(f, "Inline({} bytes)", self.len)
    }
}

impl Drop for Inline {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Bytes, and one: a shown name has 64 characters of three bytes at most in any script that people write their names in.
const ROOM: usize = 256;

#[cfg(test)]
mod tests {
    use super::{Inline, ROOM};

    #[test]
    fn a_cleared_text_leaves_no_byte_behind() {
        let mut text = Inline::new();
        assert!(text.push_str("4111"));
        text.clear();
        assert_eq!(text.bytes, [0; ROOM]);
        assert!(text.is_empty());
    }

    #[test]
    fn a_character_that_does_not_fit_changes_nothing() {
        let mut text = Inline::new();
        let most = "a".repeat(ROOM - 2);
        assert!(text.push_str(&most));
        assert!(!text.push('я'));
        assert!(!text.push_str("bc"));
        assert_eq!(text.as_str(), most);
        assert!(text.push('d'));
        assert_eq!((text.as_str(), text.len()), (format!("{most}d").as_str(), ROOM - 1));
        assert!(!text.push('e'));
    }

    #[test]
    fn a_byte_taken_out_leaves_the_others_in_their_order_and_nothing_behind() {
        let mut text = Inline::new();
        assert!(text.push_str("4123"));
        text.remove(1);
        text.remove(3);
        assert_eq!(text.as_str(), "423");
        assert_eq!(text.bytes[3], 0);
    }

    #[test]
    fn debug_tells_the_length_alone() {
        let mut text = Inline::new();
        text.push_str("4111");
        assert_eq!(format!("{text:?}"), "Inline(4 bytes)");
    }
}
