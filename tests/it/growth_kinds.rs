//! Work grows with the input as n log n at most, also in chats in JSON that are several files, in notes, and with cards that share what cards
//! rarely share.

use crate::growth::{Files, all_grow_slowly, many, word};

/// Text as the files of one run.
fn text(files: &[(&'static str, String)]) -> Files {
    let bytes = |(name, text): &(&'static str, String)| (*name, text.clone().into_bytes());
    files.iter().map(bytes).collect()
}

/// Pieces with commas between them.
fn listed(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

#[test]
fn participants_and_messages_on_messenger() {
    let name = "your_facebook_activity/messages/inbox/quarter_1/message_1.json";
    let chat = |people: String, messages: String| {
        format!(
            r#"{{"participants":[{people}],"messages":[{messages}],"title":"Quarter","is_still_participant":true,"thread_path":"inbox/quarter_1","magic_words":[]}}"#
        )
    };
    let owner = r#"{"name":"Otto Owner"}"#;
    let said = |k: usize, who: usize| {
        format!(
            r#"{{"sender_name":"{} Quist","timestamp_ms":{},"content":"hello","is_geoblocked_for_viewer":false}}"#,
            word(who),
            1_772_445_600_000_u64 + k as u64 * 60_000
        )
    };
    all_grow_slowly("people in a chat of Messenger", |n| {
        let people = listed(n + 300, |k| format!(r#"{{"name":"{} Quist"}}"#, word(k)));
        let messages = listed(n + 300, |k| said(k, k));
        text(&[(name, chat(format!("{people},{owner}"), messages))])
    });
    all_grow_slowly("messages of a chat of Messenger", |n| {
        let people = format!(r#"{{"name":"{} Quist"}},{owner}"#, word(1));
        text(&[(name, chat(people, listed(n, |k| said(k, 1))))])
    });
    all_grow_slowly("reactions to a message of Messenger", |n| {
        let reacted = |k: usize| format!(r#"{{"reaction":"x","actor":"{} Quist"}}"#, word(k));
        let one = said(0, 1);
        let one = one.trim_end_matches('}');
        let messages = format!(r#"{one},"reactions":[{}]}}"#, listed(n, reacted));
        let people = format!(r#"{{"name":"{} Quist"}},{owner}"#, word(1));
        text(&[(name, chat(people, messages))])
    });
}

#[test]
fn members_and_mentions_on_slack() {
    let users = |count: usize| {
        let user = |k: usize| {
            format!(
                r#"{{"id":"U{k}","team_id":"T1","name":"u{k}","deleted":false,"profile":{{"real_name":"{} Quist","email":"p{k}@example.org"}},"is_bot":false}}"#,
                word(k)
            )
        };
        let owner = r#"{"id":"UO","team_id":"T1","name":"otto","deleted":false,"profile":{"real_name":"Otto Owner","email":"otto@example.org"},"is_bot":false}"#;
        format!("[{owner},{}]", listed(count, user))
    };
    let said = |k: usize, text: &str| {
        format!(
            r#"{{"type":"message","user":"U{k}","text":"{text}","ts":"{}.000100"}}"#,
            1_768_471_300 + k * 60
        )
    };
    let files = |n: usize, list: &'static str, members: String, messages: String| {
        text(&[
            ("slack/users.json", users(n)),
            (
                list,
                format!(
                    r#"[{{"id":"G1","name":"quarter","created":1700000000,"members":["UO",{members}]}}]"#
                ),
            ),
            ("slack/quarter/2026-01-15.json", format!("[{messages}]")),
        ])
    };
    all_grow_slowly("members of a group on Slack", |n| {
        let n = n + 300;
        let members = listed(n, |k| format!(r#""U{k}""#));
        files(
            n,
            "slack/mpims.json",
            members,
            listed(n, |k| said(k, "hello")),
        )
    });
    all_grow_slowly("mentions on Slack", |n| {
        let members = listed(n, |k| format!(r#""U{k}""#));
        let mentions = many(n, |k| format!("<@U{k}> "));
        files(n, "slack/channels.json", members, said(0, &mentions))
    });
}

#[test]
fn headings_entries_and_names_of_notes() {
    all_grow_slowly("headings of an outline", |n| {
        let one = |k: usize| {
            let who = word(k);
            format!(
                "** {who} Quist\n:PROPERTIES:\n:EMAIL: p{k}@example.org\n:END:\n:LOGBOOK:\n- Note taken on [2026-03-02 Mon 12:30] \\\\\n  Lunch\n:END:\n"
            )
        };
        text(&[("contacts.org", format!("* People\n{}", many(n, one)))])
    });
    all_grow_slowly("entries of one note", |n| {
        let one = |k: usize| {
            format!(
                "- 20{:02}-{:02}-{:02}: lunch\n",
                10 + k / 336 % 15,
                1 + k / 28 % 12,
                1 + k % 28
            )
        };
        let head = "---\nemail: ana@example.org\n---\n# Ana Quist\n\n## Interaction log\n";
        text(&[("people/Ana Quist.md", format!("{head}{}", many(n, one)))])
    });
    all_grow_slowly("names in a line of a log", |n| {
        let names = listed(n, |k| format!(" p{k}@example.org"));
        text(&[(
            "touch.log",
            format!("2026-03-02 = meet{names} : lunch\n2026-03-03 ! call ana@example.org\n"),
        )])
    });
    all_grow_slowly("lines of a log", |n| {
        let one = |k: usize| {
            format!(
                "2026-{:02}-{:02} > mail p{k}@example.org : hello\n",
                1 + k / 28 % 9,
                1 + k % 28
            )
        };
        text(&[("touch.log", many(n, one))])
    });
}

#[test]
fn cards_that_share_a_name_a_note_or_an_address() {
    let card = |name: &str, family: &str, rest: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{name};;;\r\nFN:{name} {family}\r\n{rest}END:VCARD\r\n"
        )
    };
    all_grow_slowly("cards of one family name", |n| {
        let one = |k: usize| card(&word(k), "Quist", &format!("EMAIL:p{k}@example.org\r\n"));
        text(&[("a.vcf", many(n, one))])
    });
    all_grow_slowly("cards of one note", |n| {
        let one = |k: usize| {
            card(
                &word(k),
                &word(k * 7 + 1),
                "NOTE:Met in the old mill, on the brewers' day\r\n",
            )
        };
        text(&[("a.vcf", many(n, one))])
    });
    all_grow_slowly("cards of one address", |n| {
        let one = |k: usize| card(&word(k), &word(k * 7 + 1), "EMAIL:info@example.org\r\n");
        text(&[("a.vcf", many(n, one))])
    });
    all_grow_slowly("mails of one text", |n| {
        let one = |k: usize| {
            format!(
                "From - Mon Jan  5 10:00:00 2026\nFrom: {} Quist <p{k}@example.org>\nTo: otto@example.org\nDate: Mon, 5 Jan 2026 {:02}:{:02}:00 +0000\nMessage-ID: <{k}@example.org>\nSubject: Greetings\n\nA happy new year, and the best of health.\n\n",
                word(k),
                k / 60 % 24,
                k % 60
            )
        };
        text(&[("a.mbox", many(n, one))])
    });
}
