//! What a pack's words mean to the cascade: lexicon classes and attributes turned into types, once per pack.

use isnad_language::{Chart, Entry, EntryId, Features, Match, Morphology, Pack, PackError};
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
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureWord {
    pub measure: Measure,
    pub noun: bool,
    /// In the active the subject did it.
    pub agent: bool,
    /// It befalls the subject.
    pub own_subject: bool,
    pub passive: bool,
    pub things: bool,
    pub weak: bool,
    /// Only together with a noun that says the measure itself.
    pub light: bool,
    pub count: bool,
    /// Only when a word of death follows.
    pub until_death: bool,
    pub execution: bool,
    /// Told of several.
    pub plural: bool,
    /// Seizes things and arrests people.
    pub arrests: bool,
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
    Division,
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
    Background,
    Another,
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
}

#[derive(Debug, Clone)]
pub(crate) enum Word {
    Person(Person),
    Thing(Of),
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

/// Typed words of a pack by entry.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    words: Vec<Option<Word>>,
    /// For every entry one bit that tells what it is; 0 for those of other stages.
    marks: Vec<u128>,
    /// What is written together with a word.
    pub morphology: Morphology,
}

/// The bit of a word: one per small word, one for all others.
fn mark(word: &Word) -> u128 {
    match word {
        Word::Small(s) => s.mark(),
        _ => 1 << 127,
    }
}

impl Small {
    #[inline]
    fn mark(self) -> u128 {
        1 << (self as u32)
    }
}

impl Vocabulary {
    pub(crate) fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let mut faults = Vec::new();
        let words: Vec<Option<Word>> = pack
            .lexicon
            .entries()
            .iter()
            .map(|e| {
                read(e, pack).unwrap_or_else(|f| {
                    faults.push(f);
                    None
                })
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let marks = words.iter().map(|w| w.as_ref().map_or(0, mark)).collect();
        Ok(Self { words, marks, morphology: pack.lexicon.morphology().clone() })
    }

    /// Marks in a chart what its words are: [`Vocabulary::at`] and its kin ask the marks first.
    pub(crate) fn mark(&self, chart: &mut Chart) {
        chart.mark_words(|e| self.marks[e.index()]);
    }

    #[inline]
    pub(crate) fn word(&self, id: EntryId) -> Option<&Word> {
        self.words[id.index()].as_ref()
    }

    /// Words that start at a token, with their matches.
    #[inline]
    pub(crate) fn at<'a>(&'a self, chart: &'a Chart, token: usize) -> impl Iterator<Item = (&'a Match, &'a Word)> + 'a {
        let matches = if chart.marks(token) == 0 { &[] } else { chart.matches_at(token) };
        matches.iter().filter_map(|m| self.word(m.entry).map(|w| (m, w)))
    }

    /// The end of a small word that starts at a token.
    #[inline]
    pub(crate) fn small(&self, chart: &Chart, token: usize, small: Small) -> Option<usize> {
        if chart.marks(token) & small.mark() == 0 {
            return None;
        }
        self.at(chart, token).find_map(|(m, w)| match w {
            Word::Small(s) if *s == small => Some(m.end as usize),
            _ => None,
        })
    }

    /// Whether any of the small words starts in a run of tokens.
    pub(crate) fn any_small(&self, chart: &Chart, tokens: std::ops::Range<usize>, smalls: &[Small]) -> bool {
        let marks = smalls.iter().fold(0, |marks, s| marks | s.mark());
        tokens.into_iter().any(|t| {
            chart.marks(t) & marks != 0
                && self.at(chart, t).any(|(_, w)| matches!(w, Word::Small(s) if smalls.contains(s)))
        })
    }

    /// A word of a given kind that starts at a token.
    #[inline]
    pub(crate) fn find<'a, T>(
        &'a self,
        chart: &'a Chart,
        token: usize,
        pick: impl Fn(&'a Word) -> Option<T>,
    ) -> Option<(usize, Features, T)> {
        self.at(chart, token).filter_map(|(m, w)| pick(w).map(|t| (m.end as usize, m.features, t))).max_by_key(|x| x.0)
    }
}

fn read(e: &Entry, pack: &Pack) -> Result<Option<Word>, PackError> {
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
            plural: flag("plural"),
            dual: flag("dual"),
            captive: flag("captive") || flag("hostage"),
            suicide: flag("suicide"),
            protest: flag("protest"),
            family: flag("family"),
            body: flag("body"),
            leader: flag("leader"),
            adjective: flag("adjective"),
        }),
        "thing" => Word::Thing(required(e, "of", Of::from_name)?),
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
            until_death: e.get("until") == Some("death"),
            execution: flag("execution"),
            plural: flag("plural"),
            arrests: flag("arrests"),
        }),
        "event" => Word::Trigger(Trigger {
            kind: required(e, "type", incident)?,
            noun: e.get("kind") == Some("noun"),
            object: match e.get("object") {
                Some("target") => Object::Target,
                Some("victim") => Object::Victim,
                _ => Object::Unknown,
            },
            weak: flag("weak"),
            general: flag("general"),
            tactic: optional(e, "tactic", Tactic::from_name)?,
            military: flag("military"),
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
            kind: required(e, "kind", SourceKind::from_name)?,
            of: required(e, "of", Of::from_name)?,
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
            again: flag("again"),
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
            weak: flag("weak"),
            many: flag("many"),
            capital: flag("capital"),
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

fn small(class: &str) -> Option<Small> {
    Some(match class {
        "denial" => Small::Denial,
        "hypothesis" => Small::Hypothesis,
        "estimate" => Small::Estimate,
        "plan" => Small::Plan,
        "condition" => Small::Condition,
        "prospective" => Small::Prospective,
        "attempt" => Small::Attempt,
        "including" => Small::Including,
        "namely" => Small::Namely,
        "other" => Small::Other,
        "others" => Small::Others,
        "other-two" => Small::OtherTwo,
        "ordinal-other" => Small::OrdinalOther,
        "also" => Small::Also,
        "temporal" => Small::Temporal,
        "background" => Small::Background,
        "another" => Small::Another,
        "series" => Small::Series,
        "longrun" => Small::Longrun,
        "conflict" => Small::Conflict,
        "wartime" => Small::Wartime,
        "relative" => Small::Relative,
        "that" => Small::That,
        "agent" => Small::Agent,
        "perform" => Small::Perform,
        "occur" => Small::Occur,
        "hit" => Small::Hit,
        "exposed" => Small::Exposed,
        "accusation" => Small::Accusation,
        "suspect" => Small::Suspect,
        "that-subject" => Small::ThatSubject,
        "disclaiming" => Small::Disclaiming,
        "accuser" => Small::Accuser,
        "facing" => Small::Facing,
        "responsible" => Small::Responsible,
        "support" => Small::Support,
        "suspicion" => Small::Suspicion,
        "toward" => Small::Toward,
        "duration" => Small::Duration,
        "locative" => Small::Locative,
        "affiliation" => Small::Affiliation,
        "from" => Small::From,
        "to" => Small::To,
        "to-whom" => Small::ToWhom,
        "oneof" => Small::OneOf,
        "any" => Small::Any,
        "reach" => Small::Reach,
        "ranks" => Small::Ranks,
        "itself" => Small::Itself,
        "unit" => Small::Unit,
        "result" => Small::Result,
        "death" => Small::Death,
        "according" => Small::According,
        "unclaimed" => Small::Unclaimed,
        "channel" => Small::Channel,
        "near" => Small::Near,
        "between" => Small::Between,
        "road" => Small::Road,
        "placeword" => Small::Placeword,
        "compound" => Small::Compound,
        "border" => Small::Border,
        "elsewhere" => Small::Elsewhere,
        "sign" => Small::Sign,
        "intervention" => Small::Intervention,
        "repel" => Small::Repel,
        "incident" => Small::IncidentNoun,
        "organisation" => Small::Organisation,
        "particle" => Small::Particle,
        "offtopic" => Small::Offtopic,
        "issue" => Small::Issue,
        "act" => Small::Act,
        "disaster" => Small::Disaster,
        "legal" => Small::Legal,
        "since" => Small::Since,
        "relayed" => Small::Relayed,
        "or" => Small::Or,
        "and" => Small::And,
        "relayed-pronoun" => Small::RelayedPronoun,
        "same" => Small::Same,
        "quoting" => Small::Quoting,
        "apposition" => Small::Apposition,
        _ => return None,
    })
}

fn acts(name: &str) -> Option<Acts> {
    Some(match name {
        "military" => Acts::Military,
        "police" => Acts::Police,
        "government" => Acts::Government,
        "civilians" => Acts::Civilians,
        "armed" => Acts::Armed,
        "peacekeepers" => Acts::Peacekeepers,
        "militia" => Acts::Militia,
        "mercenaries" => Acts::Mercenaries,
        _ => return None,
    })
}

fn anaphor(name: &str) -> Option<Anaphor> {
    Some(match name {
        "country" => Anaphor::Country,
        "capital" => Anaphor::Capital,
        "settlement" => Anaphor::Settlement,
        "division" => Anaphor::Division,
        _ => return None,
    })
}

fn incident(name: &str) -> Option<Incident> {
    use Incident::*;
    Some(match name {
        "attack" => Attack,
        "raid" => Raid,
        "clash" => Clash,
        "strike" => Strike,
        "airstrike" => Airstrike,
        "drone" => Drone,
        "shelling" => Shelling,
        "bombing" => Bombing,
        "ied" => Ied,
        "carbomb" => Carbomb,
        "suicide" => Suicide,
        "grenade" => Grenade,
        "chemical" => Chemical,
        "shooting" => Shooting,
        "massacre" => Massacre,
        "assassination" => Assassination,
        "killing" => Killing,
        "abduction" => Abduction,
        "operation" => Operation,
        "looting" => Looting,
        "seize" => Seize,
        "takeover" => Takeover,
        "regain" => Regain,
        "withdraw" => Withdraw,
        "siege" => Siege,
        "prisonbreak" => Prisonbreak,
        "agreement" => Agreement,
        "protest" => Protest,
        "riot" => Riot,
        "mob" => Mob,
        "sexual" => Sexual,
        "disrupt" => Disrupt,
        "arrest" => Arrest,
        "release" => Release,
        "coup" => Coup,
        "groupchange" => Groupchange,
        "base" => Base,
        _ => return None,
    })
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
