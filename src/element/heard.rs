//! What happens to an element, by the numbers of `heard.js`.

/// The attributes were changed, or a fieldset around the element was disabled.
pub(super) const CONFIGURED: u8 = 0;
/// The page starts over.
pub(super) const RESET: u8 = 1;
/// The page wants to see what is wrong, without paying.
pub(super) const REPORT: u8 = 2;
/// Pay was pressed: once, twice, by Enter, or (1) by the page's script, which waits for the end.
pub(super) const PAY: u8 = 3;
/// The focus left a field.
pub(super) const LEFT: u8 = 4;
/// The page goes away.
pub(super) const HIDDEN: u8 = 5;
/// "Check again" was pressed.
pub(super) const CHECK_AGAIN: u8 = 6;
/// The form around us is to be sent: has it to wait for a cryptogram?
pub(super) const WAITS: u8 = 7;
/// The shopper leaves the bank's page.
pub(super) const LEAVE: u8 = 8;
/// The shopper opens the bank's page in the whole window.
pub(super) const OPEN: u8 = 9;
/// The page is back as it was left.
pub(super) const BACK: u8 = 10;
/// The bank has answered, says TermUrl's page.
pub(super) const RETURNED: u8 = 11;
/// The page's policy keeps the bank's frame out.
pub(super) const FRAME_BLOCKED: u8 = 12;
/// The page's policy lets no form go to the bank.
pub(super) const FORM_BLOCKED: u8 = 13;
/// The offer under a field was taken.
pub(super) const OFFER: u8 = 14;
