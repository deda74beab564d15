/** Words, numbers, days and directions in the language of the interface. */
import type { DateRange } from "../api";
import { ar } from "./ar";
import { en } from "./en";
import { fr } from "./fr";
import { VOCABULARY, type VocabularyName } from "./vocabulary";

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Key = keyof typeof en;
export type Messages = Record<Key, string | Plural>;
type Values = Record<string, string | number>;

export const LANGUAGES = { ar: "العربية", fr: "Français", en: "English" } as const;
export type Language = keyof typeof LANGUAGES;
const CATALOGUES: Record<Language, Messages> = { ar, fr, en };
const ORDER: Language[] = ["en", "fr", "ar"];
const STORED = "isnad-lang";

const isLanguage = (value: string | null | undefined): value is Language => value !== null && value !== undefined && value in LANGUAGES;

/** Writing direction of a language, by its code. */
export function directionOf(lang: string | null | undefined): "rtl" | "ltr" | "auto" {
  if (!lang) return "auto";
  return /^(ar|fa|ur|he|ps|ckb|ug|sd|dv|yi)\b/.test(lang) ? "rtl" : "ltr";
}

class Words {
  language: Language = $state("en");
  readonly dir = $derived(directionOf(this.language) as "rtl" | "ltr");
  /** Between the parts of a list. */
  readonly comma = $derived(this.language === "ar" ? "، " : ", ");
  /** From what was to what is. */
  readonly arrow = $derived(this.dir === "rtl" ? "←" : "→");
  readonly #numbers = $derived(new Intl.NumberFormat(this.language));
  readonly #percent = $derived(new Intl.NumberFormat(this.language, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" }));
  readonly #shares = $derived(new Intl.NumberFormat(this.language, { maximumFractionDigits: 2 }));
  readonly #plurals = $derived(new Intl.PluralRules(this.language));
  readonly #day = $derived(new Intl.DateTimeFormat(this.language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }));
  readonly #longDay = $derived(new Intl.DateTimeFormat(this.language, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
  readonly #month = $derived(new Intl.DateTimeFormat(this.language, { month: "long", year: "numeric", timeZone: "UTC" }));
  readonly #time = $derived(new Intl.DateTimeFormat(this.language, { dateStyle: "medium", timeStyle: "short" }));
  readonly #regions = $derived(new Intl.DisplayNames([this.language], { type: "region" }));
  readonly #tongues = $derived(new Intl.DisplayNames([this.language], { type: "language" }));

  /** Language of the address, else as chosen before, else the browser's. */
  start(asked: string | null): void {
    const wanted = [asked, localStorage.getItem(STORED), ...navigator.languages.map((l) => l.slice(0, 2))].find(isLanguage);
    this.language = wanted ?? "en";
  }
  choose(language: Language): void {
    this.language = language;
    localStorage.setItem(STORED, language);
  }

  t = (key: Key, values: Values = {}): string => {
    const message = CATALOGUES[this.language][key];
    const count = values.n;
    const form = typeof message === "string" ? message : typeof count === "number" ? (message[this.#plurals.select(count)] ?? message.other) : message.other;
    return form.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? this.#numbers.format(value) : (value ?? "");
    });
  };

  /** A name of the codebook; one that the page does not know yet shows as it is. */
  name = (of: VocabularyName, value: string): string => {
    const row = VOCABULARY[of][value];
    return row ? (row[ORDER.indexOf(this.language)] ?? value) : value.replaceAll("_", " ");
  };

  n = (value: number): string => this.#numbers.format(value);
  share = (value: number): string => this.#shares.format(value);
  percent = (value: number): string => this.#percent.format(value);
  country = (code: string | null): string => {
    if (!code) return "";
    try {
      return this.#regions.of(code) ?? code;
    } catch {
      return code;
    }
  };
  tongue = (code: string): string => {
    try {
      return this.#tongues.of(code) ?? code;
    } catch {
      return code;
    }
  };

  day = (iso: string): string => this.#day.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
  longDay = (iso: string): string => this.#longDay.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
  month = (iso: string): string => this.#month.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
  time = (instant: string): string => this.#time.format(new Date(instant));

  /** An interval of days, no finer than it is told. */
  date = (range: DateRange | null, long = false): string => {
    if (!range) return this.t("dossier.undated");
    const [start, end] = [new Date(`${range.start}T00:00:00Z`), new Date(`${range.end}T00:00:00Z`)];
    if (range.precision === "year" && range.start.slice(0, 4) === range.end.slice(0, 4)) return new Intl.DateTimeFormat(this.language, { year: "numeric", timeZone: "UTC" }).format(start);
    if (range.precision === "month" && range.start.slice(0, 7) === range.end.slice(0, 7)) return this.#month.format(start);
    if (range.start === range.end) return long ? this.#longDay.format(start) : this.#day.format(start);
    return this.#day.formatRange(start, end);
  };
}

export const words = new Words();
