import { flushSync } from "svelte";

/** Light or dark: as the system says until somebody chooses. */
export type Choice = "auto" | "light" | "dark";
const STORED = "isnad-theme";

class Theme {
  choice: Choice = $state("auto");
  #system = $state(false);
  #printing = $state(false);
  /** Paper is light. */
  readonly dark = $derived(!this.#printing && (this.choice === "auto" ? this.#system : this.choice === "dark"));

  start(): void {
    const system = matchMedia("(prefers-color-scheme: dark)");
    this.#system = system.matches;
    system.addEventListener("change", (change) => (this.#system = change.matches));
    addEventListener("beforeprint", () => flushSync(() => (this.#printing = true)));
    addEventListener("afterprint", () => (this.#printing = false));
    const stored = localStorage.getItem(STORED);
    if (stored === "light" || stored === "dark") this.choice = stored;
  }
  choose(choice: Choice): void {
    this.choice = choice;
    if (choice === "auto") localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, choice);
  }
}

export const theme = new Theme();
