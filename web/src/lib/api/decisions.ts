/** Decisions, and the log of them. */
import type { Page } from "./answers";
import type { Role, Stance } from "./codebook";
import type { Estimate, Member } from "./event";
import type { DateRange, Place } from "./report";

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
