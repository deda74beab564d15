/** The geometry of figures: intervals with open ends on a common scale. */
import { scaleLinear } from "d3-scale";
import type { Claim, Dossier, Estimate, Qualifier } from "./api";

export interface Interval {
  low: number | null;
  high: number | null;
}

/** 0 to a round number above all that is told. */
export function axisFor(intervals: readonly (Interval & { best?: number | null })[]): { end: number; ticks: number[] } {
  const told = intervals.flatMap(({ low, high, best }) => [low, high, best ?? null]).filter((n): n is number => n !== null);
  const open = intervals.some(({ high }) => high === null);
  const most = Math.max(1, ...told);
  const scale = scaleLinear([0, open ? most * 1.12 : most], [0, 1]).nice(4);
  const end = scale.domain()[1] ?? most;
  return { end, ticks: scale.ticks(4).filter(Number.isInteger) };
}

/** How a claim is drawn: all in shares of the axis, 0 to 1. */
export interface Mark {
  start: number;
  end: number;
  /** Where the told number itself stands. */
  at: number;
  openStart: boolean;
  openEnd: boolean;
  point: boolean;
}

export function markOf({ low, high }: Interval, end: number): Mark | null {
  if (low === null && high === null) return null;
  const share = (n: number) => Math.min(1, Math.max(0, n / end));
  const start = low === null ? 0 : share(low);
  const stop = high === null ? 1 : share(high);
  return { start, end: stop, at: low === null ? stop : start, openStart: low === null, openEnd: high === null, point: low !== null && low === high };
}

/** Rows for marks that would lie over each other: for each share of the axis the row it goes into, from 0. */
export function lanes(shares: readonly number[], gap: number): number[] {
  const ends: number[] = [];
  const rows = new Array<number>(shares.length).fill(0);
  for (const index of shares.map((_, i) => i).sort((a, b) => (shares[a] ?? 0) - (shares[b] ?? 0) || a - b)) {
    const share = shares[index] ?? 0;
    const free = ends.findIndex((end) => share - end >= gap);
    const row = free === -1 ? ends.length : free;
    ends[row] = share;
    rows[index] = row;
  }
  return rows;
}

/** Keeps a sign on its side of the number in right-to-left text. */
const together = (text: string) => `\u2066${text}\u2069`;

/** Short form of a figure; `n` writes a number in the reader's digits. */
export function shortFigure({ low, high, qualifier }: Interval & { qualifier: Qualifier }, n: (value: number) => string): string {
  if (low !== null && low === high) return qualifier === "about" ? together(`~${n(low)}`) : n(low);
  if (low !== null && high !== null) return `${n(low)}–${n(high)}`;
  if (low !== null) return together(`${n(low)}+`);
  if (high !== null) return together(`≤ ${n(high)}`);
  return "?";
}

/** Short form of an estimate's span. */
export function shortSpan({ low, high }: Interval, n: (value: number) => string): string {
  if (low !== null && low === high) return n(low);
  if (low !== null && high !== null) return `${n(low)}–${n(high)}`;
  if (low !== null) return together(`${n(low)}+`);
  return high === null ? "?" : together(`≤ ${n(high)}`);
}

/** Estimates as a reader wants them: by measure as they come, and of one measure the figures that can be quoted first, greatest first. */
export function ordered<T extends Pick<Estimate, "measure" | "best" | "low">>(estimates: readonly T[]): T[] {
  const measures = [...new Set(estimates.map((e) => e.measure))];
  const size = ({ best, low }: T) => (best !== null ? best : (low ?? 0) - 1e12);
  return [...estimates].sort((a, b) => measures.indexOf(a.measure) - measures.indexOf(b.measure) || size(b) - size(a));
}

/** A claim with the report and article it stands in. */
export interface PlacedClaim {
  key: string;
  claim: Claim;
  article: Dossier["reports"][number]["article"];
  report: number;
  index: number;
}

/** The claims of an estimate, greatest first, then by day. */
export function claimsOf(dossier: Dossier, estimate: Pick<Estimate, "claims">): PlacedClaim[] {
  const byMember = new Map(dossier.reports.map((r) => [`${r.member.article}\n${r.member.report}`, r]));
  const placed: PlacedClaim[] = [];
  for (const ref of estimate.claims) {
    const found = byMember.get(`${ref.article}\n${ref.report}`);
    const claim = found?.report.claims[ref.claim];
    if (found && claim) placed.push({ key: `${ref.article}/${ref.report}/${ref.claim}`, claim, article: found.article, report: ref.report, index: ref.claim });
  }
  const size = ({ claim }: PlacedClaim) => claim.low ?? claim.high ?? 0;
  return placed.sort((a, b) => size(b) - size(a) || (a.article.published ?? "").localeCompare(b.article.published ?? "") || a.key.localeCompare(b.key));
}

/** The figure that a list row shows: killed over all victims, of those that can be quoted; else the first that is there. */
export function headline(estimates: readonly Pick<Estimate, "measure" | "of" | "low" | "best" | "high">[]) {
  const told = estimates.filter((e) => e.measure === "killed");
  const quoted = told.filter((e) => e.best !== null);
  const killed = quoted.length > 0 ? quoted : told;
  if (killed.length === 0) return estimates[0] ?? null;
  const whole = killed.find((e) => e.of === "people");
  if (whole) return whole;
  if (killed.length === 1) return killed[0] ?? null;
  const sum = (pick: (e: Interval & { best: number | null }) => number | null, whenOpen: "keep" | "drop") => {
    const values = killed.map(pick);
    return whenOpen === "keep" && values.some((v) => v === null) ? null : values.reduce<number>((s, v) => s + (v ?? 0), 0);
  };
  return { measure: "killed", of: "people", low: sum((e) => e.low, "drop"), best: sum((e) => e.best, "drop"), high: sum((e) => e.high, "keep") };
}
