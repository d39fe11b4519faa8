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
    let bytes = template.as_bytes();
    let mut filled = String::new();
    let (mut kept, mut at) = (0, 0);
    while at < bytes.len() {
        at += 1;
        if bytes[at - 1] != b'{' {
            continue;
        }
        for (name, value) in values {
            let end = at + name.len();
            if bytes.get(at..end) == Some(name.as_bytes()) && bytes.get(end) == Some(&b'}') {
                filled.push_str(template.get(kept..at - 1).unwrap_or_default());
                filled.push_str(value);
                at = end + 1;
                kept = at;
                break;
            }
        }
    }
    filled.push_str(template.get(kept..).unwrap_or_default());
    filled
}
