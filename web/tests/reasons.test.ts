import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REASONS } from "../src/lib/i18n/reasons";

const WEIGHTS = new URL("../../crates/isnad-reconcile/src/alike/weights.rs", import.meta.url);

// The reconciler's table is the truth; the page follows it.
test.skipIf(!existsSync(WEIGHTS))("every reason of the reconciler has its words", () => {
  const names = [...readFileSync(WEIGHTS, "utf8").matchAll(/^ +[A-Z]\w+, "([^"]+)", -?[\d.]+/gm)].map((m) => m[1]);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => name !== undefined && !(name in REASONS))).toEqual([]);
});
