//! What a cast is written in: somebody with the owner's verdict, the cards they have, and what passed with them.
use super::chance::{DAY, Zone, day};

/// What the owner says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Stay in touch.
    Keep,
    /// Write again.
    Reconnect,
    /// A new tie: build on it.
    Nurture,
    /// Do you remember them?
    Ask,
    /// Nothing is there.
    Delete,
    /// The files given cannot tell.
    Unjudged,
}

/// How something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    Mail,
    WorkMail,
    Chat,
    LinkedIn,
}

/// A stretch of talk, a single message, or a row of meetings.
pub enum Line {
    Talk(Talk),
    Once {
        via: Via,
        at: &'static str,
        mine: bool,
        text: &'static str,
    },
    Meet(Meet),
}

/// A stretch of talk: threads every so many days, each begun by one and answered or not by the other.
pub struct Talk {
    pub via: Via,
    pub from: &'static str,
    pub to: &'static str,
    pub every: i64,
    /// Of a hundred threads the owner begins so many.
    pub mine: u8,
    pub they_answer: u8,
    pub i_answer: u8,
    /// Hours within which they answer.
    pub within: (i64, i64),
    pub turns: (i64, i64),
    pub bulk: bool,
    pub copies: &'static [&'static str],
    pub says: &'static [&'static str],
}

/// A row of meetings with one person; `weekly` ones are one repeating entry.
pub struct Meet {
    pub title: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub every: i64,
    pub evening: bool,
    pub weekly: bool,
}

/// Talk in which both begin in turn and both answer within hours.
pub fn talk(via: Via, from: &'static str, to: &'static str, every: i64) -> Talk {
    Talk {
        via,
        from,
        to,
        every,
        mine: 50,
        they_answer: 92,
        i_answer: 92,
        within: if via == Via::Chat { (0, 5) } else { (1, 30) },
        turns: if via == Via::Chat { (2, 7) } else { (2, 4) },
        bulk: false,
        copies: &[],
        says: &[],
    }
}

impl Talk {
    pub fn mine(mut self, percent: u8) -> Self {
        self.mine = percent;
        self
    }
    pub fn answers(mut self, they: u8, me: u8) -> Self {
        self.they_answer = they;
        self.i_answer = me;
        self
    }
    pub fn within(mut self, low: i64, high: i64) -> Self {
        self.within = (low, high);
        self
    }
    pub fn turns(mut self, low: i64, high: i64) -> Self {
        self.turns = (low, high);
        self
    }
    pub fn bulk(mut self) -> Self {
        self.bulk = true;
        self
    }
    pub fn copies(mut self, names: &'static [&'static str]) -> Self {
        self.copies = names;
        self
    }
    pub fn says(mut self, texts: &'static [&'static str]) -> Self {
        self.says = texts;
        self
    }
}

impl From<Talk> for Line {
    fn from(talk: Talk) -> Self {
        Self::Talk(talk)
    }
}

/// One message from them.
pub fn they(via: Via, at: &'static str, text: &'static str) -> Line {
    let mine = false;
    Line::Once {
        via,
        at,
        mine,
        text,
    }
}

/// One message of the owner's.
pub fn me(via: Via, at: &'static str, text: &'static str) -> Line {
    let mine = true;
    Line::Once {
        via,
        at,
        mine,
        text,
    }
}

/// Meetings in working hours, every so many days.
pub fn meet(title: &'static str, from: &'static str, to: &'static str, every: i64) -> Line {
    Line::Meet(Meet {
        title,
        from,
        to,
        every,
        evening: false,
        weekly: false,
    })
}

/// Evenings together, every so many days.
pub fn evening(title: &'static str, from: &'static str, to: &'static str, every: i64) -> Line {
    Line::Meet(Meet {
        title,
        from,
        to,
        every,
        evening: true,
        weekly: false,
    })
}

/// A meeting that repeats every week.
pub fn weekly(title: &'static str, from: &'static str, to: &'static str) -> Line {
    Line::Meet(Meet {
        title,
        from,
        to,
        every: 7,
        evening: false,
        weekly: true,
    })
}

/// A row of Connections.csv.
pub struct Connection {
    pub first: &'static str,
    pub last: &'static str,
    pub slug: &'static str,
    pub email: &'static str,
    pub company: &'static str,
    pub position: &'static str,
    pub on: &'static str,
}

/// An entry of the address book.
#[derive(Default)]
pub struct Card {
    pub given: &'static str,
    pub family: &'static str,
    pub company: &'static str,
    pub tels: Vec<&'static str>,
    pub mails: Vec<&'static str>,
    pub note: &'static str,
}

/// Somebody of the cast.
pub struct Person {
    /// The name in the table of verdicts.
    pub label: &'static str,
    /// As the files have it (of two with one name, `keys` tells which).
    pub name: &'static str,
    pub verdict: Verdict,
    /// The owner calls them close.
    pub close: bool,
    /// The owner ever had to do with them.
    pub ever: bool,
    pub why: &'static str,
    pub connection: Option<Connection>,
    pub card: Option<Card>,
    /// The address their mail comes from.
    pub address: &'static str,
    /// The name their chat goes under.
    pub chat: &'static str,
    /// Skills, day, and whether the owner was the one endorsed.
    pub endorsed: Vec<(&'static str, &'static str, bool)>,
    /// Day, text, and whether the owner was the one recommended.
    pub recommended: Option<(&'static str, &'static str, bool)>,
    /// Moment in UTC, note, and whether the owner invited.
    pub invited: Option<(&'static str, &'static str, bool)>,
    pub life: Vec<Line>,
}

/// Somebody, not signed yet.
pub fn someone(name: &'static str) -> Person {
    Person {
        label: name,
        name,
        verdict: Verdict::Unjudged,
        close: false,
        ever: false,
        why: "",
        connection: None,
        card: None,
        address: "",
        chat: name,
        endorsed: Vec::new(),
        recommended: None,
        invited: None,
        life: Vec::new(),
    }
}

/// Puts the owner's verdicts under a cast: a row for everybody, `label | verdict | close | ever | why`.
pub fn sign(mut people: Vec<Person>, table: &'static str) -> Vec<Person> {
    let rows: Vec<Vec<&'static str>> = table
        .lines()
        .filter(|row| row.contains('|'))
        .map(|row| row.split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), people.len(), "a row for everybody");
    for person in &mut people {
        let mut found = rows.iter().filter(|row| row[0] == person.label);
        let row = found
            .next()
            .unwrap_or_else(|| panic!("no row for {}", person.label));
        assert!(found.next().is_none(), "two rows for {}", person.label);
        person.verdict = match row[1] {
            "keep" => Verdict::Keep,
            "reconnect" => Verdict::Reconnect,
            "nurture" => Verdict::Nurture,
            "ask" => Verdict::Ask,
            "delete" => Verdict::Delete,
            "unjudged" => Verdict::Unjudged,
            other => panic!("{} is signed {other}", person.label),
        };
        person.close = row[2] == "close";
        person.ever = row[3] == "yes";
        person.why = row[4];
    }
    people
}

impl Person {
    /// Another name in the table than in the files: one of two namesakes.
    pub fn labelled(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }
    /// A connection under their name.
    pub fn linkedin(
        mut self,
        slug: &'static str,
        company: &'static str,
        position: &'static str,
        on: &'static str,
    ) -> Self {
        let (first, last) = self.name.split_once(' ').unwrap_or((self.name, ""));
        self.connection = Some(Connection {
            first,
            last,
            slug,
            email: "",
            company,
            position,
            on,
        });
        self
    }
    /// The connection lets its address be seen.
    pub fn shows(mut self, email: &'static str) -> Self {
        self.connection.as_mut().unwrap().email = email;
        self
    }
    /// A card under another name than in the cast.
    pub fn card_as(mut self, given: &'static str, family: &'static str) -> Self {
        self.card = Some(Card {
            given,
            family,
            ..Card::default()
        });
        self
    }
    /// A card under their name.
    pub fn card(self) -> Self {
        let (given, family) = self.name.split_once(' ').unwrap_or((self.name, ""));
        self.card_as(given, family)
    }
    pub fn tel(mut self, number: &'static str) -> Self {
        self.card.as_mut().unwrap().tels.push(number);
        self
    }
    pub fn card_mail(mut self, address: &'static str) -> Self {
        self.card.as_mut().unwrap().mails.push(address);
        self
    }
    pub fn works_for(mut self, company: &'static str) -> Self {
        self.card.as_mut().unwrap().company = company;
        self
    }
    pub fn note(mut self, note: &'static str) -> Self {
        self.card.as_mut().unwrap().note = note;
        self
    }
    pub fn chats_as(mut self, name: &'static str) -> Self {
        self.chat = name;
        self
    }
    pub fn mails_from(mut self, address: &'static str) -> Self {
        self.address = address;
        self
    }
    pub fn endorsed_me(mut self, skill: &'static str, on: &'static str) -> Self {
        self.endorsed.push((skill, on, true));
        self
    }
    pub fn endorsed_by_me(mut self, skill: &'static str, on: &'static str) -> Self {
        self.endorsed.push((skill, on, false));
        self
    }
    pub fn recommended_me(mut self, on: &'static str, text: &'static str) -> Self {
        self.recommended = Some((on, text, true));
        self
    }
    pub fn recommended_by_me(mut self, on: &'static str, text: &'static str) -> Self {
        self.recommended = Some((on, text, false));
        self
    }
    pub fn invited_me(mut self, at: &'static str, note: &'static str) -> Self {
        self.invited = Some((at, note, false));
        self
    }
    pub fn invited_by_me(mut self, at: &'static str, note: &'static str) -> Self {
        self.invited = Some((at, note, true));
        self
    }
    pub fn with(mut self, line: impl Into<Line>) -> Self {
        self.life.push(line.into());
        self
    }

    /// What finds them in the files: the address of their profile, their mail addresses, their numbers.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        if let Some(found) = &self.connection {
            keys.push(format!("https://www.linkedin.com/in/{}", found.slug));
            keys.push(found.email.to_owned());
        }
        keys.push(self.address.to_owned());
        if let Some(card) = &self.card {
            keys.extend(card.mails.iter().chain(&card.tels).map(ToString::to_string));
        }
        keys.retain(|key| !key.is_empty());
        keys.dedup();
        keys
    }
}

/// The owner of a network.
pub struct Owner {
    pub first: &'static str,
    pub last: &'static str,
    pub slug: &'static str,
    pub headline: &'static str,
    pub place: &'static str,
    pub zone: Zone,
    pub private: &'static str,
    /// From which day on which address at work.
    pub works: &'static [(&'static str, &'static str)],
    /// Company, title, begin and end as LinkedIn prints them.
    pub positions: &'static [[&'static str; 4]],
    pub schools: &'static [[&'static str; 3]],
    /// Chats with dates as a German telephone writes them.
    pub german_chats: bool,
    /// One mailbox with labels, as Takeout has it, in place of two.
    pub takeout: bool,
}

impl Owner {
    pub fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }
    pub fn url(&self) -> String {
        format!("https://www.linkedin.com/in/{}", self.slug)
    }
    /// The address in use for a channel at a moment.
    pub fn address(&self, via: Via, at: i64) -> &'static str {
        if via != Via::WorkMail {
            return self.private;
        }
        let begun = |work: &&(&str, &'static str)| day(work.0) * DAY <= at;
        self.works
            .iter()
            .rev()
            .find(begun)
            .unwrap_or(&self.works[0])
            .1
    }
}

/// A group chat, or a meeting of many.
pub struct Group {
    pub title: &'static str,
    pub members: &'static [&'static str],
    pub from: &'static str,
    pub to: &'static str,
    pub every: i64,
    pub mine: u8,
}

/// A whole network.
pub struct Network {
    pub seed: u64,
    pub owner: Owner,
    pub people: Vec<Person>,
    pub chats: Vec<Group>,
    pub gatherings: Vec<Group>,
    /// Entries of the calendar without anybody invited: day, hour, title.
    pub private: &'static [(&'static str, i64, &'static str)],
}
