//! The first cast: family and street, and the people one rings.
use super::life::{Person, Via, evening, me, someone, talk, they};

pub fn people() -> Vec<Person> {
    let mut all = kin();
    all.extend(street());
    all.extend(groups());
    all.extend(numbers());
    all
}

fn kin() -> Vec<Person> {
    let chat = |every| talk(Via::Chat, "2020-11-02", "2026-10-29", every);
    vec![
        someone("Mum")
            .card()
            .tel("+44 7700 900101")
            .tel("+44 113 496 0101")
            .with(chat(2).mine(45).answers(95, 95)),
        someone("Dafydd Orrelsby")
            .card()
            .tel("+44 7700 900102")
            .card_mail("dafydd.orrelsby@example.net")
            .mails_from("dafydd.orrelsby@example.net")
            .with(chat(1).turns(2, 9))
            .with(talk(Via::Mail, "2021-01-10", "2026-09-20", 60).says(&[
                "Forwarding the booking.",
                "Here is the form, please sign.",
                "Done.",
            ]))
            .with(evening("Parents' evening", "2023-10-12", "2026-10-12", 365)),
        someone("Bridie")
            .card_as("Bridie", "Quenborough")
            .tel("07700 900103")
            .chats_as("Bridie Quenborough")
            .with(chat(4).mine(50)),
        someone("Rory Quenborough")
            .card()
            .tel("+44 7700 900104")
            .with(talk(Via::Chat, "2020-11-15", "2022-07-30", 12).mine(55))
            .with(me(Via::Chat, "2022-12-24 18:10", "Happy Christmas anyway."))
            .with(they(Via::Chat, "2022-12-25 10:02", "And to you.")),
        someone("Emlyn Orrelsby")
            .card()
            .tel("01632 960104")
            .tel("+44 7700 900105")
            .with(they(
                Via::Chat,
                "2023-04-01 09:20",
                "Thank you for the picture of the boy",
            ))
            .with(me(
                Via::Chat,
                "2023-04-01 09:44",
                "He sends his love, see you Sunday!",
            ))
            .with(me(
                Via::Chat,
                "2025-08-17 17:30",
                "Home safe. Lovely afternoon.",
            ))
            .with(they(Via::Chat, "2025-08-17 21:05", "Good")),
        someone("Auntie Maud")
            .card_as("Auntie Maud", "Harkerstone")
            .tel("0113 496 0106"),
    ]
}

fn street() -> Vec<Person> {
    vec![
        someone("Desmond Yarrowgate")
            .card()
            .tel("07700 900111")
            .with(
                talk(Via::Chat, "2021-10-02", "2026-10-14", 45)
                    .mine(50)
                    .turns(2, 4)
                    .says(&[
                        "A parcel of yours is here.",
                        "Thank you, coming over!",
                        "Could you water the pots next week?",
                        "Of course.",
                        "Key is under the usual stone.",
                    ]),
            ),
        someone("Coral Yarrowgate").card().tel("07700 900112"),
        someone("Isla Penhurstley")
            .card()
            .tel("+44 7700 900113")
            .with(
                talk(Via::Chat, "2021-09-10", "2024-08-30", 10)
                    .mine(85)
                    .turns(2, 5)
                    .says(&[
                        "Are you free on Friday at seven?",
                        "Yes!!",
                        "Sorry, exam",
                        "Perfect, thank you",
                        "He wants you to bring the dragon book",
                    ]),
            ),
    ]
}

fn groups() -> Vec<Person> {
    vec![
        someone("Chantal Meiberg").card().tel("07700 900121"),
        someone("Doreen Hullstaff")
            .card_as("Doreen", "Hullstaff")
            .tel("07700 900122")
            .note("School"),
        someone("Marlow Kivetsby").card().tel("+44 7700 900123"),
        someone("Ronald Uterdam").card().tel("+44 7700 900124"),
    ]
}

fn numbers() -> Vec<Person> {
    vec![
        someone("Doornbosh Surgery")
            .card_as("", "")
            .works_for("Doornbosh Surgery")
            .tel("0113 496 0131"),
        someone("Stan Plumber").card().tel("07700 900132"),
        someone("Femi").card().tel("07700900133"),
        someone("Edgar Grotfield")
            .card_as("Edgar", "Grotfield")
            .works_for("Grotfield Lettings")
            .card_mail("edgar@grotfield-lettings.test")
            .mails_from("edgar@grotfield-lettings.test")
            .with(
                talk(Via::Mail, "2020-11-20", "2021-07-05", 30)
                    .mine(60)
                    .says(&[
                        "The boiler again, I am afraid.",
                        "Somebody will come on Monday.",
                        "We give notice for the end of June.",
                        "Keys by noon, please.",
                    ]),
            ),
        someone("Gerald Nyboring")
            .card_as("Gerald", "Nyboring")
            .works_for("Nyboring & Daughter")
            .tel("0113 496 0135")
            .card_mail("gerald@nyboring.test")
            .mails_from("gerald@nyboring.test")
            .with(talk(Via::Mail, "2021-03-05", "2021-05-10", 14))
            .with(talk(Via::Mail, "2022-03-05", "2022-05-10", 14))
            .with(talk(Via::Mail, "2023-03-05", "2023-05-10", 14))
            .with(talk(Via::Mail, "2024-03-05", "2024-05-10", 14))
            .with(talk(Via::Mail, "2025-03-05", "2025-05-10", 14))
            .with(talk(Via::Mail, "2026-03-05", "2026-05-20", 14)),
    ]
}
