#!/usr/bin/env bash
# Packs the programs for any Linux: a folder to run from, or to install for one user without being root.
#
#   assets/packaging/linux/tar.sh [FOLDER WITH THE PROGRAMS] [FOLDER OF THE RESULT]
#
# target/dist and target/packages otherwise. The same input gives the same bytes.
set -euo pipefail
cd "$(dirname "$0")/../../.."
programs=${1:-target/dist}
out=${2:-target/packages}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
name=duizhao-$version-linux-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
to=$work/$name
linux=assets/packaging/linux
install -D -m 755 -t "$to/bin" "$programs/duizhao" "$programs/duizhao-cli"
install -D -m 644 -t "$to/share/applications" $linux/duizhao.desktop
install -D -m 644 -t "$to/share/mime/packages" $linux/duizhao.xml
install -D -m 644 $linux/duizhao.metainfo.xml "$to/share/metainfo/app.duizhao.duizhao.metainfo.xml"
for size in 16 32 48 64 128 256 512; do
  install -D -m 644 assets/icon/duizhao-$size.png "$to/share/icons/hicolor/${size}x$size/apps/duizhao.png"
done
install -D -m 644 assets/icon/duizhao.svg "$to/share/icons/hicolor/scalable/apps/duizhao.svg"
install -D -m 644 -t "$to/share/doc/duizhao" LICENSE-MIT LICENSE-APACHE fonts/OFL.txt \
  assets/lexicon/regions-LICENSE.txt assets/licenses.tsv assets/licenses.txt README.md assets/CHANGELOG.md
install -m 755 -t "$to" $linux/install.sh
install -m 755 $linux/install.sh "$to/uninstall.sh"
mkdir -p "$out"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" -C "$work" -c "$name" | gzip -n -9 >"$out/$name.tar.gz"
echo "$out/$name.tar.gz"
