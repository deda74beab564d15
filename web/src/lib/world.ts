/** Countries and first-level areas of Natural Earth, loaded once from the page's own host. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import worldUrl from "../assets/world.topo.json?url";

export interface AreaNames {
  /** ISO 3166-1 alpha-2; empty where there is none. */
  c: string;
  en?: string;
  fr?: string;
  ar?: string;
}
export type Area = Feature<Polygon | MultiPolygon, AreaNames>;
export interface World {
  countries: FeatureCollection<Polygon | MultiPolygon, AreaNames>;
  admin1: FeatureCollection<Polygon | MultiPolygon, AreaNames>;
}

type WorldTopology = Topology<{ countries: GeometryCollection<AreaNames>; admin1: GeometryCollection<AreaNames> }>;

let wanted: Promise<World> | null = null;

export function loadWorld(): Promise<World> {
  wanted ??= fetch(worldUrl)
    .then((response) => response.json() as Promise<WorldTopology>)
    .then((topology) => ({
      countries: feature(topology, topology.objects.countries) as World["countries"],
      admin1: feature(topology, topology.objects.admin1) as World["admin1"],
    }));
  wanted.catch(() => (wanted = null));
  return wanted;
}

const ringsOf = (area: Area): Position[][][] => (area.geometry.type === "Polygon" ? [area.geometry.coordinates] : area.geometry.coordinates);

function inRing([x, y]: Position, ring: Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] as Position;
    const [xj = 0, yj = 0] = ring[j] as Position;
    if (yi > (y ?? 0) !== yj > (y ?? 0) && (x ?? 0) < ((xj - xi) * ((y ?? 0) - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export const contains = (area: Area, at: Position): boolean => ringsOf(area).some(([outer, ...holes]) => outer !== undefined && inRing(at, outer) && !holes.some((hole) => inRing(at, hole)));

/** The area that holds a place. */
export const areaAt = (areas: readonly Area[], at: Position): Area | undefined => areas.find((area) => contains(area, at));

export interface Shape {
  /** Middle of the largest part. */
  centre: [number, number];
  /** West, south, east, north of the largest part. */
  box: [number, number, number, number];
}

/** Where to write an area's name, and how much room there is. */
export function shapeOf(area: Area): Shape {
  let best: { size: number; centre: [number, number]; ring: Position[] } | null = null;
  for (const [outer] of ringsOf(area)) {
    if (!outer) continue;
    let [size, x, y] = [0, 0, 0];
    for (let i = 0, j = outer.length - 1; i < outer.length; j = i++) {
      const [ax = 0, ay = 0] = outer[j] as Position;
      const [bx = 0, by = 0] = outer[i] as Position;
      const cross = ax * by - bx * ay;
      size += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (!best || Math.abs(size) > Math.abs(best.size)) best = { size, centre: size === 0 ? [outer[0]?.[0] ?? 0, outer[0]?.[1] ?? 0] : [x / (3 * size), y / (3 * size)], ring: outer };
  }
  if (!best) return { centre: [0, 0], box: [0, 0, 0, 0] };
  const xs = best.ring.map((p) => p[0] ?? 0);
  const ys = best.ring.map((p) => p[1] ?? 0);
  return { centre: best.centre, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}
