//! What the columns of a log are, by the names that programs and people give them, or as the owner says with `--map`.

use crate::import::Context;
use crate::import::contacts::{LogRole, Mapped, Role};
use crate::import::gist::gist;
use crate::import::table::{Header, Row};
use crate::model::exchange::Gist;

/// Names of columns in normal form.
type Names = &'static [&'static str];

const DATE: Names = &[
    "date",
    "when",
    "datum",
    "timestamp",
    "datetime",
    "date/time",
    "date&time",
    "dateandtime",
    "calldate",
    "calldatetime",
    "calldate/time",
    "datumundzeit",
    "datum/uhrzeit",
    "datum/zeit",
    "messagedate",
    "sentdate",
    "datesent",
    "senton",
    "activitydate",
    "activitydate/time",
    "activitytimestamp",
    "activitycreated",
    "calltimestamp",
    "callstart",
    "callstarttime",
    "callstartdate",
    "starttime",
    "startdate",
    "duedate",
    "start",
    "startedat",
    "startzeit",
    "beginn",
    "fecha",
    "fechayhora",
    "data",
    "dateheure",
    "dateetheure",
    "dataeora",
    "datumtijd",
    "dateutc",
    "received",
    "sent",
    "receivedtime",
    "receivedon",
    "sentat",
    "emailreceivedtime",
    "datereceived",
    "envoyéle",
    "gesendetam",
    "empfangen",
    "gesendet",
    "erhalten",
    "date(utc)",
    "time(utc)",
];
const TIME: Names = &[
    "time",
    "uhrzeit",
    "zeit",
    "calltime",
    "hora",
    "heure",
    "ora",
    "tijd",
    "timeofday",
];
const DIRECTION: Names = &[
    "direction",
    "dir",
    "richtung",
    "calldirection",
    "messagedirection",
    "in/out",
    "inout",
    "incoming/outgoing",
    "dirección",
    "direccion",
    "sens",
    "direzione",
];
const CHANNEL: Names = &["channel", "kanal", "type"];
const ACTIVITY: Names = &[
    "activitytype",
    "activity",
    "tasksubtype",
    "engagementtype",
    "interactiontype",
    "eventtype",
];
const CALL_TYPE: Names = &[
    "type",
    "calltype",
    "typ",
    "anruftyp",
    "art",
    "tipo",
    "typedappel",
    "messagetype",
    "callkind",
];
const EMAIL: Names = &[
    "email",
    "e-mail",
    "emailaddress",
    "e-mailaddress",
    "contactemail",
    "contact:email",
    "associatedcontactemail",
    "associatedcontactemails",
    "participantemail",
    "useremail",
    "senderemail",
];
const PHONE: Names = &[
    "phone",
    "number",
    "telefon",
    "phonenumber",
    "nummer",
    "rufnummer",
    "telefonnummer",
    "callednumber",
    "dialednumber",
    "numberdialed",
    "numbercalled",
    "callernumber",
    "othernumber",
    "otherparty",
    "otherpartynumber",
    "contactnumber",
    "contactphone",
    "remotenumber",
    "gegenstelle",
    "zielrufnummer",
    "zielnummer",
    "address",
    "número",
    "numero",
    "teléfono",
    "telefono",
    "numéro",
    "to/from",
    "from/to",
    "senderid",
    "mobilenumber",
    "phonenumber/address",
];
const NAME: Names = &[
    "name",
    "who",
    "contact",
    "person",
    "kontakt",
    "contactname",
    "contact:fullname",
    "wer",
    "fullname",
    "associatedcontact",
    "associatedcontacts",
    "lead",
    "sendername",
    "callername",
    "displayname",
    "nombre",
    "contacto",
    "nom",
    "nome",
    "nameornumber",
    "name/number",
];
const FROM: Names = &[
    "from",
    "sender",
    "von",
    "src",
    "source",
    "caller",
    "callerid",
    "callingnumber",
    "callingparty",
    "fromnumber",
    "anumber",
    "origin",
    "originnumber",
    "fromname",
    "de",
];
const TO: Names = &[
    "to",
    "recipient",
    "recipients",
    "an",
    "dst",
    "destination",
    "callee",
    "called",
    "calledparty",
    "tonumber",
    "bnumber",
    "destinationnumber",
    "receiver",
    "toname",
];
const WRITER: Names = &[
    "user",
    "sender",
    "author",
    "username",
    "from",
    "name",
    "sendername",
    "authorname",
    "speaker",
    "member",
    "absender",
    "autor",
    "auteur",
    "remitente",
    "mittente",
    "remetente",
    "afzender",
    "nadawca",
    "发送者",
    "发送人",
    "보낸사람",
    "送信者",
];
const SESSION: Names = &["chatsession", "chat", "conversation", "chatname", "thread"];
const OUTCOME: Names = &[
    "outcome",
    "calloutcome",
    "disposition",
    "status",
    "callstatus",
    "result",
    "callresult",
    "answered",
    "actionresult",
];
const SERVICE: Names = &["service", "platform", "app"];
const RECIPIENTS: Names = &["recipients", "others", "participants"];
const DURATION: Names = &[
    "durations",
    "duration",
    "durationseconds",
    "dauer",
    "duration(s)",
    "duration(sec)",
    "duration(secs)",
    "duration(seconds)",
    "callduration",
    "callduration(hh:mm:ss)",
    "callduration(seconds)",
    "billsec",
    "talktime",
    "seconds",
    "length",
    "duración",
    "duracion",
    "durée",
    "durata",
    "gesprächsdauer",
];
const MINUTES: Names = &[
    "minutes",
    "mins",
    "min",
    "duration(minutes)",
    "duration(min)",
    "durationminutes",
    "callduration(minutes)",
];
const TEXT: Names = &[
    "message",
    "text",
    "body",
    "content",
    "contents",
    "messagetext",
    "messagebody",
    "messagecontent",
    "smsbody",
    "nachricht",
    "mensaje",
    "messaggio",
];
const NOTE: Names = &["note", "notiz", "notes", "comment", "comments"];
const SUBJECT: Names = &[
    "subject",
    "betreff",
    "objet",
    "asunto",
    "oggetto",
    "assunto",
    "onderwerp",
    "temat",
    "ämne",
    "emne",
];

/// What kind of log a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A log with a direction and a channel.
    General,
    /// Calls, whose type says which way.
    Calls,
    /// Messages of one service.
    Messages,
    /// A chat that says who wrote and no more.
    Talk,
    /// Mail.
    Letters,
    /// What a customer database has logged.
    Activities,
    /// What the owner's map makes of a table.
    Mapped,
}

/// What kind of log a header is by the names of its columns; `None` for none.
pub fn shape(columns: &[String]) -> Option<Shape> {
    let has = |names: Names| columns.iter().any(|c| names.contains(&c.as_str()));
    let who = has(EMAIL) || has(PHONE) || has(NAME);
    let between = has(FROM) && has(TO);
    let way = has(CALL_TYPE) || has(DIRECTION);
    let lasts = has(DURATION) || has(MINUTES);
    if !(has(DATE) || has(TIME) && lasts) {
        return None;
    }
    // The tables of LinkedIn and Outlook have names of their own for these.
    if columns
        .iter()
        .any(|c| c.starts_with("from:(") || c == "inviterprofileurl" || c == "meetingorganizer")
    {
        return None;
    }
    match () {
        () if has(DATE) && has(DIRECTION) && has(CHANNEL) && who && !between => {
            Some(Shape::General)
        }
        () if has(ACTIVITY) && who => Some(Shape::Activities),
        () if lasts && (between || has(PHONE) && way || has(DIRECTION) && who) => {
            Some(Shape::Calls)
        }
        () if between && has(SUBJECT) => Some(Shape::Letters),
        () if has(TEXT) && (between || has(SESSION) && way || (has(PHONE) || has(NAME)) && way) => {
            Some(Shape::Messages)
        }
        () if has(TEXT) && has(WRITER) && !has_side(columns) => Some(Shape::Talk),
        () => None,
    }
}

/// Whether anything beside the writer tells who took part or which way it went.
fn has_side(columns: &[String]) -> bool {
    let sides = [
        TO, DIRECTION, CALL_TYPE, SESSION, PHONE, EMAIL, RECIPIENTS, DURATION, MINUTES,
    ];
    let is_side = |column: &String| sides.iter().any(|names| names.contains(&column.as_str()));
    columns.iter().any(is_side)
}

/// What a log calls its owner.
pub const ME: [&str; 9] = ["me", "you", "myself", "i", "ich", "moi", "yo", "eu", "io"];

/// Whether the owner's map makes a log of a header.
pub fn is_mapped(columns: &[String], map: &[Mapped]) -> bool {
    let is_log = |mapped: &Mapped| matches!(mapped.role, Role::Log(_));
    let named = |mapped: &Mapped| columns.iter().any(|c| mapped.names(c));
    columns.len() > 1 && map.iter().any(|mapped| is_log(mapped) && named(mapped))
}

/// Which column is what.
pub struct Columns {
    pub date: Option<usize>,
    pub time: Option<usize>,
    pub direction: Option<usize>,
    pub channel: Option<usize>,
    pub email: Option<usize>,
    pub phone: Option<usize>,
    pub name: Option<usize>,
    pub given: Option<usize>,
    pub family: Option<usize>,
    pub from: Option<usize>,
    pub to: Option<usize>,
    pub writer: Option<usize>,
    pub session: Option<usize>,
    pub outcome: Option<usize>,
    pub recipients: Option<usize>,
    pub duration: Option<usize>,
    pub minutes: Option<usize>,
    pub text: Option<usize>,
    /// Columns that no rule knows, as written.
    pub unknown: Vec<String>,
    /// Columns whose role the owner gave, as typed.
    pub mapped: Vec<String>,
    pub shape: Shape,
}

impl Columns {
    /// Those of a header.
    pub fn of(header: &Header, context: &Context) -> Self {
        let shape = shape(&header.columns).unwrap_or(Shape::Mapped);
        let said = |role: Role| {
            let mapped = context.map.iter().filter(|mapped| mapped.role == role);
            mapped
                .filter_map(|m| header.columns.iter().position(|c| m.names(c)))
                .next()
        };
        let taken = |at: &usize| context.map.iter().any(|m| m.names(&header.columns[*at]));
        let named = |names: Names| header.column(names).filter(|at| !taken(at));
        let log = |role: LogRole, names: Names| said(Role::Log(role)).or_else(|| named(names));
        let channel = match shape {
            Shape::General => named(CHANNEL),
            Shape::Activities => named(ACTIVITY),
            Shape::Messages => named(SERVICE),
            Shape::Calls | Shape::Letters | Shape::Talk | Shape::Mapped => None,
        };
        let known: Vec<&str> = [
            DATE, TIME, DIRECTION, CHANNEL, ACTIVITY, CALL_TYPE, EMAIL, PHONE, NAME, FROM, TO,
            SESSION, OUTCOME, SERVICE, RECIPIENTS, DURATION, MINUTES, TEXT, NOTE, SUBJECT, WRITER,
        ]
        .concat();
        let mapped: Vec<&Mapped> = context
            .map
            .iter()
            .filter(|m| header.columns.iter().any(|c| m.names(c)))
            .collect();
        let is_mapped = |column: &str| mapped.iter().any(|m| m.names(column));
        let unknown = header.columns.iter().zip(&header.written);
        Self {
            date: log(LogRole::Date, DATE),
            time: log(LogRole::Time, TIME),
            direction: log(LogRole::Direction, DIRECTION).or_else(|| match shape {
                Shape::General | Shape::Activities | Shape::Letters | Shape::Talk => None,
                Shape::Calls | Shape::Messages | Shape::Mapped => named(CALL_TYPE),
            }),
            channel: said(Role::Log(LogRole::Channel)).or(channel),
            email: said(Role::Email("")).or_else(|| named(EMAIL)),
            phone: said(Role::Phone(""))
                .or_else(|| said(Role::Phone("cell")))
                .or_else(|| named(PHONE)),
            name: said(Role::Full).or_else(|| named(NAME)),
            given: said(Role::Given).or_else(|| named(&["firstname"])),
            family: said(Role::Family).or_else(|| named(&["lastname"])),
            from: log(LogRole::From, FROM),
            to: log(LogRole::To, TO),
            writer: named(WRITER),
            session: named(SESSION),
            outcome: named(OUTCOME),
            recipients: named(RECIPIENTS),
            duration: log(LogRole::Duration, DURATION),
            minutes: named(MINUTES),
            text: named(TEXT),
            unknown: unknown
                .filter(|(c, _)| !c.is_empty() && !known.contains(&c.as_str()) && !is_mapped(c))
                .map(|(_, written)| written.clone())
                .collect(),
            mapped: mapped.iter().map(|m| m.column.clone()).collect(),
            shape,
        }
    }

    /// What the text of a message comes to; none where no text was given.
    pub fn gist(&self, row: Row<'_>) -> Option<Gist> {
        let text = row.get(self.text);
        (!text.trim().is_empty()).then(|| gist(text))
    }

    /// The date as written, with the time of a column of its own behind it.
    pub fn written(&self, row: Row<'_>) -> String {
        format!("{} {}", row.get(self.date), row.get(self.time))
            .trim()
            .to_owned()
    }

    /// The name of the other side, which may stand in two columns.
    pub fn name_in(&self, row: Row<'_>) -> String {
        let whole = row.get(self.name);
        if self.given.is_none() && self.family.is_none() || !whole.is_empty() {
            return whole.to_owned();
        }
        let name = format!("{} {}", row.get(self.given), row.get(self.family));
        name.trim().to_owned()
    }
}
