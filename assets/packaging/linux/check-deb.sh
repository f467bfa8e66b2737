#!/usr/bin/env bash
# Installs a .deb on a clean Debian in a folder, starts the window there under Xvfb, looks for menu entry, icon and kind of
# file, and takes it away again: nothing may be left.
#   assets/packaging/linux/check-deb.sh PACKAGE.deb [PICTURE.png]
# Needs root, debootstrap, xvfb, xdotool, imagemagick.
set -euo pipefail
package=$(readlink -f "$1")
picture=${2:-}
root=${CLEAN_ROOT:-/var/tmp/duizhao-clean}
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 HOME=/root "$@"; }
[ -x "$root/usr/bin/dpkg" ] || debootstrap --variant=minbase bookworm "$root"
cp /etc/apt/sources.list "$root/etc/apt/" 2>/dev/null || true
cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d "$root/etc/apt/" 2>/dev/null || true
cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
inside apt-get update -qq
# What a desktop has anyway, and a driver that draws without a graphics card.
inside apt-get install -y -qq --no-install-recommends shared-mime-info desktop-file-utils xdg-utils hicolor-icon-theme libgl1-mesa-dri >/dev/null
files() { (cd "$root" && find etc opt usr var/lib/dpkg/info root home -xdev \( -path var/cache -o -path usr/share/mime \) -prune -o -print | sort); }
inside apt-get purge -y -qq duizhao >/dev/null 2>&1 || true
cp "$package" "$root/tmp/duizhao.deb"
# The libraries first, so that what is left is the package's own.
inside sh -c 'apt-get install -y -qq --no-install-recommends /tmp/duizhao.deb >/dev/null && dpkg --purge duizhao >/dev/null'
files >"$root/tmp/before"
inside dpkg -i /tmp/duizhao.deb >/dev/null
echo "installed: $(inside dpkg-query -W -f '${Package} ${Version}' duizhao)"
inside desktop-file-validate /usr/share/applications/duizhao.desktop
echo "menu entry: $(inside grep -c '^Exec=duizhao' /usr/share/applications/duizhao.desktop)"
inside test -f /usr/share/icons/hicolor/256x256/apps/duizhao.png && echo "icon: there"
inside sh -c 'printf "SQLite format 3\000" >/tmp/a.duizhao; head -c 52 /dev/zero >>/tmp/a.duizhao; printf DUZH >>/tmp/a.duizhao; head -c 100 /dev/zero >>/tmp/a.duizhao'
kind=$(inside xdg-mime query filetype /tmp/a.duizhao)
echo "kind of a.duizhao: $kind"
[ "$kind" = application/x-duizhao ]
inside sh -c 'mkdir -p /tmp/报告 && printf "2026年云溪市政府工作报告\n今年经济社会发展主要预期目标是：地区生产总值增长6%%左右。\n" >"/tmp/报告/云溪市 2026.txt"'
echo "command line: $(inside duizhao-cli extract "/tmp/报告/云溪市 2026.txt" --format csv | wc -l) lines"
display=:$((90 + RANDOM % 900))
Xvfb "$display" -screen 0 1280x800x24 >/dev/null 2>&1 &
server=$!
mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
mount -t proc proc "$root/proc" 2>/dev/null || true
cleanup() { kill "${app:-}" "$server" 2>/dev/null || true; sleep 1; umount "$root/tmp/.X11-unix" "$root/proc" 2>/dev/null || true; }
trap cleanup EXIT
sleep 1
chroot "$root" env -i PATH=/usr/bin:/bin HOME=/root LANG=zh_CN.UTF-8 LANGUAGE=zh_CN LC_ALL=C.UTF-8 DISPLAY="$display" duizhao "/tmp/报告/云溪市 2026.txt" >/dev/null 2>&1 &
app=$!
for _ in $(seq 100); do
  DISPLAY=$display xdotool search --onlyvisible --class duizhao >/dev/null 2>&1 && break
  sleep 0.2
done
DISPLAY=$display xdotool search --onlyvisible --class duizhao >/dev/null
sleep 2
echo "window: there"
[ -z "$picture" ] || DISPLAY=$display import -window root "$picture"
kill "$app" 2>/dev/null || true
wait "$app" 2>/dev/null || true
rm -rf "$root/root/.config/duizhao" "$root/root/.local"
inside dpkg --purge duizhao >/dev/null
rm -rf "$root/tmp/a.duizhao" "$root/tmp/报告"
files >"$root/tmp/after"
if ! diff "$root/tmp/before" "$root/tmp/after"; then
  echo "left behind"
  exit 1
fi
echo "purged: nothing is left"
