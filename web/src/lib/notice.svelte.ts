/** One sentence about what was just done, with a way back. */
class Notice {
  text = $state("");
  undo: (() => Promise<void>) | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, undo: (() => Promise<void>) | null = null): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.undo = undo;
    if (!undo) this.#timer = setTimeout(() => this.clear(), 8000);
  }
  clear(): void {
    this.text = "";
    this.undo = null;
  }
}

export const notice = new Notice();
