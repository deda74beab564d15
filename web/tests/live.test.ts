import { expect, test } from "vitest";
import { live, messages } from "../src/lib/live.svelte";

test("messages are taken whole, comments and beginnings are left", () => {
  const { whole, rest } = messages(': still here\n\nevent: changed\ndata: {"a":1}\n\nevent: chan');
  expect(whole).toEqual([{ name: "changed", data: '{"a":1}' }]);
  expect(rest).toBe("event: chan");
});

test("each event counts once, one's own decisions not at all, a gap is noticed", () => {
  const tell = (name: string, data: object) => live.take({ name, data: JSON.stringify(data) });
  tell("hello", { version: 4 });
  expect(live.stale).toBe(false);
  tell("changed", { version: 5, events: ["ev-1", "ev-2"], gone: [] });
  tell("changed", { version: 6, events: ["ev-2"], gone: ["ev-3"] });
  expect([...live.changed]).toEqual(["ev-1", "ev-2", "ev-3"]);
  live.mine(["ev-1"]);
  tell("changed", { version: 7, events: ["ev-1"], gone: [] });
  expect([...live.changed]).toEqual(["ev-2", "ev-3"]);
  live.seen();
  tell("hello", { version: 7 });
  expect(live.missed).toBe(false);
  tell("hello", { version: 9 });
  expect(live.missed).toBe(true);
});
