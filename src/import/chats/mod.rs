//! Chats: who wrote to whom and when, as the exports of chat services tell it. What was written is never kept.

pub mod android;
pub mod daily;
pub mod discord;
pub mod discord_package;
pub mod google;
pub mod hangouts;
pub mod meta;
mod meta_notices;
pub mod sigexport;
pub mod signal;
pub mod skype;
pub mod slack;
pub mod slackdump;
pub mod telegram;
pub mod viber;
pub mod voice;
pub mod whatsapp;
