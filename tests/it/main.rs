//! What a user would notice, tested on whole files.

#[cfg(test)]
mod vcards;
