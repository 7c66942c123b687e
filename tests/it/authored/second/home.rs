//! The second cast: family, friends of before, the house he lives in now.
use super::super::life::{Person, Via, evening, me, meet, someone, talk, they};

pub fn people() -> Vec<Person> {
    let mut all = kin();
    all.extend(wider_kin());
    all.extend(greetings());
    all.extend(friends());
    all.extend(letters());
    all.extend(more_letters());
    all.extend(hills());
    all.extend(house());
    all.extend(town());
    all.extend(numbers());
    all
}

fn kin() -> Vec<Person> {
    vec![
        someone("Dad").card().tel("01632 960201"),
        someone("Mairi Threaplund")
            .card()
            .tel("+44 7700 900301")
            .card_mail("mairi.threaplund@example.net")
            .mails_from("mairi.threaplund@example.net")
            .with(talk(Via::Chat, "2020-11-02", "2026-10-29", 2).turns(2, 8))
            .with(
                talk(Via::Mail, "2024-01-15", "2026-09-01", 90)
                    .mine(20)
                    .says(&[
                        "The form for the loan, please sign.",
                        "Signed, see attached.",
                        "Flat contract!! Read page two?",
                    ]),
            ),
        someone("Annegret Söllheim")
            .card()
            .tel("+49 171 3920011")
            .with(
                talk(Via::Chat, "2022-12-03", "2026-10-29", 1)
                    .turns(2, 8)
                    .says(&[
                        "Bringst du Brot mit?",
                        "Ja",
                        "Bin um sieben da",
                        "Wo ist der Schlüssel?",
                        "Kuss",
                        "On my way",
                        "Das Wetter!!",
                        "Soll ich kochen?",
                    ]),
            )
            .with(evening("Konzert", "2023-03-04", "2026-09-19", 110))
            .mails_from("annegret.soellheim@example.org"),
    ]
}

fn wider_kin() -> Vec<Person> {
    vec![
        someone("Morag Kinlairdy")
            .card()
            .tel("+44 7700 900302")
            .with(talk(Via::Chat, "2020-11-06", "2024-09-20", 15).says(&[
                "Can you take her on the 12th?",
                "Yes.",
                "Parents' evening is on Tuesday.",
                "She has a fever, nothing bad.",
                "Fine by me.",
            ]))
            .with(talk(Via::Chat, "2024-10-01", "2026-09-30", 110).says(&[
                "She passed!",
                "Just heard. Grand.",
                "Who drives her up?",
                "I will.",
            ])),
        someone("Ewan Threaplund")
            .card()
            .tel("+44 7700 900303")
            .card_mail("ewan.threaplund@example.org")
            .mails_from("ewan.threaplund@example.org")
            .with(
                talk(Via::Mail, "2020-11-18", "2026-10-12", 92)
                    .answers(100, 100)
                    .within(20, 150),
            ),
    ]
}

fn greetings() -> Vec<Person> {
    let text = "Merry Christmas from all of us!";
    vec![
        someone("Sheena Drumlaw")
            .card()
            .tel("07700 900304")
            .with(they(Via::Chat, "2020-12-24 17:00", text))
            .with(me(Via::Chat, "2020-12-24 18:10", "And to you, Sheena!"))
            .with(me(Via::Chat, "2021-12-24 16:05", text))
            .with(they(Via::Chat, "2021-12-25 09:30", "Same to you both"))
            .with(they(Via::Chat, "2022-12-24 15:00", text))
            .with(me(
                Via::Chat,
                "2022-12-24 21:10",
                "First one in German: Frohe Weihnachten!",
            ))
            .with(they(Via::Chat, "2023-12-25 10:12", text))
            .with(me(
                Via::Chat,
                "2023-12-25 10:40",
                "Thank you, and to the boys.",
            ))
            .with(me(Via::Chat, "2024-12-24 19:15", text))
            .with(they(
                Via::Chat,
                "2024-12-24 19:50",
                "And you! Come and see us.",
            ))
            .with(they(Via::Chat, "2025-12-24 16:45", text))
            .with(me(
                Via::Chat,
                "2025-12-25 08:20",
                "Merry Christmas, we are at Dad's.",
            )),
        someone("Gertrud Söllheim").card().tel("089 99998201"),
    ]
}

fn friends() -> Vec<Person> {
    vec![
        someone("Fergus Ardlethen")
            .card()
            .tel("+44 7700 900311")
            .with(talk(Via::Chat, "2020-11-03", "2026-10-28", 6).turns(2, 9)),
        someone("Iona Balkeerie")
            .card()
            .tel("+44 7700 900312")
            .card_mail("iona.balkeerie@example.net")
            .with(talk(Via::Chat, "2020-11-09", "2022-09-18", 9).answers(100, 95))
            .with(me(
                Via::Chat,
                "2022-12-31 22:50",
                "Happy new year from the Rhine!",
            ))
            .with(they(
                Via::Chat,
                "2023-01-01 11:20",
                "Happy new year! It is not the same without you up there.",
            )),
        someone("Dougal Pitlessie")
            .card()
            .tel("07700 900313")
            .with(talk(Via::Chat, "2021-03-10", "2022-08-05", 60).turns(2, 4)),
        someone("Gavin Muirtonlee")
            .card()
            .tel("+44 7700 900314")
            .linkedin(
                "gavin-muirtonlee",
                "Carseview Catalysts",
                "Head of Process",
                "2012-03-08",
            )
            .mails_from("g.muirtonlee@carseview-catalysts.test")
            .with(talk(Via::WorkMail, "2020-11-04", "2022-08-26", 7))
            .with(talk(Via::Chat, "2020-11-15", "2026-10-26", 14)),
    ]
}

fn letters() -> Vec<Person> {
    vec![
        someone("Catriona Lethendy")
            .card()
            .card_mail("catriona@lethendy.test")
            .mails_from("catriona@lethendy.test")
            .with(
                talk(Via::Mail, "2020-12-02", "2026-09-10", 95)
                    .mine(65)
                    .answers(100, 92)
                    .within(16 * 24, 26 * 24)
                    .turns(2, 3),
            ),
        someone("Rab Inverquhar")
            .card()
            .tel("01632 960315")
            .card_mail("rab.inverquhar@example.net")
            .mails_from("rab.inverquhar@example.net")
            .with(
                talk(Via::Mail, "2021-07-12", "2026-09-28", 55)
                    .mine(8)
                    .answers(95, 92)
                    .says(&[
                        "The boat is in the water.",
                        "The boat is out of the water.",
                        "Lovely. Any fish?",
                        "None worth telling of.",
                        "I need your opinion on an engine.",
                    ]),
            ),
    ]
}

fn more_letters() -> Vec<Person> {
    vec![
        someone("Ruaridh Craigowl")
            .card()
            .works_for("Carseview Catalysts")
            .card_mail("r.craigowl@carseview-catalysts.test")
            .mails_from("ruaridh.craigowl@example.org")
            .with(talk(Via::Mail, "2021-09-06", "2026-10-19", 33)),
        someone("Lorna Tealings")
            .linkedin(
                "lorna-tealings",
                "Tealings Interiors",
                "Owner",
                "2021-10-02",
            )
            .with(they(
                Via::LinkedIn,
                "2021-10-03 19:12",
                "Is it really you, who set the curtains of the lab on fire?",
            ))
            .with(me(
                Via::LinkedIn,
                "2021-10-03 20:40",
                "They still talk of it? It was one curtain.",
            ))
            .with(they(
                Via::LinkedIn,
                "2021-10-04 08:03",
                "They do. A pint when you are in Dundee!",
            )),
    ]
}

fn hills() -> Vec<Person> {
    vec![
        someone("Angus Lundiecraig").card().tel("+44 7700 900321"),
        someone("Peigi Strathmarten").card().tel("+44 7700 900322"),
    ]
}

fn house() -> Vec<Person> {
    vec![
        someone("Jürgen Pfaffenrott")
            .card()
            .tel("0171 3920021")
            .with(
                talk(Via::Chat, "2022-09-14", "2026-10-18", 28)
                    .turns(2, 4)
                    .says(&[
                        "Paket für dich bei uns",
                        "Danke! Ich komme gleich.",
                        "Bier?",
                        "Immer.",
                        "Der Keller steht unter Wasser",
                        "Fahrrad ist fertig",
                    ]),
            ),
        someone("Bärbel Pfaffenrott").card().tel("0171 3920022"),
        someone("Ella Mückenloch")
            .card()
            .tel("069 90009201")
            .card_mail("ella.mueckenloch@example.org")
            .mails_from("ella.mueckenloch@example.org")
            .with(
                talk(Via::Mail, "2022-08-01", "2026-08-20", 100)
                    .mine(60)
                    .answers(100, 100)
                    .says(&[
                        "Die Heizung geht wieder nicht.",
                        "Ich schicke jemanden.",
                        "Anbei die Abrechnung.",
                        "Vielen Dank, ist überwiesen.",
                    ]),
            ),
    ]
}

fn town() -> Vec<Person> {
    vec![
        someone("Wanda Ostrowegk")
            .card()
            .tel("+49 171 3920031")
            .card_mail("wanda.ostrowegk@example.net")
            .mails_from("wanda.ostrowegk@example.net")
            .with(evening("Badminton", "2023-02-08", "2026-10-28", 15)),
        someone("Svenja Kohlbrandis").card().tel("+49 171 3920032"),
        someone("Dieter Faulhabeck")
            .card()
            .tel("0171-3920033")
            .note("Badminton"),
        someone("Thilo Grabenhorst")
            .card()
            .card_mail("thilo@grabenhorst-deutsch.test")
            .mails_from("thilo@grabenhorst-deutsch.test")
            .with(meet("Deutsch mit Thilo", "2022-09-20", "2023-12-12", 8))
            .with(
                talk(Via::Mail, "2022-09-12", "2023-12-15", 18)
                    .answers(100, 95)
                    .says(&[
                        "Bis Dienstag!",
                        "Here is my homework, be kind.",
                        "Nur drei Fehler, bravo.",
                        "Can we move it to Thursday?",
                        "Natürlich.",
                    ]),
            ),
    ]
}

fn numbers() -> Vec<Person> {
    vec![
        someone("Hiltrud Kammerlocher")
            .card()
            .works_for("Kammerlocher Steuerberatung")
            .tel("069 90009211")
            .card_mail("kanzlei@kammerlocher.test")
            .mails_from("hiltrud@kammerlocher.test")
            .with(talk(Via::Mail, "2023-05-02", "2023-07-10", 12))
            .with(talk(Via::Mail, "2024-05-02", "2024-07-01", 12))
            .with(talk(Via::Mail, "2025-05-02", "2025-07-01", 12))
            .with(talk(Via::Mail, "2026-05-04", "2026-07-06", 12)),
        someone("Murdo Glenshiachan")
            .card()
            .works_for("Glenshiachan & Co")
            .tel("0131 496 0212")
            .card_mail("murdo@glenshiachan.test")
            .mails_from("murdo@glenshiachan.test")
            .with(talk(Via::Mail, "2021-01-05", "2021-01-29", 7))
            .with(talk(Via::Mail, "2022-01-05", "2022-01-29", 7))
            .with(talk(Via::Mail, "2023-01-05", "2023-04-12", 14)),
        someone("Praxis Wendehals")
            .card_as("", "")
            .works_for("Praxis Wendehals")
            .tel("069 90009213"),
        someone("Hausmeister").card().tel("0171 3920041"),
        someone("Kirsty").card().tel("07700900342"),
    ]
}
