/// The number in decimal digits: `to_string` would bring the whole of `core::fmt` into the browser (3 KB brotli).
pub(crate) fn decimal(number: u64) -> String {
    let mut scale = 1;
    while number / scale >= 10 {
        scale *= 10;
    }
    let mut text = String::new();
    while scale > 0 {
        push_digit(&mut text, number / scale);
        scale /= 10;
    }
    text
}

/// Adds the last digit of a number.
pub(super) fn push_digit(text: &mut String, number: u64) {
    text.push(char::from(b'0' + (number % 10) as u8));
}
