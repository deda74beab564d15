// Runs the browser tests, or says plainly why not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromiumPath } from "./browser.mjs";
import { program } from "./served.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
if (!chromiumPath()) {
  console.log("skipped: browser tests (no Chromium found; set CHROMIUM to its path)");
} else if (!existsSync(here("../../dist/index.html"))) {
  console.error("the page is not built: npm run build");
  process.exit(1);
} else {
  const files = [here("page.test.mjs")];
  if (program()) files.push(here("record.test.mjs"));
  else console.log("skipped: browser tests of isnad serve (the program is not built: cargo build -p isnad)");
  const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=1", ...files], { stdio: "inherit" });
  process.exit(status ?? 1);
}
