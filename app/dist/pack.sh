#!/usr/bin/env bash
# pack.sh TARGET PROGRAM EXTRAS INTO: one archive for one kind of machine, with the program, what shells and `man` want, and the
# licences. The same files give the same archive.
set -euo pipefail
target=$1 program=$2 extras=$3 into=$4
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
name=tieline-$version-$target
stamp=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name" "$into"
cp "$program" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$work/$name"
cp -R "$extras"/. "$work/$name"
find "$work" -exec touch -d "@$stamp" {} + 2>/dev/null || true
into=$(cd "$into" && pwd)
cd "$work"
case $target in
*windows*)
    # Windows opens zips; pages for man it has not.
    rm -rf "$name/man"
    rm -f "$into/$name.zip"
    find "$name" -type f | LC_ALL=C sort | TZ=UTC zip -qX "$into/$name.zip" -@
    ;;
*apple*)
    tar -czf "$into/$name.tar.gz" "$name"
    ;;
*)
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$stamp" -cf - "$name" | gzip -9n >"$into/$name.tar.gz"
    ;;
esac
