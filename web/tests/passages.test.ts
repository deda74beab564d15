import { expect, test } from "vitest";
import type { Claim, Evidence } from "../src/lib/api";
import { claimPassage } from "../src/lib/passages";

const TITLE = "Une attaque fait 77 morts";
const TEXT = "Tôt samedi, un camp a été pris. Selon un médecin, 77 soldats ont été tués. Le calme est revenu.";
const article = { id: "a", title: TITLE, text: TEXT, publisher: null, published: null, lang: "fr" };

function at(field: Evidence["field"], words: string, rule: string): Evidence {
  const text = field === "title" ? TITLE : TEXT;
  const before = new TextEncoder().encode(text.slice(0, text.indexOf(words))).length;
  return { field, start: before, end: before + new TextEncoder().encode(words).length, rule };
}
const claim = (quote: string, evidence: Evidence[]): Claim => ({ measure: "killed", of: "military", low: 77, high: 77, qualifier: "exact", sources: [], stance: "asserted", quote, evidence });
const read = (c: Claim) => claimPassage(c, { article }).map((p) => (p.marks[0] ? `[${p.marks[0]} ${p.text}]` : p.text)).join("");

test("figure and speaker stand out in their sentence", () => {
  expect(read(claim("77 soldats ont été tués", [at("text", "77 soldats ont été tués", "claims:verb"), at("text", "un médecin", "attribution")]))).toBe(
    "Selon [speaker un médecin], [figure 77 soldats ont été tués].",
  );
});

test("of several figures the one that reads like the quote leads, with what stands in its field", () => {
  const evidence = [at("title", "77 morts", "claims:counted"), at("text", "77 soldats", "claims:verb"), at("text", "un médecin", "attribution")];
  expect(read(claim("77 soldats", evidence))).toBe("Selon [speaker un médecin], [figure 77 soldats] ont été tués.");
  expect(read(claim("77 morts", evidence))).toBe("Une attaque fait [figure 77 morts]");
});

test("a claim without evidence has no passage", () => {
  expect(claimPassage(claim("77", []), { article })).toEqual([]);
});
