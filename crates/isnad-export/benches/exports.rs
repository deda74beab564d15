//! How fast each format is written, for events of three reports and six claims each: `cargo bench -p isnad-export`.

use isnad_export::{Article, Dossier, Format, Options, Review, Sink, Telling, export};
use isnad_model::{
    Claim, ClaimRef, ClaimStance, DateRange, Estimate, Event, EventActor, Figure, Location, Measure, Member, Of,
    PlacePrecision, Qualifier, Relation, Report, Role, SourceKind, SourceLink, Stance, SubEventType, Tactic, Target,
};
use jiff::civil::date;
use std::convert::Infallible;
use std::io::{self, Write};
use std::time::Instant;

const EVENTS: u32 = 100_000;

/// Counts what is written and forgets it.
struct Counter<'c>(&'c mut u64);

impl Write for Counter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() {
    println!("{EVENTS} events, 3 reports and 6 claims each, made as they are written");
    println!("{:<12} {:>8} {:>10} {:>12} {:>9}", "format", "seconds", "events/s", "MB written", "peak MB");
    let time = |name: &str, write: &dyn Fn(&mut u64)| {
        let (begin, mut bytes) = (Instant::now(), 0);
        write(&mut bytes);
        let seconds = begin.elapsed().as_secs_f64();
        let rate = f64::from(EVENTS) / seconds;
        let written = bytes as f64 / 1e6;
        println!("{name:<12} {seconds:>8.2} {rate:>10.0} {written:>12.1} {:>9}", peak());
    };
    time("(making)", &|_| dossiers().for_each(|d| assert!(!d.event.id.is_empty())));
    for format in Format::ALL {
        time(format.name(), &|bytes| {
            let all = dossiers().map(Ok::<_, Infallible>);
            let done = export(format, all, &Options::default(), Sink::Stream(Counter(bytes)));
            if let Err(fault) = done {
                eprintln!("{}: {fault}", format.name());
            }
        });
    }
}

/// The most memory that the process ever held, in megabytes; of all formats so far.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |k| (k / 1000).to_string())
}

fn dossiers() -> impl Iterator<Item = Dossier> {
    (0..EVENTS).map(dossier)
}

fn dossier(n: u32) -> Dossier {
    let id = format!("e{n:016x}");
    let day = date(2024, 1, 1).checked_add(jiff::Span::new().days(i64::from(n % 366))).unwrap_or(date(2024, 1, 1));
    let degree = |n: u32| f64::from(n % 8000) / 1000.0;
    let locations = vec![Location {
        name: format!("Village {}", n % 5000),
        country: Some(["ML", "BF", "NE"][n as usize % 3].to_owned()),
        lat: Some(10.0 + degree(n)),
        lon: Some(-4.0 + degree(n / 3)),
        precision: PlacePrecision::Settlement,
        relation: Relation::In,
        evidence: Vec::new(),
    }];
    let tellings: Vec<Telling> = (0..3).map(|k| telling(n, k, day, &locations)).collect();
    let members = tellings.iter().map(|t| Member { article: t.article.id.clone(), report: 0 }).collect();
    let refs = |claim| tellings.iter().map(move |t| ClaimRef { article: t.article.id.clone(), report: 0, claim });
    let estimate = |of, claim, best: u64| Estimate {
        measure: Measure::Killed,
        of,
        low: Some(best),
        best: Some(best),
        high: Some(best + 4),
        why: "best: authorities come before unnamed sources; 3 independent voices".to_owned(),
        grounds: Vec::new(),
        claims: refs(claim).collect(),
    };
    let actor = |id: &str, role, stance| EventActor { id: id.to_owned(), role, stance, reports: 3 };
    let sub_event_type = SubEventType::ArmedClash;
    let event = Event {
        id,
        members,
        event_type: sub_event_type.event_type(),
        sub_event_type,
        date: Some(DateRange::day(day)),
        locations,
        actors: vec![
            actor("jnim", Role::Perpetrator, Some(Stance::Claimed)),
            actor("state:ML:military", Role::Target, None),
        ],
        tactics: vec![Tactic::ArmedAssault],
        targets: vec![Target::MilitaryBase],
        voices: 3,
        estimates: vec![estimate(Of::Military, 0, u64::from(n % 40)), estimate(Of::Civilians, 1, u64::from(n % 7))],
        contradictions: Vec::new(),
        responsibility: Vec::new(),
    };
    Dossier { event, review: Review::Open, born: None, updated: None, tellings }
}

fn telling(n: u32, k: u32, day: jiff::civil::Date, locations: &[Location]) -> Telling {
    let link = |kind, name: &str| SourceLink { kind, name: name.to_owned() };
    let claim = |of, figure: u64, quote: &str| Claim {
        measure: Measure::Killed,
        of,
        figure: Figure::qualified(figure, if k == 0 { Qualifier::Exact } else { Qualifier::AtLeast }),
        sources: vec![link(SourceKind::SecuritySource, "مصدر أمني"), link(SourceKind::NewsAgency, "Reuters")],
        stance: ClaimStance::Asserted,
        quote: quote.to_owned(),
        evidence: Vec::new(),
    };
    let claims = vec![
        claim(Of::Military, u64::from(n % 40 + k), "قتل جنود في الهجوم على الموقع"),
        claim(Of::Civilians, u64::from(n % 7), "وقتل مدنيون بحسب المصدر"),
    ];
    let sub_event_type = SubEventType::ArmedClash;
    let report = Report {
        main: k == 0,
        event_type: sub_event_type.event_type(),
        sub_event_type,
        date: Some(DateRange::day(day)),
        date_evidence: Vec::new(),
        locations: locations.to_vec(),
        actors: Vec::new(),
        tactics: Vec::new(),
        targets: Vec::new(),
        claims,
        unclaimed: Vec::new(),
        evidence: Vec::new(),
    };
    let article = Article {
        id: format!("a{n}-{k}"),
        lang: Some("ar".to_owned()),
        published: Some(day),
        publisher: Some(format!("Outlet {k}")),
        title: Some("هجوم على موقع للجيش".to_owned()),
    };
    Telling { article, index: 0, report }
}
