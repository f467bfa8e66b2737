#!/usr/bin/env bash
# Makes an AppImage from a release build. It needs appimagetool, which the machine that builds must have.
#   assets/packaging/linux/appimage.sh FOLDER-OF-BINARIES OUT.AppImage
set -euo pipefail
cd "$(dirname "$0")/../../.."
from=${1:-target/release}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
out=${2:-target/duizhao-$version-$(uname -m).AppImage}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/duizhao.AppDir
mkdir -p "$root/usr"
bash assets/packaging/linux/tar.sh "$from" "$work/all.tar.gz" >/dev/null
tar -C "$root/usr" --strip-components=1 -xzf "$work/all.tar.gz"
rm "$root/usr/install.sh"
cp "$root/usr/share/applications/duizhao.desktop" assets/icon/duizhao.svg "$root/"
cp assets/icon/duizhao-256.png "$root/.DirIcon"
cat >"$root/AppRun" <<'SCRIPT'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/bin/duizhao" "$@"
SCRIPT
chmod 755 "$root/AppRun"
appimagetool --no-appstream "$root" "$out"
echo "$out"
