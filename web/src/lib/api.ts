/**
 * The border to `isnad serve`: every shape the page reads or writes, under `/api/v1`.
 *
 * Names and values are those of the crate `isnad-model` and of the codebook. Fields marked optional may be left out by a server; the page
 * then shows less, never something wrong. Days are `YYYY-MM-DD`, instants RFC 3339, spans bytes of the UTF-8 of the article's field.
 */

export const EVENT_TYPES = [
  "Battles",
  "Explosions/Remote violence",
  "Violence against civilians",
  "Protests",
  "Riots",
  "Strategic developments",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Sub-types by type, in the codebook's order. */
export const SUB_EVENT_TYPES: Record<EventType, readonly string[]> = {
  Battles: ["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
  "Explosions/Remote violence": [
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
  ],
  "Violence against civilians": ["Attack", "Abduction/forced disappearance", "Sexual violence"],
  Protests: ["Peaceful protest", "Protest with intervention", "Excessive force against protesters"],
  Riots: ["Violent demonstration", "Mob violence"],
  "Strategic developments": [
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
  ],
};

export type PlacePrecision = "site" | "settlement" | "area" | "admin2" | "admin1" | "country";
export type Relation = "in" | "near" | "between";
export type DatePrecision = "day" | "range" | "week" | "month" | "year";
export type Role = "perpetrator" | "target" | "other";
export type Stance = "claimed" | "asserted" | "accused" | "suspected" | "denied";
export type ClaimStance = "asserted" | "claimed" | "estimated" | "denied";
export type Qualifier = "exact" | "at_least" | "more_than" | "about" | "up_to" | "fewer_than" | "range" | "vague" | "none";
export type ResponsibilityState = Stance | "no claim";
export type ContradictionKind =
  | "source against source"
  | "headline against body"
  | "total against parts"
  | "claim against denial"
  | "competing perpetrators"
  | "dates";
export type EventStatus = "open" | "confirmed" | "rejected";
export type Lang = "ar" | "fr" | "en" | (string & {});

export interface DateRange {
  start: string;
  end: string;
  precision: DatePrecision;
}

/** Where a value was read: bytes of the UTF-8 of headline or body. */
export interface Evidence {
  field: "title" | "text";
  start: number;
  end: number;
  rule: string;
}

export interface Place {
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: PlacePrecision;
  relation: Relation;
  evidence?: Evidence[];
}

export interface SourceLink {
  kind: string;
  name: string;
}

export interface Claim {
  measure: string;
  of: string;
  low: number | null;
  high: number | null;
  qualifier: Qualifier;
  sources: SourceLink[];
  stance: ClaimStance;
  quote: string;
  evidence: Evidence[];
}

export interface Actor {
  id: string;
  role: Role;
  stance?: Stance;
  sources?: SourceLink[];
  evidence?: Evidence[];
}

/** What one article says of one incident. */
export interface Report {
  main: boolean;
  event_type: EventType;
  sub_event_type: string;
  date: DateRange | null;
  date_evidence?: Evidence[];
  locations: Place[];
  actors: Actor[];
  tactics: string[];
  targets: string[];
  claims: Claim[];
  unclaimed?: Evidence[];
  evidence?: Evidence[];
}

export interface Member {
  article: string;
  report: number;
}

export interface ClaimRef extends Member {
  claim: number;
}

export interface Estimate {
  measure: string;
  of: string;
  low: number | null;
  best: number | null;
  high: number | null;
  why: string;
  claims: ClaimRef[];
}

export interface Contradiction {
  kind: ContradictionKind;
  measure?: string;
  of?: string;
  claims?: ClaimRef[];
  members: Member[];
  text: string;
}

export interface Responsibility {
  actor: string | null;
  state: ResponsibilityState;
  as_of?: string;
  by?: SourceLink[][];
  members: Member[];
}

export interface EventActor {
  id: string;
  role: Role;
  stance?: Stance;
  reports?: number;
}

/** `isnad_model::Event`. */
export interface Event {
  id: string;
  members: Member[];
  event_type: EventType;
  sub_event_type: string;
  date: DateRange | null;
  locations: Place[];
  actors: EventActor[];
  tactics: string[];
  targets: string[];
  voices: number;
  estimates: Estimate[];
  contradictions: Contradiction[];
  responsibility: Responsibility[];
}

/** One event in a list: `GET /events`. */
export interface EventRow {
  id: string;
  event_type: EventType;
  sub_event_type: string;
  date: DateRange | null;
  locations: Place[];
  actors: EventActor[];
  estimates: Pick<Estimate, "measure" | "of" | "low" | "best" | "high">[];
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

/** One step of an event's history. */
export interface Change {
  at: string;
  /** `new`, `changed`, `split`, `merged`, `withdrawn`. */
  kind: string;
  /** The event it came out of or went into. */
  other?: string;
  /** The decision that had part in it. */
  decision?: number;
  /** What is different since, in words. */
  differences: string[];
}

/** A field of an event and what it is in truth. */
export type Correction =
  | { date: DateRange | null }
  | { type: string }
  | { locations: Place[] }
  | { figure: Pick<Estimate, "measure" | "of" | "low" | "best" | "high"> }
  | { actor: { id: string; role: Role; stance: Stance | null } }
  | { no_actor: { id: string } };

export type DecisionKind = "merge" | "split" | "apart" | "correct" | "confirm" | "reject" | "undo";

/** A decision as the record keeps it; `decision` tells its kind and which of the optional fields it has. */
export interface Decision {
  seq: number;
  at: string;
  by: string;
  why: string;
  decision: DecisionKind;
  /** Whether it holds: it was not undone, or that was undone. */
  holds: boolean;
  /** `merge`. */
  events?: string[];
  /** `split`, `correct`, `confirm`, `reject`. */
  event?: string;
  /** `apart`: ids that lead to the two events. */
  a?: string;
  b?: string;
  correction?: Correction;
  /** `undo`: the decision that does not hold. */
  undone?: number;
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

/** `POST /decisions`; every kind needs `why`. `apart`: these two are not one, neither joined nor suggested again. */
export type NewDecision = { why: string } & (
  | { kind: "merge" | "apart"; events: string[] }
  /** The members that leave to form an event of their own. */
  | { kind: "split"; event: string; members: Member[] }
  | { kind: "correct"; event: string; correction: Correction }
  | { kind: "confirm"; event: string }
  /** It is no event. */
  | { kind: "reject"; event: string }
  | { kind: "undo"; decision: number }
);

/** Answer to `POST /decisions`. */
export interface Decided {
  /** Number of the decision. */
  decision: number;
  /** The events it is about, as they are now. */
  events: string[];
}

/** One line of the hash-chained log: `GET /audit`, newest first. */
export interface AuditEntry {
  seq: number;
  at: string;
  by: string;
  /** What was done: `articles` or `decision`. */
  action: string;
  /** The particulars. */
  detail: Record<string, unknown>;
  hash: string;
}

export interface AuditPage extends Page<AuditEntry> {
  /** Whether the whole chain holds. */
  verified: boolean;
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
