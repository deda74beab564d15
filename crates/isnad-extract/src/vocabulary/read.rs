//! A lexicon entry, read into what it means; faults name its place.

use super::measure::{MeasureWord, Until};
use super::names::{acts, anaphor, incident, small};
use super::small::Small;
use super::words::*;
use isnad_language::{Entry, Pack, PackError};
use isnad_model::{Measure, Of, SourceKind, Tactic, Target};

pub(super) fn read(e: &Entry, pack: &Pack) -> Result<Option<Word>, PackError> {
    let flag = |k: &str| e.has(k);
    Ok(Some(match e.class.as_str() {
        "person" => Word::Person(Person {
            of: required(e, "of", Of::from_name)?,
            acts: optional(e, "acts", acts)?,
            measure: optional(e, "measure", Measure::from_name)?,
            actor: match e.get("actor") {
                Some(id) => Some(
                    pack.lexicon
                        .ids()
                        .find(|(_, x)| x.class == "actor" && x.get("id") == Some(id))
                        .map(|(k, _)| k)
                        .ok_or_else(|| e.fault(format!("no actor has the id `{id}`")))?,
                ),
                None => None,
            },
            member: flag("member"),
            staff: flag("staff"),
            plural: flag("plural"),
            dual: flag("dual"),
            captive: flag("captive") || flag("hostage"),
            suicide: flag("suicide"),
            protest: flag("protest"),
            family: flag("family"),
            body: flag("body"),
            leader: flag("leader"),
            adjective: flag("adjective"),
            rank: flag("rank"),
        }),
        "thing" => {
            let of = required(e, "of", Of::from_name)?;
            Word::Thing(Thing { of, plural: flag("plural"), dual: flag("dual"), drone: flag("drone") })
        }
        "measure" => Word::Measure(MeasureWord {
            measure: required(e, "measure", Measure::from_name)?,
            noun: e.get("kind") == Some("noun"),
            agent: flag("agent"),
            own_subject: flag("self"),
            passive: flag("passive"),
            things: flag("things"),
            weak: flag("weak"),
            light: flag("light"),
            count: flag("count"),
            until: optional(e, "until", |v| match v {
                "death" => Some(Until::Death),
                "care" => Some(Until::Care),
                "life" => Some(Until::Life),
                "itself" => Some(Until::Itself),
                _ => None,
            })?,
            execution: flag("execution"),
            plural: flag("plural"),
            evacuates: flag("evacuates"),
            loses: flag("loses"),
            arrests: flag("arrests"),
        }),
        "event" => Word::Trigger(Trigger {
            kind: required(e, "type", incident)?,
            noun: e.get("kind") == Some("noun"),
            object: match e.get("object") {
                Some("target") => Object::Target,
                Some("victim") => Object::Victim,
                Some("nobody") => Object::Nobody,
                _ => Object::Unknown,
            },
            weak: flag("weak"),
            general: flag("general"),
            tactic: optional(e, "tactic", Tactic::from_name)?,
            military: flag("military"),
            people: flag("people"),
            fired: flag("fired"),
            enters: flag("enters"),
        }),
        "means" => Word::Means(Means {
            kind: optional(e, "type", incident)?,
            tactic: optional(e, "tactic", Tactic::from_name)?,
            light: flag("light"),
            assault: flag("assault"),
        }),
        "force" => Word::Force(Force {
            acts: required(e, "branch", acts)?,
            kind: required(e, "kind", SourceKind::from_name)?,
            country: e.get("country").map(str::to_owned),
            weak: flag("weak"),
            embassy: flag("embassy"),
        }),
        "actor" => Word::Group(Group {
            id: e.get("id").map(str::to_owned),
            countries: e.get("country").map(|c| c.split(',').map(str::to_owned).collect()).unwrap_or_default(),
            since: optional(e, "since", |y| y.parse().ok())?,
            until: optional(e, "until", |y| y.parse().ok())?,
            kind: required(e, "kind", SourceKind::from_name)?,
            of: required(e, "of", Of::from_name)?,
            tribe: flag("tribe"),
            party: flag("party"),
            broad: flag("broad"),
            weak: flag("weak"),
        }),
        "militants" => Word::Militants(match (flag("anaphor"), flag("rebels")) {
            (true, _) => Stands::Group,
            (_, true) => Stands::Rebels,
            _ => Stands::Itself,
        }),
        "demonym" => Word::Demonym(e.get("country").ok_or_else(|| e.fault("a demonym needs country=CC"))?.to_owned()),
        "site" => Word::Site(Site {
            target: optional(e, "target", Target::from_name)?,
            base: match e.get("base") {
                Some("embassy") | None => None,
                Some(b) => Some(acts(b).ok_or_else(|| e.fault(format!("`{b}` is no base")))?),
            },
            embassy: e.get("base") == Some("embassy"),
            weak: flag("weak"),
            owned: flag("owned"),
            unowned: optional(e, "unowned", Target::from_name)?,
            rural: flag("rural"),
        }),
        "speech" => Word::Speech(Speech {
            continues: flag("continues"),
            relays: flag("relays"),
            denies: flag("denies"),
            claims: flag("claims"),
            estimates: flag("estimates"),
            weak: flag("weak"),
            accuses: flag("accuses"),
            condemns: flag("condemns"),
            counts: flag("counts"),
            informs: flag("informs"),
        }),
        "speaker" => Word::Speaker(Speaker {
            kind: required(e, "kind", SourceKind::from_name)?,
            open: flag("open"),
            weak: flag("weak"),
            text: flag("text"),
            rank: flag("rank"),
            party: flag("party"),
            police: flag("police"),
            again: flag("again"),
            theirs: flag("theirs"),
        }),
        "modifier" => Word::Modifier(match e.get("kind") {
            Some("local") => Modifier::Local,
            _ => Modifier::Kind(required(e, "kind", SourceKind::from_name)?),
        }),
        "outlet" => Word::Outlet(Outlet {
            kind: required(e, "kind", SourceKind::from_name)?,
            name: e.get("name").map(str::to_owned),
            weak: flag("weak"),
            open: flag("open"),
        }),
        "cue" => Word::Cue(Cue {
            precision: required(e, "precision", isnad_model::PlacePrecision::from_name)?,
            loose: flag("loose"),
            water: flag("water"),
            weak: flag("weak"),
            many: flag("many"),
            capital: flag("capital"),
            quarter: flag("quarter"),
        }),
        "after" => Word::After(required(e, "days", |v| v.parse().ok())?),
        "compass" => Word::Compass(optional(e, "bearing", |v| v.parse().ok())?),
        "distance" => Word::Distance(required(e, "km", |v| v.parse().ok())?),
        "anaphor" => Word::Anaphor(required(e, "of", anaphor)?),
        "negation" => Word::Small(if e.get("scope") == Some("next") { Small::NegationNext } else { Small::Negation }),
        "claiming" => Word::Small(if flag("weak") { Small::ClaimingWeak } else { Small::Claiming }),
        class => match small(class) {
            Some(s) => Word::Small(s),
            // classes of other stages: numbers, dates, pattern literals
            None => return Ok(None),
        },
    }))
}

fn required<T>(e: &Entry, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, PackError> {
    optional(e, key, read)?.ok_or_else(|| e.fault(format!("class `{}` needs {key}=", e.class)))
}

fn optional<T>(e: &Entry, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, PackError> {
    match e.get(key) {
        None => Ok(None),
        Some(v) => read(v).map(Some).ok_or_else(|| e.fault(format!("`{key}={v}`: no such value"))),
    }
}
