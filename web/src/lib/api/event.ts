/** What all articles together say of one event: `isnad_model::Event`. */
import type { ContradictionKind, EventType, ResponsibilityState, Role, Stance } from "./codebook";
import type { DateRange, Place, SourceLink } from "./report";

export interface Member {
  article: string;
  report: number;
}

export interface ClaimRef extends Member {
  claim: number;
}

/** The codes of `isnad_model::GroundCode`. */
export const GROUNDS = [
  "low-least",
  "low-parts",
  "best-least",
  "best-latest",
  "best-most-voices",
  "best-recorded",
  "best-authority",
  "best-present",
  "best-unrivalled",
  "best-none",
  "high-most",
  "high-party",
  "high-unbounded",
  "high-open",
  "high-both",
  "high-total",
  "replaced",
  "parts-left-out",
  "not-firm",
  "voices",
] as const;

/** A rule that chose an end of an estimate, or something that had part in it. */
export interface Ground {
  code: (typeof GROUNDS)[number] | (string & {});
  n?: number;
  /** The claim that gives the figure: its place among the claims of the estimate. */
  claim?: number;
  voices?: number;
  day?: string;
}

export interface Estimate {
  measure: string;
  of: string;
  low: number | null;
  best: number | null;
  high: number | null;
  /** In English. */
  why: string;
  /** The same, for the page to say in its own language; none where an analyst set the figures. */
  grounds?: Ground[];
  claims: ClaimRef[];
}

export interface Contradiction {
  kind: ContradictionKind;
  measure?: string;
  of?: string;
  claims?: ClaimRef[];
  members: Member[];
  /** What the parts add up to, where a total is less. */
  sum?: number;
  /** Competing perpetrators, or one who denies the deed. */
  actors?: string[];
  /** The days told, where they do not agree. */
  days?: DateRange[];
  /** In English. */
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
