//! Logs of one row a touch: the generic interactions CSV (`date,direction,channel,email,name,recipients,duration_s,note`) under
//! whatever names its columns go, the call logs and message lists that phones, carriers, exchanges and apps export, what a
//! customer database has logged, and who came to a meeting.

mod attendance;
mod columns;
mod sides;
mod talk;
mod words;

pub use columns::is_mapped;
pub use words::channel;

use self::columns::{Columns, Shape};
use self::sides::{Sides, Way};
use crate::import::date::{self, Day, FIRST, SlashOrder};
use crate::import::numbers;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{Channel, Exchange};
use crate::model::intake::{Fate, FileReport, Imported, SetAside};
use crate::model::moment::Moment;
use crate::model::problem::{Code, Problem};

const fn log(kind: &'static str, claims: fn(&[String], &str) -> bool) -> TableFormat {
    TableFormat {
        kind,
        claims,
        read,
        columns: None,
    }
}

/// A log with a direction and a channel, and whatever the owner's map makes one.
pub const FORMAT: TableFormat = log(FileReport::LOG, |columns, _| {
    columns::shape(columns) == Some(Shape::General)
});

/// Every kind of log.
pub const FORMATS: &[TableFormat] = &[
    attendance::GUESTS,
    attendance::MEETINGS,
    FORMAT,
    log("call log", |columns, _| {
        columns::shape(columns) == Some(Shape::Calls)
    }),
    log("messages", |columns, _| {
        columns::shape(columns) == Some(Shape::Messages)
    }),
    TableFormat {
        kind: "chat as a table",
        claims: |columns, _| columns::shape(columns) == Some(Shape::Talk),
        read: talk::read,
        columns: None,
    },
    log("list of mail", |columns, _| {
        columns::shape(columns) == Some(Shape::Letters)
    }),
    log("activities of a CRM", |columns, _| {
        columns::shape(columns) == Some(Shape::Activities)
    }),
];

/// What becomes of a row that is no event.
pub(super) enum No {
    /// Left out on purpose.
    Aside(SetAside),
    /// It cannot be read.
    Rejected(Code, String),
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let columns = Columns::of(header, context);
    let mut out = Imported::default();
    out.report.unknown_columns.clone_from(&columns.unknown);
    out.report.mapped.clone_from(&columns.mapped);
    let days = days(source, decoded, header, &columns);
    let mut reading = Reading {
        sides: Sides::of(source, decoded, header, &columns, context),
        order: order(&days).or(context.date_order),
        columns,
        context,
    };
    let hyphens = days.iter().any(|(_, hyphen)| *hyphen) && reading.order.is_none();
    if hyphens {
        // No country writes the month first with hyphens.
        reading.order = Some(SlashOrder::DayFirst);
        let remark = "days such as 02-03-2026 were read with the day first";
        out.report.remarks.push(remark.to_owned());
    }
    let mut rows = Rows::new(&decoded.text, source.file, header);
    while let Some(row) = rows.next_row() {
        let touch = reading.touch(row);
        took(&mut out, touch, row);
    }
    rows.finish(&mut out.report, &mut out.problems);
    reading.sides.finish(&mut out);
    numbers::settle(&mut out);
    out
}

/// Takes what a row is, or says why it is nothing.
fn took(out: &mut Imported, touch: Result<Exchange, No>, row: Row<'_>) {
    let (fate, code, message) = match touch {
        Ok(exchange) => return out.exchanges.push(exchange),
        Err(No::Aside(why)) => (
            Fate::SetAside(why),
            Code::SetAsideRow,
            why.reason().to_owned(),
        ),
        Err(No::Rejected(code, message)) => (Fate::Rejected, code, message),
    };
    out.report.count(fate, 1);
    out.problems.push(Problem {
        place: row.place,
        code,
        message,
    });
}

/// The days of a file whose order is to be settled, and whether they are written with hyphens.
fn days(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    columns: &Columns,
) -> Vec<(Day, bool)> {
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut days = Vec::new();
    while let Some(row) = rows.next_row() {
        let written = columns.written(row);
        if written.contains(['/', '-']) {
            days.extend(date::slashed(&written).map(|day| (day, written.contains('-'))));
        }
    }
    days
}

/// The order of dates such as 03/04/2026, where one of the file can be read in one way only.
fn order(days: &[(Day, bool)]) -> Option<SlashOrder> {
    let days: Vec<Day> = days.iter().map(|(day, _)| *day).collect();
    date::order_of(&days)
}

struct Reading<'a> {
    sides: Sides<'a>,
    columns: Columns,
    order: Option<SlashOrder>,
    context: &'a Context,
}

impl Reading<'_> {
    fn touch(&mut self, row: Row<'_>) -> Result<Exchange, No> {
        if row.cells().all(|cell| cell.trim().is_empty()) {
            return Err(No::Aside(SetAside::Empty));
        }
        let at = moment(&self.columns.written(row), self.context, self.order)?;
        let channel = self.channel(row)?;
        let way = self.way(row, channel)?;
        let parties = self.sides.parties(&self.columns, row, way.direction)?;
        let written = row.get(self.columns.duration);
        let minutes = words::seconds(row.get(self.columns.minutes));
        let length = words::seconds(written).or(minutes.map(|minutes| minutes.saturating_mul(60)));
        let duration_s = match length {
            _ if way.missed && channel == Channel::Call => Some(0),
            length => length,
        };
        Ok(Exchange {
            native: 0,
            at,
            channel,
            parties,
            duration_s,
            text: 0,
            gist: self.columns.gist(row),
            place: row.place,
        })
    }

    /// By what means. A customer database has notes and tasks too, which are no contact.
    fn channel(&self, row: Row<'_>) -> Result<Channel, No> {
        let word = row.get(self.columns.channel);
        let by_shape = match self.columns.shape {
            Shape::Calls => Channel::Call,
            Shape::Messages | Shape::Talk => Channel::Chat,
            Shape::Letters => Channel::Email,
            Shape::Mapped if self.columns.duration.or(self.columns.minutes).is_some() => {
                Channel::Call
            }
            Shape::General | Shape::Activities | Shape::Mapped => Channel::Other,
        };
        if self.columns.shape == Shape::Activities && words::is_memo(word) {
            return Err(No::Aside(SetAside::Memo));
        }
        if self.columns.channel.is_none() {
            return Ok(by_shape);
        }
        Ok(match words::channel(word) {
            Channel::Other => by_shape,
            known => known,
        })
    }

    /// Which way it went, and whether it was in vain. What a customer database calls a call or a meeting took place.
    fn way(&self, row: Row<'_>, channel: Channel) -> Result<Way, No> {
        let word = row.get(self.columns.direction);
        let outcome = row.get(self.columns.outcome);
        if words::is_notice(word) {
            return Err(No::Aside(SetAside::ServiceNote));
        }
        if words::is_unsent(word) || words::is_unsent(outcome) {
            return Err(No::Aside(SetAside::NotSent));
        }
        let failed = words::is_missed(outcome);
        let is_both = matches!(channel, Channel::Call | Channel::Meeting) && !failed;
        let told = match self.columns.direction.filter(|_| !word.is_empty()) {
            Some(_) => words::way(word),
            None if self.columns.shape == Shape::Activities => {
                let activity = words::way(row.get(self.columns.channel));
                activity.or(Some(if is_both { Way::BOTH } else { Way::UNKNOWN }))
            }
            None => Some(Way::UNKNOWN),
        };
        let is_between = self.columns.from.is_some() && self.columns.to.is_some();
        let told = told.or(is_between.then_some(Way::UNKNOWN));
        let Some(way) = told else {
            let message = format!("{word:?} is not a direction; write in, out or both");
            return Err(No::Rejected(Code::BadRow, message));
        };
        Ok(Way {
            missed: way.missed || failed,
            ..way
        })
    }
}

/// When something was.
fn moment(written: &str, context: &Context, order: Option<SlashOrder>) -> Result<Moment, No> {
    // Of a file whose order is not known no row is read: those that could be would tell of talks without answers.
    let is_open = order.is_none() && date::slashed(written).is_some();
    let read = date::moment(written, context.zone, order).filter(|_| !is_open);
    if let Some(at) = read.filter(|at| at.at >= FIRST) {
        return Ok(at);
    }
    let (code, message) = if read.is_some() {
        (Code::UndatedRow, format!("{written:?} is before 1990"))
    } else if is_open {
        let message = format!(
            "{written:?} may be either of two dates; add --date-order dmy if the day comes first, mdy if the month does"
        );
        (Code::AmbiguousDate, message)
    } else {
        let message =
            format!("{written:?} is not a date; write 2026-03-02 or 2026-03-02T14:05:00Z");
        (Code::UndatedRow, message)
    };
    Err(No::Rejected(code, message))
}
