//! What a user would notice, tested on whole files.

mod vcards;
