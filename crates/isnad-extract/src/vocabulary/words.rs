//! What a pack's words mean to the cascade, as types.

use super::measure::MeasureWord;
use super::small::Small;
use isnad_language::EntryId;
use isnad_model::{Measure, Of, SourceKind, Tactic, Target};

/// What an actor is when no group is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Acts {
    Military,
    Police,
    Government,
    Civilians,
    Armed,
    Peacekeepers,
    Militia,
    Mercenaries,
}

/// What an event trigger tells of the kind of incident; settled into an ACLED sub-type with the other evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Incident {
    Attack,
    Raid,
    Clash,
    Strike,
    Airstrike,
    Drone,
    Shelling,
    Bombing,
    Ied,
    Carbomb,
    Suicide,
    Grenade,
    Chemical,
    Shooting,
    Massacre,
    Assassination,
    Killing,
    Abduction,
    Operation,
    Looting,
    Seize,
    Takeover,
    Regain,
    Withdraw,
    /// Fighters leave a place, by themselves or under an accord.
    Evacuation,
    Siege,
    Prisonbreak,
    Agreement,
    Protest,
    Riot,
    Mob,
    Sexual,
    Disrupt,
    Arrest,
    Release,
    Coup,
    Groupchange,
    Base,
}

/// What the grammatical object of a trigger verb is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Target,
    Victim,
    /// It goes off by itself: who stands beside it did nothing.
    Nobody,
    Unknown,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub of: Of,
    pub acts: Option<Acts>,
    pub measure: Option<Measure>,
    pub actor: Option<EntryId>,
    /// A unit word ("member of") that takes its class from the force behind it.
    pub member: bool,
    /// Works for whoever is named behind.
    pub staff: bool,
    /// Plural by itself.
    pub plural: bool,
    pub dual: bool,
    /// Captives: what befell them is told by another word.
    pub captive: bool,
    pub suicide: bool,
    pub protest: bool,
    pub family: bool,
    /// Corpses found.
    pub body: bool,
    /// Heads the force or group named behind.
    pub leader: bool,
    /// Also an adjective: "military".
    pub adjective: bool,
    /// A rank that the police have, too.
    pub rank: bool,
}

/// What can be destroyed, damaged or seized.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thing {
    pub of: Of,
    /// Plural by itself.
    pub plural: bool,
    pub dual: bool,
    /// A drone, by a word that may mean other things too.
    pub drone: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Trigger {
    pub kind: Incident,
    pub noun: bool,
    pub object: Object,
    pub weak: bool,
    pub general: bool,
    pub tactic: Option<Tactic>,
    pub military: bool,
    /// Tells an incident only of people: "the police stopped two men", not "stopped work".
    pub people: bool,
    /// Tells an incident only behind a verb of carrying out: "a man opened, in the church, fire".
    pub fired: bool,
    /// Tells an incident only of men at arms and of a town: "the army entered the town".
    pub enters: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Means {
    pub kind: Option<Incident>,
    pub tactic: Option<Tactic>,
    pub light: bool,
    pub assault: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Force {
    pub acts: Acts,
    pub kind: SourceKind,
    pub country: Option<String>,
    pub weak: bool,
    pub embassy: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// `None` for peacekeepers whose mission follows from the country.
    pub id: Option<String>,
    pub kind: SourceKind,
    pub of: Of,
    /// Where the article must be about for the name to mean this group; empty: anywhere.
    pub countries: Vec<String>,
    /// First and last year of articles in which the name means this group: the "Free Army" of 2012 is not that of 2018.
    pub since: Option<i16>,
    pub until: Option<i16>,
    /// The name of a tribe: a party only where the text calls it one.
    pub tribe: bool,
    /// Calls itself a party.
    pub party: bool,
    /// Also used loosely, for whatever is linked with it.
    pub broad: bool,
    pub weak: bool,
}

impl Group {
    /// Whether the name means this group in an article about a country, published in a year; an article that tells no
    /// year is of today.
    pub(crate) fn known_in(&self, country: Option<&str>, year: Option<i16>) -> bool {
        let here = self.countries.is_empty() || country.is_some_and(|c| self.countries.iter().any(|x| x == c));
        let then = self.until.is_none_or(|last| year.is_some_and(|y| y <= last));
        here && then && self.since.is_none_or(|first| year.is_none_or(|y| y >= first))
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    pub target: Option<Target>,
    pub base: Option<Acts>,
    pub embassy: bool,
    pub weak: bool,
    /// Counts only where the force that it belongs to is told.
    pub owned: bool,
    /// What it is where no force is told.
    pub unowned: Option<Target>,
    /// A settlement so small that whatever happens in it befalls it.
    pub rural: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Speech {
    pub continues: bool,
    pub relays: bool,
    pub denies: bool,
    pub claims: bool,
    pub estimates: bool,
    pub weak: bool,
    pub accuses: bool,
    pub condemns: bool,
    /// Tells a toll with no "that": records, raises the toll.
    pub counts: bool,
    /// Takes whom it is told to as its object: informed.
    pub informs: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Speaker {
    pub kind: SourceKind,
    /// The kind follows from the words behind it.
    pub open: bool,
    pub weak: bool,
    /// A document or channel that stands for its author.
    pub text: bool,
    pub rank: bool,
    /// "The party".
    pub party: bool,
    /// A ministry whose force is the police.
    pub police: bool,
    /// Stands for speakers told before: "the third", "others".
    pub again: bool,
    /// "Its spokesman": speaks for the body told before.
    pub theirs: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Outlet {
    pub kind: SourceKind,
    pub name: Option<String>,
    pub weak: bool,
    /// A common noun whose name follows.
    pub open: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    pub precision: isnad_model::PlacePrecision,
    pub loose: bool,
    /// A sea or a gulf, that towns lie on too.
    pub water: bool,
    pub weak: bool,
    pub many: bool,
    pub capital: bool,
    /// What it names lies in a town: "the quarter of X".
    pub quarter: bool,
}

/// What a word that stands for a place told before is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anaphor {
    Country,
    Capital,
    /// "Before the parliament": a seat of the government, in the capital where no town is told behind it.
    Seat,
    Settlement,
    /// A settlement that is no city.
    Village,
    Division,
    /// A division that its noun names where it has been told before.
    Province,
}

#[derive(Debug, Clone)]
pub(crate) enum Word {
    Person(Person),
    Thing(Thing),
    Measure(MeasureWord),
    Trigger(Trigger),
    Means(Means),
    Force(Force),
    Group(Group),
    /// Unnamed armed men as a body.
    Militants(Stands),
    Demonym(String),
    Site(Site),
    Speech(Speech),
    Speaker(Speaker),
    Modifier(Modifier),
    Outlet(Outlet),
    Cue(Cue),
    /// "Two days after …": what follows happened so many days before; 0 = some days.
    After(i32),
    /// A direction in degrees from north; `None` for the middle.
    Compass(Option<f64>),
    /// A unit of length in kilometres.
    Distance(f64),
    Anaphor(Anaphor),
    Small(Small),
}

impl Word {
    /// Whether a word tells of hostages: taken, or held by those who took them. Detainees whom a state lets go are none.
    pub(crate) fn of_hostages(&self) -> bool {
        match self {
            Word::Trigger(x) => x.kind == Incident::Abduction,
            Word::Measure(x) => x.measure == Measure::Abducted,
            Word::Person(p) => p.captive && p.acts == Some(Acts::Civilians),
            _ => false,
        }
    }
}

/// Whom a word for a body of armed men stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Nobody but those it names.
    Itself,
    /// "The group": the armed group named before, else nobody.
    Group,
    /// "The rebels": the rebel group named before, else men without a name.
    Rebels,
}

/// What an adjective makes of an open speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Modifier {
    Kind(SourceKind),
    /// "Local": a local official where the head is an official, else nobody known.
    Local,
}
