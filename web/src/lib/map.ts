/** The map of Explore: MapLibre over Natural Earth's areas, nothing from outside. */
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibre, PointLike, StyleSpecification } from "maplibre-gl";
import type { MapAnswer } from "./api";
import { type Language, words } from "./i18n/index.svelte";
import { type PlaceGroup, RING_KM, drawingOf } from "./places";
import { type Shape, type World, areaAt, loadWorld, shapeOf } from "./world";

type Library = typeof import("maplibre-gl");

/** Served beside the page as they are: see vite.config.ts. */
declare const MAPLIBRE_PATH: string;
const LIBRARY = `${MAPLIBRE_PATH}/maplibre-gl.mjs`;
const WORKER = `${MAPLIBRE_PATH}/maplibre-gl-worker.mjs`;

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Pixels per kilometre at zoom 0 on 15 degrees of latitude; doubles with every zoom. */
const PX_PER_KM = 512 / (40_075 * Math.cos((15 * Math.PI) / 180));
const DEEPEST = 12;

/** A circle that keeps its size on the ground but never vanishes. */
const onGround = (least: number) => ["interpolate", ["exponential", 2], ["zoom"], 0, ["max", least, ["*", ["get", "km"], PX_PER_KM]], DEEPEST, ["max", least, ["*", ["get", "km"], PX_PER_KM * 2 ** DEEPEST]]];

const STYLE = {
  version: 8,
  sources: {
    countries: { type: "geojson", data: NOTHING },
    admin1: { type: "geojson", data: NOTHING },
    told: { type: "geojson", data: NOTHING },
    places: { type: "geojson", data: NOTHING },
    cells: { type: "geojson", data: NOTHING },
  },
  layers: [
    { id: "sea", type: "background" },
    { id: "land", type: "fill", source: "countries" },
    { id: "told-country", type: "fill", source: "told", filter: ["==", ["get", "drawing"], "country"] },
    { id: "told-region", type: "fill", source: "told", filter: ["==", ["get", "drawing"], "region"] },
    { id: "area-lines", type: "line", source: "admin1", minzoom: 4 },
    { id: "borders", type: "line", source: "countries" },
    { id: "told-country-line", type: "line", source: "told", filter: ["==", ["get", "drawing"], "country"] },
    { id: "told-region-line", type: "line", source: "told", filter: ["==", ["get", "drawing"], "region"] },
    { id: "cells", type: "fill", source: "cells" },
    { id: "rings", type: "circle", source: "places", filter: ["==", ["get", "drawing"], "ring"] },
    { id: "points", type: "circle", source: "places", filter: ["==", ["get", "drawing"], "point"] },
  ],
} as unknown as StyleSpecification;

/** What can be pointed at, finest first. */
const TOUCHABLE = ["points", "rings", "cells", "told-region", "told-country"];

interface Name {
  at: [number, number];
  box: Shape["box"] | null;
  text: string;
  className: string;
  /** Zoom from which it may show. */
  from: number;
  element: HTMLSpanElement | null;
  width: number;
}

export interface MapParts {
  map: MapLibre;
  world: World;
  names: { set: (names: Omit<Name, "element" | "width">[]) => void };
  groups: PlaceGroup[];
  /** What lies under a point of the canvas. */
  groupAt: (point: PointLike & { x: number; y: number }) => { group: PlaceGroup; cell: boolean } | null;
}

export async function makeMap(container: HTMLElement, camera: { center: [number, number]; zoom: number } | null): Promise<MapParts> {
  const [library, world] = await Promise.all([import(/* @vite-ignore */ LIBRARY) as Promise<Library>, loadWorld()]);
  library.setWorkerUrl(WORKER);
  const map = new library.Map({
    container,
    style: STYLE,
    center: camera?.center ?? [18, 17],
    zoom: camera?.zoom ?? 3,
    minZoom: 1,
    maxZoom: DEEPEST - 1,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await new Promise<void>((ready) => map.once("style.load", () => ready()));
  (map.getSource("countries") as GeoJSONSource).setData(world.countries);
  (map.getSource("admin1") as GeoJSONSource).setData(world.admin1);
  const parts: MapParts = { map, world, names: nameLayer(map, container), groups: [], groupAt: () => null };
  parts.groupAt = ({ x, y }) => {
    const near = 5;
    const found = map.queryRenderedFeatures(
      [
        [x - near, y - near],
        [x + near, y + near],
      ],
      { layers: TOUCHABLE },
    )[0];
    if (!found) return null;
    const cell = found.layer.id === "cells";
    if (cell) return { cell, group: { lon: 0, lat: 0, precision: "area", ids: [], events: Number(found.properties.events), killed: Number(found.properties.killed) } };
    const group = parts.groups[Number(found.properties.group)];
    return group ? { group, cell } : null;
  };
  return parts;
}

/** Names are elements of the page: the browser shapes Arabic, and no font files for the map are needed. */
function nameLayer(map: MapLibre, container: HTMLElement): MapParts["names"] {
  const layer = document.createElement("div");
  layer.className = "names";
  layer.ariaHidden = "true";
  container.append(layer);
  let names: Name[] = [];
  const place = () => {
    const zoom = map.getZoom();
    const { clientWidth, clientHeight } = container;
    const taken: [number, number, number, number][] = [];
    for (const name of names) {
      const { x, y } = map.project(name.at);
      let shows = zoom >= name.from && x > 0 && y > 0 && x < clientWidth && y < clientHeight;
      if (shows) {
        if (!name.element) {
          name.element = document.createElement("span");
          name.element.className = name.className;
          name.element.textContent = name.text;
          name.element.dir = words.dir;
          layer.append(name.element);
          name.width = name.element.offsetWidth;
        }
        if (name.box) {
          const [west, , east] = name.box;
          shows = map.project([east, name.at[1]]).x - map.project([west, name.at[1]]).x > name.width * 0.9;
        }
        const half = name.width / 2 + 3;
        shows &&= !taken.some(([l, t, r, b]) => x + half > l && x - half < r && y + 9 > t && y - 9 < b);
        if (shows) taken.push([x - half, y - 9, x + half, y + 9]);
      }
      if (name.element) {
        name.element.hidden = !shows;
        if (shows) name.element.style.transform = `translate(${Math.round(x - name.width / 2)}px, ${Math.round(y - 8)}px)`;
      }
    }
  };
  map.on("move", place);
  map.on("resize", place);
  return {
    set: (next) => {
      layer.replaceChildren();
      names = next.map((name) => ({ ...name, element: null, width: 0 }));
      place();
    },
  };
}

/** Zoom from which first-level areas are named though nothing happened there. */
const AREA_NAMES_FROM = 5.5;

/** Puts events on the map: points, rings, whole areas, or cells. */
export function drawEvents(parts: MapParts, groups: PlaceGroup[], answer: MapAnswer, language: Language): void {
  const { map, world } = parts;
  parts.groups = groups;
  const areas = new Map<object, string>();
  const told: FeatureCollection = { type: "FeatureCollection", features: [] };
  const places: FeatureCollection = { type: "FeatureCollection", features: [] };
  groups.forEach((group, index) => {
    const drawing = drawingOf(group.precision);
    const area = drawing === "region" ? areaAt(world.admin1.features, [group.lon, group.lat]) : drawing === "country" ? areaAt(world.countries.features, [group.lon, group.lat]) : undefined;
    const properties = { group: index, events: group.events, killed: group.killed, drawing };
    if (area) {
      areas.set(area, words.n(group.events));
      told.features.push({ type: "Feature", geometry: area.geometry, properties });
      return;
    }
    // A region that the map does not know is a wide ring, never a point.
    const km = drawing === "region" ? 80 : drawing === "country" ? 200 : group.precision === "area" || group.precision === "admin2" ? RING_KM[group.precision] : 0;
    places.features.push({ type: "Feature", geometry: { type: "Point", coordinates: [group.lon, group.lat] }, properties: { ...properties, drawing: drawing === "point" ? "point" : "ring", km } });
  });
  const size = answer.cell_size ?? 1;
  const most = Math.max(1, ...(answer.cells ?? []).map((c) => c[2]));
  const cells: FeatureCollection = {
    type: "FeatureCollection",
    features: (answer.cells ?? []).map(([lon, lat, events, killed]) => {
      const [w, s, e, n] = [lon - size / 2, lat - size / 2, lon + size / 2, lat + size / 2];
      return { type: "Feature", geometry: { type: "Polygon", coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] }, properties: { events, killed, share: Math.log1p(events) / Math.log1p(most) } };
    }),
  };
  (map.getSource("told") as GeoJSONSource).setData(told);
  (map.getSource("places") as GeoJSONSource).setData(places);
  (map.getSource("cells") as GeoJSONSource).setData(cells);

  const named = (area: World["admin1"]["features"][number]) => (language === "ar" ? area.properties.ar : language === "fr" ? area.properties.fr : undefined) ?? area.properties.en ?? "";
  const counted = (answer.cells ?? []).map(([lon, lat, events]) => ({
    at: [lon, lat] as [number, number], box: [lon - size / 2, lat, lon + size / 2, lat] as Shape["box"], text: words.n(events), className: "told", from: 0,
  }));
  const countries = world.countries.features
    .filter((country) => country.properties.c)
    .map((country) => {
      const { centre, box } = shapeOf(country);
      const events = areas.get(country);
      const text = words.country(country.properties.c);
      return { at: centre, box: events ? null : box, text: events ? `${text} · ${events}` : text, className: events ? "country told" : "country", from: 2, size: box[2] - box[0] };
    })
    .sort((a, b) => b.size - a.size);
  const regions = world.admin1.features.map((area) => {
    const { centre, box } = shapeOf(area);
    const events = areas.get(area);
    return { at: centre, box: events ? null : box, text: events ? `${named(area)} · ${events}` : named(area), className: events ? "told" : "", from: events ? 3.2 : AREA_NAMES_FROM };
  });
  parts.names.set([...counted, ...regions.filter((r) => r.className === "told"), ...countries, ...regions.filter((r) => r.className !== "told")]);
}

/** Colours of the theme; MapLibre cannot read custom properties by itself. */
export function paintMap(map: MapLibre, dark: boolean): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [accent, land, sea, line, paper] = ["--accent", "--land", "--sea", "--line", "--paper"].map(colour) as [string, string, string, string, string];
  const byEvents = (least: number, most: number) => ["interpolate", ["linear"], ["ln", ["+", 1, ["get", "events"]]], 0.7, least, 5, most];
  const paints: [string, string, unknown][] = [
    ["sea", "background-color", sea],
    ["land", "fill-color", land],
    ["area-lines", "line-color", line],
    ["area-lines", "line-width", 0.6],
    ["borders", "line-color", dark ? "#46575a" : "#a9b6b3"],
    ["borders", "line-width", 0.9],
    ["told-country", "fill-color", accent],
    ["told-country", "fill-opacity", 0.05],
    ["told-country-line", "line-color", accent],
    ["told-country-line", "line-dasharray", [2, 2.5]],
    ["told-country-line", "line-width", 1.1],
    ["told-region", "fill-color", accent],
    ["told-region", "fill-opacity", byEvents(0.1, 0.32)],
    ["told-region-line", "line-color", accent],
    ["told-region-line", "line-width", 1],
    ["cells", "fill-color", accent],
    ["cells", "fill-opacity", ["+", 0.06, ["*", 0.5, ["get", "share"]]]],
    ["cells", "fill-outline-color", paper],
    ["rings", "circle-color", accent],
    ["rings", "circle-opacity", 0.1],
    ["rings", "circle-stroke-color", accent],
    ["rings", "circle-stroke-width", 1.4],
    ["rings", "circle-radius", onGround(9)],
    ["points", "circle-color", accent],
    ["points", "circle-opacity", 0.82],
    ["points", "circle-stroke-color", paper],
    ["points", "circle-stroke-width", 1],
    ["points", "circle-radius", ["min", 20, ["+", 3, ["*", 1.7, ["sqrt", ["get", "events"]]]]]],
  ];
  for (const [layer, name, value] of paints) map.setPaintProperty(layer, name as never, value as never);
}
