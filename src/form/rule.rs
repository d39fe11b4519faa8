/// Whether the form asks for the holder's name.
///
/// ```
/// use cloudpayments_checkout::form::{Field, Form, HolderRule};
///
/// assert_eq!(Form::new(HolderRule::Hidden).text(Field::Holder), "");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HolderRule {
    /// Asks, and does not go on without it.
    #[default]
    Required,
    /// Asks, and goes on without it.
    Optional,
    /// Does not ask.
    Hidden,
}
