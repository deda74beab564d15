//! What a word is to the stage of places and to the fingerprint: found out once per word, not once per mention.

use isnad_language::{Chart, Features, Pack};
use isnad_places::{Begun, Gazetteer, PlaceId, Sounding};
use isnad_text::{Kind, word_hash};
use rustc_hash::FxHashMap;

/// Searches by sound that are remembered at most.
const MOST_SOUNDS: usize = 1 << 16;

/// What one thread remembers of the words it has met, by their numbers in the chart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heads {
    epoch: u32,
    known: Vec<Option<Known>>,
    heads: Vec<Stem>,
    /// What sounds like a name, country by country.
    sounds: FxHashMap<Box<str>, FxHashMap<Box<str>, Sounding>>,
    searched: usize,
    seats: FxHashMap<Box<str>, Seat>,
}

/// A stem of a word that begins names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stem {
    /// The names that it begins.
    pub begun: Begun,
    /// What the clitics are that were taken off.
    pub features: Features,
    /// Bytes of the stem.
    pub bytes: u16,
}

/// What stands for a country that is told by no name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    /// The country itself.
    pub country: Option<PlaceId>,
    /// Its capital, else its largest town.
    pub capital: Option<PlaceId>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    heads: (u32, u16),
    conjunction: Option<u16>,
    altered: bool,
    ordinary: bool,
    definite: bool,
    print: Option<u64>,
}

/// What a word is to the stage of places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    /// The word and its stems that begin a name of the gazetteer, the word itself first, with the clitics taken off.
    pub heads: &'a [Stem],
    /// Bytes of a conjunction that may be written on the word.
    pub conjunction: Option<usize>,
    /// A stem may be no ending of the word: a preposition grown together with the article ("for the").
    pub altered: bool,
    /// A frequent word that is no name.
    pub ordinary: bool,
    /// Written with the article.
    pub definite: bool,
}

impl Heads {
    /// Learns the words of a text that have not been met before.
    pub(crate) fn learn(&mut self, chart: &Chart, pack: &Pack, gazetteer: &Gazetteer) {
        if self.epoch != chart.epoch() {
            *self = Self { epoch: chart.epoch(), ..Self::default() };
        }
        for (at, token) in chart.text.tokens().iter().enumerate() {
            let (Kind::Word, Some(word)) = (token.kind, chart.word(at)) else { continue };
            if self.known.len() <= word {
                self.known.resize((word + 1).next_power_of_two(), None);
            }
            if self.known[word].is_none() {
                self.known[word] = Some(self.meet(chart.norm(at), pack, gazetteer));
            }
        }
    }

    fn meet(&mut self, word: &str, pack: &Pack, gazetteer: &Gazetteer) -> Known {
        let from = self.heads.len();
        let (mut conjunction, mut altered) = (None, false);
        let mut add = |head: &str, features: Features| {
            if let Some(begun) = gazetteer.begin(head) {
                self.heads.push(Stem { begun, features, bytes: u16::try_from(head.len()).unwrap_or(u16::MAX) });
            }
        };
        add(word, Features::NONE);
        pack.lexicon.name_stems(word, |stem, f| {
            if f == Features::CONJUNCTION {
                conjunction = Some((word.len() - stem.len()) as u16);
            }
            altered |= !word.ends_with(stem);
            add(stem, f);
        });
        let heads = (from as u32, (self.heads.len() - from) as u16);
        let (ordinary, definite) = (gazetteer.ordinary(word), pack.lexicon.definite(word));
        Known { heads, conjunction, altered, ordinary, definite, print: print(word) }
    }

    /// [`Gazetteer::similar`], with the search by sound made once per name and country.
    pub(crate) fn similar(
        &mut self,
        gazetteer: &Gazetteer,
        name: &str,
        country: Option<&str>,
        near: Option<(f64, f64)>,
    ) -> Option<PlaceId> {
        let place = country.unwrap_or_default();
        if let Some(known) = self.sounds.get(place).and_then(|s| s.get(name)) {
            return gazetteer.nearest(known, near).map(|s| s.place);
        }
        if self.searched == MOST_SOUNDS {
            self.sounds.clear();
            self.searched = 0;
        }
        let sounding = gazetteer.sounding(name, country);
        let found = gazetteer.nearest(&sounding, near).map(|s| s.place);
        self.sounds.entry(place.into()).or_default().insert(name.into(), sounding);
        self.searched += 1;
        found
    }

    /// What stands for a country, looked for once; `capital` names its capital where that is not its largest town.
    pub(crate) fn seat(&mut self, gazetteer: &Gazetteer, country: &str, capital: Option<&str>) -> Seat {
        if let Some(seat) = self.seats.get(country) {
            return *seat;
        }
        let whole = gazetteer.country(country).map(|p| p.id);
        let named = capital.and_then(|name| gazetteer.largest_settlement(country, Some(name)));
        let capital = named.or_else(|| gazetteer.largest_settlement(country, None));
        let seat = Seat { country: whole, capital };
        self.seats.insert(country.into(), seat);
        seat
    }

    /// What the token is to the fingerprint: its hash; none for marks.
    pub(crate) fn print(&self, chart: &Chart, token: usize) -> Option<u64> {
        let known = chart.word(token).and_then(|w| *self.known.get(w)?);
        known.map_or_else(|| print(chart.norm(token)), |k| k.print)
    }

    /// What the word at a token is; its text must have been learned.
    pub(crate) fn at(&self, chart: &Chart, token: usize) -> Head<'_> {
        match chart.word(token).and_then(|w| *self.known.get(w)?) {
            Some(Known { heads: (from, n), conjunction, altered, ordinary, definite, .. }) => Head {
                heads: &self.heads[from as usize..][..n as usize],
                conjunction: conjunction.map(usize::from),
                altered,
                ordinary,
                definite,
            },
            None => Head { heads: &[], conjunction: None, altered: false, ordinary: false, definite: false },
        }
    }
}

/// The hash of a word for the fingerprint; none for a token that begins with no letter or digit.
fn print(word: &str) -> Option<u64> {
    word.starts_with(char::is_alphanumeric).then(|| word_hash(word))
}
