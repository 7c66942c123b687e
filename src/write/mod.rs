//! People → files that other programs read.

pub mod original;
mod unmatched;
pub mod vcard;

pub use unmatched::unmatched;
