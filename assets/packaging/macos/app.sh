#!/usr/bin/env bash
# Makes a universal Duizhao.app and a disk image from release builds for both kinds of processor.
#   assets/packaging/macos/app.sh ARM-BINARIES INTEL-BINARIES OUT.dmg
set -euo pipefail
cd "$(dirname "$0")/../../.."
arm=$1 intel=$2 out=$3
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
app=$work/Duizhao.app
mkdir -p "$app/Contents/"{MacOS,Resources/zh-Hans.lproj,Resources/en.lproj}
for program in duizhao duizhao-cli; do
  lipo -create -output "$app/Contents/MacOS/$program" "$arm/$program" "$intel/$program"
  chmod 755 "$app/Contents/MacOS/$program"
done
sed "s/<string>0\.1\.0</<string>$version</" assets/packaging/macos/Info.plist >"$app/Contents/Info.plist"
plutil -lint "$app/Contents/Info.plist"
cp assets/icon/duizhao.icns "$app/Contents/Resources/duizhao.icns"
echo '"CFBundleDisplayName" = "对照"; "CFBundleName" = "对照";' >"$app/Contents/Resources/zh-Hans.lproj/InfoPlist.strings"
echo '"CFBundleDisplayName" = "Duizhao"; "CFBundleName" = "Duizhao";' >"$app/Contents/Resources/en.lproj/InfoPlist.strings"
cp LICENSE-MIT LICENSE-APACHE assets/licenses.tsv "$app/Contents/Resources/"
# Signed for this machine; a signature that others trust needs a certificate.
codesign --force --deep --sign "${SIGN:--}" "$app"
codesign --verify --deep --strict "$app"
ln -s /Applications "$work/Applications"
hdiutil create -volname 对照 -srcfolder "$work" -fs HFS+ -format UDZO -ov "$out"
echo "$out"
