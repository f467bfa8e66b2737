#!/usr/bin/env bash
# Installs a package into a bare Debian of its own, starts the window there, and removes all of it again.
#
#   assets/packaging/linux/check-deb.sh target/debian/duizhao_0.1.0-1_amd64.deb [ROOT]
#
# Must be run by root. ROOT (/tmp/duizhao-root otherwise) is made with debootstrap where it is missing; SUITE names the
# release of Debian, PICTURE the file for the picture of the window. Needs debootstrap, xvfb, xdotool, x11-utils and
# imagemagick on the machine that checks.
set -euo pipefail
deb=$(realpath "$1")
root=${2:-/tmp/duizhao-root}
suite=${SUITE:-bookworm}
picture=${PICTURE:-$PWD/check-deb.png}
here=$(cd "$(dirname "$0")" && pwd)
samples=$here/../../samples
work=$(mktemp -d)
step() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*"; exit 1; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# Everything but what the kernel shows, what users keep, and the book-keeping of dpkg itself.
files() {
  (cd "$root" && find . \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./home -o -path ./run \
    -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log \) -prune -o -print | LC_ALL=C sort)
}
cleanup() {
  kill "${app:-}" "${server:-}" 2>/dev/null || true
  wait 2>/dev/null || true
  for place in tmp/.X11-unix proc; do
    ! mountpoint -q "$root/$place" || umount "$root/$place"
  done
  rm -rf "$work"
}
trap cleanup EXIT

step "a bare root"
[ -x "$root/usr/bin/dpkg" ] || debootstrap --variant=minbase "$suite" "$root" >"$work/debootstrap.log"
mkdir -p "$root/tmp/.X11-unix" "$root/root/in"
rm -rf "$root"/root/in/*
mount -t proc proc "$root/proc"
mkdir -p /tmp/.X11-unix
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
# The parts of a desktop that read what the package lays down; the rest of a desktop is not needed to see it.
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends desktop-file-utils hicolor-icon-theme shared-mime-info xdg-utils libglib2.0-bin >"$work/apt.log" 2>&1
files >"$work/before"
echo "$(wc -l <"$work/before") files"

step "install"
cp "$deb" "$root/root/in/package.deb"
inside apt-get install -y -qq --no-install-recommends /root/in/package.deb >>"$work/apt.log" 2>&1 || { cat "$work/apt.log"; fail "it cannot be installed"; }
inside dpkg -s duizhao | grep -E '^(Status|Version)'
inside duizhao-cli --version || fail "the command line does not start"
inside ldd /usr/bin/duizhao | grep 'not found' && fail "a library is missing"

step "menu, icon, kind of file"
inside desktop-file-validate /usr/share/applications/duizhao.desktop || fail "the entry of the menu"
inside grep -q 'application/x-duizhao=duizhao.desktop' /usr/share/applications/mimeinfo.cache || fail "the kind of file has no program"
for size in 16x16 32x32 48x48 64x64 128x128 256x256 512x512; do
  [ -s "$root/usr/share/icons/hicolor/$size/apps/duizhao.png" ] || fail "icon $size"
done
[ -s "$root/usr/share/icons/hicolor/scalable/apps/duizhao.svg" ] || fail "icon as svg"
# A user and a path in Chinese.
inside useradd -m -d /home/王小明 -s /bin/bash wang 2>/dev/null || true
folder='/home/王小明/文档/报告 2026'
mkdir -p "$root$folder"
cp "$samples"/*.txt "$root$folder/"
# An SQLite database of the program by its name, by its head alone, and one of something else.
head_of() { printf 'SQLite format 3\0'; head -c 52 /dev/zero; printf '%s' "$1"; head -c 28 /dev/zero; }
head_of DUZH >"$root$folder/项目.duizhao"
head_of DUZH >"$root$folder/no-ending"
head_of OTHR >"$root$folder/other"
inside chown -R wang: /home/王小明
kind() { inside gio info -a standard::content-type "$folder/$1" | sed -n 's/.*standard::content-type: //p'; }
for name in 项目.duizhao no-ending; do
  [ "$(kind "$name")" = application/x-duizhao ] || fail "$name is $(kind "$name")"
done
[ "$(kind other)" = application/vnd.sqlite3 ] || fail "other is $(kind other)"
programs=$(inside gio mime application/x-duizhao)
[[ $programs == *duizhao.desktop* ]] || fail "no program for the kind of file: $programs"
echo "menu, icons and kind of file are there"
rm "$root$folder/项目.duizhao" "$root$folder/no-ending" "$root$folder/other"

step "the window"
display=:$((90 + RANDOM % 900))
Xvfb "$display" -screen 0 1280x800x24 >"$work/xvfb.log" 2>&1 &
server=$!
export DISPLAY=$display
for _ in $(seq 50); do xdpyinfo >/dev/null 2>&1 && break; sleep 0.1; done
chroot "$root" setpriv --reuid=wang --regid=wang --clear-groups /usr/bin/env -i PATH=/usr/bin:/bin HOME=/home/王小明 \
  LANG=zh_CN.UTF-8 DISPLAY="$display" duizhao "$folder"/云溪市2025.txt "$folder"/云溪市2026.txt >"$work/app.log" 2>&1 &
app=$!
window=""
for _ in $(seq 100); do
  window=$(xdotool search --onlyvisible --class '^duizhao$' 2>/dev/null | tail -n 1 || true)
  [ -n "$window" ] && break
  kill -0 "$app" 2>/dev/null || { cat "$work/app.log"; fail "the program ended"; }
  sleep 0.2
done
[ -n "$window" ] || { cat "$work/app.log"; fail "no window"; }
xprop -id "$window" WM_CLASS
# The table of goals is there when its colours are.
for _ in $(seq 60); do
  sleep 0.5
  import -window root "$picture"
  found=$(convert "$picture" -alpha off -fuzz 1% -fill black +opaque '#fdeed8' -fill white -opaque '#fdeed8' -format '%[fx:int(mean*w*h+0.5)]' info:)
  [ "$found" -ge 1500 ] && break
done
kill -0 "$app" 2>/dev/null || { cat "$work/app.log"; fail "the program ended"; }
[ "$found" -ge 1500 ] || { cat "$work/app.log"; fail "the table of goals did not show"; }
echo "the window shows goals: $picture"
kill "$app"; wait "$app" 2>/dev/null || true
echo "what the user keeps:"
(cd "$root/home" && find . -type f -newer "$root/root/in/package.deb" ! -name '.bash*' ! -name .profile | LC_ALL=C sort)

step "purge"
inside apt-get purge -y -qq --autoremove duizhao >>"$work/apt.log" 2>&1 || { cat "$work/apt.log"; fail "it cannot be removed"; }
rm -rf "$root/root/in/package.deb"
inside userdel -r wang >/dev/null 2>&1 || true
files >"$work/after"
# The account was made by this check, not by the package.
left=$(diff "$work/before" "$work/after" | grep '^[<>]' | grep -Ev '^[<>] ./etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$' || true)
[ -z "$left" ] || { echo "$left"; fail "purging left (>) or took (<) something"; }
! inside grep -qr x-duizhao /usr/share/mime /usr/share/applications || fail "the kind of file is still known"
! inside dpkg -s duizhao >/dev/null 2>&1 || fail "dpkg still knows the package"
echo "nothing is left"

step "all passed"
