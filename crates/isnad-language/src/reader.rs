//! Finding a lexicon's entries in texts, with a memory for the words seen.

use crate::known::{Known, KnownWords};
use crate::lexicon::{Lexicon, follower};

use crate::{Chart, EntryId, Features, Match};
use isnad_text::{Kind, Text};

/// Looks texts up in a lexicon and remembers the words it has split, with the entries that each is on its own.
///
/// Words are told apart by 64 bits of their hashes: that two of those remembered share them is one chance in some hundred
/// millions.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    words: KnownWords,
    /// For every word, by its number, where what it leads to stands, and what it bears and asks for.
    more: Vec<More>,
    /// Nodes of the lexicon that words lead to, with the clitics taken off.
    nodes: Vec<(u32, Features)>,
    /// Symbols that the word being learned can be, with the clitics taken off.
    variants: Vec<(u32, Features)>,
    /// Entries that words are on their own.
    singles: Vec<(EntryId, Features)>,
    /// Hashes of the words of the text read last.
    hashes: Vec<u64>,
    /// Where the words of the text read last are known.
    places: Vec<usize>,
    of_token: Vec<u32>,
    /// Symbol with which a token goes on a phrase; `u32::MAX` where no phrase goes on with it.
    exact: Vec<u32>,
    /// Tokens of the text read last whose words had not been met before.
    fresh: Vec<u32>,
    epoch: u32,
    /// A chart that nobody needs any more.
    spare: Chart,
}

/// What few looks at a word ask for.
#[derive(Debug, Clone, Copy)]
struct More {
    nodes: u32,
    nodes_len: u32,
    /// Prepositions on the next word that phrases beginning and ending with it ask for.
    demands: Features,
    /// Prepositions that are written on it.
    borne: Features,
}

/// Distinct words remembered before the memory is let go: a year of a press archive has about half as many.
const REMEMBERED: usize = 400_000;

impl Reader {
    /// In the place of a word's number: digits, which begin no entry.
    pub(crate) const NUMBER: u32 = u32::MAX;

    /// The numbers of the words of the text read last.
    pub(crate) fn words(&self) -> &[u32] {
        &self.of_token
    }

    /// The hashes of the normal forms of the text read last.
    pub(crate) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Tokens of the text read last whose words had not been met before, each word once.
    pub(crate) fn fresh(&self) -> &[u32] {
        &self.fresh
    }

    /// How many words were known before the text read last.
    pub(crate) fn words_before(&self) -> usize {
        self.words.len() - self.fresh.len()
    }

    /// Takes back a chart that nobody needs any more: the next text is read in its memory.
    pub fn give_back(&mut self, chart: Chart) {
        self.spare = chart;
    }

    /// The chart given back last, as it was.
    pub(crate) fn spare(&mut self) -> Chart {
        std::mem::take(&mut self.spare)
    }

    /// How often the words have been let go.
    pub(crate) fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Writes every entry found in `text` to `out`, by start, longest first; where a phrase of several words is
    /// found, the words inside it do not count on their own. Entries with a pronoun that `keep` refuses are left out.
    /// Writes to `first` for every token, and for the end, how many entries start before it.
    pub(crate) fn read(
        &mut self,
        lexicon: &Lexicon,
        text: &Text,
        keep: impl Fn(&Match) -> bool,
        out: &mut Vec<Match>,
        first: &mut Vec<u32>,
    ) {
        self.look_up(lexicon, text);
        let mut covered = 0usize;
        for i in 0..self.of_token.len() {
            let from = out.len();
            first.push(from as u32);
            if i < covered || self.of_token[i] == Self::NUMBER {
                continue;
            }
            let known = self.words[self.places[i]];
            if known.followers != 0 && self.continues(lexicon, known, i + 1) {
                covered = self.phrases(lexicon, known, i, out);
                let mut kept = from;
                for k in from..out.len() {
                    if !out[k].features.has(Features::PRONOUN) || keep(&out[k]) {
                        out[kept] = out[k];
                        kept += 1;
                    }
                }
                out.truncate(kept);
            } else {
                let singles = match known.singles {
                    0 => &[],
                    1 => std::slice::from_ref(&known.single),
                    several => &self.singles[known.single.0.index()..][..usize::from(several)],
                };
                let (start, end) = (i as u32, i as u32 + 1);
                for &(entry, features) in singles {
                    let found = Match { start, end, entry, features };
                    if !features.has(Features::PRONOUN) || keep(&found) {
                        out.push(found);
                    }
                }
            }
        }
        first.push(out.len() as u32);
    }

    /// Finds out what each token's word is.
    fn look_up(&mut self, lexicon: &Lexicon, text: &Text) {
        if self.words.len() > REMEMBERED {
            *self = Self { epoch: self.epoch + 1, ..Self::default() };
        }
        self.of_token.clear();
        self.exact.clear();
        self.fresh.clear();
        self.hashes.clear();
        self.places.clear();
        self.hashes.extend((0..text.tokens().len()).map(|i| text.hash(i)));
        // a loop that does nothing else, so that the looks into the table do not wait for each other
        self.places.extend(self.hashes.iter().map(|hash| self.words.likely(*hash)));
        for (i, token) in text.tokens().iter().enumerate() {
            if token.kind == Kind::Number {
                self.of_token.push(Self::NUMBER);
                let symbol = lexicon.symbol(text.norm(i));
                self.exact.push(symbol.filter(|s| lexicon.continues(*s)).unwrap_or(u32::MAX));
                continue;
            }
            let (number, exact) = match self.words.at(self.places[i]) {
                Some(known) if known.hash == self.hashes[i] => (known.number, known.exact),
                _ => {
                    let known = self.find_or_learn(lexicon, text.norm(i), i);
                    (known.number, known.exact)
                }
            };
            self.of_token.push(number);
            self.exact.push(exact);
        }
    }

    /// The word of a token that the first look did not find.
    #[cold]
    fn find_or_learn(&mut self, lexicon: &Lexicon, norm: &str, token: usize) -> &Known {
        let hash = self.hashes[token];
        if self.words.find(hash).is_none() {
            self.fresh.push(token as u32);
            let known = self.learn(lexicon, hash, norm);
            if self.words.add(known) {
                // the words stand elsewhere now
                for (place, hash) in self.places.iter_mut().zip(&self.hashes) {
                    *place = self.words.find(*hash).unwrap_or(KnownWords::NOWHERE);
                }
            }
        }
        self.places[token] = self.words.find(hash).unwrap_or(KnownWords::NOWHERE);
        &self.words[self.places[token]]
    }

    fn learn(&mut self, lexicon: &Lexicon, hash: u64, norm: &str) -> Known {
        self.variants.clear();
        lexicon.variants(norm, &mut self.variants);
        let from = self.nodes.len();
        let mut singles = Vec::new();
        let mut followers = 0;
        let mut demands = Features::NONE;
        for &(symbol, clitics) in &self.variants {
            let Some(at) = lexicon.child(0, symbol) else { continue };
            let node = lexicon.node(at);
            followers |= node.followers;
            demands |= node.demands;
            let free = node.terminals.iter().filter(|t| t.content(Features::NONE));
            singles.extend(free.filter_map(|t| Some((t.entry, t.with(clitics)?))));
            self.nodes.push((at, clitics));
        }
        // one reading per entry and form
        singles.sort_unstable();
        singles.dedup();
        let exact = self.variants.iter().find(|v| v.1 == Features::NONE).filter(|v| lexicon.continues(v.0));
        self.more.push(More {
            nodes: from as u32,
            nodes_len: (self.nodes.len() - from) as u32,
            demands,
            borne: lexicon.prepositions(norm, &self.variants),
        });
        let single = match singles[..] {
            [single] => single,
            _ => (EntryId(self.singles.len() as u32), Features::NONE),
        };
        if singles.len() > 1 {
            self.singles.extend(&singles);
        }
        Known {
            hash,
            number: self.words.len() as u32,
            exact: exact.map_or(u32::MAX, |v| v.0),
            followers,
            demands: demands != Features::NONE,
            singles: singles.len() as u16,
            single,
        }
    }

    fn more(&self, known: Known) -> &More {
        &self.more[known.number as usize]
    }

    fn nodes(&self, known: Known) -> &[(u32, Features)] {
        let more = self.more(known);
        &self.nodes[more.nodes as usize..][..more.nodes_len as usize]
    }

    /// Whether the word at a token goes on a phrase that begins with this one.
    fn continues(&self, lexicon: &Lexicon, known: Known, next: usize) -> bool {
        let Some(&exact) = self.exact.get(next) else { return false };
        let follows = exact != u32::MAX && known.followers & follower(exact) != 0;
        if !follows && !known.demands {
            return false;
        }
        let borne = self.borne(next);
        if !follows && !self.more(known).demands.any(borne) {
            return false;
        }
        self.nodes(known).iter().any(|(node, _)| {
            let n = lexicon.node(*node);
            let follows = follows && n.followers & follower(exact) != 0;
            n.demands.any(borne) || follows && lexicon.child(*node, exact).is_some()
        })
    }

    /// The prepositions on the word of a token.
    fn borne(&self, token: usize) -> Features {
        let word = self.of_token.get(token).filter(|w| **w != Self::NUMBER);
        word.map_or(Features::NONE, |w| self.more[*w as usize].borne)
    }

    /// Entries of one and of several words that begin at a token; tokens before the returned one are read.
    fn phrases(&self, lexicon: &Lexicon, known: Known, i: usize, out: &mut Vec<Match>) -> usize {
        let from = out.len();
        for &(node, clitics) in self.nodes(known) {
            self.walk(lexicon, node, clitics, i, i + 1, out);
        }
        let mut covered = i + 1;
        let transparent = |m: &Match| lexicon.entry(m.entry).transparent;
        let opaque = out[from..].iter().filter(|m| !transparent(m));
        let longest = opaque.map(|m| m.end).max().unwrap_or(0) as usize;
        if longest > i + 1 {
            let mut k = from;
            while k < out.len() {
                if (out[k].end as usize) < longest && !transparent(&out[k]) {
                    out.swap_remove(k);
                } else {
                    k += 1;
                }
            }
            covered = longest;
        }
        out[from..].sort_by_key(|m| (m.entry, m.features));
        let mut k = from;
        // one reading per entry: the one with fewer clitics guessed
        while k + 1 < out.len() {
            if out[k].entry == out[k + 1].entry && out[k].features == out[k + 1].features {
                out.remove(k + 1);
            } else {
                k += 1;
            }
        }
        covered
    }

    fn walk(&self, lexicon: &Lexicon, node: u32, clitics: Features, start: usize, at: usize, out: &mut Vec<Match>) {
        let n = lexicon.node(node);
        let borne = if n.demands == Features::NONE { Features::NONE } else { self.borne(at) };
        out.extend(n.terminals.iter().filter(|t| t.content(borne)).filter_map(|t| {
            let features = t.with(clitics)?;
            Some(Match { start: start as u32, end: at as u32, entry: t.entry, features })
        }));
        let Some(&exact) = self.exact.get(at) else { return };
        if n.followers & follower(exact) != 0
            && let Some(child) = lexicon.child(node, exact)
        {
            self.walk(lexicon, child, clitics, start, at + 1, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Chart, Features, Pack, Reader};

    const CLITICS: &str = "[clitics]\nconjunctions = [\"و\"]\nprepositions = { \"ب\" = \"with\", \"ل\" = \"to\" }\n\
         articles = [\"ال\"]\ncontractions = [{ surface = \"لل\", stands_for = \"ال\", feature = \"to\" }]\n\
         pronouns = [\"ها\"]\nleast_stem = 2\n";

    const WORDS: &str = "تسبب ب\t-\tresult\ttransparent\nألحق أضرارا ب\t-\tdamage\nو ك ب\tname\tagency\n\
         لاعب\t-\tperson\nسوق\tword\tplace\nموال ل|يعد ل\t-\ttie\n";

    /// Classes found with the words that they cover, but for those of single words that ask for nothing.
    fn found(text: &str) -> Vec<(String, usize, bool)> {
        let head = "code = \"xx\"\nname = \"Test\"\nversion = \"1\"\nscript = \"Arab\"\n";
        let files = [
            ("language.toml", head.to_owned()),
            ("morphology.toml", CLITICS.to_owned()),
            ("lexicon/a.tsv", format!("lemma\tforms\tclass\tattributes\texample\tcounter\n{WORDS}")),
        ];
        let pack = Pack::compile(&files.map(|(n, c)| (n.to_owned(), c))).expect("the pack is sound");
        let chart = Chart::new(&pack, &mut Reader::default(), text);
        chart
            .matches()
            .iter()
            .map(|m| (pack.lexicon.entry(m.entry), m))
            .filter(|(e, _)| !matches!(e.class.as_str(), "person" | "place"))
            .map(|(e, m)| (e.class.clone(), m.range().len(), m.features.has(Features::CONJUNCTION)))
            .collect()
    }

    #[test]
    fn a_spelling_that_ends_in_a_preposition_takes_it_from_the_next_word() {
        let result = |clitic| vec![("result".to_owned(), 1, clitic)];
        assert_eq!(found("تسبب بانهيار الجسر"), result(false), "a word that no lexicon knows");
        assert_eq!(found("وتسبب بسوق فارغة"), result(true), "a word that the lexicon knows");
        assert_eq!(found("تسبب بها الحريق"), result(false), "a pronoun");
        assert_eq!(found("ألحق أضرارا بالسوق"), [("damage".to_owned(), 2, false)], "behind several words");
        assert_eq!(found("موال للحكومة"), [("tie".to_owned(), 1, false)], "written into one with the article");
    }

    #[test]
    fn a_preposition_that_stands_alone_is_a_word() {
        assert_eq!(found("تسبب ب 12 قتيلا"), [("result".to_owned(), 2, false), ("result".to_owned(), 1, false)][..1]);
    }

    #[test]
    fn without_the_preposition_nothing_is_found() {
        for text in ["تسبب الحريق", "تسبب", "تسبب 12", "ألحق أضرارا فادحة", "تسبب للسوق"]
        {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("يعد لاعبا كبيرا"), [("tie".to_owned(), 1, false)], "an unknown word may begin with one");
        assert_eq!(found("يعد لاعب كبير"), [], "a known word that only looks like it");
    }

    #[test]
    fn letters_of_an_abbreviation_are_no_preposition() {
        assert_eq!(found("و ك ب"), [("agency".to_owned(), 3, false)]);
        assert_eq!(found("و ك بالسوق"), []);
    }
}
