//! What happens to an element, by the numbers of `heard.js`.

/// The attributes were changed, or a fieldset around the element was disabled.
pub(super) const CONFIGURED: u8 = 0;
/// The page starts over.
pub(super) const RESET: u8 = 1;
/// The page wants to see what is wrong, without paying.
pub(super) const REPORT: u8 = 2;
/// The focus left a field.
pub(super) const LEFT: u8 = 3;
/// The page goes away.
pub(super) const HIDDEN: u8 = 4;
/// "Check again" was pressed.
pub(super) const CHECK_AGAIN: u8 = 5;
/// The form around us is to be sent: has it to wait for a cryptogram?
pub(super) const WAITS: u8 = 6;
/// The bank's page is left, for a reason; or the bank has answered, says TermUrl's page.
pub(super) const LEFT_BANK: u8 = 7;
/// The offer under a field was taken.
pub(super) const OFFER: u8 = 8;
