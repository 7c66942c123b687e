//! Writes a network of any size that looks like a real one: a LinkedIn export, address books, a mailbox. Same arguments, same bytes.

mod books;
mod interactions;
mod linkedin;
mod mail;
mod messy;
mod people;
mod prose;
pub mod random;
mod tables;
mod vcards;

pub use books::books;
pub use interactions::interactions;
pub use linkedin::linkedin;
pub use mail::mbox;
pub use messy::messy;
pub use tables::google;
pub use vcards::vcards;

/// The name of one of the people of [`linkedin`], by number.
pub fn somebody_name(seed: u64, number: usize) -> String {
    people::Somebody::of(seed, number).name()
}
