// Serves the made-up record and, where it is built, the page, under the strict policy that `isnad serve` sends.
//   node mock/server.mjs [--port 4173] [--events 1200]
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Refusal, makeApi } from "./api.mjs";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const KINDS = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2", ".svg": "image/svg+xml" };
export const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "worker-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join("; ");

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return parts.length ? JSON.parse(Buffer.concat(parts).toString("utf8")) : null;
}

function file(response, path) {
  const inside = normalize(path).replace(/^[/\\]+/, "");
  const named = join(DIST, inside);
  const found = named.startsWith(DIST) && extname(named) && existsSync(named) ? named : extname(named) ? null : join(DIST, "index.html");
  if (!found || !existsSync(found)) return response.writeHead(404).end("not found; is the page built? npm run build\n");
  response.writeHead(200, {
    "content-type": KINDS[extname(found)] ?? "application/octet-stream", "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
    "cache-control": inside.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  });
  response.end(readFileSync(found));
}

/** Starts the server and says where it listens; `port: 0` takes a free one. */
export async function start({ port = 4173, events = 1200 } = {}) {
  const answer = makeApi({ count: events });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    if (!url.pathname.startsWith("/api/")) return file(response, decodeURIComponent(url.pathname));
    if (url.pathname === "/api/v1/live") return void response.writeHead(200, { "content-type": "text/event-stream" }).write('event: hello\ndata: {"version":1}\n\n');
    const json = (status, value, more = {}) => response.writeHead(status, { "content-type": status >= 400 ? "application/problem+json" : "application/json", ...more }).end(JSON.stringify(value));
    try {
      if (url.searchParams.has("format") || url.pathname.endsWith(".atom")) throw new Refusal(406, "Not made here", "the mock answers with the page's JSON only");
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
      json(200, answer(url.pathname.replace(/^\/api\/v1/, ""), url.searchParams, { method: request.method, body: request.method === "POST" ? await bodyOf(request) : null, token }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { location, ...problem } = error.problem;
      json(problem.status, problem, location ? { location } : {});
    }
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4173" }, events: { type: "string", default: "1200" } } });
  const { address } = await start({ port: Number(values.port), events: Number(values.events) });
  console.log(`a made-up record is served at ${address}`);
}
