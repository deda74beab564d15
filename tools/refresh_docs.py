#!/usr/bin/env python3
"""Runs the commands that documents quote, and puts their output back into the documents.

    tools/refresh_docs.py --bin target/release

A command stands in a comment `<!-- output of: COMMAND -->` right before a fenced block of text; COMMAND is a line for the
shell, run at the root of the checkout with the built programs on its path. Run it by `make docs`.
"""

import argparse
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"<!-- output of: (.*?) -->\n+```text\n.*?```\n", re.S)


def main():
    """Refreshes README.md and docs/*.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, help="folder of the built programs")
    path = os.path.abspath(parser.parse_args().bin) + os.pathsep + os.environ["PATH"]

    def output(match):
        command = match.group(1)
        run = subprocess.run(command, shell=True, cwd=ROOT, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, check=True)
        return f"<!-- output of: {command} -->\n```text\n{run.stdout.decode().rstrip()}\n```\n"

    for file in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        old = file.read_text(encoding="utf-8")
        new = BLOCK.sub(output, old)
        if new != old:
            file.write_text(new, encoding="utf-8")
            print("refreshed", file.relative_to(ROOT))


if __name__ == "__main__":
    main()
