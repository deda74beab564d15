"""Merges the hand-kept tables: names for places that are there, and places that are not."""

import collections
import math
import os

from names import bare, is_arabic
from tables import read_rows

NEAR_KM = 40
DIVISIONS = ("Country", "Admin1", "Admin2", "Admin3")


def merge_hand(places, folder):
    """Adds regions.tsv and additions.tsv to the places; returns what could not be placed."""
    index = collections.defaultdict(list)
    for place in places:
        for name in {bare(n) for n in [place["name"]] + place["names"]}:
            index[(place["country"], name)].append(place)
    complaints, taken = [], {p["id"] for p in places}
    for table in ("regions.tsv", "additions.tsv"):
        path = os.path.join(folder, table)
        if not os.path.exists(path):
            continue
        for name, country, kind, lat, lon, spellings, _ in read_rows(path, 7):
            names = [s.strip() for s in spellings.split("|") if s.strip()]
            target = existing(index, [name], country, kind, lat, lon)
            if target is None and lat:
                target = existing(index, names, country, kind, lat, lon)
            if target is not None:
                target["names"] = [target["name"]] + target["names"] + names
                target["name"] = name
                target["hand"] = True
            elif not lat:
                complaints.append(f"{table}: {name} ({country}, {kind}) stands nowhere in the dumps and has no coordinates")
            else:
                places.append(new(name, country, kind, float(lat), float(lon), names, places, taken))
                index[(country, bare(name))].append(places[-1])
    return complaints


def existing(index, names, country, kind, lat, lon):
    """The place that the row adds names to: same country, name and kind; the nearest, else the most populous."""
    same = {id(p): p for n in names for p in index.get((country, bare(n)), [])}.values()
    found = [p for p in same if p["kind"] == kind]
    if kind == "Settlement" and not found and not lat:
        found = [p for p in same if p["kind"] in ("Site", "Feature", "Admin3", "Admin2")]
    if lat:
        near = [(distance(p, float(lat), float(lon)), p) for p in found]
        near = [(d, p) for d, p in near if d <= NEAR_KM or kind in DIVISIONS]
        return min(near, key=lambda x: (x[0] > 10, -x[1]["population"], x[0], x[1]["id"]))[1] if near else None
    exact = [p for p in found if bare(p["name"]) == bare(names[0])] or found
    return max(exact, key=lambda p: (p["population"], p["id"])) if exact else None


def new(name, country, kind, lat, lon, names, places, taken):
    """A place that only the hand-kept tables know; its division is that of the nearest known place."""
    slug = "-".join(w for w in bare(name).split() if not is_arabic(w)) or "place"
    key, n = f"{country}:{slug}", 2
    while key in taken:
        key, n = f"{country}:{slug}-{n}", n + 1
    taken.add(key)
    admin1 = ""
    if kind not in ("Region", "Admin1", "Country"):
        close = [p for p in places if p["country"] == country and p["admin1"]]
        if close:
            admin1 = min(close, key=lambda p: distance(p, lat, lon))["admin1"]
    return {
        "id": key,
        "name": name,
        "country": country,
        "admin1": admin1,
        "kind": kind,
        "lat": lat,
        "lon": lon,
        "population": 0,
        "names": names,
        "hand": True,
    }


def distance(place, lat, lon):
    """Kilometres on the sphere, near enough for neighbours."""
    x = math.radians(lon - place["lon"]) * math.cos(math.radians((lat + place["lat"]) / 2))
    y = math.radians(lat - place["lat"])
    return 6371 * math.hypot(x, y)
