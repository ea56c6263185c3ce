#!/bin/sh
# Makes an AppImage of the frozen folder: make_appimage.sh FROZEN OUTPUT. Needs appimagetool (https://appimage.org).
set -eu

frozen=$1
output=$2
here=$(cd "$(dirname "$0")" && pwd)
icons=$(cd "$frozen/../../icons" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

mkdir -p "$tree/usr/lib" "$tree/usr/share/applications" "$tree/usr/share/metainfo"
cp -a "$frozen" "$tree/usr/lib/jforg"
cp "$here/jforg.desktop" "$tree/usr/share/applications/jforg.desktop"
sed -e "s/@VERSION@/${JFORG_VERSION:-0}/" -e "s/@DATE@/$(date -u +%Y-%m-%d)/" \
    "$here/org.jforg.JFOrg.metainfo.xml" >"$tree/usr/share/metainfo/org.jforg.JFOrg.metainfo.xml"
ln -s usr/share/applications/jforg.desktop "$tree/jforg.desktop"
cp "$icons/jforg-256.png" "$tree/jforg.png"
ln -s jforg.png "$tree/.DirIcon"

# The command line is in there too: JFOrg.AppImage --cli …
cat >"$tree/AppRun" <<'RUN'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
if [ "${1:-}" = --cli ]; then
    shift
    exec "$here/usr/lib/jforg/jforg" "$@"
fi
exec "$here/usr/lib/jforg/jforg-gui" "$@"
RUN
chmod 755 "$tree/AppRun"

appimagetool --no-appstream "$tree" "$output"
