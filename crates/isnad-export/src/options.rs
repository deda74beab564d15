use crate::Hold;
use isnad_model::Location;
use std::fmt;

/// Tells the first-level division that a place lies in.
pub type Areas<'a> = &'a dyn Fn(&Location) -> Option<String>;

/// How to export.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// CSV: begin with a byte order mark, by which spreadsheets know UTF-8.
    pub bom: bool,
    /// CSV: a second row with HXL tags.
    pub hxl: bool,
    /// What vague words count in the ACLED layout.
    pub vague: Vague,
    /// Name of the policy by which the figures were chosen, for readers of packages and workbooks.
    pub estimate: &'a str,
    /// For the public: coarse coordinates, no private names.
    pub public: Option<Coarsen>,
    /// Hold young events back.
    pub hold: Option<Hold>,
    /// Looks divisions up; without it they are left empty unless the place itself is one.
    pub areas: Option<Areas<'a>>,
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("bom", &self.bom)
            .field("hxl", &self.hxl)
            .field("vague", &self.vague)
            .field("estimate", &self.estimate)
            .field("public", &self.public)
            .field("hold", &self.hold)
            .finish_non_exhaustive()
    }
}

/// What a vague word counts where a figure must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vague {
    /// ACLED's habit: several 3, tens 10, dozens 12, hundreds 100, thousands 1000.
    #[default]
    Acled,
    /// The codebook's: several 3, tens and dozens 20, a few tens 30, hundreds 200, thousands 2000.
    Codebook,
}

/// How coarse places are made for the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coarsen {
    /// Coordinates no finer than what is told: two decimals (about 1 km) for a site or settlement, one (about 11 km) near
    /// one, for an area and for a second-level division, none for anything larger.
    #[default]
    Precision,
    /// No place below the first-level division, and no coordinates.
    Admin1,
}
