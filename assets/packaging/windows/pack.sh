#!/usr/bin/env bash
# Packs the programs for Windows: the installer, and an archive to run from without installing.
#
#   assets/packaging/windows/pack.sh [FOLDER WITH THE PROGRAMS] [FOLDER OF THE RESULT]
#
# target/dist and target/packages otherwise. Needs makensis (MAKENSIS names it otherwise) and 7z or zip.
set -euo pipefail
cd "$(dirname "$0")/../../.."
programs=${1:-target/dist}
out=${2:-target/packages}
mkdir -p "$out"
out=$(cd "$out" && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | tr -d '\r' | head -n 1)
name=duizhao-$version-windows-x86_64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

to=$work/$name
mkdir -p "$to/licenses"
cp "$programs/duizhao.exe" "$programs/duizhao-cli.exe" README.md assets/CHANGELOG.md "$to"
# Editors of old Windows want a mark of UTF-8 and both characters of a line's end.
{ printf '\357\273\277'; sed 's/\r*$/\r/' assets/packaging/windows/portable.txt; } >"$to/portable.txt"
cp LICENSE-MIT LICENSE-APACHE fonts/OFL.txt assets/lexicon/regions-LICENSE.txt assets/licenses.tsv \
  assets/licenses.txt "$to/licenses"
rm -f "$out/$name-portable.zip"
if command -v 7z >/dev/null; then
  (cd "$work" && 7z a -tzip -mx=9 -bso0 "$out/$name-portable.zip" "$name")
else
  (cd "$work" && zip -q -9 -r "$out/$name-portable.zip" "$name")
fi

# The installer is written here first: the tool takes no path of this shell on Windows.
"${MAKENSIS:-makensis}" -V2 -INPUTCHARSET UTF8 -NOCD "-DVERSION=$version" "-DPROGRAMS=$programs" "-DOUT=$name-setup.exe" \
  assets/packaging/windows/duizhao.nsi
mv "$name-setup.exe" "$out/"
ls -l "$out/$name"*
