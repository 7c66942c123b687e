//! The second cast: recruiters, sellers, those who never answered, strangers, and those who came lately.
use super::super::life::{Person, Via, me, someone, talk, they};

pub fn people() -> Vec<Person> {
    let mut all = recruiters();
    all.extend(sellers());
    all.extend(silent());
    all.extend(strangers());
    all.extend(new());
    all
}

const PITCH: &str = "Hallo Alasdair, ein Mandant sucht genau Sie. Wann passt ein kurzes Telefonat?";

fn recruiters() -> Vec<Person> {
    vec![
        someone("Marc Dussolkamp")
            .linkedin(
                "marc-dussolkamp",
                "Chemforce Search",
                "Consultant",
                "2023-01-24",
            )
            .with(they(Via::LinkedIn, "2023-01-24 09:00", PITCH))
            .with(they(Via::LinkedIn, "2023-06-14 09:30", PITCH))
            .with(they(Via::LinkedIn, "2024-02-27 10:00", PITCH))
            .with(they(
                Via::LinkedIn,
                "2025-05-06 14:15",
                "Still not curious?",
            )),
        someone("Yvonne Abelsroth")
            .linkedin(
                "yvonne-abelsroth",
                "Abelsroth Executive",
                "Partnerin",
                "2022-02-02",
            )
            .card()
            .works_for("Abelsroth Executive")
            .tel("+49 171 3920061")
            .card_mail("yvonne@abelsroth.test")
            .mails_from("yvonne@abelsroth.test")
            .with(talk(Via::Mail, "2022-02-07", "2022-09-05", 9).answers(100, 100))
            .with(they(
                Via::LinkedIn,
                "2023-09-01 08:30",
                "One year! Happy with us, you and the paint?",
            ))
            .with(me(
                Via::LinkedIn,
                "2023-09-01 12:12",
                "Very. You were right about the furnace.",
            )),
        someone("Nils Overbekken")
            .linkedin(
                "nils-overbekken",
                "Talentwerk Süd",
                "Headhunter",
                "2026-09-30",
            )
            .invited_me("2026-09-29 10:00", "")
            .with(they(Via::LinkedIn, "2026-09-30 11:05", PITCH)),
    ]
}

fn sellers() -> Vec<Person> {
    vec![
        someone("Tessa Grünsfeldner")
            .mails_from("t.gruensfeldner@kolonna.test")
            .with(
                talk(Via::WorkMail, "2022-12-05", "2026-10-12", 31)
                    .mine(0)
                    .answers(0, 0)
                    .turns(1, 1)
                    .says(&[
                        "Brauchen Sie Säulen? Diesen Monat 15 %.",
                        "Darf ich Sie kurz anrufen?",
                        "Unser neuer Katalog ist da.",
                    ]),
            )
            .with(me(
                Via::WorkMail,
                "2023-06-07 08:55",
                "Thank you, we have columns for years.",
            )),
        someone("Labor Aktuell")
            .mails_from("redaktion@labor-aktuell.test")
            .with(
                talk(Via::WorkMail, "2022-10-03", "2026-10-26", 14)
                    .mine(0)
                    .answers(0, 0)
                    .turns(1, 1)
                    .bulk()
                    .says(&["Labor Aktuell: die Themen der Woche"]),
            ),
    ]
}

fn silent() -> Vec<Person> {
    vec![
        someone("Cosima Rautenfelsin")
            .mails_from("rautenfelsin@kolloid-institut.test")
            .linkedin(
                "cosima-rautenfelsin",
                "Kolloid-Institut",
                "Direktorin",
                "2023-04-18",
            )
            .with(me(
                Via::WorkMail,
                "2023-05-03 09:10",
                "Would a joint project on dispersions interest you?",
            ))
            .with(me(
                Via::WorkMail,
                "2023-06-20 10:00",
                "May I come back to my mail of May?",
            ))
            .with(me(
                Via::WorkMail,
                "2024-01-16 11:30",
                "The call closes in March, so a last question from me.",
            )),
        someone("Bruno Schallmauer")
            .linkedin(
                "bruno-schallmauer",
                "Schallmauer Pigmente",
                "Geschäftsführer",
                "2024-06-11",
            )
            .with(me(
                Via::LinkedIn,
                "2024-06-12 13:20",
                "Could you send us a sample of the blue?",
            ))
            .with(me(
                Via::LinkedIn,
                "2024-11-05 09:40",
                "I would still be glad of that sample.",
            )),
    ]
}

fn strangers() -> Vec<Person> {
    vec![
        someone("Adaeze Okwulind").linkedin(
            "adaeze-okwulind",
            "Crestline",
            "Brand Strategist",
            "2021-08-30",
        ),
        someone("Tomasz Wielgorzan").linkedin(
            "tomasz-wielgorzan",
            "Polmet",
            "Inżynier",
            "2022-11-11",
        ),
        someone("Lakshman Pallavurthi").linkedin(
            "lakshman-pallavurthi-3f",
            "Infostream",
            "Lead Consultant",
            "2023-10-19",
        ),
        someone("Xenia Fortunakidou").linkedin("xenia-fortunakidou", "", "", "2025-01-28"),
    ]
}

fn new() -> Vec<Person> {
    vec![
        someone("Mechthild Sandkühlmann")
            .linkedin(
                "mechthild-sandkühlmann",
                "Nordharz Chemie",
                "Forschungsleiterin",
                "2026-09-12",
            )
            .invited_by_me("2026-09-11 20:15", "Two evenings were too short. Alasdair")
            .with(they(
                Via::LinkedIn,
                "2026-09-13 08:40",
                "Viel zu kurz! Where shall I send the samples?",
            ))
            .with(me(
                Via::LinkedIn,
                "2026-09-14 09:05",
                "To me, and mark them as dull, or Katrin takes them.",
            ))
            .with(they(Via::LinkedIn, "2026-09-14 09:50", "Abgemacht.")),
        someone("Rasmus Tjellerupsen")
            .linkedin("rasmus-tjellerupsen", "Algeblå", "Founder", "2026-10-04")
            .invited_me("2026-10-03 17:30", "")
            .with(they(
                Via::LinkedIn,
                "2026-10-05 07:15",
                "Thank you for connecting! I liked what you said about drying.",
            )),
        someone("Joachim Unterwaldten")
            .linkedin(
                "joachim-unterwaldten",
                "Hochschule Donaueck",
                "Wissenschaftlicher Mitarbeiter",
                "2026-09-16",
            )
            .invited_by_me("2026-09-15 21:00", ""),
    ]
}
