//! The shop as shoppers meet it, in a real browser.

mod autofill;
mod bank;
mod bank_faults;
mod caret;
mod composing;
mod dragging;
mod faults;
mod looks;
mod messages;
mod moving;
mod pasting;
mod paying;
mod phone;
mod reading;
mod search;
mod secrets;
mod shopping;
mod skimmer;
mod three_d_secure;
mod trouble;
mod truth;
mod two_tabs;
mod typing;
mod window;
mod window_refusal;
mod window_ways;
