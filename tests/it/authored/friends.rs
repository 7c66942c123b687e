//! The first cast: friends.
use super::life::{Person, Via, evening, me, meet, someone, talk, they};

pub fn people() -> Vec<Person> {
    let mut all = near();
    all.extend(far());
    all
}

fn near() -> Vec<Person> {
    vec![
        someone("Nell Tarrowby").card().tel("+44 7700 900141").with(
            talk(Via::Chat, "2020-11-04", "2026-10-29", 3)
                .mine(50)
                .turns(3, 9),
        ),
        someone("Barnaby Stokeleigh")
            .card()
            .tel("+44 7700 900142")
            .card_mail("barnaby.stokeleigh@example.net")
            .mails_from("barnaby.stokeleigh@example.net")
            .with(talk(Via::Chat, "2020-11-20", "2023-08-10", 16).answers(100, 90))
            .with(talk(Via::Mail, "2021-02-01", "2023-05-20", 90).answers(100, 90)),
        someone("Shanice Oduberry").card().tel("07700 900143").with(
            talk(Via::Chat, "2020-12-01", "2026-10-20", 21)
                .mine(4)
                .answers(90, 98),
        ),
        someone("Livvy Marchbeck")
            .card()
            .card_mail("livvy.marchbeck@example.net")
            .mails_from("livvy.marchbeck@example.net")
            .with(evening("Choir and supper", "2021-09-15", "2026-10-25", 30)),
        someone("Aleida Montforth")
            .card_as("Prof. Aleida", "Montforth")
            .tel("+44 113 496 0145")
            .card_mail("aleida.montforth@example.org")
            .mails_from("aleida.montforth@example.org")
            .with(meet("Lunch with Aleida", "2021-02-10", "2026-10-10", 120))
            .with(talk(Via::Mail, "2020-12-10", "2026-10-05", 70).mine(60))
            .with(me(
                Via::Mail,
                "2026-10-06 10:15",
                "Thank you for Tuesday. I will do as you say.",
            ))
            .with(they(
                Via::Mail,
                "2026-10-07 09:10",
                "Do half of it, that is plenty.",
            )),
    ]
}

fn far() -> Vec<Person> {
    vec![
        someone("Crispin Ashgather")
            .card()
            .card_mail("crispin@ashgather.test")
            .mails_from("crispin@ashgather.test")
            .with(
                talk(Via::Mail, "2020-11-25", "2026-09-15", 75)
                    .mine(70)
                    .answers(97, 90)
                    .within(14 * 24, 22 * 24)
                    .turns(2, 3),
            ),
        someone("Miriam Fellowick")
            .card()
            .tel("+44 7700 900147")
            .card_mail("miriam.fellowick@example.org")
            .mails_from("miriam.fellowick@example.org")
            .with(
                talk(Via::Mail, "2020-12-15", "2026-08-30", 140)
                    .answers(100, 100)
                    .within(24, 24 * 9)
                    .turns(2, 4),
            ),
        someone("Gareth Plimsworth").linkedin(
            "gareth-plimsworth",
            "Thornhithe Carpets",
            "Sales Manager",
            "2021-01-17",
        ),
    ]
}
