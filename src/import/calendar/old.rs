//! vCalendar 1.0, as phones and old programs write it, in the words of iCalendar: quoted-printable text, answers, and the grammar of
//! its rules.

use chrono::NaiveDateTime;

use super::zone_names::offset;

/// A summer: seconds ahead of UTC while it lasts, and what the clock shows when it begins and when it ends.
pub type Summer = (i32, NaiveDateTime, NaiveDateTime);

/// `TRUE;+02;20260329T020000;20261025T030000;CET;CEST`.
pub fn summer(text: &str) -> Option<Summer> {
    let mut parts = text.split(';').map(str::trim);
    let is_kept = parts.next()?.eq_ignore_ascii_case("TRUE");
    let ahead = offset(parts.next()?)?;
    let mut time =
        || NaiveDateTime::parse_from_str(parts.next()?.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok();
    let (begins, ends) = (time()?, time()?);
    is_kept.then_some((ahead, begins, ends))
}

/// An event as iCalendar has it.
pub fn as_today(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in lines(text) {
        let Some((head, value)) = line.split_once(':') else {
            out.push_str(&line);
            out.push_str("\r\n");
            continue;
        };
        let mut words = head.split(';');
        let name = words.next().unwrap_or("").to_ascii_uppercase();
        let parameters: Vec<String> = words.map(str::to_ascii_uppercase).collect();
        let is_quoted = parameters.iter().any(|p| p.ends_with("QUOTED-PRINTABLE"));
        let value = if is_quoted {
            unquoted(value)
        } else {
            value.to_owned()
        };
        let line = match name.as_str() {
            "ATTENDEE" => attendee(&parameters, &value),
            "RRULE" => format!("RRULE:{}", rule(&value)),
            "EXRULE" => format!("EXRULE:{}", rule(&value)),
            "EXDATE" | "RDATE" => format!("{name}:{}", value.replace(';', ",")),
            // An alarm is a line here, and what its text holds may break the next one.
            "AALARM" | "DALARM" | "PALARM" | "MALARM" | "DESCRIPTION" => continue,
            _ if is_quoted => format!("{name}:{value}"),
            _ => line,
        };
        out.push_str(&line.replace(['\r', '\n'], " "));
        out.push_str("\r\n");
    }
    out
}

/// The lines of an event, joined where one goes on: behind a soft break of quoted-printable, or with a blank before it.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        match lines.last_mut() {
            Some(last) if is_open => last.push_str(line.trim_start_matches([' ', '\t'])),
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(&line[1..]),
            _ => lines.push(line.to_owned()),
        }
        is_open = false;
        if let Some(last) = lines.last_mut()
            && last.ends_with('=')
            && last.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
        {
            last.pop();
            is_open = true;
        }
    }
    lines
}

fn unquoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let pair = behind
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let code = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match code.filter(|_| *first == b'=') {
            Some(code) => {
                bytes.push(code);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(error.as_bytes())
            .0
            .into_owned(),
    }
}

/// `ATTENDEE;ROLE=ORGANIZER;STATUS=DECLINED:Petra Novak <petra@example.org>`.
fn attendee(parameters: &[String], value: &str) -> String {
    let says = |name: &str, words: &[&str]| {
        parameters.iter().any(|p| {
            let value = p.strip_prefix(name).and_then(|p| p.strip_prefix('='));
            value.is_some_and(|value| words.contains(&value.trim_matches('"')))
        })
    };
    let value = value.trim();
    let bare = value
        .strip_prefix("mailto:")
        .or_else(|| value.strip_prefix("MAILTO:"))
        .unwrap_or(value);
    let (name, address) = match bare.split_once('<') {
        Some((name, address)) => (name, address.trim_end_matches(['>', ' '])),
        None if bare.contains('@') => ("", bare),
        None => (bare, ""),
    };
    let property = if says("ROLE", &["ORGANIZER", "OWNER"]) {
        "ORGANIZER"
    } else {
        "ATTENDEE"
    };
    let mut line = property.to_owned();
    let name = name.trim().replace(['"', ';', ':', ','], " ");
    if !name.trim().is_empty() {
        line += &format!(";CN=\"{}\"", name.trim());
    }
    if says("STATUS", &["DECLINED"]) {
        line += ";PARTSTAT=DECLINED";
    } else if says("STATUS", &["DELEGATED"]) {
        line += ";PARTSTAT=DELEGATED";
    }
    if says("EXPECT", &["FYI"]) {
        line += ";ROLE=NON-PARTICIPANT";
    }
    match address {
        "" => line + ":invalid:nomail",
        address => format!("{line}:mailto:{}", address.trim()),
    }
}

/// A rule such as `W2 MO WE #10`, `MP1 1+ 1- FR #0`, `MD1 LD 20261231T000000Z` as iCalendar writes it. What cannot be read stays.
fn rule(text: &str) -> String {
    translated(text).unwrap_or_else(|| text.to_owned())
}

fn translated(text: &str) -> Option<String> {
    let upper = text.trim().to_ascii_uppercase();
    if upper.starts_with("FREQ=") {
        return Some(upper);
    }
    let mut words = upper.split_ascii_whitespace();
    let head = words.next()?;
    let letters = head.find(|c: char| c.is_ascii_digit())?;
    let (kind, interval) = head.split_at(letters);
    let interval: u32 = interval.parse().ok()?;
    let (mut end, mut items) = ("COUNT=2".to_owned(), Vec::new());
    for word in words {
        if let Some(count) = word.strip_prefix('#') {
            let count: u32 = count.parse().ok()?;
            end = if count == 0 {
                String::new()
            } else {
                format!("COUNT={count}")
            };
        } else if word.len() >= 8 && word.starts_with(|c: char| c.is_ascii_digit()) {
            end = format!("UNTIL={word}");
        } else if !(word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())) {
            items.push(word);
        }
    }
    let (frequency, by) = match kind {
        "D" => ("DAILY", String::new()),
        "W" => (
            "WEEKLY",
            list("BYDAY", items.iter().map(|day| (*day).to_owned())),
        ),
        "MP" => ("MONTHLY", list("BYDAY", positions(&items).into_iter())),
        "MD" => (
            "MONTHLY",
            list("BYMONTHDAY", items.iter().filter_map(|day| signed(day))),
        ),
        "YM" => (
            "YEARLY",
            list("BYMONTH", items.iter().map(|month| (*month).to_owned())),
        ),
        "YD" => (
            "YEARLY",
            list("BYYEARDAY", items.iter().map(|day| (*day).to_owned())),
        ),
        _ => return None,
    };
    let parts = [
        format!("FREQ={frequency}"),
        format!("INTERVAL={interval}"),
        by,
        end,
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(";"))
}

fn list(name: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        String::new()
    } else {
        format!("{name}={}", items.join(","))
    }
}

/// `1+ 1- MO FR` are the first and the last Monday and Friday.
fn positions(items: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut places: Vec<String> = Vec::new();
    let mut named = false;
    for item in items {
        match signed(item) {
            Some(place) => {
                if std::mem::take(&mut named) {
                    places.clear();
                }
                places.push(place);
            }
            None => {
                named = true;
                found.extend(places.iter().map(|place| format!("{place}{item}")));
            }
        }
    }
    found
}

/// `2+` is 2, `1-` is -1, `LD` the last day.
fn signed(item: &str) -> Option<String> {
    if item == "LD" {
        return Some("-1".to_owned());
    }
    let (digits, sign) = match item.strip_suffix('-') {
        Some(digits) => (digits, "-"),
        None => (item.strip_suffix('+').unwrap_or(item), ""),
    };
    let number: u32 = digits.parse().ok()?;
    Some(format!("{sign}{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_the_words_of_today() {
        for (old, new) in [
            ("D1 #10", "FREQ=DAILY;INTERVAL=1;COUNT=10"),
            ("W2 MO #10", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10"),
            (
                "W1 TU TH 20261231T000000Z",
                "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;UNTIL=20261231T000000Z",
            ),
            ("W1 #0", "FREQ=WEEKLY;INTERVAL=1"),
            (
                "MP1 1+ 1- FR #3",
                "FREQ=MONTHLY;INTERVAL=1;BYDAY=1FR,-1FR;COUNT=3",
            ),
            (
                "MP6 2+ MO WE",
                "FREQ=MONTHLY;INTERVAL=6;BYDAY=2MO,2WE;COUNT=2",
            ),
            (
                "MD1 2 15+ LD #5",
                "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=2,15,-1;COUNT=5",
            ),
            ("YM1 6 #3", "FREQ=YEARLY;INTERVAL=1;BYMONTH=6;COUNT=3"),
            ("YD1 100 #0", "FREQ=YEARLY;INTERVAL=1;BYYEARDAY=100"),
            ("sometimes", "sometimes"),
        ] {
            assert_eq!(rule(old), new, "{old}");
        }
    }

    #[test]
    fn an_event_of_a_phone() {
        let text = "BEGIN:VEVENT\r\nSUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:B=C3=\r\n=A4r\r\nAALARM:20260302T094500Z;;;\r\n\
            ATTENDEE;ROLE=ORGANIZER:Me <me@example.org>\r\nATTENDEE;STATUS=DECLINED:petra@example.org\r\nATTENDEE:Joe Foo\r\nEXDATE:20260303T100000;20260304T100000\r\nEND:VEVENT\r\n";
        let today = "BEGIN:VEVENT\r\nSUMMARY:B\u{e4}r\r\nORGANIZER;CN=\"Me\":mailto:me@example.org\r\nATTENDEE;PARTSTAT=DECLINED:mailto:petra@example.org\r\n\
            ATTENDEE;CN=\"Joe Foo\":invalid:nomail\r\nEXDATE:20260303T100000,20260304T100000\r\nEND:VEVENT\r\n";
        assert_eq!(as_today(text), today);
        let summer = summer("TRUE;+02;20260329T020000;20261025T030000;CET;CEST");
        assert_eq!(summer.map(|summer| summer.0), Some(7200));
    }
}
