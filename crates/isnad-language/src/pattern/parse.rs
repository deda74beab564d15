//! The text of a pattern, read into its elements.

use super::element::Element;
use crate::entries::EntrySet;
use crate::lexicon::Lexicon;
use crate::table::{Row, attributes};
use crate::{Features, PackError};

/// Reads the pattern in a row's second column; `names` takes the names under which it keeps tokens.
pub(super) fn body(row: &Row<'_>, lexicon: &mut Lexicon, names: &mut Vec<String>) -> Result<Vec<Element>, PackError> {
    let mut parser = Parser { words: split(row.cell(1)), at: 0, row, lexicon, names };
    let body = parser.row(false)?;
    if parser.at < parser.words.len() {
        return Err(row.fault("L022", 1, "`)` without `(`"));
    }
    if body.is_empty() {
        return Err(row.fault("L022", 1, "the second column must hold a pattern"));
    }
    Ok(body)
}

fn split(source: &str) -> Vec<String> {
    // white space inside <…> belongs to the element
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0;
    let mut word = String::new();
    let mut escaped = false;
    for c in source.chars() {
        match c {
            _ if escaped => {
                word.push('\\');
                word.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '<' => {
                depth += 1;
                word.push(c);
            }
            '>' => {
                depth -= 1;
                word.push(c);
            }
            _ if c.is_whitespace() && depth == 0 => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
            }
            '(' if depth == 0 => {
                word.push('(');
                out.push(std::mem::take(&mut word));
            }
            '|' if depth == 0 => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
                out.push("|".to_owned());
            }
            ')' if depth == 0 => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
                word.push(')');
            }
            _ => word.push(c),
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

struct Parser<'a, 'r> {
    words: Vec<String>,
    at: usize,
    row: &'a Row<'r>,
    lexicon: &'a mut Lexicon,
    names: &'a mut Vec<String>,
}

impl Parser<'_, '_> {
    fn fault(&self, message: impl Into<String>) -> PackError {
        self.row.fault("L022", 1, message)
    }

    fn row(&mut self, nested: bool) -> Result<Vec<Element>, PackError> {
        let mut out = Vec::new();
        while let Some(w) = self.words.get(self.at) {
            if nested && (w == "|" || w.starts_with(')')) {
                break;
            }
            if w.starts_with(')') {
                break;
            }
            let word = w.clone();
            self.at += 1;
            out.push(self.element(&word)?);
        }
        Ok(out)
    }

    fn element(&mut self, word: &str) -> Result<Element, PackError> {
        if let Some((name, rest)) = word.split_once(':')
            && !name.is_empty()
            && !rest.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        {
            let slot = match self.names.iter().position(|n| n == name) {
                Some(k) => k,
                None => {
                    self.names.push(name.to_owned());
                    self.names.len() - 1
                }
            } as u8;
            // quantifiers bind outside the name: `day:#?` is an optional day
            return Ok(match self.element(rest)? {
                Element::Repeat { inner, least, most } => {
                    Element::Repeat { inner: Box::new(Element::Capture { slot, inner }), least, most }
                }
                inner => Element::Capture { slot, inner: Box::new(inner) },
            });
        }
        if word == "(" {
            let mut rows = vec![self.row(true)?];
            while self.words.get(self.at).is_some_and(|w| w == "|") {
                self.at += 1;
                rows.push(self.row(true)?);
            }
            let Some(close) = self.words.get(self.at).filter(|w| w.starts_with(')')).cloned() else {
                return Err(self.fault("`(` without `)`"));
            };
            self.at += 1;
            return self.quantified(Element::Choice(rows), &close[1..]);
        }
        let (body, quantifier) = cut_quantifier(word);
        let element = self.simple(body)?;
        self.quantified(element, quantifier)
    }

    fn quantified(&self, inner: Element, quantifier: &str) -> Result<Element, PackError> {
        let (least, most) = match quantifier {
            "" => return Ok(inner),
            "?" => (0, 1),
            "*" => (0, 8),
            "+" => (1, 8),
            q => {
                let bounds = q.strip_prefix('{').and_then(|q| q.strip_suffix('}')).and_then(|q| q.split_once(','));
                let Some((Ok(a), Ok(b))) = bounds.map(|(a, b)| (a.parse(), b.parse())) else {
                    return Err(self.fault(format!("`{q}` is no quantifier; write ? * + or {{0,3}}")));
                };
                (a, b)
            }
        };
        Ok(Element::Repeat { inner: Box::new(inner), least, most })
    }

    fn simple(&mut self, body: &str) -> Result<Element, PackError> {
        if let Some(inner) = body.strip_prefix('<') {
            let inner = inner.strip_suffix('>').ok_or_else(|| self.fault(format!("`{body}` lacks its `>`")))?;
            return self.entry(inner);
        }
        if let Some(inner) = body.strip_prefix('[') {
            let kind = inner.strip_suffix(']').ok_or_else(|| self.fault(format!("`{body}` lacks its `]`")))?;
            return Ok(Element::Mention(kind.to_owned()));
        }
        if let Some(bounds) = body.strip_prefix('#') {
            if bounds.is_empty() {
                return Ok(Element::Digits(0..u64::MAX));
            }
            let parsed = bounds.split_once("..").map(|(a, b)| (a.parse::<u64>(), b.parse::<u64>()));
            let Some((Ok(a), Ok(b))) = parsed else {
                return Err(self.fault(format!("`#{bounds}`: write bounds as #1..31")));
            };
            return Ok(Element::Digits(a..b + 1));
        }
        if body == "_" {
            return Ok(Element::AnyWord);
        }
        let plain = body.replace('\\', "");
        if plain.chars().count() == 1 && !plain.chars().any(char::is_alphanumeric) {
            return Ok(Element::Mark(isnad_text::Text::new(&plain).tokens().first().map_or(plain.clone(), |_| {
                let t = isnad_text::Text::new(&plain);
                t.norm(0).to_owned()
            })));
        }
        let id = self.lexicon.add_literal(&plain, self.row);
        let set = EntrySet::from_iter([id]);
        Ok(Element::Entry { set, with: Features::NONE, without: Features::NONE })
    }

    fn entry(&self, inner: &str) -> Result<Element, PackError> {
        let mut words = inner.split_whitespace();
        let class = words.next().unwrap_or("");
        let (mut with, mut without) = (Features::NONE, Features::NONE);
        let mut wanted = Vec::new();
        for w in words {
            let feature =
                |name: &str| Features::from_name(name).ok_or_else(|| self.fault(format!("`{name}` is no feature")));
            if let Some(f) = w.strip_prefix('+') {
                with |= feature(f)?;
            } else if let Some(f) = w.strip_prefix('-') {
                without |= feature(f)?;
            } else {
                wanted.extend(attributes(w));
            }
        }
        let classes: Vec<&str> = class.split('/').collect();
        let set: EntrySet = classes
            .iter()
            .flat_map(|class| self.lexicon.of_class(class))
            .filter(|(_, e)| {
                wanted.iter().all(|(k, v)| e.get(k).is_some_and(|x| x == v || v.split('/').any(|o| o == x)))
            })
            .map(|(id, _)| id)
            .collect();
        if set.is_empty() {
            return Err(self.fault(format!("no lexicon entry fits `<{inner}>`")));
        }
        Ok(Element::Entry { set, with, without })
    }
}

fn cut_quantifier(word: &str) -> (&str, &str) {
    if word.chars().count() < 2 || word.starts_with('\\') && word.chars().count() == 2 {
        return (word, "");
    }
    if let Some(k) = word.rfind('{')
        && word.ends_with('}')
    {
        return word.split_at(k);
    }
    match word.as_bytes().last() {
        Some(b'?' | b'*' | b'+') => word.split_at(word.len() - 1),
        _ => (word, ""),
    }
}
