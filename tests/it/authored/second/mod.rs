//! The second cast: whom Alasdair Threaplund knows, with the verdict he signed for each before the files were written.
//!
//! He is 52 and a chemist. Until August 2022 he made catalysts in Dundee, where he had studied; since then he makes paint in
//! Mannheim. His daughter studies in Glasgow, her mother and he parted long ago, and he lives with Annegret. His files are
//! a Takeout mailbox and chats of a telephone set to German; his verdicts are what he would do, not what the files show.
use super::chance::Zone;
use super::life::{Group, Network, Owner, sign};

mod home;
mod lab;
mod others;

const SIGNED: &str = "
label                     | verdict   | close | ever | why
Dad                       | keep      | close | yes  | My father is 84 and has a telephone and nothing else. Every Sunday.
Mairi Threaplund          | keep      | close | yes  | My daughter.
Annegret Söllheim         | keep      | close | yes  | We live together.
Morag Kinlairdy           | keep      | no    | yes  | Mairi's mother. A few civil words a year, and I want it to stay so.
Ewan Threaplund           | keep      | close | yes  | My brother in Auckland. Four letters a year.
Sheena Drumlaw            | keep      | no    | yes  | My cousin. A greeting at Christmas, answered every year.
Gertrud Söllheim          | unjudged  | no    | yes  | Annegret's mother. I have her number; it is Annegret who rings.
Fergus Ardlethen          | keep      | close | yes  | My oldest friend.
Iona Balkeerie            | reconnect | no    | yes  | We climbed together until I moved. She always answered.
Dougal Pitlessie          | reconnect | no    | yes  | Quiz nights until 2022. When I am in Dundee I should ring him.
Catriona Lethendy         | keep      | no    | yes  | Answers after three weeks, always. One waits.
Rab Inverquhar            | keep      | no    | yes  | Ran my lab for ten years, now retired. He writes first, about his boat.
Ruaridh Craigowl          | keep      | no    | yes  | We argue about football and kinetics. Writes from home since he left the firm.
Lorna Tealings            | reconnect | no    | yes  | From school. One exchange in 2021 that made us both laugh.
Angus Lundiecraig         | delete    | no    | yes  | Hill club, group only, ended with my move.
Peigi Strathmarten        | delete    | no    | yes  | The same club. We hardly spoke.
Jürgen Pfaffenrott        | keep      | no    | yes  | Neighbour below; bicycles, parcels, beer.
Bärbel Pfaffenrott        | unjudged  | no    | yes  | Jürgen's wife. We meet on the stairs, not in any file.
Wanda Ostrowegk           | keep      | no    | yes  | Badminton every second Wednesday. We never write.
Svenja Kohlbrandis        | unjudged  | no    | yes  | Plays on the next court. Friendly; only the group.
Dieter Faulhabeck         | ask       | no    | no   | In the badminton group. Which one is he?
Thilo Grabenhorst         | reconnect | no    | yes  | Taught me German for a year and a half. I owe him a letter without mistakes.
Ella Mückenloch           | keep      | no    | yes  | My landlady.
Katrin Weißenbrunnt       | keep      | close | yes  | Runs the lab next door; we tell each other everything.
Holger Amelsbürn          | keep      | no    | yes  | My head of department.
Priyamvada Tulasetty      | keep      | no    | yes  | In my group.
Ömer Taşkıvrak            | keep      | no    | yes  | In my group; nothing works without him.
Silke Hornbachler         | keep      | no    | yes  | Patents. Every few weeks.
Ulf Rennertzheim          | ask       | no    | yes  | Works council. The big meetings only.
Benedikt Moosgrubner      | reconnect | no    | yes  | Two good years at one bench; he went to Basel in 2025.
Einkauf Rheinlack         | unjudged  | no    | yes  | Purchasing; whoever is on duty answers.
Elspeth Carnbroe          | reconnect | no    | yes  | Supervised my thesis, then my boss. Always answered. Four years of silence, my fault.
Gavin Muirtonlee          | keep      | close | yes  | Fifteen years in one office in Dundee, and still every other week.
Nuala Fintrahan           | reconnect | no    | yes  | Analytics at Carseview. Picked up easily until 2024.
Callum Auchterlee         | keep      | no    | yes  | Started under me, I recommended him; he reports twice a year.
Shona Panbriden           | delete    | no    | yes  | Personnel at Carseview; papers of my leaving. Over.
Derek Monikeith           | ask       | no    | yes  | Production at Carseview in my time. A face, no more.
Archie Baldovane          | ask       | no    | yes  | Same firm, endorsed me once. Was he the one with the beard?
Hamish Foulziehall        | delete    | no    | no   | Came to Carseview after I had left.
Lucienne Hautmabille      | keep      | no    | yes  | Co-author in Lyon. Long pauses, then twenty mails in a week.
Hiroaki Tanemorise        | reconnect | no    | yes  | A very good week at the congress of 2023, and mail after it.
Magnus Eidsvollen         | reconnect | no    | yes  | Two papers together. My last two mails lie unanswered; once more, then no more.
Petronella Vaalburg       | keep      | no    | yes  | Editor. I write when I have a paper, and she answers.
Finlay Kirkbuddon         | reconnect | no    | yes  | My last doctoral student. Asked for references in 2023 and 2025.
Aurelia Bontemprini       | reconnect | no    | yes  | Wrote her master's thesis with us, finished a year ago.
Thomas Kirschenlohm, Ulm  | keep      | no    | yes  | Professor in Ulm, joint project.
Thomas Kirschenlohm, ins. | delete    | no    | no   | Sells insurance, happens to have the name.
Günter Laubheimel         | keep      | no    | yes  | Repairs our spectrometer. Worth his weight in gold.
Tessa Grünsfeldner        | delete    | no    | no   | Sells columns. Monthly mail; I told her once that we have some.
Marc Dussolkamp           | delete    | no    | no   | Recruiter, four pitches.
Yvonne Abelsroth          | reconnect | no    | yes  | Brought me to Mannheim. I would ring her first if I had to.
Nils Overbekken           | delete    | no    | no   | Recruiter, connected last month and pitched the same day.
Cosima Rautenfelsin       | delete    | no    | no   | Three polite mails about a joint project. Nothing.
Bruno Schallmauer         | delete    | no    | no   | I asked him twice for a sample. Nothing.
Adaeze Okwulind           | delete    | no    | no   | Do not know her.
Tomasz Wielgorzan         | delete    | no    | no   | Do not know him.
Lakshman Pallavurthi      | delete    | no    | no   | Do not know him.
Xenia Fortunakidou        | delete    | no    | no   | Do not know her.
Mechthild Sandkühlmann    | nurture   | no    | yes  | Two evenings at the congress in September; she wants to send samples.
Rasmus Tjellerupsen       | nurture   | no    | yes  | Founder with a pigment. Said thank you for connecting; I have not answered yet.
Eleonora Pratovecchin     | nurture   | no    | yes  | New in patents since August. Quick and funny.
Joachim Unterwaldten      | nurture   | no    | yes  | Asked the best question after my talk. Only connected so far.
Hiltrud Kammerlocher      | keep      | no    | yes  | Does my German tax.
Murdo Glenshiachan        | delete    | no    | yes  | Did my British tax until 2023. Settled and over.
Praxis Wendehals          | unjudged  | no    | yes  | My dentist. They ring me.
Hausmeister               | unjudged  | no    | yes  | The caretaker. When the heating is cold I ring.
Kirsty                    | ask       | no    | no   | No idea. A number from before the move.
Acta Catalytica           | delete    | no    | no   | The journal's machine.
Open Trends in Chemistry  | delete    | no    | no   | Invites me to publish anything, for money.
Congress Office 2025      | delete    | no    | yes  | Registration, a question, an answer. That congress is over.
Labor Aktuell             | delete    | no    | no   | A newsletter.
";

/// The network of Alasdair Threaplund.
pub fn network() -> Network {
    let mut people = home::people();
    people.extend(lab::people());
    people.extend(others::people());
    let table = SIGNED.split_once("why\n").unwrap().1;
    Network {
        seed: 52,
        owner: owner(),
        people: sign(people, table),
        chats: chats(),
        gatherings: gatherings(),
        private: &[
            ("2021-05-22", 7, "Schiehallion"),
            ("2022-08-20", 10, "Removal van"),
            ("2023-04-03", 9, "Town hall, registration"),
            ("2024-09-14", 12, "Mairi to Glasgow"),
            ("2025-12-22", 6, "Flight Frankfurt - Edinburgh"),
            ("2026-05-19", 8, "Dentist"),
            ("2026-12-23", 6, "Flight Frankfurt - Edinburgh"),
        ],
    }
}

fn owner() -> Owner {
    Owner {
        first: "Alasdair",
        last: "Threaplund",
        slug: "alasdair-threaplund",
        headline: "Coatings chemist",
        place: "Mannheim, Baden-Württemberg, Germany",
        zone: Zone::Berlin,
        private: "alasdair.threaplund@example.net",
        works: &[
            ("2001-10-01", "a.threaplund@carseview-catalysts.test"),
            ("2022-09-01", "alasdair.threaplund@rheinlack.test"),
        ],
        positions: &[
            ["Rheinlack Forschung", "Principal Scientist", "Sep 2022", ""],
            [
                "Carseview Catalysts",
                "Head of Research",
                "Oct 2001",
                "Aug 2022",
            ],
        ],
        schools: &[
            ["Tayfirth University", "1992", "2001"],
            ["Balgarthno Academy", "1986", "1992"],
        ],
        german_chats: true,
        takeout: true,
    }
}

fn chats() -> Vec<Group> {
    vec![
        Group {
            title: "Threaplunds",
            members: &["Mairi Threaplund", "Ewan Threaplund", "Sheena Drumlaw"],
            from: "2020-12-01",
            to: "2026-10-25",
            every: 14,
            mine: 25,
        },
        Group {
            title: "Universally Challenged (quiz)",
            members: &["Dougal Pitlessie", "Fergus Ardlethen", "Iona Balkeerie"],
            from: "2020-11-05",
            to: "2022-08-10",
            every: 8,
            mine: 25,
        },
        Group {
            title: "Munros",
            members: &["Angus Lundiecraig", "Peigi Strathmarten", "Iona Balkeerie"],
            from: "2020-11-20",
            to: "2022-07-30",
            every: 15,
            mine: 15,
        },
        Group {
            title: "Hausgemeinschaft",
            members: &[
                "Jürgen Pfaffenrott",
                "Bärbel Pfaffenrott",
                "+49 171 3920099",
            ],
            from: "2022-09-10",
            to: "2026-10-21",
            every: 24,
            mine: 10,
        },
        Group {
            title: "Badminton Mittwoch",
            members: &["Wanda Ostrowegk", "Svenja Kohlbrandis", "Dieter Faulhabeck"],
            from: "2023-02-01",
            to: "2026-10-27",
            every: 9,
            mine: 8,
        },
    ]
}

fn gatherings() -> Vec<Group> {
    vec![
        Group {
            title: "Betriebsversammlung",
            members: &[
                "Ulf Rennertzheim",
                "Holger Amelsbürn",
                "Katrin Weißenbrunnt",
                "Silke Hornbachler",
                "Ömer Taşkıvrak",
                "Priyamvada Tulasetty",
                "alle@rheinlack.test",
            ],
            from: "2022-11-16",
            to: "2026-10-15",
            every: 120,
            mine: 0,
        },
        Group {
            title: "Group seminar",
            members: &[
                "Priyamvada Tulasetty",
                "Ömer Taşkıvrak",
                "Aurelia Bontemprini",
            ],
            from: "2024-10-08",
            to: "2025-09-20",
            every: 14,
            mine: 100,
        },
    ]
}
