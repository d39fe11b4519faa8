//! What to draw: form and phase to plain values, messages by their keys. No DOM; the element's `render` has them put there.
//!
//! A keystroke needs [`note`] alone, which allocates nothing; [`page`] follows a change of phase or price.

mod ending;
mod facts;
mod missing;
mod note;
mod page;

pub use ending::{Ending, failure};
pub use facts::Facts;
pub use missing::missing;
pub use note::{Note, note};
pub use page::{Page, page};
