//! The custom element: `class.js` extends `HTMLElement`, [`Component`] does the work.
//!
//! Events go in at [`Shell::dispatch`](shell::Shell), effects come out in `perform`, pictures in `render`, words to the page in `announce`.

mod announce;
mod challenge;
mod component;
mod define;
mod fields;
mod nodes;
mod perform;
mod press;
mod render;
mod settings;
mod shell;
mod store;
mod typing;

pub use component::Component;
pub use define::{define, start_elements, style};
