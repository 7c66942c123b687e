//! All benches in one program; `cargo bench identity` runs those of that name.
//!
//! With `TIELINE_BENCH_DIR` set the input is made there and kept, for other tools to read.

mod audit;
mod backtest;
mod book;
mod clean;
mod generate;
mod history;
mod identity;
mod mail;

fn main() {
    divan::main();
}
