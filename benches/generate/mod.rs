//! Writes a network of any size that looks like a real one: a LinkedIn export and an address book. Same arguments, same bytes.

mod linkedin;
mod people;
mod prose;
mod random;
mod vcards;

pub use linkedin::linkedin;
pub use vcards::vcards;
