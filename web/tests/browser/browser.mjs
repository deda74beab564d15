// A system Chromium over playwright-core, and the page over the mock.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const KNOWN = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Path of a Chromium on this system, or null. */
export const chromiumPath = () => KNOWN.find((path) => path && existsSync(path)) ?? null;

export function launch(executablePath) {
  return chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}
