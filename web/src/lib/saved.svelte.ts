/** Filters kept under a name, in this browser; each is an address, and a feed of what changes behind it. */
const STORED = "isnad-filters";

export interface Saved {
  name: string;
  /** The filters as the address has them. */
  query: string;
}

function stored(): Saved[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(STORED) ?? "[]");
    return Array.isArray(list) ? list.filter((s): s is Saved => typeof s?.name === "string" && typeof s?.query === "string") : [];
  } catch {
    return [];
  }
}

class SavedFilters {
  list: Saved[] = $state.raw(stored());

  /** Keeps filters; those that had the name before give way. */
  keep(name: string, query: string): void {
    this.#set([...this.list.filter((s) => s.name !== name), { name, query }].sort((a, b) => a.name.localeCompare(b.name)));
  }
  forget(name: string): void {
    this.#set(this.list.filter((s) => s.name !== name));
  }
  #set(list: Saved[]): void {
    this.list = list;
    localStorage.setItem(STORED, JSON.stringify(list));
  }
}

export const saved = new SavedFilters();
