//! Instants as the clock on the owner's wall shows them: a day is theirs, not that of Greenwich.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::model::intake::Imported;
use crate::model::moment::{Moment, Precision};

/// Seconds by which the clock of a zone is ahead of UTC at an instant.
pub fn ahead(zone: Tz, at: i64) -> i64 {
    let utc = DateTime::from_timestamp(at, 0).map(|at| at.naive_utc());
    let offset = utc.map(|utc| zone.offset_from_utc_datetime(&utc).fix());
    offset.map_or(0, |offset| i64::from(offset.local_minus_utc()))
}

/// Moves everything that has a time of day; what has a day only is that day everywhere. A book keeps UTC, whatever zone is said later.
pub(super) fn set_clocks(imported: &mut [Imported], zone: Tz) {
    if zone == chrono_tz::UTC {
        return;
    }
    let set = |at: &mut Moment| {
        if at.precision != Precision::Day {
            at.at += ahead(zone, at.at);
        }
    };
    for file in imported {
        let held = file.held.iter_mut().map(|held| &mut held.exchange);
        let exchanges = file.exchanges.iter_mut().chain(&mut file.planned);
        exchanges.chain(held).for_each(|one| set(&mut one.at));
        for letter in file.letters.iter_mut().chain(&mut file.bulk) {
            letter.at += ahead(zone, letter.at);
        }
        let ties = file.ties.iter_mut().filter_map(|tie| tie.at.as_mut());
        let bounces = file.bounces.iter_mut().map(|bounce| &mut bounce.at);
        ties.chain(bounces).for_each(set);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_ahead_by_what_its_clocks_show_then() {
        let auckland = chrono_tz::Pacific::Auckland;
        assert_eq!(ahead(auckland, 1_795_000_000), 13 * 3_600, "November 2026");
        assert_eq!(ahead(auckland, 1_782_000_000), 12 * 3_600, "June 2026");
        assert_eq!(
            ahead(chrono_tz::America::New_York, 1_782_000_000),
            -4 * 3_600
        );
        assert_eq!(ahead(chrono_tz::UTC, 1_782_000_000), 0);
    }
}
