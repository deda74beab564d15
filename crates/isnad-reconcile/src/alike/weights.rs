//! The table of weights: everything that can speak for or against two tellings being of one event.

macro_rules! features {
    ($($name:ident, $text:literal, $weight:literal, $why:literal;)*) => {
        /// What two tellings have or have not in common.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $(#[doc = $why] $name,)* }

        impl Feature {
            /// Every row of the table, in its order.
            pub const ALL: &'static [Feature] = &[$(Feature::$name,)*];

            /// The name that reasons are told under.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$name => $text,)* }
            }

            /// For (positive) or against (negative), in logarithms of odds.
            pub fn weight(self) -> f64 {
                match self { $(Feature::$name => $weight,)* }
            }

            /// Why it weighs what it weighs.
            pub fn why(self) -> &'static str {
                match self { $(Feature::$name => $why,)* }
            }
        }
    };
}

// A weight is a logarithm of odds as a coder would bet, not a fitted number: the sets at hand are too small to fit one.
features! {
    SameDay, "same day", 2.0, "few towns see two incidents on one day";
    DaysOverlap, "days overlap", 1.5, "a span of days that holds the other's day";
    DaysTouch, "days overlap in part", 0.5, "the news of a day and of the day after: either one incident or two";
    NextDay, "a day apart", -2.0, "nights, time zones and late bulletins shift a day; raids on two days also happen";
    NextToSpan, "a day beside the span", -0.8, "spans made of a day of publication are a day too short at times";
    TwoDaysApart, "two days apart", -5.0, "two attacks on one town, two days apart, are two attacks";
    SameWeek, "same week", -1.0, "a week holds several incidents of one place";
    SameSpan, "the same span of days", -0.3, "both say early in the month, or the week of a date";
    SameMonth, "same month", -1.4, "a month holds many";
    SameYear, "same year", -1.5, "a year says next to nothing";
    FitsPublication, "no date, told in the days after", -0.6, "what is told without a day is mostly fresh";
    FitsPassing, "no date, told in passing in the days after", -1.4, "what is told beside the news is older more often than not";
    MissesPublication, "no date, not told in the days after", -3.0, "an old incident would be told with its day";
    NoDate, "no date to compare", -2.0, "only the rest can tell";

    SamePlace, "same place", 3.0, "one name, points within 3 km, or a quarter of the town in which the sites of the other lie";
    ClosePlace, "places within 10 km", 2.2, "a town and its outskirts";
    NextTown, "other towns within 10 km", 1.0, "villages of one raid, or of two";
    NearPlace, "places within 25 km", -0.8, "the nearest town that a reader knows, or the next village";
    AreaHolds, "place within the other's area", -0.8, "near a town and between two lie many villages";
    RegionHolds, "place within the other's region", -0.8, "a region at war sees several incidents a day";
    SameRegion, "same region", -0.6, "both name no finer place";
    SameCountry, "same country", -1.4, "a country in war sees many incidents a day: figures must speak";
    NoPlace, "no place to compare", -1.5, "only the rest can tell";
    SeveralSites, "several sites in common", 1.0, "an operation against the same places";
    SameSite, "same site", 0.9, "the same camp, market or mosque";
    OtherSite, "other sites of one town", -1.0, "two sites that are told by name are told apart";
    PlacesApart, "places 25 to 60 km apart", -2.5, "neighbouring towns are two incidents, unless a gazetteer errs";
    PlacesFar, "places far apart", -6.0, "other places";

    SameType, "same type", 0.7, "most incidents of a place are of few types";
    SameRareType, "same rare type", 1.6, "an agreement, a change of sides: few of one place and time";
    PoisonGas, "poison gas in both", 2.6, "a chemical weapon is used seldom";
    KindredType, "types told of one event", 0.0, "a raid with a bomb is a clash to one paper and a bombing to another";
    DistantType, "types seldom told of one event", -0.8, "an abduction or a mine within a clash is told apart mostly";
    OtherType, "types of different events", -3.5, "a protest is no air strike";

    SamePerpetrator, "same group named", 1.2, "groups share a country, yet not many a town";
    ForeignPerpetrator, "same foreign force acts", 1.0, "armies seldom fight abroad, yet those who do, daily";
    KinPerpetrator, "groups of one house named", 0.6, "a branch and its head, an old and a new name";
    OtherPerpetrator, "other groups named", -1.5, "papers accuse different groups at times";
    OtherSuspect, "other groups suspected", -0.8, "who is merely suspected or accused changes from paper to paper";
    SwappedRoles, "attacker in one, attacked in the other", -1.0, "an army's raid and a raid on the army";
    SameForeign, "same foreign force hit", 2.6, "a force from abroad is hit seldom";
    SameGroupHit, "same group hit", 0.9, "a group is hit less often than an army or civilians";
    SameVictimParty, "same party hit", 0.5, "armies and civilians are hit often";
    KinVictimParty, "forces of one state hit", 0.2, "papers mix up soldiers, gendarmes and police";
    OtherVictimParty, "other parties hit", -0.7, "a camp or a village; mixed tolls blur it";
    OtherNations, "parties of different countries", -1.5, "other armies, other wars";

    SameTarget, "same kind of target", 0.4, "villages, camps and convoys are hit often";
    SameRareTarget, "same rare target", 1.0, "a prison, an airport, a hotel";
    OtherTarget, "other kinds of target", -0.6, "a market is no camp";
    OtherRareTarget, "other rare targets", -1.2, "a church is no block of flats";
    SeveralTargets, "several kinds of target in common, one of them rare", 0.8, "a school and an airport";
    SameTactic, "same rare tactic", 0.5, "a drone, a prison break";

    Toll1, "same figure: 1", 0.3, "one dead is the commonest toll";
    Toll2, "same figure: 2", 0.6, "two is common";
    TollFew, "same figure: 3 to 4", 1.0, "small tolls meet by chance";
    TollSome, "same figure: 5 to 9", 1.4, "less often by chance";
    TollMany, "same figure: 10 or more", 2.0, "an exact large toll is a signature";
    TollRound, "same round figure", 1.0, "round figures are guesses, and guesses meet";
    SeveralTolls, "several figures in common", 1.0, "two dead and one wounded, twice: a signature";
    SameVictim, "same words for one victim", 1.0, "a name, or who he was";
    TollBound, "same bound", 0.7, "at least so many, in both";
    SameScale, "fifty casualties or more, in both", 1.0, "few incidents are so great, and their tolls are told in many ways";
    TollsOff, "figures differ", -0.5, "tolls grow, and sources differ";
    TollsFar, "figures differ more than threefold", -1.5, "three dead and forty dead are seldom one event";

    SameSpeaker, "same speaker", 0.6, "the same office or spokesman is quoted";
    ToldTogether, "published within three days", 0.4, "papers tell an incident at the same time";
    BothNews, "main news of both papers", 0.4, "what two papers lead with in one day or two is mostly one thing";
    ToldLater, "published more than a month apart", -0.5, "most news is told at once; a look back is possible";
    SameReport, "the same report in a copy", 3.0, "a copy tells the same incidents";
    OneText, "copies of one text", 2.0, "agency copy: report for report the same";
}

/// The table of weights: name, weight, and the reason for it. `docs/reconcile.md` shows it.
pub fn weights() -> impl Iterator<Item = (&'static str, f64, &'static str)> {
    Feature::ALL.iter().map(|f| (f.name(), f.weight(), f.why()))
}

/// From this sum on two tellings are one event.
///
/// Chosen for precision: same day and same town reach it only where nothing speaks against it.
pub const JOIN: f64 = 4.5;
/// From this sum on a pair is shown to an analyst.
pub const NEAR: f64 = 2.5;
/// Least mean over all pairs between two groups that are to become one event.
pub const MEAN: f64 = 2.0;
/// No pair between two groups that are to become one event may fall under this.
pub const WORST: f64 = -2.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_name_and_its_reason() {
        let mut names: Vec<&str> = Feature::ALL.iter().map(|f| f.name()).collect();
        assert!(Feature::ALL.iter().all(|f| !f.why().is_empty() && f.weight().abs() <= 6.0));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Feature::ALL.len());
    }
}
