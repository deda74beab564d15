//! The words and phrases of a pack, compiled into one automaton over symbols.

use crate::morphology::Morphology;
use crate::table::{Row, attributes};
use crate::{Features, PackError};
use isnad_text::{Kind, Text};
use rustc_hash::FxHashMap;

/// A word or phrase of a pack, by its place in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(crate) u32);

impl EntryId {
    /// Index into a table with one row per entry.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One line of a lexicon file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The first spelling given.
    pub lemma: String,
    /// What the word is to the engine: `month`, `person`, `speech`, …
    pub class: String,
    /// What the engine needs to know of it.
    pub attributes: Vec<(String, String)>,
    /// File within the pack.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// A sentence in which the entry must be found.
    pub example: String,
    /// A sentence in which it must not.
    pub counter: String,
    /// A phrase whose words count on their own too (attribute `transparent`).
    pub transparent: bool,
}

impl Entry {
    /// Value of an attribute; `Some("")` for a bare flag.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// Whether the attribute is there.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Name shown in explanations: `file:lemma`.
    pub fn rule(&self) -> String {
        let stem = self.file.rsplit('/').next().unwrap_or(&self.file);
        format!("{}:{}", stem.strip_suffix(".tsv").unwrap_or(stem), self.lemma)
    }

    /// A fault in the attributes column.
    pub fn fault(&self, message: impl Into<String>) -> PackError {
        PackError::new("L004", &self.file, self.line, 4, message)
    }
}

/// An entry found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What was found.
    pub entry: EntryId,
    /// Features of form and clitics.
    pub features: Features,
}

impl Match {
    /// Token indices.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Debug, Clone, Copy)]
struct Terminal {
    entry: EntryId,
    features: Features,
    clitics: CliticPolicy,
}

/// Which clitics a form may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CliticPolicy {
    /// A conjunction only: small words.
    Conjunction,
    /// Conjunction and prepositions: names.
    Name,
    /// All that fit the form.
    All,
}

impl CliticPolicy {
    fn allows(self, form: Features, clitics: Features) -> bool {
        use Features as F;
        let all = F::DEFINITE | F::PRONOUN | F::TO | F::WITH | F::AS | F::FUTURE;
        match self {
            CliticPolicy::Conjunction => !clitics.any(all),
            CliticPolicy::Name => !clitics.any(F::DEFINITE | F::PRONOUN | F::FUTURE),
            CliticPolicy::All if form.any(F::PAST | F::PRESENT) => {
                !clitics.any(F::DEFINITE | F::WITH | F::AS)
                    && (!clitics.has(F::FUTURE) || form.has(F::PRESENT))
                    && (!clitics.has(F::TO) || form.has(F::PRESENT))
            }
            CliticPolicy::All => {
                !clitics.has(F::FUTURE)
                    && !(clitics.has(F::DEFINITE)
                        && (clitics.has(F::PRONOUN) || form.any(F::ADVERBIAL | F::CONSTRUCT | F::BARE)))
                    && !(clitics.has(F::PRONOUN) && form.has(F::ADVERBIAL))
            }
        }
    }
}

/// All words and phrases of a pack.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    symbols: FxHashMap<Box<str>, u32>,
    root: Vec<u32>,
    nodes: Vec<Node>,
    morphology: Morphology,
}

#[derive(Debug, Clone, Default)]
struct Node {
    terminals: Vec<Terminal>,
    children: Vec<(u32, u32)>,
}

impl Lexicon {
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
        let id = EntryId(self.entries.len() as u32);
        self.entries.push(Entry {
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
        if let Some(k) = self.entries.iter().position(|e| e.class == "literal" && e.lemma == folded) {
            return EntryId(k as u32);
        }
        let id = EntryId(self.entries.len() as u32);
        self.entries.push(Entry {
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
        id
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
            let refs: Vec<&str> = definite.iter().map(String::as_str).collect();
            self.insert(id, &refs, Features::DEFINITE, CliticPolicy::Name);
        }
    }

    fn add_phrase(&mut self, id: EntryId, phrase: &str, features: Features, clitics: CliticPolicy) {
        let text = Text::new(phrase);
        let words: Vec<&str> = (0..text.tokens().len()).map(|i| text.norm(i)).collect();
        self.insert(id, &words, features, clitics);
    }

    fn insert(&mut self, entry: EntryId, words: &[&str], features: Features, clitics: CliticPolicy) {
        if words.is_empty() {
            return;
        }
        let mut node = 0u32;
        for w in words {
            let next_symbol = self.symbols.len() as u32;
            let symbol = *self.symbols.entry((*w).into()).or_insert(next_symbol);
            node = self.child_or_new(node, symbol);
        }
        let terminals = &mut self.nodes[node as usize].terminals;
        if !terminals.iter().any(|t| t.entry == entry && t.features == features) {
            terminals.push(Terminal { entry, features, clitics });
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
            self.nodes[node as usize].children.push((symbol, new));
        }
        new
    }

    #[inline]
    fn child(&self, node: u32, symbol: u32) -> Option<u32> {
        if node == 0 {
            return self.root.get(symbol as usize).copied().filter(|c| *c != 0);
        }
        self.nodes[node as usize].children.iter().find(|(s, _)| *s == symbol).map(|(_, c)| *c)
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

    /// Calls `found` with every stem that is left when the clitics that a name takes are taken off a word: conjunctions
    /// and prepositions, no article, no future, no pronoun. The word itself is not told.
    pub fn name_stems(&self, word: &str, found: impl FnMut(&str, Features)) {
        self.morphology.clitics.split_name(word, found);
    }

    /// Entries with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(k, e)| (EntryId(k as u32), e))
    }

    fn variants(&self, word: &str, out: &mut Vec<(u32, Features)>) {
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

/// Looks texts up in a lexicon and remembers the words it has split.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    cache: FxHashMap<Box<str>, (u32, u16)>,
    arena: Vec<(u32, Features)>,
    of_token: Vec<(u32, u16)>,
    /// Exact symbol of a token; `u32::MAX` where the word stands nowhere.
    exact: Vec<u32>,
}

/// Distinct words remembered before the memory is let go: a year of a press archive has about half as many.
const REMEMBERED: usize = 400_000;

impl Reader {
    /// Writes every entry found in `text` to `out`, by start, longest first; where a phrase of several words is
    /// found, the words inside it do not count on their own.
    pub fn read(&mut self, lexicon: &Lexicon, text: &Text, out: &mut Vec<Match>) {
        if self.cache.len() > REMEMBERED {
            self.cache.clear();
            self.arena.clear();
        }
        self.of_token.clear();
        self.exact.clear();
        for (i, token) in text.tokens().iter().enumerate() {
            let norm = text.norm(i);
            if token.kind == Kind::Number {
                self.of_token.push((0, 0));
                self.exact.push(lexicon.symbols.get(norm).copied().unwrap_or(u32::MAX));
                continue;
            }
            let slot = match self.cache.get(norm) {
                Some(s) => *s,
                None => {
                    let start = self.arena.len();
                    lexicon.variants(norm, &mut self.arena);
                    let slot = (start as u32, (self.arena.len() - start) as u16);
                    self.cache.insert(norm.into(), slot);
                    slot
                }
            };
            self.of_token.push(slot);
            let variants = &self.arena[slot.0 as usize..][..slot.1 as usize];
            self.exact.push(variants.iter().find(|v| v.1 == Features::NONE).map_or(u32::MAX, |v| v.0));
        }
        out.clear();
        let mut covered = 0usize;
        for i in 0..text.tokens().len() {
            if i < covered {
                continue;
            }
            let from = out.len();
            let slot = self.of_token[i];
            for k in 0..slot.1 as usize {
                let (symbol, clitics) = self.arena[slot.0 as usize + k];
                let Some(node) = lexicon.child(0, symbol) else { continue };
                self.walk(lexicon, node, clitics, i, i + 1, out);
            }
            let transparent = |m: &Match| lexicon.entries[m.entry.index()].transparent;
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
        }
    }

    fn walk(&self, lexicon: &Lexicon, node: u32, clitics: Features, start: usize, at: usize, out: &mut Vec<Match>) {
        let n = &lexicon.nodes[node as usize];
        for t in &n.terminals {
            if t.clitics.allows(t.features, clitics) {
                out.push(Match { start: start as u32, end: at as u32, entry: t.entry, features: t.features | clitics });
            }
        }
        if n.children.is_empty() || at >= self.exact.len() {
            return;
        }
        if let Some(child) = lexicon.child(node, self.exact[at]) {
            self.walk(lexicon, child, clitics, start, at + 1, out);
        }
    }
}
