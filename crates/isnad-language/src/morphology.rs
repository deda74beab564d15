//! Inflection from lemmas and the splitting of clitics, both described by a pack's `morphology.toml`.

use crate::{Features, PackError};
use isnad_text::fold;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A pack's morphology, compiled.
#[derive(Debug, Clone, Default)]
pub struct Morphology {
    paradigms: BTreeMap<String, Vec<Rule>>,
    pub(crate) clitics: Clitics,
}

#[derive(Debug, Clone)]
struct Rule {
    from: String,
    lead: String,
    strip: String,
    prefix: String,
    suffix: String,
    features: Features,
}

/// The small words that a language writes together with its neighbour.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clitics {
    conjunctions: Vec<(String, Features)>,
    prepositions: Vec<(String, Features)>,
    future: Vec<(String, Features)>,
    articles: Vec<String>,
    contractions: Vec<(String, String, Features)>,
    suffixes: Vec<(String, Features)>,
    restore: Vec<(String, String)>,
    /// Endings, as written, of words that carry no pronoun although they fold to one.
    bare_endings: Vec<String>,
    least: usize,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    clitics: CliticFile,
    paradigm: BTreeMap<String, Vec<RuleFile>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct CliticFile {
    conjunctions: Vec<String>,
    prepositions: BTreeMap<String, String>,
    future: Vec<String>,
    articles: Vec<String>,
    contractions: Vec<Contraction>,
    pronouns: Vec<String>,
    plural_pronouns: Vec<String>,
    noun_pronouns: Vec<String>,
    restore: BTreeMap<String, String>,
    bare_endings: Vec<String>,
    least_stem: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contraction {
    surface: String,
    stands_for: String,
    feature: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default = "lemma")]
    from: String,
    /// Letters the source must begin with; `prefix` stands in their place.
    #[serde(default)]
    lead: String,
    /// Letters the source must end with; `suffix` stands in their place.
    #[serde(default)]
    strip: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    #[serde(default)]
    features: Vec<String>,
}

fn lemma() -> String {
    "lemma".to_owned()
}

impl Morphology {
    /// Reads `morphology.toml`.
    pub fn read(file: &str, content: &str) -> Result<Self, PackError> {
        let raw: File = toml::from_str(content).map_err(|e| {
            let line = e.span().map_or(0, |s| content[..s.start].matches('\n').count() + 1);
            PackError::new("L010", file, line, 0, e.message().to_owned())
        })?;
        let feature = |name: &str| {
            Features::from_name(name)
                .ok_or_else(|| PackError::new("L011", file, 0, 0, format!("`{name}` is no feature")))
        };
        let mut paradigms = BTreeMap::new();
        for (name, rules) in raw.paradigm {
            let mut compiled = Vec::new();
            for r in rules {
                let features = r.features.iter().map(|f| feature(f)).collect::<Result<Features, _>>()?;
                compiled.push(Rule {
                    from: r.from,
                    lead: fold(&r.lead),
                    strip: fold(&r.strip),
                    prefix: fold(&r.prefix),
                    suffix: fold(&r.suffix),
                    features,
                });
            }
            paradigms.insert(name, compiled);
        }
        let c = raw.clitics;
        let mut prepositions = Vec::new();
        for (p, f) in &c.prepositions {
            prepositions.push((fold(p), feature(f)?));
        }
        let mut contractions = Vec::new();
        for x in &c.contractions {
            contractions.push((fold(&x.surface), fold(&x.stands_for), feature(&x.feature)?));
        }
        let mut suffixes: Vec<(String, Features)> = c
            .pronouns
            .iter()
            .map(|p| (fold(p), Features::PRONOUN))
            .chain(c.plural_pronouns.iter().map(|p| (fold(p), Features::PRONOUN | Features::PRONOUN_PLURAL)))
            .chain(c.noun_pronouns.iter().map(|p| (fold(p), Features::PRONOUN | Features::POSSESSIVE)))
            .collect();
        suffixes.sort_by_key(|(s, _)| std::cmp::Reverse(s.len()));
        let clitics = Clitics {
            conjunctions: c.conjunctions.iter().map(|s| (fold(s), Features::CONJUNCTION)).collect(),
            prepositions,
            future: c.future.iter().map(|s| (fold(s), Features::FUTURE)).collect(),
            articles: c.articles.iter().map(|s| fold(s)).collect(),
            contractions,
            suffixes,
            restore: c.restore.iter().map(|(a, b)| (fold(a), fold(b))).collect(),
            bare_endings: c.bare_endings,
            least: c.least_stem.max(1),
        };
        Ok(Self { paradigms, clitics })
    }

    /// Whether a word, as it is written, ends in what only folds to a pronoun.
    pub fn bare(&self, word: &str) -> bool {
        self.clitics.bare_endings.iter().any(|e| word.ends_with(e.as_str()))
    }

    /// Whether a word, folded and as it is written, ends in a pronoun that few names end in: that of several, or one that
    /// only its writing tells from another ending.
    pub fn owned(&self, norm: &str, word: &str) -> bool {
        let told_apart = |s: &str| self.clitics.bare_endings.iter().any(|e| fold(e) == s);
        let owns = |(s, f): &(String, Features)| {
            norm.ends_with(s.as_str()) && (f.has(Features::PRONOUN_PLURAL) || told_apart(s))
        };
        !self.bare(word) && self.clitics.suffixes.iter().any(owns)
    }

    /// Whether the pack has a paradigm of this name.
    pub fn has(&self, paradigm: &str) -> bool {
        self.paradigms.contains_key(paradigm)
    }

    /// All forms of a lemma, folded, with their features. `parts` are the principal parts by name (`pl`, `pres`, …).
    pub fn inflect(&self, paradigm: &str, lemma: &str, parts: &FxHashMap<&str, &str>) -> Vec<(String, Features)> {
        let mut out = Vec::new();
        // most rules start from the lemma: it is folded once
        let mut folded: Vec<(&str, Vec<String>)> = Vec::new();
        for rule in self.paradigms.get(paradigm).into_iter().flatten() {
            let from = rule.from.as_str();
            let k = folded.iter().position(|(part, _)| *part == from).unwrap_or_else(|| {
                let source = if from == "lemma" { Some(lemma) } else { parts.get(from).copied() };
                folded.push((from, source.into_iter().flat_map(|s| s.split('/')).map(fold).collect()));
                folded.len() - 1
            });
            for source in &folded[k].1 {
                let Some(stem) = source.strip_prefix(rule.lead.as_str()) else { continue };
                let Some(stem) = stem.strip_suffix(rule.strip.as_str()) else { continue };
                let form = [rule.prefix.as_str(), stem, rule.suffix.as_str()].concat();
                if !out.iter().any(|(f, x)| *f == form && *x == rule.features) {
                    out.push((form, rule.features));
                }
            }
        }
        out
    }

    /// Whether a word begins with an article, perhaps behind a conjunction or preposition. `word` is in its normal form.
    pub fn definite(&self, word: &str) -> bool {
        let c = &self.clitics;
        let article = |w: &str| c.articles.iter().any(|a| c.strip(w, a).is_some());
        let mut found = article(word);
        c.split_name(word, |stem, _| found |= article(stem));
        found
    }

    /// A name as it stands without the conjunctions and prepositions that are written on it. `features` tells which are.
    pub fn bare_name(&self, name: &str, features: Features) -> String {
        let c = &self.clitics;
        let mut rest = name.to_owned();
        let strip = |rest: &str, p: &str| {
            rest.strip_prefix(p).map(|s| s.trim_start_matches('\u{640}').to_owned()).filter(|s| !s.is_empty())
        };
        if features.has(Features::CONJUNCTION) {
            rest = c.conjunctions.iter().find_map(|(p, _)| strip(&rest, p)).unwrap_or(rest);
        }
        if features.prepositional() {
            let contracted = c.contractions.iter().find_map(|(p, whole, f)| {
                strip(&rest, p).filter(|_| features.any(*f)).map(|stem| format!("{whole}{stem}"))
            });
            let plain = || c.prepositions.iter().find_map(|(p, f)| strip(&rest, p).filter(|_| features.any(*f)));
            rest = contracted.or_else(plain).unwrap_or(rest);
        }
        rest
    }

    /// The word with each article in front, for phrases whose words all take it.
    pub(crate) fn with_articles(&self, word: &str) -> impl Iterator<Item = String> {
        self.clitics.articles.iter().map(move |a| format!("{a}{word}"))
    }
}

impl Clitics {
    /// Calls `found` with every stem that is left when clitics are taken off, and what they were.
    pub(crate) fn split(&self, word: &str, mut found: impl FnMut(&str, Features)) {
        self.suffix(word, Features::NONE, &mut found);
        for (c, f) in &self.conjunctions {
            if let Some(rest) = self.strip(word, c) {
                self.preposition(rest, *f, &mut found);
                self.suffix(rest, *f, &mut found);
            }
        }
        self.preposition(word, Features::NONE, &mut found);
    }

    /// Calls `found` with every stem that is left when a conjunction or preposition in front is taken off: the clitics
    /// that a name takes, tried only where the word begins with one.
    pub(crate) fn split_name(&self, word: &str, mut found: impl FnMut(&str, Features)) {
        for (c, f) in &self.conjunctions {
            if let Some(rest) = self.strip(word, c) {
                found(rest, *f);
                self.split_preposition(rest, *f, &mut found);
            }
        }
        self.split_preposition(word, Features::NONE, &mut found);
    }

    /// Whether the word is written with the article.
    pub(crate) fn definite(&self, word: &str) -> bool {
        self.articles.iter().any(|a| self.strip(word, a).is_some())
    }

    /// The preposition that a word is, where it stands alone.
    pub(crate) fn alone(&self, word: &str) -> Option<Features> {
        self.prepositions.iter().find(|(p, _)| p == word).map(|(_, f)| *f)
    }

    /// The prepositions that a word begins with, be it only before a pronoun.
    pub(crate) fn borne(&self, word: &str) -> Features {
        let on = |p: &str| {
            self.strip(word, p).is_some()
                || word.strip_prefix(p).is_some_and(|rest| self.suffixes.iter().any(|(s, _)| s == rest))
        };
        let plain = self.prepositions.iter().map(|(p, f)| (p, f));
        let contracted = self.contractions.iter().map(|(p, _, f)| (p, f));
        plain.chain(contracted).filter(|(p, _)| on(p)).map(|(_, f)| *f).collect()
    }

    fn split_preposition(&self, word: &str, so_far: Features, found: &mut impl FnMut(&str, Features)) {
        for (surface, stands_for, f) in &self.contractions {
            if let Some(rest) = self.strip(word, surface) {
                found(&format!("{stands_for}{rest}"), so_far | *f);
            }
        }
        for (p, f) in &self.prepositions {
            if let Some(rest) = self.strip(word, p) {
                found(rest, so_far | *f);
            }
        }
    }

    fn strip<'a>(&self, word: &'a str, prefix: &str) -> Option<&'a str> {
        word.strip_prefix(prefix).filter(|rest| rest.chars().nth(self.least - 1).is_some())
    }

    fn preposition(&self, word: &str, so_far: Features, found: &mut impl FnMut(&str, Features)) {
        for (surface, stands_for, f) in &self.contractions {
            if let Some(rest) = self.strip(word, surface) {
                found(&format!("{stands_for}{rest}"), so_far | *f);
                found(rest, so_far | *f | Features::DEFINITE);
            }
        }
        for (p, f) in &self.prepositions {
            if let Some(rest) = self.strip(word, p) {
                self.suffix(rest, so_far | *f, found);
                self.article(rest, so_far | *f, found);
            }
        }
        for (p, f) in &self.future {
            if let Some(rest) = self.strip(word, p) {
                self.suffix(rest, so_far | *f, found);
            }
        }
        self.article(word, so_far, found);
    }

    fn article(&self, word: &str, so_far: Features, found: &mut impl FnMut(&str, Features)) {
        for a in &self.articles {
            if let Some(rest) = self.strip(word, a) {
                found(rest, so_far | Features::DEFINITE);
            }
        }
    }

    fn suffix(&self, word: &str, so_far: Features, found: &mut impl FnMut(&str, Features)) {
        found(word, so_far);
        for (s, f) in &self.suffixes {
            if let Some(stem) = word.strip_suffix(s.as_str())
                && stem.chars().nth(self.least - 1).is_some()
            {
                found(stem, so_far | *f);
                for (from, to) in &self.restore {
                    if let Some(base) = stem.strip_suffix(from.as_str()) {
                        found(&format!("{base}{to}"), so_far | *f);
                    }
                }
            }
        }
    }
}
