// `isnad serve` as people start it, on a record of the demo's articles in a folder of its own.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");

/** The program: as ISNAD says, else the one built last; null where there is none. */
export function program() {
  const built = ["release", "debug"].map((profile) => join(TARGET, profile, "isnad")).filter((path) => existsSync(path));
  return process.env.ISNAD ?? built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? null;
}

const DEMO = () => execFileSync("make", ["-s", "demo-articles"], { cwd: ROOT, encoding: "utf8" }).trim().split(/\s+/);

export async function serve(isnad, { articles = DEMO(), record = null } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "isnad-page-"));
  const file = record ?? join(folder, "demo.db");
  /** Exit code 1: some article had a fault. */
  const ingest = (...files) => {
    try {
      execFileSync(isnad, ["ingest", ...files, "--record", file], { cwd: ROOT, stdio: "ignore" });
    } catch (error) {
      if (error.status !== 1) throw error;
    }
  };
  if (!record) ingest(...articles);
  const token = (name, scope) => execFileSync(isnad, ["token", "new", "--record", file, "--name", name, "--scope", scope], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const child = spawn(isnad, ["serve", "--record", file, "--listen", "127.0.0.1:0", "--rate", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((found, failed) => {
    child.stdout.once("data", (line) => found(String(line).trim().replace(/\/$/, "")));
    child.once("exit", (code) => failed(new Error(`isnad serve ended with ${code}`)));
  });
  const stop = () =>
    new Promise((done) => {
      child.once("exit", () => done(rmSync(folder, { recursive: true, force: true })));
      child.kill("SIGTERM");
    });
  const get = async (path) => (await fetch(`${address}/api/v1${path}`)).json();
  return { address, file, ingest, token, get, stop };
}
