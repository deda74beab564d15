//! Candidates: runs of words that are, or may be, the name of a place.

use super::{CueHit, lead, person};
use crate::heads::Heads;
use crate::reading::Reading;
use crate::vocabulary::{Anaphor, Cue, Small, Word};
use isnad_language::Features;
use isnad_model::PlacePrecision;
use isnad_places::{Gazetteer, Kind, PlaceId, PlaceSet};
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// A city so large is meant even by a name that is an ordinary word, where a place may stand.
const CITY: u32 = 1_000_000;
/// Longest name in words.
const LONGEST: usize = 6;

/// A run of words that may be a place's name.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'g> {
    pub tokens: Range<usize>,
    /// The places of that name; none for a name that stands nowhere.
    pub set: Option<PlaceSet<'g>>,
    pub cue: Option<CueHit>,
    /// Clitics on the first word, and their bytes in its normal form.
    pub features: Features,
    pub clitic: usize,
    /// A word that stands nowhere where a place may stand: believed only if it sounds like one.
    pub guess: bool,
}

pub(super) fn candidates<'g>(r: &Reading<'_>, heads: &Heads, gazetteer: &'g Gazetteer) -> Vec<Candidate<'g>> {
    let finder = Finder { r, heads, gazetteer, told: Vec::new() };
    let found = finder.all();
    // a weak name that a place word makes one is one wherever the article tells it
    let told: Vec<PlaceId> = found.iter().filter_map(Candidate::told).collect();
    if told.is_empty() { found } else { Finder { told, ..finder }.all() }
}

pub(super) struct Finder<'a, 'p, 'g> {
    pub(super) r: &'a Reading<'p>,
    pub(super) heads: &'a Heads,
    gazetteer: &'g Gazetteer,
    /// Best known places of weak names that stand behind a place word somewhere in the article.
    told: Vec<PlaceId>,
}

impl<'g> Candidate<'g> {
    /// The best known place of a weak name behind a place word.
    fn told(&self) -> Option<PlaceId> {
        let set = self.set.filter(|s| s.weak())?;
        self.cue.filter(|c| !c.cue.weak && !c.cue.loose && c.start < self.tokens.start).map(|_| set.first_id())
    }
}

impl<'g> Finder<'_, '_, 'g> {
    fn all(&self) -> Vec<Candidate<'g>> {
        let (r, heads) = (self.r, self.heads);
        let mut out: Vec<Candidate<'g>> = Vec::new();
        let mut at = 0;
        while at < r.chart.len() {
            if r.chart.text.tokens()[at].kind != TokenKind::Word || r.covered[at] {
                at += 1;
                continue;
            }
            let quoted = self.quoted(at);
            if !r.chart.matches_at(at).is_empty() && !heads.begins(at) && quoted.is_none() {
                at += 1;
                continue;
            }
            let cue = cue_before(r, at).or_else(|| self.listed(&out, at));
            let row = out.last().is_some_and(|c| c.tokens.end == at && c.set.is_some());
            // "the quarter of Deir X", of which the gazetteer knows another place by its first word
            let begun = |c: &Candidate<'g>| c.tokens.len() == 1 && r.is(at, Small::Compound);
            let named = self.named(at, cue, row).map(|c| match begun(&c).then(|| self.compound(at, cue)).flatten() {
                Some(longer) => longer,
                None => c,
            });
            let short = |c: &Candidate<'g>| quoted.as_ref().is_none_or(|q| c.tokens.end >= q.tokens.end);
            let found = named.filter(short).or(quoted).or_else(|| self.unknown(at, cue));
            at = match found {
                Some(c) => {
                    let end = c.tokens.end;
                    out.push(c);
                    end
                }
                None => at + 1,
            };
        }
        out
    }

    /// The longest name of the gazetteer at a token, with clitics taken off its first word where that is needed.
    /// `row`: the name before ends right here, so that "and X" is one more name.
    pub(super) fn named(&self, at: usize, cue: Option<CueHit>, row: bool) -> Option<Candidate<'g>> {
        let (r, cued) = (self.r, cue.is_some());
        let heads = self.heads.at(at).heads;
        if heads.is_empty() {
            return None;
        }
        let sentence_end = r.sentence(r.chart.sentence_of(at)).end;
        let last = sentence_end.min(at + LONGEST);
        let norm = r.chart.norm(at);
        let mut best: Option<(usize, PlaceSet<'g>, Features, usize)> = None;
        // "as" on a name is mostly a word of its own: "broke", written like "as Sirte"
        for stem in heads.iter().filter(|s| !s.features.has(Features::AS)) {
            let words = (at + 1..last).map(|t| r.chart.norm(t));
            if let Some((n, set)) = self.gazetteer.longest_from(&stem.begun, words)
                && best.as_ref().is_none_or(|(end, ..)| at + n > *end)
                // "the village of Borawi" is no "village in Rawi", unless that is a division or known to everybody
                && (!(cued && stem.features.prepositional())
                    || set.places().any(|p| p.notable || !matches!(p.kind, Kind::Settlement | Kind::Admin2 | Kind::Admin3)))
            {
                best = Some((at + n, set, stem.features, norm.len().saturating_sub(usize::from(stem.bytes))));
            }
        }
        let (end, set, features, clitic) = best?;
        // a name of the lexicon that starts here with several words is no place ("Syrian Democratic Forces")
        if r.words(at).any(|(m, w)| {
            m.end - m.start > 1
                && matches!(w, Word::Group(_) | Word::Force(_) | Word::Speaker(_) | Word::Outlet(_) | Word::Person(_))
        }) {
            return None;
        }
        // "and that", behind a row of villages, is written like one more
        if end == at + 1 && r.is(at, Small::That) {
            return None;
        }
        // "the west bank of the Euphrates" is a phrase of its own
        if end > at + 1 && r.chart.matches_at(at).iter().any(|m| m.end as usize > end && !m.features.prepositional()) {
            return None;
        }
        // "of the Amhara people": a people whose land has its name
        if at > 0 && r.is(at - 1, Small::Tribe) {
            return None;
        }
        // a place word is no name: "in the suburbs of the city of X"
        let cue_word = r.words(at).any(|(m, w)| matches!(w, Word::Cue(_)) && !m.features.has(Features::DEFINITE));
        // "the town of Léré", written like a coin
        let town = cue.is_some_and(|c| c.start + 1 == at && !(c.cue.weak || c.cue.loose || c.cue.capital));
        let function = features == Features::NONE
            && r.words(at).any(|(m, w)| {
                m.features == Features::NONE
                    && match w {
                        Word::Small(Small::Unit | Small::Wartime | Small::Offtopic) => !town,
                        Word::Small(small) => *small != Small::Compound,
                        Word::Compass(_) | Word::Anaphor(_) => true,
                        _ => false,
                    }
            });
        let spot = || set.places().any(|p| p.kind == Kind::Site);
        if features == Features::NONE && !cued && person::street(r, at) && !spot() {
            return None;
        }
        if end == at + 1
            && (cue_word || function || !cued && features == Features::NONE && person::surname(r, self.heads, at))
        {
            return None;
        }
        // "the region, and that": a word behind a place word with the article, which ends its phrase
        if set.weak() && end == at + 1 && cue.is_some_and(|c| c.start + 1 == at && !c.cue.capital && self.definite(c)) {
            return None;
        }
        // "the areas around the town": a word for a place told before
        let named = cue.is_some_and(|c| c.start + 1 == at && !self.definite(c));
        if set.weak() && end == at + 1 && r.has(at, Word::ANAPHOR) && !named {
            return None;
        }
        // "that X …": no name begins so, unless something leads to a place
        let clause = r.is(at, Small::That) && !lead::to_place(r, at, features);
        if end > at + 1 && !cued && clause {
            return None;
        }
        // "south-west of Kirkuk" is a direction, though a region of another country has that name
        if !cued && r.has(at, Word::COMPASS) && self.elsewhere(end, &set) {
            return None;
        }
        // "in the north of the Red Sea": the sea, though a province is called so
        let water = || r.words(at + 1).any(|(_, w)| matches!(w, Word::Cue(q) if q.water));
        let compass = !cued && end > at + 2 && r.has(at, Word::COMPASS);
        if compass && water() && set.first().kind != Kind::Feature {
            return None;
        }
        let listed = row && features.has(Features::CONJUNCTION) && (!set.weak() || set.first().notable);
        if end == at + 1 && !cued && !listed && !self.stands_alone(at, &set, features) {
            return None;
        }
        // "a village in the province of X", "the largest city of the province of X": the place word within the name says what
        // that is
        let division = |q: &Cue| matches!(q.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2) && !q.weak;
        let own = end > at + 1
            && r.words(at).any(|(m, w)| matches!(w, Word::Cue(q) if m.features.prepositional() || division(q)));
        let cue = cue.filter(|_| !own);
        Some(Candidate { tokens: at..end, set: Some(set), cue, features, clitic, guess: false })
    }

    /// Whether a place of another country than those of a name stands at a token, or a word that leads to one.
    fn elsewhere(&self, at: usize, set: &PlaceSet<'_>) -> bool {
        let r = self.r;
        let within = at > 0 && at < r.sentence(r.chart.sentence_of(at - 1)).end;
        let abroad = |c: Candidate<'g>| {
            let own = |p: &isnad_places::Place<'_>| set.places().any(|x| x.country == p.country);
            let apart = c.features == Features::NONE && !r.has(at, Word::COMPASS);
            apart && c.set.is_some_and(|s| !s.places().any(|p| own(&p)))
        };
        within && (r.has(at, Word::CUE) || self.named(at, None, false).is_some_and(abroad))
    }

    /// Whether a name of one word is no ordinary word where no place word stands before it.
    fn stands_alone(&self, at: usize, set: &PlaceSet<'_>, features: Features) -> bool {
        let r = self.r;
        let inside = || features == Features::NONE && at > 0 && r.is(at - 1, Small::Locative);
        let led = lead::to_spot(r, at)
            || lead::to_place(r, at, features) && set.first().population >= CITY
            || set.led() && (inside() || features.has(Features::WITH));
        let told = || self.told.contains(&set.first_id());
        let short = r.chart.norm(at).chars().nth(2).is_none();
        if set.weak() && !led && !told() || short && !(set.led() && inside()) {
            return false;
        }
        // "the reaching of", written like "in Luuq"
        let whole = |m: &isnad_language::Match| m.end as usize == at + 1 && m.features == Features::NONE;
        if features.prepositional() && r.chart.matches_at(at).iter().any(whole) {
            return false;
        }
        // tables kept by hand say which of their names are words too
        // "and destroys": the verb, unless something leads to a place
        let led_on = lead::to_place(r, at, features) || at > 0 && r.has(at - 1, Word::TRIGGER);
        if !led_on && r.words(at).any(|(_, w)| matches!(w, Word::Measure(m) if !m.noun)) {
            return false;
        }
        let first = set.first();
        let settled = first.notable && first.kind == Kind::Settlement && !set.weak();
        let ordinary = !settled
            && r.words(at).any(|(m, w)| {
                let leads = matches!(w, Word::Demonym(_) | Word::Cue(_) | Word::Compass(_) | Word::Anaphor(_));
                !(leads
                    || matches!(w, Word::Small(Small::Compound))
                    || m.features.any(Features::CONJUNCTION) && features == Features::NONE)
            });
        let adjective = features == Features::NONE && r.has(at, Word::DEMONYM);
        !(ordinary || adjective && self.after_noun(at))
    }

    /// Whether an indefinite noun stands right before, so that a word that is both name and adjective is the adjective.
    pub(super) fn after_noun(&self, at: usize) -> bool {
        at > self.r.sentence(self.r.chart.sentence_of(at)).start
            && self.r.words(at - 1).any(|(m, w)| {
                !m.features.any(Features::DEFINITE)
                    && matches!(
                        w,
                        Word::Person(_)
                            | Word::Militants(_)
                            | Word::Force(_)
                            | Word::Speaker(_)
                            | Word::Modifier(_)
                            | Word::Site(_)
                            | Word::Thing(_)
                    )
            })
    }

    /// The cue of the name before, where this one is joined to it in a list ("the villages of X and Y").
    fn listed(&self, before: &[Candidate<'g>], at: usize) -> Option<CueHit> {
        let last = before.last()?;
        let cue = last.cue.filter(|c| c.many)?;
        let joined = last.tokens.end == at && self.conjunction(at).is_some()
            || last.tokens.end + 1 == at && self.r.mark(at - 1, ",");
        joined.then_some(CueHit { start: at, ..cue })
    }

    /// Bytes of a conjunction written on an otherwise unknown word.
    pub(super) fn conjunction(&self, at: usize) -> Option<usize> {
        self.heads.at(at).conjunction
    }
}

/// "The capital", "the Syrian capital": where the words end.
fn capital(r: &Reading<'_>, at: usize) -> Option<usize> {
    let end = r.vocabulary.find(&r.chart, at, |w| matches!(w, Word::Anaphor(Anaphor::Capital)).then_some(()))?.0;
    let adjective = r.vocabulary.find(&r.chart, end, |w| matches!(w, Word::Demonym(_)).then_some(()));
    Some(adjective.map_or(end, |(end, ..)| end))
}

/// A place word right before a token; an adjective, the words for a capital or a bracket may stand between.
pub(super) fn cue_before(r: &Reading<'_>, at: usize) -> Option<CueHit> {
    if !r.chart.any_marked(at.saturating_sub(4)..at, Word::CUE) {
        return None;
    }
    let sentence = r.sentence(r.chart.sentence_of(at));
    let mut end = at;
    let mut over = false;
    for _ in 0..3 {
        let from = end.saturating_sub(2).max(sentence.start);
        for t in (from..end).rev().filter(|t| r.has(*t, Word::CUE)) {
            if let Some((e, f, cue)) = r.vocabulary.find(&r.chart, t, |w| match w {
                Word::Cue(c) => Some(*c),
                _ => None,
            }) && e == end
                && !f.any(Features::PRONOUN)
                && !(cue.weak && end < at)
                && !(over && cue.precision != PlacePrecision::Area)
            {
                return Some(CueHit { start: t, cue, many: cue.many || f.any(Features::PLURAL | Features::DUAL) });
            }
        }
        // "the countryside of the Syrian capital X"
        if let Some(t) = (from..end).find(|t| capital(r, *t) == Some(end)) {
            (over, end) = (true, t);
            continue;
        }
        let passed = end > sentence.start
            && (r.mark(end - 1, "(") || r.is(end - 1, Small::Placeword) || r.is(end - 1, Small::Border));
        if !passed {
            return None;
        }
        end -= 1;
    }
    None
}
