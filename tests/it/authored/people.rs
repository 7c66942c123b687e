//! The first cast: whom Hattie Quenborough knows, with the verdict she signed for each before the files were written.
//!
//! She is 41, lives in Leeds with her husband and a son of ten, and runs projects for a maker of flood gates; until March
//! 2021 she was with a maker of pumps. The verdicts are hers: what she would do about each of them, not what her files show.
use super::chance::Zone;
use super::life::{Group, Network, Owner, sign};
use super::{family, friends, strangers, work};

const SIGNED: &str = "
label                     | verdict   | close | ever | why
Mum                       | keep      | close | yes  | My mother. We write or speak nearly every day.
Dafydd Orrelsby           | keep      | close | yes  | My husband.
Bridie                    | keep      | close | yes  | My sister.
Rory Quenborough          | reconnect | no    | yes  | My brother. We fell out over the house in 2022 and I want to mend it.
Emlyn Orrelsby            | keep      | close | yes  | Dafydd's father. He hardly writes, but we see him every other Sunday.
Auntie Maud               | unjudged  | no    | yes  | My aunt. We ring each other on the landline; no file here knows of it.
Nell Tarrowby             | keep      | close | yes  | My best friend since we were nineteen.
Barnaby Stokeleigh        | reconnect | no    | yes  | He always answered; then we both had children and it stopped in 2023.
Shanice Oduberry          | keep      | no    | yes  | She always writes first, and I am always glad and answer.
Crispin Ashgather         | keep      | no    | yes  | Takes two or three weeks over a reply, and then it is three pages.
Livvy Marchbeck           | keep      | no    | yes  | We sing and then have supper, once a month for years; we never write.
Gareth Plimsworth         | ask       | no    | yes  | Same form at school. I would know him, but I have to think what became of him.
Miriam Fellowick          | keep      | close | yes  | Moved to Bergen. Two or three long letters a year, both ways.
Desmond Yarrowgate        | keep      | no    | yes  | Next door. Parcels, keys, the hedge.
Coral Yarrowgate          | keep      | no    | yes  | Desmond's wife. In the files only in the street's group, at my gate every week.
Isla Penhurstley          | reconnect | no    | yes  | Sat for us for three years; went to university. I would love to hear from her.
Chantal Meiberg           | unjudged  | no    | yes  | A mother from school. We talk at the gate, which no file shows.
Doreen Hullstaff          | ask       | no    | no   | In the parents' group. I could not say whose mother she is.
Marlow Kivetsby           | delete    | no    | yes  | From the volleyball group, which ended in 2022. Nothing between us apart from that.
Ronald Uterdam            | delete    | no    | yes  | The same: Tuesdays until 2022, and never a word outside the group.
Anoushka Verdelay         | keep      | close | yes  | We share an office and most of our troubles.
Peter Rosingdale          | keep      | no    | yes  | My manager.
Yusuf Benharroud          | keep      | no    | yes  | In my team; daily work.
Marsha Oldkirkby          | keep      | no    | yes  | Personnel. I need her twice a year and she is always quick.
Ilya Vromansky            | reconnect | no    | yes  | A good colleague who left in 2024. I have been meaning to write.
Owen Tharpley, electrics  | keep      | no    | yes  | Our electrical engineer.
Owen Tharpley, estates    | delete    | no    | no   | An estate agent with the same name. Never a word.
Quinn Stadholme           | ask       | no    | yes  | Same firm, same big meetings. I believe he is in finance.
Hedda Kramerstone         | reconnect | no    | yes  | My old boss. She always answered; we let it go quiet four years ago.
Caro Dunvennick           | keep      | close | yes  | From the pump years; a friend by now.
Giles Terlowan            | reconnect | no    | yes  | Shared an office with me at Ravensby. Easy to pick up again.
Sid Alderdinge            | ask       | no    | yes  | Did the handover with me in my last winter at Ravensby; nothing since.
Tamara Vossingham         | ask       | no    | yes  | Accounts at Ravensby when I was there. Only the connection.
Oliver Maislund           | delete    | no    | no   | At Ravensby, but after my time. I do not know him.
Saskia Eamsdyke           | reconnect | no    | yes  | Started under me; I wrote her recommendation. She would be pleased.
Theo Blankenforth         | keep      | no    | yes  | We swap calculations a few times a year. He now writes from his own address.
Frederica Houtsham        | keep      | no    | yes  | My main client.
Klaus Ypeley              | reconnect | no    | yes  | A client for four years. The project is done; I want to stay in his mind.
Projects, Hollin Beck     | unjudged  | no    | yes  | A mailbox that five people read. Not somebody to keep or to lose.
Rutger Polanby            | ask       | no    | no   | Copied in on everything from Hollin Beck; we have never exchanged a word.
Aleida Montforth          | keep      | close | yes  | My mentor. Lunch three times a year.
Wendeline Artingshaw      | reconnect | no    | yes  | The one recruiter worth knowing: she found me this post.
Chiara Dellantine         | delete    | no    | no   | Recruiter. Three pitches, no answer from me.
Jasper Wulvendale         | delete    | no    | no   | Recruiter. The same text twice.
Rosie Hagenholt           | delete    | no    | no   | Recruiter. I said no thank you, once.
Maurice Kolfscote         | delete    | no    | no   | I wrote three times about his pilot plant. He never answered.
Philippa Denterghast      | delete    | no    | no   | Speaker I asked to our open day, four mails, no answer.
Thea Valkenroy            | delete    | no    | yes  | Used to answer, then left me without a reply three times in a row. I let it be.
Emeka Adunola-Pryce       | delete    | no    | no   | No idea. He asked, I pressed the button.
Svetlana Grubisova        | delete    | no    | no   | No idea who she is.
Lorcan Whitterell         | delete    | no    | no   | Something with crypto.
Pia Steenmire             | delete    | no    | no   | No idea who she is.
Rajan Velluthara          | delete    | no    | no   | Never met, never wrote.
Imogen Dorresteen         | nurture   | no    | yes  | We met at the fair in August; she has a test basin we could use.
Walter Lammersdale        | nurture   | no    | yes  | Long talk on the train. He thanked me for connecting; I still owe him a line.
Ottilie Brandsome         | nurture   | no    | yes  | New at the rivers agency, one meeting and some mail already.
Hanna Tolsmere            | nurture   | no    | yes  | Sat beside me at the workshop in September. Nothing written yet.
Casimir Overdonk          | delete    | no    | no   | Connected three weeks ago to sell something, I suppose.
Colin Powelaar            | ask       | no    | no   | Endorsed three of my skills. I cannot say from where he knows me.
Bénédicte Larrouture      | reconnect | no    | yes  | Two good days at the congress of 2024 and some messages after it.
Kirsty Bellwhistle        | delete    | no    | no   | Sells software through LinkedIn. I never answered.
Denzel Corrigant          | delete    | no    | no   | Sells lists of addresses by mail, every few weeks.
Brightmeter Billing       | delete    | no    | no   | The electricity bill. A machine.
Weir & Lock Weekly        | delete    | no    | no   | A newsletter.
Doornbosh Surgery         | unjudged  | no    | yes  | My doctor's. I ring them.
Stan Plumber              | unjudged  | no    | yes  | Our plumber. I want the number, and I ring when it leaks.
Femi                      | ask       | no    | no   | A first name and a number from years ago. I do not know any more.
Edgar Grotfield           | delete    | no    | yes  | Our landlord until 2021. That is over.
Gerald Nyboring           | keep      | no    | yes  | Does our tax, every spring.
";

/// The network of Hattie Quenborough.
pub fn network() -> Network {
    let mut people = family::people();
    people.extend(friends::people());
    people.extend(work::people());
    people.extend(strangers::people());
    let table = SIGNED.split_once("why\n").unwrap().1;
    Network {
        seed: 20_261_101,
        owner: owner(),
        people: sign(people, table),
        chats: chats(),
        gatherings: gatherings(),
        private: &[
            ("2021-06-14", 9, "Dentist"),
            ("2022-03-19", 19, "Dinner with Nell"),
            ("2023-05-06", 11, "Mum's seventieth"),
            ("2024-02-20", 16, "Parents' evening"),
            ("2025-11-08", 20, "Nell and Dafydd, theatre"),
            ("2026-06-02", 8, "Dentist"),
            ("2026-12-19", 18, "Carols"),
        ],
    }
}

fn owner() -> Owner {
    Owner {
        first: "Hattie",
        last: "Quenborough",
        slug: "hattie-quenborough-5c1e77",
        headline: "Project lead, flood gates",
        place: "Leeds, England, United Kingdom",
        zone: Zone::London,
        private: "hattie.quenborough@example.org",
        works: &[
            ("2013-09-01", "h.quenborough@ravensby-pumps.test"),
            ("2021-04-01", "hattie.quenborough@caldersluice.test"),
        ],
        positions: &[
            ["Calder Sluice Systems", "Project Lead", "Apr 2021", ""],
            ["Ravensby Pumps", "Project Engineer", "Sep 2013", "Mar 2021"],
        ],
        schools: &[
            ["University of Aireford", "2003", "2007"],
            ["Thornhithe Grammar School", "1996", "2003"],
        ],
        german_chats: false,
        takeout: false,
    }
}

fn chats() -> Vec<Group> {
    vec![
        Group {
            title: "Quenboroughs & co",
            members: &["Mum", "Bridie", "Dafydd Orrelsby", "Emlyn Orrelsby"],
            from: "2020-11-03",
            to: "2026-10-28",
            every: 9,
            mine: 25,
        },
        Group {
            title: "Our street",
            members: &["Desmond Yarrowgate", "Coral Yarrowgate", "Dafydd Orrelsby"],
            from: "2021-09-12",
            to: "2026-10-25",
            every: 21,
            mine: 15,
        },
        Group {
            title: "Volleyball Tuesdays",
            members: &["Marlow Kivetsby", "Ronald Uterdam", "Shanice Oduberry"],
            from: "2020-11-10",
            to: "2022-06-20",
            every: 7,
            mine: 20,
        },
        Group {
            title: "Year 6 parents",
            members: &["Chantal Meiberg", "Doreen Hullstaff", "+44 7700 900871"],
            from: "2024-09-04",
            to: "2026-10-20",
            every: 11,
            mine: 10,
        },
    ]
}

fn gatherings() -> Vec<Group> {
    vec![
        Group {
            title: "All hands",
            members: &[
                "Peter Rosingdale",
                "Anoushka Verdelay",
                "Yusuf Benharroud",
                "Marsha Oldkirkby",
                "Quinn Stadholme",
                "Owen Tharpley, electrics",
                "everybody@caldersluice.test",
            ],
            from: "2021-05-05",
            to: "2026-10-20",
            every: 91,
            mine: 0,
        },
        Group {
            title: "Progress, Hollin Beck",
            members: &[
                "Frederica Houtsham",
                "Yusuf Benharroud",
                "Anoushka Verdelay",
            ],
            from: "2021-09-06",
            to: "2026-10-22",
            every: 28,
            mine: 80,
        },
    ]
}
