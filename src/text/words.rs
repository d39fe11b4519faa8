use super::packed::{WORDS, line};
use super::{Key, Locale};

/// The words of one language: ours, or a store's own, a message to a line in the order of [`Key::ALL`].
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    lines: &'a str,
    /// How many lines of other languages stand before.
    before: usize,
}

impl<'a> Words<'a> {
    /// The store's own.
    #[must_use]
    pub const fn own(lines: &'a str) -> Self {
        Self { lines, before: 0 }
    }

    /// The words of a message, with its `{placeholders}` still in it.
    #[must_use]
    pub fn say(self, key: Key) -> &'a str {
        let mut before = self.before + key as usize;
        let mut start = 0;
        for (at, &byte) in self.lines.as_bytes().iter().enumerate() {
            if byte == b'\n' {
                if before == 0 {
                    return self.lines.get(start..at).unwrap_or_default();
                }
                before -= 1;
                start = at + 1;
            }
        }
        ""
    }

    /// All lines from which these are taken, and how many stand before them. English comes first.
    #[must_use]
    pub const fn all(self) -> (&'a str, usize) {
        (self.lines, self.before)
    }
}

impl From<Locale> for Words<'static> {
    fn from(locale: Locale) -> Self {
        Self { lines: WORDS, before: line(locale) }
    }
}
