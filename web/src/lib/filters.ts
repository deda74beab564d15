/** What Explore shows, as it stands in the address: the page has no other memory of it. */
import type { Step } from "./api";

export const SORTS = ["-date", "date", "killed", "updated"] as const;
export type Sort = (typeof SORTS)[number];

export interface Filters {
  country: string[];
  type: string[];
  sub_type: string[];
  actor: string[];
  place: string;
  q: string;
  /** Days, inclusive. */
  from: string | null;
  to: string | null;
  /** At least so many killed, by the best estimate. */
  killed: number | null;
  contradicted: boolean;
  /** West, south, east, north in degrees. */
  bbox: [number, number, number, number] | null;
  sort: Sort;
}

export const NO_FILTERS: Filters = {
  country: [],
  type: [],
  sub_type: [],
  actor: [],
  place: "",
  q: "",
  from: null,
  to: null,
  killed: null,
  contradicted: false,
  bbox: null,
  sort: "-date",
};

const LISTS = ["country", "type", "sub_type", "actor"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function day(value: string | null): string | null {
  return value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}

function box(value: string | null): Filters["bbox"] {
  const numbers = value?.split(",").map(Number) ?? [];
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  return numbers as [number, number, number, number];
}

/** Reads filters from an address; what cannot be read counts as absent. */
export function readFilters(params: URLSearchParams): Filters {
  const list = (name: string) => [...new Set(params.getAll(name).flatMap((v) => v.split("|")))].filter(Boolean);
  const least = params.getAll("min").map((m) => /^killed:(\d+)$/.exec(m)?.[1]).find(Boolean);
  const sort = params.get("sort") as Sort;
  return {
    country: list("country"),
    type: list("type"),
    sub_type: list("sub_type"),
    actor: list("actor"),
    place: params.get("place") ?? "",
    q: params.get("q") ?? "",
    from: day(params.get("from")),
    to: day(params.get("to")),
    killed: least === undefined ? null : Number(least),
    contradicted: params.get("contradicted") === "true",
    bbox: box(params.get("bbox")),
    sort: SORTS.includes(sort) ? sort : "-date",
  };
}

/** The same for an address or a request; defaults are left out. `sort` is the list's alone. */
export function writeFilters(filters: Filters, { sort = true } = {}): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of LISTS) if (filters[name].length) params.set(name, filters[name].join("|"));
  if (filters.place) params.set("place", filters.place);
  if (filters.q) params.set("q", filters.q);
  if (filters.from) params.set("from", filters.from);
  if (filters.to) params.set("to", filters.to);
  if (filters.killed !== null) params.set("min", `killed:${filters.killed}`);
  if (filters.contradicted) params.set("contradicted", "true");
  if (filters.bbox) params.set("bbox", filters.bbox.map((n) => +n.toFixed(4)).join(","));
  if (sort && filters.sort !== "-date") params.set("sort", filters.sort);
  return params;
}

/** Whether anything narrows the record. */
export function isNarrowed(filters: Filters): boolean {
  return writeFilters(filters, { sort: false }).size > 0;
}

const MS_PER_DAY = 86_400_000;

/** Steps of the timeline for a span of days: about 30 to 150 columns. */
export function stepFor(from: string, to: string): Step {
  const days = (Date.parse(to) - Date.parse(from)) / MS_PER_DAY;
  return days <= 92 ? "day" : days <= 1100 ? "week" : "month";
}
