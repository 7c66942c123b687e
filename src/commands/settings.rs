//! What was typed, or configured, of how to read and judge → what the reader and the pipeline want.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::decisions;
use super::error::Failure;
use crate::cli::JudgingArgs;
use crate::config::{self, Config, Value};
use crate::history::Me;
use crate::import::{Context, Mapped, SlashOrder};
use crate::model::coverage::Coverage;
use crate::model::keys::Region;
use crate::model::moment::start_of;
use crate::model::owner::Owner;
use crate::pipeline::{self, Options};
use crate::report::plain::plain;

/// What was asked for, checked: flags go before the environment (`TIELINE_…`), and that before the configuration.
pub fn of(args: &JudgingArgs) -> Result<(Options, Context), Failure> {
    let config = load()?;
    let region = region_of(args.region.as_deref(), &config)?;
    let zone = zone_of(args.tz.as_deref(), &config)?;
    let date_order = said(args.date_order.as_deref(), "date-order", config.date_order);
    let as_of = args
        .as_of
        .as_deref()
        .map_or_else(|| Ok(now(zone)), |text| as_of_in(text, zone))?;
    let me = me(&args.me, config.me, region)?;
    let map = map(&args.map)?;
    let own = me.emails.clone();
    Ok((
        Options {
            as_of,
            zone,
            me,
            shift: !args.no_shift,
            manner: args.merging.manner(),
            pairs: decisions::read(&args.decisions)?,
            decided_pairs: Vec::new(),
            deletions: Vec::new(),
            decisions: Vec::new(),
            rules: config.rules,
            owner: Owner::default(),
            covered: Coverage::default(),
            known: Vec::new(),
        },
        Context {
            region,
            zone,
            map,
            date_order: date_order.as_ref().map(self::date_order).transpose()?,
            as_of: as_of - pipeline::ahead(zone, as_of),
            own,
            purpose: crate::import::Purpose::All,
        },
    ))
}

/// The columns and roles of --map.
pub fn map(texts: &[String]) -> Result<Vec<Mapped>, Failure> {
    let map = texts.iter().map(|text| Mapped::parse(text));
    map.collect::<Result<_, String>>()
        .map_err(|why| Failure::Usage(format!("--map {}", plain(&why))))
}

/// The configuration.
pub fn load() -> Result<Config, Failure> {
    config::load()
        .map_err(|error| Failure::Usage(format!("your configuration cannot be used: {error}")))
}

/// The country of --region, of the environment or of the configuration.
pub fn region(flag: Option<&str>) -> Result<Option<Region>, Failure> {
    region_of(flag, &load()?)
}

/// How to read numbers without a country and times without a zone.
pub fn reading(country: Option<&str>, zone: Option<&str>) -> Result<Context, Failure> {
    let config = load()?;
    Ok(Context {
        region: region_of(country, &config)?,
        zone: zone_of(zone, &config)?,
        ..Context::default()
    })
}

fn zone_of(flag: Option<&str>, config: &Config) -> Result<Tz, Failure> {
    let said = said(flag, "tz", config.tz.clone());
    said.as_ref().map_or(Ok(Tz::UTC), zone)
}

fn region_of(flag: Option<&str>, config: &Config) -> Result<Option<Region>, Failure> {
    let said = said(flag, "region", config.region.clone());
    let parse = |Value { text, place }| {
        let expected = "no country has this code; give two letters such as DE or US";
        Region::parse(&text)
            .ok_or_else(|| Failure::Usage(format!("{place} {}: {expected}", plain(&text))))
    };
    said.map(parse).transpose()
}

/// The first that is said: the flag, the environment, the configuration.
fn said(flag: Option<&str>, name: &str, configured: Option<Value>) -> Option<Value> {
    let typed = flag.map(|text| Value {
        text: text.to_owned(),
        place: format!("--{name}"),
    });
    typed.or_else(|| environment(name)).or(configured)
}

/// An empty variable is none.
fn environment(name: &str) -> Option<Value> {
    let place = format!("TIELINE_{}", name.replace('-', "_").to_uppercase());
    let text = std::env::var(&place).ok().filter(|text| !text.is_empty())?;
    Some(Value { text, place })
}

/// The book that the environment or the configuration names.
pub fn book() -> Result<Option<PathBuf>, Failure> {
    let named = environment("book").map(|value| PathBuf::from(value.text));
    Ok(match named {
        Some(path) => Some(path),
        None => load()?.book,
    })
}

fn zone(said: &Value) -> Result<Tz, Failure> {
    let Value { text, place } = said;
    let expected = "no such zone; give one such as Europe/Berlin";
    let parsed = text.parse();
    parsed.map_err(|_| Failure::Usage(format!("{place} {}: {expected}", plain(text))))
}

fn date_order(said: &Value) -> Result<SlashOrder, Failure> {
    let Value { text, place } = said;
    match text.to_ascii_lowercase().as_str() {
        "dmy" => Ok(SlashOrder::DayFirst),
        "mdy" => Ok(SlashOrder::MonthFirst),
        _ => Err(Failure::Usage(format!(
            "{place} {}: no such order; give dmy for the day first, mdy for the month first",
            plain(text)
        ))),
    }
}

/// What the clock of a zone shows now.
fn now(zone: Tz) -> i64 {
    let now = Utc::now().timestamp();
    now + pipeline::ahead(zone, now)
}

/// A day is one of the zone; an instant is what the clock of the zone shows then.
fn as_of_in(text: &str, zone: Tz) -> Result<i64, Failure> {
    let at = as_of(text)?;
    let is_day = NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    Ok(if is_day {
        at
    } else {
        at + pipeline::ahead(zone, at)
    })
}

/// A day means its first instant in UTC.
pub fn as_of(text: &str) -> Result<i64, Failure> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(start_of);
    let instant = || DateTime::parse_from_rfc3339(text).map(|at| at.timestamp());
    day.or_else(|_| instant()).map_err(|_| {
        Failure::Usage(format!(
            "--as-of {}: not a date or time; give one such as 2026-11-01 or 2026-11-01T12:00:00Z",
            plain(text)
        ))
    })
}

/// Who the owner is: of flags, environment and configuration the first that says anything.
fn me(flags: &[String], configured: Vec<Value>, region: Option<Region>) -> Result<Me, Failure> {
    let value = |text: &str, place: &str| Value {
        text: text.trim().to_owned(),
        place: place.to_owned(),
    };
    let said: Vec<Value> = match environment("me") {
        _ if !flags.is_empty() => flags.iter().map(|text| value(text, "--me")).collect(),
        Some(Value { text, place }) => text.split(',').map(|one| value(one, &place)).collect(),
        None => configured,
    };
    let mut me = Me::default();
    for Value { text, place } in said {
        if !me.take(&text, region) {
            let expected = "give an e-mail address, a phone number with country code, a link such as linkedin.com/in/your-name, or your name as chats have it";
            return Err(Failure::Usage(format!(
                "{place} {}: not recognised; {expected}",
                plain(&text)
            )));
        }
    }
    Ok(me)
}
