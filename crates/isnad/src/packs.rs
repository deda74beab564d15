//! Opening language packs and the gazetteer, with faults told in full.

use crate::cli::{Defaults, Knowledge};
use anyhow::{Context, Result, bail};
use isnad_extract::Extractor;
use isnad_gather::{Kind, Located, Notice};
use isnad_language::{Detector, Language, Pack, PackError};
use isnad_places::Gazetteer;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Where a pack comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Built into the program, by code.
    BuiltIn(String),
    /// A folder.
    Folder(PathBuf),
}

impl Origin {
    /// Name for messages.
    pub fn name(&self) -> String {
        match self {
            Origin::BuiltIn(code) => code.clone(),
            Origin::Folder(path) => path.display().to_string(),
        }
    }

    /// A fault with the whole way to its place, in the form that editors jump to.
    pub fn placed(&self, fault: &PackError) -> String {
        let name = self.name();
        let column = if fault.column > 0 { format!(":{}", fault.column) } else { String::new() };
        let (file, line) = (&fault.file, fault.line);
        format!("{}/{file}:{line}{column}: {}: {}", name.trim_end_matches('/'), fault.code, fault.message)
    }

    /// Compiles the pack.
    pub fn open(&self) -> Result<Pack, Vec<PackError>> {
        match self {
            Origin::Folder(path) => isnad_language::from_folder(path),
            Origin::BuiltIn(code) => isnad_language::embedded(code)
                .unwrap_or_else(|| Err(vec![PackError::new("L000", code, 0, 0, "no pack of that code is built in")])),
        }
    }
}

/// The packs built in.
pub fn built_in() -> Vec<Origin> {
    isnad_language::embedded_codes().map(|c| Origin::BuiltIn(c.to_owned())).collect()
}

/// The pack that a folder is, or the packs in it.
pub fn in_folder(folder: &Path) -> Result<Vec<Origin>> {
    let is_pack = |path: &Path| path.join("language.toml").is_file();
    if is_pack(folder) {
        return Ok(vec![Origin::Folder(folder.to_owned())]);
    }
    let listing = std::fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut packs: Vec<PathBuf> = listing.filter_map(|e| e.ok()).map(|e| e.path()).filter(|p| is_pack(p)).collect();
    packs.sort();
    if packs.is_empty() {
        bail!("{} holds no language pack (a folder with a language.toml)", folder.display());
    }
    Ok(packs.into_iter().map(Origin::Folder).collect())
}

/// Compiles packs side by side.
pub fn open_all(origins: &[Origin]) -> Vec<Result<Pack, Vec<PackError>>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = origins.iter().map(|o| scope.spawn(|| o.open())).collect();
        let lost = || Err(vec![PackError::new("L000", "", 0, 0, "compiling the pack stopped unexpectedly")]);
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| lost())).collect()
    })
}

/// Everything that reading articles needs.
#[derive(Debug)]
pub struct Opened {
    /// Reads articles.
    pub extractor: Extractor,
    /// The heads of its packs.
    pub languages: Vec<Language>,
}

/// Opens what reading articles needs. It lives as long as the program: to give its tables back word by word at the end
/// would cost a tenth of a start.
pub fn open(knowledge: &Knowledge) -> Result<&'static Opened> {
    let origins = match &knowledge.languages {
        Some(folder) => in_folder(folder)?,
        None => built_in(),
    };
    let mut packs = Vec::new();
    let mut faults = Vec::new();
    for (origin, opened) in origins.iter().zip(open_all(&origins)) {
        match opened {
            Ok(pack) => packs.push(pack),
            Err(errors) => faults.extend(errors.iter().map(|e| origin.placed(e))),
        }
    }
    if !faults.is_empty() {
        bail!(refusal(&faults));
    }
    let gazetteer = match &knowledge.places {
        None => Gazetteer::embedded(),
        // lives as long as the program
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot open the places {}", path.display()))?;
            let read = Gazetteer::embedded().with_tsv(BufReader::new(file));
            Box::leak(Box::new(read.with_context(|| format!("cannot read the places {}", path.display()))?))
        }
    };
    let languages = packs.iter().map(|p| p.language.clone()).collect();
    match Extractor::new(packs, gazetteer) {
        Ok(extractor) => Ok(Box::leak(Box::new(Opened { extractor, languages }))),
        Err(errors) => bail!(refusal(&errors.iter().map(ToString::to_string).collect::<Vec<_>>())),
    }
}

fn refusal(faults: &[String]) -> String {
    format!("the language packs have faults; `isnad language check` tells more\n  {}", faults.join("\n  "))
}

/// Completes articles by what the user said of all of them, and by detection.
#[derive(Debug)]
pub struct Complete<'a> {
    defaults: &'a Defaults,
    detector: Detector,
    codes: Vec<String>,
}

impl<'a> Complete<'a> {
    /// Completes for some packs.
    pub fn new(defaults: &'a Defaults, languages: &[Language]) -> Self {
        let codes = languages.iter().map(|l| l.code.clone()).collect();
        Self { defaults, detector: Detector::new(languages), codes }
    }

    /// Completes an article; a notice where no pack will read it.
    pub fn complete(&self, located: &mut Located) -> Option<Notice> {
        let article = &mut located.article;
        if article.published.is_none() {
            article.published = self.defaults.published;
        }
        let told = article.lang.as_ref().or(self.defaults.lang.as_ref()).map(|l| primary(l));
        let (lang, message) = match told {
            Some(code) if self.codes.contains(&code) => (Some(code), None),
            Some(code) => {
                let message = format!("no pack for the language `{code}` ({}); kept, with no reports", self.known());
                (Some(code), Some(message))
            }
            None => match self.detector.detect(&article.title, &article.text) {
                Some(code) => (Some(code.to_owned()), None),
                None if !article.title.chars().chain(article.text.chars()).any(char::is_alphabetic) => (None, None),
                None => {
                    let message = format!(
                        "the language is none of the packs' ({}), or --lang must tell it; kept, with no reports",
                        self.known()
                    );
                    (None, Some(message))
                }
            },
        };
        article.lang = lang;
        message.map(|m| Notice::new(Kind::NoLanguage, located.place.clone(), m))
    }

    fn known(&self) -> String {
        format!("packs: {}", self.codes.join(", "))
    }
}

/// `ar` of `ar`, `AR`, `ar-EG` and `ar_SA`.
fn primary(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()
}
