//! Mines and bombs told by whose they were.

use super::Finder;
use crate::actors::{ActorMention, Who};
use crate::incidents::Segment;
use crate::vocabulary::{Incident, Small, Word};
use isnad_model::Stance;

/// Words between a mine and the word for those who left it at most: "a mine of the ground".
const LEFT: usize = 2;

impl Finder<'_, '_> {
    /// "A mine left behind by X", "a Houthi mine": whoever laid it did it, however long ago.
    pub(super) fn planted(&mut self, segments: &[&Segment]) {
        let r = self.r;
        let laid = |t: usize| {
            r.words(t).filter_map(|(m, w)| match w {
                Word::Means(x) if x.kind == Some(Incident::Ied) => Some(m.end as usize),
                Word::Trigger(x) if x.kind == Incident::Ied && x.noun => Some(m.end as usize),
                _ => None,
            })
        };
        let mut found: Option<ActorMention> = None;
        for g in segments {
            let marks = Word::MEANS | Word::TRIGGER;
            for end in g.tokens.clone().filter(|t| r.has(*t, marks)).filter_map(|t| laid(t).max()) {
                let near = (end..(end + LEFT + 1).min(g.tokens.end)).take_while(|k| !r.mark(*k, ",.;:"));
                for k in near {
                    let left = r.vocabulary.small(&r.chart, k, Small::Left);
                    let at = left.unwrap_or(k);
                    let whose = r.actors.iter().find(|a| a.tokens.start == at && matches!(a.who, Who::Named(_)));
                    let adjective = left.is_none() && whose.is_some_and(|a| a.people && a.tokens.len() == 1);
                    if left.is_some() || adjective {
                        found = found.or_else(|| whose.filter(|a| !a.weak && a.who.fights()).cloned());
                    }
                }
            }
        }
        if let Some(a) = found {
            self.blame(&a, Stance::Asserted, "role:left-mine");
        }
    }
}
