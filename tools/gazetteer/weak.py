#!/usr/bin/env python3
"""Writes the counted part of gazetteer/weak.tsv: names that running text uses as words.

    tools/gazetteer/weak.py --gazetteer gazetteer --text FILE.jsonl.gz [--text ...]

A name of one word is weak where it (a) is frequent in the articles (objects with "title" and "text") while no place of
weight bears it, (b) is so short that it must be one of a place of weight, or (c) is seldom told itself while a frequent
word is the name with a letter before it that Arabic writes on words ("and", "with", "for"). Rows of gazetteer/words.tsv decide before
all counting: `place` there means never weak, anything else always weak. Only words that are names already in the
gazetteer are written; no text is kept.
"""

import argparse
import collections
import gzip
import json
import os
import sys

from names import bare, is_arabic
from tables import read_rows

FREQUENT = 3
WEIGHT = 100_000
# Letters that Arabic writes on the word behind them; a word so often told that is no name with such a letter.
CLITICS = ("و", "ف", "ب", "ل", "ك")
COMMON = 15
OUTWEIGHS = 4


def main():
    """Counts, decides, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gazetteer", required=True)
    parser.add_argument("--text", action="append", default=[])
    args = parser.parse_args()
    counts = collections.Counter()
    for path in args.text:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                counts.update(bare(article["title"] + " " + article["text"]).split())
    verdicts = {bare(name): verdict for name, verdict in read_rows(os.path.join(args.gazetteer, "words.tsv"), 2)}
    names = bearers(os.path.join(args.gazetteer, "places.tsv.gz"))
    weak = {name: verdict for name, verdict in verdicts.items() if verdict != "place" and name in names}
    for name, (weight, towns) in sorted(names.items()):
        if name in verdicts or " " in name:
            continue
        grown = max(counts[c + name] for c in CLITICS) if is_arabic(name) else 0
        if grown >= COMMON and grown > OUTWEIGHS * counts[name]:
            weak[name] = "in-word"
        if weight:
            continue
        if counts[name] >= FREQUENT:
            weak[name] = "frequent"
        elif len(name) <= 3 and (is_arabic(name) or towns == 0):
            weak[name] = "short"
    with open(os.path.join(args.gazetteer, "weak.tsv"), "w", encoding="utf-8") as out:
        out.write("# Made by tools/gazetteer/weak.py from words.tsv and word counts; edit words.tsv.\n# name\twhy\n")
        for name, why in sorted(weak.items()):
            out.write(f"{name}\t{why}\n")
    print(len(weak), "weak names:", dict(collections.Counter(weak.values())))


def bearers(path):
    """For each key: whether a place of weight bears it, and how many towns of note do."""
    out = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 10 or cells[0] in ("id",) or cells[0].startswith("#"):
                continue
            population = int(cells[7] or 0)
            heavy = cells[4] in ("Country", "Admin1", "Region") or cells[8] == "1" or population >= WEIGHT
            for name in {bare(n) for n in [cells[1]] + cells[9].split("|")}:
                weight, towns = out.get(name, (False, 0))
                out[name] = (weight or heavy, towns + (population >= 5000))
    return out


if __name__ == "__main__":
    sys.exit(main())
