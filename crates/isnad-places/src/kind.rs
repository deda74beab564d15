//! What sort of place a place is.

/// The sort of a place, coarse enough to be told by a cue word ("region of", "airport of").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A country or territory.
    Country,
    /// A well-known region that is no division: a desert, a valley, a historical land.
    Region,
    /// A first-level division.
    Admin1,
    /// A second-level division.
    Admin2,
    /// A lower division.
    Admin3,
    /// A city, town, village, quarter or camp where people live.
    Settlement,
    /// An airport or airfield.
    Airport,
    /// A base, mine, border post, dam, nomads' camp.
    Site,
    /// A mountain, forest, well, lake, valley.
    Feature,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 9] = [
        Kind::Country,
        Kind::Region,
        Kind::Admin1,
        Kind::Admin2,
        Kind::Admin3,
        Kind::Settlement,
        Kind::Airport,
        Kind::Site,
        Kind::Feature,
    ];

    /// The name used in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Country => "Country",
            Kind::Region => "Region",
            Kind::Admin1 => "Admin1",
            Kind::Admin2 => "Admin2",
            Kind::Admin3 => "Admin3",
            Kind::Settlement => "Settlement",
            Kind::Airport => "Airport",
            Kind::Site => "Site",
            Kind::Feature => "Feature",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// A set of kinds, as a cue word allows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// No kind: nothing is known.
    pub const NONE: Kinds = Kinds(0);
    /// Divisions of every level, and regions.
    pub const DIVISIONS: Kinds = Kinds::of(&[Kind::Admin1, Kind::Admin2, Kind::Admin3, Kind::Region]);

    /// The set of these kinds.
    pub const fn of(kinds: &[Kind]) -> Kinds {
        let mut bits = 0;
        let mut i = 0;
        while i < kinds.len() {
            bits |= 1 << kinds[i] as u16;
            i += 1;
        }
        Kinds(bits)
    }

    /// Whether the set holds the kind.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
