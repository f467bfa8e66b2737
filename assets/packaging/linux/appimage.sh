#!/usr/bin/env bash
# Packs the window as an AppImage: one file that runs on most Linux desktops. It needs appimagetool, which is fetched on
# the build host (APPIMAGETOOL names it otherwise).
#
#   assets/packaging/linux/appimage.sh [FOLDER WITH THE PROGRAMS] [FOLDER OF THE RESULT]
#
# No library goes in: what is linked every system has, and drivers of graphics must be those of the system.
set -euo pipefail
cd "$(dirname "$0")/../../.."
programs=${1:-target/dist}
out=${2:-target/packages}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
to=$work/AppDir
linux=assets/packaging/linux
install -D -m 755 -t "$to/usr/bin" "$programs/duizhao" "$programs/duizhao-cli"
install -D -m 644 -t "$to/usr/share/applications" $linux/duizhao.desktop
install -D -m 644 -t "$to/usr/share/mime/packages" $linux/duizhao.xml
# The tool looks for the page of the program under the name of its menu entry.
install -D -m 644 $linux/duizhao.metainfo.xml "$to/usr/share/metainfo/duizhao.appdata.xml"
install -D -m 644 assets/icon/duizhao-256.png "$to/usr/share/icons/hicolor/256x256/apps/duizhao.png"
install -D -m 644 assets/icon/duizhao.svg "$to/usr/share/icons/hicolor/scalable/apps/duizhao.svg"
install -D -m 644 -t "$to/usr/share/doc/duizhao" LICENSE-MIT LICENSE-APACHE fonts/OFL.txt \
  assets/lexicon/regions-LICENSE.txt assets/licenses.tsv assets/licenses.txt
ln -s usr/bin/duizhao "$to/AppRun"
ln -s usr/share/applications/duizhao.desktop "$to/duizhao.desktop"
ln -s usr/share/icons/hicolor/256x256/apps/duizhao.png "$to/duizhao.png"
ln -s duizhao.png "$to/.DirIcon"
tool=${APPIMAGETOOL:-appimagetool}
if ! command -v "$tool" >/dev/null; then
  echo "appimagetool is missing: name it with APPIMAGETOOL"
  exit 1
fi
mkdir -p "$out"
ARCH=$(uname -m) VERSION=$version "$tool" "$to" "$out/duizhao-$version-$(uname -m).AppImage"
