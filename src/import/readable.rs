//! What can be read: what each kind is, how one comes by it, and what it looks like. The people in the examples are invented.

/// A kind of file that Tieline reads.
#[derive(Debug, Clone, Copy)]
pub struct Readable {
    /// What it is called.
    pub kind: &'static str,
    /// What the import report calls what is read of it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "a test holds the tables against each other")
    )]
    pub reads: &'static [&'static str],
    /// Where the manual tells of it, in bold under "What it reads".
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "a test holds the tables against each other")
    )]
    pub manual: &'static str,
    /// What of it is read.
    pub what: &'static str,
    /// How somebody gets such a file.
    pub export: &'static str,
    /// The beginning of one, or the names of its files.
    pub example: &'static [&'static str],
}

/// Every kind, contacts first.
pub const READABLE: &[Readable] = &[
    Readable {
        kind: "vCards",
        reads: &["vCards"],
        manual: "**vCards**",
        what: "address books of versions 2.1, 3.0 and 4.0 (.vcf): iCloud, Google, Outlook, phones",
        export: "iCloud: Contacts, select all, Export vCard. Google: contacts.google.com, Export, vCard. A phone: Contacts, Share or Export",
        example: &[
            "BEGIN:VCARD",
            "VERSION:3.0",
            "FN:Petra Novak",
            "TEL;TYPE=CELL:+46 70 174 06 05",
            "END:VCARD",
        ],
    },
    Readable {
        kind: "LinkedIn archive",
        reads: &[
            "LinkedIn connections",
            "LinkedIn messages",
            "LinkedIn invitations",
            "LinkedIn recommendations",
            "LinkedIn endorsements",
            "LinkedIn notes",
            "LinkedIn imported contacts",
            "LinkedIn profile",
            "LinkedIn e-mail addresses",
            "LinkedIn phone numbers",
            "LinkedIn positions",
            "LinkedIn education",
        ],
        manual: "**LinkedIn's archive**",
        what: "the zip or folder of \"Get a copy of your data\", or single files of it such as Connections.csv and messages.csv",
        export: "LinkedIn: Settings & Privacy, Data privacy, Get a copy of your data; the larger archive holds messages too",
        example: &[
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            "Petra,Novak,https://www.linkedin.com/in/petra-novak,,Brewers' Mill,Maltster,09 Aug 2024",
        ],
    },
    Readable {
        kind: "contacts CSV",
        reads: &[
            "Google contacts",
            "Outlook contacts",
            "Yahoo contacts",
            "Thunderbird contacts",
            "HubSpot contacts",
            "contacts",
        ],
        manual: "**Contact CSVs**",
        what: "Google, Outlook (in seven languages), outlook.com, Yahoo, Thunderbird, HubSpot; any other with columns for name, e-mail or phone",
        export: "the Export of the address book, as CSV. Where a column's name does not say what it holds, add --map \"Firma=company\"",
        example: &[
            "Name,E-mail,Phone",
            "Petra Novak,petra@example.org,+46 70 174 06 05",
        ],
    },
    Readable {
        kind: "workbooks",
        reads: &[],
        manual: "**Workbooks**",
        what: "tables of contacts, or LinkedIn's, saved by Excel or LibreOffice (.xlsx, .ods, .xls), sheet by sheet; a hidden sheet is left out",
        export: "save the workbook as it is; an edited keep-delete.xlsx goes to tieline decide",
        example: &["people.xlsx"],
    },
    Readable {
        kind: "Outlook",
        reads: &[
            "Outlook mailbox",
            "Outlook for Mac calendar",
            "Outlook for Mac contacts",
            "Outlook calendar",
            "Outlook mail list",
        ],
        manual: "**Outlook**",
        what: "mailboxes (.pst) with mail, calendar and contacts; single messages (.msg); the export of Outlook for Mac (.olm); the calendar as a CSV, and mail as a CSV if a column with dates was added",
        export: "Outlook: File, Open & Export, Import/Export, Export to a file, Outlook Data File (.pst). Outlook for Mac: Tools, Export",
        example: &["archive.pst  message.msg  Outlook for Mac Archive.olm"],
    },
    Readable {
        kind: "mail",
        reads: &["mbox", "mail messages"],
        manual: "**Mail**",
        what: "mbox files (Google Takeout, Thunderbird), Maildir folders, .eml and .emlx files; only headers are read",
        export: "Gmail: takeout.google.com, Mail. Thunderbird: the folder Mail in your profile. Apple Mail: Mailbox, Export Mailbox",
        example: &[
            "From 1782345678901234567@xxx Mon Mar 02 09:15:00 +0000 2026",
            "From: Petra Novak <petra@example.org>",
            "To: you@example.org",
            "Date: Mon, 2 Mar 2026 09:15:00 +0000",
        ],
    },
    Readable {
        kind: "calendar",
        reads: &["calendar"],
        manual: "**Calendars**",
        what: "iCalendar files (.ics) of Google, Apple, Outlook and others; only who was invited and when is kept",
        export: "Google: calendar.google.com, Settings, Export. Apple: File, Export. Outlook: Save Calendar",
        example: &[
            "BEGIN:VEVENT",
            "DTSTART:20260302T100000Z",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:petra@example.org",
        ],
    },
    Readable {
        kind: "Android backup",
        reads: &["Android backup", "Android messages and calls"],
        manual: "**Calls and text messages**",
        what: "calls and messages by the app \"SMS Backup & Restore\" (calls-….xml, sms-….xml) or \"SMS Import / Export\" (messages.ndjson, calls.ndjson); texts and pictures are skipped",
        export: "the app SMS Backup & Restore: Back up now, calls and messages, as XML; or the app SMS Import / Export: Export",
        example: &[
            "<call number=\"+46701740605\" duration=\"312\" date=\"1772712000000\" type=\"1\" contact_name=\"Petra Novak\" />",
        ],
    },
    Readable {
        kind: "Apple messages and calls",
        reads: &["Apple messages", "Apple calls", "Apple calendar"],
        manual: "**Apple**",
        what: "chat.db with its chat.db-wal from ~/Library/Messages, CallHistory.storedata, Calendar.sqlitedb; the same in the backup folder of an iPhone that is not encrypted",
        export: "copy ~/Library/Messages, and CallHistoryDB from ~/Library/Application Support, to another folder; the terminal needs Full Disk Access",
        example: &["chat.db  chat.db-wal  CallHistory.storedata"],
    },
    Readable {
        kind: "Apple contacts",
        reads: &["Apple contacts"],
        manual: "**Apple contacts**",
        what: "an archive of Contacts (.abbu), AddressBook-v22.abcddb of a Mac, AddressBook.sqlitedb of an iPhone",
        export: "Contacts: File, Export, Contacts Archive; give the .abbu as it is",
        example: &["Contacts.abbu/AddressBook-v22.abcddb"],
    },
    Readable {
        kind: "WhatsApp chat",
        reads: &["WhatsApp chat"],
        manual: "**WhatsApp chats**",
        what: "\"Export chat\" on a phone: the text, or the zip with _chat.txt; only who wrote and when is kept",
        export: "open a chat, then More, Export chat, without media; one file a chat",
        example: &["13.01.26, 19:02 - Petra Novak: see you there"],
    },
    Readable {
        kind: "LINE and KakaoTalk",
        reads: &["LINE chat", "KakaoTalk chat"],
        manual: "**LINE and KakaoTalk**",
        what: "a chat as a phone or a computer saves it as text; only who wrote and when is kept",
        export: "LINE: the chat, Settings, Export chat history. KakaoTalk: the chat, Settings, Export messages, text only",
        example: &[
            "KakaoTalk Chats with Petra Novak",
            "Date Saved : April 1, 2026 at 12:00 PM",
            "March 2, 2026 at 10:00 AM, Petra Novak : see you there",
            "March 2, 2026 at 10:05 AM, Runa : yes",
        ],
    },
    Readable {
        kind: "Viber",
        reads: &["Viber chat"],
        manual: "**Viber**",
        what: "a chat as Viber sends it by e-mail, a CSV without a header; only who wrote and when is kept",
        export: "Viber: More, Settings, Calls and messages, Email message history; the zip as it is",
        example: &[
            "02/03/2026,10:00:00,Petra Novak,+46701740605,see you there",
            "02/03/2026,10:05:00,Me,+46317010101,yes",
        ],
    },
    Readable {
        kind: "Telegram chats",
        reads: &["Telegram chats"],
        manual: "**Telegram**",
        what: "Telegram Desktop, \"Export Telegram data\" or \"Export chat history\" as JSON: result.json",
        export: "Telegram Desktop: Settings, Advanced, Export Telegram data, as machine-readable JSON",
        example: &[
            "{\"type\": \"message\", \"date_unixtime\": \"1768330920\", \"from\": \"Petra Novak\", \"from_id\": \"user222\"}",
        ],
    },
    Readable {
        kind: "Signal chats",
        reads: &["Signal chats"],
        manual: "**Signal**",
        what: "the plaintext export of Signal's chats: main.jsonl; or the folders that the program sigexport saves, with data.json or chat.md",
        export: "Signal: Settings, Chats, Export chats; the folder with main.jsonl. Or sigexport, which reads Signal Desktop; all its folders",
        example: &[
            "{\"chatItem\": {\"chatId\": \"5\", \"authorId\": \"2\", \"dateSent\": \"1772444100000\", \"incoming\": {}}}",
        ],
    },
    Readable {
        kind: "Google Takeout",
        reads: &[
            "Google Chat",
            "Google Voice",
            "Google Hangouts",
            "Google profile",
        ],
        manual: "**Google Takeout**",
        what: "its folders Google Chat, Hangouts and Voice, beside mail, contacts and calendars; Profile.json has your own addresses",
        export: "takeout.google.com; give the zip, the .tgz or the unpacked folder as it is, all parts of it",
        example: &["Takeout/Google Chat/Groups/DM abc/messages.json  Takeout/Voice/Calls/…html"],
    },
    Readable {
        kind: "Slack export",
        reads: &["Slack export", "Slack conversation"],
        manual: "**Slack**",
        what: "the zip or folder with users.json and a folder for each conversation; or single conversations as the program slackdump saves them",
        export: "Slack: Settings & administration, Workspace settings, Import/Export Data, Export; private conversations: slackdump",
        example: &["users.json  dms.json  general/2026-03-02.json"],
    },
    Readable {
        kind: "Messenger and Instagram",
        reads: &["Messenger or Instagram chat"],
        manual: "**Messenger and Instagram**",
        what: "the messages of \"Download your information\" as JSON, the zip or the folder; files of encrypted chats too",
        export: "Facebook or Instagram: Accounts Center, Your information and permissions, Download your information, only messages, format JSON",
        example: &[
            "{\"participants\": [{\"name\": \"Petra Novak\"}, {\"name\": \"You\"}], \"messages\": [{\"sender_name\": \"Petra Novak\", \"timestamp_ms\": 1772442900000}]}",
        ],
    },
    Readable {
        kind: "Skype and Teams",
        reads: &["Skype or Teams chats"],
        manual: "**Skype and personal Teams**",
        what: "messages.json of Skype or personal Teams, alone or in its tar",
        export: "Teams: Settings, Privacy, Export your chat history. Skype: the export page of your account",
        example: &[
            "{\"userId\": \"8:live:you\", \"conversations\": [{\"id\": \"8:live:petra\", \"MessageList\": [{\"from\": \"8:live:petra\"}]}]}",
        ],
    },
    Readable {
        kind: "Discord",
        reads: &["Discord package", "Discord channel"],
        manual: "**Discord**",
        what: "the package of your account (what you wrote to each friend), or channels as the program DiscordChatExporter saves them as JSON",
        export: "Discord: Settings, Data & Privacy, Request all of my data; or DiscordChatExporter, format JSON",
        example: &["package/account/user.json  package/messages/c123/messages.json"],
    },
    Readable {
        kind: "your log",
        reads: &["your log"],
        manual: "**Your own notes**",
        what: "one line per contact: > you reached out, < they did, = both, ! you tried in vain; tags for favours, introductions, promises, thanks",
        export: "write it in any editor, or let `tieline log` keep it in your book",
        example: &[
            "2026-03-02 = meet petra@example.org, \"Emil Farkas\" #favour-given : lunch",
            "2026-03-02 14:05 ! call +46 70 174 06 05",
            "2026-03-06 > mail Petra Novak #promise due:2026-03-20 : the samples",
        ],
    },
    Readable {
        kind: "pages about people",
        reads: &[
            "page about a person (Markdown)",
            "people in an org file",
            "people in an INI file",
        ],
        manual: "**Your own notes**",
        what: "Markdown with an address in its front matter (or named as its title is), org headings with EMAIL or PHONE, INI sections; a line that begins with a date is contact on that day",
        export: "give the folder of your notes",
        example: &[
            "---",
            "email: petra@example.org",
            "---",
            "# Petra Novak",
            "- 2026-04-10: lunch in the old mill",
        ],
    },
    Readable {
        kind: "interactions CSV",
        reads: &["interactions"],
        manual: "**Interaction logs**",
        what: "a header with date, direction, channel, and email, phone or name",
        export: "any spreadsheet, saved as CSV",
        example: &[
            "date,direction,channel,email,name,recipients,duration_s,note",
            "2026-03-02,out,call,petra@example.org,Petra Novak,1,312,",
        ],
    },
    Readable {
        kind: "message lists",
        reads: &["chat as a table", "list of mail", "messages"],
        manual: "**lists of messages**",
        what: "a CSV with date and text, and sender and recipient, or number or name and type (Sent, Received): iMazing's chats, lists of text messages, Teams through a company's archive; a list of mail with date, subject, from and to; a chat with date, sender and text",
        export: "iMazing: Messages, Export to CSV; or the Export of a program for messages",
        example: &[
            "Chat Session,Message Date,Type,Sender ID,Sender Name,Text",
            "Petra Novak,2026-03-02 09:15:00,Incoming,+46701740605,Petra Novak,see you there",
        ],
    },
    Readable {
        kind: "CRM activities",
        reads: &["activities of a CRM"],
        manual: "**activities of a CRM**",
        what: "a CSV with activity date, activity type, and contact or contact email, of HubSpot, Salesforce and others; notes and tasks are left out",
        export: "HubSpot: Reports, Activities, Export. Salesforce: a report of activities with contacts, Export as CSV",
        example: &[
            "Activity date,Activity type,Contact,Contact email,Subject",
            "2026-03-02 10:00,Call,Petra Novak,petra@example.org,the samples",
        ],
    },
    Readable {
        kind: "meeting attendance",
        reads: &["meeting attendance", "Zoom meetings"],
        manual: "**who came to a meeting**",
        what: "who came to a meeting: Zoom's list of participants, the attendance report of Teams",
        export: "Zoom: Reports, Usage, Participants, Export. Teams: the meeting, Attendance, Download",
        example: &[
            "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest",
            "Petra Novak,petra@example.org,03/25/2026 10:00:00 AM,03/25/2026 11:00:00 AM,60,Yes",
        ],
    },
    Readable {
        kind: "call log",
        reads: &["call log"],
        manual: "**call logs**",
        what: "a CSV with date, number, type or direction, and duration, or with caller, called and duration: phones, carriers, exchanges. Where a column's name does not say what it holds, add --map \"Ziel=phone\" (date, time, direction, channel, duration, from, to)",
        export: "the Export of a phone provider, of an exchange or of a call log app",
        example: &[
            "Name,Number,Type,Date,Time,Duration",
            "Petra Novak,+46701740605,Incoming,2026-03-05,13:00:00,00:05:12",
        ],
    },
];
