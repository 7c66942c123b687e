//! Connecting the dots: whom words find in an audit, and over whom somebody is reached. From the owner's own evidence only.

mod path;
mod words;

pub use path::{at_company, paths};
pub use words::{asked, find};
