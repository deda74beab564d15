//! What every stage has read, for people to look at.

use crate::extractor::{ExplainedMention, Read};
use isnad_language::Pack;
use isnad_model::Evidence;

pub(crate) fn stages(read: &Read<'_>, pack: &Pack) -> Vec<ExplainedMention> {
    let r = &read.reading;
    let mut out = Vec::new();
    let mut add = |stage: &'static str, e: Evidence, value: String| {
        out.push(ExplainedMention { stage, field: e.field, start: e.start, end: e.end, rule: e.rule, value });
    };
    for m in r.chart.matches() {
        let entry = pack.lexicon.entry(m.entry);
        if entry.class != "literal" {
            let mut value = entry.class.clone();
            for f in m.features.names() {
                value.push(' ');
                value.push_str(f);
            }
            add("lexicon", r.evidence(m.range(), entry.rule()), value);
        }
    }
    for n in &r.numbers.numbers {
        add("numbers", r.evidence(n.range.clone(), "numbers"), format!("{:?} {}", n.kind, figure(&n.figure)));
    }
    for d in &r.dates {
        add("dates", r.evidence(d.range.clone(), format!("dates:{}", d.pattern)), format!("{:?}", d.expr));
    }
    for p in &r.places {
        let value = format!(
            "{} {} {} {}",
            p.name,
            p.country.as_deref().unwrap_or("??"),
            p.precision.name(),
            if p.aside { "aside" } else { p.relation.name() }
        );
        add("places", r.evidence(p.span.clone(), p.rule), value);
    }
    for a in &r.actors {
        add("actors", r.evidence(a.tokens.clone(), "actors"), a.id(r.country.as_deref()).unwrap_or_default());
    }
    for q in &r.quantities {
        let value = format!("{} {} {}", figure(&q.figure), q.of.name(), q.measure.map_or("", |m| m.name()));
        add("quantities", r.evidence(q.tokens.clone(), "quantities"), value.trim_end().to_owned());
    }
    for c in &read.attribution.chains {
        if !c.cue.is_empty() {
            let value: Vec<String> = c.links.iter().map(|l| format!("{} ({})", l.name, l.kind.name())).collect();
            add("attribution", r.evidence(c.cue.clone(), "attribution"), value.join(" > "));
        }
    }
    for f in &read.figures {
        let value = format!("{} {} {}", f.measure.name(), f.of.name(), figure(&f.figure));
        add("claims", r.evidence(f.tokens.clone(), format!("claims:{}", f.rule)), value);
    }
    for (k, d) in read.told.drafts.iter().enumerate() {
        for s in &d.segments {
            for t in &read.told.segments[*s].triggers {
                let value =
                    format!("incident {} {:?}{}", k + 1, t.trigger.kind, if t.general { " (general)" } else { "" });
                add("incidents", r.evidence(t.at..t.end, pack.lexicon.entry(t.entry).rule()), value);
            }
        }
    }
    out
}

fn figure(f: &isnad_model::Figure) -> String {
    let end = |x: Option<u64>| x.map_or_else(String::new, |n| n.to_string());
    if f.low == f.high {
        format!("{} {}", end(f.low), f.qualifier.name())
    } else {
        format!("{}..{} {}", end(f.low), end(f.high), f.qualifier.name())
    }
}
