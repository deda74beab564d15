/** Word of changes as they happen: the page says so and waits to be asked, nothing jumps. */
import { token } from "./client";

const ADDRESS = "/api/v1/live";
/** Seconds before the line is tried again, longer each time. */
const WAITS = [1, 2, 5, 15, 60];
/** Milliseconds in which word of a decision made here may still come. */
const ECHO = 3000;

/** One event of a stream of server-sent events. */
export interface Message {
  name: string;
  data: string;
}

/** Takes whole messages out of what came so far; the rest is for later. */
export function messages(text: string): { whole: Message[]; rest: string } {
  const blocks = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  const whole = blocks.flatMap((block) => {
    const fields = (name: string) => block.split("\n").flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, "")] : []));
    const data = fields("data").join("\n");
    return data ? [{ name: fields("event")[0] ?? "message", data }] : [];
  });
  return { whole, rest };
}

class Live {
  /** Events that changed since the page last showed the record. */
  changed: ReadonlySet<string> = $state.raw(new Set());
  /** Something changed while nobody listened. */
  missed = $state(false);
  readonly stale = $derived(this.missed || this.changed.size > 0);
  #version: number | null = null;
  #mine = new Map<string, number>();
  #control: AbortController | null = null;
  #tries = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** Listens while the page is in sight: browsers keep few lines open to one host. */
  start(): void {
    const look = () => (document.visibilityState === "visible" ? void this.#listen() : this.#hush());
    document.addEventListener("visibilitychange", look);
    addEventListener("pagehide", () => this.#hush());
    look();
  }

  /** What is shown now is the record as it is. */
  seen(): void {
    this.changed = new Set();
    this.missed = false;
  }
  /** The page itself changed these, and shows them. */
  mine(ids: readonly string[]): void {
    const until = Date.now() + ECHO;
    for (const id of ids) this.#mine.set(id, until);
    this.changed = new Set([...this.changed].filter((id) => !this.#mine.has(id)));
  }

  #hush(): void {
    clearTimeout(this.#again);
    this.#control?.abort();
    this.#control = null;
  }

  async #listen(): Promise<void> {
    if (this.#control) return;
    const control = new AbortController();
    this.#control = control;
    try {
      const secret = token.get();
      const response = await fetch(ADDRESS, { signal: control.signal, headers: { accept: "text/event-stream", ...(secret && { authorization: `Bearer ${secret}` }) } });
      // A server that knows no such address, or does not let this reader in, will not change its mind.
      if (!response.ok || !response.body) return void (response.status === 503 && this.#retry(control));
      this.#tries = 0;
      let text = "";
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const { whole, rest } = messages(text + value);
        text = rest;
        whole.forEach((message) => this.take(message));
      }
    } catch {
      if (control.signal.aborted) return;
    }
    this.#retry(control);
  }

  #retry(control: AbortController): void {
    if (control !== this.#control) return;
    this.#control = null;
    const wait = WAITS[Math.min(this.#tries, WAITS.length - 1)] ?? 60;
    this.#tries += 1;
    this.#again = setTimeout(() => void this.#listen(), wait * 1000);
  }

  take({ name, data }: Message): void {
    const { version, events = [], gone = [] } = JSON.parse(data) as { version?: number; events?: string[]; gone?: string[] };
    if (name === "missed" || (name === "hello" && this.#version !== null && version !== this.#version)) this.missed = true;
    if (version !== undefined) this.#version = version;
    if (name !== "changed") return;
    const now = Date.now();
    const others = [...events, ...gone].filter((id) => (this.#mine.get(id) ?? 0) < now);
    if (others.length) this.changed = new Set([...this.changed, ...others]);
  }
}

export const live = new Live();
