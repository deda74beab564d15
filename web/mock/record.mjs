// A made-up record, the same on every run: events with articles, claims, evidence spans and chains in the form of the API.
import { AGENCIES, DEEDS, GROUPS, KINDS, OUTLETS, PEOPLE, PLACES, PLACE_AR, QUALIFIED, SPEAKERS } from "./words.mjs";

/** mulberry32: small, and the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const bytes = (text) => Buffer.byteLength(text, "utf8");
const pick = (rand, list) => list[Math.floor(rand() * list.length)];
const day = (offset) => new Date(Date.UTC(2025, 0, 1) + offset * 86400000).toISOString().slice(0, 10);
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Text that remembers where what was written. */
class Writer {
  text = "";
  add(words) {
    this.text += words;
    return this;
  }
  span(words, rule, field = "text") {
    const start = bytes(this.text);
    this.text += words;
    return { field, start, end: bytes(this.text), rule };
  }
}

/** The words of a figure. */
function quote(lang, measure, of, n, qualifier) {
  const people = PEOPLE[of];
  const noun = lang === "ar" ? people.ar[n > 10 ? 1 : 0] : people[lang];
  const words = `${n} ${noun} ${DEEDS[measure][lang]}`;
  return `${QUALIFIED[qualifier][lang]}${words}`;
}

const interval = (n, qualifier) =>
  qualifier === "at_least" ? { low: n, high: null } : qualifier === "up_to" ? { low: null, high: n } : { low: n, high: n };

/** One article that tells the event, with its report. `claims`: [{measure, of, n, qualifier, kind, agency}] */
function article(id, lang, plot, claims, rand) {
  const { place, kind, date, group } = plot;
  const name = lang === "ar" ? (PLACE_AR[place[0]] ?? place[0]) : place[0];
  const outlet = pick(rand, OUTLETS[lang]);
  const say = {
    ar: { in: " في ", near: " قرب ", on: " يوم ", said: "وقال ", to: " لـ", that: " إن ", stop: ".\n" },
    fr: { in: " à ", near: " près de ", on: " le ", said: "Selon ", to: ", cité par ", that: ", ", stop: ".\n" },
    en: { in: " in ", near: " near ", on: " on ", said: "", to: " told ", that: " that ", stop: ".\n" },
  }[lang];
  const days = { ar: "ar", fr: "fr", en: "en" };
  const spoken = new Intl.DateTimeFormat(`${days[lang]}-u-nu-latn`, { day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

  const head = new Writer();
  head.span(capital(kind[2][lang]), "event:attack", "title");
  head.add(say.in);
  const titlePlace = head.span(name, "gazetteer", "title");

  const body = new Writer();
  body.add(lang === "ar" ? "شهدت المنطقة " : lang === "fr" ? "La région a connu " : "The area saw ");
  const trigger = body.span(kind[2][lang], `event:${kind[3] ?? "other"}`);
  body.add(say.on);
  const when = body.span(spoken, "dates:day_month");
  body.add(say.near);
  const where = body.span(name, "gazetteer");
  body.add(say.stop);

  const told = claims.map((claim) => {
    const words = quote(lang, claim.measure, claim.of, claim.n, claim.qualifier);
    const sources = [];
    const evidence = [];
    if (claim.kind) {
      const speaker = claim.kind === "armed_group" ? GROUPS[place[1]][1][lang] : SPEAKERS[claim.kind][lang];
      body.add(say.said);
      evidence.push(body.span(lang === "en" ? capital(speaker) : speaker, "attribution"));
      sources.push({ kind: claim.kind, name: speaker });
      if (claim.agency) {
        const agency = AGENCIES[lang][claim.agency - 1];
        body.add(say.to);
        evidence.push(body.span(agency, "attribution"));
        sources.push({ kind: "news_agency", name: agency });
      }
      body.add(lang === "en" && !claim.agency ? " said that " : say.that);
    } else body.add(lang === "ar" ? "وتفيد الحصيلة بأن " : lang === "fr" ? "Le bilan : " : "By the latest toll, ");
    const figure = body.span(words, "claims:counted-casualties");
    body.add(say.stop);
    const stance = claim.kind === "armed_group" || claim.kind === "military" ? "claimed" : claim.kind === "diplomat" ? "estimated" : "asserted";
    return { measure: claim.measure, of: claim.of, ...interval(claim.n, claim.qualifier), qualifier: claim.qualifier, sources, stance, quote: words, evidence: [figure, ...evidence] };
  });

  const [groupId, names] = group;
  body.add(lang === "ar" ? "وتنشط في المنطقة " : lang === "fr" ? "Dans la région opère surtout " : "The area is one where ");
  const actor = body.span(names[lang], "actors");
  body.add(lang === "en" ? " is active" : "").add(say.stop);

  const perpetrator = { id: groupId, role: "perpetrator", stance: plot.stance, evidence: [actor] };
  const actors = kind[5] ? [perpetrator, { id: kind[5] === "military" ? `state:${place[1]}:military` : `civilians:${place[1]}`, role: "target" }] : [];
  const relation = place[4] === "area" ? "between" : "in";
  const published = day(plot.day + 1 + Math.floor(rand() * 3));
  return {
    article: { id, title: head.text, publisher: outlet, published, lang, text: body.text },
    reports: [
      {
        main: true,
        event_type: kind[0],
        sub_event_type: kind[1],
        date: { start: date, end: date, precision: "day" },
        date_evidence: [when],
        locations: [{ name: place[0], country: place[1], lat: place[2], lon: place[3], precision: place[4], relation, evidence: [where, titlePlace] }],
        actors,
        tactics: kind[3] ? [kind[3]] : [],
        targets: kind[4] ? [kind[4]] : [],
        claims: told,
        evidence: [trigger],
      },
    ],
    aggregates: [],
  };
}

/** Who says how many in the event that the tests ask about. */
const SEVENTY_SEVEN = [
  ["ar", [{ measure: "killed", of: "military", n: 32, qualifier: "at_least", kind: "security_source", agency: 1 }, { measure: "wounded", of: "military", n: 41, qualifier: "exact", kind: "medical" }]],
  ["ar", [{ measure: "killed", of: "military", n: 77, qualifier: "exact", kind: "medical", agency: 2 }, { measure: "wounded", of: "military", n: 40, qualifier: "about", kind: "witness" }]],
  ["fr", [{ measure: "killed", of: "military", n: 120, qualifier: "exact", kind: "armed_group", agency: 1 }]],
  ["fr", [{ measure: "killed", of: "military", n: 24, qualifier: "exact", kind: "military" }, { measure: "killed", of: "militants", n: 80, qualifier: "exact", kind: "military" }]],
  ["en", [{ measure: "killed", of: "military", n: 70, qualifier: "about", kind: "diplomat", agency: 1 }, { measure: "killed", of: "civilians", n: 4, qualifier: "exact", kind: "local_official" }]],
];

function plotOf(index, span) {
  const rand = random(index * 7919 + 17);
  if (index === 0) return { rand, place: PLACES[0], kind: KINDS[0], day: 410, date: day(410), group: GROUPS.BF, stance: "claimed", tellings: SEVENTY_SEVEN };
  const place = pick(rand, PLACES);
  const weight = KINDS.reduce((sum, kind) => sum + kind[6], 0);
  let at = rand() * weight;
  const kind = KINDS.find((k) => (at -= k[6]) < 0) ?? KINDS[0];
  const offset = Math.floor((1 - rand() ** 1.6) * span);
  const real = Math.max(1, Math.floor(Math.exp(rand() * 3.6)));
  const measure = kind[1].startsWith("Abduction") ? "abducted" : "killed";
  const tellings = Array.from({ length: 1 + Math.floor(rand() * rand() * 5) }, () => {
    const lang = pick(rand, ["ar", "ar", "ar", "fr", "fr", "en"]);
    if (!kind[5]) return [lang, []];
    const spread = (n) => Math.max(3, Math.round(n * (0.8 + rand() * 0.6)));
    const source = pick(rand, ["security_source", "medical", "local_official", "witness", "military", "un", "ngo", null, null]);
    const claims = [{ measure, of: kind[5], n: rand() < 0.5 ? Math.max(3, real) : spread(real), qualifier: pick(rand, ["exact", "exact", "at_least", "about"]), kind: source, agency: source && rand() < 0.5 ? 1 + Math.floor(rand() * 2) : 0 }];
    if (rand() < 0.35) claims.push({ measure: "wounded", of: kind[5], n: spread(real * 2), qualifier: "exact", kind: "medical", agency: 0 });
    if (kind[0] === "Battles" && rand() < 0.3) claims.push({ measure: "killed", of: kind[5], n: Math.max(4, real * 2), qualifier: "exact", kind: "armed_group", agency: 1 });
    return [lang, claims];
  });
  return { rand, place, kind, day: offset, date: day(offset), group: GROUPS[place[1]], stance: pick(rand, ["asserted", "claimed", "accused", "suspected"]), tellings };
}

const disjoint = (a, b) => (a.high ?? Infinity) < (b.low ?? 0) || (b.high ?? Infinity) < (a.low ?? 0);

/** What the reports come to; a plain stand-in for the reconciler. */
export function eventOf(id, tellings) {
  const members = tellings.map(({ article }) => ({ article: article.id, report: 0 }));
  const first = tellings[0].reports[0];
  const groups = new Map();
  for (const { article, reports } of tellings) {
    reports[0].claims.forEach((claim, at) => {
      const key = `${claim.measure} ${claim.of}`;
      groups.set(key, [...(groups.get(key) ?? []), { claim, ref: { article: article.id, report: 0, claim: at } }]);
    });
  }
  const estimates = [];
  const contradictions = [];
  for (const [key, list] of groups) {
    const [measure, of] = key.split(" ");
    const trusted = list.filter(({ claim }) => claim.stance !== "claimed");
    const base = trusted.length ? trusted : list;
    const lows = base.map(({ claim }) => claim.low ?? claim.high);
    const highs = list.map(({ claim }) => claim.high).filter((n) => n !== null);
    const sorted = [...lows].sort((a, b) => a - b);
    const best = sorted[Math.floor(sorted.length / 2)];
    const low = Math.min(...list.map(({ claim }) => claim.low ?? claim.high));
    const high = highs.length === list.length ? Math.max(best, ...highs) : highs.length ? Math.max(best, ...highs) : null;
    estimates.push({ measure, of, low, best, high, why: "low: the least that a claim allows; best: the middle of the claims that no party to the fight makes; high: the greatest.", claims: list.map(({ ref }) => ref) });
    const clash = list.filter(({ claim }) => list.some((other) => disjoint(claim, other.claim)));
    if (clash.length)
      contradictions.push({
        kind: "source against source", measure, of, claims: clash.map(({ ref }) => ref), members: clash.map(({ ref }) => ({ article: ref.article, report: 0 })),
        text: `${measure} ${of}: ${clash.map(({ claim }) => `${claim.low ?? claim.high} (${claim.sources[0]?.name ?? "the article"})`).join(", ")}`,
      });
  }
  const responsibility = first.actors.filter((a) => a.role === "perpetrator").map((actor) => ({
    actor: actor.id, state: actor.stance, as_of: tellings.map((t) => t.article.published).sort().at(-1), by: actor.stance === "accused" ? [[{ kind: "military", name: SPEAKERS.military[tellings[0].article.lang] }]] : [], members: members.slice(0, 1),
  }));
  if (id === "ev-000000") {
    responsibility.push({ actor: "issp", state: "suspected", as_of: "2026-02-18", by: [[{ kind: "diplomat", name: "a Western diplomat" }, { kind: "news_agency", name: "Meridian Wire" }]], members: members.slice(4) });
    contradictions.push({ kind: "competing perpetrators", members, text: "jnim claims it; a Western diplomat suspects issp" });
  }
  return {
    id, members, event_type: first.event_type, sub_event_type: first.sub_event_type, date: first.date, locations: first.locations.map(({ evidence, ...rest }) => rest),
    actors: first.actors.map(({ evidence, ...rest }) => ({ ...rest, reports: tellings.length })), tactics: first.tactics, targets: first.targets,
    voices: new Set(tellings.map((t) => t.reports[0].claims[0]?.sources.at(-1)?.name ?? t.article.publisher)).size, estimates, contradictions, responsibility,
  };
}

/** The whole record: `count` events over `span` days from 2025-01-01. */
export function makeRecord(count, span = 690) {
  const articles = new Map();
  const events = new Map();
  for (let index = 0; index < count; index++) {
    const plot = plotOf(index, span);
    const id = `ev-${String(index).padStart(6, "0")}`;
    const tellings = plot.tellings.map(([lang, claims], at) => article(`art-${String(index).padStart(6, "0")}-${at + 1}`, lang, plot, claims, plot.rand));
    for (const telling of tellings) articles.set(telling.article.id, telling);
    events.set(id, { id, tellings, updated: `${day(plot.day + 4)}T08:00:00Z` });
  }
  return { articles, events };
}
