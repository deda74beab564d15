//! Words that say nothing by themselves: how what is told stands to what happened.

use isnad_language::Marks;

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
    /// Words of the police and the courts for killings in which no side fights: "the victim of the crime", "family quarrels".
    Crime,
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
    /// What leads from a vehicle to those in it: "a bus *carrying* soldiers".
    Aboard,
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
    /// "But", behind a negation: "none fell but three".
    Except,
    /// Before a verb in the present: "may".
    May,
    /// A drill, a simulation: its attacks are played.
    Drill,
    /// What is stolen in play: "stole the show", "snatched a draw".
    Prize,
    /// Names of air forces by their state, which cover the words for aircraft in them.
    AirForce,
    /// "Without a fight": ground that changed hands by agreement.
    Unopposed,
    /// "Under the control of", "in which … are entrenched": leads from a site to those who hold it.
    Held,
    From,
    To,
    /// "To" written on a word: to whom something is told.
    ToWhom,
    OneOf,
    /// "One of them".
    OneOfThem,
    /// "The culprit", "whoever carried it out": one who acted, told without a name.
    Culprit,
    /// Several who carried out an attack.
    Culprits,
    /// "On it", "with them": a preposition that points back to what a relative clause tells of.
    Pointing,
    /// "Some of", "many of": a share of those known.
    Share,
    /// "Tribe", "tribes": what follows names one.
    Tribe,
    /// "Whose source is": where the fire came from.
    Origin,
    /// "Left behind by": whose mines or shells they were.
    Left,
    /// "A band", "a cell": with "of" it stands for those behind it.
    Band,
    /// "Brigade", "battalion": the number behind it is its name.
    Formation,
    /// "The venture of X on": what follows the party is what it did.
    Venture,
    /// "Any link with it", "its part in it": what a party denies.
    Part,
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
    /// "They advance towards": not reached yet, where the sentence tells another place.
    Advance,
    /// "That ties X *with* Y": a road or a line between two towns, the second with its preposition on it.
    Ties,
    Placeword,
    /// Begins names of two words: "Beit", "Tell", "New".
    Compound,
    /// "Son of" inside a name.
    Son,
    /// A street, which may be called after any town or country.
    Avenue,
    Border,
    Elsewhere,
    /// "On the way to": nothing happened there yet.
    Heading,
    Sign,
    Intervention,
    Repel,
    IncidentNoun,
    /// "Of wounds": whoever dies so was hit before.
    Succumbed,
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
    /// "Tried", where what was tried stands right behind who tried it.
    Tried,
    /// "Was done" before the noun of a deed: the passive of its verb.
    Undergone,
    /// "Warned", "fear": an attack of which somebody warns has not happened.
    Warning,
    /// "For his part": somebody else begins to speak.
    InTurn,
    /// "Read also": the line names another article.
    SeeAlso,
    /// "Published on", "print", "key words": the line is the page's, not the article's.
    Furniture,
    /// "Written by": the line names who wrote the article.
    Byline,
    /// "Archive", behind what a picture shows.
    Archive,
    /// "Called for", "urged": what stands behind "to" is wished for.
    Call,
    /// "Broke", "despite": before an agreement that was made earlier.
    Breach,
    /// "Struck back": what follows it is the other side's.
    StruckBack,
    /// "The firing of": told with who fires and what.
    Launching,
    /// Talks, summits, visits, openings: where they are held nothing else has happened.
    Parley,
    /// "Carried", "flown out", of the wounded and the dead: where to, and by what, is no scene and no attack.
    Carried,
    /// "Bore to the grave": where the dead are mourned is no scene.
    Mourned,
    /// "With", "accompanied by": who shared somebody's lot.
    Together,
    /// Neglect, support, cover: what one is blamed for who has not done the deed.
    Omission,
    /// "Exchanged": both sides did what follows.
    Exchange,
    /// "The deadliest", "the first of its kind": the time behind it measures one incident.
    Record,
    /// "The number of", "the toll of": before those whom something befell.
    Tally,
    /// "Life", from which one parts.
    Life,
    /// "Of them", behind a number.
    OfThem,
    /// "In an earlier toll", "the first count": told before of the same incident.
    EarlierToll,
    /// "As many", "their like": the number told before, of those whom something else befell.
    AsMany,
    /// "In solidarity with", "demanding": what a crowd is out for, which happened elsewhere or not at all.
    Cause,
    /// "Into the streets", "in a march": where a crowd goes that protests.
    Street,
    /// "Gathered", "massed": tells a protest of a crowd that is out for something or stands before a seat of power.
    Gather,
    /// A cell, a network: to break it up is to arrest its men.
    Cell,
    /// "Went out", "marched": tells one of a crowd in the streets.
    Turnout,
    /// "In return", "this comes": the article turns to something else than what was told before.
    Turn,
    /// "Similar", "separate": behind the noun of a deed they tell another one.
    Similar,
    /// "By carrying out", "to launch": between one who calls for a deed and the deed.
    Doing,
    /// "The latest of them", before the noun of a deed: one of several told in passing.
    Latest,
    /// "Whom … spoke to", before the outlet that passes on what was said.
    SpokenTo,
    /// "Out of", "of a total of": before the number of those of whom some are counted.
    OutOf,
}

impl Small {
    /// The last of them.
    pub(super) const LAST: Small = Small::OutOf;

    /// The mark of a token at which the word starts.
    #[inline(always)]
    pub(crate) const fn mark(self) -> Marks {
        Marks::one(self as usize)
    }
}
