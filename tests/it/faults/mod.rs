//! Disks that fail: at a read, at a write, at any byte. What was there before stays, what is written is whole or not there, and it is
//! said.

mod reads;
#[cfg(unix)]
mod writes;
