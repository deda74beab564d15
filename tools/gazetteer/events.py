"""Towns and villages of which events were coded: UCDP's Georeferenced Event Dataset (CC BY 4.0), where the dumps lack them."""

import csv
import re

from hand import distance, new
from names import bare, good_latin

# What UCDP writes behind a name, by what it is to a reader; other places (roads, districts, areas) are left out.
CLASSES = {"Settlement": "town village city suburb hamlet", "Airport": "airport airbase"}
KIND_OF = {word: kind for kind, words in CLASSES.items() for word in words.split()}

# The coordinates are those of the place named: it happened there (1) or not far from there (2).
NAMED = ("1", "1.0", "2", "2.0")
# Names are found by their consonants: with fewer than these they sound like too many words.
CONSONANTS = 3
# A place of the same sound within this distance is the same place.
SAME_KM = 15
ARTICLE = re.compile(r"\b(?:al|an|ar|as|ash|at|ad|adh|az|el|the)[ -]")
SOFT = re.compile(r"[^a-z]|[aeiouyw]")
DOUBLED = re.compile(r"(.)\1+")


def merge_events(places, path):
    """Adds the places of a table with UCDP's columns; returns how many."""
    country_of = {bare(n): p["country"] for p in places if p["kind"] == "Country" for n in [p["name"]] + p["names"]}
    known = {}
    for place in places:
        for name in [place["name"]] + place["names"]:
            known.setdefault((place["country"], sound(name)), []).append(place)
    taken, added = {p["id"] for p in places}, 0
    with open(path, encoding="utf-8", newline="") as lines:
        rows = sorted({row_of(row, country_of) for row in csv.DictReader(lines)} - {None})
    for country, kind, lat, lon, names in rows:
        sounds = [sound(n) for n in names]
        near = (p for s in sounds for p in known.get((country, s), []) if distance(p, lat, lon) < SAME_KM)
        if next(near, None):
            continue
        place = new(names[0], country, kind, lat, lon, list(names[1:]), places, taken)
        del place["hand"]
        places.append(place)
        for s in sounds:
            known.setdefault((country, s), []).append(place)
        added += 1
    return added


def row_of(row, country_of):
    """Country, kind, coordinates and names of a row; None where it is of no use."""
    words = row["where_coordinates"].split()
    kind = KIND_OF.get(words[-1].lower()) if len(words) > 1 else None
    country = country_of.get(bare(row["country"]))
    if kind is None or country is None or row["where_prec"] not in NAMED:
        return None
    # "Tall Hawash/Al Hawash", "Izz ad-Din (Ezzeddin)"
    names = [n.strip(" )") for n in re.split(r"[/(]", " ".join(words[:-1]))]
    names = [n[0].upper() + n[1:] for n in names if good_latin(n) and len(sound(n)) >= CONSONANTS]
    if not names:
        return None
    return country, kind, round(float(row["latitude"]), 5), round(float(row["longitude"]), 5), tuple(dict.fromkeys(names))


def sound(name):
    """A name without article, vowels and doubled letters: "Kafr Sajnah" and "Kafr Sijna" are one."""
    plain = ARTICLE.sub("", bare(name) + " ").strip()
    return DOUBLED.sub(r"\1", SOFT.sub("", plain).rstrip("h"))
