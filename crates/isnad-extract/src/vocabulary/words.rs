//! What a pack's words mean to the cascade, as types.

use super::measure::MeasureWord;
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
    /// Calls itself a party.
    pub party: bool,
    /// Also used loosely, for whatever is linked with it.
    pub broad: bool,
    pub weak: bool,
}

impl Group {
    /// Whether the name means this group in an article about a country.
    pub(crate) fn known_in(&self, country: Option<&str>) -> bool {
        self.countries.is_empty() || country.is_some_and(|c| self.countries.iter().any(|x| x == c))
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
    /// Stands for speakers told before: "the third", "others".
    pub again: bool,
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
    pub weak: bool,
    pub many: bool,
    pub capital: bool,
}

/// What a word that stands for a place told before is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anaphor {
    Country,
    Capital,
    Settlement,
    /// A settlement that is no city.
    Village,
    Division,
    /// A division that its noun names where it has been told before.
    Province,
}

/// Words without attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Small {
    Negation,
    NegationNext,
    Denial,
    Hypothesis,
    Estimate,
    Plan,
    /// "If", "threatens to", "expects": all behind it in the clause has not happened.
    Condition,
    /// "Possible", "imminent" behind what has not happened yet.
    Prospective,
    Attempt,
    Including,
    Namely,
    Other,
    /// "Others" without a number.
    Others,
    /// "Two others" in one word.
    OtherTwo,
    OrdinalOther,
    Also,
    Temporal,
    Afterwards,
    Retort,
    /// "Before": what follows ended what is told.
    Beforehand,
    /// "Of his country": whose country is told by who speaks.
    Homeland,
    Began,
    Trial,
    Meeting,
    Background,
    Another,
    Meanwhile,
    Series,
    Longrun,
    Conflict,
    /// Said where there is war: "civilian", "martyr", "front".
    Wartime,
    Relative,
    That,
    Agent,
    Perform,
    /// Verbs by which an incident comes about: broke out, took place.
    Occur,
    Hit,
    Exposed,
    Accuser,
    Accusation,
    /// What leads from an arrest or a trial to the deed: "suspected of", "who carried out".
    Suspect,
    /// "That he …": the one who speaks is the subject.
    ThatSubject,
    Disclaiming,
    Suspicion,
    Toward,
    Duration,
    Locative,
    Affiliation,
    From,
    To,
    /// "To" written on a word: to whom something is told.
    ToWhom,
    OneOf,
    /// "One of them".
    OneOfThem,
    /// "The culprit", "whoever carried it out": one who acted, told without a name.
    Culprit,
    /// "Some of", "many of": a share of those known.
    Share,
    Any,
    Reach,
    Ranks,
    Itself,
    Unit,
    Result,
    Death,
    According,
    Claiming,
    ClaimingWeak,
    Unclaimed,
    Channel,
    Near,
    Between,
    Road,
    Placeword,
    /// Begins names of two words: "Beit", "Tell", "New".
    Compound,
    Border,
    Elsewhere,
    Sign,
    Intervention,
    Repel,
    IncidentNoun,
    Organisation,
    Particle,
    Offtopic,
    Issue,
    /// An act that is no incident: calls, visits, votes, meets.
    Act,
    Disaster,
    Accident,
    Legal,
    Since,
    Relayed,
    Or,
    And,
    RelayedPronoun,
    /// "Responsible for it": who stands beside it did it, as somebody says.
    Responsible,
    /// "At the gate of": a blast there hits the site.
    Facing,
    /// "With the support of": the force behind it took part.
    Support,
    /// "The same" behind a noun.
    Same,
    /// "Quoting", "on the strength of": leads from the one who passes on to the one who spoke.
    Quoting,
    /// "Who is" between a name and what its bearer is.
    Apposition,
    /// "Managed to", "succeeded in": the deed follows as a noun.
    Managed,
    /// "Was done" before the noun of a deed: the passive of its verb.
    Undergone,
    /// "Warned", "fear": an attack of which somebody warns has not happened.
    Warning,
    /// "Broke", "despite": before an agreement that was made earlier.
    Breach,
    /// "Struck back": what follows it is the other side's.
    StruckBack,
    /// "The firing of": told with who fires and what.
    Launching,
    /// Talks, summits, visits, openings: where they are held nothing else has happened.
    Parley,
    /// "With", "accompanied by": who shared somebody's lot.
    Together,
    /// Neglect, support, cover: what one is blamed for who has not done the deed.
    Omission,
    /// "Exchanged": both sides did what follows.
    Exchange,
    /// "The deadliest", "the first of its kind": the time behind it measures one incident.
    Record,
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

impl Small {
    /// The last of them.
    const LAST: Small = Small::Record;

    /// The bit of a token at which the word starts.
    #[inline]
    pub(crate) const fn mark(self) -> u128 {
        1 << (self as u32)
    }
}

/// The bits of tokens at which words of a kind start. Those below are of small words, one each.
impl Word {
    pub(crate) const PERSON: u128 = 1 << 108;
    pub(crate) const THING: u128 = 1 << 109;
    pub(crate) const MEASURE: u128 = 1 << 110;
    pub(crate) const TRIGGER: u128 = 1 << 111;
    pub(crate) const MEANS: u128 = 1 << 112;
    pub(crate) const FORCE: u128 = 1 << 113;
    pub(crate) const GROUP: u128 = 1 << 114;
    pub(crate) const MILITANTS: u128 = 1 << 115;
    pub(crate) const DEMONYM: u128 = 1 << 116;
    pub(crate) const SITE: u128 = 1 << 117;
    pub(crate) const SPEECH: u128 = 1 << 118;
    pub(crate) const SPEAKER: u128 = 1 << 119;
    pub(crate) const MODIFIER: u128 = 1 << 120;
    pub(crate) const OUTLET: u128 = 1 << 121;
    pub(crate) const CUE: u128 = 1 << 122;
    pub(crate) const AFTER: u128 = 1 << 123;
    pub(crate) const COMPASS: u128 = 1 << 124;
    pub(crate) const DISTANCE: u128 = 1 << 125;
    pub(crate) const ANAPHOR: u128 = 1 << 126;

    /// The bit of what the word is.
    pub(super) fn mark(&self) -> u128 {
        match self {
            Word::Person(_) => Word::PERSON,
            Word::Thing(_) => Word::THING,
            Word::Measure(_) => Word::MEASURE,
            Word::Trigger(_) => Word::TRIGGER,
            Word::Means(_) => Word::MEANS,
            Word::Force(_) => Word::FORCE,
            Word::Group(_) => Word::GROUP,
            Word::Militants(_) => Word::MILITANTS,
            Word::Demonym(_) => Word::DEMONYM,
            Word::Site(_) => Word::SITE,
            Word::Speech(_) => Word::SPEECH,
            Word::Speaker(_) => Word::SPEAKER,
            Word::Modifier(_) => Word::MODIFIER,
            Word::Outlet(_) => Word::OUTLET,
            Word::Cue(_) => Word::CUE,
            Word::After(_) => Word::AFTER,
            Word::Compass(_) => Word::COMPASS,
            Word::Distance(_) => Word::DISTANCE,
            Word::Anaphor(_) => Word::ANAPHOR,
            Word::Small(small) => small.mark(),
        }
    }
}

const _: () = assert!(Small::LAST.mark() < Word::PERSON, "small words and kinds of words have bits of their own");
