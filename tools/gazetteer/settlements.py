"""Towns of the whole world (cities500) and everything of use in the country dumps."""

import collections
import csv
import glob
import gzip
import json
import os

from names import bare, good_arabic, good_latin

# Of these countries every town of cities500 is kept; of others those above 15,000 people and capitals, of some those above 5,000.
WIDE = frozenset(
    # Africa
    "DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ "
    "NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW "
    # Middle East, Afghanistan, Pakistan, Iran, Turkey, Caucasus
    "SY IQ YE SA OM AE QA BH KW JO LB PS IL IR TR CY AF PK AM AZ GE "
    # other theatres of war
    "UA MM CO TH HT LK NP BD TJ KG PG XK".split()
)
# Large countries of which only a part is at war: towns above 5,000 people.
LARGE = frozenset("IN PH RU MX VE ID EC HN SV GT".split())
TOWN_LARGE = 5_000
TOWN_ELSEWHERE = 15_000

# GeoNames feature codes worth a place in news of conflict, by what they are to a reader.
KINDS = {
    "Settlement": "PPL PPLA PPLA2 PPLA3 PPLA4 PPLC PPLCH PPLF PPLG PPLH PPLL PPLQ PPLR PPLS PPLW PPLX STLMT LCTY",
    "Admin2": "ADM2 ADMD",
    "Admin3": "ADM3 ADM4",
    "Airport": "AIRP AIRF AIRB AIRH",
    "Site": "CMP CMPRF MILB INSM MN MNAU MNQ MNQR MNDT DAM PSTB PSTC FY PRN",
    "Feature": "FRST RESF RES RESW RESV PRK AREA RGN RGNL HLL HLLS MT MTS RDGE RK RKS PLAT MESA BUTE VAL PASS ISL OAS "
    "CLF UPLD WLL WLLS WLLQ WTRH WAD LK LKI MRSH",
}
KIND_OF = {code: kind for kind, codes in KINDS.items() for code in codes.split()}


def spellings(name, alternates, keep_latin):
    """The spellings to keep beside the main name: Arabic ones always, Latin ones where asked."""
    seen = {bare(name)}
    out = []
    for other in alternates:
        other = other.strip().replace("|", " ")
        if good_arabic(other) or (keep_latin and good_latin(other)):
            key = bare(other)
            if key and key not in seen:
                seen.add(key)
                out.append(other)
    return out


def towns(cities_path, admin_path):
    """All towns by GeoNames id, and the name of the first-level division of every (country, admin1 code)."""
    division = {}
    with open(admin_path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            division[(row["cc"], bare(row["name"]))] = row["admin1"]
    votes = collections.defaultdict(collections.Counter)
    cities = {}
    capital_names = capitals(cities_path)
    with open(cities_path, encoding="utf-8") as source:
        raw = json.load(source)
    for key in sorted(raw, key=int):
        row = raw[key]
        country, name = row["countrycode"], row["name"]
        where = division.get((country, bare(name)))
        if where:
            votes[(country, row["admin1code"])][where] += 1
        wide = country in WIDE
        capital = capital_names.get(country) == bare(name)
        cities[str(row["geonameid"])] = {
            "id": str(row["geonameid"]),
            "name": name,
            "country": country,
            "code": row["admin1code"],
            "kind": "Settlement",
            "lat": float(row["latitude"]),
            "lon": float(row["longitude"]),
            "population": int(row["population"]),
            "names": spellings(name, row["alternatenames"], wide or capital),
            "wanted": wide or capital or int(row["population"]) >= (TOWN_LARGE if country in LARGE else TOWN_ELSEWHERE),
        }
    codes = {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
    return cities, codes


def capitals(cities_path):
    """The capital of each country, from the table that lies beside cities500."""
    path = os.path.join(os.path.dirname(cities_path), "countries.json")
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as source:
        return {code: bare(row["capital"]) for code, row in json.load(source).items()}


def dump_places(folder, cities, stripper):
    """The rows of the country dumps; a town that cities500 has too takes the newer names and population from there."""
    places, first_level = [], []
    for path in sorted(glob.glob(os.path.join(folder, "geonames-??.tsv.gz"))):
        country = os.path.basename(path)[9:11]
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                place = dump_place(cells, country, cities, stripper)
                if place is None:
                    continue
                (first_level if place["kind"] == "Admin1" else places).append(place)
    return places, first_level


def dump_place(cells, country, cities, stripper):
    """One dump row as a place, or None where it is of no use."""
    if len(cells) < 15 or cells[8] != country:
        return None
    kind = "Admin1" if cells[7] == "ADM1" else KIND_OF.get(cells[7])
    name = cells[1]
    if kind is None or (not good_latin(name) and kind != "Admin1"):
        return None
    if cells[7].startswith("PPL") is False and cells[7] in ("WAD", "LK", "LKI", "MRSH") and not cells[3]:
        return None
    names = spellings(name, [cells[2]] + cells[3].split(","), True)
    if kind.startswith("Admin"):
        plain = [s for s in (stripper.strip(n) for n in [name] + names) if s]
        if stripper.strip(name):
            names = [name] + names
            name = stripper.strip(name)
        names = names + plain
    population = int(cells[14] or 0)
    town = cities.get(cells[0])
    if town:
        town["wanted"] = False
        population = max(population, town["population"])
        names = spellings(name, names + [town["name"]] + town["names"], True)
    return {
        "id": cells[0],
        "name": name,
        "country": country,
        "code": cells[10],
        "kind": kind,
        "lat": float(cells[4]),
        "lon": float(cells[5]),
        "population": population,
        "names": names,
    }
