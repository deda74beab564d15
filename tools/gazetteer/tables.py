"""Reading and writing the tab-separated tables of the gazetteer."""

import gzip
import io
import sys

COLUMNS = ["id", "name", "country", "admin1", "kind", "lat", "lon", "population", "notable", "names"]


def read_rows(path, width):
    """Rows of a hand-kept table: no comments, no blank lines, exactly `width` cells (trailing ones may lack)."""
    rows = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            cells = [c.strip() for c in line.split("\t")]
            if len(cells) > width:
                sys.exit(f"{path}:{number}: {len(cells)} columns where {width} are expected")
            rows.append(cells + [""] * (width - len(cells)))
    return rows


def write_places(path, places, stamp):
    """Writes the places, gzipped without a time stamp so that the same facts give the same bytes."""
    buffer = io.StringIO()
    buffer.write(f"# {stamp}\n" + "\t".join(COLUMNS) + "\n")
    for p in places:
        cells = [
            p["id"],
            p["name"],
            p["country"],
            p["admin1"],
            p["kind"],
            f"{p['lat']:.4f}".rstrip("0").rstrip("."),
            f"{p['lon']:.4f}".rstrip("0").rstrip("."),
            str(p["population"] or ""),
            "1" if p.get("hand") else "",
            "|".join(p["names"]),
        ]
        buffer.write("\t".join(cells) + "\n")
    with open(path, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(buffer.getvalue().encode())
