//! Chats: who wrote to whom and when, as the exports of chat services tell it. What was written is never kept.

pub mod android;
pub mod signal;
mod stamp;
pub mod telegram;
pub mod whatsapp;
