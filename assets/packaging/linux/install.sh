#!/bin/sh
# Installs the folder it lies in for the user who calls it, into ~/.local (or PREFIX). Called as uninstall.sh, here or
# from share/duizhao of where it was installed, it takes the same files away. Settings and work stay: they are the user's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
list=$prefix/share/duizhao/installed.txt

# Menu, kinds of files and icons are read again where the desktop has these tools; others look by themselves.
renew() {
  if command -v update-mime-database >/dev/null; then update-mime-database "$prefix/share/mime" || true; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database "$prefix/share/applications" || true; fi
  if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor" || true; fi
}

if [ "$(basename "$0")" = uninstall.sh ]; then
  if [ ! -f "$list" ]; then
    echo "没有装在 $prefix / not installed in $prefix"
    exit 1
  fi
  while IFS= read -r file; do
    rm -f "$prefix/$file"
  done <"$list"
  rm -f "$list"
  # Only folders that became empty.
  rmdir "$prefix/share/duizhao" "$prefix/share/doc/duizhao" 2>/dev/null || true
  renew
  echo "已卸载，设置和项目保留 / Removed; settings and projects stay"
  exit
fi

mkdir -p "$prefix/share/duizhao" "$prefix/share/mime" "$prefix/share/applications"
(cd "$here" && find bin share -type f) >"$list"
echo share/duizhao/uninstall.sh >>"$list"
while IFS= read -r file; do
  if [ -f "$here/$file" ]; then
    mkdir -p "$(dirname "$prefix/$file")"
    # Removed first: a program that runs cannot be written over.
    rm -f "$prefix/$file"
    cp -p "$here/$file" "$prefix/$file"
  fi
done <"$list"
cp -p "$0" "$prefix/share/duizhao/uninstall.sh"
# A desktop may start without ~/.local/bin in its path.
sed "s|^Exec=duizhao |Exec=\"$prefix/bin/duizhao\" |" "$here/share/applications/duizhao.desktop" >"$prefix/share/applications/duizhao.desktop"
renew
echo "已装到 $prefix，菜单里有「对照」；卸载：$prefix/share/duizhao/uninstall.sh"
echo "Installed into $prefix; remove with $prefix/share/duizhao/uninstall.sh"
