#!/usr/bin/env bash
# The program for Windows under Wine: what it writes is what the program for Linux writes, byte by byte, and what is different on Windows
# works: wildcards, strokes in paths, files that another program keeps, the console, Ctrl-C, long paths.
# windows.sh FOLDER-OF-DIST|PROGRAM.exe PROGRAM
set -euo pipefail
cd "$(dirname "$0")/../.."
native=$(realpath "$2")
given=$(realpath "$1")
if ! command -v wine >/dev/null || ! command -v x86_64-w64-mingw32-gcc >/dev/null; then
    echo "the program for Windows was not tried: it needs wine (apt-get install wine wine64 gcc-mingw-w64-x86-64)"
    exit 0
fi
work=$(mktemp -d)
export WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" LC_ALL=C.UTF-8
unset DISPLAY XDG_DATA_HOME XDG_CONFIG_HOME
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
if [ -d "$given" ]; then
    unzip -q "$given"/tieline-*-x86_64-pc-windows-gnu.zip -d "$work/unpacked"
    given=$(echo "$work"/unpacked/*/tieline.exe)
fi
mkdir "$work/bin"
cp "$given" "$work/bin/tieline.exe"
given=$work/bin/tieline.exe
x86_64-w64-mingw32-gcc -o "$work/lock.exe" tests/dist/lock.c
x86_64-w64-mingw32-gcc -shared -o "$work/bin/bcryptprimitives.dll" tests/dist/bcryptprimitives.c -ladvapi32
wine "$given" --version >"$work/begun" 2>&1 || true # makes the folders of Wine, and talks of it
WINEDEBUG=err+module wine "$given" --version >"$work/begun" 2>&1 || { cat "$work/begun" >&2; echo "Wine does not start the program" >&2; exit 1; }
windows() { timeout 300 wine "$given" "$@"; }
linux() { XDG_DATA_HOME="$work/home" XDG_CONFIG_HOME="$work/home" "$native" "$@"; }

tried=0
fail() { echo "FAILED: $1" >&2; exit 1; }
same() { # WHAT ONE OTHER: two files or folders
    diff -r "$2" "$3" >"$work/difference" || { head -c 2000 "$work/difference" >&2; fail "$1"; }
    tried=$((tried + 1))
}
holds() { # WHAT FILE TEXT
    grep -qF -- "$3" "$2" || { head -c 2000 "$2" >&2; fail "$1: no '$3'"; }
    tried=$((tried + 1))
}
ends() { # WHAT STATUS COMMAND…
    local what=$1 wanted=$2 status=0
    shift 2
    "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$wanted" ] || { tail -5 "$work/out" "$work/err" >&2; fail "$what: ended with $status and not with $wanted"; }
    tried=$((tried + 1))
}
as_of=(--as-of 2026-11-01 --region SE --no-book)

# Every file of an audit and of clean, with strokes of Windows.
demo=(fixtures/demo/2026-10 fixtures/demo/address-book.vcf fixtures/demo/undelivered.mbox)
linux audit "${demo[@]}" "${as_of[@]}" --xlsx --quiet --out "$work/linux-out" >"$work/linux.txt"
windows audit "${demo[@]//\//\\}" "${as_of[@]}" --xlsx --quiet --out "$work/windows-out" >"$work/windows.txt"
# A zip says on which system it was made; what is in it is the same.
for side in linux windows; do
    mkdir "$work/$side-workbook"
    unzip -qX "$work/$side-out/audit.xlsx" -d "$work/$side-workbook"
    rm "$work/$side-out/audit.xlsx"
done
same "audit.xlsx" "$work/linux-workbook" "$work/windows-workbook"
same "audit --out" "$work/linux-out" "$work/windows-out"
linux clean fixtures/clean fixtures/demo/address-book.vcf --region SE --out "$work/linux-clean" >/dev/null 2>&1 || true
windows clean 'fixtures\clean' 'fixtures\demo\address-book.vcf' --region SE --out "$work/windows-clean" >/dev/null 2>&1 || true
same "clean --out" "$work/linux-clean" "$work/windows-clean"

# A shell of Windows leaves wildcards to the program.
linux audit fixtures/demo/2026-10/*.csv "${as_of[@]}" --json >"$work/linux.json" 2>/dev/null
windows audit 'fixtures\demo\2026-10\*.csv' "${as_of[@]}" --json >"$work/windows.json" 2>/dev/null
same "wildcards" "$work/linux.json" "$work/windows.json"
ends "a wildcard that fits nothing" 3 windows audit 'fixtures\*.nothing' "${as_of[@]}"

# A book over two months, a decision by name and one by list, what changed.
for side in linux windows; do
    book=(--book "$work/$side-book/book.db")
    "$side" audit fixtures/demo/2026-09 fixtures/demo/address-book.vcf --as-of 2026-10-01 --region SE --quiet "${book[@]}" --out "$work/$side-1" >/dev/null
    "$side" decide "Henrik Odelberg" keep "${book[@]}" >/dev/null
    sed 's/^\(\xef\xbb\xbf\)\?//' "$work/linux-1/keep-delete.csv" | awk -F, 'NR == 1 || /Tomasz/' >"$work/list.csv"
    python3 - "$work/list.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")))
rows[0]["decision"] = "never-ask"
with open(sys.argv[1], "w", newline="", encoding="utf-8-sig") as file:
    out = csv.DictWriter(file, rows[0].keys())
    out.writeheader()
    out.writerows(rows)
PY
    "$side" decide "$work/list.csv" "${book[@]}" >"$work/$side-decide.txt"
    "$side" audit "${demo[@]}" --as-of 2026-11-01 --region SE --quiet "${book[@]}" --json >"$work/$side-2.json"
    "$side" diff "${book[@]}" --json >"$work/$side-diff.json"
    "$side" book check "${book[@]}" >"$work/$side-check.txt"
done
# Decisions bear the second at which they were taken.
sed -i -E 's/"at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z"/"at":""/' "$work"/{linux,windows}-{2,diff}.json
for what in 2.json diff.json decide.txt; do same "a book: $what" "$work/linux-$what" "$work/windows-$what"; done
holds "a decision by name" "$work/windows-2.json" '"decision":"keep"'
holds "a decision by list" "$work/windows-2.json" '"decision":"never-ask"'

# A file that another program keeps for itself is said to be, and the rest is read.
cp fixtures/demo/2026-10/*.csv fixtures/demo/address-book.vcf "$work/" && cp "$work/address-book.vcf" "$work/kept.vcf"
mkfifo "$work/hold"
wine "$work/lock.exe" "$work/kept.vcf" <"$work/hold" >"$work/held" &
exec 9>"$work/hold"
for _ in $(seq 100); do grep -q locked "$work/held" && break || sleep 0.1; done
windows audit "$work/kept.vcf" "$work/Connections.csv" "${as_of[@]}" >"$work/out" 2>&1 || true
holds "a locked file" "$work/out" "another program has it open; close it there"
holds "beside a locked file" "$work/out" "all 150 rows accounted for"
exec 9>&-
wait

# Paths that are longer than the 260 letters of old Windows.
long="$work/$(printf 'a-folder-with-a-long-name-%.0s' 1 2 3 4 5 6)/$(printf 'and-another-one-in-it-%.0s' 1 2 3 4 5 6)"
mkdir -p "$long"
cp fixtures/demo/2026-10/*.csv "$long/"
linux audit "$long" "${as_of[@]}" --json >"$work/linux.json" 2>/dev/null
windows audit "$long" "${as_of[@]}" --json >"$work/windows.json" 2>/dev/null
same "a long path" "$work/linux.json" "$work/windows.json"
windows audit "$long" "${as_of[@]}" --quiet --out "$long/out" >/dev/null
[ -f "$long/out/report.html" ] || fail "nothing was written at a long path"

# A console: letters beyond ASCII arrive, and Ctrl-C ends a run with nothing left behind.
script -qec "wine '$given' audit fixtures/demo/address-book.vcf --no-book --as-of 2026-11-01 --color never" /dev/null </dev/null >"$work/console" 2>&1 || true
name=$(linux audit fixtures/demo/address-book.vcf --no-book --as-of 2026-11-01 --json | python3 -c '
import json, sys
names = [person["name"] for person in json.load(sys.stdin)["people"][:10]]
print(next(name for name in names if not name.isascii()))')
holds "a console" "$work/console" "$name"
python3 tests/dist/interrupt.py wine "$given" "$work" || fail "Ctrl-C"

# Wine cannot tell the whole way to such a folder; the book is opened by the way given.
windows audit "$long" --as-of 2026-11-01 --region SE --quiet --book "$long/books/book.db" >/dev/null || fail "no book at a long path"

# The same bytes, of every network and every kind of file among the fixtures.
for input in fixtures/demo/2026-10 fixtures/linkedin/* fixtures/{calendar,chats,contacts,hostile,logs,mail,notes,stale,tables,timeline,vcard}; do
    statuses=()
    for side in linux windows; do
        status=0
        "$side" audit "$input" "${as_of[@]}" --json >"$work/$side.json" 2>"$work/$side.err" || status=$?
        statuses+=("$status")
    done
    [ "${statuses[0]}" = "${statuses[1]}" ] || { cat "$work/windows.err" >&2; fail "audit $input ends with ${statuses[*]}"; }
    same "audit --json of $input" "$work/linux.json" "$work/windows.json"
done

echo "the program for Windows, under Wine: $tried checks passed"
