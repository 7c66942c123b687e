//! All benches in one program; `cargo bench identity` runs those of that name.
//!
//! `cargo bench ratios` runs Tieline beside Python and grep, and prints how much longer it takes.
//! With `TIELINE_BENCH_DIR` set the input is made there and kept, for other tools to read.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its figures, and what it generates may differ in a last digit"
)]

mod audit;
mod backtest;
mod book;
mod clean;
mod generate;
mod history;
mod identity;
mod mail;
mod ratios;

fn main() {
    divan::main();
    // `cargo bench ratios` filters all others away; with any other filter they are left out.
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let names = |name: &String| !name.starts_with('-');
    if !asked.iter().any(names) || asked.iter().any(|name| name == "ratios") {
        ratios::print();
    }
}
