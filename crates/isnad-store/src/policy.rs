//! Which figure stands for many, as the record is set.

use crate::Result;
use isnad_reconcile::Policy;
use rusqlite::{Connection, OptionalExtension};

/// Names of the policies, as the command line and the record write them.
const NAMES: [(&str, Policy); 4] = [
    ("conservative", Policy::Conservative),
    ("best", Policy::Best),
    ("latest", Policy::Latest),
    ("most-reported", Policy::MostReported),
];

/// The name of a policy.
pub(crate) fn name(policy: Policy) -> &'static str {
    NAMES.iter().find(|(_, p)| *p == policy).map_or("best", |(n, _)| n)
}

/// The policy by which a record's figures are chosen.
pub(crate) fn stored(db: &Connection) -> Result<Policy> {
    let mut query = db.prepare_cached("SELECT value FROM meta WHERE key = 'estimate'")?;
    let told: Option<String> = query.query_row([], |r| r.get(0)).optional()?;
    Ok(told.and_then(|t| NAMES.iter().find(|(n, _)| *n == t).map(|(_, p)| *p)).unwrap_or_default())
}
