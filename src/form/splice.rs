//! A pasted text put in the place of a selection.

use crate::card::Inline;

/// Writes a field's text with the paste in it to `spliced` and gives the caret after the paste; `None` when it does not fit.
/// Places are in UTF-16 units; not masked yet.
pub(super) fn splice(text: &Inline, pasted: &str, start: u32, end: u32, spliced: &mut Inline) -> Option<u32> {
    let (from, to) = (byte(text.as_bytes(), start.min(end)), byte(text.as_bytes(), start.max(end)));
    let before = spliced.push_str(text.as_str().get(..from)?) && spliced.push_str(pasted);
    let caret = units(spliced.as_bytes());
    (before && spliced.push_str(text.as_str().get(to..)?)).then_some(caret)
}

/// A text's length in UTF-16 units.
pub(crate) fn units(text: &[u8]) -> u32 {
    let mut units = 0;
    for byte in text {
        units += width(*byte);
    }
    units
}

/// Where a caret in UTF-16 units is in bytes; the end when it is beyond.
fn byte(text: &[u8], caret: u32) -> usize {
    let mut at = 0;
    for (place, byte) in text.iter().enumerate() {
        if at >= caret && width(*byte) > 0 {
            return place;
        }
        at += width(*byte);
    }
    text.len()
}

/// The UTF-16 units of the character that begins with this byte of UTF-8; none for the bytes that follow in it.
const fn width(byte: u8) -> u32 {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    }
}
