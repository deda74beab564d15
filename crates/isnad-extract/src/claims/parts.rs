//! A whole told in its parts behind a comma: "sixteen people were killed, nine soldiers and seven civilians".

use super::Figured;
use super::joined::coordinated;
use crate::quantities::Quantity;
use crate::reading::Reading;
use isnad_model::{Of, Qualifier};

/// Words between the whole and its first part at most.
const APART: usize = 3;

/// The whole whose first part a quantity is: people of a class behind a comma who, with those joined to them, make up a
/// number of people of no class told right before.
pub(super) fn whole_of<'f>(
    r: &Reading<'_>,
    all: &[&Quantity],
    k: usize,
    done: &'f [Option<Figured>],
) -> Option<&'f Figured> {
    let q = all[k];
    let exact = |q: &Quantity| q.figure.low.filter(|_| q.figure.qualifier == Qualifier::Exact);
    let part =
        |q: &Quantity| !(q.is_thing() || q.elliptic || q.other || q.unknown || q.definite) && q.measure.is_none();
    let whole = done.get(k.checked_sub(1)?)?.as_ref().filter(|f| f.of == Of::People && !f.part)?;
    let gap = whole.tokens.end.min(q.tokens.start)..q.tokens.start;
    if !part(q) || q.of == Of::People || gap.len() > APART || !gap.clone().any(|t| r.mark(t, ",:-–")) {
        return None;
    }
    let mut sum = exact(q)?;
    for j in k + 1..all.len() {
        if !(part(all[j]) && coordinated(r, all[j - 1], all[j])) {
            break;
        }
        sum += exact(all[j])?;
    }
    (whole.figure.low == Some(sum) && exact(q) != whole.figure.low).then_some(whole)
}
