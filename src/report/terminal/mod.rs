//! An audit as a person sees it in a terminal: what was read, and on the last screen the answer.

#[cfg(feature = "program")]
mod answer;
mod files;
mod fixes;
mod formats;
mod page;
mod paint;
#[cfg(feature = "program")]
mod ranking;
mod summary;

#[cfg(feature = "program")]
pub use answer::{Written, answer};
pub use files::files;
pub use fixes::{fixes, list_of_fixes};
pub use formats::formats;
pub use page::Page;
pub use paint::Paint;
pub use summary::summary;

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal; below 60 a text is laid out for 60.
    pub width: usize,
    /// Whether to use colours and bold type.
    pub colour: bool,
}

impl Look {
    /// The width to lay out for.
    pub fn columns(self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }
}

/// Below this the ranking has no room for a name.
const NARROWEST: usize = 60;

/// Beyond this a line is hard to follow with the eye.
const WIDEST: usize = 160;
