//! What passed between as evidence of who is who: correspondents give names to cards that bear their key, and where their key is
//! on no card they join the one person who bears their name. They never become people beside those who have cards.

mod called;
mod candidates;
mod domains;
mod fit;
mod join;
mod keyed;
mod names;
mod say;
mod stand_in;

pub use self::called::{called, remark_on_cards_alone, remark_on_names};
pub use self::candidates::{Candidate, Candidates, candidates};
pub(crate) use self::domains::spells;
pub use self::join::{Decided, join_by_name};
pub use self::keyed::Keyed;
pub use self::stand_in::{remembered, stand_in};
