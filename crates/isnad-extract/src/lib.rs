//! The cascade: one article in, its reports out.

pub mod dates;
pub mod numbers;
