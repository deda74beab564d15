//! How papers tell it.

use crate::Archive;
use crate::draw::Draw;
use crate::incident::Incident;
use isnad_model::{
    Actor, Claim, ClaimStance, DatePrecision, DateRange, Extraction, Extractor, Figure, Location, Measure, Member, Of,
    PlacePrecision, Qualifier, Relation, Report, Role, SourceKind, SourceLink, Stance,
};
use isnad_text::Fingerprint;
use jiff::ToSpan;
use jiff::civil::Date;

const OUTLETS: [&str; 12] = [
    "Al-Sahel",
    "Le Fleuve",
    "Desert Post",
    "Al-Nahar al-Ifriqi",
    "La Boucle",
    "Lake Herald",
    "Sahara News",
    "Al-Waha",
    "Le Plateau",
    "Niger Times",
    "Al-Jisr",
    "Savane Info",
];

/// Who speaks: kind and name.
const SPEAKERS: [(SourceKind, &str); 6] = [
    (SourceKind::SecuritySource, "a security source"),
    (SourceKind::Military, "the army"),
    (SourceKind::LocalOfficial, "the mayor"),
    (SourceKind::Witness, "residents"),
    (SourceKind::Medical, "the hospital"),
    (SourceKind::Government, "the ministry of defence"),
];

/// Adds the articles about an incident, some with a look back at an older one.
pub fn tell(incident: &Incident, older: &[Incident], archive: &mut Archive, draw: &mut Draw) {
    let papers = match draw.below(100) {
        0..=54 => 1,
        55..=74 => 2,
        75..=92 => 3 + draw.below(3),
        _ => 6 + draw.below(7),
    };
    let mut first: Option<Extraction> = None;
    for n in 0..papers {
        let id = format!("{:07}-{n}", incident.number);
        if let Some(original) = first.as_ref().filter(|_| draw.chance(0.15)) {
            // an agency text in another paper
            let copy = Extraction { id, publisher: Some((*draw.pick(&OUTLETS)).to_owned()), ..original.clone() };
            add(copy, &[incident.number], archive);
            continue;
        }
        let late = if draw.chance(0.1) { 4 + draw.below(20) } else { draw.below(3) };
        let published = incident.day + (late as i64).days();
        let mut reports = vec![report(incident, published, true, draw)];
        let mut tells = vec![incident.number];
        if !older.is_empty() && draw.chance(0.12) {
            let back = &older[older.len() - 1 - draw.below(older.len().min(400))];
            if back.day < incident.day {
                reports.push(report(back, published, false, draw));
                tells.push(back.number);
            }
        }
        let words: Vec<String> = (0..60).map(|_| format!("w{}", draw.below(4_000))).collect();
        let article = Extraction {
            id,
            lang: Some((*draw.pick(&["ar", "fr", "en"])).to_owned()),
            published: Some(published).filter(|_| !draw.chance(0.02)),
            reports,
            aggregates: Vec::new(),
            publisher: Some((*draw.pick(&OUTLETS)).to_owned()),
            fingerprint: Fingerprint::of_words(words.iter().map(String::as_str)).map(|f| f.to_string()),
            extractor: Extractor::default(),
        };
        if tells.len() == 1 && first.is_none() {
            first = Some(article.clone());
        }
        add(article, &tells, archive);
    }
}

fn add(article: Extraction, tells: &[u32], archive: &mut Archive) {
    for (report, incident) in (0..).zip(tells) {
        archive.truth.push((Member { article: article.id.clone(), report }, *incident));
    }
    archive.articles.push(article);
}

fn report(incident: &Incident, published: Date, main: bool, draw: &mut Draw) -> Report {
    let civil_role =
        |id: &str, role, stance| Actor { id: id.to_owned(), role, stance, sources: Vec::new(), evidence: Vec::new() };
    let unnamed = format!("unidentified:{}", incident.village.country);
    let named = incident.named && draw.chance(0.85);
    let attacker = if named { &incident.attacker } else { &unnamed };
    let stance = *draw.pick(&[Stance::Asserted, Stance::Asserted, Stance::Accused, Stance::Claimed]);
    let actors =
        vec![civil_role(attacker, Role::Perpetrator, Some(stance)), civil_role(&incident.victim, Role::Target, None)];
    Report {
        main,
        event_type: incident.kind.event_type(),
        sub_event_type: incident.kind,
        date: day(incident.day, published, draw),
        date_evidence: Vec::new(),
        locations: place(incident, draw),
        actors,
        tactics: vec![incident.tactic],
        targets: if draw.chance(0.8) { vec![incident.target] } else { Vec::new() },
        claims: claims(incident, published, draw),
        unclaimed: Vec::new(),
        evidence: Vec::new(),
    }
}

fn day(day: Date, published: Date, draw: &mut Draw) -> Option<DateRange> {
    let fresh = (published - day).get_days() <= 1;
    match draw.below(100) {
        0..=5 => None,
        6..=9 => Some(DateRange::new(day.first_of_month(), day.last_of_month(), DatePrecision::Month)),
        10..=21 if fresh => Some(DateRange::new(published - 1.days(), published, DatePrecision::Range)),
        22 => Some(DateRange::day(day + 1.days())),
        _ => Some(DateRange::day(day)),
    }
}

fn place(incident: &Incident, draw: &mut Draw) -> Vec<Location> {
    let village = &incident.village;
    let at = |name: &str, point: (f64, f64), precision, relation| {
        vec![Location {
            name: name.to_owned(),
            country: Some(village.country.to_owned()),
            lat: Some(point.0),
            lon: Some(point.1),
            precision,
            relation,
            evidence: Vec::new(),
        }]
    };
    let near =
        |draw: &mut Draw, by: f64| (village.lat + (draw.share() - 0.5) * by, village.lon + (draw.share() - 0.5) * by);
    match draw.below(100) {
        0..=1 => Vec::new(),
        2..=5 => at(village.country, (15.0, 0.0), PlacePrecision::Country, Relation::In),
        6..=10 => at(&village.region, village.region_point, PlacePrecision::Admin1, Relation::In),
        11..=18 => {
            let point = near(draw, 0.2);
            at(&village.name, point, PlacePrecision::Area, Relation::Near)
        }
        _ => {
            let point = near(draw, 0.02);
            at(&village.name, point, PlacePrecision::Settlement, Relation::In)
        }
    }
}

fn claims(incident: &Incident, published: Date, draw: &mut Draw) -> Vec<Claim> {
    let of = if incident.soldiers { Of::Military } else { Of::Civilians };
    let mut claims = Vec::new();
    let early = (published - incident.day).get_days() < 1 && draw.chance(0.4);
    for (measure, true_toll) in [(Measure::Killed, incident.killed), (Measure::Wounded, incident.wounded)] {
        if true_toll == 0 || draw.chance(0.25) {
            continue;
        }
        // early tolls are low, others nearly right
        let n = if early {
            true_toll - (true_toll as f64 * 0.5 * draw.share()) as u64
        } else if draw.chance(0.2) {
            true_toll + draw.below(3) as u64
        } else {
            true_toll
        };
        let qualifier = *draw.pick(&[Qualifier::Exact, Qualifier::Exact, Qualifier::Exact, Qualifier::AtLeast]);
        let (kind, name) = *draw.pick(&SPEAKERS);
        claims.push(Claim {
            measure,
            of: if draw.chance(0.3) { Of::People } else { of },
            figure: Figure::qualified(n.max(1), qualifier),
            sources: vec![SourceLink { kind, name: name.to_owned() }],
            stance: ClaimStance::Asserted,
            quote: format!("{n} {} near {}", measure.name(), incident.village.name),
            evidence: Vec::new(),
        });
    }
    claims
}
