"""Which spellings of a place are worth keeping, and how they compare."""

import re
import unicodedata

ARABIC = re.compile(r"^[\u0621-\u064a\u064b-\u0652\u0670\u0671\u06a9\u06cc\s'’‎\-ـ]+$")
LATIN = re.compile(r"^[A-Za-zÀ-ɏɓɔɗɛɲŋƙʼḀ-ỿ\s'’‘`\-./()]+$")
MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640\u200e\u200f\u200c\u200d]")
ARABIC_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك"})


def bare(name):
    """The spelling without case, accents and marks: the crates' `fold`, word by word, joined by one space."""
    text = MARKS.sub("", name).translate(ARABIC_FOLD).replace("œ", "oe").replace("æ", "ae").replace("ø", "o")
    # hamza on a carrier stays a letter of its own, as in the crates' folding
    out = []
    for c in text:
        if "\u0600" <= c <= "\u06ff":
            out.append(c)
        else:
            out.extend(d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d))
    text = "".join(out).lower()
    return " ".join(re.findall(r"[^\W_]+", text))


def is_arabic(name):
    """Written in Arabic letters, Persian ya and kaf included."""
    return bool(ARABIC.match(name)) and any("\u0621" <= c <= "\u06cc" for c in name)


def good_arabic(name):
    """An Arabic spelling long enough to be told from a word."""
    return is_arabic(name) and len(bare(name)) > 2


def good_latin(name):
    """A Latin spelling that is a name: GeoNames' machine transliterations are in lower case, codes in upper."""
    key = bare(name)
    return (
        bool(LATIN.match(name))
        and len(key) > 2
        and name[0].upper() == name[0]
        and name[0].isalpha()
        and not (name.isupper() and len(name) <= 4)
        and len(key) < 40
    )


class Stripper:
    """Takes generic words off the names of divisions."""

    def __init__(self, rows):
        self.before = [bare(r[2]) for r in rows if r[1] == "before"]
        self.after = [bare(r[2]) for r in rows if r[1] == "after"]

    def strip(self, name):
        """The name without its generic word, or None where it has none."""
        name = re.sub(r"\s*\(.*?\)", "", name).strip().replace("’", "'")
        words = name.replace("'", "' ").split()
        keys = [bare(w) for w in words]
        for phrase in sorted(self.before, key=len, reverse=True):
            n = len(phrase.split())
            if len(words) > n and " ".join(keys[:n]) == phrase:
                return " ".join(words[n:]).replace("' ", "'")
        for phrase in sorted(self.after, key=len, reverse=True):
            n = len(phrase.split())
            if len(words) > n and " ".join(keys[-n:]) == phrase:
                return " ".join(words[:-n]).replace("' ", "'")
        return None
