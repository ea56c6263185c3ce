#!/bin/sh
# Puts the signing certificate of the release into a keychain of its own, and tells the steps that follow to use it.
# Without a certificate the build goes on unsigned, as a fork's does.
set -eu

if [ -z "${CERTIFICATE:-}" ]; then
    echo "No certificate is set: the application will not be signed."
    exit 0
fi
keychain=$RUNNER_TEMP/release.keychain-db
secret=$(uuidgen)
printf '%s' "$CERTIFICATE" | base64 --decode >"$RUNNER_TEMP/certificate.p12"
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 3600 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
security import "$RUNNER_TEMP/certificate.p12" -k "$keychain" -P "$PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -k "$secret" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain"
rm "$RUNNER_TEMP/certificate.p12"
identity=$(security find-identity -v -p codesigning "$keychain" | sed -n 's/.*"\(Developer ID Application.*\)".*/\1/p' | head -n 1)
echo "JFORG_CODESIGN_IDENTITY=$identity" >>"$GITHUB_ENV"

if [ -n "${APPLE_ID:-}" ]; then
    xcrun notarytool store-credentials jforg --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM" --password "$APPLE_PASSWORD"
    echo "JFORG_NOTARY_PROFILE=jforg" >>"$GITHUB_ENV"
fi
