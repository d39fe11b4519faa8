//! What a field's digits come to.

use super::brand::Brand;
use super::digits::Digits;
use super::fold::Scan;

/// The digits of a text, counted and added up as they are read: what is asked of a number at every key needs no copy of it.
#[derive(Default)]
pub(super) struct Tally {
    /// How many digits.
    pub(super) count: usize,
    /// The first four as one number.
    first: u16,
    /// The sum of ISO/IEC 7812-1: from the right, every second digit counts twice, and what is above nine then by the sum of its digits.
    sum: u32,
    /// The same, were one more digit to come, which is none of it.
    longer: u32,
}

impl Tally {
    /// Reads digits of any script, and puts them in ASCII where they are to be kept, those that have room there; `None` where there is
    /// anything but digits and separators, of which a space is always one.
    pub(super) fn of(text: &str, is_separator: fn(char) -> bool, mut kept: Option<&mut Digits>) -> Option<Self> {
        let mut tally = Self::default();
        // What most texts are made of needs no table.
        let mut plain = 0;
        for byte in text.bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                tally.add(digit, &mut kept);
            } else if byte != b' ' {
                break;
            }
            plain += 1;
        }
        let rest = text.get(plain..)?;
        for c in Scan::new(rest) {
            match c.to_digit(10) {
                Some(digit) => tally.add(digit.to_le_bytes()[0], &mut kept),
                None if is_separator(c) => {}
                None => return None,
            }
        }
        Some(tally)
    }

    #[expect(clippy::inline_always, reason = "a third of the time that a number's check takes, for ten bytes")]
    #[inline(always)]
    fn add(&mut self, digit: u8, kept: &mut Option<&mut Digits>) {
        let (once, twice) = (u32::from(digit), u32::from(digit) * 2);
        let twice = if twice > 9 { twice - 9 } else { twice };
        (self.sum, self.longer) = (self.longer + once, self.sum + twice);
        if self.count < Brand::PREFIX {
            self.first = self.first * 10 + u16::from(digit);
        }
        self.count += 1;
        if let Some(kept) = kept {
            kept.push(digit);
        }
    }

    /// The brand of a number that begins so.
    pub(super) fn brand(&self) -> Brand {
        Brand::beginning(self.first, self.count)
    }

    /// Whether the last digit is the check digit of those before it.
    pub(super) fn has_check_digit(&self) -> bool {
        self.sum.is_multiple_of(10)
    }
}
