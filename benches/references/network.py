"""What somebody would write with pandas in an evening: connections and address book joined by exact name and address, messages counted.

It does less than an audit: no other spelling of a name, no telephone numbers, no score, no reasons, no cleaned address book.
"""

import pathlib
import sys

import pandas as pd

export, book, out = map(pathlib.Path, sys.argv[1:4])

lines = (export / "Connections.csv").read_text(encoding="utf-8").splitlines()
above = next(at for at, line in enumerate(lines) if line.startswith("First Name,"))
people = pd.read_csv(export / "Connections.csv", skiprows=above, dtype=str, keep_default_na=False)
people["name"] = (people["First Name"] + " " + people["Last Name"]).str.strip().str.casefold()
people["connected"] = pd.to_datetime(people["Connected On"], format="%d %b %Y", errors="coerce")

cards, card = [], {}
for line in book.read_text(encoding="utf-8").splitlines():
    key, _, value = line.partition(":")
    key = key.split(";")[0].upper()
    if key == "BEGIN":
        card = {}
    elif key == "END":
        cards.append(card)
    elif key in ("FN", "EMAIL", "TEL", "ORG"):
        card.setdefault(key, value)
cards = pd.DataFrame(cards, columns=["FN", "EMAIL", "TEL", "ORG"]).fillna("")
cards["name"] = cards["FN"].str.strip().str.casefold()
cards = cards.drop_duplicates(["name", "EMAIL"])

messages = pd.read_csv(export / "messages.csv", dtype=str, keep_default_na=False)
messages["at"] = pd.to_datetime(messages["DATE"], format="%Y-%m-%d %H:%M:%S UTC", errors="coerce")
sent = messages["SENDER PROFILE URL"].value_counts()
owner = sent.index[0]
incoming = messages[messages["SENDER PROFILE URL"] != owner]
outgoing = messages[messages["SENDER PROFILE URL"] == owner]
of_each = pd.DataFrame(
    {
        "received": incoming.groupby("SENDER PROFILE URL").size(),
        "heard": incoming.groupby("SENDER PROFILE URL")["at"].max(),
        "sent": outgoing.groupby("RECIPIENT PROFILE URLS").size(),
        "wrote": outgoing.groupby("RECIPIENT PROFILE URLS")["at"].max(),
    }
)

found = people.merge(cards, on="name", how="left", suffixes=("", "_card"))
found = found.merge(of_each, left_on="URL", right_index=True, how="left")
found[["received", "sent"]] = found[["received", "sent"]].fillna(0)
found = found.sort_values(["received", "sent", "name"], ascending=[False, False, True])
out.mkdir(parents=True, exist_ok=True)
found.to_csv(out / "ranked.csv", index=False)
found[found["received"] == 0].to_csv(out / "silent.csv", index=False)
print(len(found))
