// The page that `isnad serve` carries, on a record of the demo's articles.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromiumPath, launch } from "./browser.mjs";
import { program, serve } from "./served.mjs";
import { NARROW, Visits, WIDE, count, leave, rowsOf, serious, settled } from "./visits.mjs";

/** Read while a page is open. */
const LATER = "corpus/ar/articles/sahel-20.json";

let server;
let browser;
let visits;
let token;
/** The event that most articles tell. */
let told;

before(async () => {
  server = await serve(program());
  token = server.token("sara", "reviewer");
  browser = await launch(chromiumPath());
  visits = new Visits(browser, server.address);
  const { items } = await server.get("/events?limit=500");
  const [{ id }] = items.sort((a, b) => b.articles - a.articles);
  told = await server.get(`/events/${id}`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A claim that somebody makes within an article. */
function spokenClaim() {
  for (const { report, article } of told.reports) for (const claim of report.claims) if (claim.sources.length && claim.low !== null && claim.low === claim.high) return { claim, article };
  throw new Error("the demo tells no claim with a speaker");
}

describe("who said it?", () => {
  test("two clicks from the first page: the event, and there claim, chain and words in the original", async () => {
    const { claim, article } = spokenClaim();
    const page = await visits.open("/?lang=en");
    await page.locator(`.side [data-event="${told.event.id}"]`).click();
    await page.locator("#figures").waitFor();
    await settled(page);
    const rows = page.locator(`[data-figure="${claim.low}"]`).filter({ has: page.locator(".chain bdi", { hasText: claim.sources[0].name }) });
    if (!(await rows.count())) for (const more of await page.getByRole("button", { name: /^Show all/ }).all()) await more.click();
    const row = rows.first();
    await row.locator("mark.figure").first().waitFor();
    const chain = await row.locator(".chain bdi").allTextContents();
    assert.deepEqual(chain, [...claim.sources.map((s) => s.name), article.publisher ?? article.id]);
    assert.equal(await row.locator("blockquote").getAttribute("lang"), "ar");
    assert.equal(await row.locator("blockquote").getAttribute("dir"), "rtl");
    assert.ok(claim.quote.includes(await row.locator("mark.figure").first().textContent()), "the words highlighted are those of the claim");
    assert.ok((await page.locator(".clash").count()) >= 1, "who disagrees stands on the same page");
    await leave(page);
  });

  test("why a figure was chosen is said in the language of the interface", async () => {
    for (const [lang, words] of [
      ["ar", /الأدنى|أرجح|الأعلى/],
      ["fr", /Bas|retenu|Retenu|Haut/],
    ]) {
      const page = await visits.open(`/events/${told.event.id}?lang=${lang}`);
      await page.locator(".why summary").first().click();
      const said = await page.locator(".why li").first().textContent();
      assert.match(said, words);
      assert.doesNotMatch(said, /the least|best|high/);
      await leave(page);
    }
  });
});

test("the address brings back what was seen", async () => {
  const page = await visits.open("/?lang=fr");
  await page.locator(".counts strong").waitFor();
  const all = await count(page);
  await page.getByRole("button", { name: "Filtres" }).click();
  await page.locator("summary", { hasText: "Pays" }).click();
  await page.locator("details[open] input[type=checkbox]").first().check();
  await page.waitForURL(/country=/);
  await page.locator("select").last().selectOption("killed");
  await page.waitForURL(/sort=killed/);
  await page.waitForFunction((before) => Number(document.querySelector(".counts strong")?.textContent.replace(/\D/g, "")) < before, all);
  await page.waitForFunction(() => !document.querySelector("ol.stale"));
  const [address, rows] = [page.url(), await rowsOf(page)];
  const again = await visits.open(address.slice(server.address.length));
  await again.locator(".side [data-event]").first().waitFor();
  assert.deepEqual(await rowsOf(again), rows);
  assert.equal(await again.locator("html").getAttribute("lang"), "fr");
  await leave(again);
  await leave(page);
});

test("merge and undo, with reasons, kept in the log", async () => {
  const { items } = await server.get("/events?limit=500&country=BF");
  const [a, b] = items.filter((e) => e.id !== told.event.id).map((e) => e.id);
  const page = await visits.open(`/events/${a}?lang=en`, { token });
  await page.locator("summary", { hasText: "Decide" }).click();
  await page.getByRole("radio", { name: "Merge with" }).check();
  await page.getByLabel("Id of the other event").fill(b);
  await page.getByLabel("Reason").fill("the same ambush, told twice");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Done: Merge").waitFor();
  const gone = await Promise.all([a, b].map(async (id) => (await fetch(`${server.address}/api/v1/events/${id}`, { redirect: "manual" })).status));
  assert.deepEqual(gone.sort(), [200, 301]);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await page.getByRole("status").getByText("Taken back.").waitFor();
  for (const id of [a, b]) assert.equal((await server.get(`/events/${id}`)).event.id, id);
  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByText("The chain holds.").waitFor();
  await page.getByRole("cell", { name: "the same ambush, told twice", exact: true }).waitFor();
  await leave(page);
});

test("what changes meanwhile is said quietly, and shown when asked for", async () => {
  const page = await visits.open("/?lang=en");
  await page.locator(".side [data-event]").first().waitFor();
  const [rows, before] = [await rowsOf(page), await count(page)];
  // The line is open when the server's greeting has come.
  await page.waitForTimeout(1500);
  server.ingest(LATER);
  const note = page.getByRole("status").filter({ hasText: /^\d+ events? changed/ });
  await note.waitFor();
  assert.deepEqual([await rowsOf(page), await count(page)], [rows, before], "nothing jumps");
  await note.getByRole("button", { name: "Show" }).click();
  await page.waitForFunction((n) => Number(document.querySelector(".counts strong")?.textContent.replace(/\D/g, "")) > n, before);
  await leave(page);
});

describe("right to left", () => {
  test("Arabic mirrors Explore and the dossier, in light and dark", async () => {
    const folder = mkdtempSync(join(tmpdir(), "isnad-shots-"));
    for (const dark of [false, true])
      for (const path of ["/", `/events/${told.event.id}`]) {
        const [page, other] = [await visits.open(`${path}?lang=ar`, { dark }), await visits.open(`${path}?lang=en`, { dark })];
        await Promise.all([settled(page), settled(other)]);
        assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
        const side = path === "/" ? ".side" : "aside.narrow";
        const [mirrored, plain] = [await page.locator(side).boundingBox(), await other.locator(side).boundingBox()];
        assert.ok(Math.abs(mirrored.x - (WIDE.width - plain.x - plain.width)) < 20, `${path}: ${mirrored.x} mirrors ${plain.x}`);
        const [a, b] = [await page.screenshot({ path: join(folder, "ar.png") }), await other.screenshot()];
        assert.ok(a.length > 20_000 && !a.equals(b), "something is drawn, and something else");
        await leave(page);
        await leave(other);
      }
    rmSync(folder, { recursive: true });
  });
});

describe("for everybody", () => {
  const views = () => ["/", `/events/${told.event.id}`, `/articles/${told.reports[0].article.id}`, "/review", "/audit", "/sources"];
  test("axe finds no serious fault in any view, in Arabic and English, light and dark", async () => {
    for (const view of views())
      for (const [lang, dark] of [
        ["en", true],
        ["ar", false],
      ]) {
        const page = await visits.open(`${view}?lang=${lang}`, { dark, token });
        await settled(page);
        assert.deepEqual(await serious(page), [], `${view} ${lang}`);
        await leave(page);
      }
  });

  test("every view fits 360 pixels", async () => {
    for (const view of views()) {
      const page = await visits.open(`${view}?lang=ar`, { viewport: NARROW, token });
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= NARROW.width, `${view}: ${wide} pixels wide`);
      await leave(page);
    }
  });
});

test("nothing was asked of any other host, nothing broke the policy, nothing failed", () => {
  assert.deepEqual(visits.outside, []);
  assert.deepEqual(visits.faults, []);
});
