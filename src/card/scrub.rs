//! Card digits on the stack.

use core::hint::black_box;

/// Runs `work` and overwrites the stack it used; for whoever handles what is typed.
///
/// A value that moves leaves its bytes where it was: dropping it wipes its last place only, and what lies on the stack is
/// copied along, as the padding of other values, into memory that nobody wipes.
///
/// ```
/// use cloudpayments_checkout::card::{CardNumber, scrubbed};
///
/// let is_right = scrubbed(|| CardNumber::parse("4242 4242 4242 4242").is_ok());
/// assert!(is_right);
/// ```
pub fn scrubbed<T>(work: impl FnOnce() -> T) -> T {
    let result = apart(work);
    scrub::<DEEP>();
    result
}

/// The same for one field's check or edit, which is called at every key and uses less: 1.4 KB at most.
///
/// ```
/// use cloudpayments_checkout::card::{SecurityCode, scrubbed_field};
///
/// assert!(scrubbed_field(|| SecurityCode::parse("123").is_ok()));
/// ```
pub fn scrubbed_field<T>(work: impl FnOnce() -> T) -> T {
    let result = apart(work);
    scrub::<SHALLOW>();
    result
}

/// A frame of its own, so that nothing of `work` lies in the caller's.
#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn scrub<const DEPTH: usize>() {
    black_box([0_u8; DEPTH]);
}

/// Bytes below the caller's frame that are overwritten: more than the deepest call it is used for.
const DEEP: usize = 8192;
const SHALLOW: usize = 2048;
