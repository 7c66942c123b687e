//! Text that means something to the programs which open a result stands in every field of every kind of file. Each result is parsed as
//! those programs parse it: it is still one list, one page, one card a person, and holds no markup, link, formula or row of a stranger.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use calamine::{Data, Reader, Xlsx};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use tieline::inside::write::vcard::{Version, verify};
use tieline::memory::{File, Given, Kept, Report, Settings, Watch, report};

use crate::draw::{Draw, times};
use crate::hostile::each_cell_is_harmless;
use crate::naughty_texts;

/// What spreadsheets, browsers, Markdown, vCards, terminals, shells and databases take for their own, as each was once met.
const MET: &[&str] = &[
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=HYPERLINK(\"http://evil.test\",\"x\")",
    "\t=1+1",
    "\r=1+1",
    "\u{feff}=1+1",
    "\u{a0}=1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\" onfocus=alert(1) autofocus x=\"",
    "'><svg onload=alert(1)>",
    "<!--",
    "--><b>",
    "]]>",
    "</title></style></textarea>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;b&gt;&amp;&#60;",
    "{{7*7}}${1}<%= 1 %>",
    "[x](javascript:alert(1))",
    "![x](http://evil.test/x.png)",
    "<http://evil.test>",
    "http://evil.test/a_b",
    "www.evil.test",
    "mailto:a@evil.test",
    "xmpp:a@evil.test",
    "a.b_c@evil.test",
    "[x]: http://evil.test",
    "# heading",
    "- [ ] item",
    "> quote",
    "```",
    "    code",
    "| a | b |",
    "|---|---|",
    "*a* _b_ ~~c~~ `d`",
    "===",
    "a\\",
    "<br>",
    "a,b;c\td",
    "a\nb",
    "a\r\nb",
    "\"a",
    "\"\"\"",
    ";;;;",
    "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Inj Ected\r\nEND:VCARD",
    "x\r\nNOTE:injected",
    "BEGIN:VCARD",
    "a\\,b\\;c\\nd",
    "^n^'",
    "=0D=0A=",
    "\u{1b}]0;x\u{7}\u{1b}[2J",
    "\u{9b}31m",
    "\u{202e}gnp.exe",
    "\u{2066}x",
    "a\u{0}b",
    "\u{2028}x\u{2029}",
    "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "👩\u{200d}👧\u{fe0f}",
    "田中さん",
    "ß ﬁ İ ı",
    "'; DROP TABLE peer; --",
    "%s%n%00",
    "$(touch x)`touch y`",
    "../../../etc/passwd",
    "NaN",
    "null",
    "1e999",
    "9999999999999999999999",
    "--help",
];

/// These and a sixth of several hundred more; all of them in `make draws`.
fn texts() -> &'static [&'static str] {
    static TEXTS: OnceLock<Vec<&str>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let (all, from) = (times(1) > 1, Draw::usual().below(6) as usize);
        let more = naughty_texts::all().iter().map(String::as_str);
        let more = more.skip(if all { 0 } else { from });
        let more = more.step_by(if all { 1 } else { 6 });
        let more = more.filter(|text| !MET.contains(text));
        MET.iter().copied().chain(more).collect()
    })
}

/// A text that means nothing to any of them.
const PLAIN: [&str; 1] = ["Plain"];

struct Nobody;

impl Watch for Nobody {
    fn expect(&self, _: u64) {}
    fn says(&self, _: &str) {}
    fn read(&self, _: u64) {}
}

/// A cell of a CSV.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A value of a vCard.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;");
    let text = text.replace(',', "\\,").replace("\r\n", "\\n");
    text.replace(['\n', '\r'], "\\n")
}

/// On one line.
fn line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// A word for a number that is like no other one.
fn word(n: usize) -> String {
    const PARTS: [&str; 10] = [
        "ba", "ce", "di", "fo", "gu", "hal", "ken", "lim", "mo", "nut",
    ];
    let part = |at: usize| PARTS[at % 10];
    let tail = [
        part(n / 10),
        part(n / 100),
        part(n * 7 + 3),
        part(n * 3 + n / 10),
    ]
    .concat();
    format!("{}{tail}", part(n)).to_uppercase()
}

/// One file of each kind that brings names, with a text in each of its fields.
fn files(texts: &[&str]) -> Vec<(&'static str, String)> {
    let mut connections =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n".to_owned();
    let mut table = "Name,E-mail,Phone,Company,Title,Address,Notes,Website\n".to_owned();
    let (mut cards, mut mail, mut chat) = (String::new(), String::new(), String::new());
    for (n, text) in texts.iter().enumerate() {
        let (q, e, l, w) = (quoted(text), escaped(text), line(text), word(n));
        let link = format!("https://www.linkedin.com/in/person-{n}");
        connections += &format!("{q},{w}roster,{link},{q},{q},{q},01 Feb 2024\n");
        messages += &format!(
            "c{n},{q},{},{link},Otto Owner,https://www.linkedin.com/in/otto,2024-03-01 10:00:00 UTC,{q},{q},INBOX\n",
            quoted(&format!("{text} {w}roster"))
        );
        table += &format!(
            "{},t{n}@example.org,{q},{q},{q},{q},{q},{q}\n",
            quoted(&format!("{text} {w}table"))
        );
        cards += &format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{w}card;{e};{e};{e};{e}\r\nFN:{e} {w}card\r\nORG:{e};{e}\r\nTITLE:{e}\r\nNICKNAME:{e}\r\nNOTE:{e}\r\nADR:{e};{e};{e};{e};{e};{e};{e}\r\nEMAIL:{e}\r\nEMAIL:c{n}@example.org\r\nTEL:{e}\r\nURL:{e}\r\nBDAY:{e}\r\nCATEGORIES:{e}\r\nX-OTHER:{e}\r\nitem1.URL:{e}\r\nitem1.X-ABLABEL:{e}\r\nEND:VCARD\r\n\
             BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{l} {w}raw\r\nORG:{l}\r\nNOTE;X-P={l}:{l}\r\nTITLE:{l}\r\nEND:VCARD\r\n"
        );
        mail += &format!(
            "From - Mon Jan  5 10:00:00 2026\nFrom: \"{l} {w}mail\" <m{n}@example.org>\nTo: otto@example.org\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <{n}@example.org>\nSubject: {l}\n\nhello\n\n"
        );
        chat += &format!("05/01/2026, 10:{:02} - {l} {w}chat: {text}\n", n % 60);
    }
    vec![
        ("Connections.csv", connections),
        ("messages.csv", messages),
        ("table.csv", table),
        ("cards.vcf", cards),
        ("mail.mbox", mail),
        ("WhatsApp Chat with Hop garden.txt", chat),
    ]
    .into_iter()
    .chain(other_files(texts))
    .collect()
}

/// The kinds that came later: calendars, logs, notes, tables of other programs, and chats in JSON and XML.
fn other_files(texts: &[&str]) -> Vec<(&'static str, String)> {
    let mut calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_owned();
    let mut log = "date,direction,channel,email,name,note\n".to_owned();
    let mut google =
        "Name,Given Name,Family Name,Organization 1 - Name,Notes,E-mail 1 - Type,E-mail 1 - Value\n"
            .to_owned();
    let mut outline = "* People\n".to_owned();
    let (mut telegram, mut discord, mut texted) = (Vec::new(), Vec::new(), String::new());
    for (n, text) in texts.iter().enumerate() {
        let (q, e, l, w) = (quoted(text), escaped(text), line(text), word(n));
        let at = 1_767_607_200 + n * 60;
        calendar += &format!(
            "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\nSUMMARY:{e}\r\nLOCATION:{e}\r\nCATEGORIES:{e}\r\nORGANIZER:mailto:otto@example.org\r\nATTENDEE;CN=\"{} {w}guest\":mailto:g{n}@example.org\r\nEND:VEVENT\r\n",
            l.replace('"', "'")
        );
        let named = quoted(&format!("{text} {w}log"));
        log += &format!("2026-01-05T10:00:00Z,out,email,l{n}@example.org,{named},{q}\n");
        let named = quoted(&format!("{text} {w}google"));
        google += &format!("{named},{q},{w}google,{q},{q},{q},o{n}@example.org\n");
        outline += &format!(
            "** {l} {w}note :{l}:\n:PROPERTIES:\n:EMAIL: n{n}@example.org\n:PHONE: {l}\n:END:\n:LOGBOOK:\n- Note taken on [2026-03-02 Mon 12:30] \\\\\n  {l}\n:END:\n"
        );
        telegram.push(serde_json::json!({
            "name": format!("{text} {w}tele"), "type": "personal_chat", "id": n + 10,
            "messages": [{
                "id": n, "type": "message", "date": "2026-01-05T10:00:00", "date_unixtime": at.to_string(),
                "from": format!("{text} {w}tele"), "from_id": format!("user{}", n + 10), "text": text,
            }],
        }));
        discord.push(serde_json::json!({
            "id": n.to_string(), "type": "Default", "timestamp": "2026-01-05T10:00:00+00:00", "content": text,
            "author": {"id": (n + 20).to_string(), "name": text, "nickname": format!("{text} {w}disc"), "isBot": false},
            "mentions": [],
        }));
        let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
        let clean: String = l.chars().filter(allowed).collect();
        let clean = clean
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        texted += &format!(
            "<sms address=\"+4670{n:07}\" date=\"{at}000\" type=\"1\" body=\"{clean}\" contact_name=\"{clean} {w}text\" />\n"
        );
    }
    let telegram = serde_json::json!({
        "about": "Here is", "personal_information": {"user_id": 1, "first_name": "Otto", "last_name": "Owner"},
        "chats": {"list": telegram},
    });
    let discord = serde_json::json!({
        "guild": {"id": "0", "name": "Direct Messages"},
        "channel": {"id": "11", "type": "DirectGroupTextChat", "name": "x"},
        "exportedAt": "2026-03-10T09:00:00+00:00", "messages": discord,
    });
    vec![
        ("calendar.ics", calendar + "END:VCALENDAR\r\n"),
        ("log.csv", log),
        ("google.csv", google),
        ("contacts.org", outline),
        ("telegram/result.json", telegram.to_string()),
        ("Direct Messages - x [11].json", discord.to_string()),
        (
            "sms.xml",
            format!(
                "<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"{}\">\n{texted}</smses>\n",
                texts.len()
            ),
        ),
    ]
}

fn made(texts: &[&str]) -> Report {
    let given = files(texts).into_iter().map(|(name, text)| Given {
        name: name.to_owned(),
        ground: Arc::new(Kept(text.into_bytes().into())),
    });
    let settings = Settings {
        as_of: 1_777_593_600,
        me: vec!["otto@example.org".to_owned(), "Otto Owner".to_owned()],
        region: Some("SE".to_owned()),
        ..Settings::default()
    };
    report(given.collect(), &settings, &Nobody).expect("an audit")
}

fn naughty() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| made(texts()))
}

fn file(report: &Report, name: &str) -> Vec<u8> {
    report.file(name).expect("written").expect("a file")
}

fn text(report: &Report, name: &str) -> String {
    String::from_utf8(file(report, name)).expect("text")
}

#[test]
fn every_text_is_somebody_and_every_list_has_its_rows() {
    let report = naughty();
    let people = report.audit().people.len();
    let kinds: BTreeSet<&str> = report
        .audit()
        .files
        .iter()
        .map(|f| f.kind.as_str())
        .collect();
    // A card in a cell makes no address book of a list.
    assert_eq!(kinds.len(), 13, "{kinds:?}");
    assert!(people >= 2 * texts().len(), "{people} people");
    let json: Value = serde_json::from_slice(&file(report, "audit.json")).expect("JSON");
    assert_eq!(json["people"].as_array().expect("people").len(), people);
    for name in report.names().into_iter().filter(|n| n.ends_with(".csv")) {
        let list = text(report, name);
        let list = list.trim_start_matches('\u{feff}');
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let rows: Vec<csv::StringRecord> = reader
            .records()
            .map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}")))
            .collect();
        if name == "ranked.csv" {
            assert_eq!(rows.len(), people);
        }
        each_cell_is_harmless(name, list);
    }
}

#[test]
fn every_card_is_one_card_for_another_reader() {
    let report = naughty();
    let cards = text(report, "people.vcf");
    let parts: Vec<&str> = cards.split_inclusive("\r\nEND:VCARD\r\n").collect();
    // Cards that were set aside are kept there too.
    assert!(parts.len() >= report.audit().people.len());
    for injected in ["\r\nFN:Inj Ected", "\r\nNOTE:injected"] {
        assert!(!cards.contains(injected), "{injected}");
    }
    for card in parts {
        assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n"), "{card}");
        if let Err(why) = verify(card, Version::V4) {
            panic!("{why}\n{card}");
        }
    }
}

#[test]
fn the_workbook_holds_no_formula() {
    let bytes = file(naughty(), "audit.xlsx");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("a sheet");
        let formula = formulas.cells().find(|(_, _, formula)| !formula.is_empty());
        assert_eq!(formula, None, "{sheet}");
        let cells = book.worksheet_range(&sheet).expect("a sheet");
        let wrong = cells
            .cells()
            .find(|(_, _, cell)| matches!(cell, Data::Error(_)));
        assert_eq!(wrong, None, "{sheet}");
    }
}

#[test]
fn the_report_links_to_profiles_alone_and_holds_no_markup() {
    let report = text(naughty(), "report.md");
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let options = options | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut told = report.clone();
    for event in Parser::new_ext(&report, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("markup: {html}"),
            // An address that must not become a link stands as code.
            Event::Code(code) if code.contains('@') && !code.contains(' ') => {
                told = told.replace(&format!("`{code}`"), "");
            }
            Event::Code(code) => panic!("code: {code}"),
            Event::Rule | Event::TaskListMarker(_) | Event::FootnoteReference(_) => {
                panic!("{event:?}")
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_profile = dest_url.starts_with("https://www.linkedin.com/in/");
                assert!(is_profile, "{dest_url}");
            }
            Event::Start(
                tag @ (Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::HtmlBlock
                | Tag::Strikethrough),
            ) => panic!("{tag:?}"),
            _ => {}
        }
    }
    // What GitHub makes links of by itself.
    for alive in ["http://evil", "www.evil", "@evil.test", "xmpp:a@"] {
        assert!(!told.contains(alive), "{alive}");
    }
}

/// The tags of a page, each with the names of its attributes; what stands in scripts and styles is no markup.
fn tags(page: &str) -> BTreeSet<(String, BTreeSet<String>)> {
    let mut tags = BTreeSet::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, mut after) = tag(after);
        let raw = ["script", "style"].into_iter().find(|raw| tag.0 == *raw);
        if let Some(end) = raw.map(|raw| format!("</{raw}")) {
            after = after.split_once(&end).map_or("", |(_, after)| after);
        }
        tags.insert(tag);
        rest = after;
    }
    tags
}

/// A tag, and what stands behind it.
fn tag(text: &str) -> ((String, BTreeSet<String>), &str) {
    let mut attributes = BTreeSet::new();
    let mut rest = text;
    let end = |c: char| c.is_whitespace() || matches!(c, '>' | '=' | '/');
    let take = |text: &mut &str| {
        let at = text.find(end).unwrap_or(text.len());
        let (word, after) = text.split_at(at);
        *text = after;
        word.to_lowercase()
    };
    rest = rest.strip_prefix('/').unwrap_or(rest);
    let name = take(&mut rest);
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return ((name, attributes), after);
        }
        if rest.is_empty() {
            return ((name, attributes), rest);
        }
        if let Some(after) = rest.strip_prefix('/') {
            rest = after;
            continue;
        }
        let Some(value) = rest.strip_prefix('=') else {
            let attribute = take(&mut rest);
            attributes.insert(attribute);
            continue;
        };
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).map_or("", |(_, a)| a),
            _ => value.trim_start_matches(|c: char| !c.is_whitespace() && c != '>'),
        };
    }
}

#[test]
fn the_page_has_the_tags_of_a_page_of_plain_names() {
    let page = text(naughty(), "report.html");
    let demo = String::from_utf8_lossy(&crate::demo::october_files()["report.html"]);
    let plain = text(&made(&PLAIN.repeat(texts().len())), "report.html") + &demo;
    let names = |page: &str| -> BTreeSet<String> {
        let all = tags(page).into_iter();
        all.flat_map(|(tag, attributes)| {
            let of = |attribute: String| format!("{tag} {attribute}");
            attributes.into_iter().map(of).collect::<Vec<_>>()
        })
        .collect()
    };
    let (found, expected) = (names(&page), names(&plain));
    let strange: Vec<&String> = found.difference(&expected).collect();
    assert!(strange.is_empty(), "{strange:?}");
    let kinds = |page: &str| -> BTreeSet<String> { tags(page).into_iter().map(|t| t.0).collect() };
    let (found, expected) = (kinds(&page), kinds(&plain));
    let strange: Vec<&String> = found.difference(&expected).collect();
    assert!(strange.is_empty(), "{strange:?}");
    crate::page::data(&page);
}

#[test]
fn what_was_cleaned_has_as_many_cards_and_rows_as_before() {
    let files = files(texts());
    let settings = Settings {
        as_of: 1_777_593_600,
        region: Some("SE".to_owned()),
        ..Settings::default()
    };
    for (name, text) in &files {
        let clean = |bytes: &[u8]| {
            let file = [File { name, bytes }];
            tieline::memory::clean(&file, &settings).expect("it is read")
        };
        for once in clean(text.as_bytes()) {
            let cleaned = String::from_utf8(once.bytes).expect("text");
            let cards = |text: &str| text.split("\r\n").filter(|l| *l == "BEGIN:VCARD").count();
            let rows = |text: &str| csv::Reader::from_reader(text.as_bytes()).records().count();
            if name.ends_with(".vcf") {
                assert_eq!(cards(&cleaned), cards(text), "{name}");
            } else if name.ends_with(".csv") {
                assert_eq!(rows(&cleaned), rows(text), "{name}");
            }
        }
    }
}
