// Makes the screenshots of the documents: docs/images/*.png.
//   node tests/browser/shots.mjs [--server http://127.0.0.1:8080 --event ID --article ID]
// Without a server the made-up record of mock/ is shown.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { start } from "../../mock/server.mjs";
import { chromiumPath, launch } from "./browser.mjs";

const { values } = parseArgs({ options: { server: { type: "string" }, event: { type: "string", default: "ev-000000" }, article: { type: "string", default: "art-000000-2" } } });
const path = chromiumPath();
if (!path) {
  console.log("skipped: screenshots (no Chromium found; set CHROMIUM to its path)");
  process.exit(0);
}

const WIDE = { width: 1280, height: 820 };
/** Name, address, window, scheme of colours. */
const SHOTS = [
  ["explore-en", "/?lang=en", WIDE, "light"],
  ["explore-ar-dark", "/?lang=ar", WIDE, "dark"],
  ["dossier-ar", `/events/${values.event}?lang=ar`, WIDE, "light"],
  ["dossier-fr", `/events/${values.event}?lang=fr`, WIDE, "light"],
  ["article", `/articles/${values.article}?lang=en`, { width: 1280, height: 640 }, "light"],
  ["explore-ar-phone", "/?lang=ar", { width: 360, height: 740 }, "light"],
];
/** MapLibre draws slowly where no graphics card helps. */
const MAP_SETTLES = 6000;

const out = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
mkdirSync(out, { recursive: true });
const mock = values.server ? null : await start({ port: 0, events: 1200 });
const browser = await launch(path);
for (const [name, address, viewport, colorScheme] of SHOTS) {
  const page = await browser.newPage({ viewport, colorScheme, locale: "en-GB", timezoneId: "UTC" });
  await page.goto((values.server ?? mock.address) + address, { waitUntil: "networkidle" });
  await page.waitForTimeout(address.startsWith("/?") ? MAP_SETTLES : 500);
  await page.screenshot({ path: `${out}${name}.png` });
  await page.close();
  console.log(`docs/images/${name}.png`);
}
await browser.close();
await mock?.stop();
