//! Month and year with ` / ` between them.

use super::typed::{MOST_DIGITS, Typed};
use crate::card::{Inline, fold};
use crate::form::Edit;

/// Writes the date to `shown` and gives the caret.
pub(super) fn write(typed: &mut Typed, shown: &mut Inline) -> usize {
    let parting = Parting::of(typed);
    let layout =
        if typed.edit == Edit::Insert { inserted(typed, &parting, shown) } else { deleted(typed, &parting, shown) };
    let layout = match layout {
        Some(layout) => layout,
        None => flow(typed),
    };
    layout.write(typed, shown)
}

/// Where a text parts month and year.
struct Parting {
    /// How many digits stand before the separator, where there is one.
    border: Option<usize>,
    /// Whether a slash or the like stands after the last digit, besides the one of `border`.
    slash_at_end: bool,
}

impl Parting {
    fn of(typed: &Typed) -> Self {
        let (mut slash, mut space) = (None, None);
        let mut digits = 0_usize;
        let (mut slash_at_end, mut sure) = (false, false);
        for (place, byte) in typed.text.as_bytes().iter().enumerate() {
            if byte.is_ascii_digit() {
                digits += 1;
                slash_at_end = false;
            } else if fold::is_date_separator(char::from(*byte)) {
                slash_at_end |= slash.is_some_and(|at| at < digits);
                if !sure {
                    slash = Some(digits);
                }
                // One typed into the month does not part it where another does.
                sure |= place + 1 != typed.caret;
            } else if digits > 0 && is_separator(char::from(*byte)) {
                space = space.or(Some(digits));
            }
        }
        // A space parts only where no slash does.
        Self { border: slash.or(space), slash_at_end }
    }
}

/// How the digits are to be shown.
struct Layout {
    /// How many of them are the month.
    border: usize,
    /// Whether the separator shows with no digit after it, too.
    open: bool,
    /// Whether the month is given its zero.
    padded: bool,
    /// Whether the caret at the border stays before the separator, whatever was typed.
    stays: bool,
}

impl Layout {
    const fn month(border: usize, open: bool) -> Self {
        Self { border, open, padded: false, stays: false }
    }

    /// One digit is the whole month.
    const fn padded() -> Self {
        Self { border: 1, open: true, padded: true, stays: false }
    }

    fn write(&self, typed: &mut Typed, shown: &mut Inline) -> usize {
        if self.padded {
            // The zero takes the room of one digit.
            typed.remove(MOST_DIGITS - 1);
        }
        let year = typed.digits.len() > self.border;
        let open = self.open || year;
        shown.clear();
        if self.padded {
            shown.push('0');
        }
        parted(typed, if open { self.border } else { NONE }, NONE, shown);
        let before = typed.before;
        let past = before > self.border
            || before == self.border
                && open
                && (self.padded || !year || !self.stays && typed.last().is_some_and(is_separator));
        let zero = self.padded && before > 0;
        before + usize::from(zero) + if past { SEPARATOR.len() } else { 0 }
    }
}

/// `None` where the digits alone tell.
fn inserted(typed: &mut Typed, parting: &Parting, shown: &mut Inline) -> Option<Layout> {
    let digits = typed.digits.as_bytes();
    let count = digits.len();
    Some(match parting.border {
        Some(4) if matches!(count, 5 | 6) && is_century(digits) => {
            year_first(typed);
            if count == 5 { Layout::padded() } else { Layout::month(2, true) }
        }
        // "02 / 6/": the 2 was taken for February, the slash says it was the year's. "42" is no day, and no year soon.
        Some(2)
            if parting.slash_at_end
                && matches!(digits, [b'0', b'1', b'3'..=b'9'] | [b'0', b'2' | b'3', b'0'..=b'9']) =>
        {
            typed.remove(0);
            Layout::month(2, true)
        }
        Some(border @ 0..=2) => {
            refuse_in_year(typed, border, shown);
            if border == 1 { short_month(typed) } else { Layout::month(border, border == 2) }
        }
        // The month is full: a digit typed into it is refused.
        Some(3) if count > 3 && typed.one && matches!(typed.before, 1..=3) && refuse(typed, 2, shown) => {
            Layout::month(2, false)
        }
        _ => return None,
    })
}

/// The same.
fn deleted(typed: &mut Typed, parting: &Parting, shown: &mut Inline) -> Option<Layout> {
    let count = typed.digits.len();
    let mut layout = match parting.border {
        Some(border) => Layout::month(border, false),
        // Where the slash itself was taken and no month stands before it, a space is left.
        None if matches!(typed.text.as_bytes(), [b' ', ..]) => Layout::month(0, false),
        None if count > 2 => return None,
        None => return Some(Layout::month(count, false)),
    };
    shown.clear();
    parted(typed, layout.border, NONE, shown);
    if typed.one && typed.before == layout.border && typed.was_taken_from(shown) {
        // The deletion hit the separator: it takes the digit beside it.
        if typed.edit == Edit::Forward {
            typed.remove(layout.border);
        } else if layout.border > 0 {
            layout.border -= 1;
            layout.stays = true;
            typed.remove(layout.border);
        }
    }
    Some(layout)
}

/// Digits alone: the month ends where it must. What comes at once is read by its length, and a month that does not exist is
/// shown, for the verdict to name.
fn flow(typed: &Typed) -> Layout {
    let (first, second, count) = (typed.digit(0), typed.digit(1), typed.digits.len());
    let two =
        first == b'0' || if typed.one || count < 3 { first == b'1' && second <= b'2' } else { count.is_multiple_of(2) };
    if count < 2 && first < b'2' {
        Layout::month(1, false)
    } else if two {
        Layout::month(2, true)
    } else {
        Layout::padded()
    }
}

/// One digit before the separator: `4/31` is April; in `1 / 31` someone may be about to type the other digit; 0 is no month.
fn short_month(typed: &Typed) -> Layout {
    let waits = match typed.digit(0) {
        b'0' => true,
        b'1' => typed.digits.len() > 1 && typed.before <= 1 && typed.last().is_none_or(|c| c.is_ascii_digit()),
        _ => false,
    };
    if waits { Layout::month(1, true) } else { Layout::padded() }
}

/// `2031-04`, all at once.
fn year_first(typed: &mut Typed) {
    let mut digits = Inline::new();
    digits.push_str(typed.digits.as_str().get(4..).unwrap_or_default());
    digits.push_str(typed.digits.as_str().get(..4).unwrap_or_default());
    typed.before = digits.len();
    typed.digits = digits;
}

/// A digit typed where the year has no room for it.
fn refuse_in_year(typed: &mut Typed, border: usize, shown: &mut Inline) {
    let digits = typed.digits.as_bytes();
    // Only a year that begins with its century, or is being given one, goes on past two digits.
    let long = is_century(digits.get(border..).unwrap_or_default()) || typed.before < digits.len();
    let room = if long { 4 } else { 2 };
    if typed.one && digits.len() > border + room && typed.before > border {
        refuse(typed, border, shown);
    }
}

/// Takes back the digit before the caret where the text is but for it as this mask shows it; tells whether it did.
fn refuse(typed: &mut Typed, border: usize, shown: &mut Inline) -> bool {
    let digit = typed.before - 1;
    shown.clear();
    parted(typed, border, digit, shown);
    let refused = typed.was_typed_into(shown);
    if refused {
        typed.remove(digit);
    }
    refused
}

/// Writes the digits but for the one at `without`, and the separator after `border` of them.
fn parted(typed: &Typed, border: usize, without: usize, shown: &mut Inline) {
    let mut room = border;
    for (place, digit) in typed.digits.as_bytes().iter().enumerate() {
        if place != without {
            if room == 0 {
                shown.push_str(SEPARATOR);
            }
            room = room.wrapping_sub(1);
            shown.push(char::from(*digit));
        }
    }
    if room == 0 {
        shown.push_str(SEPARATOR);
    }
}

const fn is_separator(c: char) -> bool {
    fold::is_date_separator(c) || matches!(c, ' ' | '\n')
}

/// Whether a year of four digits begins so.
fn is_century(digits: &[u8]) -> bool {
    matches!(digits, [b'1', b'9', ..] | [b'2', b'0' | b'1', ..])
}

const SEPARATOR: &str = " / ";

const NONE: usize = usize::MAX;
