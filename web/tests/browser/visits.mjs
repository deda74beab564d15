// Pages opened in a browser, and whatever they should not have done.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

export class Visits {
  /** Requests to any host but the page's own, by whatever part of the browser: page, worker or frame. */
  outside = [];
  /** Faults of the page and breaches of the policy. */
  faults = [];

  constructor(browser, address) {
    this.browser = browser;
    this.address = address;
  }

  async open(path, { viewport = WIDE, token = null, dark = false, on = this.address } = {}) {
    const context = await this.browser.newContext({ viewport, locale: "en-GB", timezoneId: "UTC", colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", serviceWorkers: "block" });
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && protocol !== "blob:" && origin !== on) this.outside.push(request.url());
    });
    // What is asked of another host is counted, and does not get there.
    await context.route(
      (url) => url.origin !== on && url.protocol.startsWith("http"),
      (route) => route.abort(),
    );
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => this.faults.push(`${path}: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && this.faults.push(`${path}: ${message.text()}`));
    if (token) await page.addInitScript((secret) => sessionStorage.setItem("isnad-token", secret), token);
    await page.goto(on + path);
    return page;
  }

  /** Forgets faults that a test provoked: the browser itself reports every refused request. */
  expected(words) {
    this.faults = this.faults.filter((fault) => !fault.includes(words));
  }
}

export const leave = (page) => page.context().close();

/** Returns when a view shows what it was asked for: the live line stays open, so the network is never idle. */
export async function settled(page) {
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => {
    const [now, before] = [document.body.innerText.length, globalThis.__length];
    globalThis.__same = now === before ? (globalThis.__same ?? 0) + 1 : 0;
    globalThis.__length = now;
    return globalThis.__same >= 4 && document.fonts.status === "loaded";
  }, null, { polling: 120 });
}

/** Serious and critical faults that axe finds. */
export async function serious(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  return grave.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
}

export const rowsOf = (page) => page.locator(".side [data-event]").evaluateAll((links) => links.map((link) => link.dataset.event));
export const count = async (page) => Number((await page.locator(".counts strong").textContent()).replace(/\D/g, ""));
