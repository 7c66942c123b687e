"""Which cards are one human, and which pairs nobody could decide from the files."""
from collections import defaultdict
from itertools import combinations

from cards import ids_of
from world import ascii_word, fold

UNSURE = 0.05   # more other bearers than this are to be expected: a name alone, or a name at a firm, decides nothing


def given_id(p):
    """The given name, whichever way it is spelled."""
    return p.native[0] if p.native else fold(p.given).lower().replace("-", "").replace(" ", "")


def shown_id(c):
    """The given name as the card writes it."""
    return fold(c.given.split("(")[0]).lower().replace("-", "").replace(" ", "")


class Judge:
    """Somebody who knows all names' short forms and spellings, and how common each is, but nobody in the files."""

    def __init__(self, books, passed):
        self.books, self.passed = books, passed
        self.cards = [c for cards in books.cards.values() for c in cards]
        self.humans = {c.person.id: c.person for c in self.cards}
        self.domains = {f.domain: f.id for f in books.world.firms}
        self.by, self.called = defaultdict(list), defaultdict(set)
        self.holders, self.staff, self.bearers, self.homes = (defaultdict(set) for _ in range(4))
        for c in self.cards:
            self.by[c.person.id].append(c)
            for k in c.keys():
                self.holders[k].add(c.person.id)
            if c.street:
                self.homes[c.street].add(c.person.id)
            for f in self.firms(c):
                self.staff[f].add(c.person.id)
        for p in self.humans.values():
            self.called[given_id(p)].add(p.id)
            for _, fams in p.fams:
                for f in ids_of(p, fams):
                    self.bearers[f].add(p.id)
        self.others = defaultdict(set)
        for a, b, who in passed.threads:
            self.others[a].add(b)
            self.others[b].add(a)

    def firms(self, c):
        out = {c.firm.id} if c.firm else set()
        for e, _ in c.emails:
            firm = self.domains.get(e.split("@")[1])
            if firm:
                out.add(firm)
        return out

    def names(self, c, told):
        out = {(c.g, c.fams), self.spelled_out(c)}
        if told:
            for e, _ in c.emails:
                out |= self.passed.named.get(e.lower(), set())
        return out

    @staticmethod
    def spelled_out(c):
        """The name of a card with what its addresses and its profile say more of it: anna.berg@, /in/anna-berg."""
        p, g, fams = c.person, c.g, c.fams
        local = [ascii_word(e.split("@")[0], True) for e, _ in c.emails] + [ascii_word(c.url)]
        plain = lambda x: ascii_word(x, p.culture in ("de", "nordic"))
        for since, names in p.fams:
            last = (names or [""])[-1 if p.culture == "pt" else 0]
            if last and len(last) > 2 and any(plain(last) in x for x in local):
                fams = fams | ids_of(p, names[-1:] if p.culture == "pt" else names[:1])
        if p.english and any(plain(p.english) in x for x in local):
            g = {"full": "both", "none": "English", "init": "English"}.get(g, g)
        elif g in ("none", "init") and p.given and any(plain(p.given) in x for x in local):
            g = "full"
        return g, fams

    def common(self, p, a, b, told):
        """How rare the part of the name is that both cards carry; the family names that they share; whether they disagree."""
        best, best_fams, clash = 1.0, frozenset(), True
        order = lambda names: sorted(names, key=lambda x: (x[0], sorted(x[1])))
        for ga, fa in order(self.names(a, told)):
            for gb, fb in order(self.names(b, told)):
                share = fa & fb
                if fa and fb and not share:
                    continue
                clash = False
                f = p.famweight if share else 1
                g = 1 if "none" in (ga, gb) or {ga, gb} == {"English", "full"} else .12 if "init" in (ga, gb) else p.weight / 2
                if f * g < best:
                    best, best_fams = f * g, share
        return best, best_fams, clash

    def expected(self, p):
        """How many others of the same full name are to be expected among as many humans."""
        return len(self.humans) * p.famweight * p.weight / 2

    def like(self, p, ids, fams):
        """Whether another of these humans bears the given name (and one of the family names)."""
        same = self.called[given_id(p)]
        return any(i != p.id and i in ids and (not fams or any(i in self.bearers[f] for f in fams)) for i in same)

    def linked(self, p, a, b, told):
        ka, kb = a.keys(), b.keys()
        if told:
            for k in list(ka):
                ka |= self.others.get(k, set())
            for k in list(kb):
                kb |= self.others.get(k, set())
        rarity, fams, clash = self.common(p, a, b, told)
        for k in ka & kb:
            if self.holders[k] <= {p.id}:
                return True
            if not clash and rarity < .05 and not self.like(p, self.holders[k], frozenset()):
                return True
        if clash or p.kind == "org":
            return p.kind == "org" and bool(a.firm and b.firm and a.firm is b.firm)
        places = [self.staff[f] for f in self.firms(a) & self.firms(b)]
        if a.street and a.street == b.street:
            places.append(self.homes[a.street])
        if a.bday and a.bday == b.bday and rarity < .05:
            return True
        for people in places:
            if (len(people) + 1) * rarity <= UNSURE and not self.like(p, people, fams):
                return True
        everybody = len(self.humans)
        return bool(fams) and rarity < .003 and everybody * rarity <= UNSURE and not self.like(p, self.humans, fams)

    def undecidable(self):
        """Rows (card, card, same, by what, why): same pairs without a chain of evidence, and other pairs that look like one human."""
        out = []
        for pid, cards in self.by.items():
            p = self.humans[pid]
            groups = {}
            for told in (False, True):
                root = {c: c for c in cards}

                def find(c):
                    while root[c] is not c:
                        c = root[c]
                    return c
                for a, b in combinations(cards, 2):
                    if find(a) is not find(b) and self.linked(p, a, b, told):
                        root[find(a)] = find(b)
                groups[told] = {c: find(c) for c in cards}
            for a, b in combinations(cards, 2):
                if groups[True][a] is not groups[True][b]:
                    out.append((a, b, "yes", "all", "nothing but a name that others may bear" if a.g != "none" and b.g != "none"
                                else "no name and nothing shared"))
                elif groups[False][a] is not groups[False][b]:
                    out.append((a, b, "yes", "cards", "only what passed shows it"))
        looks, seen = defaultdict(list), set()
        for c in self.cards:
            g, fams = self.spelled_out(c)
            if g not in ("none", "init"):
                for f in sorted(fams):
                    for given in sorted({given_id(c.person), shown_id(c)} - {""}):
                        looks[given, f].append(c)
            if len(c.shown.split()) > 1:
                looks[" ".join(sorted(fold(c.shown).lower().replace(".", "").split()))].append(c)
        for cards in looks.values():
            for a, b in combinations(cards, 2):
                if a.person is not b.person and not self.contradict(a, b) and frozenset((a, b)) not in seen:
                    seen.add(frozenset((a, b)))
                    out.append((a, b, "no", "all", "two humans of one name, and nothing that tells them apart"))
        return out

    @staticmethod
    def contradict(a, b):
        if a.book == b.book == "linkedin":
            return True
        mid = lambda c: c.middle[:1]
        first, second = Judge.spelled_out(a)[1], Judge.spelled_out(b)[1]
        if first - second and second - first:   # each with a second family name, and not the same one
            return True
        return bool(a.bday and b.bday and a.bday != b.bday or mid(a) and mid(b) and mid(a) != mid(b)
                    or a.suffix != b.suffix and (a.suffix or b.suffix) in ("Jr.", "Sr.") and a.suffix and b.suffix)
