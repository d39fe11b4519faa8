//! The secure window's server half.
//!
//! Cards are typed on a payment page whose origin is not the store's, so that no script of the store can read them. The
//! page calls the store's payments across origins, without cookies, with a token that is good for one order.

mod arguments;
mod forms;
mod issue;
mod origins;
mod page;
mod pay;
mod sheet;
mod standing;
mod token;

pub(crate) use arguments::{Arguments, Command, address};
pub(crate) use issue::routes;
pub(crate) use origins::{checked, pages, parted};
pub(crate) use page::{hide, serve};
pub use pay::Pay;
pub(crate) use sheet::Blanks;
pub(crate) use standing::{Standing, other_name};
pub(crate) use token::{Pass, Tokens};
