/** Where the page stands: path and parameters of the address, and nothing else. */
import { NO_FILTERS, type Filters, readFilters, writeFilters } from "./filters";

export type View = "explore" | "event" | "article" | "review" | "audit" | "sources" | "lost";

interface Where {
  view: View;
  id: string;
  params: URLSearchParams;
}

/** Parameters that are the page's own and outlive a change of filters. */
const OWN = ["lang", "at", "tab"] as const;

export function readAddress(path: string, search: string): Where {
  const params = new URLSearchParams(search);
  const [, first = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  const id = safeDecode(rest);
  if (first === "") return { view: "explore", id: "", params };
  if (first === "events" && id) return { view: "event", id, params };
  if (first === "articles" && id) return { view: "article", id, params };
  if ((first === "review" || first === "audit" || first === "sources") && !id) return { view: first, id: "", params };
  return { view: "lost", id: "", params };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

class Route {
  #where: Where = $state.raw(readAddress("/", ""));
  readonly filters: Filters = $derived(readFilters(this.#where.params));

  get view(): View {
    return this.#where.view;
  }
  get id(): string {
    return this.#where.id;
  }
  param(name: string): string | null {
    return this.#where.params.get(name);
  }

  /** Follows the address bar and clicks on links of the page's own. */
  start(): void {
    this.#read();
    addEventListener("popstate", () => this.#read());
    document.addEventListener("click", (click) => {
      if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
      const link = (click.target as Element).closest("a");
      if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
      if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
      click.preventDefault();
      this.go(link.pathname + link.search + link.hash);
    });
  }

  #read(): void {
    this.#where = readAddress(location.pathname, location.search);
  }

  go(address: string): void {
    const from = location.pathname;
    history.pushState(null, "", address);
    this.#read();
    if (location.pathname !== from) {
      scrollTo(0, 0);
      document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    }
  }

  /** Another name for the place where the page stands. */
  rename(address: string): void {
    history.replaceState(null, "", address);
    this.#read();
  }

  /** An address within the page that keeps filters and language. */
  to(path: string, more: Record<string, string> = {}): string {
    const params = new URLSearchParams(this.#where.params);
    params.delete("tab");
    for (const [name, value] of Object.entries(more)) params.set(name, value);
    return params.size ? `${path}?${params}` : path;
  }
  event(id: string, more: Record<string, string> = {}): string {
    return this.to(`/events/${encodeURIComponent(id)}`, more);
  }
  article(id: string, more: Record<string, string> = {}): string {
    return this.to(`/articles/${encodeURIComponent(id)}`, more);
  }

  /** Sets parameters of the page's own without a step in the history. */
  put(values: Record<string, string | null>): void {
    const params = new URLSearchParams(this.#where.params);
    for (const [name, value] of Object.entries(values)) value === null ? params.delete(name) : params.set(name, value);
    this.#write(params, true);
  }

  /** Changes filters; `quiet` while a hand still drags. */
  filter(change: Partial<Filters>, quiet = false): void {
    const params = writeFilters({ ...this.filters, ...change });
    for (const name of OWN) {
      const value = this.#where.params.get(name);
      if (value !== null) params.set(name, value);
    }
    this.#write(params, quiet);
  }

  clearFilters(): void {
    this.filter({ ...NO_FILTERS, sort: this.filters.sort });
  }

  #write(params: URLSearchParams, quiet: boolean): void {
    const address = params.size ? `${location.pathname}?${params}` : location.pathname;
    if (address === location.pathname + location.search) return;
    history[quiet ? "replaceState" : "pushState"](null, "", address);
    this.#read();
  }
}

export const route = new Route();
