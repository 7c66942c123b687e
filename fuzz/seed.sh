#!/usr/bin/env bash
# Lays the fixtures down as a seed corpus: each file behind the byte that picks its kind.
set -euo pipefail
cd "$(dirname "$0")"
fixtures=../fixtures
# seed TARGET BYTE FILE...: the byte picks a name or a reader in the target.
seed() {
    local target=$1 byte=$2 file
    shift 2
    mkdir -p "corpus/$target"
    for file in "$@"; do
        [ "$(stat -c %s "$file" 2>/dev/null || stat -f %z "$file")" -le 65536 ] || continue
        { printf "\\x$byte"; cat "$file"; } >"corpus/$target/$byte-$(printf %s "$file" | cksum | cut -d' ' -f1)"
    done
}
while IFS= read -r file; do
    case "$file" in
    *Connections*.csv) seed files 00 "$file"; seed clean 02 "$file" ;;
    *essages*.csv) seed files 01 "$file" ;;
    *nvitations*.csv) seed files 02 "$file" ;;
    *logs/*.csv) seed files 04 "$file" ;;
    *.csv) seed files 03 "$file"; seed clean 01 "$file" ;;
    *.vcf) seed files 05 "$file"; seed clean 00 "$file" ;;
    *.mbox) seed files 06 "$file" ;;
    *.eml) seed files 07 "$file" ;;
    *.ics | *.vcs) seed files 08 "$file" ;;
    *.txt) seed files 09 "$file"; seed files 0a "$file" ;;
    *.json) seed files 0b "$file" ;;
    *.xml) seed files 0d "$file" ;;
    *.zip) seed archives 00 "$file" ;;
    *.tgz) seed archives 01 "$file" ;;
    *.xlsx | *.ods) seed archives 02 "$file" ;;
    *) seed files 0f "$file" ;;
    esac
done < <(find "$fixtures" -type f | LC_ALL=C sort)
mkdir -p corpus/saved corpus/said
printf '\x00Decision,Id,Name\nkeep,p-0000000001,Ana Lind\n' >corpus/said/people
printf '\x00Decision,Name A,Name B,Id A,Id B\nsame,Ana Lind,A. Lind,p-1,p-2\n' >corpus/said/pairs
printf '\x01me = ["ana@example.org"]\nregion = "SE"\n[keep]\nemployers = ["Acme"]\n' >corpus/said/configuration
printf '\x02{"tieline":"0.1.0","schema":1}\n{"table":"run","at":1,"id":1,"kind":"log","words":"x"}\n' >corpus/said/book
