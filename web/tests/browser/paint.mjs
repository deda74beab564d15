// First paint of the page on the bench's record, in a browser that knows nothing yet: part of `make bench-serve`.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromiumPath, launch } from "./browser.mjs";
import { program, serve } from "./served.mjs";

const TIMES = 5;
const events = process.env.ISNAD_BENCH_EVENTS ?? "100000";
const isnad = program();
const record = isnad && join(dirname(isnad), `bench-serve-${events}.db`);
if (!chromiumPath() || !record || !existsSync(record)) {
  console.log("skipped: first paint (no Chromium, or no record of the bench)");
  process.exit(0);
}

const server = await serve(isnad, { record });
const browser = await launch(chromiumPath());
const found = { paint: [], list: [], map: [] };
for (let n = 0; n < TIMES; n += 1) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${server.address}/?lang=ar`, { waitUntil: "commit" });
  await page.locator(".side [data-event]").first().waitFor();
  found.list.push(await page.evaluate(() => performance.now()));
  found.paint.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN));
  await page.waitForFunction(() => document.querySelector(".names .told"), null, { timeout: 60_000 });
  found.map.push(await page.evaluate(() => performance.now()));
  await context.close();
}
await browser.close();
await server.stop();

const dist = new URL("../../dist/", import.meta.url);
const scripts = readdirSync(dist, { recursive: true }).filter((name) => /\.m?js$/.test(name));
const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist))).length, 0);
const middle = (times) => Math.round(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
console.log(`page on ${events} events, median of ${TIMES} cold loads: first contentful paint ${middle(found.paint)} ms, list ${middle(found.list)} ms, map with counts ${middle(found.map)} ms (drawn without a graphics card)`);
console.log(`JavaScript: ${Math.round(bytes / 1000)} kB gzipped in ${scripts.length} files`);
