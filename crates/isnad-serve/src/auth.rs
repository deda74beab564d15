//! Who asks, and what they may do.

use crate::problem::{Answer, Problem};
use crate::server::App;
use crate::tokens::Scope;
use axum::http::{HeaderMap, StatusCode, header};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Caller {
    /// Somebody without a token.
    Anyone,
    /// The holder of a token.
    Known { name: String, scope: Scope },
}

impl Caller {
    /// Reads the `Authorization` header.
    pub fn of(app: &App, headers: &HeaderMap) -> Answer<Self> {
        let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(Self::Anyone) };
        let secret = value.to_str().ok().and_then(|v| v.strip_prefix("Bearer ")).map(str::trim);
        let secret = secret.ok_or_else(|| refused("write `Authorization: Bearer TOKEN`"))?;
        // read again each time: a token that was taken back must not work any longer
        let tokens = app.tokens()?;
        match tokens.find(secret) {
            Some(token) => Ok(Self::Known { name: token.name.clone(), scope: token.scope }),
            None => Err(refused("the token is not known here, or was taken back")),
        }
    }

    /// Whether reading is open to them: anybody on this machine, elsewhere whoever has a token.
    pub fn may_read(&self, app: &App) -> Answer<()> {
        match self {
            Self::Anyone if !app.open_reading => Err(refused("this server answers to holders of a token only")),
            _ => Ok(()),
        }
    }

    /// Their name, where their scope reaches.
    pub fn may(&self, app: &App, least: Scope) -> Answer<&str> {
        match self {
            _ if app.read_only => {
                Err(Problem::new(StatusCode::FORBIDDEN, "Read-only", "this server was started for reading only"))
            }
            Self::Anyone => Err(refused(format!("this needs a token of scope {}", least.name()))),
            Self::Known { scope, .. } if *scope < least => Err(Problem::new(
                StatusCode::FORBIDDEN,
                "Not allowed",
                format!("this needs a token of scope {}, yours is {}", least.name(), scope.name()),
            )),
            Self::Known { name, .. } => Ok(name),
        }
    }
}

fn refused(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "A token is needed", detail)
        .header(header::WWW_AUTHENTICATE, "Bearer realm=\"isnad\"")
}
