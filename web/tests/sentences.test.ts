import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { type Claim, type Dossier, type Estimate, GROUNDS } from "../src/lib/api";
import { words } from "../src/lib/i18n/index.svelte";
import { clashText, groundsOf, lineOf } from "../src/lib/sentences";

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const claim = { measure: "killed", of: "people", low: 12, high: 12, qualifier: "exact", sources: [{ kind: "medical", name: "مستشفى المدينة" }], stance: "asserted", quote: "", evidence: [] } satisfies Claim;
const member = { article: "a", report: 0 };
const dossier = { decisions: [], reports: [{ member, report: { claims: [claim] }, article: { id: "a", title: "", publisher: "Post", published: null, lang: "ar" } }] } as unknown as Dossier;
const estimate = (grounds: Estimate["grounds"]): Estimate => ({ measure: "killed", of: "people", low: 12, best: 12, high: 12, why: "low 12", claims: [{ ...member, claim: 0 }], ...(grounds && { grounds }) });

const CODES = new URL("../../crates/isnad-model/src/ground.rs", import.meta.url);
test.skipIf(!existsSync(CODES))("every code of the model is known here, and no other", () => {
  const codes = [...readFileSync(CODES, "utf8").matchAll(/= "([a-z-]+)",/g)].map((m) => m[1]);
  expect(codes.sort()).toEqual([...GROUNDS].sort());
});

describe("grounds", () => {
  beforeEach(() => void (words.language = "ar"));
  test("are said with the name of whoever gave the figure, and counted by the rules of the language", () => {
    const [low, voices, two] = groundsOf(dossier, estimate([{ code: "low-least", n: 12, claim: 0 }, { code: "voices", n: 1 }, { code: "replaced", n: 2 }]));
    expect(plain(low ?? "")).toBe("الأدنى 12: أقل ما قيل، بحسب مستشفى المدينة.");
    expect([voices, two]).toEqual(["صوت مستقل واحد.", "قولان سابقان استبدلهما قائلاهما."]);
  });
  test("fall back to the server's English where no code is known", () => {
    expect(groundsOf(dossier, estimate([{ code: "from-the-future" }]))).toEqual(["low 12"]);
    expect(groundsOf(dossier, estimate(undefined))).toEqual(["low 12"]);
  });
  test("of a correction are who and why", () => {
    const decision = { seq: 1, at: "", by: "sara", why: "the list", decision: "correct", holds: true, correction: { figure: { measure: "killed", of: "people", low: 1, best: 1, high: 1 } } } as const;
    words.language = "fr";
    expect(groundsOf({ ...dossier, decisions: [decision] }, estimate([])).map(plain)).toEqual(["Fixé par sara : the list"]);
  });
});

test("contradictions and histories are said in French", () => {
  words.language = "fr";
  expect(plain(clashText({ kind: "total against parts", members: [], text: "", sum: 9 }, new Set(["killed"])))).toBe("La somme des parties est 9, plus que le total.");
  expect(plain(clashText({ kind: "competing perpetrators", members: [], text: "", actors: ["jnim", "state:ML:military"] }, new Set()))).toMatch(/^Donnés pour auteurs : JNIM, .*Mali\)\.$/);
  const lines = [
    lineOf({ field: "joined", members: [member, { article: "b", report: 0 }] }),
    lineOf({ field: "date", from: "?", to: "2025-02-01..2025-02-03" }),
    lineOf({ field: "actors", from: [], to: ["jnim (perpetrator, claimed)"] }),
    lineOf({ field: "figure", measure: "killed", of: "people", from: null, to: { measure: "killed", of: "people", low: 3, best: 5, high: null } }),
  ];
  expect(lines.map(({ about, from, to }) => plain([about, from, to].join("|")))).toMatchInlineSnapshot(`
    [
      "Aussi raconté par 2 récits de plus||",
      "Quand|Date non précisée|1–3 févr. 2025",
      "Acteurs|aucun|JNIM (auteur, revendiqué)",
      "morts|aucun|5 (3+)",
    ]
  `);
});
