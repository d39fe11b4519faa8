/// The template with each `{name}` replaced by its value.
///
/// One pass: braces inside a value stay as they are. A placeholder without a value, and a brace without its pair, stay too,
/// so that a mistake is seen and nothing is lost.
///
/// ```
/// use cloudpayments_checkout::text::fill;
///
/// assert_eq!(fill("Pay {amount}", &[("amount", "12 500 ₸")]), "Pay 12 500 ₸");
/// ```
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = template;
    let mut at = 0;
    while let Some(byte) = rest.as_bytes().get(at) {
        at += 1;
        if *byte == b'{' {
            for (name, value) in values {
                let end = at + name.len();
                if rest.get(at..end) == Some(name) && rest.as_bytes().get(end) == Some(&b'}') {
                    filled.push_str(rest.get(..at - 1).unwrap_or_default());
                    filled.push_str(value);
                    rest = rest.get(end + 1..).unwrap_or_default();
                    at = 0;
                    break;
                }
            }
        }
    }
    filled.push_str(rest);
    filled
}
