//! A WebAssembly file's layout: after magic word and version, sections of a number, a length and that many bytes.

use std::ops::Range;

use anyhow::Result;

/// A place in the file, as the parser counts.
///
/// # Errors
/// It lies beyond what this machine can hold.
pub(super) fn in_memory(range: &Range<u64>) -> Result<Range<usize>> {
    Ok(usize::try_from(range.start)?..usize::try_from(range.end)?)
}

/// Adds a section.
pub(super) fn section(file: &mut Vec<u8>, id: u8, content: &[u8]) {
    file.push(id);
    leb(file, content.len());
    file.extend(content);
}

/// Adds a number of 7 bits a byte, the lowest first.
pub(super) fn leb(bytes: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        bytes.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    bytes.extend(&value.to_le_bytes()[..1]);
}

/// Magic word and version.
pub(super) const HEADER: usize = 8;
