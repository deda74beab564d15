/** What one article says. Spans are bytes of the UTF-8 of the article's field. */
import type { ClaimStance, DatePrecision, EventType, PlacePrecision, Qualifier, Relation, Role, Stance } from "./codebook";

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
