/// How the digits of a number are set.
pub(super) struct Digits<'a> {
    /// How many of them stand behind the point.
    pub(super) decimals: u32,
    /// What parts the others by threes.
    pub(super) group: &'a str,
    pub(super) point: &'a str,
}

/// The number in decimal digits: `to_string` would bring the whole of `core::fmt` into the browser.
pub(crate) fn decimal(number: u64) -> String {
    let mut text = String::new();
    Digits { decimals: 0, group: "", point: "" }.write(&mut text, number);
    text
}

impl Digits<'_> {
    /// Adds a number's digits, at least one before the point.
    pub(super) fn write(&self, text: &mut String, number: u64) {
        self.write_from(text, number, 0);
    }

    /// Adds the digits from the first down to the one with so many behind it.
    fn write_from(&self, text: &mut String, number: u64, behind: u32) {
        if number >= 10 || behind < self.decimals {
            self.write_from(text, number / 10, behind + 1);
        }
        text.push(char::from(b'0' + (number % 10) as u8));
        if behind > self.decimals {
            if (behind - self.decimals).is_multiple_of(3) {
                text.push_str(self.group);
            }
        } else if behind == self.decimals && behind > 0 {
            text.push_str(self.point);
        }
    }
}
