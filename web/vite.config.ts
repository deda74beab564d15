import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** MapLibre's page part and its worker share a third file: served as they are, neither holds the other's code twice. */
const MAPLIBRE = ["maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs"];

function maplibreAsIs(): Plugin {
  const read = (name: string) => readFileSync(new URL(`node_modules/maplibre-gl/dist/${name}`, import.meta.url), "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  return {
    name: "maplibre-as-is",
    configureServer(server) {
      server.middlewares.use("/assets/maplibre/", (request, response, next) => {
        const name = request.url?.slice(1).split("?")[0] ?? "";
        if (!MAPLIBRE.includes(name)) return next();
        response.setHeader("content-type", "text/javascript").end(read(name));
      });
    },
    generateBundle() {
      for (const name of MAPLIBRE) this.emitFile({ type: "asset", fileName: `assets/maplibre/${name}`, source: read(name) });
    },
  };
}

/** Where the development server finds the API: a running `isnad serve`, or the mock. */
const api = process.env.ISNAD_API ?? "http://127.0.0.1:4173";

export default defineConfig({
  plugins: [svelte(), maplibreAsIs()],
  server: { proxy: { "/api": api } },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
});
