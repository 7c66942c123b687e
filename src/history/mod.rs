//! Exchanges of all files + people → one history: whose it is, who was meant, which way it went, and once only.

mod account;
mod among;
mod correspondents;
mod coverage;
mod directory;
mod former;
mod join;
mod meetings;
mod names;
mod numbered;
mod once;
mod owner;
mod retold;
mod returned;
mod settle;
mod strangers;
mod suspects;
mod tally;
mod threads;
mod together;

pub use account::{count_cards, sift};
pub use correspondents::correspondents;
pub use coverage::stale;
pub use former::leave_former;
pub use join::join;
pub use owner::{Me, find, is_owner};
pub use strangers::{clear_accepted, strangers};
pub use suspects::{asked, suspects};

/// After so many entries of a list their memory is given back.
const GIVEN_BACK: usize = 1 << 14;

/// Takes a list apart from behind and gives its memory back on the way: of millions there is never a second copy, and no large piece
/// of memory is freed at once, which the allocator would keep for later.
fn take_apart<T>(mut list: Vec<T>, mut take: impl FnMut(T)) {
    list.shrink_to_fit();
    while let Some(entry) = list.pop() {
        take(entry);
        if list.len().is_multiple_of(GIVEN_BACK) {
            list.shrink_to_fit();
        }
    }
}
