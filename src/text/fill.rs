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
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| Some((value_of(name, values)?, tail)));
        if let Some((value, tail)) = value {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

fn value_of<'a>(name: &str, values: &[(&str, &'a str)]) -> Option<&'a str> {
    values.iter().find(|(known, _)| *known == name).map(|&(_, value)| value)
}
