#!/usr/bin/env bash
# deb.sh PROGRAM EXTRAS INTO: a package for Debian and Ubuntu, of the program that is linked statically: it depends on nothing.
set -euo pipefail
program=$1 extras=$2 into=$3
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/tieline
share=$root/usr/share
install -D -m 755 "$program" "$root/usr/bin/tieline"
install -D -m 644 "$extras/completions/tieline.bash" "$share/bash-completion/completions/tieline"
install -D -m 644 "$extras/completions/tieline.zsh" "$share/zsh/vendor-completions/_tieline"
install -D -m 644 "$extras/completions/tieline.fish" "$share/fish/vendor_completions.d/tieline.fish"
install -D -m 644 -t "$share/man/man1" "$extras"/man/*.1
install -D -m 644 -t "$share/doc/tieline" "$extras/LICENCES.txt" README.md
cat LICENSE-MIT LICENSE-APACHE >"$share/doc/tieline/copyright"
gzip -9nc CHANGELOG.md >"$share/doc/tieline/changelog.gz"
gzip -9n "$share"/man/man1/*.1
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: tieline
Version: $version-1
Architecture: amd64
Maintainer: The maintainers of Tieline <tieline@example.org>
Installed-Size: $(du -sk "$root" | cut -f1)
Section: utils
Priority: optional
Description: tells you who in your network would take your call
 Reads the contact and message exports that you already have (LinkedIn,
 address books, mail, calendars, chats), finds out which entries are the same
 person, joins what has passed between you, and writes a ranked audit with a
 keep/delete list. Nothing leaves the machine.
CONTROL
find "$root" -type d -exec chmod 755 {} +
dpkg-deb -Zgzip --root-owner-group --build "$root" "$into/tieline_$version-1_amd64.deb" >/dev/null
