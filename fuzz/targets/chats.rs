//! Any bytes as chats, calls and text messages.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 13] = [
    "_chat.txt",
    "WhatsApp Chat with Ana Lind.txt",
    "result.json",
    "message_1.json",
    "main.jsonl",
    "messages.json",
    "Hangouts.json",
    "D1.json",
    "sms.xml",
    "calls.xml",
    "messages.ndjson",
    "calls.ndjson",
    "Dorothea Quist - Text - 2026-01-17T03_00_00Z.html",
];

fuzz_target!(|data: &[u8]| tieline_fuzz::audit(data, &NAMES));
