/** Events of the map gathered by place, drawn no finer than they are told. */
import type { MapPoint, PlacePrecision } from "./api";

export interface PlaceGroup {
  lon: number;
  lat: number;
  precision: PlacePrecision;
  events: number;
  killed: number;
  ids: string[];
}

export function groupPoints(points: readonly MapPoint[]): PlaceGroup[] {
  const groups = new Map<string, PlaceGroup>();
  for (const [lon, lat, precision, , killed, id] of points) {
    const key = `${lon} ${lat} ${precision}`;
    const group = groups.get(key);
    if (group) {
      group.events += 1;
      group.killed += killed ?? 0;
      group.ids.push(id);
    } else groups.set(key, { lon, lat, precision, events: 1, killed: killed ?? 0, ids: [id] });
  }
  return [...groups.values()].sort((a, b) => b.events - a.events);
}

/** How a place of that precision is drawn: as a point only where a town or site is named. */
export type Drawing = "point" | "ring" | "region" | "country";

export function drawingOf(precision: PlacePrecision): Drawing {
  if (precision === "site" || precision === "settlement") return "point";
  if (precision === "area" || precision === "admin2") return "ring";
  return precision === "admin1" ? "region" : "country";
}

/** Kilometres that a ring spans from its middle, by what is told. */
export const RING_KM: Record<"area" | "admin2", number> = { area: 25, admin2: 45 };

/** West, south, east, north around all, with room; `null` for none. */
export function boundsOf(places: readonly { lon: number; lat: number }[], room = 1): [number, number, number, number] | null {
  if (places.length === 0) return null;
  let [w, s, e, n] = [180, 90, -180, -90];
  for (const { lon, lat } of places) {
    w = Math.min(w, lon);
    s = Math.min(s, lat);
    e = Math.max(e, lon);
    n = Math.max(n, lat);
  }
  return [w - room, Math.max(-85, s - room), e + room, Math.min(85, n + room)];
}
