//! The rows of the page: what the list of people shows, searches, filters and sorts by, a list for each person.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::cell::{self, Cell, Strings};
use super::detail::Details;
use super::when::{self, Scale};
use crate::model::exchange::TieKind;
use crate::model::front::Front;
use crate::model::keys::{Phone, Slug};
use crate::model::standing::{Band, Verdict};
use crate::report::shown::Shown;
use crate::report::words::{band_heading, tie};
use crate::snapshot::{Glimpse, Person, Review, ReviewSide};
use crate::words;

/// The names of the columns, in the order of every row.
const COLUMNS: [&str; 27] = [
    "id",
    "name",
    "company",
    "title",
    "band",
    "p",
    "low",
    "high",
    "heard",
    "yours",
    "theirs",
    "last",
    "since",
    "connected",
    "verdict",
    "decision",
    "ties",
    "flags",
    "slug",
    "emails",
    "phones",
    "places",
    "labels",
    "files",
    "marks",
    "x",
    "y",
];

/// They wait for the owner's answer.
const WAITS: u32 = 1;
/// They work or studied where the owner did.
const SHARED: u32 = 2;
/// So much contact that who began says little.
const CONSTANT: u32 = 4;
/// How far back the small marks go.
const MARKED_YEARS: i64 = 5;

/// What stands in front of the rows.
#[derive(Serialize)]
struct Head<'a> {
    schema: u32,
    key: String,
    #[serde(rename = "asOf")]
    as_of: i64,
    redacted: bool,
    front: &'a str,
    /// What is said once decisions are saved.
    saved: &'a str,
    bands: Vec<&'a str>,
    verdicts: Vec<&'a str>,
    /// What stands above the people of each band.
    heads: Vec<&'a str>,
    columns: &'a [&'a str],
}

/// The data of a page in the making.
pub(super) struct Data<'a> {
    shown: &'a Shown<'a>,
    people: &'a [Glimpse<'a>],
    makes: Rows<'a>,
    /// The rows so far, as JSON.
    lines: Vec<u8>,
}

impl<'a> Data<'a> {
    pub(super) fn new(shown: &'a Shown<'a>, people: &'a [Glimpse<'a>], scale: &'a Scale) -> Self {
        let makes = Rows {
            today: when::number(&shown.audit.as_of).unwrap_or(0),
            scale,
            strings: Strings::default(),
            kinds: kinds(shown),
        };
        let lines = Vec::new();
        Self {
            shown,
            people,
            makes,
            lines,
        }
    }

    /// Writes a line for each person, in the order of the ranking, and makes their rows: each person is looked at once.
    pub(super) fn details(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let entries = self.shown.entries;
        let details = Details::new(self.shown);
        for place in 0..entries.people() {
            let Some(person) = entries.person(place) else {
                continue;
            };
            if place > 0 {
                out.write_all(b"\n")?;
                self.lines.push(b',');
            }
            cell::write(&details.of(place, &person, &mut self.makes.strings), out)?;
            cell::write(&self.makes.row(&person), &mut self.lines)?;
        }
        Ok(())
    }

    /// Writes the rows, the pairs to ask about, and the strings that all of them share.
    pub(super) fn rows(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let shown = self.shown;
        let mut head = Vec::new();
        let said = Head {
            schema: 1,
            key: key(shown, self.people),
            as_of: self.makes.today,
            redacted: shown.redacted,
            front: super::front(shown.front),
            saved: words::page::saved(shown.front),
            bands: Band::ALL.map(Band::word).to_vec(),
            verdicts: Verdict::ALL.map(Verdict::word).to_vec(),
            heads: Band::ALL
                .map(|band| band_heading(band, shown.audit.owner.known))
                .to_vec(),
            columns: &COLUMNS,
        };
        cell::write(&said, &mut head)?;
        // The object goes on.
        head.pop();
        out.write_all(&head)?;
        out.write_all(b",\"rows\":[")?;
        out.write_all(&std::mem::take(&mut self.lines))?;
        out.write_all(b"],\"pairs\":")?;
        let mut asked: Vec<&Review> = shown.audit.review.iter().collect();
        asked.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        let makes = &mut self.makes;
        cell::write_each(asked.into_iter().map(|review| makes.pair(review)), out)?;
        out.write_all(b",\"strings\":")?;
        cell::write_each(self.makes.strings.in_order(), out)?;
        out.write_all(b"}")
    }
}

/// What is chosen in a page and not saved yet belongs to the audit that it shows: its day and its people, wherever their files lay. A
/// page that reads files itself makes the same audit anew at another instant and with a file more; there it belongs to the network.
fn key(shown: &Shown<'_>, people: &[Glimpse<'_>]) -> String {
    let owner = &shown.audit.owner;
    let mut digest = Sha256::new();
    match shown.front {
        Front::Page if owner.known => {
            let keys = owner.urls.iter().chain(&owner.emails).chain(&owner.name);
            keys.take(1).for_each(|key| digest.update(key));
        }
        Front::Page => digest.update("nobody's"),
        Front::Program => {
            digest.update(&shown.audit.as_of);
            people.iter().for_each(|person| digest.update(person.id));
        }
    }
    let digest = digest.finalize();
    let bytes = digest.iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// What each file is.
fn kinds<'a>(shown: &Shown<'a>) -> std::collections::HashMap<&'a str, &'a str> {
    let files = shown.audit.files.iter();
    files
        .map(|file| (file.file.as_str(), file.kind.as_str()))
        .collect()
}

/// Makes rows.
struct Rows<'a> {
    today: i64,
    scale: &'a Scale,
    strings: Strings,
    kinds: std::collections::HashMap<&'a str, &'a str>,
}

fn permille(p: Option<f64>) -> Cell {
    p.map(|p| (p * 1000.0).round() as i64).into()
}

fn day(text: Option<&String>) -> Cell {
    text.and_then(|text| when::number(text)).into()
}

/// A number as people write it.
fn shown_phone(text: &str) -> String {
    Phone::parse(text, None).map_or_else(|| text.to_owned(), |phone| phone.shown().to_owned())
}

fn flags(person: &Person) -> u32 {
    let has = |code: &str| person.reasons.iter().any(|reason| reason.code == code);
    let all = [
        (person.waiting_since.is_some(), WAITS),
        (has("shared-place"), SHARED),
        (has("constant-contact"), CONSTANT),
    ];
    all.into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, flag)| flag)
        .sum()
}

impl Rows<'_> {
    fn maybe(&mut self, text: Option<&String>) -> Cell {
        text.filter(|text| !text.trim().is_empty())
            .map_or(Cell::None, |text| self.strings.place(text))
    }

    fn places<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Cell {
        let mut seen: Vec<Cell> = Vec::new();
        for text in texts {
            let place = self.strings.place(text);
            if !seen.contains(&place) {
                seen.push(place);
            }
        }
        Cell::List(seen)
    }

    fn row(&mut self, person: &Person) -> Cell {
        let standing = &person.standing;
        let talks = standing.talks.clone().unwrap_or_default();
        let last = person.last_contact.as_deref().and_then(when::number);
        let since = when::known_since(person);
        let spot = self.scale.spot(last, since);
        let slug = person.urls.iter().find_map(|url| Slug::from_url(url));
        let band = standing.band.known().unwrap_or(Band::Unknown);
        let verdict = person.verdict.known();
        let verdict = Verdict::ALL.iter().position(|v| Some(*v) == verdict);
        let cells = vec![
            Cell::text(&person.id),
            Cell::text(&person.name),
            self.maybe(person.company.as_ref()),
            self.maybe(person.title.as_ref()),
            Band::ALL.iter().position(|b| *b == band).into(),
            permille(standing.probability),
            permille(standing.low),
            permille(standing.high),
            (talks.answered + talks.late).into(),
            talks.yours.into(),
            talks.theirs.into(),
            last.into(),
            since.into(),
            day(person.connected_on.as_ref()),
            verdict.into(),
            self.maybe(person.decision.as_ref()),
            self.ties(person),
            flags(person).into(),
            Cell::text(slug.as_ref().map_or("", |slug| slug.as_str())),
            Cell::list(person.emails.iter().map(|email| Cell::text(email))),
            Cell::list(
                person
                    .phones
                    .iter()
                    .map(|phone| Cell::text(&shown_phone(phone))),
            ),
            self.values(person, "address"),
            self.values(person, "label"),
            self.files(person),
            self.marks(person),
            spot.x.into(),
            spot.y.into(),
        ];
        Cell::List(cells)
    }

    fn ties(&mut self, person: &Person) -> Cell {
        let mut kinds: Vec<TieKind> = person
            .ties
            .iter()
            .filter_map(|saved| TieKind::named(&saved.kind))
            .collect();
        kinds.sort_unstable();
        let words: Vec<&str> = kinds.into_iter().map(tie).collect();
        self.places(words)
    }

    fn values(&mut self, person: &Person, field: &str) -> Cell {
        let values = person.values.iter().filter(|value| value.field == field);
        let values: Vec<&str> = values.map(|value| value.value.as_str()).collect();
        self.places(values)
    }

    fn files(&mut self, person: &Person) -> Cell {
        let records = person.records.iter();
        let kinds: Vec<&str> = records
            .filter_map(|record| self.kinds.get(record.file.as_str()).copied())
            .collect();
        self.places(kinds)
    }

    /// The contacts of the last years: the first day of the month or year, whether it is a year, and how many each way.
    fn marks(&self, person: &Person) -> Cell {
        let first = self.today - MARKED_YEARS * 366;
        let mark = |period: &crate::snapshot::Period| {
            let is_year = period.when.len() == 4;
            let begin = match is_year {
                true => format!("{}-07-01", period.when),
                false => format!("{}-15", period.when),
            };
            let at = when::number(&begin).filter(|at| *at >= first)?;
            let (out, inn) = (period.sent + period.met, period.received + period.met);
            (out + inn > 0).then(|| [Cell::Int(at), out.into(), inn.into()])
        };
        Cell::list(person.timeline.iter().filter_map(mark).flatten())
    }

    fn pair(&mut self, review: &Review) -> Cell {
        let sides = [(&review.sides[0], &review.a), (&review.sides[1], &review.b)];
        let [a, b] = sides.map(|(side, record)| self.side(side, &record.file));
        Cell::List(vec![
            permille(Some(review.probability)),
            a,
            b,
            Cell::list(review.reasons.iter().map(|reason| Cell::text(reason))),
            super::detail::bits(&review.bits, &mut self.strings),
        ])
    }

    fn side(&mut self, side: &ReviewSide, file: &str) -> Cell {
        let value = |strings: &mut Strings, [field, value]: &[String; 2]| {
            Cell::List(vec![strings.place(field), Cell::text(value)])
        };
        let values = side
            .values
            .iter()
            .map(|pair| value(&mut self.strings, pair))
            .collect();
        Cell::List(vec![
            Cell::text(&side.id),
            Cell::text(&side.name),
            Cell::List(values),
            self.strings.place(file),
        ])
    }
}
