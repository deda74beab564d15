//! Where a spelling of an entry ends, with what may be written together with it.

use crate::{EntryId, Features};

/// Which clitics a form may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CliticPolicy {
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
                !clitics.any(F::DEFINITE | F::WITH | F::AS | F::POSSESSIVE)
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

/// The end of a spelling.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) entry: EntryId,
    pub(crate) features: Features,
    pub(crate) clitics: CliticPolicy,
    /// The preposition that the spelling ends in where it is written on the next word; none where nothing is demanded.
    pub(crate) demands: Features,
}

impl Terminal {
    /// What the entry's form and these clitics make together, where the form may carry them.
    #[inline]
    pub(crate) fn with(&self, clitics: Features) -> Option<Features> {
        self.clitics.allows(self.features, clitics).then(|| self.features | clitics.without(Features::POSSESSIVE))
    }

    /// Whether a next word that bears these prepositions gives the spelling what it demands.
    #[inline]
    pub(crate) fn content(&self, borne: Features) -> bool {
        self.demands == Features::NONE || borne.has(self.demands)
    }
}
