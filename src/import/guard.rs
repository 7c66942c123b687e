//! A fence around the readers of others: where one of them panics on a damaged file, that file alone is lost.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the message of a panic inside the fence from being printed; of all others nothing changes.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !FENCED.get() {
                others(info);
            }
        }));
    });
}

/// What `read` gives; `None` if it panicked.
pub(crate) fn fenced<T>(read: impl FnOnce() -> T) -> Option<T> {
    hush();
    let before = FENCED.replace(true);
    let read = panic::catch_unwind(AssertUnwindSafe(read)).ok();
    FENCED.set(before);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_what_was_read_and_nothing_else() {
        assert_eq!(fenced(|| 3), Some(3));
        let list: Vec<u8> = Vec::new();
        assert_eq!(fenced(|| list[list.len()]), None);
        assert_eq!(fenced(|| 4), Some(4));
    }
}
