"""Reads articles with spaCy as far as it goes without a model: tokens, sentences, and the packs' phrases as entities.

usage: spacy_peer.py ARTICLES.jsonl PHRASES.txt    prints one JSON object
"""
import json
import sys
import time

import spacy

articles, phrases = sys.argv[1:3]
with open(articles, encoding="utf-8") as lines:
    texts = [a["title"] + "\n" + a["text"] for a in map(json.loads, lines)]
nlp = spacy.blank("ar")
nlp.max_length = max(map(len, texts)) + 1
nlp.add_pipe("sentencizer")
ruler = nlp.add_pipe("entity_ruler")
with open(phrases, encoding="utf-8") as lines:
    label, rules = "PHRASE", [line.strip() for line in lines if line.strip()]
ruler.add_patterns([{"label": label, "pattern": rule} for rule in rules])
began = time.perf_counter()
found = sum(len(doc.ents) for doc in nlp.pipe(texts))
seconds = time.perf_counter() - began
print(json.dumps({"version": spacy.__version__, "seconds": seconds, "entities": found}))
