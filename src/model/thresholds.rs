//! Every threshold and constant of the score and of the advice, with its unit and where it comes from: one table, used by the code,
//! printed by `show` and in docs/SCORE.md.

use chrono::{DateTime, Months, NaiveDate};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// What it bounds.
    pub name: &'static str,
    /// The figure.
    pub value: f64,
    /// What it counts; empty for a pure number.
    pub unit: &'static str,
    /// Where it comes from.
    pub source: Origin,
}

/// Where a threshold comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Fitted on public logs, or fixed before the fit (docs/SCORE.md).
    Measured,
    /// A judgement of how people think of each other.
    Judged,
}

macro_rules! thresholds {
    ($($constant:ident: $type:ty = $value:literal, $unit:literal, $origin:ident, $name:literal;)+) => {
        $(#[doc = $name] pub const $constant: $type = $value;)+

        /// The table.
        pub const TABLE: [Threshold; [$($name),+].len()] = [
            $(Threshold { name: $name, value: $value as f64, unit: $unit, source: Origin::$origin },)+
        ];
    };
}

thresholds! {
    MOST_RECIPIENTS: u32 = 5, "people", Measured, "most recipients of a message that counts";
    MOST_IN_CHAT: u32 = 2, "people", Judged, "most other people in a chat whose messages count for each of them";
    TALK_GAP_DAYS: i64 = 14, "days", Measured, "silence that ends a conversation";
    ANSWER_DAYS: i64 = 7, "days", Measured, "time for an answer to a message";
    CALL_DAYS: i64 = 2, "days", Judged, "time for an answer to a call";
    HALF_LIFE_DAYS: f64 = 365.0, "days", Measured, "age at which an attempt weighs half";
    NEVER_DAYS: f64 = 1095.0, "days", Measured, "silence assumed for somebody who never wrote";
    PRIOR_RATE: f64 = 0.40, "probability", Measured, "rate of answers assumed where little is known of a person or of you";
    PERSON_STRENGTH: f64 = 3.0, "tries", Measured, "tries that this assumption weighs for a person";
    OWNER_STRENGTH: f64 = 8.0, "tries", Measured, "tries that this assumption weighs for you";
    FIRST_RATE: f64 = 0.31, "probability", Measured, "rate of answers to first messages ever, assumed where little is known of yours";
    USUAL_SILENCE_DAYS: f64 = 61.0, "days", Measured, "silence that adds nothing, one day added to both";
    INTERVAL_STRENGTH: f64 = 6.0, "tries", Measured, "tries that the interval of a probability is as wide as";
    LIKELY: f64 = 0.50, "probability", Measured, "likely from";
    MAYBE: f64 = 0.30, "probability", Measured, "maybe from";
    THEIR_TALKS: u32 = 2, "conversations", Judged, "conversations they began and you answered that make likely possible without an answer of theirs";
    LIKELY_DAYS: f64 = 1826.0, "days", Judged, "silence after which nobody is called likely: the data in which the formula was found know none so long";
    P_STEP: f64 = 0.05, "probability", Measured, "step by which people of a band are ordered";
    LATE_DAYS: i64 = 90, "days", Judged, "time for a late answer";
    LATE_TALKS: u32 = 2, "conversations", Judged, "conversations you began, from which on late answers keep somebody out of unlikely";
    BOTH_WAYS_DAYS: i64 = 365, "days", Judged, "longest time between your message and theirs that counts as contact both ways";
    RECENT_MONTHS: u32 = 12, "months", Judged, "how long contact or a connection is recent";
    LONG_AGO_MONTHS: u32 = 60, "months", Judged, "age from which a single conversation, late answers included, needs your memory";
    ONE_TALK_DAYS: i64 = 90, "days", Judged, "longest time that such a conversation lasted; who wrote for longer was somebody to you";
    SHORT_DAYS: i64 = 30, "days", Judged, "time after connecting in which a short exchange is not yet a relation";
    SHORT_MESSAGES: u32 = 4, "messages", Judged, "most messages of such an exchange";
    NOTE_DAYS: i64 = 180, "days", Judged, "time before connecting in which your message may be the note of your invitation (LinkedIn lets invitations lapse after six months)";
    TRIES_IN_VAIN: u32 = 2, "conversations", Judged, "unanswered conversations of yours from which delete may be proposed";
    LEFT_IN_A_ROW: u32 = 3, "conversations", Judged, "your last conversations in a row without an answer, from which it is said and others come first";
    LET_GO_MONTHS: u32 = 24, "months", Judged, "silence of theirs from which on such conversations without an answer make a question of what was a relation";
    SHORT_CALL: u32 = 300, "seconds", Judged, "length of the only call between you from which it is a relation";
    COMPANY: u32 = 3, "people", Judged, "other people in every meeting from which meetings alone are no relation";
    TOGETHER: u32 = 12, "meetings", Judged, "meetings in such company, of nine people at most, that are a relation all the same";
    TOGETHER_DAYS: i64 = 45, "days", Judged, "most days between them on average";
    THEIR_HABIT: u32 = 4, "conversations", Judged, "conversations they began, of which you took up half or more, that make likely whoever wrote within a year";
    ONE_SIDED: u32 = 3, "conversations", Judged, "conversations of theirs since you last answered, a year ago or more, from which on it is no exchange";
    COVERED_MONTHS: u32 = 24, "months", Judged, "time up to now that files have to cover before silence says something";
    COVERED_UNTIL_DAYS: i64 = 92, "days", Judged, "longest time between the end of the files and the audit in which silence still says something";
    STALE_DAYS: i64 = 45, "days", Judged, "age of the files from which you are told the --as-of that fits, and silence counts up to their end";
    CONSTANT_MESSAGES: u32 = 40, "messages", Judged, "messages and calls in each conversation from which it says little who began";
    GROUP_MEMBERS: u32 = 12, "people", Judged, "most members of a group chat that may remind you of somebody";
    SURNAME_BEARERS: usize = 4, "people", Judged, "people with your surname who are taken for family in any network";
    SURNAME_SHARE: usize = 200, "people", Judged, "one person with your surname in this many is taken for family";
    WAITING_MONTHS: u32 = 6, "months", Judged, "how long somebody counts as waiting for your answer";
    NEED_SILENCE_DAYS: i64 = 180, "days", Judged, "silence before each conversation of yours from which on it is said that you write only after long silences";
    NEED_TALKS: u32 = 2, "talks", Judged, "such conversations, beyond the first, that are needed to say so";
    PAST_CASES: u32 = 30, "people", Judged, "cases in your own past that are needed to mention it";
    ON_NO_CARD: usize = 10, "people", Judged, "people in touch, but without a card, who are named first";
    ASKED_FIRST: usize = 20, "people", Judged, "most people you are asked to remember first";
}

/// The instant some months before another: the one way in which periods of months are counted.
pub fn months_before(at: i64, months: u32) -> i64 {
    DateTime::from_timestamp(at, 0)
        .and_then(|at| at.checked_sub_months(Months::new(months)))
        .map_or(i64::MIN, |at| at.timestamp())
}

/// The same of days.
pub fn day_months_before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months))
        .unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_a_year_across_a_leap_day() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (now, before) in [
            (day(2024, 3, 1), day(2023, 3, 1)),
            (day(2024, 2, 29), day(2023, 2, 28)),
            (day(2025, 2, 28), day(2024, 2, 28)),
        ] {
            assert_eq!(day_months_before(now, RECENT_MONTHS), before);
            let instant = super::super::moment::start_of(now);
            assert_eq!(
                super::super::moment::date_of(months_before(instant, RECENT_MONTHS)),
                before
            );
        }
    }
}
