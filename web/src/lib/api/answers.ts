/** What the server answers to reading. */
import type { EventStatus, EventType, Lang, PlacePrecision } from "./codebook";
import type { Decision } from "./decisions";
import type { Estimate, Event, EventActor, Member } from "./event";
import type { Claim, DateRange, Place, Report } from "./report";

/** One event in a list: `GET /events`. */
export interface EventRow {
  id: string;
  event_type: EventType;
  sub_event_type: string;
  date: DateRange | null;
  locations: Place[];
  actors: EventActor[];
  estimates: Toll[];
  voices: number;
  articles: number;
  /** How many contradictions the event holds. */
  contradictions: number;
  /** When it last changed. */
  updated: string;
  status: EventStatus;
}

export interface Page<T> {
  items: T[];
  /** Hand it back as `cursor` for the next page. */
  next: string | null;
  total: number;
}

/** An article without its text. */
export interface ArticleHead {
  id: string;
  title: string;
  publisher: string | null;
  published: string | null;
  lang: Lang | null;
}

export interface DossierReport {
  member: Member;
  report: Report;
  article: ArticleHead;
}

type Toll = Pick<Estimate, "measure" | "of" | "low" | "best" | "high">;

/** What is different since a step of the history. */
export type Difference =
  | { field: "joined" | "left"; members: Member[] }
  | { field: "state" | "date" | "type"; from: string; to: string }
  | { field: "places" | "actors"; from: string[]; to: string[] }
  | { field: "figure"; measure: string; of: string; from: Toll | null; to: Toll | null }
  | { field: "contradictions"; from: number; to: number };

/** One step of an event's history. */
export interface Change {
  at: string;
  /** `new`, `changed`, `split`, `merged`, `withdrawn`. */
  kind: string;
  /** The event it came out of or went into. */
  other?: string;
  /** The decision that had part in it. */
  decision?: number;
  /** What is different since, in English. */
  differences: string[];
  /** The same, for the page to say in its own language. */
  changed?: Difference[];
}

/** `GET /events/{id}`. An id merged away answers 301 to the new one; one that was split 410 with `into`. */
export interface Dossier {
  event: Event;
  status: EventStatus;
  updated: string;
  reports: DossierReport[];
  history: Change[];
  decisions: Decision[];
}

/** Longitude, latitude, precision, index into EVENT_TYPES, best killed, event. */
export type MapPoint = [number, number, PlacePrecision, number, number | null, string];
/** Longitude and latitude of the middle, events, best killed of all. */
export type MapCell = [number, number, number, number];

/** `GET /map`: points, or cells above 5,000 events. */
export interface MapAnswer {
  points?: MapPoint[];
  cells?: MapCell[];
  /** Side of a cell in degrees. */
  cell_size?: number;
  /** Events that have no coordinates. */
  unplaced?: number;
}

export interface TimelineStep {
  start: string;
  events: number;
  killed: number;
}

export type Step = "day" | "week" | "month";

export interface Count {
  key: string;
  events: number;
}

/** `GET /stats`: what the filters can be set to, with counts. */
export interface Stats {
  events: number;
  articles: number;
  claims: number;
  killed: number;
  countries: Count[];
  types: Count[];
  sub_types: Count[];
  actors: Count[];
  /** First and last day of all events of the record, whatever the filter. */
  from: string | null;
  to: string | null;
}

/** `GET /sources`. */
export interface SourceRow {
  kind: string;
  name: string;
  claims: number;
  events: number;
  /** Mean of (figure - best) / best over the claims that can be compared: 0.2 = a fifth above. */
  mean_deviation: number | null;
}

/** `GET /articles/{id}`. */
export interface ArticleAnswer {
  article: ArticleHead & { text: string };
  reports: Report[];
  aggregates?: Claim[];
  /** The event of each report, by the report's place in the list. */
  events?: (string | null)[];
}

/** One near match: `GET /suggestions`. */
export interface Suggestion {
  /** The two events. */
  a: string;
  b: string;
  /** Their nearest reports. */
  report_a: Member;
  report_b: Member;
  /** Sum of the weights: logarithms of odds. */
  score: number;
  reasons: { feature: string; weight: number }[];
}

/** `GET /me`. */
export interface Me {
  /** `null`: nobody's token, reading only. */
  scope: "viewer" | "analyst" | "reviewer" | "admin" | null;
  name?: string | null;
  read_only: boolean;
  version?: string;
}

/** RFC 9457. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  /** 410: what a split event became. */
  into?: string[];
}
