//! Who may write: tokens, of which only hashes are kept.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use subtle::ConstantTimeEq;

/// What a token allows; each scope holds those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Reading.
    Viewer,
    /// Reading, and decisions that can be undone.
    Analyst,
    /// As an analyst, and undoing what others decided.
    Reviewer,
    /// Everything, articles too.
    Admin,
}

impl Scope {
    /// All scopes, least first.
    pub const ALL: [Scope; 4] = [Scope::Viewer, Scope::Analyst, Scope::Reviewer, Scope::Admin];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Viewer => "viewer",
            Scope::Analyst => "analyst",
            Scope::Reviewer => "reviewer",
            Scope::Admin => "admin",
        }
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Scope::ALL
            .into_iter()
            .find(|s| s.name() == text)
            .ok_or_else(|| format!("`{text}` is no scope; there are: {}", Scope::ALL.map(Scope::name).join(", ")))
    }
}

/// A token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Whose it is; decisions made with it bear this name.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// SHA-256 of the secret, hexadecimal. The secret holds 256 random bits, so that no slower hash is needed.
    pub sha256: String,
    /// When it was made.
    pub made: Timestamp,
}

/// What can go wrong with tokens.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The file cannot be read or written.
    #[error("cannot use the tokens in {}: {why}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// A name that is taken or empty.
    #[error("{0}")]
    Name(String),
    /// The system gave no random bits.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

/// The tokens of a record: a file beside it that only its owner can read.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    path: PathBuf,
    list: Vec<Token>,
}

impl Tokens {
    /// Those of a record; none where there is no file.
    ///
    /// # Errors
    /// When the file cannot be read or is not in its form.
    pub fn of(record: &Path) -> Result<Self, TokenError> {
        let mut name = record.as_os_str().to_owned();
        name.push(".tokens");
        let path = PathBuf::from(name);
        let fault = |why: String| TokenError::File { path: path.clone(), why };
        let list = match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|e| fault(format!("it is not in its form ({e})")))?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(fault(e.to_string())),
        };
        Ok(Self { path, list })
    }

    /// The tokens, without their secrets.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// Makes a token and returns its secret, which is kept nowhere.
    ///
    /// # Errors
    /// When the name is taken or empty, or the file cannot be written.
    pub fn make(&mut self, name: &str, scope: Scope, at: Timestamp) -> Result<String, TokenError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(TokenError::Name("a token needs the name of whoever uses it".to_owned()));
        }
        if self.list.iter().any(|t| t.name == name) {
            return Err(TokenError::Name(format!("`{name}` has a token; take it back first, or choose another name")));
        }
        let mut bits = [0u8; 32];
        getrandom::fill(&mut bits).map_err(|e| TokenError::Random(e.to_string()))?;
        let secret = format!("isnad_{}", hex(&bits));
        self.list.push(Token { name: name.to_owned(), scope, sha256: hash(&secret), made: at });
        self.save()?;
        Ok(secret)
    }

    /// Takes a token back; whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn revoke(&mut self, name: &str) -> Result<bool, TokenError> {
        let before = self.list.len();
        self.list.retain(|t| t.name != name);
        if self.list.len() == before {
            return Ok(false);
        }
        self.save()?;
        Ok(true)
    }

    /// Whose secret it is.
    pub fn find(&self, secret: &str) -> Option<&Token> {
        let told = hash(secret);
        let mut found = None;
        for token in &self.list {
            if bool::from(token.sha256.as_bytes().ct_eq(told.as_bytes())) {
                found = Some(token);
            }
        }
        found
    }

    /// Into its place whole, or not at all.
    fn save(&self) -> Result<(), TokenError> {
        let fault = |why: String| TokenError::File { path: self.path.clone(), why };
        let text = serde_json::to_string_pretty(&self.list).map_err(|e| fault(e.to_string()))?;
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // a temporary file is its owner's alone, and stays so
        let mut file =
            tempfile::Builder::new().prefix(".isnad-tokens-").tempfile_in(folder).map_err(|e| fault(e.to_string()))?;
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(|e| fault(e.to_string()))?;
        file.persist(&self.path).map_err(|e| fault(e.error.to_string()))?;
        Ok(())
    }
}

fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    struct Hex<'a>(&'a [u8]);
    impl fmt::Display for Hex<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
        }
    }
    Hex(bytes).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_secret_alone() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("r.isnad");
        let mut tokens = Tokens::of(&record).unwrap();
        let secret = tokens.make("sara", Scope::Analyst, Timestamp::UNIX_EPOCH).unwrap();
        assert!(tokens.make("sara", Scope::Viewer, Timestamp::UNIX_EPOCH).is_err());
        assert!(tokens.make("  ", Scope::Viewer, Timestamp::UNIX_EPOCH).is_err());
        let again = Tokens::of(&record).unwrap();
        assert_eq!(again.find(&secret).map(|t| (t.name.as_str(), t.scope)), Some(("sara", Scope::Analyst)));
        assert!(again.find("isnad_00").is_none());
        let kept = std::fs::read_to_string(folder.path().join("r.isnad.tokens")).unwrap();
        assert!(!kept.contains(&secret), "the secret must not be kept");
        assert!(tokens.revoke("sara").unwrap() && !tokens.revoke("sara").unwrap());
        assert!(Tokens::of(&record).unwrap().find(&secret).is_none());
    }

    #[test]
    fn scopes_are_ordered() {
        assert!(Scope::Admin > Scope::Reviewer && Scope::Reviewer > Scope::Analyst && Scope::Analyst > Scope::Viewer);
        assert!("boss".parse::<Scope>().is_err());
    }
}
