//! Google Voice out of a Takeout: a page for each call and each talk by text message.

use crate::import::bundle::{Bundle, BundleFormat, base_of, folder_of};
use crate::import::date::{self, FIRST};
use crate::import::gist::gist;
use crate::import::log::{Event, Log};
use crate::import::room::Room;
use crate::import::tags::{Tag, tags};
use crate::import::{Context, text};
use crate::model::card::Card;
use crate::model::exchange::{Channel, PeerIx};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// The folder `Voice/Calls` of a Takeout.
pub const FORMAT: BundleFormat = BundleFormat {
    kind: "Google Voice",
    root,
    owns: |path| !path.contains(['/', '\\']) && is_page(path),
    read,
};

fn is_page(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".html")
}

fn root(name: &str, head: &[u8]) -> Option<String> {
    let telling = [&b"class=\"haudio\""[..], b"class=\"hChatLog"];
    let is_ours = telling
        .iter()
        .any(|class| memchr::memmem::find(head, class).is_some());
    (is_ours && is_page(name)).then(|| folder_of(name).to_owned())
}

/// Beside the calls, Takeout keeps a card with nothing but the numbers of the account: they are the owner's.
pub fn own_numbers(mut imported: Imported, name: &str) -> Imported {
    let is_bare = |card: &Card| {
        let has_name = !card.name.full.trim().is_empty();
        !has_name && card.emails.is_empty() && !card.phones.is_empty()
    };
    if base_of(name) == "Phones.vcf" && imported.cards.iter().all(is_bare) {
        let cards = std::mem::take(&mut imported.cards);
        imported.report.count(Fate::Owner, cards.len() as u64);
        let phones = cards.into_iter().flat_map(|card| card.phones);
        let own = phones.filter_map(|tel| Some(OwnerHint::Phone(tel.phone?)));
        imported.owner.extend(own);
    }
    imported
}

/// What a call was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Placed,
    Taken,
    /// Missed, or answered by the voicemail.
    NotTaken,
}

/// The word in the name of a file, in English, and that behind the page's label, in every language.
const CALLS: [(&str, Call); 5] = [
    ("placed", Call::Placed),
    ("received", Call::Taken),
    ("recorded", Call::Taken),
    ("missed", Call::NotTaken),
    ("voicemail", Call::NotTaken),
];

/// A page while it is read.
struct Page<'a> {
    /// Its name without the ending.
    name: &'a str,
    tags: Vec<Tag<'a>>,
}

impl<'a> Page<'a> {
    fn of(name: &'a str, html: &'a str) -> Self {
        Self {
            name: name
                .get(..name.len().saturating_sub(".html".len()))
                .unwrap_or(name),
            tags: tags(html).collect(),
        }
    }

    fn first(&self, class: &str) -> Option<Tag<'a>> {
        self.tags.iter().find(|tag| tag.is(class)).copied()
    }

    /// `Ana Ferreira - Placed - 2026-01-15T21_00_00Z`, from behind.
    fn parts(&self) -> (&'a str, &'a str, &'a str) {
        let (rest, time) = self.name.rsplit_once(" - ").unwrap_or((self.name, ""));
        let (who, kind) = rest.rsplit_once("- ").unwrap_or((rest, ""));
        (who.trim(), kind, time)
    }

    fn call(&self) -> Option<Call> {
        let label = self.tags.iter().find_map(|tag| {
            let link = tag
                .attribute("href")
                .filter(|_| tag.attribute("rel") == Some("tag"))?;
            Some(link.rsplit_once('#')?.1)
        });
        let word = |word: &str| {
            let known = CALLS
                .iter()
                .find(|(name, _)| word.eq_ignore_ascii_case(name));
            known.map(|(_, call)| *call)
        };
        word(self.parts().1).or_else(|| word(label?))
    }

    /// The instant of the page, else that in its name, which is in UTC.
    fn at(&self) -> Option<i64> {
        let named = self.parts().2.replace('_', ":");
        let title = self
            .first("published")
            .and_then(|tag| tag.attribute("title"));
        instant(title.unwrap_or_default()).or_else(|| instant(&named))
    }
}

fn instant(text: &str) -> Option<i64> {
    let at = date::timestamp(text, chrono_tz::UTC)?.at;
    (at >= FIRST).then_some(at)
}

/// `PT1H2M27S` in seconds.
fn seconds(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    for part in text.strip_prefix("PT")?.split_inclusive(['H', 'M', 'S']) {
        let (number, unit) = part.split_at(part.len() - 1);
        let unit = match unit {
            "H" => 3600,
            "M" => 60,
            _ => 1,
        };
        total = total.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
    }
    Some(total)
}

struct Reader<'a> {
    log: Log,
    context: &'a Context,
}

fn read(bundle: &mut Bundle<'_>, context: &Context) -> Imported {
    let log = Log::new(bundle.file);
    let mut reader = Reader { log, context };
    for part in 0..bundle.parts.len() {
        let name = base_of(&bundle.parts[part]).to_owned();
        match bundle.bytes(part) {
            Ok(bytes) => {
                let before = reader.log.out.problems.len();
                let decoded = text::decode(&bytes);
                for (code, message) in decoded.findings {
                    let place = reader.log.here();
                    reader.log.problem(place, code, message);
                }
                reader.page(&Page::of(&name, &decoded.text));
                if !decoded
                    .text
                    .trim_end()
                    .to_ascii_lowercase()
                    .ends_with("</html>")
                {
                    let message = "the page is cut off; everything before that was read".to_owned();
                    let place = reader.log.here();
                    reader.log.problem(place, Code::TruncatedFile, message);
                }
                for problem in &mut reader.log.out.problems[before..] {
                    problem.message = format!("{name}: {}", problem.message);
                }
            }
            Err(why) => reader.log.unreadable(&name, &why),
        }
    }
    let remark = match bundle.parts.len() {
        1 => "one page".to_owned(),
        n => format!("{n} pages, one for each call and conversation"),
    };
    reader.log.out.report.remarks.push(remark);
    reader.log.finish(bundle.name, FORMAT.kind)
}

impl Reader<'_> {
    fn page(&mut self, page: &Page<'_>) {
        if page.first("hChatLog").is_some() {
            self.talk(page);
        } else if page.first("haudio").is_some() {
            self.call(page);
        } else {
            let place = self.log.row(0);
            let message = "not a call or a conversation; the page may be cut off".to_owned();
            self.log.reject(place, Code::BadRow, message);
        }
    }

    fn call(&mut self, page: &Page<'_>) {
        let place = self.log.row(0);
        let Some(call) = page.call() else {
            let message =
                "the file's name and label do not say what kind of call it was".to_owned();
            return self.log.reject(place, Code::BadRow, message);
        };
        let name = page
            .tags
            .iter()
            .skip_while(|tag| !tag.is("contributor"))
            .find(|tag| tag.is("fn"));
        let link = page.first("tel").and_then(|tag| tag.attribute("href"));
        let other = match self.meant(
            link.unwrap_or_default(),
            &name.map(Tag::text).unwrap_or_default(),
        ) {
            Ok(other) => other,
            Err(why) => return self.log.aside(why),
        };
        let Some(at) = page.at() else {
            return self.undated(place, page.parts().2);
        };
        let length = page
            .first("duration")
            .and_then(|tag| tag.attribute("title"));
        let owner = self.log.owner();
        let from = if call == Call::Placed { owner } else { other };
        let event = Event {
            at,
            channel: Channel::Call,
            parties: Room::of([other, owner]).said_by(from),
            duration_s: match call {
                Call::Placed | Call::Taken => length.and_then(seconds),
                Call::NotTaken => Some(0),
            },
            native: 0,
            gist: None,
        };
        self.log.event(event, place);
    }

    fn undated(&mut self, place: Place, date: &str) {
        let message = format!("{date:?} is not a date in 1990 or later");
        self.log.reject(place, Code::UndatedRow, message);
    }

    /// Whom a link and a name mean.
    fn meant(&mut self, link: &str, name: &str) -> Result<PeerIx, SetAside> {
        let number = link.strip_prefix("tel:").unwrap_or(link);
        let meant = self.log.meant(number, name, self.context.region);
        meant.or_else(|why| match why {
            SetAside::NobodyNamed => self.log.peers.named(name).ok_or(why),
            _ => Err(why),
        })
    }

    fn talk(&mut self, page: &Page<'_>) {
        let messages: Vec<usize> = (0..page.tags.len())
            .filter(|&at| page.tags[at].is("message"))
            .collect();
        let start = messages.first().copied().unwrap_or(page.tags.len());
        let mut people: Vec<PeerIx> = Vec::new();
        let head = &page.tags[..start];
        for at in (0..start).filter(|&at| head[at].is("sender")) {
            people.extend(self.sender(&head[at..]).and_then(Result::ok));
        }
        let mut said = Vec::new();
        let ends = messages.iter().copied().skip(1).chain([page.tags.len()]);
        for (&from, to) in messages.iter().zip(ends) {
            let place = self.log.row(0);
            let tags = &page.tags[from..to];
            let title = tags
                .iter()
                .find(|tag| tag.is("dt"))
                .and_then(|tag| tag.attribute("title"));
            let texts = tags
                .iter()
                .filter(|tag| tag.name == "q" || tag.name == "br");
            let gist = texts.map(|tag| gist(&tag.text())).max();
            match (self.sender(tags), instant(title.unwrap_or_default())) {
                (Some(Ok(sender)), Some(at)) => said.push((place, sender, at, gist)),
                (Some(Err(why)), _) => self.log.aside(why),
                (None, _) => self.log.aside(SetAside::NobodyNamed),
                (Some(Ok(_)), None) => self.undated(place, title.unwrap_or_default()),
            }
        }
        let owner = self.log.owner();
        people.extend(said.iter().map(|(_, sender, ..)| *sender));
        if people.iter().all(|&one| one == owner) {
            // Nobody answered: only the name of the file says to whom it went.
            let who = page.parts().0;
            people.extend(
                self.meant(who, who)
                    .ok()
                    .or_else(|| self.log.peers.named(who)),
            );
        }
        people.push(owner);
        let room = Room::of(people);
        for (place, sender, at, gist) in said {
            let event = Event {
                at,
                channel: Channel::Sms,
                parties: room.said_by(sender),
                duration_s: None,
                native: 0,
                gist,
            };
            self.log.event(event, place);
        }
    }

    /// Whom the first link among some elements names. The owner is the one whose name is an abbreviation, in every language.
    fn sender(&mut self, tags: &[Tag<'_>]) -> Option<Result<PeerIx, SetAside>> {
        let at = tags.iter().position(|tag| tag.is("tel"))?;
        let link = tags[at].attribute("href").unwrap_or_default();
        let name = tags[at..].iter().find(|tag| tag.is("fn"));
        if name.is_some_and(|tag| tag.name == "abbr") {
            let number = link.strip_prefix("tel:").unwrap_or(link);
            if let Some(phone) = Phone::parse(number, self.context.region) {
                let hint = OwnerHint::Phone(phone);
                if !self.log.out.owner.contains(&hint) {
                    self.log.out.owner.push(hint);
                }
            }
            return Some(Ok(self.log.owner()));
        }
        Some(self.meant(link, &name.map(Tag::text).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        assert_eq!(
            (seconds("PT2M27S"), seconds("PT1H"), seconds("PT0S")),
            (Some(147), Some(3600), Some(0))
        );
        assert_eq!(
            (seconds("27"), seconds("PTxS"), seconds("PT99999999999S")),
            (None, None, None)
        );
    }

    #[test]
    fn the_kind_of_a_call_stands_in_the_name_or_in_any_language_behind_the_label() {
        let label = |kind: &str| {
            format!("<a rel=\"tag\" href=\"http://www.example.org/voice#{kind}\">x</a>")
        };
        let call = |name: &str, html: &str| Page::of(name, html).call();
        assert_eq!(
            call("Ana - Missed - 2026-01-15T21_00_00Z.html", &label("placed")),
            Some(Call::NotTaken)
        );
        assert_eq!(
            call(" - Placed - 2026-01-15T21_00_00Z.html", ""),
            Some(Call::Placed)
        );
        assert_eq!(
            call(
                "Ana - Angenommen - 2026-01-15T21_00_00Z.html",
                &label("received")
            ),
            Some(Call::Taken)
        );
        assert_eq!(call("Ana.html", ""), None);
    }
}
