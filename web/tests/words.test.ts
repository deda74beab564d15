import { describe, expect, test } from "vitest";
import { actorName } from "../src/lib/actors";
import { ar } from "../src/lib/i18n/ar";
import { en } from "../src/lib/i18n/en";
import { fr } from "../src/lib/i18n/fr";
import { type Language, directionOf, words } from "../src/lib/i18n/index.svelte";
import { VOCABULARY } from "../src/lib/i18n/vocabulary";
import { EVENT_TYPES, SUB_EVENT_TYPES } from "../src/lib/api";

const CATALOGUES = { ar, en, fr };
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe.each(Object.keys(CATALOGUES) as Language[])("%s", (language) => {
  const catalogue = CATALOGUES[language];
  test("has every message of English, with the same holes, and no empty one", () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    for (const [key, message] of Object.entries(catalogue)) {
      const model = en[key as keyof typeof en];
      const text = typeof message === "string" ? message : message.other;
      expect(text.trim(), key).not.toBe("");
      expect(holes(text), key).toEqual(holes(typeof model === "string" ? model : model.other));
    }
  });

  test("counts in every form its plural rules ask for", () => {
    const asked = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    // French has "many" for millions, which reads like "other".
    const needed = asked.filter((form) => !(language === "fr" && form === "many"));
    for (const [key, message] of Object.entries(catalogue)) if (typeof message !== "string") for (const form of needed) expect(message[form], `${key} ${form}`).toBeTruthy();
  });
});

test("plurals follow the language", () => {
  words.language = "ar";
  expect([0, 1, 2, 3, 11, 100].map((n) => words.t("n.events", { n }).replace(/[\d٠-٩]+/g, "#"))).toEqual(["لا أحداث", "حدث واحد", "حدثان", "# أحداث", "# حدثًا", "# حدث"]);
  words.language = "fr";
  expect(words.t("n.events", { n: 0 })).toBe("0 évènement");
  words.language = "en";
  expect(words.t("n.events", { n: 1200 })).toBe("1,200 events");
});

test("dates are no finer than told", () => {
  words.language = "en";
  expect(words.date({ start: "2025-02-01", end: "2025-02-28", precision: "month" })).toBe("February 2025");
  expect(words.date({ start: "2025-01-01", end: "2025-12-31", precision: "year" })).toBe("2025");
  expect(words.date({ start: "2025-02-16", end: "2025-02-16", precision: "day" })).toBe("Feb 16, 2025");
  expect(words.date(null)).toBe("Date not told");
});

test("every type of the codebook has its names", () => {
  for (const type of EVENT_TYPES) for (const name of [type, ...SUB_EVENT_TYPES[type]]) expect(VOCABULARY.type[name], name).toHaveLength(3);
  for (const table of Object.values(VOCABULARY)) for (const [name, row] of Object.entries(table)) expect(row.every((word) => word.trim() !== ""), name).toBe(true);
});

test.each([
  ["state:ML:military", "Armed forces of Mali"],
  ["civilians:BF", "Civilians (Burkina Faso)"],
  ["un:MINUSMA", "MINUSMA"],
  ["group:ansar-example", "Ansar Example"],
  ["jnim", "JNIM"],
  ["mnla", "MNLA"],
  ["dan-na-ambassagou", "Dan Na Ambassagou"],
  ["state:??:military", "Armed forces of ??"],
])("%s is %s", (id, name) => {
  words.language = "en";
  expect(actorName(id)).toBe(name);
});

test("direction follows the language, unknown is left to the browser", () => {
  expect(["ar", "fa-IR", "fr", "en", null].map(directionOf)).toEqual(["rtl", "rtl", "ltr", "ltr", "auto"]);
});
