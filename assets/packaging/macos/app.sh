#!/usr/bin/env bash
# Builds the program for both kinds of Mac, makes one .app of it and a disk image to drag it from.
#
#   assets/packaging/macos/app.sh [FOLDER OF THE RESULT]
#
# target/packages otherwise. Needs macOS with Apple's command line tools, and both targets of Rust. The signature is ad
# hoc: it keeps the program whole, but names nobody, so the first start goes through a right click and «Open».
set -euo pipefail
cd "$(dirname "$0")/../../.."
out=${1:-target/packages}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
here=assets/packaging/macos
targets=(aarch64-apple-darwin x86_64-apple-darwin)
# The oldest system that Info.plist promises.
export MACOSX_DEPLOYMENT_TARGET=11.0
for target in "${targets[@]}"; do
  cargo build --profile dist --locked --bins --target "$target"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

app=$work/image/Duizhao.app
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources/licenses" "$out"
for program in duizhao duizhao-cli; do
  lipo -create -output "$app/Contents/MacOS/$program" \
    "target/${targets[0]}/dist/$program" "target/${targets[1]}/dist/$program"
done
cp $here/Info.plist "$app/Contents/Info.plist"
plutil -replace CFBundleShortVersionString -string "$version" "$app/Contents/Info.plist"
plutil -replace CFBundleVersion -string "$version" "$app/Contents/Info.plist"
cp assets/icon/duizhao.icns "$app/Contents/Resources/"
cp -R $here/zh-Hans.lproj $here/en.lproj "$app/Contents/Resources/"
cp LICENSE-MIT LICENSE-APACHE fonts/OFL.txt assets/lexicon/regions-LICENSE.txt assets/licenses.tsv assets/licenses.txt \
  "$app/Contents/Resources/licenses/"
printf 'APPL????' >"$app/Contents/PkgInfo"
# Inner programs first: the outer signature seals them.
codesign --force --sign - "$app/Contents/MacOS/duizhao-cli"
codesign --force --sign - "$app"
codesign --verify --deep --strict "$app"
lipo -archs "$app/Contents/MacOS/duizhao"

ln -s /Applications "$work/image/Applications"
image=$out/duizhao-$version-macos-universal.dmg
rm -f "$image"
hdiutil create -volname "对照 Duizhao" -srcfolder "$work/image" -fs HFS+ -format UDZO -ov "$image"
hdiutil verify "$image"
ls -l "$image"
