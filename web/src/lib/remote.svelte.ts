import { ApiError } from "./client";
import type { Problem } from "./api";

/** An answer on its way: the last one asked for wins, an older one is called off. */
export class Remote<T> {
  data: T | null = $state.raw(null);
  problem: Problem | null = $state.raw(null);
  busy = $state(false);
  #control: AbortController | null = null;

  async load(ask: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#control?.abort();
    const control = new AbortController();
    this.#control = control;
    this.busy = true;
    try {
      const data = await ask(control.signal);
      if (control.signal.aborted) return;
      this.data = data;
      this.problem = null;
    } catch (error) {
      if (control.signal.aborted) return;
      this.problem = error instanceof ApiError ? error.problem : { title: String(error), status: 0 };
      this.data = null;
    }
    this.busy = false;
  }
}
