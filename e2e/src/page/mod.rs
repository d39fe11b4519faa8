//! The pages as a shopper uses them: what can be seen and what can be done, in the shop's words.

mod autofill;
mod bank;
mod checkout;
mod composition;
mod drag;
mod keyboard;
mod order;
mod saved_card;
mod shop;
mod window;

pub use bank::Bank;
pub use checkout::{Checkout, Field};
pub use keyboard::Keyboard;
pub use order::Order;
pub use shop::Shop;
pub use window::Window;
