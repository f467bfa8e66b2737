#!/usr/bin/env python3
"""Writes assets/licenses.tsv: what the program is built of, and under which licences.

    python3 assets/packaging/licenses.py           writes the list
    python3 assets/packaging/licenses.py --check   says what is out of date in it; exit status 1 then

A line a library: name, version, licence, parted by tabs. Counted is what the window and the command line need on
Linux, Windows and macOS, helpers of the build too; what only tests need is left out. Asks `cargo metadata` once a
system, by the lock file as it is; it joins the features that any part of the build asks for, so a few are listed that
only another system or the tests make it use.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "assets" / "licenses.tsv"
SYSTEMS = [
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
]
HEAD = "# What the program is built of, made by assets/packaging/licenses.py: name, version, licence\n"


def needed(system):
    """Every package that is reached from the program without the dependencies of tests."""
    output = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", system],
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    ).stdout
    data = json.loads(output)
    packages = {package["id"]: package for package in data["packages"]}
    edges = {node["id"]: node["deps"] for node in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    seen, waiting = set(), [root]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        waiting += [
            edge["pkg"] for edge in edges[one]
            if any(kind["kind"] != "dev" for kind in edge["dep_kinds"])
        ]
    return [packages[one] for one in seen - {root}]


def licence(package):
    """The expression as SPDX writes it; old manifests part alternatives by a slash."""
    words = package["license"]
    if not words:
        sys.exit(f"{package['name']} {package['version']} names no licence")
    return " OR ".join(part.strip() for part in words.split("/"))


def main():
    lines = {
        (package["name"], package["version"], licence(package))
        for system in SYSTEMS
        for package in needed(system)
    }
    text = HEAD + "".join("\t".join(line) + "\n" for line in sorted(lines))
    if "--check" not in sys.argv[1:]:
        LIST.write_text(text, encoding="utf-8", newline="\n")
        print(f"{LIST.relative_to(ROOT)}: {len(lines)} libraries")
        return
    old = set(LIST.read_text(encoding="utf-8").splitlines()) if LIST.exists() else set()
    new = set(text.splitlines())
    for line in sorted(old ^ new):
        print("-" if line in old else "+", line)
    if old != new:
        sys.exit("assets/licenses.tsv is out of date: run assets/packaging/licenses.py")
    print(f"{len(lines)} libraries, as listed")


if __name__ == "__main__":
    main()
