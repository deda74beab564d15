//! Where: names of the gazetteer and names behind place words, each with what it is and how the text lies to it.

use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Features, Pack};
use isnad_model::{PlacePrecision, Relation};
use isnad_places::{Context, Gazetteer, Kind, Kinds, Mention, PlaceId, PlaceSet};
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// A mention of a place.
#[derive(Debug, Clone)]
pub(crate) struct PlaceMention {
    /// The name alone.
    pub tokens: Range<usize>,
    /// With the words that lead to it.
    pub span: Range<usize>,
    pub name: String,
    pub country: Option<String>,
    pub point: Option<(f64, f64)>,
    pub precision: PlacePrecision,
    pub relation: Relation,
    /// A compass word cuts it ("northern Mali").
    pub compass: bool,
    /// Carries a preposition of its own.
    pub prepositional: bool,
    /// Where people came from, went or were taken, a border's other side: no place of the incident.
    pub aside: bool,
    pub id: Option<PlaceId>,
    pub admin1: Option<PlaceId>,
    pub rule: &'static str,
}

struct Candidate<'g> {
    tokens: Range<usize>,
    set: Option<PlaceSet<'g>>,
    similar: Option<PlaceId>,
    cue: Option<(usize, PlacePrecision, bool)>,
    features: Features,
}

/// Reads all places and settles namesakes; sets the country that the article is about.
pub(crate) fn read(r: &mut Reading<'_>, pack: &Pack, gazetteer: &'static Gazetteer) {
    let mut context = Context::new();
    for m in r.chart.matches() {
        match r.vocabulary.word(m.entry) {
            Some(Word::Demonym(c)) => context.vote(c, 0.5),
            Some(Word::Force(f)) => {
                if let Some(c) = &f.country {
                    context.vote(c, 0.3);
                }
            }
            _ => {}
        }
    }
    let mut candidates = candidates(r, pack, gazetteer);
    drop_in_dates(r, &mut candidates);
    let known: Vec<usize> = (0..candidates.len()).filter(|k| candidates[*k].set.is_some()).collect();
    let mentions: Vec<Mention<'_>> = known
        .iter()
        .filter_map(|k| {
            let c = &candidates[*k];
            Some(Mention { set: c.set?, kinds: kinds_of(c.cue), within: within(r, &candidates, &known, *k) })
        })
        .collect();
    let chosen = gazetteer.resolve(&mentions, &context);
    let mut ids: Vec<Option<PlaceId>> = candidates.iter().map(|c| c.similar).collect();
    for (k, id) in known.iter().zip(chosen) {
        ids[*k] = Some(id);
    }
    r.country = main_country(r, gazetteer, &candidates, &ids, &context);
    let near = ids
        .iter()
        .flatten()
        .map(|id| gazetteer.place(*id))
        .find(|p| p.kind == Kind::Settlement && Some(p.country) == r.country.as_deref())
        .map(|p| p.point());
    let mut out = Vec::new();
    for (c, id) in candidates.into_iter().zip(ids) {
        let id = id.or_else(|| sound_alike(r, gazetteer, &c, near));
        out.push(mention(r, gazetteer, &c, id));
    }
    out.sort_by_key(|p| p.tokens.start);
    contain_unknown(&mut out, gazetteer, r);
    r.places = out;
}

fn drop_in_dates(r: &Reading<'_>, candidates: &mut Vec<Candidate<'_>>) {
    candidates.retain(|c| !c.tokens.clone().any(|t| r.date_at(t).is_some()));
}

fn candidates<'g>(r: &Reading<'_>, pack: &Pack, gazetteer: &'g Gazetteer) -> Vec<Candidate<'g>> {
    let mut out: Vec<Candidate<'g>> = Vec::new();
    let mut at = 0;
    while at < r.chart.len() {
        let token = r.chart.text.tokens()[at];
        if token.kind != TokenKind::Word || r.covered[at] {
            at += 1;
            continue;
        }
        let cue = cue_before(r, at);
        let found = named(r, pack, gazetteer, at, cue.is_some());
        match found {
            Some((end, set, features)) => {
                out.push(Candidate { tokens: at..end, set: Some(set), similar: None, cue, features });
                at = end;
            }
            None => {
                if let Some(end) = unknown_name(r, at, cue) {
                    out.push(Candidate { tokens: at..end, set: None, similar: None, cue, features: Features::NONE });
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
    }
    out
}

/// The longest name of the gazetteer at a token, with clitics taken off its first word where that is needed.
fn named<'g>(
    r: &Reading<'_>,
    pack: &Pack,
    gazetteer: &'g Gazetteer,
    at: usize,
    cued: bool,
) -> Option<(usize, PlaceSet<'g>, Features)> {
    let sentence = r.sentence(r.chart.sentence_of(at));
    // a name of the lexicon that starts here with several words is no place ("Syrian Democratic Forces")
    if r.chart.matches_at(at).iter().any(|m| {
        m.end - m.start > 1
            && matches!(
                r.vocabulary.word(m.entry),
                Some(Word::Group(_) | Word::Force(_) | Word::Speaker(_) | Word::Outlet(_) | Word::Person(_))
            )
    }) {
        return None;
    }
    let rest = || (at + 1..sentence.end).take(5).map(|t| r.chart.norm(t));
    let mut best: Option<(usize, PlaceSet<'g>, Features)> = None;
    let mut consider = |head: &str, features: Features| {
        let mut words: [&str; 6] = [head; 6];
        let mut n = 1;
        for w in rest() {
            words[n] = w;
            n += 1;
        }
        if let Some((n, set)) = gazetteer.longest(words[..n].iter().copied())
            && best.as_ref().is_none_or(|(e, _, _)| at + n > *e)
        {
            best = Some((at + n, set, features));
        }
    };
    let norm = r.chart.norm(at);
    consider(norm, Features::NONE);
    pack.lexicon.stems(norm, |stem, f| {
        if f != Features::NONE && !f.any(Features::PRONOUN | Features::FUTURE | Features::DEFINITE) {
            consider(stem, f);
        }
    });
    let (end, set, features) = best?;
    // the name must end where a phrase of the lexicon does not go on
    let one_word = end == at + 1;
    if one_word && !cued {
        if set.weak() || norm.chars().count() < 3 {
            return None;
        }
        let ordinary = r.words(at).any(|(m, w)| {
            !matches!(w, Word::Demonym(_) | Word::Cue(_) | Word::Small(Small::Compass | Small::Anaphor))
                && !(m.features.any(Features::CONJUNCTION) && features == Features::NONE)
        });
        if ordinary {
            return None;
        }
        let adjective = r.words(at).any(|(_, w)| matches!(w, Word::Demonym(_))) && features == Features::NONE;
        if adjective && at > sentence.start && after_noun(r, at) {
            return None;
        }
    }
    Some((end, set, features))
}

/// Whether an indefinite noun stands right before, so that a word that is both name and adjective is the adjective.
fn after_noun(r: &Reading<'_>, at: usize) -> bool {
    r.words(at - 1).any(|(m, w)| {
        !m.features.any(Features::DEFINITE)
            && matches!(w, Word::Person(_) | Word::Force(_) | Word::Speaker(_) | Word::Modifier(_) | Word::Site(_) | Word::Thing(_))
    })
}

/// A place word right before a token: its start, what precision it tells, and whether it tells it loosely.
fn cue_before(r: &Reading<'_>, at: usize) -> Option<(usize, PlacePrecision, bool)> {
    for back in 1..=2usize {
        let t = at.checked_sub(back)?;
        if r.chart.sentence_of(t) != r.chart.sentence_of(at) {
            return None;
        }
        if let Some((end, f, cue)) = r.vocabulary.find(&r.chart, t, |w| match w {
            Word::Cue(c) => Some(*c),
            _ => None,
        }) && end + (back - 1) == at
            && !f.any(Features::PRONOUN)
            && !(cue.weak && back > 1)
        {
            return Some((t, cue.precision, cue.loose || cue.weak || cue.capital));
        }
        // an adjective or an opening bracket may stand between cue and name
        if back == 1 && !r.mark(t, "(\"") && r.words(t).next().is_some() {
            return None;
        }
    }
    None
}

/// A name that stands nowhere, behind a place word that demands one.
fn unknown_name(r: &Reading<'_>, at: usize, cue: Option<(usize, PlacePrecision, bool)>) -> Option<usize> {
    let free = |t: usize| {
        t < r.chart.len()
            && r.chart.text.tokens()[t].kind == TokenKind::Word
            && r.chart.matches_at(t).is_empty()
            && !r.covered[t]
            && r.chart.norm(t).chars().count() > 2
    };
    if !free(at) {
        return None;
    }
    let adjacent = |c: (usize, PlacePrecision, bool)| c.0 + 1 == at;
    let between = at > 0 && r.is(at - 1, Small::Between);
    let strong = cue.is_some_and(|c| adjacent(c) && !c.2 && c.1 != PlacePrecision::Country);
    if !strong && !between {
        return None;
    }
    let norm = r.chart.norm(at);
    // an adjective agrees with its noun: "the village's", "a big town"
    let definite_cue = cue.is_some_and(|c| {
        r.chart.matches_at(c.0).iter().any(|m| m.features.has(Features::DEFINITE)) && !r.chart.text.tokens()[at].quote.opens
    });
    if definite_cue || norm.is_empty() {
        return None;
    }
    Some(at + 1)
}

fn sound_alike(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    c: &Candidate<'_>,
    near: Option<(f64, f64)>,
) -> Option<PlaceId> {
    let two = c.tokens.start..(c.tokens.end + 1).min(r.chart.len());
    for tokens in [two, c.tokens.clone()] {
        let words: Vec<&str> = tokens.map(|t| r.chart.norm(t)).collect();
        if let Some(s) = gazetteer.similar(&words.join(" "), r.country.as_deref(), near) {
            return Some(s.place);
        }
    }
    None
}

fn kinds_of(cue: Option<(usize, PlacePrecision, bool)>) -> Kinds {
    match cue.map(|c| c.1) {
        Some(PlacePrecision::Settlement) => Kinds::of(&[Kind::Settlement, Kind::Site]),
        Some(PlacePrecision::Admin1 | PlacePrecision::Admin2) => Kinds::DIVISIONS,
        Some(PlacePrecision::Country) => Kinds::of(&[Kind::Country]),
        Some(PlacePrecision::Area) => Kinds::of(&[Kind::Feature, Kind::Region]),
        Some(PlacePrecision::Site) => Kinds::of(&[Kind::Airport, Kind::Site, Kind::Settlement]),
        None => Kinds::NONE,
    }
}

/// The containing place named right behind: "Boni, in the Mopti region".
fn within(r: &Reading<'_>, candidates: &[Candidate<'_>], known: &[usize], k: usize) -> Option<usize> {
    let next = candidates.get(k + 1)?;
    next.set?;
    let gap = next.tokens.start.checked_sub(candidates[k].tokens.end)?;
    let same = r.chart.sentence_of(next.tokens.start) == r.chart.sentence_of(candidates[k].tokens.start);
    let joined = next.features.has(Features::CONJUNCTION);
    (gap <= 4 && same && !joined).then(|| known.iter().position(|j| *j == k + 1)).flatten()
}

fn main_country(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &[Option<PlaceId>],
    context: &Context,
) -> Option<String> {
    let mut votes: Vec<(&str, f64)> = Vec::new();
    let mut vote = |c: &'static str, w: f64| match votes.iter_mut().find(|(x, _)| *x == c) {
        Some((_, sum)) => *sum += w,
        None => votes.push((c, w)),
    };
    let lead = r.chart.text.sentences().get(r.title_sentences + 2).map_or(r.chart.len(), |s| s.start as usize);
    for (c, id) in candidates.iter().zip(ids) {
        let Some(id) = id else { continue };
        let place = gazetteer.place(*id);
        let early = if c.tokens.start < lead { 2.0 } else { 1.0 };
        let weight = if place.kind == Kind::Country { 1.0 } else { 1.5 };
        let cc: &'static str = country_code(place.country);
        vote(cc, early * weight);
    }
    for v in &mut votes {
        v.1 += 2.0 * context.share(v.0);
    }
    votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    match votes.first() {
        Some((c, _)) => Some((*c).to_owned()),
        None => {
            // demonyms alone
            let mut best: Option<(String, f64)> = None;
            for m in r.chart.matches() {
                if let Some(Word::Demonym(c)) = r.vocabulary.word(m.entry) {
                    let s = context.share(c);
                    if best.as_ref().is_none_or(|(_, b)| s > *b) {
                        best = Some((c.clone(), s));
                    }
                }
            }
            best.map(|b| b.0)
        }
    }
}

/// Country codes live as long as the gazetteer; this keeps the votes' keys simple.
fn country_code(code: &str) -> &'static str {
    use std::collections::BTreeSet;
    use std::sync::{Mutex, OnceLock, PoisonError};
    static CODES: OnceLock<Mutex<BTreeSet<&'static str>>> = OnceLock::new();
    let mut codes = CODES.get_or_init(Default::default).lock().unwrap_or_else(PoisonError::into_inner);
    match codes.get(code) {
        Some(c) => c,
        None => {
            let c: &'static str = Box::leak(code.to_owned().into_boxed_str());
            codes.insert(c);
            c
        }
    }
}

fn mention(r: &Reading<'_>, gazetteer: &Gazetteer, c: &Candidate<'_>, id: Option<PlaceId>) -> PlaceMention {
    let place = id.map(|id| gazetteer.place(id));
    let precision = match (place.map(|p| p.kind), c.cue.map(|c| (c.1, c.2))) {
        (Some(Kind::Country), _) => PlacePrecision::Country,
        (Some(Kind::Admin1), _) => PlacePrecision::Admin1,
        (Some(Kind::Region), _) => PlacePrecision::Admin1,
        (Some(Kind::Admin2 | Kind::Admin3), _) => PlacePrecision::Admin2,
        (Some(Kind::Airport | Kind::Site), _) => PlacePrecision::Site,
        (Some(Kind::Feature), _) => PlacePrecision::Area,
        (Some(Kind::Settlement), Some((PlacePrecision::Area, _))) => PlacePrecision::Area,
        (Some(Kind::Settlement), _) => PlacePrecision::Settlement,
        (None, Some((p, _))) => p,
        (None, None) => PlacePrecision::Settlement,
    };
    let start = c.cue.map_or(c.tokens.start, |c| c.0);
    let lead = lead_in(r, start);
    let name = match &place {
        Some(p) => p.name.to_owned(),
        None => r.words_of(c.tokens.clone()).to_owned(),
    };
    PlaceMention {
        tokens: c.tokens.clone(),
        span: lead.start..c.tokens.end,
        name,
        country: place.map(|p| p.country.to_owned()).or_else(|| r.country.clone()),
        point: place.map(|p| p.point()),
        precision,
        relation: lead.relation,
        compass: lead.compass,
        prepositional: c.features.prepositional(),
        aside: lead.aside,
        id,
        admin1: place.and_then(|p| p.admin1),
        rule: match (c.set.is_some(), id.is_some()) {
            (true, _) => "gazetteer",
            (false, true) => "gazetteer:sound",
            _ => "place-cue",
        },
    }
}

struct LeadIn {
    start: usize,
    relation: Relation,
    compass: bool,
    aside: bool,
}

/// What the words before a place say of it: near, between, north of, the border with, taken to.
fn lead_in(r: &Reading<'_>, start: usize) -> LeadIn {
    let mut lead = LeadIn { start, relation: Relation::In, compass: false, aside: false };
    let sentence = r.sentence(r.chart.sentence_of(start));
    let from = start.saturating_sub(6).max(sentence.start);
    let mut t = start;
    while t > from {
        t -= 1;
        if r.mark(t, ",.;:") {
            break;
        }
        let reaches = |s: Small| r.vocabulary.small(&r.chart, t, s).is_some();
        if reaches(Small::Near) || reaches(Small::Distance) {
            lead.relation = Relation::Near;
            lead.start = t;
        } else if reaches(Small::Compass) && start - t <= 2 {
            lead.compass = true;
            lead.start = lead.start.min(t);
        } else if reaches(Small::Between) && lead.relation == Relation::In {
            lead.relation = Relation::Between;
            lead.start = t;
        } else if reaches(Small::Border) {
            lead.aside = true;
        } else if reaches(Small::Elsewhere) {
            lead.aside = true;
        } else if r.words(t).any(|(_, w)| matches!(w, Word::Trigger(_) | Word::Measure(_) | Word::Speech(_))) {
            break;
        }
    }
    lead
}

/// A name that stands nowhere takes the point and country of the place that contains it, when one stands close behind.
fn contain_unknown(places: &mut [PlaceMention], gazetteer: &Gazetteer, r: &Reading<'_>) {
    for k in 0..places.len() {
        if places[k].point.is_some() {
            continue;
        }
        let sentence = r.chart.sentence_of(places[k].tokens.start);
        let holder = places[k + 1..]
            .iter()
            .take(3)
            .chain(places[..k].iter().rev().take(2))
            .find(|p| p.point.is_some() && r.chart.sentence_of(p.tokens.start) == sentence && p.precision != PlacePrecision::Country)
            .map(|h| (h.point, h.country.clone(), h.admin1.or(h_id_admin(gazetteer, h.id))));
        if let Some((point, country, admin1)) = holder {
            places[k].point = point;
            places[k].country = country;
            places[k].admin1 = admin1;
        }
    }
}

fn h_id_admin(gazetteer: &Gazetteer, id: Option<PlaceId>) -> Option<PlaceId> {
    id.map(|i| gazetteer.place(i)).and_then(|p| p.admin1)
}
