//! Chats: who wrote to whom and when, as the exports of chat services tell it. What was written is never kept.

pub mod android;
pub mod google;
mod hcard;
pub mod signal;
pub mod slack;
pub mod telegram;
pub mod voice;
pub mod whatsapp;
