//! What `tieline log` takes.

use clap::Args;

use super::{BookPlace, Talk};

/// What `log` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
The line: [DATE [TIME]] DIRECTION CHANNEL WHO[, WHO…] [#tag…] [: note]
  DIRECTION  > you reached out, < they did, = both (met, talked), ! you tried but got no answer
  CHANNEL    meet, call, mail, chat, sms, linkedin, or any other word
  WHO        a name that your book knows, an e-mail address, a number, a profile link
  tags       #favour-given #favour-received #intro-given #intro-received #passed-on #promise due:DATE #thanks #met-at, and
             your own; #passed-on, #promise and #thanks are theirs after <, yours otherwise;
             with < and #intro-received the first person introduced you to the others

Examples:
  tieline log \"= meet Petra Novak #favour-given : lunch, read her draft\"
  tieline log \"2026-03-02 14:05 ! call petra@example.org\"
  tieline log \"> mail Petra Novak #promise due:2026-04-30 : the contact in Oslo\"
  tieline log > my.log      prints everything that you noted, as a log that `tieline audit` reads")]
pub struct LogArgs {
    /// What happened, in quotation marks; without it, prints what you noted so far.
    #[arg(value_name = "LINE")]
    pub words: Vec<String>,

    /// The country of phone numbers that are written without one: DE, US, …
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,

    /// The zone of times that are written without one, such as Europe/Berlin [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub tz: Option<String>,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
