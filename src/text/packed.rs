use super::Key;

/// One language's words, end to end in one string: a pointer and a length for each message would weigh a tenth of the words again.
pub(super) struct Packed {
    words: &'static str,
    lengths: [u8; Key::ALL.len()],
}

impl Packed {
    /// Use [`pack`], which makes both from a language's `word` function at compile time.
    pub(super) const fn new(words: &'static str, lengths: [u8; Key::ALL.len()]) -> Self {
        Self { words, lengths }
    }

    /// The words of one message.
    pub(super) fn word(&'static self, key: Key) -> &'static str {
        let mut lengths = self.lengths.iter().map(|&length| usize::from(length));
        let start = lengths.by_ref().take(key as usize).sum();
        let end = start + lengths.next().unwrap_or_default();
        self.words.get(start..end).unwrap_or_default()
    }
}

/// Packs a `const fn(Key) -> &'static str` at compile time. A macro, because a const function cannot call a function it is given.
macro_rules! pack {
    ($word:path) => {{
        const LENGTHS: [u8; Key::ALL.len()] = {
            let mut lengths = [0; Key::ALL.len()];
            let mut index = 0;
            while index < lengths.len() {
                let length = $word(Key::ALL[index]).len();
                assert!(length <= u8::MAX as usize, "a message is longer than 255 bytes");
                #[expect(clippy::cast_possible_truncation, reason = "asserted in the line above")]
                let length = length as u8;
                lengths[index] = length;
                index += 1;
            }
            lengths
        };
        const SIZE: usize = {
            let mut size = 0;
            let mut index = 0;
            while index < LENGTHS.len() {
                size += LENGTHS[index] as usize;
                index += 1;
            }
            size
        };
        const BYTES: [u8; SIZE] = {
            let mut bytes = [0; SIZE];
            let mut end = 0;
            let mut index = 0;
            while index < LENGTHS.len() {
                let word = $word(Key::ALL[index]).as_bytes();
                let mut at = 0;
                while at < word.len() {
                    bytes[end] = word[at];
                    end += 1;
                    at += 1;
                }
                index += 1;
            }
            bytes
        };
        const WORDS: &str = match core::str::from_utf8(&BYTES) {
            Ok(words) => words,
            Err(_) => "", // cannot be: whole words only; the tests would find every message empty
        };
        Packed::new(WORDS, LENGTHS)
    }};
}
pub(super) use pack;
