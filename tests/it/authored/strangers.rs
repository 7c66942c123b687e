//! The first cast: recruiters, sellers, strangers, machines, and those who came lately.
use super::life::{Person, Via, me, meet, someone, talk, they};

pub fn people() -> Vec<Person> {
    let mut all = recruiters();
    all.extend(pitchers());
    all.extend(silent());
    all.extend(gone_silent());
    all.extend(strangers());
    all.extend(new());
    all.extend(odd());
    all.extend(machines());
    all
}

const PITCH: &str = "Hi Hattie, I came across your impressive profile and have an exciting role. Open to a quick call?";

fn recruiters() -> Vec<Person> {
    vec![
        someone("Wendeline Artingshaw")
            .linkedin(
                "wendeline-artingshaw",
                "Artingshaw Search",
                "Partner",
                "2020-12-08",
            )
            .mails_from("wendeline@artingshaw-search.test")
            .with(
                talk(Via::Mail, "2021-01-05", "2021-04-10", 6)
                    .mine(45)
                    .answers(100, 100),
            )
            .with(they(
                Via::LinkedIn,
                "2022-04-01 09:12",
                "A year already! Still happy there?",
            ))
            .with(me(
                Via::LinkedIn,
                "2022-04-03 20:15",
                "Very. I owe you a lunch.",
            ))
            .with(they(
                Via::LinkedIn,
                "2022-04-04 08:01",
                "I will hold you to that.",
            )),
        someone("Chiara Dellantine")
            .linkedin(
                "chiara-dellantine",
                "Talentbridge Nine",
                "Recruitment Consultant",
                "2022-02-21",
            )
            .with(they(Via::LinkedIn, "2022-02-22 10:00", PITCH))
            .with(they(Via::LinkedIn, "2022-11-08 11:31", PITCH))
            .with(they(
                Via::LinkedIn,
                "2023-06-13 09:45",
                "Just floating this to the top of your inbox!",
            )),
    ]
}

fn pitchers() -> Vec<Person> {
    vec![
        someone("Jasper Wulvendale")
            .linkedin(
                "jasper-wulvendale",
                "Hire & Higher",
                "Senior Talent Partner",
                "2025-03-04",
            )
            .with(they(Via::LinkedIn, "2025-03-04 15:22", PITCH))
            .with(they(Via::LinkedIn, "2025-03-18 15:22", PITCH)),
        someone("Rosie Hagenholt")
            .linkedin(
                "rosie-hagenholt",
                "Hagenholt Interim",
                "Owner",
                "2024-01-11",
            )
            .with(they(Via::LinkedIn, "2024-01-12 08:55", PITCH))
            .with(me(
                Via::LinkedIn,
                "2024-01-12 19:40",
                "No thank you, I am happy where I am.",
            )),
    ]
}

fn silent() -> Vec<Person> {
    vec![
        someone("Maurice Kolfscote")
            .linkedin(
                "maurice-kolfscote",
                "Pilot Basin North",
                "Director",
                "2023-03-15",
            )
            .with(me(
                Via::LinkedIn,
                "2023-03-16 09:05",
                "Thank you for accepting. Could we see your pilot plant one day?",
            ))
            .with(me(
                Via::LinkedIn,
                "2023-09-04 10:20",
                "May I ask again? Half an hour would do.",
            ))
            .with(me(
                Via::LinkedIn,
                "2024-05-21 14:10",
                "We are in your town in June, would a visit be possible?",
            )),
        someone("Philippa Denterghast")
            .linkedin(
                "philippa-denterghast",
                "Deltaworks Forum",
                "Speaker",
                "2022-01-19",
            )
            .mails_from("office@denterghast.test")
            .with(me(
                Via::Mail,
                "2022-02-01 09:30",
                "Would you speak at our open day?",
            ))
            .with(me(
                Via::Mail,
                "2022-02-15 09:45",
                "May I remind you of my question?",
            ))
            .with(me(
                Via::Mail,
                "2022-03-08 13:00",
                "We could also move the day.",
            ))
            .with(me(
                Via::Mail,
                "2022-04-20 08:40",
                "A last try: would next year suit you better?",
            )),
    ]
}

fn gone_silent() -> Vec<Person> {
    vec![
        someone("Thea Valkenroy")
            .linkedin(
                "thea-valkenroy",
                "Riverside Partnership",
                "Coordinator",
                "2021-06-09",
            )
            .mails_from("thea.valkenroy@riversidepartners.test")
            .with(talk(Via::WorkMail, "2021-06-14", "2023-04-20", 45))
            .with(me(
                Via::WorkMail,
                "2024-02-06 10:00",
                "Is the partnership planning a second round?",
            ))
            .with(me(
                Via::WorkMail,
                "2024-10-15 11:20",
                "Did you get my mail about the second round?",
            ))
            .with(me(
                Via::WorkMail,
                "2026-03-03 09:10",
                "Hello Thea, are you still the one to ask?",
            )),
    ]
}

fn strangers() -> Vec<Person> {
    vec![
        someone("Emeka Adunola-Pryce").linkedin(
            "emeka-adunola-pryce-71",
            "Finpath",
            "Growth Lead",
            "2022-08-08",
        ),
        someone("Svetlana Grubisova").linkedin(
            "svetlana-grubisova",
            "Textura",
            "Designer",
            "2021-11-30",
        ),
        someone("Lorcan Whitterell").linkedin(
            "lorcan-whitterell",
            "Stealth Startup",
            "Founder",
            "2022-01-03",
        ),
        someone("Pia Steenmire").linkedin("pia-steenmire-a90", "", "", "2023-07-19"),
        someone("Rajan Velluthara")
            .linkedin(
                "rajan-velluthara",
                "Omnicode",
                "Delivery Manager",
                "2024-09-25",
            )
            .shows("rajan.v@omnicode.test"),
        someone("Casimir Overdonk")
            .linkedin(
                "casimir-overdonk",
                "Leadrocket",
                "Account Executive",
                "2026-10-09",
            )
            .invited_me("2026-10-08 16:05", ""),
    ]
}

fn new() -> Vec<Person> {
    vec![
        someone("Imogen Dorresteen")
            .linkedin(
                "imogen-dorresteen",
                "Hydro Test Hall",
                "Head of Testing",
                "2026-08-27",
            )
            .invited_by_me("2026-08-26 18:30", "Good to meet you at the fair! Hattie")
            .with(they(
                Via::LinkedIn,
                "2026-08-28 07:50",
                "Thanks for connecting! Come and see the basin.",
            ))
            .with(me(
                Via::LinkedIn,
                "2026-08-28 12:15",
                "Gladly, I will send dates.",
            )),
        someone("Walter Lammersdale")
            .linkedin(
                "walter-lammersdale",
                "Pennine Rail Bridges",
                "Structural Engineer",
                "2026-09-14",
            )
            .invited_me("2026-09-13 19:02", "")
            .with(they(
                Via::LinkedIn,
                "2026-09-14 20:10",
                "Thanks for connecting, Hattie. The train ride flew by.",
            )),
        someone("Ottilie Brandsome")
            .linkedin(
                "ottilie-brandsome",
                "Northern Rivers Agency",
                "Policy Officer",
                "2026-07-02",
            )
            .mails_from("ottilie.brandsome@northernrivers.test")
            .invited_me("2026-07-01 09:00", "")
            .with(meet(
                "Ottilie, rivers agency",
                "2026-07-15",
                "2026-07-18",
                30,
            ))
            .with(talk(Via::WorkMail, "2026-07-06", "2026-10-12", 21).mine(50)),
        someone("Hanna Tolsmere")
            .linkedin(
                "hanna-tolsmere",
                "University of Aireford",
                "Lecturer",
                "2026-09-22",
            )
            .invited_by_me("2026-09-21 20:45", ""),
    ]
}

fn odd() -> Vec<Person> {
    vec![
        someone("Colin Powelaar").linkedin("colin-powelaar", "Powelaar Drives", "Sales Engineer", "2019-09-09")
            .endorsed_me("Hydraulics", "2022-06-14").endorsed_me("Project Management", "2022-06-14").endorsed_me("Leadership", "2023-01-20"),
        someone("Bénédicte Larrouture").linkedin("bénédicte-larrouture", "Canal Institute", "Researcher", "2024-05-24")
            .with(they(Via::LinkedIn, "2024-05-25 10:02", "It was good to talk in the queue for two days!"))
            .with(me(Via::LinkedIn, "2024-05-25 18:20", "And on the boat. Here is the paper I meant."))
            .with(they(Via::LinkedIn, "2024-05-27 08:15", "Merci! I will read it on the train."))
            .with(me(Via::LinkedIn, "2024-07-09 12:40", "Did it help?"))
            .with(they(Via::LinkedIn, "2024-07-10 09:33", "Very much. See you at the next one, I hope.")),
        someone("Kirsty Bellwhistle").linkedin("kirsty-bellwhistle", "Plannerly Cloud", "Business Development", "2023-10-10")
            .with(talk(Via::LinkedIn, "2023-10-11", "2024-03-30", 25).mine(0).answers(0, 0)
                .says(&["Hi Hattie, do your projects run late? 87 % of teams save a day a week with us.", "Any thoughts?", "Should I close your file?"])),
    ]
}

fn machines() -> Vec<Person> {
    vec![
        someone("Denzel Corrigant")
            .mails_from("denzel@verified-b2b-lists.test")
            .with(
                talk(Via::WorkMail, "2024-01-08", "2026-10-22", 24)
                    .mine(0)
                    .answers(0, 0)
                    .turns(1, 1)
                    .says(&[
                        "Would you be interested in acquiring an attendees list of the fair?",
                        "Just following up on my previous mail.",
                        "Let me know the best time to connect.",
                    ]),
            ),
        someone("Brightmeter Billing")
            .mails_from("no-reply@bills.brightmeter.test")
            .with(
                talk(Via::Mail, "2020-11-15", "2026-10-15", 30)
                    .mine(0)
                    .answers(0, 0)
                    .turns(1, 1)
                    .says(&["Your bill is ready."]),
            ),
        someone("Weir & Lock Weekly")
            .mails_from("news@weir-and-lock.test")
            .with(
                talk(Via::WorkMail, "2021-05-01", "2026-10-25", 7)
                    .mine(0)
                    .answers(0, 0)
                    .turns(1, 1)
                    .bulk()
                    .says(&["This week in weirs and locks."]),
            ),
    ]
}
