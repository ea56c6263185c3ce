#!/bin/sh
# Makes the disk image: make_dmg.sh APP OUTPUT. With JFORG_CODESIGN_IDENTITY it is signed, with JFORG_NOTARY_PROFILE
# (a profile of `notarytool store-credentials`) notarised as well.
set -eu

app=$1
output=$2
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

if [ -n "${JFORG_CODESIGN_IDENTITY:-}" ]; then
    codesign --force --deep --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$JFORG_CODESIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
fi

cp -R "$app" "$tree/"
ln -s /Applications "$tree/Applications"
hdiutil create -volname JFOrg -srcfolder "$tree" -format UDZO -fs HFS+ -ov "$output"

if [ -n "${JFORG_CODESIGN_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$JFORG_CODESIGN_IDENTITY" "$output"
fi
if [ -n "${JFORG_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$output" --keychain-profile "$JFORG_NOTARY_PROFILE" --wait
    xcrun stapler staple "$output"
fi
