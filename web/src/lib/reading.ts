/** What was read where in an article, as marks for the reader. */
import { actorName } from "./actors";
import type { ArticleAnswer, Claim, Evidence } from "./api";
import { shortFigure } from "./figures";
import { words } from "./i18n/index.svelte";
import { partOf } from "./passages";
import type { Span } from "./spans";

export const KINDS = ["trigger", "date", "place", "actor", "figure", "speaker", "unclaimed", "aggregate"] as const;
export type Kind = (typeof KINDS)[number];

export interface Mark {
  kind: Kind;
  /** The report's place in the list; -1 for aggregates. */
  report: number;
  /** The value that was read. */
  value: string;
  rule: string;
}

export type Marks = Record<Evidence["field"], Span<Mark>[]>;

/** Every span of every report, by the field it lies in. */
export function marksOf({ reports, aggregates = [] }: ArticleAnswer): Marks {
  const marks: Marks = { title: [], text: [] };
  const add = (evidence: readonly Evidence[] | undefined, kind: Kind | ((e: Evidence) => Kind), report: number, value: string | ((e: Evidence) => string)) => {
    for (const e of evidence ?? []) {
      const mark = { kind: typeof kind === "string" ? kind : kind(e), report, value: typeof value === "string" ? value : value(e), rule: e.rule };
      marks[e.field].push({ start: e.start, end: e.end, mark });
    }
  };
  const figure = (claim: Claim) => `${shortFigure(claim, words.n)} ${words.name("measure", claim.measure)}, ${words.name("of", claim.of)}`;
  const speaker = (claim: Claim) => claim.sources.map((link) => words.name("kind", link.kind)).join(" → ");
  reports.forEach((report, index) => {
    add(report.evidence, "trigger", index, words.name("type", report.sub_event_type));
    add(report.date_evidence, "date", index, words.date(report.date));
    for (const place of report.locations) add(place.evidence, "place", index, `${place.name}, ${words.name("precision", place.precision)}`);
    for (const actor of report.actors) add(actor.evidence, "actor", index, `${actorName(actor.id)}, ${words.name("role", actor.role)}`);
    for (const claim of report.claims) add(claim.evidence, (e) => partOf(e), index, (e) => (partOf(e) === "figure" ? figure(claim) : speaker(claim)));
    add(report.unclaimed, "unclaimed", index, words.t("dossier.noclaim"));
  });
  for (const claim of aggregates) add(claim.evidence, "aggregate", -1, figure(claim));
  return marks;
}
