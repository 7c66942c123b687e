//! Which number of a day is the month, where a chat as a whole has to tell.

use chrono::NaiveDate;

use super::stamp::{Form, Stamped};
use crate::import::date::{Day, SlashOrder};

const ORDERS: [SlashOrder; 2] = [SlashOrder::DayFirst, SlashOrder::MonthFirst];

/// How much speaks against an order: days that it does not have, and steps back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Against {
    impossible: usize,
    back: usize,
}

/// The order of the days of a chat: day first where the form says so, else that in which more of the days exist, else the one in
/// which time does not run backwards, else that of the language. A pasted line or a message that was late changes nothing.
pub fn order(form: Form, days: &[Day]) -> Option<SlashOrder> {
    if !form.is_open() {
        return Some(SlashOrder::DayFirst);
    }
    let [day, month] = ORDERS.map(|order| against(days, order));
    if day.impossible != month.impossible {
        let is_day = day.impossible < month.impossible;
        return Some(ORDERS[usize::from(!is_day)]);
    }
    // A clock that was set back costs a step or two; the wrong order costs one at every turn of a month.
    match (day.back, month.back) {
        (fewer, more) if more > 2 * fewer => Some(SlashOrder::DayFirst),
        (more, fewer) if more > 2 * fewer => Some(SlashOrder::MonthFirst),
        _ => form.leans_to_days().then_some(SlashOrder::DayFirst),
    }
}

fn against(days: &[Day], order: SlashOrder) -> Against {
    let dates: Vec<Option<NaiveDate>> = days.iter().map(|day| day.settle(Some(order))).collect();
    let impossible = dates.iter().filter(|date| date.is_none()).count();
    let known: Vec<NaiveDate> = dates.into_iter().flatten().collect();
    let back = known.windows(2).filter(|pair| pair[1] < pair[0]).count();
    Against { impossible, back }
}

/// Whether a stamped line is one of the chat: in its form, and not of a day that there is only in the other order.
pub fn is_of_chat(line: &Stamped<'_>, form: Form, order: Option<SlashOrder>) -> bool {
    let exists = |order| line.stamp.day.settle(Some(order)).is_some();
    let only_other = match order {
        Some(SlashOrder::DayFirst) => !exists(ORDERS[0]) && exists(ORDERS[1]),
        Some(SlashOrder::MonthFirst) => !exists(ORDERS[1]) && exists(ORDERS[0]),
        None => false,
    };
    line.form == form && !only_other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::chats::whatsapp::stamp;

    #[test]
    fn the_order_of_days_is_found_or_left_open() {
        use SlashOrder::{DayFirst, MonthFirst};
        let slashes = stamp::parse("13/01/26, 19:02 - x").unwrap().form;
        let days = |list: &[(u32, u32)]| -> Vec<Day> {
            list.iter()
                .map(|&(a, b)| Day::Slashed(a, b, 2026))
                .collect()
        };
        type Case = (&'static [(u32, u32)], Option<SlashOrder>);
        let cases: [Case; 7] = [
            (&[(13, 1), (1, 2)], Some(DayFirst)),
            (&[(1, 13)], Some(MonthFirst)),
            (&[(9, 1), (2, 3)], Some(DayFirst)),
            (&[(1, 2), (3, 4)], None),
            (&[(13, 1), (14, 1), (12, 31), (15, 1)], Some(DayFirst)),
            (
                &[
                    (1, 2),
                    (2, 2),
                    (1, 2),
                    (3, 2),
                    (4, 2),
                    (5, 2),
                    (1, 3),
                    (2, 3),
                    (1, 4),
                ],
                Some(DayFirst),
            ),
            (
                &[(9, 10), (9, 11), (10, 1), (10, 2), (11, 1), (11, 2)],
                Some(MonthFirst),
            ),
        ];
        for (list, expected) in cases {
            assert_eq!(order(slashes, &days(list)), expected, "{list:?}");
        }
        let french = stamp::parse("02/03/2026 à 12:30 - x").unwrap().form;
        assert_eq!(order(french, &days(&[(2, 3), (4, 5)])), Some(DayFirst));
        assert_eq!(order(french, &days(&[(1, 13)])), Some(MonthFirst));
        let dots = stamp::parse("03.08.21, 12:30 - x").unwrap().form;
        assert_eq!(order(dots, &days(&[(3, 8), (3, 8)])), Some(DayFirst));
    }
}
