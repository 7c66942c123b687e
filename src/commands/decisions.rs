//! `--decisions FILE`: the answers of an edited `review.csv`, before anything else is read.

use std::path::PathBuf;

use super::error::Failure;
use crate::files::limited;
use crate::import::decisions;
use crate::model::mark::Pairs;
use crate::report::plain::{path, plain};

/// Everything that these files say. An answer that cannot be taken stops the run: half of somebody's decisions would be
/// worse than none.
pub fn read(files: &[PathBuf]) -> Result<Pairs, Failure> {
    let mut pairs = Pairs::default();
    let mut wrong = Vec::new();
    for file in files {
        let name = path(file);
        let bytes = limited::read(file, limited::LIST)
            .map_err(|error| Failure::Usage(format!("--decisions {name}: {error}")))?;
        let refused = decisions::read_pairs(&bytes, &mut pairs).ok_or_else(|| {
            Failure::Usage(format!(
                "--decisions {name}: this is not a review.csv; it needs its columns decision, name_a and name_b"
            ))
        })?;
        wrong.extend(
            refused
                .iter()
                .map(|r| format!("\n  {name}, line {}: {}", r.line, plain(&r.message))),
        );
    }
    if wrong.is_empty() {
        return Ok(pairs);
    }
    Err(Failure::Usage(format!(
        "--decisions: not every answer can be taken, so nothing was done:{}",
        wrong.concat()
    )))
}
