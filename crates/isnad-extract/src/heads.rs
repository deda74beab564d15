//! What a word is to the stage of places and to the fingerprint: found out once per word, not once per mention.

use isnad_language::{Chart, Features, Pack};
use isnad_places::{Begun, Gazetteer, PlaceId, Sounding};
use rustc_hash::FxHashMap;

/// Searches by sound that are remembered at most.
const MOST_SOUNDS: usize = 1 << 16;

/// What one thread remembers of the words it has met, by their numbers in the chart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heads {
    epoch: u32,
    known: Vec<Known>,
    /// For every token of the text learned last what its word is.
    of_token: Vec<Known>,
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

#[derive(Debug, Clone, Copy, Default)]
struct Known {
    heads: u32,
    heads_len: u16,
    /// Bytes of a conjunction that may be written on the word; 0 where none is.
    conjunction: u16,
    altered: bool,
    ordinary: bool,
    given: bool,
    definite: bool,
    /// Whether the word has been learned.
    met: bool,
    /// Whether the fingerprint takes it in: no mark does it.
    printed: bool,
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
    /// A first name.
    pub given: bool,
    /// Written with the article.
    pub definite: bool,
}

impl Heads {
    /// Learns the words of a text that have not been met before.
    pub(crate) fn learn(&mut self, chart: &Chart, pack: &Pack, gazetteer: &Gazetteer) {
        if self.epoch != chart.epoch() {
            *self = Self { epoch: chart.epoch(), ..Self::default() };
        }
        // no word but those that the reader met here can be new, unless other texts were not learned
        let complete = self.known.len() == chart.words_before();
        let learn = |at: usize| self.learn_at(chart, at, pack, gazetteer);
        if complete {
            chart.fresh().for_each(learn)
        } else {
            (0..chart.len()).for_each(learn)
        }
        let known = |word: usize| self.known.get(word).copied();
        self.of_token.clear();
        self.of_token.extend((0..chart.len()).map(|t| chart.word(t).and_then(known).unwrap_or_default()));
    }

    fn learn_at(&mut self, chart: &Chart, at: usize, pack: &Pack, gazetteer: &Gazetteer) {
        let Some(word) = chart.word(at) else { return };
        if self.known.len() <= word {
            self.known.resize(word + 1, Known::default());
        }
        if self.known[word].met {
            return;
        }
        self.known[word] = self.meet(chart.norm(at), pack, gazetteer);
    }

    fn meet(&mut self, word: &str, pack: &Pack, gazetteer: &Gazetteer) -> Known {
        let from = self.heads.len();
        let (mut conjunction, mut altered, mut ordinary) = (0, false, gazetteer.ordinary(word));
        let mut add = |head: &str, features: Features| {
            if let Some(begun) = gazetteer.begin(head) {
                self.heads.push(Stem { begun, features, bytes: u16::try_from(head.len()).unwrap_or(u16::MAX) });
            }
        };
        add(word, Features::NONE);
        pack.lexicon.name_stems(word, |stem, f| {
            if f == Features::CONJUNCTION {
                conjunction = (word.len() - stem.len()) as u16;
                ordinary |= gazetteer.ordinary(stem);
            }
            altered |= !word.ends_with(stem);
            add(stem, f);
        });
        Known {
            heads: from as u32,
            heads_len: (self.heads.len() - from) as u16,
            conjunction,
            altered,
            ordinary,
            given: gazetteer.given(word),
            definite: pack.lexicon.definite(word),
            met: true,
            printed: printed(word),
        }
    }

    /// [`Gazetteer::similar`], with the search by sound made once per name and country.
    pub(crate) fn similar(
        &mut self,
        gazetteer: &Gazetteer,
        name: &str,
        country: Option<&str>,
        near: Option<(f64, f64)>,
    ) -> Option<PlaceId> {
        // in no country told, anything sounds like something
        let place = country?;
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

    /// What a token of the text learned last is to the fingerprint: its hash; none for marks.
    #[inline]
    pub(crate) fn print(&self, chart: &Chart, token: usize) -> Option<u64> {
        let printed = match self.of_token.get(token) {
            Some(known) if known.met => known.printed,
            _ => printed(chart.norm(token)),
        };
        printed.then(|| chart.hash(token))
    }

    /// Whether the word at a token of the text learned last, or a stem of it, begins a name of the gazetteer.
    #[inline]
    pub(crate) fn begins(&self, token: usize) -> bool {
        self.of_token.get(token).is_some_and(|k| k.heads_len > 0)
    }

    /// What the word at a token of the text learned last is.
    #[inline]
    pub(crate) fn at(&self, token: usize) -> Head<'_> {
        let known = self.of_token.get(token).copied().unwrap_or_default();
        Head {
            heads: &self.heads[known.heads as usize..][..usize::from(known.heads_len)],
            conjunction: (known.conjunction > 0).then(|| usize::from(known.conjunction)),
            altered: known.altered,
            ordinary: known.ordinary,
            given: known.given,
            definite: known.definite,
        }
    }
}

/// Whether a token begins with a letter or a digit.
fn printed(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}
