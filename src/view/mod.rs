//! What to draw: (form, phase, language) to plain values. No DOM; the element's `render` puts them there.
//!
//! A keystroke needs [`note`] alone, which allocates nothing; [`page`] follows a change of phase, language or price.

mod ending;
mod missing;
mod note;
mod page;

pub use ending::{Ending, failure, questions};
pub use missing::missing;
pub use note::{Note, note};
pub use page::{Facts, Page, page};
