//! Makes of a written life the single messages, from a fixed seed.
use super::chance::{Chance, DAY, HOUR, MINUTE, day, moment};
use super::life::{Line, Network, Talk, Via};
use super::words;

/// One thing said.
pub struct Said {
    pub who: usize,
    pub at: i64,
    pub mine: bool,
    pub via: Via,
    /// Which conversation with this person, and which turn of it.
    pub thread: usize,
    pub turn: usize,
    pub text: String,
    pub bulk: bool,
    pub copies: &'static [&'static str],
}

impl Network {
    /// All that was said between the owner and one person, in time order.
    pub fn said(&self, who: usize) -> Vec<Said> {
        let person = &self.people[who];
        let mut chance = Chance::of(
            self.seed,
            &format!("{} {}", person.name, person.keys().concat()),
        );
        let mut said = Vec::new();
        let mut thread = 0;
        for line in &person.life {
            match line {
                Line::Talk(talk) => self.talk(who, talk, &mut chance, &mut thread, &mut said),
                Line::Once {
                    via,
                    at,
                    mine,
                    text,
                } => {
                    thread += 1;
                    said.push(Said {
                        who,
                        at: moment(at) + chance.between(0, 59),
                        mine: *mine,
                        via: *via,
                        thread,
                        turn: 0,
                        text: (*text).to_owned(),
                        bulk: false,
                        copies: &[],
                    });
                }
                Line::Meet(_) => {}
            }
        }
        let end = day(super::AS_OF) * DAY - 2 * DAY;
        said.retain(|said| said.at < end);
        said.sort_by_key(|said| (said.at, said.thread, said.turn));
        said
    }

    fn talk(
        &self,
        who: usize,
        talk: &Talk,
        chance: &mut Chance,
        thread: &mut usize,
        out: &mut Vec<Said>,
    ) {
        let mut date = day(talk.from) + chance.between(0, talk.every / 2);
        while date <= day(talk.to) {
            *thread += 1;
            let mut mine = chance.percent(talk.mine);
            let mut at = self.waking(date, talk.via, chance);
            for turn in 0..chance.between(talk.turns.0, talk.turns.1) {
                out.push(Said {
                    who,
                    at,
                    mine,
                    via: talk.via,
                    thread: *thread,
                    turn: usize::try_from(turn).unwrap(),
                    text: words::say(talk, chance),
                    bulk: talk.bulk,
                    copies: talk.copies,
                });
                mine = !mine;
                let (answer, (low, high)) = if mine {
                    (talk.i_answer, (0, 20))
                } else {
                    (talk.they_answer, talk.within)
                };
                if !chance.percent(answer) {
                    break;
                }
                at = self.awake(
                    at + chance.between(low * 60 + 1, high * 60 + 5) * MINUTE,
                    chance,
                );
            }
            date += (talk.every * chance.between(50, 150) / 100).max(1);
        }
    }

    /// A time of `date` at which people write: mail of work on a working day.
    fn waking(&self, date: i64, via: Via, chance: &mut Chance) -> i64 {
        let work = matches!(via, Via::WorkMail | Via::LinkedIn);
        let weekend = i64::try_from(super::chance::weekday(date)).unwrap() - 4;
        let date = if work && weekend > 0 {
            date + 3 - weekend
        } else {
            date
        };
        let hours = if work { (8, 17) } else { (7, 21) };
        let second = chance.between(hours.0 * HOUR, hours.1 * HOUR + HOUR - 1);
        self.owner.zone.at(date, second)
    }

    /// An answer that would fall into the night comes in the morning.
    fn awake(&self, at: i64, chance: &mut Chance) -> i64 {
        if self.owner.zone.wall(at).hour < 7 {
            at + 7 * HOUR + chance.between(0, 2 * HOUR)
        } else {
            at
        }
    }
}
