#!/usr/bin/env python3
"""Draws an invented network of one owner into a folder: contact files, what passed, and the truth of who is who.

    python3 tests/network/generate.py --seed 11 --people 2000 OUT/
"""
import argparse
import csv
import json
import random
import sys
from pathlib import Path

from cards import Books
from files import write_google, write_iphone, write_linkedin, write_old
from passed import Passed
from truth import Judge, given_id, shown_id
from world import World, ascii_word

# What real life holds, chosen before anything was measured. Each share is of what its comment says.
SHARES = {
    "home_culture": .47,            # people of the owner's own culture; the others as follows
    "cultures": {"en": .20, "de": .13, "nordic": .09, "es": .09, "pt": .05, "pl": .08, "tr": .06, "ar": .06, "in_n": .08, "in_s": .05,
                 "zh": .05, "tw": .02, "ko": .02, "ja": .02},
    "on_linkedin": .66,             # of all humans; --people says how many they are
    "relations": {"old": .11, "now": .08, "client": .27, "acquaintance": .33, "friend": .08, "kin": .015, "neighbour": .055,
                  "service": .06},
    "without_card": .20,            # on top of all humans: who only wrote
    # in which book a human stands, by relation: LinkedIn, phone, Google, the old firm's
    "presence": {"old": (.80, .42, .45, .85), "now": (.85, .42, .33, 0), "client": (.72, .38, .48, .42), "acquaintance": (.96, .04, .05, .01),
                 "friend": (.60, .90, .68, .05), "kin": (.30, .95, .55, 0), "neighbour": (.10, .75, .50, 0), "service": (.05, .85, .40, .08)},
    "synced_copy": .42,             # Google cards of people in the phone: copies of that card
    "twice_in_phone": .045, "twice_in_google": .06,   # cards with a second one in the same book
    "card_updated": .20,            # phone and Google cards that got a newer number, address or employer
    "address_alone": .09,           # Google cards that are an address and nothing else
    "email_in_linkedin": .02, "blank_rows": .015,
    "nickname": {"linkedin": .10, "phone": .16, "google": .12, "old": .02},      # of those whose name has a short form; friends twice
    "english_name": .35,            # Chinese, Taiwanese and Koreans with an English name
    "other_spelling": .14,          # of those whose name is spelled in several ways
    "native_script": {"linkedin": .05, "phone": .12, "google": .09, "old": .01},
    "diacritics_lost": {"linkedin": .06, "phone": .12, "google": .12, "old": .35},
    "both_families": {"linkedin": .42, "phone": .22, "google": .35, "old": .6},  # Spanish and Portuguese
    "given_alone": {"friend": .10, "kin": .22, "neighbour": .16, "service": .10, "now": .03, "old": .02},
    "typo_name": .014, "typo_number": .006, "typo_address": .006,
    "marriage": .17,                # women of five cultures who took another name between 2011 and 2025
    "new_mobile": .33, "new_email": .22, "work_mobile": .16, "passed_on": .45,   # passed_on: of the firm's mobiles, when somebody leaves
    "couple_card": .16, "company_cards": .03,
    "forced_namesakes": .004, "namesakes_in_one_firm": .3,   # beyond chance; of these
    "number_styles": {"phone": {"plain": 40, "spaced": 25, "national": 28, "zeros": 3, "trunk": 4},
                      "google": {"plain": 45, "spaced": 22, "national": 26, "zeros": 4, "trunk": 3},
                      "old": {"plain": 10, "spaced": 45, "national": 22, "zeros": 5, "trunk": 18}},
}


class Owner:
    def __init__(self, rng, world):
        p = world.person("friend", world.home_culture, country=world.home)
        g, f = ascii_word(p.given), ascii_word(p.family()[0])
        self.name = f"{p.given} {p.family()[0]}"
        self.given, self.family = p.given, p.family()[0]
        self.slug = f"{g}-{f}-{rng.getrandbits(28):07x}"
        self.old, self.work = (f"{g}.{f}@{world.firms[i].domain}" for i in (0, 1))
        self.home = f"{g}.{f}.me@gmail.com"
        self.number = world.number(world.home, True).key()
        self.region = world.home


def draw(seed, people, out):
    rng = random.Random(seed)
    home = ["GB", "DE", "SE", "US", "ES"][seed % 5]
    out.mkdir(parents=True, exist_ok=True)
    for earlier in [*out.glob("old-firm.*"), *out.glob("WhatsApp Chat with *.txt")]:   # their names differ from draw to draw
        earlier.unlink()
    world = World(rng, SHARES, people, home)
    owner = Owner(rng, world)
    books = Books(rng, world, SHARES)
    old_google, outlook = rng.random() < .5, rng.random() < .5
    files = {"linkedin": "Connections.csv", "phone": "iphone.vcf", "google": "google.csv", "old": "old-firm.csv" if outlook else "old-firm.vcf"}
    write_linkedin(rng, books.cards["linkedin"], out / files["linkedin"], SHARES["blank_rows"])
    write_iphone(books.cards["phone"], out / files["phone"])
    write_google(books.cards["google"], out / files["google"], old_google)
    write_old(books.cards["old"], out / files["old"], outlook)
    passed = Passed(rng, world, books, SHARES, owner)
    passed.mail(out / "mail.mbox")
    passed.calendar(out / "calendar.ics")
    passed.messages(out / "messages.csv")
    passed.calls(out / "calls.xml", out / "sms.xml")
    passed.chats(out)
    table(out / "Profile.csv", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
          "Twitter Handles,Websites,Instant Messengers".split(","), [[owner.given, owner.family] + [""] * 11])
    table(out / "Email Addresses.csv", ["Email Address", "Confirmed", "Primary", "Updated On"],
          [[owner.home, "Yes", "Yes", "9/23/17, 10:19 PM"], [owner.work, "Yes", "No", "9/23/19, 10:19 PM"]])
    write_truth(out, world, books, passed, files)
    (out / "owner.json").write_text(json.dumps({"me": [owner.home, owner.work, owner.old, owner.number, owner.name], "region": home,
                                                "as_of": "2026-11-01", "contacts": list(files.values())}, indent=1))
    return {k: len(v) for k, v in books.cards.items()}, len(world.people)


def table(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(head)
        w.writerows(rows)


def write_truth(out, world, books, passed, files):
    judge = Judge(books, passed)
    place = lambda c: [files[c.book], c.row]
    rows = []
    for cards in books.cards.values():
        for c in cards:
            p = c.person
            level, fams = judge.spelled_out(c)
            rows.append(place(c) + [p.id, p.kind, p.house if p.kind == "person" else "", p.relation, p.culture, level,
                                    " ".join(sorted(f.replace(" ", "-") for f in fams)), "; ".join(sorted(c.tags)), given_id(p) if p.given else "", shown_id(c),
                                    " ".join(sorted(judge.firms(c))), " ".join(sorted(c.keys())),
                                    f"{judge.expected(p):.4f}" if p.kind == "person" else "", c.shown or c.org or (c.emails[0][0] if c.emails else "")])
    table(out / "truth.csv", ["file", "record", "person", "kind", "house", "relation", "culture", "given_level", "families", "tags", "given",
                              "given_shown", "firms", "keys", "bearers", "shown"], rows)
    table(out / "undecidable.csv", ["file_a", "record_a", "file_b", "record_b", "same", "from", "why"],
          [place(a) + place(b) + [same, source, why] for a, b, same, source, why in judge.undecidable()])
    table(out / "addresses.csv", ["address", "person"],
          sorted({(e.lower(), p.id) for p in world.people for e in [x[2] for x in p.emails] + [j.email for j in p.jobs]}))
    ties = []
    for p in world.people + books.others:
        ties += [[p.id, q, kind] for q, kind in p.kin.items()] + [[p.id, q, "passed-on number"] for q in p.passed_to]
    table(out / "ties.csv", ["person", "other", "tie"], ties)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--people", type=int, default=2000, help="how many of them are on LinkedIn")
    parser.add_argument("out", type=Path)
    a = parser.parse_args()
    cards, humans = draw(a.seed, a.people, a.out)
    print(f"seed {a.seed}: {sum(cards.values())} cards of {humans} humans and some firms: {cards}", file=sys.stderr)


if __name__ == "__main__":
    main()
