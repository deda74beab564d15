//! The parameters of an address, each taken once and each accounted for.

use crate::problem::{Answer, Problem};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Parameters that clients made for ACLED send along and that mean nothing here.
const IGNORED: [&str; 6] = ["key", "email", "terms", "_format", "export_type", "inter_num"];

/// Parameters in their order, decoded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params {
    left: Vec<(String, String)>,
}

impl Params {
    /// Reads the part of an address behind `?`.
    pub fn read(query: Option<&str>) -> Answer<Self> {
        let mut left = Vec::new();
        for part in query.unwrap_or_default().split('&').filter(|p| !p.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            if !IGNORED.contains(&name.as_str()) {
                left.push((name, value));
            }
        }
        Ok(Self { left })
    }

    /// Every value of a name, also those that stand between `|`.
    pub fn all(&mut self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.left.retain(|(n, value)| {
            if n == name {
                found.extend(value.split('|').map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned));
            }
            n != name
        });
        found
    }

    /// Words behind a name that may stand once; empty ones count as none.
    pub fn words(&mut self, name: &str) -> Answer<Option<String>> {
        Ok(self.one(name)?.filter(|v| !v.trim().is_empty()))
    }

    /// The value of a name that may stand once.
    pub fn one(&mut self, name: &str) -> Answer<Option<String>> {
        let mut found = None;
        while let Some(k) = self.left.iter().position(|(n, _)| n == name) {
            let (_, value) = self.left.remove(k);
            if found.replace(value).is_some() {
                return Err(Problem::bad(format!("`{name}` stands twice; give it once")));
            }
        }
        Ok(found)
    }

    /// The same, read as a type; `form` says how it is written.
    pub fn parsed<T: FromStr>(&mut self, name: &str, form: &str) -> Answer<Option<T>> {
        let Some(value) = self.one(name)? else { return Ok(None) };
        match value.trim().parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(Problem::bad(format!("`{name}={value}` cannot be read; write {form}"))),
        }
    }

    /// A number within bounds.
    pub fn within<T: FromStr + PartialOrd + Display>(
        &mut self,
        name: &str,
        bounds: RangeInclusive<T>,
    ) -> Answer<Option<T>> {
        let (least, most) = (bounds.start(), bounds.end());
        match self.parsed::<T>(name, "a whole number")? {
            Some(n) if !bounds.contains(&n) => {
                Err(Problem::bad(format!("`{name}={n}` is out of bounds; write {least} to {most}")))
            }
            told => Ok(told),
        }
    }

    /// All must have been taken: a parameter that nobody knows is more likely a slip than a wish.
    pub fn done(self) -> Answer<()> {
        match self.left.first() {
            None => Ok(()),
            Some((name, _)) => {
                Err(Problem::bad(format!("`{name}` is no parameter here; /api/openapi.json lists those there are")))
            }
        }
    }
}

fn decoded(text: &str) -> Answer<String> {
    let spaced = text.replace('+', " ");
    match percent_encoding::percent_decode_str(&spaced).decode_utf8() {
        Ok(text) if !text.contains('\0') => Ok(text.into_owned()),
        _ => Err(not_utf8()),
    }
}

/// The name of a thing, as the path of an address ends in it.
#[derive(Debug)]
pub(crate) struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Answer<Self> {
        let Path(id) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| not_utf8())?;
        if id.contains('\0') { Err(not_utf8()) } else { Ok(Self(id)) }
    }
}

fn not_utf8() -> Problem {
    Problem::bad("the address holds bytes that are not UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_taken_once() {
        let mut p = Params::read(Some("country=ML|BF&country=NE&q=a+b%20c&limit=5&key=x")).unwrap();
        assert_eq!(p.all("country"), ["ML", "BF", "NE"]);
        assert_eq!(p.one("q").unwrap().as_deref(), Some("a b c"));
        assert_eq!(p.parsed::<u32>("limit", "a number").unwrap(), Some(5));
        assert!(p.done().is_ok());
    }

    #[test]
    fn slips_are_told() {
        assert!(Params::read(Some("q=%ff")).is_err());
        assert!(Params::read(Some("q=%00")).is_err());
        assert!(Params::read(Some("a=1&a=2")).unwrap().one("a").is_err());
        assert!(Params::read(Some("a=x")).unwrap().parsed::<u32>("a", "a number").is_err());
        assert!(Params::read(Some("kountry=ML")).unwrap().done().is_err());
    }
}
