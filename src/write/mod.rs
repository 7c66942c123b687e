//! People → files that other programs read.

pub mod vcard;
