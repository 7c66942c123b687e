//! People → files that other programs read.

pub mod original;
pub mod vcard;
