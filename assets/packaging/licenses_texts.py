#!/usr/bin/env python3
"""Writes assets/licenses.txt: the texts of the licences of all that assets/licenses.tsv lists.

    python3 assets/packaging/licenses_texts.py           writes the texts
    python3 assets/packaging/licenses_texts.py --check   says whether they are out of date; exit status 1 then

A text stands once, below the names of the libraries it holds for and whose work they are. Where a library leaves the
choice, the shortest licence is taken; a library without a text of its own gets the usual one with the authors it names.
Reads the sources cargo has fetched.
"""

import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

# A cache of the module beside it would be no part of the project.
sys.dont_write_bytecode = True
import licenses

OUT = licenses.ROOT / "assets" / "licenses.txt"
# What is taken where there is a choice, first the best.
TAKEN = [
    "MIT", "Zlib", "0BSD", "ISC", "BSL-1.0", "BSD-2-Clause", "BSD-3-Clause", "Unicode-3.0", "CC0-1.0", "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception", "MPL-2.0",
]
# How each text is known; the first that fits.
MARKS = [
    ("MPL-2.0", r"mozilla public license,? version 2\.0"),
    ("Apache-2.0 WITH LLVM-exception", r"llvm exceptions to the apache 2\.0 license"),
    ("Apache-2.0", r"apache license.*terms and conditions for use, reproduction"),
    ("Unicode-3.0", r"unicode license v3"),
    ("BSL-1.0", r"boost software license"),
    ("CC0-1.0", r"statement of purpose.*cc0"),
    ("Zlib", r"this notice may not be removed or altered"),
    ("BSD-3-Clause", r"redistribution and use in source.*endorse or promote"),
    ("BSD-2-Clause", r"redistribution and use in source"),
    ("ISC", r"permission to use, copy, modify,? and(/or)? distribute.*appear in all copies"),
    ("0BSD", r"permission to use, copy, modify,? and(/or)? distribute"),
    # Always one of two, and never the one that is taken.
    ("GPL", r"^\W*gnu general public license"),
    ("Unlicense", r"this is free and unencumbered software"),
]
MIT = re.compile(r"Permission\s+is\s+hereby\s+granted,\s+free\s+of\s+charge,.*?SOFTWARE\s+OR\s+(?:THE\s+USE\s+OR\s+OTHER\s+)?"
                 r"DEALINGS\s+IN\s+THE\s+SOFTWARE\.?", re.DOTALL | re.IGNORECASE)
OWNER = re.compile(r"^\W*(?:copyright\b|portions copyright|(?:\(c\)|©) ?\d{4})", re.IGNORECASE)
# Lines of the same beginning that are part of a text, or a blank to fill in.
NO_OWNER = re.compile(r"copyright (?:notice|holder|license|owner|and (?:related|neighboring)|interest)|\[yyyy\]|\{yyyy\}"
                      r"|copyright\W*$", re.IGNORECASE)
NAMES = ("licen", "copying", "copyright", "notice", "unlicense")
# What lies there is no part of the program.
LEFT_OUT = {"tests", "test", "examples", "benches", "resources", "assets", "bindings", "target", "fuzz", ".git"}
# What only tells where the texts are.
POINTER = re.compile(r"\A\s*MIT OR Apache-2\.0\s*\Z|dual-licensed|Licensed under the Apache License, Version 2\.0")
LINE = 72 * "="


def known(text):
    flat = " ".join(text.lower().split())
    return next((name for name, mark in MARKS if re.search(mark, flat)), None)


def parts(text):
    """The owners a text names, and the rest of it."""
    owners, rest = [], []
    for line in text.splitlines():
        if OWNER.search(line) and not NO_OWNER.search(line):
            owners.append(" ".join(line.strip(" \t*#/-_`").split()))
        else:
            rest.append(line.rstrip())
    return owners, re.sub(r"\n{3,}", "\n\n", "\n".join(rest).strip("\n"))


def flat(text):
    """What two texts that differ in nothing but their look have in common."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def files(package):
    folder = Path(package["manifest_path"]).parent
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one.lower() not in LEFT_OUT)
        for name in sorted(names):
            path = Path(place) / name
            named = name.lower().startswith(NAMES) or path.parent.name.lower() in ("licenses", "license")
            if named and path.suffix.lower() in ("", ".txt", ".md", ".mit", ".apache", ".0", ".0_with_llvm-exception", ".bsd-3-clause"):
                yield path.relative_to(folder), path.read_text(encoding="utf-8", errors="replace").replace("\r", "")


def texts(package):
    """Licence -> (owners, text) of the files a package brings, and the files that are none of these."""
    found, further = {}, []
    for path, text in files(package):
        inner = len(path.parts) > 1 and path.parts[0].lower() not in ("licenses", "license")
        match = MIT.search(text)
        name = known(text if not match else text[: match.start()] + text[match.end():])
        pieces = []
        if match:
            pieces.append(("MIT", parts(text[: match.start()])[0], match.group(0)))
        if name:
            owners, rest = parts(text)
            if name.startswith("Apache-2.0"):
                # Behind the terms stands how to apply them, as one likes.
                rest = re.sub(r"(END OF TERMS AND CONDITIONS)(?!.*LLVM Exceptions).*", r"\1", rest, flags=re.DOTALL)
            pieces.append((name, owners, rest))
        if name in ("GPL", "Unlicense"):
            continue
        if inner or (not pieces and not POINTER.search(text)):
            further.append((path, text))
            continue
        for name, owners, rest in pieces:
            found.setdefault(name, (owners, rest))
    return found, further


def choose(expression):
    """The licences that hold, of those an expression leaves to choose from."""
    expression = expression.strip()
    for joint in (" AND ", " OR "):
        depth, start, pieces = 0, 0, []
        for at, char in enumerate(expression):
            depth += (char == "(") - (char == ")")
            if depth == 0 and expression.startswith(joint, at):
                pieces.append(expression[start:at])
                start = at + len(joint)
        pieces.append(expression[start:])
        if len(pieces) > 1:
            chosen = [choose(piece) for piece in pieces]
            if joint == " AND ":
                return sorted({one for some in chosen for one in some})
            return min(chosen, key=lambda some: max(TAKEN.index(one) if one in TAKEN else 99 for one in some))
    if expression.startswith("("):
        return choose(expression[1:-1])
    return [expression]


def main():
    packages = {}
    for system in licenses.SYSTEMS:
        for package in licenses.needed(system):
            packages[package["name"], package["version"]] = package
    packages = dict(sorted(packages.items()))
    own = {key: texts(package) for key, package in packages.items()}
    # The usual wording of each licence, for libraries that bring none.
    usual = defaultdict(Counter)
    look = {}
    for found, _ in own.values():
        for name, (_, rest) in found.items():
            usual[name][flat(rest)] += 1
            look.setdefault((name, flat(rest)), rest)
    groups = defaultdict(lambda: defaultdict(list))
    further = defaultdict(list)
    for key, package in packages.items():
        found, more = own[key]
        authors = ", ".join(re.sub(r"\s*<[^>]*>", "", author) for author in package["authors"])
        named = f"Copyright {authors}" if authors else f"Copyright the authors of {package['name']}"
        for name in choose(licenses.licence(package)):
            if name not in TAKEN:
                sys.exit(f"{key[0]} {key[1]}: {name} is not known here")
            owners, rest = found.get(name, ([], None))
            if rest is None:
                rest = look[name, usual[name].most_common(1)[0][0]]
            # The Apache licence, and those that name their owners within, ask for no line of their own.
            owner = "; ".join(dict.fromkeys(owners)) or named
            groups[name, flat(rest)][owner].append(" ".join(key))
        for path, text in more:
            further[text.strip()].append((" ".join(key), path.as_posix()))
    # Files of the project itself that are the work of others.
    for title, path in [
        ("Noto Sans SC", "fonts/OFL.txt"),
        ("names of regions", "assets/lexicon/regions-LICENSE.txt"),
    ]:
        further[(licenses.ROOT / path).read_text(encoding="utf-8").strip()].append((title, path))

    further["SQLite is in the public domain."].append(("SQLite", "libsqlite3-sys"))

    out = [
        "对照所用的库和数据，以及它们的许可证",
        "What Duizhao is made of, and the licences of all of it",
        "Made by assets/packaging/licenses_texts.py; names, versions and licences one a line: licenses.tsv",
    ]
    order = sorted(groups, key=lambda key: (TAKEN.index(key[0]), -sum(map(len, groups[key].values())), key[1]))
    for name, body in order:
        out += ["", LINE, name, LINE, ""]
        for owner, names in sorted(groups[name, body].items(), key=lambda item: item[1]):
            out += [", ".join(names), f"    {owner}"]
        out += ["", look[name, body]]
    for text, where in sorted(further.items(), key=lambda item: sorted(item[1])):
        out += ["", LINE, ", ".join(f"{name} ({path})" for name, path in sorted(where)), LINE, "", text]
    text = "\n".join(out) + "\n"
    # Where a library can be had stands in its manifest; an address of a registry helps nobody here.
    text = "\n".join(line.rstrip() for line in re.sub(r"https?://(?:www\.)?(?:crates\.io|docs\.rs|lib\.rs)\S*", "", text).splitlines()) + "\n"
    if "--check" in sys.argv[1:]:
        if not OUT.exists() or OUT.read_text(encoding="utf-8") != text:
            sys.exit("assets/licenses.txt is out of date: run assets/packaging/licenses_texts.py")
        print(f"{len(packages)} libraries, {len(order)} texts, as written")
        return
    OUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUT.relative_to(licenses.ROOT)}: {len(packages)} libraries, {len(order) + len(further)} texts, {len(text.encode()) >> 10} KB")


if __name__ == "__main__":
    main()
