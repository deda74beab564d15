//! The number words of a pack as typed tables.
//!
//! Class `number`, a word that has a value:
//!
//! | attribute | meaning |
//! | --- | --- |
//! | `n=` | the value |
//! | `role=` | a name of the pack's own by which other words refer to it; `digits` stands for numbers in digits |
//! | `and=a/b` | is added to what stands before with a conjunction between them, if that ends in one of these roles |
//! | `add=a/b` | the same with nothing (or a hyphen) between them |
//! | `times=a/b` | multiplies what stands right before, if that ends in one of these roles |
//! | `over=` | divides by this: a fraction |
//! | `base=` | the scale of a word that counts several ("two thousand"): what is added behind must be less |
//! | `vague=` | without a number before it means this or more |
//! | `about` | a round number: what it tells is near the value |
//! | `to=` | is a range by itself: the greatest it can mean |
//! | `digits=and` `digits=add` | digits may be added behind it with a conjunction / with nothing between |
//! | `ordinal` | tells a place in a row |
//! | `relative=` | tells a place in a row from where one stands |
//! | `open` | is no number unless something is added to it |
//! | `bare` | is no number with the article, unless something is added to it |
//! | `noarticle` | is no number with the article |
//! | `definite` | holds the article in its spelling |
//! | `agree` | what is added carries the article if this does, and only then |
//!
//! Class `bound`: `qualifier=` after the codebook, `before` and `after` the number (both may stand; with `loose` it stands
//! before a number only where none stands close before it).
//! Class `number-link`: `part=` one of [`Link`]'s names.

use isnad_language::{Entry, EntryId, Pack, PackError};
use isnad_model::Qualifier;
use rustc_hash::FxHashMap;

/// A word that has a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Atom {
    pub n: f64,
    pub base: f64,
    /// A bit of its own for each role.
    pub role: u32,
    pub and: u32,
    pub add: u32,
    pub times: u32,
    pub vague: Option<f64>,
    pub about: bool,
    pub to: Option<f64>,
    pub fraction: bool,
    pub ordinal: bool,
    pub relative: bool,
    pub open: bool,
    pub bare: bool,
    pub no_article: bool,
    pub definite: bool,
    pub agree: bool,
    pub digits_and: bool,
    pub digits_add: bool,
}

/// Role of numbers in digits.
pub(crate) const DIGITS: u32 = 1;

/// What binds numbers together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// `and`: the conjunction as a word of its own.
    And,
    /// `between`: opens a range, its ends joined by the conjunction.
    Between,
    /// `from`: opens a range, its ends joined by `to`.
    From,
    /// `to`: between the ends of a range.
    To,
    /// `or`: between two numbers of which one is true.
    Or,
    /// `article`: an article written apart from the digits.
    Article,
    /// `point`: a decimal sign as a word.
    Point,
    /// `percent`: behind a percentage.
    Percent,
    /// `change`: a verb or noun after which "from … to …" tells a change, not a range.
    Change,
    /// `clock`: beside digits that tell a time of day.
    Clock,
    /// `hour`: written together with digits makes them a time of day.
    Hour,
    /// `ordinal-suffix`: written together with digits tells a place in a row.
    OrdinalSuffix,
    /// `label`: before digits that name one of many: "number 16 of the list".
    Label,
    /// `none`: a phrase in which a number word is no number.
    None,
}

impl Link {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "and" => Link::And,
            "between" => Link::Between,
            "from" => Link::From,
            "to" => Link::To,
            "or" => Link::Or,
            "article" => Link::Article,
            "point" => Link::Point,
            "percent" => Link::Percent,
            "change" => Link::Change,
            "clock" => Link::Clock,
            "hour" => Link::Hour,
            "ordinal-suffix" => Link::OrdinalSuffix,
            "label" => Link::Label,
            "none" => Link::None,
            _ => return None,
        })
    }
}

/// What an entry is to this stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Piece {
    Atom(Atom),
    Bound { qualifier: Qualifier, before: bool, after: bool, loose: bool },
    Link(Link),
}

/// The pieces by entry.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Index into `pieces` plus one, by entry; 0 for entries of other stages.
    of_entry: Vec<u16>,
    pieces: Vec<Piece>,
}

impl Table {
    pub fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let mut table = Table { of_entry: vec![0; pack.lexicon.entries().len()], pieces: Vec::new() };
        let mut roles = Roles::default();
        let mut faults = Vec::new();
        for (id, entry) in pack.lexicon.ids() {
            let piece = match entry.class.as_str() {
                "number" => atom(entry, &mut roles).map(Piece::Atom),
                "bound" => bound(entry),
                "number-link" => link(entry),
                _ => continue,
            };
            match piece {
                Ok(piece) => {
                    table.pieces.push(piece);
                    table.of_entry[id.index()] = table.pieces.len() as u16;
                }
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(table) } else { Err(faults) }
    }

    /// Whether an entry is a word of numbers.
    #[inline]
    pub fn has(&self, entry: EntryId) -> bool {
        self.of_entry.get(entry.index()).is_some_and(|k| *k != 0)
    }

    #[inline]
    pub fn piece(&self, entry: EntryId) -> Option<&Piece> {
        let k = *self.of_entry.get(entry.index())?;
        if k == 0 { None } else { self.pieces.get(k as usize - 1) }
    }
}

/// The names of roles, each with its bit.
struct Roles {
    bits: FxHashMap<String, u32>,
}

impl Default for Roles {
    fn default() -> Self {
        Self { bits: FxHashMap::from_iter([("digits".to_owned(), DIGITS)]) }
    }
}

impl Roles {
    fn bit(&mut self, name: &str, entry: &Entry) -> Result<u32, PackError> {
        let next = self.bits.len() as u32;
        if next >= 32 && !self.bits.contains_key(name) {
            return Err(entry.fault(format!("`{name}` is the 33rd role; there is room for 32")));
        }
        Ok(*self.bits.entry(name.to_owned()).or_insert(1 << next))
    }

    fn mask(&mut self, entry: &Entry, key: &str) -> Result<u32, PackError> {
        let mut mask = 0;
        for name in entry.get(key).unwrap_or("").split('/').filter(|n| !n.is_empty()) {
            mask |= self.bit(name, entry)?;
        }
        Ok(mask)
    }
}

const KEYS: &[&str] = &[
    "n",
    "role",
    "and",
    "add",
    "times",
    "over",
    "base",
    "vague",
    "about",
    "to",
    "digits",
    "ordinal",
    "relative",
    "open",
    "bare",
    "noarticle",
    "definite",
    "agree",
];

fn number(entry: &Entry, key: &str) -> Result<Option<f64>, PackError> {
    entry.get(key).map(|v| v.parse().map_err(|_| entry.fault(format!("`{key}={v}` must be a number")))).transpose()
}

fn atom(entry: &Entry, roles: &mut Roles) -> Result<Atom, PackError> {
    if let Some((key, _)) = entry.attributes.iter().find(|(k, _)| !KEYS.contains(&k.as_str())) {
        return Err(entry.fault(format!("a number has no attribute `{key}`; it has {}", KEYS.join(", "))));
    }
    let relative = number(entry, "relative")?;
    let over = number(entry, "over")?;
    let n = match (number(entry, "n")?, over, relative) {
        (Some(n), Some(d), _) if d > 0.0 => n / d,
        (Some(n), None, _) => n,
        (None, Some(d), _) if d > 0.0 => 1.0 / d,
        (None, None, Some(offset)) => offset,
        _ => return Err(entry.fault("a number needs its value: n=, over= or relative=")),
    };
    let digits = entry.get("digits").unwrap_or("");
    if !matches!(digits, "" | "and" | "add" | "and/add") {
        return Err(entry.fault(format!("`digits={digits}`: write and, add or and/add")));
    }
    Ok(Atom {
        n,
        base: number(entry, "base")?.unwrap_or(n),
        role: match entry.get("role") {
            Some(role) => roles.bit(role, entry)?,
            None => return Err(entry.fault("a number needs a role=")),
        },
        and: roles.mask(entry, "and")?,
        add: roles.mask(entry, "add")?,
        times: roles.mask(entry, "times")?,
        vague: number(entry, "vague")?,
        about: entry.has("about"),
        to: number(entry, "to")?,
        fraction: over.is_some(),
        ordinal: entry.has("ordinal"),
        relative: relative.is_some(),
        open: entry.has("open"),
        bare: entry.has("bare"),
        no_article: entry.has("noarticle"),
        definite: entry.has("definite"),
        agree: entry.has("agree"),
        digits_and: digits.contains("and"),
        digits_add: digits.contains("add"),
    })
}

fn bound(entry: &Entry) -> Result<Piece, PackError> {
    let name = entry.get("qualifier").unwrap_or("");
    let qualifier = Qualifier::from_name(name)
        .ok_or_else(|| entry.fault(format!("`qualifier={name}` is no qualifier of the codebook")))?;
    let (before, after) = (entry.has("before"), entry.has("after"));
    if !before && !after {
        return Err(entry.fault("a bound stands `before` or `after` its number: say which"));
    }
    Ok(Piece::Bound { qualifier, before, after, loose: entry.has("loose") })
}

fn link(entry: &Entry) -> Result<Piece, PackError> {
    let part = entry.get("part").unwrap_or("");
    Link::from_name(part)
        .map(Piece::Link)
        .ok_or_else(|| entry.fault(format!("`part={part}` is no part of a number; see numbers::table::Link")))
}
