#!/usr/bin/env python3
"""Measures how well a program tells who is who in a drawn network: from the cards alone, and with what passed.

    python3 tests/network/measure.py TIELINE OUT/ [--examples 30]
"""
import argparse
import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

BANDS = [0, .1, .3, .5, .7, .9, 1.001]


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


class Truth:
    def __init__(self, out):
        self.cards = {(r["file"], int(r["record"])): r for r in rows(out / "truth.csv")}
        self.ties = defaultdict(set)
        for r in rows(out / "ties.csv"):
            self.ties[frozenset((r["person"], r["other"]))].add(r["tie"])
        self.undecidable = {"yes": {}, "no": {}}
        for r in rows(out / "undecidable.csv"):
            pair = frozenset(((r["file_a"], int(r["record_a"])), (r["file_b"], int(r["record_b"]))))
            self.undecidable[r["same"]][pair] = r["from"]
        self.addresses = defaultdict(set)
        for r in rows(out / "addresses.csv"):
            self.addresses[r["address"]].add(r["person"])
        by = defaultdict(list)
        for key, r in self.cards.items():
            by[r["person"]].append(key)
        self.pairs = {frozenset(p) for keys in by.values() for p in combinations(keys, 2)}

    def asked(self, question):
        """Whether the two of a question are one human; one of them may be a correspondent without a card, known by address."""
        who = []
        for side in ("a", "b"):
            key = question[side]["file"], question[side]["record"]
            if key in self.cards:
                who.append({self.cards[key]["person"]})
            else:
                values = question["sides"]["ab".index(side)]["values"]
                who.append({p for kind, value in values if kind == "email" for p in self.addresses[value.lower()]})
        return bool(who[0] & who[1])

    def two(self, pair):
        return [self.cards[k] for k in sorted(pair)]

    def wrong_kind(self, pair):
        """What two humans have in common who were taken for one."""
        a, b = self.two(pair)
        ties = self.ties[frozenset((a["person"], b["person"]))]
        kinds = {a["kind"], b["kind"]}
        given = lambda c: {c["given"], c["given_shown"]} - {""}
        same_name = given(a) & given(b) and set(a["families"].split()) & set(b["families"].split()) or a["shown"] == b["shown"]
        firm = set(a["firms"].split()) & set(b["firms"].split())
        if "couple card" in ties:
            return "couple's card and one of them"
        if kinds == {"org"}:
            return "two firms"
        if "org" in kinds or "couple" in kinds:
            return "a firm's or another's card and a person"
        if same_name:
            if a["house"] == b["house"]:
                return "father and son of one name"
            return "namesakes in one firm" if firm else "namesakes"
        if "passed-on number" in ties:
            return "passed-on number"
        for tie, kind in (("twin", "twins"), ("couple", "couple"), ("parent", "parent and child"), ("junior", "parent and child"),
                          ("sibling", "siblings")):
            if tie in ties:
                return kind
        if a["house"] == b["house"]:
            return "one household"
        if "none" in (a["given_level"], b["given_level"]) or not a["families"] or not b["families"]:
            return "part of a name" + (" and one firm" if firm else "")
        if given(a) & given(b) or set(a["families"].split()) & set(b["families"].split()):
            return "one name in common" + (" and one firm" if firm else "")
        return "office" if firm else "other"

    def joined_by(self, pair):
        """What two cards have in common: a datum, a firm, or a name that so many others may bear."""
        a, b = self.two(pair)
        if set(a["keys"].split()) & set(b["keys"].split()):
            return "a number, an address or a profile"
        if set(a["firms"].split()) & set(b["firms"].split()):
            return "a name and a firm"
        if "person" not in (a["kind"], b["kind"]):
            return "a firm's name"
        others = max(float(x["bearers"] or 0) for x in (a, b))
        return "a name alone, others expected: " + next(text for top, text in (
            (.01, "0 to 0.01"), (.05, "0.01 to 0.05"), (.2, "0.05 to 0.2"), (99, "more than 0.2")) if others < top)

    def missed_kind(self, pair):
        """By what the names of one human's two cards differ."""
        a, b = self.two(pair)
        tags = set(filter(None, a["tags"].split("; "))) ^ set(filter(None, b["tags"].split("; ")))
        both = set(filter(None, a["tags"].split("; "))) & set(filter(None, b["tags"].split("; ")))
        if a["kind"] != "person":
            return "cards of a firm"
        fa, fb = set(a["families"].split()), set(b["families"].split())
        for tag in ("address alone", "kin label", "family name alone", "given name alone"):
            if tag in tags | both:
                return tag
        if fa and fb and not fa & fb:
            return "married name"
        for tag in ("other script", "English name", "nickname", "family initial", "given initial", "other spelling", "typo", "swapped",
                    "diacritics", "firm in the name"):
            if tag in tags or tag in both and tag in ("family initial", "nickname"):
                return tag
        if fa != fb:
            return "one of two family names"
        return "same name"


def run(command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


class Card:
    """The text of each card, to be shown."""

    def __init__(self, out, files):
        self.text = {}
        for name in files:
            raw = (out / name).read_bytes()
            text = raw.decode("utf-8" if self.utf8(raw) else "cp1252", "replace")
            if name.endswith(".vcf"):
                for i, card in enumerate(text.replace("\r\n ", "").split("BEGIN:VCARD\r\n")[1:], 1):
                    keep = [x for x in card.split("\r\n") if x and not x.startswith(("VERSION", "PRODID", "END", "REV", "FN"))]
                    self.text[name, i] = " | ".join(keep)
            else:
                lines = text.split("\n")
                if lines[0] == "Notes:":
                    text = "\n".join(lines[3:])
                for i, row in enumerate(csv.reader(text.splitlines(keepends=True)), 0):
                    self.text[name, i] = " | ".join(x.strip() for x in row if x.strip() and "myContacts" not in x and x != "SMTP")

    @staticmethod
    def utf8(raw):
        try:
            raw.decode()
            return True
        except UnicodeDecodeError:
            return False


def ratio(a, b):
    return a / b if b else 1.0


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def judge(title, truth, answer, told, show, text):
    guess = {}
    for person in answer["people"] + answer.get("not_people", []):
        keys = [(r["file"], r["record"]) for r in person["records"]]
        for pair in combinations([k for k in keys if k in truth.cards], 2):
            guess[frozenset(pair)] = person
    said = set(guess)
    right, wrong, missed = said & truth.pairs, said - truth.pairs, truth.pairs - said
    hard = {p for p, source in truth.undecidable["yes"].items() if source == "all" or not told}
    open_wrong = wrong - set(truth.undecidable["no"])
    fair = truth.pairs - hard
    p, r = ratio(len(right), len(said)), ratio(len(right), len(truth.pairs))
    pd, rd = ratio(len(right & fair), len(right & fair) + len(open_wrong)), ratio(len(right & fair), len(fair))
    asked = {frozenset(((q["a"]["file"], q["a"]["record"]), (q["b"]["file"], q["b"]["record"]))): q["probability"] for q in answer["review"]}
    print(f"\n{title}: {len(truth.cards)} cards, {len(truth.pairs)} pairs that are one human, {len(fair)} of them decidable")
    print(f"  all pairs   P {p:.4f}  R {r:.4f}  F {f1(p, r):.4f}   wrong {len(wrong)}, missed {len(missed)}")
    print(f"  decidable   P {pd:.4f}  R {rd:.4f}  F {f1(pd, rd):.4f}   wrong {len(open_wrong)}, missed {len(missed & fair)}"
          f" (of these {len(missed & fair & set(asked))} stand in the questions); undecidable merged rightly {len(right & hard)}")
    humans = Counter(truth.wrong_kind(x) for x in {frozenset(t["person"] for t in truth.two(w)): w for w in sorted(wrong, key=sorted)}.values())
    kinds = Counter(truth.wrong_kind(x) for x in wrong)
    told_apart = Counter(truth.wrong_kind(x) for x in open_wrong)
    print("  wrong merges by kind: pairs (of them decidable; pairs of humans)")
    for kind, n in kinds.most_common():
        print(f"    {n:4} ({told_apart[kind]:3}; {humans[kind]:3})  {kind}")
    print("  by what the cards share: merged rightly, wrongly; missed (asked)")
    shares = {k: Counter(truth.joined_by(x) for x in v) for k, v in
              (("right", right), ("wrong", wrong), ("missed", missed), ("asked", missed & set(asked)))}
    for kind in sorted(set().union(*shares.values())):
        n = {k: v[kind] for k, v in shares.items()}
        print(f"    {n['right']:4} {n['wrong']:4} {n['missed']:4} ({n['asked']:3})  P {ratio(n['right'], n['right'] + n['wrong']):.3f}  {kind}")
    names, allof = Counter(truth.missed_kind(x) for x in missed & fair), Counter(truth.missed_kind(x) for x in fair)
    asked_kind = Counter(truth.missed_kind(x) for x in missed & fair & set(asked))
    print("  missed decidable pairs by kind: missed of all (asked)")
    for kind, n in names.most_common():
        print(f"    {n:4} of {allof[kind]:4} ({asked_kind[kind]:3})  {kind}")
    print("  questions: stated probability against truth")
    for what in ("two cards", "a card and a correspondent"):
        questions = [(q["probability"], truth.asked(q)) for q in answer["review"]
                     if ((q["a"]["file"], q["a"]["record"]) in truth.cards and (q["b"]["file"], q["b"]["record"]) in truth.cards)
                     == (what == "two cards")]
        for low, high in zip(BANDS, BANDS[1:]):
            some = [x for x in questions if low <= x[0] < high]
            if some:
                print(f"    {what}: {low:.1f}-{min(high, 1):.1f}  n {len(some):4}  stated {sum(q for q, _ in some) / len(some):.2f}"
                      f"  true {sum(x for _, x in some) / len(some):.2f}")
    answers = [truth.asked(q) for q in answer["review"]]
    print(f"    {len(answers)} asked; yes {sum(answers)}; in the first fifty {sum(answers[:50])}")
    if show:
        examples("wrong merges", wrong, truth.wrong_kind, kinds, truth, text, show, lambda x: "" if x in open_wrong else " (undecidable)")
        examples("misses", missed & fair, truth.missed_kind, names, truth, text, show,
                 lambda x: f" (asked at {asked[x]:.2f})" if x in asked else "")
    return {"P": p, "R": r, "F": f1(p, r), "Pd": pd, "Rd": rd, "Fd": f1(pd, rd)}


def examples(title, pairs, kind, counts, truth, text, show, remark):
    """Examples of every kind, each in turn, so that no kind fills the list."""
    print(f"\n  {title}: examples")
    by = defaultdict(list)
    for x in sorted(pairs, key=sorted):
        by[kind(x)].append(x)
    for k, n in counts.most_common():
        some = by[k][::max(1, len(by[k]) // max(1, round(show * n / max(1, len(pairs)))))][:max(1, round(show * n / max(1, len(pairs))))]
        for x in some:
            print(f"  [{k}]{remark(x)}")
            for key in sorted(x):
                print(f"      {key[0]}:{key[1]} {truth.cards[key]['person']} {text.text.get(key, '')[:240]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tieline")
    parser.add_argument("out", type=Path)
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="show the cards of about N wrong merges and N misses")
    parser.add_argument("--json", type=Path, help="write the figures into this file as well")
    a = parser.parse_args()
    owner = json.loads((a.out / "owner.json").read_text())
    truth, program = Truth(a.out), str(Path(a.tieline).resolve())
    text = Card(a.out, owner["contacts"]) if a.examples else None
    alone = run([program, "clean", "--region", owner["region"], "--json", *owner["contacts"]], a.out)
    figures = {"cards": judge("Cards alone", truth, alone, False, a.examples, text)}
    me = [x for address in owner["me"] for x in ("--me", address)]
    ours = {"truth.csv", "undecidable.csv", "ties.csv", "addresses.csv", "owner.json"}
    files = sorted(p.name for p in a.out.iterdir() if p.is_file() and p.name not in ours)
    told = run([program, "audit", "--no-book", "--as-of", owner["as_of"], "--region", owner["region"], *me, "--json", *files], a.out)
    figures["passed"] = judge("With what passed", truth, told, True, a.examples, text)
    if a.json:
        a.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
