// The API over the made-up record; decisions live as long as the process.
import { createHash } from "node:crypto";
import { eventOf, makeRecord } from "./record.mjs";

const TYPES = ["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"];

export class Refusal extends Error {
  constructor(status, title, detail, more = {}) {
    super(title);
    this.problem = { type: "about:blank", title, status, detail, ...more };
  }
}

const list = (params, name) => params.getAll(name).flatMap((value) => value.split("|")).filter(Boolean);

export function makeApi({ count = 1200 } = {}) {
  const { articles, events } = makeRecord(count);
  const state = new Map(); // id -> { status, redirect?, into?, history }
  const decisions = [];
  const audit = [];
  const apart = new Set();
  const corrections = new Map();
  const extra = (id) => state.get(id) ?? state.set(id, { status: "open", history: [] }).get(id);

  const rows = new Map();
  const views = new Map();
  function view(id) {
    const entry = events.get(id);
    if (!entry) return null;
    if (!views.has(id)) {
      const event = eventOf(id, entry.tellings);
      const { date, type, figure } = corrections.get(id) ?? {};
      if (date !== undefined) event.date = date;
      if (type) event.sub_event_type = type;
      if (figure) event.estimates = event.estimates.map((e) => (e.measure === figure.measure && e.of === figure.of ? { ...e, ...figure, why: "corrected by an analyst" } : e));
      views.set(id, event);
    }
    return views.get(id);
  }
  function row(id) {
    if (rows.has(id)) return { ...rows.get(id), status: extra(id).status };
    const event = view(id);
    const made = {
      id, event_type: event.event_type, sub_event_type: event.sub_event_type, date: event.date, locations: event.locations, actors: event.actors,
      estimates: event.estimates.map(({ measure, of, low, best, high }) => ({ measure, of, low, best, high })),
      voices: event.voices, articles: event.members.length, contradictions: event.contradictions.length, updated: events.get(id).updated, status: extra(id).status,
    };
    rows.set(id, made);
    return made;
  }
  const forget = (id) => (rows.delete(id), views.delete(id));
  const killed = (r) => {
    const found = r.estimates.filter((e) => e.measure === "killed" && e.best !== null);
    return found.length ? found.reduce((sum, e) => sum + e.best, 0) : null;
  };

  function log(by, action, detail) {
    const previous = audit.at(-1)?.hash ?? "";
    const entry = { seq: audit.length + 1, at: new Date().toISOString(), by, action, detail };
    audit.push({ ...entry, hash: createHash("sha256").update(previous + JSON.stringify(entry)).digest("hex") });
  }
  log("isnad ingest", "articles", { articles: articles.size, events: events.size });

  function filtered(params) {
    const country = list(params, "country");
    const type = list(params, "type");
    const sub = list(params, "sub_type");
    const actor = list(params, "actor");
    const place = params.get("place")?.toLowerCase();
    const box = params.get("bbox")?.split(",").map(Number);
    if (box && (box.length !== 4 || box.some(Number.isNaN))) throw new Refusal(400, "Bad parameter", "bbox is west,south,east,north in degrees");
    const [from, to] = [params.get("from"), params.get("to")];
    const least = params.getAll("min").map((m) => m.split(":"));
    const q = params.get("q")?.toLowerCase();
    const found = [];
    for (const id of events.keys()) {
      const r = row(id);
      const at = r.locations[0];
      if (r.status === "rejected") continue;
      if (country.length && !r.locations.some((l) => country.includes(l.country))) continue;
      if (type.length && !type.includes(r.event_type)) continue;
      if (sub.length && !sub.includes(r.sub_event_type)) continue;
      if (actor.length && !r.actors.some((a) => actor.includes(a.id))) continue;
      if (place && !r.locations.some((l) => l.name.toLowerCase().includes(place))) continue;
      if (box && !(at.lon >= box[0] && at.lon <= box[2] && at.lat >= box[1] && at.lat <= box[3])) continue;
      if ((from && r.date.end < from) || (to && r.date.start > to)) continue;
      if (params.get("contradicted") === "true" && !r.contradictions) continue;
      if (least.some(([m, n]) => !((r.estimates.find((e) => e.measure === m)?.best ?? -1) >= Number(n)))) continue;
      if (q && !events.get(id).tellings.some(({ article }) => `${article.title} ${article.text}`.toLowerCase().includes(q))) continue;
      found.push(r);
    }
    return found;
  }

  const sorts = {
    date: (a, b) => a.date.start.localeCompare(b.date.start) || a.id.localeCompare(b.id),
    "-date": (a, b) => b.date.start.localeCompare(a.date.start) || a.id.localeCompare(b.id),
    killed: (a, b) => (killed(b) ?? -1) - (killed(a) ?? -1) || a.id.localeCompare(b.id),
    updated: (a, b) => b.updated.localeCompare(a.updated) || a.id.localeCompare(b.id),
  };

  function page(items, params, most = 50) {
    const at = Number(params.get("cursor") ?? 0);
    const limit = Math.min(Number(params.get("limit") ?? most), 500);
    return { items: items.slice(at, at + limit), next: at + limit < items.length ? String(at + limit) : null, total: items.length };
  }

  function map(params) {
    const found = filtered(params);
    if (found.length <= 5000)
      return { points: found.map((r) => [r.locations[0].lon, r.locations[0].lat, r.locations[0].precision, TYPES.indexOf(r.event_type), killed(r), r.id]), unplaced: 0 };
    const size = 20 / 2 ** Math.max(0, Math.min(8, Number(params.get("zoom") ?? 3) - 1));
    const cells = new Map();
    for (const r of found) {
      const { lon, lat } = r.locations[0];
      const [x, y] = [Math.floor(lon / size), Math.floor(lat / size)];
      const cell = cells.get(`${x} ${y}`) ?? [(x + 0.5) * size, (y + 0.5) * size, 0, 0];
      cell[2] += 1;
      cell[3] += killed(r) ?? 0;
      cells.set(`${x} ${y}`, cell);
    }
    return { cells: [...cells.values()], cell_size: size, unplaced: 0 };
  }

  function timeline(params) {
    const step = params.get("step") ?? "week";
    const start = (date) => {
      if (step === "month") return `${date.slice(0, 7)}-01`;
      if (step === "day") return date;
      const d = new Date(`${date}T00:00:00Z`);
      d.setUTCDate(d.getUTCDate() - ((d.getUTCDay() + 6) % 7));
      return d.toISOString().slice(0, 10);
    };
    const steps = new Map();
    for (const r of filtered(params)) {
      const at = start(r.date.start);
      const s = steps.get(at) ?? { start: at, events: 0, killed: 0 };
      s.events += 1;
      s.killed += killed(r) ?? 0;
      steps.set(at, s);
    }
    return { steps: [...steps.values()].sort((a, b) => a.start.localeCompare(b.start)) };
  }

  const counted = (values) => [...values.reduce((m, v) => m.set(v, (m.get(v) ?? 0) + 1), new Map())].map(([key, n]) => ({ key, events: n })).sort((a, b) => b.events - a.events);

  function stats(params) {
    const found = filtered(params);
    const days = [...events.keys()].map((id) => row(id).date.start).sort();
    return {
      events: found.length,
      articles: found.reduce((sum, r) => sum + r.articles, 0),
      claims: found.reduce((sum, r) => sum + view(r.id).estimates.reduce((s, e) => s + e.claims.length, 0), 0),
      killed: found.reduce((sum, r) => sum + (killed(r) ?? 0), 0),
      countries: counted(found.map((r) => r.locations[0].country)),
      types: counted(found.map((r) => r.event_type)),
      sub_types: counted(found.map((r) => r.sub_event_type)),
      actors: counted(found.flatMap((r) => r.actors.map((a) => a.id))),
      from: days[0] ?? null,
      to: days.at(-1) ?? null,
    };
  }

  function sources() {
    const found = new Map();
    for (const id of events.keys()) {
      const event = view(id);
      for (const estimate of event.estimates)
        for (const ref of estimate.claims) {
          const claim = articles.get(ref.article).reports[0].claims[ref.claim];
          for (const link of claim.sources) {
            const key = `${link.kind} ${link.name}`;
            const s = found.get(key) ?? { ...link, claims: 0, ids: new Set(), sum: 0, n: 0 };
            s.claims += 1;
            s.ids.add(id);
            if (estimate.best && estimate.claims.length > 1) {
              s.sum += ((claim.low ?? claim.high) - estimate.best) / estimate.best;
              s.n += 1;
            }
            found.set(key, s);
          }
        }
    }
    return [...found.values()].map(({ ids, sum, n, ...rest }) => ({ ...rest, events: ids.size, mean_deviation: n ? sum / n : null })).sort((a, b) => b.claims - a.claims);
  }

  function dossier(id) {
    const gone = state.get(id);
    if (gone?.redirect) throw new Refusal(301, "Moved", `merged into ${gone.redirect}`, { location: `/api/v1/events/${gone.redirect}` });
    const entry = events.get(id);
    if (!entry) throw new Refusal(404, "No such event", `the record holds no event ${id}`);
    const reports = entry.tellings.map(({ article: { text, ...head }, reports: [report] }) => ({ member: { article: head.id, report: 0 }, report, article: head }));
    const history = [
      ...entry.tellings.map(({ article }, at) => ({ at: `${article.published}T06:00:00Z`, kind: at ? "changed" : "new", differences: at ? [`${at + 1} reports`] : [] })),
      ...extra(id).history,
    ].sort((a, b) => a.at.localeCompare(b.at));
    return { event: view(id), status: extra(id).status, updated: entry.updated, reports, history, decisions: decisions.filter((d) => d.about.includes(id)).map(plain) };
  }

  function suggestions() {
    const found = [];
    const byPlace = new Map();
    for (const id of events.keys()) {
      const event = view(id);
      const key = `${event.locations[0].name} ${event.sub_event_type}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), event]);
    }
    for (const group of byPlace.values()) {
      group.sort((a, b) => a.date.start.localeCompare(b.date.start));
      for (let i = 1; i < group.length; i++) {
        const [a, b] = [group[i - 1], group[i]];
        const days = (Date.parse(b.date.start) - Date.parse(a.date.start)) / 86400000;
        if (days > 3 || apart.has(`${a.id} ${b.id}`)) continue;
        found.push({
          a: a.id, b: b.id, report_a: a.members[0], report_b: b.members[0], score: 3.6 - days,
          reasons: [{ feature: "same place", weight: 3 }, days ? { feature: "a day apart", weight: -days } : { feature: "same day", weight: 2 }, { feature: "same type", weight: 0.6 }],
        });
      }
    }
    return found.sort((a, b) => b.score - a.score || a.a.localeCompare(b.a));
  }

  /** A decision as the API tells it, without what undoing it needs. */
  const plain = ({ about, before, made, old, ...told }) => told;

  function decide(body, by) {
    if (!body.why?.trim()) throw new Refusal(422, "A reason is needed", "why is empty");
    const decision = { seq: decisions.length + 1, at: new Date().toISOString(), by, why: body.why, decision: body.kind, holds: true };
    const about = body.events ?? (body.event ? [body.event] : []);
    for (const id of about) if (!events.has(id)) throw new Refusal(404, "No such event", `the record holds no event ${id}`);
    decision.about = about;
    let out = about;
    if (body.kind === "merge") {
      const [keep, ...gone] = [...about].sort();
      decision.events = about;
      decision.before = about.map((id) => ({ ...events.get(id) }));
      events.get(keep).tellings = [...about].sort().flatMap((id) => events.get(id).tellings);
      for (const id of gone) {
        events.delete(id);
        extra(id).redirect = keep;
      }
      out = [keep];
    } else if (body.kind === "split") {
      const entry = events.get(body.event);
      const leaves = new Set(body.members.map((m) => m.article));
      if (!leaves.size || leaves.size >= entry.tellings.length) throw new Refusal(422, "Nothing to split", "some reports must leave and some must stay");
      const id = `ev-9${String(decision.seq).padStart(5, "0")}`;
      Object.assign(decision, { event: body.event, before: [{ ...entry }], made: id });
      events.set(id, { id, updated: decision.at, tellings: entry.tellings.filter((t) => leaves.has(t.article.id)) });
      entry.tellings = entry.tellings.filter((t) => !leaves.has(t.article.id));
      out = [body.event, id];
    } else if (body.kind === "apart") {
      [decision.a, decision.b] = about;
      apart.add(about.join(" "));
    } else if (body.kind === "confirm" || body.kind === "reject") {
      decision.event = body.event;
      extra(body.event).status = body.kind === "confirm" ? "confirmed" : "rejected";
    } else if (body.kind === "correct") {
      Object.assign(decision, { event: body.event, correction: body.correction, old: corrections.get(body.event) });
      corrections.set(body.event, { ...corrections.get(body.event), ...body.correction });
    } else if (body.kind === "undo") {
      const undoing = decisions.find((d) => d.seq === body.decision);
      if (!undoing?.holds) throw new Refusal(409, "Nothing to undo", "no such decision, or it is undone already");
      Object.assign(decision, { undone: undoing.seq, about: undoing.about });
      undoing.holds = false;
      out = undoing.about;
      for (const entry of undoing.before ?? []) {
        events.set(entry.id, entry);
        delete extra(entry.id).redirect;
      }
      if (undoing.made) events.delete(undoing.made);
      if (undoing.decision === "confirm" || undoing.decision === "reject") for (const id of undoing.about) extra(id).status = "open";
      if (undoing.decision === "apart") apart.delete(undoing.about.join(" "));
      if (undoing.decision === "correct") corrections.set(undoing.event, undoing.old);
    } else throw new Refusal(422, "No such decision", `kind ${body.kind}`);
    decisions.push(decision);
    for (const id of new Set([...out, ...decision.about])) {
      forget(id);
      extra(id).history.push({ at: decision.at, kind: body.kind === "merge" ? "merged" : "changed", decision: decision.seq, differences: [] });
    }
    const { seq, at, why, holds, by: who, ...what } = plain(decision);
    log(by, "decision", { decision: seq, at: Date.parse(at), by: who, why, what: JSON.stringify(what) });
    return { decision: decision.seq, events: out };
  }

  const SCOPES = { "viewer-token": "viewer", "analyst-token": "analyst" };

  /** Path below /api/v1, parameters, method, body and token; the answer, or a Refusal is thrown. */
  return function answer(path, params, { method = "GET", body = null, token = null } = {}) {
    const scope = token ? SCOPES[token] : null;
    if (token && !scope) throw new Refusal(401, "Unknown token", "the token is not known here");
    const [, root, id] = /^\/([a-z]+)(?:\/(.+))?$/.exec(path) ?? [];
    if (method === "POST" && root === "decisions") {
      if (!scope) throw new Refusal(401, "A token is needed", "decisions need a token of scope analyst");
      if (scope === "viewer") throw new Refusal(403, "Not allowed", "this token may only read");
      return decide(body, "analyst");
    }
    if (method !== "GET") throw new Refusal(405, "Method not allowed");
    switch (root) {
      case "events":
        return id ? dossier(decodeURIComponent(id)) : page(filtered(params).sort(sorts[params.get("sort") ?? "-date"] ?? sorts["-date"]), params);
      case "map":
        return map(params);
      case "timeline":
        return timeline(params);
      case "stats":
        return stats(params);
      case "sources":
        return sources();
      case "articles": {
        const found = articles.get(decodeURIComponent(id ?? ""));
        if (!found) throw new Refusal(404, "No such article", `the record holds no article ${id}`);
        const event = [...events.values()].find((e) => e.tellings.includes(found))?.id ?? null;
        return { ...found, events: found.reports.map(() => event) };
      }
      case "suggestions":
        return page(suggestions(), params);
      case "decisions":
        return page([...decisions].reverse().map(plain), params);
      case "audit":
        return { ...page([...audit].reverse(), params), verified: true };
      case "me":
        return { scope, name: scope ? "analyst" : null, read_only: false, version: "mock" };
      default:
        throw new Refusal(404, "Not found", path);
    }
  };
}
