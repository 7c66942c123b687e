//! Numbers that nobody chose: the same in each run of `make test`, others in `make draws`.

use std::env;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// The seed where none is asked for.
const USUAL: u64 = 0x005e_ed0f_71e1_1e55;

/// A row of numbers.
pub struct Draw(u64);

impl Draw {
    /// The same row in each run, unless `TIELINE_SEED` says another.
    pub fn usual() -> Self {
        Self::from(asked("TIELINE_SEED").unwrap_or(USUAL))
    }

    /// Another row in each run, unless `TIELINE_SEED` says which: for moments, which no seed fixes anyway.
    pub fn fresh() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let fresh = now.map_or(1, |now| now.as_nanos() as u64) | 1;
        Self::from(asked("TIELINE_SEED").unwrap_or(fresh))
    }

    /// The seed is printed, so that a failure can be looked at again.
    #[expect(
        clippy::print_stdout,
        reason = "a failure is tried again with its seed"
    )]
    fn from(seed: u64) -> Self {
        println!("the seed is {seed} (TIELINE_SEED)");
        Self(seed)
    }

    /// A number below another. Xorshift (Marsaglia 2003).
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }
}

/// How often something is drawn: so many times in `make test`, `TIELINE_DRAWS` times as often where that is set.
pub fn times(usual: u32) -> u32 {
    usual * asked("TIELINE_DRAWS").unwrap_or(1)
}

/// What the environment asks for.
pub fn asked<T: FromStr>(variable: &str) -> Option<T> {
    env::var(variable).ok()?.parse().ok()
}
