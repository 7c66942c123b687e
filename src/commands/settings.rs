//! What was typed of how to read and judge → what the reader and the pipeline want.

use chrono::{DateTime, NaiveDate, Utc};

use super::decisions;
use super::error::Failure;
use crate::cli::JudgingArgs;
use crate::history::Me;
use crate::import::{Context, Mapped, SlashOrder};
use crate::model::keys::{Email, Phone, Region, Slug};
use crate::model::moment::start_of;
use crate::pipeline::{Options, Rules};

/// What was asked for, checked.
pub fn of(args: &JudgingArgs) -> Result<(Options, Context), Failure> {
    let region = args.region.as_deref().map(region).transpose()?;
    let zone = args.tz.parse().map_err(|_| {
        Failure::Usage(format!(
            "--tz {}: no such zone; give one such as Europe/Berlin",
            args.tz
        ))
    })?;
    let date_order = args.date_order.as_deref().map(date_order).transpose()?;
    let as_of = args
        .as_of
        .as_deref()
        .map_or_else(|| Ok(Utc::now().timestamp()), as_of)?;
    let me = me(&args.me, region)?;
    let map = args.map.iter().map(|text| Mapped::parse(text));
    let map = map
        .collect::<Result<Vec<Mapped>, String>>()
        .map_err(|why| Failure::Usage(format!("--map {why}")))?;
    let own = me.emails.clone();
    Ok((
        Options {
            as_of,
            me,
            shift: !args.no_shift,
            pairs: decisions::read(&args.decisions)?,
            decided_pairs: Vec::new(),
            decisions: Vec::new(),
            rules: Rules::default(),
            known: Vec::new(),
        },
        Context {
            region,
            zone,
            map,
            date_order,
            as_of,
            own,
        },
    ))
}

/// The country of --region.
pub fn region(code: &str) -> Result<Region, Failure> {
    Region::parse(code).ok_or_else(|| {
        Failure::Usage(format!(
            "--region {code}: no country has this code; give two letters such as DE or US"
        ))
    })
}

fn date_order(text: &str) -> Result<SlashOrder, Failure> {
    match text.to_ascii_lowercase().as_str() {
        "dmy" => Ok(SlashOrder::DayFirst),
        "mdy" => Ok(SlashOrder::MonthFirst),
        _ => Err(Failure::Usage(format!(
            "--date-order {text}: no such order; give dmy for the day first, mdy for the month first"
        ))),
    }
}

/// A day means its first instant in UTC.
fn as_of(text: &str) -> Result<i64, Failure> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(start_of);
    let instant = || DateTime::parse_from_rfc3339(text).map(|at| at.timestamp());
    day.or_else(|_| instant()).map_err(|_| {
        Failure::Usage(format!(
            "--as-of {text}: no day or instant; give one such as 2026-11-01 or 2026-11-01T12:00:00Z"
        ))
    })
}

fn me(said: &[String], region: Option<Region>) -> Result<Me, Failure> {
    let mut me = Me::default();
    for text in said {
        if let Some(slug) = Slug::from_url(text) {
            me.profiles.push(slug);
        } else if let Some(email) = Email::parse(text) {
            me.emails.push(email);
        } else if let Some(phone) = Phone::parse(text, region) {
            me.phones.push(phone);
        } else {
            let expected = "give an e-mail address, a phone number with country code, or a link such as linkedin.com/in/your-name";
            return Err(Failure::Usage(format!(
                "--me {text}: neither of the three; {expected}"
            )));
        }
    }
    Ok(me)
}
