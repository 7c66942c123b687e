//! A chat as a table of who wrote what and when, as programs save it that say no more: KakaoTalk on a Mac, exporters of Discord,
//! analysers of WhatsApp. Whose chat it is tells the name of the file, or the owner.

use std::collections::BTreeSet;

use super::columns::{Columns, ME};
use super::{No, days, moment, order, took};
use crate::import::peers::Peers;
use crate::import::room::Room;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{Channel, Exchange, Gist, PeerIx, PeerKey};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::moment::Moment;
use crate::model::name::fold;
use crate::model::owner::OwnerHint;
use crate::model::problem::Place;

/// A message of which it is not known yet to whom it went.
struct Said {
    at: Moment,
    name: String,
    gist: Option<Gist>,
    place: Place,
}

pub(super) fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    context: &Context,
) -> Imported {
    let columns = Columns::of(header, context);
    let mut out = Imported::default();
    out.report.unknown_columns.clone_from(&columns.unknown);
    let order = order(&days(source, decoded, header, &columns)).or(context.date_order);
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut said = Vec::new();
    while let Some(row) = rows.next_row() {
        let one = moment(&columns.written(row), context, order);
        match one.and_then(|at| message(&columns, row, at)) {
            Ok(message) => said.push(message),
            Err(no) => took(&mut out, Err(no), row),
        }
    }
    rows.finish(&mut out.report, &mut out.problems);
    let mut peers = Peers::default();
    let names: BTreeSet<&str> = said.iter().map(|said| said.name.as_str()).collect();
    out.owner = hints(&names, source.name);
    let members: Vec<PeerIx> = names
        .iter()
        .filter_map(|name| somebody(&mut peers, name))
        .collect();
    let room = Room::of(members);
    for said in &said {
        let from = somebody(&mut peers, &said.name).filter(|_| room.len() > 1);
        let Some(from) = from else {
            out.report.count(Fate::SetAside(SetAside::NobodyNamed), 1);
            continue;
        };
        out.exchanges.push(Exchange {
            native: 0,
            at: said.at,
            channel: Channel::Chat,
            parties: room.said_by(from),
            duration_s: None,
            text: 0,
            gist: said.gist,
            place: said.place,
        });
    }
    out.peers = peers.into_list();
    out
}

fn message(columns: &Columns, row: Row<'_>, at: Moment) -> Result<Said, No> {
    let name = row.get(columns.writer).trim();
    if name.is_empty() {
        return Err(No::Aside(SetAside::NobodyNamed));
    }
    Ok(Said {
        at,
        name: name.to_owned(),
        gist: columns.gist(row),
        place: row.place,
    })
}

fn somebody(peers: &mut Peers, name: &str) -> Option<PeerIx> {
    match is_me(name) {
        true => Some(peers.keyed(PeerKey::Owner, "")),
        false => peers.named(name),
    }
}

fn is_me(name: &str) -> bool {
    ME.contains(&name.to_lowercase().as_str())
}

/// In a chat of two whose file bears the name of one of them, the other is the owner.
fn hints(names: &BTreeSet<&str>, file: &str) -> Vec<OwnerHint> {
    if names.iter().any(|name| is_me(name)) {
        return Vec::new();
    }
    let file = fold(file.rsplit(['/', '\\']).next().unwrap_or(file)).replace('_', " ");
    let (named, others): (Vec<&str>, Vec<&str>) =
        names.iter().partition(|name| file.contains(&fold(name)));
    match (named.as_slice(), others.as_slice()) {
        ([_], [other]) => vec![OwnerHint::Alias((*other).to_owned())],
        _ => names
            .iter()
            .map(|name| OwnerHint::Speaker((*name).to_owned()))
            .collect(),
    }
}
