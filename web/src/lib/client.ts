/** Requests to the server, and nowhere else. */
import type {
  ArticleAnswer,
  AuditPage,
  Decided,
  Decision,
  Dossier,
  EventRow,
  MapAnswer,
  Me,
  NewDecision,
  Page,
  Problem,
  SourceRow,
  Stats,
  Step,
  Suggestion,
  TimelineStep,
} from "./api";
import { type Filters, writeFilters } from "./filters";

const ROOT = "/api/v1";
const TOKEN = "isnad-token";

/** What the server said instead of an answer; `status` 0 where it could not be reached. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
  get status(): number {
    return this.problem.status;
  }
}

/** The token lives as long as the tab. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (value: string) => sessionStorage.setItem(TOKEN, value),
  clear: () => sessionStorage.removeItem(TOKEN),
};

async function problemOf(response: Response): Promise<Problem> {
  const told: Partial<Problem> = await response.json().catch(() => ({}));
  return { ...told, title: told.title ?? response.statusText, status: response.status };
}

async function request<T>(path: string, params?: URLSearchParams, init: RequestInit = {}): Promise<T> {
  const secret = token.get();
  const headers: Record<string, string> = { accept: "application/json" };
  if (secret) headers.authorization = `Bearer ${secret}`;
  if (init.body) headers["content-type"] = "application/json";
  const query = params?.size ? `?${params}` : "";
  let response: Response;
  try {
    response = await fetch(`${ROOT}${path}${query}`, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({ title: "unreachable", status: 0 });
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (await response.json()) as T;
}

type Signal = AbortSignal | undefined;

function filtered(filters: Filters, more: Record<string, string> = {}, sort = false): URLSearchParams {
  const params = writeFilters(filters, { sort });
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return params;
}

/** What an event list row needs; the server leaves out the rest. */
const PAGE = 50;

export const api = {
  events: (filters: Filters, cursor: string | null, signal?: Signal) =>
    request<Page<EventRow>>("/events", filtered(filters, { limit: String(PAGE), ...(cursor && { cursor }) }, true), { signal: signal ?? null }),
  map: (filters: Filters, zoom: number, signal?: Signal) =>
    request<MapAnswer>("/map", filtered(filters, { zoom: String(Math.round(zoom)) }), { signal: signal ?? null }),
  timeline: (filters: Filters, step: Step, signal?: Signal) =>
    request<{ steps: TimelineStep[] }>("/timeline", filtered(filters, { step }), { signal: signal ?? null }),
  stats: (filters: Filters, signal?: Signal) => request<Stats>("/stats", filtered(filters), { signal: signal ?? null }),
  dossier: (id: string, signal?: Signal) => request<Dossier>(`/events/${encodeURIComponent(id)}`, undefined, { signal: signal ?? null }),
  article: (id: string, signal?: Signal) => request<ArticleAnswer>(`/articles/${encodeURIComponent(id)}`, undefined, { signal: signal ?? null }),
  sources: (signal?: Signal) => request<SourceRow[]>("/sources", undefined, { signal: signal ?? null }),
  suggestions: (cursor: string | null) => request<Page<Suggestion>>("/suggestions", new URLSearchParams(cursor ? { cursor } : {})),
  decisions: (cursor: string | null) => request<Page<Decision>>("/decisions", new URLSearchParams(cursor ? { cursor } : {})),
  audit: (cursor: string | null) => request<AuditPage>("/audit", new URLSearchParams(cursor ? { cursor } : {})),
  me: () => request<Me>("/me"),
  decide: (decision: NewDecision) => request<Decided>("/decisions", undefined, { method: "POST", body: JSON.stringify(decision) }),
};

const kept = new Map<string, Promise<ArticleAnswer>>();
const MOST_KEPT = 60;

/** An article from memory where it was read before; articles never change under their id. */
export function articleOnce(id: string): Promise<ArticleAnswer> {
  const known = kept.get(id);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  const wanted = api.article(id);
  kept.set(id, wanted);
  wanted.catch(() => kept.delete(id));
  return wanted;
}
