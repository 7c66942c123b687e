#!/usr/bin/env bash
# What is handed out: checksums, what stands in the archives, and the program for Linux. files.sh FOLDER PROGRAM TARGET…
set -euo pipefail
cd "$(dirname "$0")/../.."
dist=$(realpath "$1")
native=$(realpath "$2")
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $1" >&2; exit 1; }

(cd "$dist" && sha256sum --quiet -c SHA256SUMS && [ "$(ls | grep -cv SHA256SUMS)" = "$(wc -l <SHA256SUMS)" ]) || fail "SHA256SUMS"
for target in "${@:3}"; do
    folder=tieline-$version-$target
    case $target in
    *windows*)
        unzip -q "$dist/$folder.zip" -d "$work"
        alone=tieline.exe
        ;;
    *)
        tar -xzf "$dist/$folder.tar.gz" -C "$work"
        alone=man/tieline-audit.1
        ;;
    esac
    for name in "$alone" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT LICENCES.txt completions/tieline.{bash,zsh,fish,powershell}; do
        [ -s "$work/$folder/$name" ] || fail "$folder holds no $name"
    done
    bash -n "$work/$folder/completions/tieline.bash" || fail "completions for bash"
done
for licence in "Apache License" "MIT License" "Unicode"; do grep -q "$licence" "$dist/LICENCES.txt" || fail "LICENCES.txt: no $licence"; done
# Whatever is linked in stands in the list, and in the licences.
for crate in rusqlite calamine outlook-pst vcard-rs; do
    grep -q "\"name\": \"$crate\"" "$dist/tieline-sbom.cdx.json" || fail "the list of what is linked in has no $crate"
    grep -q "^  $crate " "$dist/LICENCES.txt" || fail "LICENCES.txt: no $crate"
done
program=$work/tieline-$version-x86_64-unknown-linux-musl/tieline
if [ -e "$program" ]; then
    # Nothing is loaded beside it, whatever the machine has.
    ! ldd "$program" 2>/dev/null | grep -q '=>' || fail "the program for Linux asks for libraries"
    [ "$("$program" --version)" = "tieline $version" ] || fail "it says another version"
    for side in native program; do
        "${!side}" audit --no-book fixtures/demo/2026-10 fixtures/demo/address-book.vcf fixtures/demo/undelivered.mbox \
            --as-of 2026-11-01 --region SE --xlsx --quiet --out "$work/$side-out"
    done
    diff -r "$work/native-out" "$work/program-out" || fail "the program for Linux writes something else"
fi
[ "$(stat -c %s "$dist/tieline.html")" -lt 5000000 ] || fail "tieline.html is larger than 5 MB"
if compgen -G "$dist/*.deb" >/dev/null && command -v dpkg-deb >/dev/null; then
    dpkg-deb -x "$dist"/*.deb "$work/deb"
    for name in usr/bin/tieline usr/share/man/man1/tieline.1.gz usr/share/bash-completion/completions/tieline \
        usr/share/zsh/vendor-completions/_tieline usr/share/fish/vendor_completions.d/tieline.fish usr/share/doc/tieline/copyright; do
        [ -s "$work/deb/$name" ] || fail "the package for Debian holds no $name"
    done
    "$work/deb/usr/bin/tieline" --version >/dev/null || fail "the program of the package for Debian"
fi
# Where `cargo binstall` looks for a program, there it lies.
python3 - "$dist" "$version" "${@:3}" <<'PY' || fail "what Cargo.toml tells cargo binstall"
import pathlib, re, sys, tarfile, tomllib, zipfile
dist, version, *targets = sys.argv[1:]
told = tomllib.loads(pathlib.Path("Cargo.toml").read_text())["package"]["metadata"]["binstall"]
for target in targets:
    for asked in (target, target.replace("windows-gnu", "windows-msvc")):
        meta = {**told, **told["overrides"].get(asked, {})}
        words = {"repo": "", "version": version, "target": asked, "bin": "tieline", "binary-ext": ".exe" if "windows" in asked else ""}
        url, inside = (re.sub(r"{ ([a-z-]+) }", lambda word: words[word[1]], meta[key]) for key in ("pkg-url", "bin-dir"))
        archive = pathlib.Path(dist, url.rsplit("/", 1)[1])
        names = zipfile.ZipFile(archive).namelist() if meta["pkg-fmt"] == "zip" else tarfile.open(archive).getnames()
        assert inside in names, f"{asked}: no {inside} in {archive.name}"
PY
# The workflow calls recipes that there are.
sed -n 's/^ *- run: make //p' .github/workflows/release.yml | sed 's/\${{ matrix.target }}/aarch64-apple-darwin/g' | while read -r recipe; do
    # shellcheck disable=SC2086
    make -n $recipe >/dev/null || fail "the workflow calls make $recipe"
done
echo "what is handed out: as it should be"
