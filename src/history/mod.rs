//! Exchanges of all files + people → one history: whose it is, who was meant, which way it went, and once only.

mod directory;
mod join;
mod names;
mod once;
mod owner;
mod recipients;
mod suspects;
mod tally;
mod threads;

pub use join::join;
pub use owner::{Me, find, is_own_card, is_owner};
pub use recipients::without;
pub use suspects::suspects;
pub use threads::release;
