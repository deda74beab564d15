#!/usr/bin/env python3
"""Writes the counted part of gazetteer/weak.tsv: names that running text uses as words.

    tools/gazetteer/weak.py --gazetteer gazetteer --text FILE.jsonl.gz [--text ...]

A name of one word is weak where it (a) is frequent in the articles (objects with "title" and "text") while no place of
weight bears it, (b) is so short that it must be one of a place of weight, or (c) is seldom told itself while a frequent
word is the name with a letter before it that Arabic writes on words ("and", "with", "for"). Rows of gazetteer/words.tsv decide before
all counting: `place` there means never weak, `never` no name at all, `led` weak, but a place right behind "in", anything else always weak. Only words that are names already in the
gazetteer are written; no text is kept. Beside it ordinary.tsv gets the words of many articles that begin no name: they
are never taken for a place that stands nowhere.
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
# A word of so many articles that begins no name of a place is no place.
ORDINARY = 12


def main():
    """Counts, decides, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gazetteer", required=True)
    parser.add_argument("--text", action="append", default=[])
    args = parser.parse_args()
    counts, articles = collections.Counter(), collections.Counter()
    for path in args.text:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                words = bare(article["title"] + " " + article["text"]).split()
                counts.update(words)
                articles.update(set(words))
    verdicts = {bare(name): verdict for name, verdict in read_rows(os.path.join(args.gazetteer, "words.tsv"), 2)}
    names = bearers(os.path.join(args.gazetteer, "places.tsv.gz"))
    weak = {name: verdict for name, verdict in verdicts.items() if verdict != "place" and (name in names or verdict == "never")}
    for name, (weight, towns, hand) in sorted(names.items()):
        if name in verdicts or " " in name:
            continue
        grown = max(counts[c + name] for c in CLITICS) if is_arabic(name) else 0
        if grown >= COMMON and grown > OUTWEIGHS * counts[name] and not hand:
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
    begins = {name.split(" ")[0] for name in names}
    ordinary = sorted(w for w, n in articles.items() if n >= ORDINARY and len(w) > 2 and is_arabic(w) and w not in begins)
    with open(os.path.join(args.gazetteer, "ordinary.tsv"), "w", encoding="utf-8") as out:
        out.write("# Made by tools/gazetteer/weak.py: words of many articles that begin no name of a place.\n")
        out.writelines(word + "\n" for word in ordinary)
    print(len(ordinary), "ordinary words")
    print(len(weak), "weak names:", dict(collections.Counter(weak.values())))


def bearers(path):
    """For each key: whether a place of weight bears it, how many towns of note do, and whether one kept by hand does."""
    out = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 10 or cells[0] in ("id",) or cells[0].startswith("#"):
                continue
            population = int(cells[7] or 0)
            by_hand = cells[8] == "1"
            heavy = cells[4] in ("Country", "Admin1", "Region") or by_hand or population >= WEIGHT
            for name in {bare(n) for n in [cells[1]] + cells[9].split("|")}:
                weight, towns, hand = out.get(name, (False, 0, False))
                out[name] = (weight or heavy, towns + (population >= 5000), hand or by_hand)
    return out


if __name__ == "__main__":
    sys.exit(main())
