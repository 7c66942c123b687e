#!/usr/bin/env bash
# Lays files down as a seed corpus, each behind the byte that picks its kind: the fixtures, or the folders that are named.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here/../fixtures"
longest=49152

# seed TARGET BYTE FILE: the byte picks a name in the target; a dash is no byte.
seed() {
    local target=$here/corpus/$1 byte=$2 file=$3
    [ "$(wc -c <"$file")" -le "$longest" ] || return 0
    mkdir -p "$target"
    { [ "$byte" = - ] || printf "\\x$byte"; cat "$file"; } >"$target/$byte-$(printf %s "$file" | cksum | cut -d' ' -f1)"
}

# A folder of one export as one file: each of its files behind a line of its name.
folder() {
    local folder=$1 all file
    all=$(mktemp)
    while IFS= read -r file; do
        printf '%%%%%%%% export/%s\n' "${file#"$folder"/}" >>"$all"
        cat "$file" >>"$all"
        printf '\n' >>"$all"
    done < <(find "$folder" -type f | LC_ALL=C sort | head -16)
    seed folders - "$all"
    rm "$all"
}

while IFS= read -r file; do
    case "${file##*/}" in
    *onnections*.csv) seed tables 00 "$file" ;;
    *essages*.csv) seed tables 01 "$file" ;;
    *nvitations*.csv) seed tables 02 "$file" ;;
    *mportedContacts*.csv | Contacts.csv) seed tables 05 "$file" ;;
    Notes.csv) seed tables 06 "$file" ;;
    Recommendations*.csv) seed tables 07 "$file" ;;
    Endorsement*.csv) seed tables 08 "$file" ;;
    Profile.csv) seed tables 09 "$file" ;;
    Positions.csv | Education.csv) seed tables 0a "$file" ;;
    Email*.csv) seed tables 0b "$file" ;;
    Phone*.csv) seed tables 0c "$file" ;;
    *review*.csv | *keep-delete*.csv | *merged*.csv) seed decisions - "$file" ;;
    *.csv) case "$file" in */logs/* | */csv/*) seed tables 04 "$file" ;; *) seed tables 03 "$file" ;; esac ;;
    *.vcf) seed vcards 00 "$file" ;;
    *.mbox | Inbox | Sent | *-Inbox) seed mail 00 "$file" ;;
    *.eml) seed mail 01 "$file" ;;
    *.emlx) seed mail 02 "$file" ;;
    *.host*) seed mail 03 "$file" ;;
    *.ics) seed calendars 00 "$file" ;;
    *.vcs) seed calendars 01 "$file" ;;
    *.zip | *.olm) seed zips 00 "$file" ;;
    *.tgz) seed zips 01 "$file" ;;
    *.xlsx | *.ods) seed zips 02 "$file" ;;
    *.tar) seed zips 03 "$file" ;;
    *.pst) seed outlook 00 "$file" ;;
    *.msg) seed outlook 01 "$file" ;;
    *.md) seed notes 00 "$file" ;;
    *.org) seed notes 01 "$file" ;;
    *.ini) seed notes 02 "$file" ;;
    *.log) seed notes 03 "$file" ;;
    *.db | *.sqlite) seed databases 00 "$file" ;;
    *.storedata) seed databases 01 "$file" ;;
    *.sqlitedb) seed databases 02 "$file" ;;
    *.txt) seed chats 00 "$file" ;;
    *.jsonl) seed chats 04 "$file" ;;
    *.json) seed chats 02 "$file" ;;
    *sms*.xml) seed chats 08 "$file" ;;
    *.xml) seed chats 09 "$file" ;;
    *.ndjson) seed chats 0a "$file" ;;
    *.html) seed chats 0c "$file" ;;
    esac
done < <(find "$@" -type f | LC_ALL=C sort)
while IFS= read -r inside; do folder "$inside"; done < <(find "$@" -mindepth 1 -type d | LC_ALL=C sort)

# What no fixture holds: lists of an audit, a configuration, an exported book. The program writes them where it is built.
tieline=$here/../target/debug/tieline
mkdir -p "$here"/corpus/{decisions,configuration,book,saved,outlook,databases}
printf 'me = ["ana@example.org"]\nregion = "SE"\n[keep]\nemployers = ["Acme"]\n' >"$here/corpus/configuration/plain"
printf 'Decision,Id,Name\nkeep,p-0000000001,Ana Lind\n' >"$here/corpus/decisions/people"
printf 'Decision,Name A,Name B,Id A,Id B\nsame,Ana Lind,A. Lind,p-1,p-2\n' >"$here/corpus/decisions/pairs"
printf '{"tieline":"0.1.0","schema":4}\n{"table":"run","at":1,"id":1,"kind":"log","words":"x"}\n' >"$here/corpus/book/plain"
if [ -x "$tieline" ]; then
    made=$(mktemp -d)
    trap 'rm -rf "$made"' EXIT
    "$tieline" audit --quiet --book "$made/book.db" --as-of 2026-05-01 --out "$made/audit" "$here/../fixtures/timeline" || true
    "$tieline" book export --book "$made/book.db" >"$made/book" || true
    longest=1048576
    seed book - "$made/book"
    for list in review keep-delete merged; do seed decisions - "$made/audit/$list.csv"; done
    seed saved - "$made/audit/audit.json"
fi
