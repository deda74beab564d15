//! The words and phrases of a pack, compiled into one automaton over symbols.

use crate::entry::{Entry, EntryId};
use crate::morphology::Morphology;
use crate::table::{Row, attributes};
use crate::terminal::{CliticPolicy, Terminal};
use crate::{Features, PackError};
use isnad_text::Text;
use rustc_hash::FxHashMap;

/// Letters of a word at most before which a letter that stands alone belongs to an abbreviation and is no preposition.
const ABBREVIATION: usize = 2;

/// All words and phrases of a pack.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_class: FxHashMap<String, Vec<EntryId>>,
    /// Entries of words that patterns name, by normal form.
    literals: FxHashMap<String, EntryId>,
    symbols: FxHashMap<Box<str>, u32>,
    /// Nodes behind the root, by symbol; 0 where there is none.
    root: Vec<u32>,
    /// Nodes behind all other nodes, by node and symbol.
    edges: FxHashMap<(u32, u32), u32>,
    nodes: Vec<Node>,
    /// For every symbol whether a phrase goes on with it.
    continues: Vec<bool>,
    morphology: Morphology,
    /// Memory for cutting phrases into words.
    scratch: Text,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) terminals: Vec<Terminal>,
    /// The words with which a phrase goes on from here; see [`follower`].
    pub(crate) followers: u32,
    /// Prepositions on the next word that a spelling ending here asks for.
    pub(crate) demands: Features,
}

/// The bit of a word with which phrases go on; words share bits.
#[inline]
pub(crate) fn follower(symbol: u32) -> u32 {
    1 << (symbol % u32::BITS)
}

impl Lexicon {
    /// Whether a word, as it is written, cannot carry the pronoun that its folded form seems to end in.
    pub(crate) fn bare(&self, word: &str) -> bool {
        self.morphology.bare(word)
    }

    pub(crate) fn new(morphology: Morphology) -> Self {
        Self { morphology, nodes: vec![Node::default()], ..Self::default() }
    }

    /// Adds a line of a lexicon file: lemma, forms, class, attributes, example, counter-example.
    pub(crate) fn add_row(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let (lemma, forms, class) = (row.cell(0), row.cell(1), row.cell(2));
        if lemma.is_empty() {
            return Err(row.fault("L002", 0, "the first column must hold a word or a phrase"));
        }
        if class.is_empty() {
            return Err(row.fault("L003", 2, "the third column must hold a class"));
        }
        let id = self.push(Entry {
            lemma: lemma.split('|').next().unwrap_or(lemma).to_owned(),
            class: class.to_owned(),
            attributes: attributes(row.cell(3)),
            file: row.file.to_owned(),
            line: row.line,
            example: row.cell(4).to_owned(),
            counter: row.cell(5).to_owned(),
            transparent: row.cell(3).split_whitespace().any(|w| w == "transparent"),
        });
        let mut words = forms.split_whitespace();
        let paradigm = words.next().unwrap_or("");
        let parts: FxHashMap<&str, &str> = words.filter_map(|w| w.split_once('=')).collect();
        for spelling in lemma.split('|') {
            match paradigm {
                "" => self.add_phrase(id, spelling, Features::NONE, CliticPolicy::Conjunction),
                "name" => self.add_phrase(id, spelling, Features::NONE, CliticPolicy::Name),
                "word" => self.add_phrase(id, spelling, Features::NONE, CliticPolicy::All),
                // a phrase whose words all may carry the article; its head may carry other clitics
                "phrase" => {
                    self.add_phrase(id, spelling, Features::NONE, CliticPolicy::All);
                    self.add_definite(id, spelling);
                }
                p if self.morphology.has(p) => {
                    let mut forms = self.morphology.inflect(p, spelling, &parts);
                    // the words behind the head of a phrase stay as they are
                    forms.dedup();
                    for (form, features) in forms {
                        self.add_phrase(id, &form, features, CliticPolicy::All);
                    }
                }
                p => return Err(row.fault("L005", 1, format!("`{p}` is no paradigm of morphology.toml"))),
            }
        }
        Ok(())
    }

    /// Adds a word that a pattern names literally; the same word gives the same entry.
    pub(crate) fn add_literal(&mut self, word: &str, row: &Row<'_>) -> EntryId {
        let folded = isnad_text::fold(word);
        if let Some(id) = self.literals.get(&folded) {
            return *id;
        }
        let id = self.push(Entry {
            lemma: folded.clone(),
            class: "literal".to_owned(),
            attributes: Vec::new(),
            file: row.file.to_owned(),
            line: row.line,
            example: String::new(),
            counter: String::new(),
            transparent: false,
        });
        self.add_phrase(id, &folded, Features::NONE, CliticPolicy::Conjunction);
        self.literals.insert(folded, id);
        id
    }

    fn push(&mut self, entry: Entry) -> EntryId {
        let id = EntryId(self.entries.len() as u32);
        match self.by_class.get_mut(&entry.class) {
            Some(ids) => ids.push(id),
            None => {
                self.by_class.insert(entry.class.clone(), vec![id]);
            }
        }
        self.entries.push(entry);
        id
    }

    /// The entries of a class.
    pub(crate) fn of_class(&self, class: &str) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.by_class.get(class).into_iter().flatten().map(|id| (*id, self.entry(*id)))
    }

    fn add_definite(&mut self, id: EntryId, phrase: &str) {
        let text = Text::new(phrase);
        let words: Vec<&str> = (0..text.tokens().len()).map(|i| text.norm(i)).collect();
        let Some(first) = words.first() else { return };
        let heads: Vec<String> = self.morphology.with_articles(first).collect();
        for head in heads {
            let mut definite = vec![head];
            for w in &words[1..] {
                definite.push(self.morphology.with_articles(w).next().unwrap_or_else(|| (*w).to_owned()));
            }
            let clitics = CliticPolicy::Name;
            let form = Terminal { entry: id, features: Features::DEFINITE, clitics, demands: Features::NONE };
            self.insert(definite.iter().map(String::as_str), form);
        }
    }

    fn add_phrase(&mut self, id: EntryId, phrase: &str, features: Features, clitics: CliticPolicy) {
        let mut text = std::mem::take(&mut self.scratch);
        text.read(phrase);
        let words = text.tokens().len();
        let form = Terminal { entry: id, features, clitics, demands: Features::NONE };
        self.insert((0..words).map(|i| text.norm(i)), form);
        // "caused by", where the preposition is written on whatever follows
        if words > 1
            && text.norm(words - 2).chars().count() > ABBREVIATION
            && let Some(demands) = self.morphology.clitics.alone(text.norm(words - 1))
        {
            self.insert((0..words - 1).map(|i| text.norm(i)), Terminal { demands, ..form });
        }
        self.scratch = text;
    }

    fn insert<'w>(&mut self, words: impl Iterator<Item = &'w str>, form: Terminal) {
        let mut node = 0u32;
        for w in words {
            let symbol = match self.symbols.get(w) {
                Some(s) => *s,
                None => {
                    let next = self.symbols.len() as u32;
                    self.symbols.insert(w.into(), next);
                    next
                }
            };
            node = self.child_or_new(node, symbol);
        }
        if node == 0 {
            return;
        }
        let node = &mut self.nodes[node as usize];
        let same = |t: &Terminal| (t.entry, t.features, t.demands) == (form.entry, form.features, form.demands);
        if !node.terminals.iter().any(same) {
            node.demands |= form.demands;
            node.terminals.push(form);
        }
    }

    fn child_or_new(&mut self, node: u32, symbol: u32) -> u32 {
        if let Some(c) = self.child(node, symbol) {
            return c;
        }
        let new = self.nodes.len() as u32;
        self.nodes.push(Node::default());
        if node == 0 {
            let at = symbol as usize;
            if self.root.len() <= at {
                self.root.resize(at + 1, 0);
            }
            self.root[at] = new;
        } else {
            self.edges.insert((node, symbol), new);
            let at = symbol as usize;
            if self.continues.len() <= at {
                self.continues.resize(at + 1, false);
            }
            self.continues[at] = true;
            self.nodes[node as usize].followers |= follower(symbol);
        }
        new
    }

    #[inline]
    pub(crate) fn child(&self, node: u32, symbol: u32) -> Option<u32> {
        if node == 0 {
            return self.root.get(symbol as usize).copied().filter(|c| *c != 0);
        }
        self.edges.get(&(node, symbol)).copied()
    }

    #[inline]
    pub(crate) fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// Whether a word is one of a phrase, and not its first.
    #[inline]
    pub(crate) fn continues(&self, symbol: u32) -> bool {
        self.continues.get(symbol as usize).copied().unwrap_or(false)
    }

    /// Number of a word that stands somewhere in the lexicon.
    #[inline]
    pub(crate) fn symbol(&self, word: &str) -> Option<u32> {
        self.symbols.get(word).copied()
    }

    /// All entries in the order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// An entry by its id.
    #[inline]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// The pack's inflection and clitics.
    pub fn morphology(&self) -> &Morphology {
        &self.morphology
    }

    /// Calls `found` with every stem that is left when the clitics that a name takes are taken off a word: conjunctions
    /// and prepositions, no article, no future, no pronoun. The word itself is not told.
    pub fn name_stems(&self, word: &str, found: impl FnMut(&str, Features)) {
        self.morphology.clitics.split_name(word, found);
    }

    /// Whether a word is written with the article.
    pub fn definite(&self, word: &str) -> bool {
        self.morphology.clitics.definite(word)
    }

    /// Entries with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(k, e)| (EntryId(k as u32), e))
    }

    /// The prepositions that can be written on a word; `variants` are the lexicon's words that it can be. A word that the
    /// lexicon knows bears only what is left off one of its readings.
    pub(crate) fn prepositions(&self, word: &str, variants: &[(u32, Features)]) -> Features {
        let all = Features::TO | Features::WITH | Features::AS;
        match variants {
            [] => self.morphology.clitics.borne(word),
            known => known.iter().map(|v| v.1.intersection(all)).collect(),
        }
    }

    /// The lexicon's words that a word can be, with the clitics taken off it.
    pub(crate) fn variants(&self, word: &str, out: &mut Vec<(u32, Features)>) {
        let start = out.len();
        self.morphology.clitics.split(word, |stem, features| {
            if let Some(&s) = self.symbols.get(stem)
                && !out[start..].contains(&(s, features))
            {
                out.push((s, features));
            }
        });
        if start == out.len()
            && let Some(&s) = self.symbols.get(word)
        {
            out.push((s, Features::NONE));
        }
    }
}
