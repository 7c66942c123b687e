//! The first cast: the firm of now, the firm of before, clients.
use super::life::{Person, Via, me, meet, someone, talk, they, weekly};

pub fn people() -> Vec<Person> {
    let mut all = office();
    all.extend(house());
    all.extend(before());
    all.extend(before_quiet());
    all.extend(clients());
    all
}

const HERE: &str = "Calder Sluice Systems";
const THERE: &str = "Ravensby Pumps";

fn office() -> Vec<Person> {
    vec![
        someone("Anoushka Verdelay")
            .linkedin("anoushka-verdelay-2b", HERE, "Design Lead", "2021-04-20")
            .card()
            .works_for(HERE)
            .tel("+44 7700 900151")
            .card_mail("anoushka.verdelay@caldersluice.test")
            .mails_from("anoushka.verdelay@caldersluice.test")
            .with(talk(Via::WorkMail, "2021-04-06", "2026-10-29", 4).turns(2, 5))
            .with(talk(Via::Chat, "2021-06-01", "2026-10-28", 9))
            .with(weekly("Design and projects", "2022-01-10", "2026-10-26"))
            .endorsed_me("Project Management", "2022-05-05")
            .endorsed_by_me("Mechanical Design", "2022-05-06"),
        someone("Peter Rosingdale")
            .linkedin("peter-rosingdale", HERE, "Head of Projects", "2021-04-12")
            .card()
            .works_for(HERE)
            .tel("+44 7700 900152")
            .card_mail("peter.rosingdale@caldersluice.test")
            .mails_from("peter.rosingdale@caldersluice.test")
            .with(talk(Via::WorkMail, "2021-04-02", "2026-10-28", 8).mine(40))
            .with(meet("Peter and Hattie", "2021-04-14", "2026-10-21", 14)),
        someone("Yusuf Benharroud")
            .linkedin(
                "yusuf-benharroud-19",
                HERE,
                "Project Engineer",
                "2022-09-02",
            )
            .mails_from("yusuf.benharroud@caldersluice.test")
            .with(talk(Via::WorkMail, "2022-09-05", "2026-10-29", 5)),
    ]
}

fn house() -> Vec<Person> {
    vec![
        someone("Marsha Oldkirkby")
            .mails_from("marsha.oldkirkby@caldersluice.test")
            .linkedin("marsha-oldkirkby", HERE, "People Partner", "2021-03-22")
            .with(
                talk(Via::WorkMail, "2021-04-01", "2026-09-30", 150)
                    .answers(100, 100)
                    .within(0, 4),
            ),
        someone("Ilya Vromansky")
            .linkedin(
                "ilya-vromansky",
                "Tidegate Works",
                "Senior Engineer",
                "2021-05-30",
            )
            .mails_from("ilya.vromansky@caldersluice.test")
            .with(talk(Via::WorkMail, "2021-05-10", "2024-06-10", 8))
            .with(they(
                Via::LinkedIn,
                "2024-07-01 09:30",
                "First day at Tidegate. Odd not to have you across the desk.",
            ))
            .with(me(
                Via::LinkedIn,
                "2024-07-02 12:05",
                "Odd here too. Tell me how it goes!",
            )),
        someone("Owen Tharpley")
            .labelled("Owen Tharpley, electrics")
            .linkedin(
                "owen-tharpley-electrical",
                HERE,
                "Electrical Engineer",
                "2021-08-09",
            )
            .mails_from("owen.tharpley@caldersluice.test")
            .with(talk(Via::WorkMail, "2021-07-12", "2026-10-15", 20)),
        someone("Owen Tharpley")
            .labelled("Owen Tharpley, estates")
            .linkedin(
                "owentharpley-homes",
                "Tharpley & Mott Estates",
                "Director",
                "2023-02-14",
            ),
        someone("Quinn Stadholme")
            .linkedin("quinn-stadholme", HERE, "Controller", "2022-03-03")
            .mails_from("quinn.stadholme@caldersluice.test"),
    ]
}

fn before() -> Vec<Person> {
    vec![
        someone("Hedda Kramerstone").linkedin("hedda-kramerstone", "Kramerstone Advice", "Owner", "2016-02-11")
            .card().works_for(THERE).tel("07700 900161").card_mail("hedda.kramerstone@ravensby-pumps.test")
            .mails_from("hedda.kramerstone@ravensby-pumps.test")
            .with(talk(Via::WorkMail, "2020-11-03", "2021-03-28", 6).answers(100, 95))
            .with(talk(Via::LinkedIn, "2021-05-10", "2022-07-10", 120).mine(70).answers(100, 100))
            .with(me(Via::LinkedIn, "2022-10-17 18:05", "I passed your way of planning on to the juniors here. They send thanks."))
            .with(they(Via::LinkedIn, "2022-10-18 07:31", "That made my week. Come by when you are near."))
            .recommended_me("2021-04-08", "Hattie never once told me a date that did not hold. Hire her before I do it again."),
        someone("Caro Dunvennick").linkedin("caro-dunvennick", THERE, "Purchasing", "2017-06-01")
            .card().tel("+44 7700 900162")
            .with(talk(Via::WorkMail, "2020-11-05", "2021-03-20", 10))
            .mails_from("caro.dunvennick@ravensby-pumps.test")
            .with(talk(Via::Chat, "2020-11-10", "2026-10-24", 13)),
        someone("Giles Terlowan").linkedin("giles-terlowan-8", "Ouseby Castings", "Foundry Manager", "2015-10-20")
            .with(talk(Via::LinkedIn, "2021-04-15", "2023-11-20", 150).answers(95, 95)),
        someone("Saskia Eamsdyke").linkedin("saskia-eamsdyke", "Locktech", "Project Engineer", "2018-01-30")
            .mails_from("saskia.eamsdyke@ravensby-pumps.test")
            .with(talk(Via::WorkMail, "2020-11-09", "2021-03-22", 12).mine(55))
            .with(they(Via::LinkedIn, "2022-03-02 17:40", "Would you write a few lines for me? No pressure!"))
            .with(me(Via::LinkedIn, "2022-03-04 08:20", "With pleasure, it is up."))
            .with(they(Via::LinkedIn, "2022-03-04 08:31", "You are the best."))
            .with(they(Via::LinkedIn, "2024-02-12 15:15", "I got the post! Thank you again."))
            .with(me(Via::LinkedIn, "2024-02-12 19:02", "They are lucky. Congratulations!"))
            .recommended_by_me("2022-03-04", "Saskia learns faster than I can explain, and asks the question nobody else dares to."),
    ]
}

fn before_quiet() -> Vec<Person> {
    vec![
        someone("Sid Alderdinge")
            .linkedin("sid-alderdinge", THERE, "Service Engineer", "2019-04-04")
            .mails_from("sid.alderdinge@ravensby-pumps.test")
            .with(talk(Via::WorkMail, "2021-01-18", "2021-03-25", 9)),
        someone("Tamara Vossingham").linkedin("tamara-vossingham", THERE, "Accounts", "2018-11-27"),
        someone("Oliver Maislund").linkedin(
            "oliver-maislund-44c",
            THERE,
            "Graduate Engineer",
            "2024-05-16",
        ),
        someone("Theo Blankenforth")
            .card()
            .works_for("Oldmere Hydraulics")
            .card_mail("t.blankenforth@oldmere-hydraulics.test")
            .mails_from("theo.blankenforth@example.net")
            .with(
                talk(Via::Mail, "2021-11-02", "2026-09-18", 110)
                    .mine(45)
                    .says(&[
                        "Have you a curve for the 600 valve?",
                        "Attached, mind the units.",
                        "That saved me a day.",
                        "Your turn: what do you make of this?",
                    ]),
            ),
    ]
}

fn clients() -> Vec<Person> {
    vec![
        someone("Frederica Houtsham")
            .linkedin(
                "frederica-houtsham",
                "Hollin Beck Drainage Board",
                "Asset Manager",
                "2021-09-15",
            )
            .card()
            .works_for("Hollin Beck Drainage Board")
            .tel("0113 496 0171")
            .tel("+44 7700 900171")
            .card_mail("f.houtsham@hollinbeck.test")
            .mails_from("f.houtsham@hollinbeck.test")
            .with(
                talk(Via::WorkMail, "2021-08-20", "2026-10-29", 4)
                    .copies(&["Rutger Polanby"])
                    .turns(2, 5),
            ),
        someone("Klaus Ypeley")
            .linkedin(
                "klaus-ypeley",
                "Marsh & Weir Council",
                "Programme Manager",
                "2021-10-01",
            )
            .mails_from("klaus.ypeley@marshweir.test")
            .with(talk(Via::WorkMail, "2021-09-20", "2025-09-10", 6).turns(2, 5))
            .with(meet("Klaus, site", "2022-02-02", "2025-06-10", 60)),
        someone("Projects, Hollin Beck")
            .card_as("", "")
            .works_for("Projects, Hollin Beck")
            .card_mail("projects@hollinbeck.test")
            .mails_from("projects@hollinbeck.test")
            .with(
                talk(Via::WorkMail, "2021-10-01", "2026-10-20", 12)
                    .mine(60)
                    .answers(85, 80),
            ),
        someone("Rutger Polanby").mails_from("r.polanby@hollinbeck.test"),
    ]
}
