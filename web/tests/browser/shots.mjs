// Makes the screenshots of the documents, docs/images/*.png, from `isnad serve` on a record of the demo's articles.
//   node tests/browser/shots.mjs [--out FOLDER]
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromiumPath, launch } from "./browser.mjs";
import { program, serve } from "./served.mjs";
import { Visits, leave, settled } from "./visits.mjs";

const { values } = parseArgs({ options: { out: { type: "string", default: fileURLToPath(new URL("../../../docs/images/", import.meta.url)) } } });
if (!chromiumPath() || !program()) {
  console.log("skipped: screenshots (no Chromium, or isnad is not built)");
  process.exit(0);
}

const server = await serve(program());
const token = server.token("sara", "analyst");
const { items } = await server.get("/events?limit=500");
const [told] = items.sort((a, b) => b.articles - a.articles);
const [{ article }] = (await server.get(`/events/${told.id}`)).reports;

const WIDE = { width: 1280, height: 820 };
const PHONE = { width: 360, height: 740 };
/** Name, path, language, window, dark. */
const SHOTS = [
  ["explore-en", "/", "en", WIDE, false],
  ["explore-ar-dark", "/", "ar", WIDE, true],
  ["explore-ar-phone", "/", "ar", PHONE, false],
  ["dossier-ar", `/events/${told.id}`, "ar", WIDE, false],
  ["dossier-fr", `/events/${told.id}`, "fr", WIDE, false],
  ["dossier-en-dark", `/events/${told.id}`, "en", WIDE, true],
  ["dossier-ar-phone", `/events/${told.id}`, "ar", PHONE, true],
  ["article", `/articles/${article.id}`, "en", { width: 1280, height: 640 }, false],
  ["review-ar", "/review", "ar", WIDE, false],
  ["audit-ar", "/audit", "ar", { width: 1280, height: 480 }, false],
  ["sources-fr", "/sources", "fr", { width: 1280, height: 640 }, false],
];
/** MapLibre draws slowly where no graphics card helps. */
const MAP_SETTLES = 6000;

mkdirSync(values.out, { recursive: true });
const browser = await launch(chromiumPath());
const visits = new Visits(browser, server.address);
for (const [name, path, lang, viewport, dark] of SHOTS) {
  const page = await visits.open(`${path}?lang=${lang}`, { viewport, dark, token });
  await settled(page);
  if (path === "/") await page.waitForTimeout(MAP_SETTLES);
  await page.screenshot({ path: `${values.out}/${name}.png` });
  await leave(page);
  console.log(`${name}.png`);
}
await browser.close();
await server.stop();
