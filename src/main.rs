//! The program: it only exits.

fn main() {}
