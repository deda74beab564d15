/** What the server says in codes, in the language of the interface. */
import { actorName } from "./actors";
import type { Contradiction, Difference, Dossier, Estimate, Ground } from "./api";
import { GROUNDS } from "./api";
import { type PlacedClaim, claimsOf, shortSpan } from "./figures";
import { type Key, words } from "./i18n/index.svelte";

/** Keeps a name in its own direction within a sentence of another. */
const apart = (text: string) => `\u2068${text}\u2069`;

const speaker = ({ claim, article }: PlacedClaim) => claim.sources[0]?.name ?? article.publisher ?? words.t("dossier.voice");

/** Why an estimate is what it is, sentence by sentence; in the server's English where it gives no codes that the page knows. */
export function groundsOf(dossier: Dossier, estimate: Estimate): string[] {
  const set = dossier.decisions.findLast((d) => {
    const figure = d.holds && d.correction && "figure" in d.correction ? d.correction.figure : null;
    return figure?.measure === estimate.measure && figure.of === estimate.of;
  });
  if (set) return [words.t("ground.corrected", { who: apart(set.by), why: apart(set.why) })];
  const known = (estimate.grounds ?? []).filter((ground) => (GROUNDS as readonly string[]).includes(ground.code));
  if (!known.length) return estimate.why ? [estimate.why] : [];
  return known.map((ground) => said(dossier, estimate, ground));
}

function said(dossier: Dossier, estimate: Estimate, { code, n = 0, claim, voices = 0, day }: Ground): string {
  const ref = claim === undefined ? undefined : estimate.claims[claim];
  const by = ref && claimsOf(dossier, { claims: [ref] })[0];
  return words.t(`ground.${code}` as Key, { n, voices, who: apart(by ? speaker(by) : words.t("dossier.unknown")), day: day ? words.day(day) : words.t("dossier.undated") });
}

/** What a contradiction is about, beyond the claims that stand below it. */
export function clashText({ kind, claims = [], sum, actors = [], days = [], text }: Contradiction, measures: ReadonlySet<string>): string {
  const who = actors.map((id) => apart(actorName(id))).join(words.comma);
  if (kind === "headline against body") return words.t(measures.size > 1 ? "clash.both" : "clash.headline");
  if (kind === "total against parts" && sum !== undefined) return words.t("clash.parts", { n: sum });
  if (kind === "competing perpetrators" && who) return words.t("clash.perpetrators", { who });
  if (kind === "claim against denial" && who) return words.t("clash.denial", { who });
  if (kind === "dates" && days.length) return words.t("clash.dates", { days: days.map((day) => words.date(day)).join(words.comma) });
  return claims.length ? "" : text;
}

/** `ID (role, stance)`, as the history keeps an actor. */
function actor(kept: string): string {
  const [, id = kept, role, stance] = /^(.*) \((\w+)(?:, ([\w ]+))?\)$/.exec(kept) ?? [];
  const part = [role && words.name("role", role), stance && words.name("stance", stance)].filter(Boolean).join(words.comma);
  return part ? `${apart(actorName(id))} (${part})` : apart(actorName(id));
}

/** `NAME (COUNTRY)`, as the history keeps a place. */
function place(kept: string): string {
  const [, name = kept, country] = /^(.*) \(([A-Z]{2})\)$/.exec(kept) ?? [];
  return country ? `${apart(name)} (${words.country(country)})` : apart(name);
}

/** `?`, a day, or two with `..` between them. */
function day(kept: string): string {
  const [start = "", end = start] = kept.split("..");
  return start === "?" ? words.t("dossier.undated") : words.date({ start, end, precision: start === end ? "day" : "range" });
}

type Toll = Extract<Difference, { field: "figure" }>["from"];
function toll(figure: Toll): string {
  if (!figure) return words.t("change.none");
  const span = shortSpan(figure, words.n);
  return figure.best === null || figure.low === figure.high ? span : `${words.n(figure.best)} (${span})`;
}

/** A line of the history: what it is about, and how it was and is. */
export interface Line {
  about: string;
  from?: string;
  to?: string;
}

export function lineOf(difference: Difference): Line {
  const list = (items: string[], each: (item: string) => string) => items.map(each).join(words.comma) || words.t("change.none");
  switch (difference.field) {
    case "joined":
    case "left":
      return { about: words.t(`change.${difference.field}`, { n: difference.members.length }) };
    case "state":
      return { about: words.t("change.state"), from: words.t(`status.${difference.from}` as Key), to: words.t(`status.${difference.to}` as Key) };
    case "date":
      return { about: words.t("dossier.when"), from: day(difference.from), to: day(difference.to) };
    case "type":
      return { about: words.t("filter.type"), from: words.name("type", difference.from), to: words.name("type", difference.to) };
    case "places":
      return { about: words.t("dossier.where"), from: list(difference.from, place), to: list(difference.to, place) };
    case "actors":
      return { about: words.t("dossier.actors"), from: list(difference.from, actor), to: list(difference.to, actor) };
    case "figure": {
      const of = difference.of === "people" ? "" : words.comma + words.name("of", difference.of);
      return { about: words.name("measure", difference.measure) + of, from: toll(difference.from), to: toll(difference.to) };
    }
    case "contradictions":
      return { about: words.t("change.contradictions"), from: words.n(difference.from), to: words.n(difference.to) };
  }
}
