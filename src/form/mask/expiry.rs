//! Month and year with ` / ` between them.

use super::typed::{Typed, units};
use crate::card::{Inline, fold};
use crate::form::{Edit, Masked};

/// `04 / 31`, or `04 / 2031` while it is typed: a year of four digits is never cut to its first two.
///
/// `4` becomes `04 / `, `1` waits for what follows, `14` is `01 / 4`. Backspace over the separator takes the digit before
/// it, Delete the digit after it. A date written year first (`2031-04`) is turned around when it comes at once; a slash
/// after `02 / 6` says that `26/` was meant, and is shown so, for the verdict to name.
#[must_use]
pub fn expiry(text: &str, caret: u32, edit: Edit) -> Masked<EXPIRY_ROOM> {
    expiry_after(text, caret, edit, true)
}

/// The same; `one` tells whether the edit added or took a single character, which the text alone does not always show.
pub(crate) fn expiry_after(text: &str, caret: u32, edit: Edit, one: bool) -> Masked<EXPIRY_ROOM> {
    let date = Date::of(text, caret);
    match edit {
        Edit::Insert => date.inserted(text, one),
        Edit::Backward | Edit::Forward => date.deleted(text, edit, one),
    }
}

/// The digits of the field, and where they are parted.
struct Date {
    typed: Typed<MOST_DIGITS>,
    /// How many digits stand before the separator, where there is one.
    border: Option<usize>,
    /// Whether a slash or the like stands after the last digit, besides the one of `border`.
    slash_at_end: bool,
}

impl Date {
    fn of(text: &str, caret: u32) -> Self {
        // A space parts only where no slash does.
        let strong = text.chars().any(fold::is_date_separator);
        let mut digits = 0_usize;
        let mut border = None;
        let mut slash_at_end = false;
        for c in text.chars() {
            if fold::digit(c).is_some() {
                digits += 1;
                slash_at_end = false;
            } else if fold::is_date_separator(c) || (!strong && digits > 0 && fold::is_space(c)) {
                slash_at_end |= strong && border.is_some_and(|at| at < digits);
                border = border.or(Some(digits));
            }
        }
        Self { typed: Typed::of(text, caret), border, slash_at_end }
    }

    fn inserted(mut self, text: &str, one: bool) -> Masked<EXPIRY_ROOM> {
        let count = self.typed.digits().len();
        let Some(border) = self.border else {
            return self.flow();
        };
        match border {
            4 if matches!(count, 5 | 6) && is_century(self.typed.digits()) => self.year_first(),
            2 if self.slash_at_end && count == 3 && self.typed.digits() > "012" && self.typed.digits() < "1" => {
                self.meant_year_first()
            }
            0 | 2 => {
                if one {
                    self.refuse_in_year(text, border);
                }
                self.show(border, border == 2)
            }
            1 => self.short_month(),
            _ if count == border => self.flow(),
            _ => {
                // The month is full: a digit typed into it is refused.
                let mut without = Typed::of(text, units(self.typed.caret));
                if one && self.typed.before > 0 && self.typed.before <= border {
                    without.remove(self.typed.before - 1);
                    if border == 3 && self.typed.was_typed_into(text, parted(without.digits(), 2).as_str()) {
                        self.typed = without;
                        return self.show(2, false);
                    }
                }
                self.flow()
            }
        }
    }

    fn deleted(mut self, text: &str, edit: Edit, one: bool) -> Masked<EXPIRY_ROOM> {
        let count = self.typed.digits().len();
        // Where the slash itself was taken and no month stands before it, a space is left.
        let no_month = text.starts_with(' ').then_some(0);
        let Some(mut border) = self.border.or(no_month) else {
            return if count > 2 { self.flow() } else { self.show(count, false) };
        };
        let whole = parted(self.typed.digits(), border);
        if one && whole.as_str() != text && self.typed.before == border {
            match edit {
                Edit::Backward if border > 0 => {
                    self.typed.remove(border - 1);
                    self.typed.last = None; // the caret stays with the month
                    border -= 1;
                }
                Edit::Forward => self.typed.remove(border),
                _ => {}
            }
        }
        self.show(border, false)
    }

    /// Digits alone: the month ends where it must.
    fn flow(mut self) -> Masked<EXPIRY_ROOM> {
        while self.typed.digits().starts_with("00") {
            self.typed.remove(1);
        }
        let mut digits = self.typed.digits().bytes();
        match (digits.next(), digits.next()) {
            (None, _) => Masked::new(Inline::new(), 0),
            (Some(b'0' | b'1'), None) => self.show(1, false),
            (Some(b'0'), Some(_)) | (Some(b'1'), Some(b'0'..=b'2')) => self.show(2, true),
            _ => self.show_padded(),
        }
    }

    /// One digit before the separator: `4/31` is April; in `1 / 31` someone may be about to type the other digit.
    fn short_month(self) -> Masked<EXPIRY_ROOM> {
        let digits = self.typed.digits();
        let waits = match digits.bytes().next() {
            Some(b'0') => true,
            Some(b'1') => {
                digits.len() > 1 && self.typed.before <= 1 && self.typed.last.is_none_or(|c| fold::digit(c).is_some())
            }
            _ => false,
        };
        if waits { self.show(1, false) } else { self.show_padded() }
    }

    /// `2031-04`, all at once.
    fn year_first(self) -> Masked<EXPIRY_ROOM> {
        let (year, month) = self.typed.digits().split_at_checked(4).unwrap_or_default();
        let mut shown = Inline::new();
        if month.len() == 1 {
            shown.push('0');
        }
        shown.push_str(month);
        shown.push_str(SEPARATOR);
        shown.push_str(year);
        let caret = units(shown.len());
        Masked::new(shown, caret)
    }

    /// `02 / 6/`: the 2 was taken for February, the slash says it was the year's.
    fn meant_year_first(mut self) -> Masked<EXPIRY_ROOM> {
        self.typed.remove(0);
        self.show(2, true)
    }

    /// A digit typed where the year has no room for it.
    fn refuse_in_year(&mut self, text: &str, border: usize) {
        let year = self.typed.digits().get(border..).unwrap_or_default();
        let at_end = self.typed.before == self.typed.digits().len();
        // Only a year that begins with its century, or is being given one, goes on past two digits.
        let room = if is_century(year) || !at_end { 4 } else { 2 };
        if year.len() > room && self.typed.before > border {
            let mut without = Typed::of(text, units(self.typed.caret));
            without.remove(self.typed.before - 1);
            if self.typed.was_typed_into(text, parted(without.digits(), border).as_str()) {
                self.typed = without;
            }
        }
    }

    fn show_padded(mut self) -> Masked<EXPIRY_ROOM> {
        // The zero takes the room of one digit.
        self.typed.remove(MOST_DIGITS - 1);
        let mut shown = Inline::new();
        shown.push('0');
        let rest = parted(self.typed.digits(), 1);
        shown.push_str(rest.as_str());
        let caret = match self.typed.before {
            0 => 0,
            before => 1 + before + SEPARATOR.len(),
        };
        Masked::new(shown, units(caret))
    }

    /// `border` digits, the separator, and the rest; with no digit after it the separator shows where `open` or a person typed it.
    fn show(self, border: usize, open: bool) -> Masked<EXPIRY_ROOM> {
        let digits = self.typed.digits();
        let year = digits.len() > border;
        let open = open || year;
        let before = self.typed.before;
        let mut shown = Inline::new();
        if open {
            shown = parted(digits, border);
        } else {
            shown.push_str(digits);
        }
        let past =
            before > border || (before == border && open && (!year || self.typed.last.is_some_and(is_separator)));
        Masked::new(shown, units(before + if past { SEPARATOR.len() } else { 0 }))
    }
}

fn parted(digits: &str, border: usize) -> Inline<EXPIRY_ROOM> {
    let mut shown = Inline::new();
    let (month, year) = digits.split_at_checked(border).unwrap_or((digits, ""));
    shown.push_str(month);
    shown.push_str(SEPARATOR);
    shown.push_str(year);
    shown
}

fn is_separator(c: char) -> bool {
    fold::is_date_separator(c) || fold::is_space(c)
}

/// Whether a year of four digits begins so.
fn is_century(digits: &str) -> bool {
    matches!(digits.get(..2), Some("19" | "20" | "21"))
}

const SEPARATOR: &str = " / ";

/// Bytes a shown expiry may take.
pub const EXPIRY_ROOM: usize = 16;

const MOST_DIGITS: usize = 10;
