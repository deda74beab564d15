"""The OpenAPI document of a running server, with decisions about events that its record holds as examples.

    python3 tools/serve_examples.py http://127.0.0.1:8017/ > openapi.json
"""

import json
import sys
from urllib.request import urlopen


def main(address: str) -> None:
    def get(path: str) -> dict:
        with urlopen(address + path) as answer:
            return json.load(answer)

    document = get("api/openapi.json")
    several = next(e["id"] for e in get("api/v1/events?limit=500")["items"] if e["articles"] > 2)
    one, two, three, *_ = [e["id"] for e in get("api/v1/events?limit=500")["items"] if e["articles"] == 1]
    members = [r["member"] for r in get(f"api/v1/events/{several}")["reports"]]
    decisions = [
        {"kind": "merge", "events": [one, two]},
        {"kind": "split", "event": several, "members": members[:1]},
        {"kind": "apart", "events": [one, three]},
        {"kind": "confirm", "event": three},
        {"kind": "correct", "event": several, "correction": {"date": {"start": "2024-02-29", "end": "2024-02-29", "precision": "day"}}},
        {"kind": "correct", "event": several, "correction": {"figure": {"measure": "killed", "of": "people", "low": 1, "best": 2, "high": None}}},
        {"kind": "undo", "decision": 1},
    ]
    body = document["paths"]["/api/v1/decisions"]["post"]["requestBody"]["content"]["application/json"]
    body["examples"] = {f"real {n}": {"value": {"why": "an example", **d}} for n, d in enumerate(decisions)}
    path = document["paths"]["/api/v1/events/{id}"]["get"]["parameters"][0]
    path["examples"] = {"real": {"value": several}}
    json.dump(document, sys.stdout)


main(sys.argv[1])
