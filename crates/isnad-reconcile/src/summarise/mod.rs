//! What the reports of one event come to.

mod account;
mod contradictions;
mod estimates;
mod grounds;
mod policy;
mod portrait;
mod responsibility;
mod voices;

use crate::Told;
use account::Account;
use isnad_model::{Event, Member};
use voices::Voices;

pub use policy::Policy;

/// One event of its members; `None` without any.
///
/// The id is made from the first member; a record puts its own permanent id in its place. Everything else depends on the
/// set of members alone. The policy changes `best` and `why` of the estimates and nothing else.
pub fn summarise(members: &[&Told], policy: Policy) -> Option<Event> {
    let mut told = members.to_vec();
    told.sort_by_cached_key(|t| t.member());
    told.dedup_by_key(|t| t.member());
    let first = told.first()?;
    let voices = Voices::of(&told);
    let accounts = Account::all(&told, &voices);
    let sub_event_type = portrait::kind(&told, &voices)?;
    Some(Event {
        id: format!("{}#{}", first.article.id, first.index),
        members: told.iter().map(|t| t.member()).collect::<Vec<Member>>(),
        event_type: sub_event_type.event_type(),
        sub_event_type,
        date: portrait::date(&told, &voices),
        locations: portrait::locations(&told, &voices),
        actors: portrait::actors(&told, &voices),
        tactics: portrait::shared(&told, &voices, |r| &r.tactics),
        targets: portrait::shared(&told, &voices, |r| &r.targets),
        voices: voices.count(),
        estimates: estimates::all(&accounts, policy),
        contradictions: contradictions::all(&told, &accounts),
        responsibility: responsibility::all(&told),
    })
}
