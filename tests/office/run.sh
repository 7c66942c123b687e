#!/usr/bin/env bash
# LibreOffice opens audit.xlsx, a decision is made in two of its sheets, and what it saves, as a workbook and as CSV, is taken by
# `tieline decide`. The program is given as the first argument.
set -euo pipefail
cd "$(dirname "$0")/../.."
tieline=$(realpath "${1:-target/debug/tieline}")
soffice=$(command -v soffice || command -v libreoffice || true)
if [ -z "$soffice" ]; then
    echo "test-office needs LibreOffice Calc without a display; on Debian: apt-get install --no-install-recommends libreoffice-calc" >&2
    exit 2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
audit() {
    "$tieline" audit fixtures/demo/2026-10 fixtures/demo/address-book.vcf --as-of 2026-11-01 --region SE --quiet --book "$1" "${@:2}"
}
audit "$folder/workbook.db" --xlsx --out "$folder/out"
audit "$folder/csv.db"
cp "$folder/out/audit.xlsx" "$folder/audit.xlsx"

office() {
    timeout 180 "$soffice" -env:UserInstallation="file://$folder/profile" --headless --norestore "$@" >> "$folder/office.log" 2>&1 || true
}

# The macro stands in a profile of its own, which the first start makes, as a library that LibreOffice loads by itself.
office --terminate_after_init
basic="$folder/profile/user/basic"
mkdir -p "$basic/Standard"
{
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
    echo '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">'
    sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/"/\&quot;/g' tests/office/Edit.bas
    echo '</script:module>'
} > "$basic/Standard/Edit.xba"
cat > "$basic/Standard/script.xlb" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edit"/>
</library:library>
XML
cat > "$basic/script.xlc" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
XML
office "macro:///Standard.Edit.Main(\"file://$folder\")"
if [ ! -s "$folder/saved.xlsx" ] || [ ! -s "$folder/saved-keep-delete.csv" ]; then
    echo "LibreOffice saved nothing:" >&2
    cat "$folder/office.log" >&2
    exit 1
fi

wanted="delete: Arvid Mossberg
keep: Fatou Sarr
mentor: Fatou Sarr
not-same: David Ljungkvist and David Ljungkvist"
decisions() {
    "$tieline" book decisions --book "$1" | sed -E 's/^[0-9-]+  //; s/ \(p-.*//; s/  .*//' | sort
}
check() {
    if [ "$(decisions "$1")" != "$wanted" ]; then
        echo "$2: these decisions arrived:" >&2
        decisions "$1" >&2
        exit 1
    fi
    echo "$2: every decision arrived"
}
"$tieline" decide "$folder/saved.xlsx" --quiet --book "$folder/workbook.db"
check "$folder/workbook.db" "audit.xlsx saved by LibreOffice"
"$tieline" decide "$folder/saved-keep-delete.csv" "$folder/saved-review.csv" --quiet --book "$folder/csv.db"
check "$folder/csv.db" "its sheets saved as CSV"
