// Runs the browser tests, or says plainly why not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromiumPath } from "./browser.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
if (!chromiumPath()) {
  console.log("skipped: browser tests (no Chromium found; set CHROMIUM to its path)");
} else if (!existsSync(here("../../dist/index.html"))) {
  console.error("the page is not built: npm run build");
  process.exit(1);
} else {
  const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=1", here("page.test.mjs")], { stdio: "inherit" });
  process.exit(status ?? 1);
}
