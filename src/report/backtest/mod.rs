//! What the owner's past shows of the score: as text for a terminal, as JSON, as a drawing in characters.

mod json;
mod plot;
mod text;

pub use json::backtest as json;
pub use text::backtest as text;
