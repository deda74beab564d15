import { readFileSync, readdirSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** MapLibre's page part and its worker share a third file: served as they are, neither holds the other's code twice. */
const MAPLIBRE = ["maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs"];

const { version } = JSON.parse(readFileSync(new URL("node_modules/maplibre-gl/package.json", import.meta.url), "utf8")) as { version: string };
/** Carries the version: what lies under assets/ may be cached for good. */
const MAPLIBRE_PATH = `assets/maplibre-${version}`;

function maplibreAsIs(): Plugin {
  const read = (name: string) => readFileSync(new URL(`node_modules/maplibre-gl/dist/${name}`, import.meta.url), "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  return {
    name: "maplibre-as-is",
    configureServer(server) {
      server.middlewares.use(`/${MAPLIBRE_PATH}/`, (request, response, next) => {
        const name = request.url?.slice(1).split("?")[0] ?? "";
        if (!MAPLIBRE.includes(name)) return next();
        response.setHeader("content-type", "text/javascript").end(read(name));
      });
    },
    generateBundle() {
      for (const name of MAPLIBRE) this.emitFile({ type: "asset", fileName: `${MAPLIBRE_PATH}/${name}`, source: read(name) });
    },
  };
}

/** What the page is shipped with, and under which terms. */
const SHIPPED = [
  "svelte",
  "maplibre-gl",
  "topojson-client",
  "d3-scale",
  "@fontsource-variable/ibm-plex-sans",
  "@fontsource/ibm-plex-sans-arabic",
  "@fontsource-variable/source-serif-4",
  "@fontsource-variable/noto-naskh-arabic",
];

function licences(): Plugin {
  return {
    name: "licences",
    generateBundle() {
      const texts = SHIPPED.map((name) => {
        const folder = new URL(`node_modules/${name}/`, import.meta.url);
        const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
        if (!file) throw new Error(`${name} has no licence file`);
        return `${name}\n\n${readFileSync(new URL(file, folder), "utf8").trim()}\n`;
      });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join(`\n${"-".repeat(78)}\n\n`) });
    },
  };
}

/** Where the development server finds the API: a running `isnad serve`, or the mock. */
const api = process.env.ISNAD_API ?? "http://127.0.0.1:4173";

export default defineConfig({
  plugins: [svelte(), maplibreAsIs(), licences()],
  define: { MAPLIBRE_PATH: JSON.stringify(`/${MAPLIBRE_PATH}`) },
  server: { proxy: { "/api": api } },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
});
