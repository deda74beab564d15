import { expect, test } from "vitest";
import { axisFor, headline, lanes, markOf, shortFigure, shortSpan } from "../src/lib/figures";
import { boundsOf, drawingOf, groupPoints } from "../src/lib/places";

const n = String;
const bare = (text: string) => text.replace(/[\u2066\u2069]/g, "");

test.each([
  [{ low: 77, high: 77, qualifier: "exact" }, "77"],
  [{ low: 0, high: 0, qualifier: "none" }, "0"],
  [{ low: 77, high: 77, qualifier: "about" }, "~77"],
  [{ low: 32, high: null, qualifier: "at_least" }, "32+"],
  [{ low: null, high: 50, qualifier: "up_to" }, "≤ 50"],
  [{ low: 30, high: 40, qualifier: "range" }, "30–40"],
  [{ low: null, high: null, qualifier: "vague" }, "?"],
] as const)("%j reads %s", (figure, text) => {
  expect(bare(shortFigure(figure, n))).toBe(text);
});

test("a span with an unknown end says so", () => {
  expect(shortSpan({ low: 3, high: null }, n)).toBe("\u20663+\u2069");
  expect(shortSpan({ low: 3, high: 3 }, n)).toBe("3");
});

test("marks lie on the axis, open ends reach its edge", () => {
  expect(markOf({ low: 50, high: 50 }, 100)).toMatchObject({ start: 0.5, end: 0.5, at: 0.5, point: true });
  expect(markOf({ low: 50, high: null }, 100)).toMatchObject({ start: 0.5, end: 1, at: 0.5, openEnd: true, point: false });
  expect(markOf({ low: null, high: 20 }, 100)).toMatchObject({ start: 0, end: 0.2, at: 0.2, openStart: true });
  expect(markOf({ low: 500, high: 900 }, 100)).toMatchObject({ start: 1, end: 1 });
  expect(markOf({ low: null, high: null }, 100)).toBeNull();
});

test("marks that would cover each other go into rows of their own", () => {
  expect(lanes([0.5, 0.1, 0.52, 0.53, 0.9], 0.1)).toEqual([0, 0, 1, 2, 0]);
  expect(lanes([0.3, 0.3], 0.1)).toEqual([0, 1]);
  expect(lanes([], 0.1)).toEqual([]);
});

test("the axis holds every number and has whole ticks", () => {
  const { end, ticks } = axisFor([{ low: 24, high: 120 }, { low: 32, high: null }]);
  expect(end).toBeGreaterThan(120);
  expect(ticks.every(Number.isInteger)).toBe(true);
  expect(axisFor([{ low: 0, high: 0 }]).end).toBeGreaterThan(0);
});

test("the figure of a list row is killed, over all victims", () => {
  const killed = (of: string, low: number | null, best: number, high: number | null) => ({ measure: "killed", of, low, best, high });
  const wounded = { measure: "wounded", of: "people", low: 1, best: 1, high: 1 };
  expect(headline([wounded, killed("people", 1, 2, 3), killed("military", 1, 1, 1)])).toMatchObject({ best: 2, of: "people" });
  expect(headline([killed("military", 10, 12, 14), killed("civilians", 1, 4, null)])).toEqual({ measure: "killed", of: "people", low: 11, best: 16, high: null });
  expect(headline([{ measure: "killed", of: "people", low: null, best: null, high: 2 }, killed("military", 32, 32, null)])).toMatchObject({ best: 32, of: "military" });
  expect(headline([wounded])).toBe(wounded);
  expect(headline([])).toBeNull();
});

test("events are drawn no finer than they are told", () => {
  expect((["site", "settlement", "area", "admin2", "admin1", "country"] as const).map(drawingOf)).toEqual(["point", "point", "ring", "ring", "region", "country"]);
});

test("events at one place of one precision are one mark", () => {
  const groups = groupPoints([
    [1, 2, "settlement", 0, 5, "a"],
    [1, 2, "settlement", 1, null, "b"],
    [1, 2, "admin1", 0, 1, "c"],
  ]);
  expect(groups.map(({ precision, events, killed, ids }) => [precision, events, killed, ids.join("")])).toEqual([
    ["settlement", 2, 5, "ab"],
    ["admin1", 1, 1, "c"],
  ]);
  expect(boundsOf(groups, 1)).toEqual([0, 1, 2, 3]);
  expect(boundsOf([])).toBeNull();
});
