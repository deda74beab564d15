import { describe, expect, test } from "vitest";
import { NO_FILTERS, type Filters, isNarrowed, readFilters, stepFor, writeFilters } from "../src/lib/filters";
import { readAddress } from "../src/lib/route.svelte";

const FULL: Filters = {
  country: ["ML", "BF"], type: ["Battles"], sub_type: ["Armed clash", "Grenade"], actor: ["state:ML:military"], place: "غاو", q: "77 جنديا & more", from: "2025-01-02",
  to: "2025-03-04", killed: 10, contradicted: true, bbox: [-4.5, 10, 3.25, 18], sort: "killed",
};

describe("filters in the address", () => {
  test("what is written is read again", () => {
    expect(readFilters(new URLSearchParams(writeFilters(FULL).toString()))).toEqual(FULL);
    expect(readFilters(writeFilters(NO_FILTERS))).toEqual(NO_FILTERS);
  });

  test("no filters leave no parameters", () => {
    expect(writeFilters(NO_FILTERS).toString()).toBe("");
    expect(isNarrowed(NO_FILTERS)).toBe(false);
    expect(isNarrowed({ ...NO_FILTERS, sort: "killed" })).toBe(false);
    expect(isNarrowed({ ...NO_FILTERS, contradicted: true })).toBe(true);
  });

  test.each(["from=yesterday", "from=2025-13-40", "to=2025-1-1", "bbox=1,2,3", "bbox=a,b,c,d", "min=killed:-1", "min=wounded:5", "sort=worst", "contradicted=1", "country="])("%s counts as absent", (query) => {
    expect(readFilters(new URLSearchParams(query))).toEqual(NO_FILTERS);
  });

  test("repeated and joined values are one list without doubles", () => {
    expect(readFilters(new URLSearchParams("country=ML|BF&country=ML")).country).toEqual(["ML", "BF"]);
  });
});

test.each([
  ["/", "", "explore", ""],
  ["/events/ev-1", "", "event", "ev-1"],
  ["/events/a%2Fb", "", "event", "a/b"],
  ["/events/%E0%A4%A", "", "lost", ""],
  ["/events/", "", "lost", ""],
  ["/review", "", "review", ""],
  ["/review/3", "", "lost", ""],
  ["/nowhere", "", "lost", ""],
])("%s is %s", (path, search, view, id) => {
  expect(readAddress(path, search)).toMatchObject({ view, id });
});

test("the timeline's step grows with the period", () => {
  expect(stepFor("2025-01-01", "2025-02-01")).toBe("day");
  expect(stepFor("2025-01-01", "2026-11-21")).toBe("week");
  expect(stepFor("2010-01-01", "2026-11-21")).toBe("month");
});
