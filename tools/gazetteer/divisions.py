"""Countries and first-level divisions: CLDR's names in three languages, coordinates from GeoNames."""

import collections
import difflib
import json
import os

from names import bare, good_latin, is_arabic

LANGUAGES = ("en", "fr", "ar")
# Countries whose CLDR list mixes levels: codes of this shape are of the second level there.
SECOND_LEVEL = {"BF": str.isalpha}


def jsonl(path):
    """The objects of a JSON-lines file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def countries(folder):
    """Every country and territory with its names and a point to put on a map."""
    labels = {}
    for row in jsonl(os.path.join(folder, "naturalearth-countries-ar-fr-en.jsonl")):
        labels.setdefault(row["iso_a2_eh"], row)
    out = []
    for row in jsonl(os.path.join(folder, "cldr-countries-ar-fr-en.jsonl")):
        code = row["code"]
        variant = code.split("-")[0]
        if len(variant) != 2 or not variant.isalpha() or variant not in labels:
            continue
        label = labels[variant]
        names = [row[k] for k in LANGUAGES if row.get(k)]
        if variant != code:
            target = next((p for p in out if p["id"] == variant), None)
            if target:
                target["names"] += names
            continue
        names += [label[k] for k in ("name_en", "name_fr", "name_ar", "name_long", "formal_en") if label.get(k)]
        out.append(
            {
                "id": variant,
                "name": label["name_en"] if label.get("name_en") else row["en"],
                "country": variant,
                "admin1": "",
                "kind": "Country",
                "lat": label["label_y"],
                "lon": label["label_x"],
                "population": int(label["pop_est"] or 0),
                "names": [n for n in names if len(bare(n)) > 2],
            }
        )
    return sorted(out, key=lambda p: p["id"])


def divisions(folder, codes, cities, dumped, stripper):
    """The divisions, and the id of the division that holds each (country, GeoNames admin1 code)."""
    by_country = collections.defaultdict(list)
    for row in jsonl(os.path.join(folder, "cldr-subdivisions-ar-fr-en.jsonl")):
        by_country[row["country"]].append(row)
    from_dump = collections.defaultdict(list)
    for place in dumped:
        from_dump[place["country"]].append(place)
    members = collections.defaultdict(list)
    towns_named = collections.defaultdict(list)
    for city in cities.values():
        members[(city["country"], city["code"])].append(city)
        towns_named[(city["country"], bare(city["name"]))].append(city)
    out, admin_of = [], {}
    for country in sorted(by_country):
        known = from_dump.get(country, [])
        pairs = match(by_country[country], country, codes, known, stripper)
        for row in by_country[country]:
            place = division(row, country, stripper)
            code, dump = pairs.get(row["code"], (None, None))
            if dump is not None:
                place.update(lat=dump["lat"], lon=dump["lon"], population=max(dump["population"], 0))
                place["names"] += [dump["name"]] + dump["names"]
                if country in from_dump:
                    place["name"] = place["name"]
                known = [k for k in known if k is not dump]
                admin_of[(country, dump["code"])] = place["id"]
            elif code is not None:
                centre(place, members[(country, code)])
                admin_of[(country, code)] = place["id"]
            else:
                namesakes = [t for n in [place["name"]] + place["names"] for t in towns_named.get((country, bare(n)), [])]
                if namesakes:
                    town = max(namesakes, key=lambda t: (t["population"], -int(t["id"])))
                    place.update(lat=town["lat"], lon=town["lon"])
            if place["lat"] is not None:
                out.append(place)
        for dump in known:
            admin_of[(country, dump["code"])] = dump["id"]
            dump.pop("code")
            out.append({**dump, "admin1": ""})
    return out, admin_of


def division(row, country, stripper):
    """A CLDR division as a place that has no coordinates yet; its name without generic words leads."""
    short = row["code"][len(country) :].upper()
    names = []
    for language in LANGUAGES:
        name = row.get(language)
        if not name or len(bare(name)) < 3 or not (is_arabic(name) or good_latin(name)):
            continue
        plain = stripper.strip(name)
        names += [plain, name] if plain and len(bare(plain)) > 2 else [name]
    second = SECOND_LEVEL.get(country, lambda _: False)(short)
    name = next((n for n in names if not is_arabic(n)), row.get("en") or row["code"])
    return {
        "id": f"{country}-{short}",
        "name": name,
        "country": country,
        "admin1": "",
        "kind": "Admin2" if second else "Admin1",
        "lat": None,
        "lon": None,
        "population": 0,
        "names": [n for n in names if n != name],
    }


def match(rows, country, codes, dumped, stripper):
    """CLDR code -> (GeoNames admin1 code, dump row) by equal, else very similar names."""
    targets = [(p["code"], [p["name"]] + p["names"], p) for p in dumped]
    if not targets:
        targets = [(code, [name], None) for (c, code), name in sorted(codes.items()) if c == country]
    scored = []
    for row in rows:
        if SECOND_LEVEL.get(country, lambda _: False)(row["code"][len(country) :]):
            continue
        mine = keys([row.get("en"), row.get("fr")], stripper)
        for index, (_, names, _) in enumerate(targets):
            theirs = keys(names, stripper)
            best = max((similarity(a, b) for a in mine for b in theirs), default=0)
            if best >= 0.75:
                scored.append((-best, row["code"], index))
    pairs, used = {}, set()
    for _, code, index in sorted(scored):
        if code not in pairs and index not in used:
            used.add(index)
            pairs[code] = (targets[index][0], targets[index][2])
    return pairs


def keys(names, stripper):
    """Comparable forms of names, with and without generic words."""
    out = set()
    for name in names:
        if not name or is_arabic(name):
            continue
        for form in (name, stripper.strip(name)):
            if form:
                words = [w for w in bare(form).split() if w not in ("al", "el", "ash", "as", "an", "ad", "ar", "az", "at")]
                out.add("".join(words))
    return sorted(out - {""})


def similarity(a, b):
    """1 for equal names, less for others."""
    return 1.0 if a == b else difflib.SequenceMatcher(None, a, b).ratio() * 0.99


def centre(place, towns):
    """Puts a division where its people live."""
    weight = sum(t["population"] + 100 for t in towns)
    place["lat"] = sum(t["lat"] * (t["population"] + 100) for t in towns) / weight
    place["lon"] = sum(t["lon"] * (t["population"] + 100) for t in towns) / weight
    place["population"] = sum(t["population"] for t in towns)
