//! What happened.

use crate::draw::Draw;
use isnad_model::{SubEventType, Tactic, Target};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A place of the archive.
#[derive(Debug, Clone)]
pub struct Village {
    pub name: String,
    pub country: &'static str,
    pub region: String,
    pub lat: f64,
    pub lon: f64,
    pub region_point: (f64, f64),
}

/// Country, southern and northern, western and eastern edge, and the share of incidents.
const COUNTRIES: [(&str, [f64; 4], f64); 5] = [
    ("ML", [12.0, 18.0, -8.0, 3.5], 0.30),
    ("BF", [10.5, 15.0, -4.5, 1.8], 0.32),
    ("NE", [12.5, 16.0, 1.5, 13.0], 0.13),
    ("NG", [10.0, 13.5, 4.5, 14.0], 0.20),
    ("TD", [11.5, 15.0, 13.8, 18.0], 0.05),
];

const SYLLABLES: [&str; 24] = [
    "ka", "do", "gou", "ma", "ti", "ban", "sou", "la", "re", "ba", "fo", "na", "wi", "de", "so", "lou", "ga", "mi",
    "tou", "yo", "ra", "kon", "bi", "sa",
];

impl Village {
    pub fn new(number: usize, draw: &mut Draw) -> Self {
        let mut at = draw.share();
        let mut chosen = &COUNTRIES[0];
        for country in &COUNTRIES {
            chosen = country;
            if at < country.2 {
                break;
            }
            at -= country.2;
        }
        let [south, north, west, east] = chosen.1;
        let (lat, lon) = (south + draw.share() * (north - south), west + draw.share() * (east - west));
        // regions of two degrees
        let corner = ((lat / 2.0).floor(), (lon / 2.0).floor());
        let mut name = String::new();
        for _ in 0..3 + number % 2 {
            name.push_str(SYLLABLES[draw.below(SYLLABLES.len())]);
        }
        name[..1].make_ascii_uppercase();
        Self {
            name,
            country: chosen.0,
            region: format!("Region {} {} {}", chosen.0, corner.0, corner.1),
            lat,
            lon,
            region_point: (corner.0 * 2.0 + 1.0, corner.1 * 2.0 + 1.0),
        }
    }
}

/// Something that happened on one day in one village.
#[derive(Debug, Clone)]
pub struct Incident {
    pub number: u32,
    pub village: Village,
    pub day: Date,
    pub kind: SubEventType,
    pub attacker: String,
    /// Whether papers know the attacker's name.
    pub named: bool,
    pub victim: String,
    pub soldiers: bool,
    pub target: Target,
    pub tactic: Tactic,
    pub killed: u64,
    pub wounded: u64,
}

impl Incident {
    pub fn new(number: u32, villages: &[Village], days: usize, draw: &mut Draw) -> Self {
        // some places see far more than others
        let at = (draw.share().powf(1.6) * villages.len() as f64) as usize;
        let village = villages[at].clone();
        let country = village.country;
        let day = date(2025, 1, 1) + (draw.below(days) as i64).days();
        let groups: &[&str] = match country {
            "ML" => &["jnim", "jnim", "issp"],
            "BF" => &["jnim", "jnim", "jnim", "issp"],
            "NE" => &["issp", "iswap", "jnim"],
            "NG" => &["boko-haram", "iswap"],
            _ => &["boko-haram"],
        };
        let group = (*draw.pick(groups)).to_owned();
        let army = format!("state:{country}:military");
        let civilians = format!("civilians:{country}");
        let toll = |draw: &mut Draw, mean: f64| (-(1.0 - draw.share()).ln() * mean * (0.3 + draw.share() * 1.4)) as u64;
        let (kind, attacker, victim, target, tactic) = match draw.below(10) {
            0..=2 => {
                let target = *draw.pick(&[Target::MilitaryBase, Target::PolicePost, Target::ConvoyPatrol]);
                (SubEventType::ArmedClash, group, army, target, Tactic::ArmedAssault)
            }
            3..=5 => (SubEventType::Attack, group, civilians, Target::VillageTown, Tactic::ArmedAssault),
            6 => (SubEventType::RemoteExplosive, group, army, Target::ConvoyPatrol, Tactic::IedLandmine),
            7 => (SubEventType::AirStrike, army, civilians, Target::VillageTown, Tactic::DroneStrike),
            8 => (SubEventType::Abduction, group, civilians, Target::VehicleCivilian, Tactic::Abduction),
            _ => (SubEventType::Attack, group, civilians, Target::Market, Tactic::ArmedAssault),
        };
        Self {
            number,
            day,
            kind,
            named: attacker.starts_with("state") || draw.chance(0.6),
            soldiers: victim.starts_with("state"),
            attacker,
            victim,
            target,
            tactic,
            killed: toll(draw, 9.0),
            wounded: toll(draw, 7.0),
            village,
        }
    }
}
