#!/usr/bin/env python3
"""Lists the licence of every dependency, for the window's About and for packages.

    python3 assets/packaging/licenses.py          writes assets/licenses.tsv
    python3 assets/packaging/licenses.py --check  fails where it is not as it should be
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "assets" / "licenses.tsv"
SYSTEMS = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"]


def used(system):
    """Names and versions of what the programs of a system are made of, without what only builds or tests them."""
    out = subprocess.run(
        ["cargo", "tree", "--locked", "-e", "normal", "--prefix", "none", "--target", system, "-f", "{p}|{l}"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    for line in out.splitlines():
        package, _, licence = line.partition("|")
        name, version, *_ = package.split(" ")
        licence = licence.removesuffix(" (*)").replace("/", " OR ").replace("  ", " ")
        if name != "duizhao":
            yield name, version.removeprefix("v"), licence.strip() or "see the package"


def main():
    rows = sorted({row for system in SYSTEMS for row in used(system)})
    text = "# The licences of everything the programs are made of: name, version, licence.\n"
    text += "".join("\t".join(row) + "\n" for row in rows)
    if "--check" in sys.argv:
        if OUT.read_text(encoding="utf-8") != text:
            sys.exit("assets/licenses.tsv is not up to date: run assets/packaging/licenses.py")
        return
    OUT.write_text(text, encoding="utf-8")
    print(f"{len(rows)} packages")


main()
