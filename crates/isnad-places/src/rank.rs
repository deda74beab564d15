//! How likely a place is to be meant when nothing else is known.

use crate::kind::Kind;

/// The prior of a place, in the same unit as the evidence of [`crate::resolve`].
pub fn prior(kind: Kind, population: u32, notable: bool) -> f64 {
    let of_kind = match kind {
        Kind::Country => 9.0,
        Kind::Region => 4.0,
        Kind::Admin1 => 1.5,
        Kind::Settlement => 1.0,
        Kind::Admin2 => 0.8,
        Kind::Admin3 => 0.4,
        Kind::Airport | Kind::Site => 0.2,
        Kind::Feature => 0.0,
    };
    let people = match kind {
        Kind::Settlement | Kind::Admin2 | Kind::Admin3 => (f64::from(population) / 300.0 + 1.0).ln() * 0.4,
        Kind::Admin1 => 2.0,
        _ => 0.0,
    };
    of_kind + people + if notable { 1.0 } else { 0.0 }
}
