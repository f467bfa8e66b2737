#!/usr/bin/env bash
# Makes a portable archive from a release build: both programs, the menu entry, icons, licences, and a script that puts
# them into ~/.local or takes them away.
#   assets/packaging/linux/tar.sh FOLDER-OF-BINARIES OUT.tar.gz
set -euo pipefail
cd "$(dirname "$0")/../../.."
from=${1:-target/release}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
name=duizhao-$version-linux-$(uname -m)
out=${2:-target/$name.tar.gz}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/$name
mkdir -p "$root"/{bin,share/applications,share/mime/packages,share/metainfo,share/doc/duizhao}
install -m 755 "$from/duizhao" "$from/duizhao-cli" "$root/bin/"
install -m 644 assets/packaging/linux/duizhao.desktop "$root/share/applications/"
install -m 644 assets/packaging/linux/duizhao.xml "$root/share/mime/packages/"
install -m 644 assets/packaging/linux/duizhao.metainfo.xml "$root/share/metainfo/"
for size in 16 32 48 64 128 256 512; do
  install -D -m 644 "assets/icon/duizhao-$size.png" "$root/share/icons/hicolor/${size}x$size/apps/duizhao.png"
done
install -D -m 644 assets/icon/duizhao.svg "$root/share/icons/hicolor/scalable/apps/duizhao.svg"
install -m 644 LICENSE-MIT LICENSE-APACHE README.md assets/CHANGELOG.md assets/licenses.tsv fonts/OFL.txt "$root/share/doc/duizhao/"
cat >"$root/install.sh" <<'SCRIPT'
#!/bin/sh
# Puts Duizhao into ~/.local, or takes it away: install.sh [--remove]
# 安装到 ~/.local；加 --remove 则卸载。设置和项目文件不动。
set -eu
cd "$(dirname "$0")"
to=${PREFIX:-$HOME/.local}
find bin share -type f | while read -r file; do
  if [ "${1:-}" = --remove ]; then
    rm -f "$to/$file"
  else
    mkdir -p "$to/$(dirname "$file")"
    cp "$file" "$to/$file"
  fi
done
if [ "${1:-}" = --remove ]; then
  rmdir "$to/share/doc/duizhao" 2>/dev/null || true
fi
for tool in "update-desktop-database $to/share/applications" "update-mime-database $to/share/mime" "gtk-update-icon-cache -q -t $to/share/icons/hicolor"; do
  command -v "${tool%% *}" >/dev/null 2>&1 && $tool >/dev/null 2>&1 || true
done
SCRIPT
chmod 755 "$root/install.sh"
# The same input gives the same archive.
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-01-01 00:00Z' -C "$work" -cf - "$name" | gzip -n9 >"$out"
echo "$out"
