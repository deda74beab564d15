// The page in a real browser over the made-up record, under the server's own policy.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { after, before, describe, test } from "node:test";
import { start } from "../../mock/server.mjs";
import { chromiumPath, launch } from "./browser.mjs";
import { NARROW, Visits, WIDE, count, leave, rowsOf, serious, settled } from "./visits.mjs";

const EVENT = "ev-000000";

let server;
let browser;
let visits;
const open = (path, options) => visits.open(path, options);

before(async () => {
  server = await start({ port: 0, events: 400 });
  browser = await launch(chromiumPath());
  visits = new Visits(browser, server.address);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("who said 77?", () => {
  test("from Explore one click opens the event, and claim, chain and words stand there", async () => {
    const page = await open("/?lang=en&country=BF&min=killed:60");
    await page.locator(`.side [data-event="${EVENT}"]`).click();
    const claim = page.locator('[data-figure="77"]').first();
    await claim.locator("mark.speaker").first().waitFor();
    assert.ok(await claim.isVisible());
    assert.deepEqual(await claim.locator(".chain bdi").allTextContents(), ["مصدر في المستشفى الإقليمي", "وكالة المدار", await claim.locator(".chain a bdi").textContent()]);
    assert.equal(await claim.locator("mark.figure").textContent(), "77 جنديا قتلوا");
    const quote = claim.locator("blockquote");
    assert.equal(await quote.getAttribute("lang"), "ar");
    assert.equal(await quote.getAttribute("dir"), "rtl");
    assert.ok((await claim.boundingBox()).y < WIDE.height, "the claim is in sight without scrolling");
    await leave(page);
  });

  test("from the map too: the place, then the event", async () => {
    const page = await open("/?lang=en&country=BF&min=killed:60&at=0.493,12.648,8");
    await page.locator(".maplibregl-canvas").waitFor();
    await page.waitForFunction(() => document.querySelector(".names span"));
    const box = await page.locator(".map").boundingBox();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    // Tiles are drawn by the processor here: point until the place answers.
    await page.waitForFunction(
      ([x, y]) => {
        const canvas = document.querySelector(".maplibregl-canvas");
        canvas.parentElement.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
        return canvas.style.cursor === "pointer";
      },
      middle,
      { polling: 200 },
    );
    await page.mouse.click(...middle);
    await page.locator('[data-figure="77"]').first().waitFor();
    await leave(page);
  });

  test("a mark on the range bar leads to its claim", async () => {
    const page = await open(`/events/${EVENT}?lang=en`);
    await page.getByRole("button", { name: /^77, asserted/ }).click();
    await page.waitForFunction(() => document.activeElement?.dataset.figure === "77");
    await leave(page);
  });
});

describe("one state, in the address", () => {
  test("filters narrow list and counts, and the address brings them back", async () => {
    const page = await open("/?lang=en");
    await page.locator(".counts strong").waitFor();
    const all = await count(page);
    await page.getByRole("button", { name: "Filters" }).click();
    await page.locator("summary", { hasText: "Country" }).click();
    await page.getByRole("checkbox", { name: /^Sudan/ }).check();
    await page.waitForURL(/country=SD/);
    await page.waitForFunction(() => document.querySelectorAll(".counts .quiet").length > 1);
    assert.match(await page.locator("label", { hasText: "Mali" }).first().textContent(), /[1-9]/, "another country can still be added");
    await page.getByRole("checkbox", { name: "Sources disagree" }).check();
    await page.waitForURL(/contradicted=true/);
    await page.waitForFunction((before) => Number(document.querySelector(".counts strong")?.textContent.replace(/\D/g, "")) < before, all);
    await page.waitForFunction(() => !document.querySelector("ol.stale"));
    const [address, rows, number] = [page.url(), await rowsOf(page), await count(page)];
    assert.ok(rows.length > 0 && number < all);

    const again = await open(address.slice(server.address.length));
    await again.locator(".side [data-event]").first().waitFor();
    assert.deepEqual(await rowsOf(again), rows);
    assert.equal(await count(again), number);
    assert.ok(await again.getByRole("button", { name: "Remove filter: Sudan" }).isVisible());
    await leave(again);

    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has("contradicted") && url.searchParams.get("country") === "SD");
    await leave(page);
  });

  test("the timeline's brush sets the period, and an empty click lifts it", async () => {
    const page = await open("/?lang=en");
    const field = page.locator(".timeline svg");
    await page.locator(".bar").first().waitFor();
    const box = await field.boundingBox();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=2025-.*to=2026-/);
    await page.mouse.click(box.x + box.width * 0.9, box.y + 30);
    await page.waitForURL((url) => !url.searchParams.has("from"));
    await leave(page);
  });

  test("the keyboard moves the brush's edges", async () => {
    const page = await open("/?lang=en");
    await page.getByRole("slider", { name: "Start of period" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/from=2025-01/);
    await leave(page);
  });

  test("an address nobody knows is told so", async () => {
    const page = await open("/events/none?lang=en");
    await page.getByText("The record holds nothing under this address.").waitFor();
    await leave(page);
    visits.expected("404");
  });
});

describe("right to left", () => {
  test("Arabic mirrors the page: list on the right, time from right to left", async () => {
    const page = await open("/?lang=ar");
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    assert.equal(await page.locator("html").getAttribute("lang"), "ar");
    await page.locator(".bar").first().waitFor();
    const [side, stage] = [await page.locator(".side").boundingBox(), await page.locator(".stage").boundingBox()];
    assert.ok(side.x > stage.x);
    const xs = await page.locator(".bar").evaluateAll((bars) => bars.map((bar) => bar.x.baseVal.value));
    assert.ok(xs[0] > xs.at(-1));
    await leave(page);
  });

  test("the dossier's axis runs from the right, quotes keep their own direction", async () => {
    const page = await open(`/events/${EVENT}?lang=ar`);
    const dot = page.locator('[data-figure="24"] .dot').first();
    const far = page.locator('[data-figure="120"] .dot').first();
    assert.ok((await dot.boundingBox()).x > (await far.boundingBox()).x);
    assert.equal(await page.locator('[data-figure="120"] blockquote').first().getAttribute("dir"), "ltr");
    await leave(page);
  });
});

describe("the article", () => {
  test("highlights cover exactly the words that were read", async () => {
    const page = await open("/articles/art-000000-2?lang=en");
    await page.locator("article mark").first().waitFor();
    assert.deepEqual(await page.locator("article mark.figure").allTextContents(), ["77 جنديا قتلوا", "نحو 40 جنديا أصيبوا بجروح"]);
    await page.locator("article mark.figure").first().focus();
    await page.locator(".looked", { hasText: "claims:counted-casualties" }).waitFor();
    await leave(page);
  });
});

describe("review", () => {
  test("merge and undo by keyboard, with a reason", async () => {
    const page = await open("/review?lang=en", { token: "analyst-token" });
    await page.locator(".pair article").nth(1).waitFor();
    const ids = await page.locator(".pair h3 .label").allTextContents();
    await page.keyboard.press("m");
    await page.getByText("Give a reason first.").waitFor();
    await page.keyboard.type("same checkpoint, same hour");
    await page.locator("h1").click();
    await page.keyboard.press("m");
    await page.getByRole("status").getByText("Done: Merge").waitFor();
    const gone = await (await fetch(`${server.address}/api/v1/events/${ids[1]}`, { redirect: "manual" })).status;
    assert.equal(gone, 301);
    const old = await open(`/events/${ids[1]}?lang=en`);
    await old.waitForURL((url) => url.pathname === `/events/${ids[0]}`);
    await leave(old);
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("status").getByText("Taken back.").waitFor();
    assert.equal((await fetch(`${server.address}/api/v1/events/${ids[1]}`)).status, 200);
    await page.getByRole("link", { name: "Audit" }).click();
    await page.getByText("The chain holds.").waitFor();
    await page.getByRole("cell", { name: "same checkpoint, same hour", exact: true }).waitFor();
    await leave(page);
  });

  test("split and correct an event, and take both back; without a token only a place to enter one", async () => {
    const reader = await open(`/events/${EVENT}?lang=en`);
    await reader.locator("summary", { hasText: "Decide" }).click();
    await reader.getByLabel("Token").fill("wrong");
    await reader.getByRole("button", { name: "Use this token" }).click();
    await reader.getByText("The server does not know this token.").waitFor();
    visits.expected("401");
    await reader.getByLabel("Token").fill("analyst-token");
    await reader.getByRole("button", { name: "Use this token" }).click();
    await reader.getByText("Signed in as analyst").waitFor();
    await reader.getByRole("radio", { name: "Split" }).check();
    await reader.locator(".row input").first().check();
    await reader.getByLabel("Reason").fill("another day");
    await reader.getByRole("button", { name: "Save" }).click();
    await reader.getByRole("status").getByText("Done: Split").waitFor();
    await reader.getByText("4 articles").waitFor();
    await reader.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await reader.getByText("5 articles").waitFor();
    await reader.locator("summary", { hasText: "Decide" }).click();
    await reader.getByRole("radio", { name: "Correct" }).check();
    await reader.getByRole("combobox", { name: "What" }).selectOption("figure");
    await reader.getByRole("spinbutton", { name: "best" }).fill("77");
    await reader.getByLabel("Reason").fill("the hospital's list");
    await reader.getByRole("button", { name: "Save" }).click();
    await reader.getByRole("heading", { name: /^77 killed/ }).waitFor();
    await reader.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await reader.getByRole("heading", { name: /^70 killed/ }).waitFor();
    await leave(reader);
  });
});

const VIEWS = ["/", `/events/${EVENT}`, "/articles/art-000000-2", "/review", "/audit", "/sources"];

describe("for everybody", () => {
  for (const view of VIEWS)
    for (const [lang, dark] of [
      ["en", false],
      ["ar", true],
    ])
      test(`${view} in ${lang}${dark ? ", dark" : ""}: axe finds no serious fault`, async () => {
        const page = await open(`${view}?lang=${lang}`, { dark, token: "analyst-token" });
        await settled(page);
        assert.deepEqual(await serious(page), []);
        await leave(page);
      });

  for (const view of VIEWS)
    test(`${view} fits 360 pixels`, async () => {
      for (const lang of ["ar", "fr"]) {
        const page = await open(`${view}?lang=${lang}`, { viewport: NARROW, token: "analyst-token" });
        await settled(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= NARROW.width, `${lang}: ${wide} pixels wide`);
        await leave(page);
      }
    });

  test("print leaves the controls out and shows every claim", async () => {
    const page = await open(`/events/${EVENT}?lang=en`, { dark: true });
    await page.locator('[data-figure="77"]').first().waitFor();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("html").getAttribute("data-theme"), "light");
    assert.equal(await page.locator("header.no-print").isVisible(), false);
    assert.ok(await page.locator('[data-figure="24"]').first().isVisible());
    await leave(page);
  });
});

test("above 5,000 events the map shows counts per cell", async () => {
  const many = await start({ port: 0, events: 6000 });
  const page = await open("/?lang=en", { on: many.address });
  await page.waitForFunction(() => [...document.querySelectorAll(".names .told")].some((name) => /^\d+$/.test(name.textContent)));
  await leave(page);
  await many.stop();
});

test("all JavaScript together is under 450 kB gzipped", () => {
  const dist = new URL("../../dist/", import.meta.url);
  const scripts = readdirSync(dist, { recursive: true }).filter((name) => /\.m?js$/.test(name));
  const size = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist))).length, 0);
  assert.ok(scripts.length > 3 && size < 450_000, `${size} bytes`);
});

test("nothing was asked of any other host, nothing broke the policy, nothing failed", () => {
  assert.deepEqual(visits.outside, []);
  assert.deepEqual(visits.faults, []);
});
