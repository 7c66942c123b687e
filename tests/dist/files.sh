#!/usr/bin/env bash
# What is handed out: checksums, what stands in the archives, and the program for Linux. files.sh FOLDER PROGRAM
set -euo pipefail
cd "$(dirname "$0")/../.."
dist=$(realpath "$1")
native=$(realpath "$2")
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $1" >&2; exit 1; }

(cd "$dist" && sha256sum --quiet -c SHA256SUMS && [ "$(ls | grep -cv SHA256SUMS)" = "$(wc -l <SHA256SUMS)" ]) || fail "SHA256SUMS"
linux=tieline-$version-x86_64-unknown-linux-musl
windows=tieline-$version-x86_64-pc-windows-gnu
tar -xzf "$dist/$linux.tar.gz" -C "$work"
unzip -q "$dist/$windows.zip" -d "$work"
for folder in "$linux" "$windows"; do
    for name in README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT LICENCES.txt completions/tieline.{bash,zsh,fish,powershell}; do
        [ -s "$work/$folder/$name" ] || fail "$folder holds no $name"
    done
done
[ -s "$work/$windows/tieline.exe" ] || fail "no tieline.exe"
[ -s "$work/$linux/man/tieline-audit.1" ] || fail "no page for man"
program=$work/$linux/tieline
# Nothing is loaded beside it, whatever the machine has.
! ldd "$program" 2>/dev/null | grep -q '=>' || fail "the program for Linux asks for libraries"
[ "$("$program" --version)" = "tieline $version" ] || fail "it says another version"
for side in "$native" "$program"; do
    "$side" audit --no-book fixtures/demo/2026-10 fixtures/demo/address-book.vcf fixtures/demo/undelivered.mbox \
        --as-of 2026-11-01 --region SE --xlsx --quiet --out "$work/$(basename "$(dirname "$side")")-out"
done
diff -r "$work/$(basename "$(dirname "$native")")-out" "$work/$linux-out" || fail "the program for Linux writes something else"
bash -n "$work/$linux/completions/tieline.bash" || fail "completions for bash"
for licence in "Apache License" "MIT License" "Unicode"; do grep -q "$licence" "$work/$linux/LICENCES.txt" || fail "LICENCES.txt: no $licence"; done
# Whatever is linked in stands in the list, and in the licences.
for crate in rusqlite calamine outlook-pst vcard-rs; do
    grep -q "\"name\": \"$crate\"" "$dist/tieline-sbom.cdx.json" || fail "the list of what is linked in has no $crate"
    grep -q "^  $crate " "$work/$linux/LICENCES.txt" || fail "LICENCES.txt: no $crate"
done
[ "$(stat -c %s "$dist/tieline.html")" -lt 5000000 ] || fail "tieline.html is larger than 5 MB"
if compgen -G "$dist/*.deb" >/dev/null && command -v dpkg-deb >/dev/null; then
    dpkg-deb -x "$dist"/*.deb "$work/deb"
    for name in usr/bin/tieline usr/share/man/man1/tieline.1.gz usr/share/bash-completion/completions/tieline \
        usr/share/zsh/vendor-completions/_tieline usr/share/fish/vendor_completions.d/tieline.fish usr/share/doc/tieline/copyright; do
        [ -s "$work/deb/$name" ] || fail "the package for Debian holds no $name"
    done
    "$work/deb/usr/bin/tieline" --version >/dev/null || fail "the program of the package for Debian"
fi
echo "what is handed out: as it should be"
