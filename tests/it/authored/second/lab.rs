//! The second cast: the lab of now, the lab of before, science.
use super::super::life::{Person, Via, me, meet, someone, talk, they, weekly};

pub fn people() -> Vec<Person> {
    let mut all = next_door();
    all.extend(group());
    all.extend(firm());
    all.extend(dundee());
    all.extend(dundee_quiet());
    all.extend(abroad());
    all.extend(namesakes());
    all.extend(papers());
    all.extend(students());
    all
}

const HERE: &str = "Rheinlack Forschung";
const THERE: &str = "Carseview Catalysts";

fn next_door() -> Vec<Person> {
    vec![
        someone("Katrin Weißenbrunnt")
            .linkedin("katrin-weissenbrunnt", HERE, "Laborleiterin", "2022-09-28")
            .card()
            .works_for(HERE)
            .tel("+49 171 3920051")
            .card_mail("katrin.weissenbrunnt@rheinlack.test")
            .mails_from("katrin.weissenbrunnt@rheinlack.test")
            .with(talk(Via::WorkMail, "2022-09-05", "2026-10-29", 5).turns(2, 5))
            .with(talk(Via::Chat, "2023-01-20", "2026-10-27", 8))
            .with(weekly("Labs", "2022-10-10", "2026-10-26")),
        someone("Holger Amelsbürn")
            .linkedin("holger-amelsbürn", HERE, "Abteilungsleiter", "2022-07-19")
            .card_as("Dr. Holger", "Amelsbürn")
            .works_for(HERE)
            .tel("069 90009231")
            .card_mail("holger.amelsbuern@rheinlack.test")
            .mails_from("holger.amelsbuern@rheinlack.test")
            .with(talk(Via::WorkMail, "2022-09-05", "2026-10-28", 9).mine(40))
            .with(meet("Holger / Alasdair", "2022-09-12", "2026-10-19", 28)),
        someone("Silke Hornbachler")
            .mails_from("silke.hornbachler@rheinlack.test")
            .with(talk(Via::WorkMail, "2022-11-14", "2026-10-08", 24)),
    ]
}

fn group() -> Vec<Person> {
    vec![
        someone("Priyamvada Tulasetty")
            .linkedin("priyamvada-tulasetty", HERE, "Postdoc", "2023-11-06")
            .mails_from("priyamvada.tulasetty@rheinlack.test")
            .with(talk(Via::WorkMail, "2023-11-02", "2026-10-28", 6)),
        someone("Ömer Taşkıvrak")
            .linkedin("ömer-taşkıvrak", HERE, "Chemielaborant", "2022-12-01")
            .mails_from("oemer.taskivrak@rheinlack.test")
            .card()
            .works_for(HERE)
            .tel("0171 3920052")
            .with(talk(Via::WorkMail, "2022-09-08", "2026-10-29", 10)),
        someone("Günter Laubheimel")
            .card()
            .works_for("Spektrum Service")
            .tel("0171 3920053")
            .card_mail("laubheimel@spektrum-service.test")
            .mails_from("laubheimel@spektrum-service.test")
            .with(
                talk(Via::WorkMail, "2022-10-17", "2026-09-24", 45)
                    .mine(75)
                    .answers(98, 90)
                    .within(0, 8),
            ),
    ]
}

fn firm() -> Vec<Person> {
    vec![
        someone("Ulf Rennertzheim")
            .linkedin("ulf-rennertzheim", HERE, "Betriebsrat", "2023-05-10")
            .mails_from("ulf.rennertzheim@rheinlack.test"),
        someone("Benedikt Moosgrubner")
            .linkedin(
                "benedikt-moosgrubner",
                "Basilea Pigments",
                "Senior Scientist",
                "2022-10-05",
            )
            .mails_from("benedikt.moosgrubner@rheinlack.test")
            .with(talk(Via::WorkMail, "2022-09-19", "2025-03-21", 7))
            .with(they(
                Via::LinkedIn,
                "2025-04-15 18:00",
                "Everything is dearer here, except the colleagues.",
            ))
            .with(me(
                Via::LinkedIn,
                "2025-04-16 07:45",
                "Wait until you need a fume hood repaired.",
            )),
        someone("Einkauf Rheinlack")
            .card_as("", "")
            .works_for("Einkauf Rheinlack")
            .card_mail("einkauf@rheinlack.test")
            .mails_from("einkauf@rheinlack.test")
            .with(
                talk(Via::WorkMail, "2022-09-26", "2026-10-20", 16)
                    .mine(80)
                    .answers(90, 70),
            ),
        someone("Eleonora Pratovecchin")
            .linkedin(
                "eleonora-pratovecchin",
                HERE,
                "Patentreferentin",
                "2026-08-20",
            )
            .invited_me("2026-08-19 15:10", "")
            .mails_from("eleonora.pratovecchin@rheinlack.test")
            .with(talk(Via::WorkMail, "2026-08-12", "2026-10-23", 13)),
    ]
}

fn dundee() -> Vec<Person> {
    vec![
        someone("Elspeth Carnbroe").linkedin("elspeth-carnbroe", "Tayfirth University", "Professor emerita", "2010-01-15")
            .card_as("Prof. Elspeth", "Carnbroe").tel("+44 131 496 0241").card_mail("e.carnbroe@carseview-catalysts.test")
            .mails_from("e.carnbroe@carseview-catalysts.test")
            .with(talk(Via::WorkMail, "2020-11-10", "2022-08-24", 20).answers(100, 95))
            .with(me(Via::LinkedIn, "2022-10-30 17:15", "First month survived. They let me buy the furnace you never did."))
            .with(they(Via::LinkedIn, "2022-11-01 10:20", "I am delighted, and not sorry. Write to me when it explodes.")),
        someone("Nuala Fintrahan").linkedin("nuala-fintrahan", "Grampian Labs", "Analytical Lead", "2014-06-02")
            .mails_from("n.fintrahan@carseview-catalysts.test")
            .with(talk(Via::WorkMail, "2020-11-16", "2022-08-12", 18))
            .with(talk(Via::LinkedIn, "2022-12-05", "2024-04-20", 130).answers(100, 100)),
        someone("Callum Auchterlee").linkedin("callum-auchterlee", THERE, "Senior Chemist", "2019-02-18")
            .mails_from("c.auchterlee@carseview-catalysts.test")
            .with(talk(Via::WorkMail, "2020-11-12", "2022-08-29", 9))
            .with(talk(Via::LinkedIn, "2022-11-20", "2026-06-15", 170).mine(20).answers(100, 100))
            .recommended_by_me("2022-08-30", "Callum has better hands than anybody I have worked with, and tells you when you are wrong."),
    ]
}

fn dundee_quiet() -> Vec<Person> {
    vec![
        someone("Shona Panbriden")
            .mails_from("s.panbriden@carseview-catalysts.test")
            .with(talk(Via::WorkMail, "2022-06-07", "2022-08-30", 9).says(&[
                "Please return the signed form.",
                "Attached.",
                "Your last day is the 31st.",
                "Thank you, noted.",
            ]))
            .with(they(
                Via::Mail,
                "2022-09-20 11:00",
                "Your papers for the tax office.",
            )),
        someone("Derek Monikeith").linkedin(
            "derek-monikeith",
            THERE,
            "Production Manager",
            "2016-09-12",
        ),
        someone("Archie Baldovane")
            .linkedin("archie-baldovane", THERE, "Shift Lead", "2018-03-21")
            .endorsed_me("Catalysis", "2021-02-09"),
        someone("Hamish Foulziehall").linkedin(
            "hamish-foulziehall",
            THERE,
            "Process Engineer",
            "2024-08-15",
        ),
    ]
}

fn abroad() -> Vec<Person> {
    vec![
        someone("Lucienne Hautmabille")
            .linkedin(
                "lucienne-hautmabille",
                "Institut des Surfaces",
                "Directrice de recherche",
                "2017-09-14",
            )
            .mails_from("l.hautmabille@institut-surfaces.test")
            .with(talk(Via::Mail, "2021-02-08", "2021-03-15", 3))
            .with(talk(Via::Mail, "2022-05-02", "2022-06-10", 3))
            .with(talk(Via::Mail, "2024-01-15", "2024-03-01", 3))
            .with(talk(Via::Mail, "2026-03-09", "2026-05-08", 3)),
        someone("Hiroaki Tanemorise")
            .linkedin(
                "hiroaki-tanemorise",
                "Minato Coatings",
                "Researcher",
                "2023-07-10",
            )
            .mails_from("tanemorise@minato-coatings.test")
            .with(
                talk(Via::WorkMail, "2023-07-12", "2024-02-20", 25)
                    .answers(100, 95)
                    .within(8, 60),
            ),
        someone("Magnus Eidsvollen")
            .linkedin(
                "magnus-eidsvollen",
                "Fjordlab",
                "Group Leader",
                "2019-05-23",
            )
            .mails_from("magnus.eidsvollen@fjordlab.test")
            .with(talk(Via::Mail, "2020-12-01", "2023-06-15", 25))
            .with(me(
                Via::Mail,
                "2024-09-02 09:12",
                "Shall we try the third paper after all?",
            ))
            .with(me(
                Via::Mail,
                "2025-10-14 10:40",
                "Are you going to the congress next year?",
            )),
    ]
}

fn namesakes() -> Vec<Person> {
    vec![
        someone("Thomas Kirschenlohm")
            .labelled("Thomas Kirschenlohm, Ulm")
            .linkedin(
                "prof-thomas-kirschenlohm",
                "Hochschule Donaueck",
                "Professor",
                "2023-02-17",
            )
            .mails_from("thomas.kirschenlohm@donaueck.test")
            .with(talk(Via::WorkMail, "2023-02-20", "2026-10-13", 20))
            .with(meet("Donaueck", "2023-03-15", "2026-09-30", 90)),
        someone("Thomas Kirschenlohm")
            .labelled("Thomas Kirschenlohm, ins.")
            .linkedin(
                "thomaskirschenlohm",
                "Sorglos Versicherungen",
                "Generalvertreter",
                "2024-03-27",
            ),
    ]
}

fn papers() -> Vec<Person> {
    vec![
        someone("Petronella Vaalburg").mails_from("editor.vaalburg@actacatalytica.test")
            .with(talk(Via::Mail, "2021-04-06", "2021-05-20", 10).mine(60).answers(100, 100))
            .with(talk(Via::Mail, "2023-03-01", "2023-04-20", 10).mine(60).answers(100, 100))
            .with(talk(Via::Mail, "2025-04-22", "2025-06-12", 10).mine(60).answers(100, 100)),
        someone("Acta Catalytica").mails_from("no-reply@system.actacatalytica.test")
            .with(talk(Via::Mail, "2021-03-20", "2026-06-01", 40).mine(0).answers(0, 0).turns(1, 1).says(&["A manuscript awaits your review.", "Your submission has a new status."])),
        someone("Open Trends in Chemistry").mails_from("editor@opentrends-chem.test")
            .with(talk(Via::WorkMail, "2022-11-01", "2026-10-26", 12).mine(0).answers(0, 0).turns(1, 1)
                .says(&["Greetings of the day! Your eminent research would enrich our upcoming issue.", "Dear Doctor, gentle reminder of our last mail."])),
        someone("Congress Office 2025").mails_from("info@catalysis-congress.test")
            .with(they(Via::WorkMail, "2025-02-03 10:00", "Your registration is confirmed."))
            .with(me(Via::WorkMail, "2025-05-12 15:20", "Can I change my talk to the Tuesday?"))
            .with(they(Via::WorkMail, "2025-05-13 09:05", "We have moved you to Tuesday, 11:20.")),
    ]
}

fn students() -> Vec<Person> {
    vec![
        someone("Finlay Kirkbuddon")
            .linkedin(
                "finlay-kirkbuddon",
                "Moray Distillers",
                "Process Chemist",
                "2020-07-01",
            )
            .mails_from("finlay.kirkbuddon@example.org")
            .with(they(
                Via::Mail,
                "2023-02-06 09:20",
                "Would you be a referee for me once more?",
            ))
            .with(me(Via::Mail, "2023-02-06 20:10", "Of course. For what?"))
            .with(they(
                Via::Mail,
                "2023-02-07 08:30",
                "Whisky! Thank you so much.",
            ))
            .with(they(
                Via::Mail,
                "2025-09-15 12:00",
                "I am applying for the head of process. May I name you?",
            ))
            .with(me(Via::Mail, "2025-09-15 18:25", "With joy. Good luck."))
            .with(they(
                Via::Mail,
                "2025-10-30 16:40",
                "I have it. There is a bottle with your name.",
            )),
        someone("Aurelia Bontemprini")
            .linkedin(
                "aurelia-bontemprini",
                "Hochschule Donaueck",
                "Doktorandin",
                "2024-10-21",
            )
            .mails_from("aurelia.bontemprini@rheinlack.test")
            .with(talk(Via::WorkMail, "2024-10-02", "2025-09-19", 8))
            .with(they(
                Via::LinkedIn,
                "2025-10-06 17:00",
                "First day of the doctorate. Thank you for everything!",
            ))
            .with(me(
                Via::LinkedIn,
                "2025-10-06 21:30",
                "Enjoy it. And sleep.",
            )),
    ]
}
