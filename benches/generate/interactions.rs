//! A log of one row per touch, of any length.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::people::Somebody;
use super::random::Random;

/// Different people in the log.
const PEOPLE: usize = 20_000;
/// The first touch, in seconds since 1970.
const FIRST: i64 = 1_262_304_000;

/// Writes so many rows, in order of time: both ways alike, seven of ten by mail, with some people often and with most hardly ever.
pub fn interactions(path: &Path, rows: usize, seed: u64) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(out, "date,direction,channel,email")?;
    let mut random = Random::of(seed, 0);
    let emails: Vec<String> = (0..PEOPLE).map(|n| Somebody::of(seed, n).email).collect();
    let mut at = FIRST;
    for _ in 0..rows {
        at += random.below(200) as i64;
        let date = chrono::DateTime::from_timestamp(at, 0).unwrap_or_default();
        let who = &emails[(random.unit().powi(3) * PEOPLE as f64) as usize];
        let direction = if random.chance(50) { "out" } else { "in" };
        let channel = if random.chance(70) { "email" } else { "sms" };
        let date = date.format("%Y-%m-%dT%H:%M:%SZ");
        writeln!(out, "{date},{direction},{channel},{who}")?;
    }
    out.flush()
}
