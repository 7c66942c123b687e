"""Cards of the people of a world as their four books hold them."""
from dataclasses import dataclass, field

from names import FOLD_DE, LATIN, katakana
from world import COUNTRIES, NOW, Person, fold

CREDENTIALS = ", PhD|, MBA|, PMP|, PMP, SHRM-CP|, CFA| MSc|, CISSP| - We're hiring!|, Ph.D.".split("|")
EMOJI = "🚀 🌍 ⭐ 🎯 ❤️ 🏃 🎸 🐶".split()
COUNTRY_OLD = {"DE": "Deutschland", "GB": "United Kingdom", "US": "USA", "SE": "Sverige", "ES": "España"}


@dataclass(eq=False)
class Card:
    book: str
    person: Person
    t: float
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nick: str = ""
    shown: str = ""            # the name in one piece
    g: str = "none"            # what it says of the given name: full, nick, English, init, none
    fams: frozenset = frozenset()   # family names that it carries in full
    faminit: bool = False
    tags: set = field(default_factory=set)
    phones: list = field(default_factory=list)   # (Number or None, canonical, text, label)
    emails: list = field(default_factory=list)   # (address, label)
    firm: object = None
    org: str = ""
    title: str = ""
    street: str = ""
    city: str = ""
    bday: str = ""
    url: str = ""
    note: str = ""
    yomi: tuple = ()
    row: int = 0
    fate: str = ""

    def keys(self):
        return {k for _, k, _, _ in self.phones if k} | {e.lower() for e, _ in self.emails} | ({self.url} if self.url else set())


def fam_ids(fams):
    out = set()
    for f in fams:
        for part in f.split("-"):
            part = fold(part, True).lower()
            out.add(part[:-1] + "i" if part.endswith(("ska", "cka")) else part)
    return frozenset(out)


def ids_of(p, fams):
    """Family names as one knows them again, whichever way they are spelled."""
    return frozenset([p.native[1]]) if p.native else fam_ids(fams)


def typo(rng, text):
    """One slip of the finger: two letters swapped, one left out or doubled."""
    if len(text) < 5:
        return text
    i = rng.randrange(1, len(text) - 2)
    return rng.choice([text[:i] + text[i + 1] + text[i] + text[i + 2:], text[:i] + text[i + 1:], text[:i] + text[i] + text[i:]])


def grouped(n):
    out, rest = [], n.digits
    for size in n.groups[:-1]:
        out.append(rest[:size])
        rest = rest[size:]
    return out + [rest]


def dialled(rng, n, home_cc, styles):
    """A number as somebody typed it."""
    style = rng.choices(list(styles), list(styles.values()))[0]
    g = grouped(n)
    if style == "national" and n.cc != home_cc:
        style = "spaced" if rng.random() < .96 else style
    if style == "plain":
        return n.key()
    if style == "spaced":
        return f"+{n.cc} " + " ".join(g)
    if style == "zeros":
        return f"00{n.cc}{n.digits}"
    if style == "trunk" and n.trunk:
        return f"+{n.cc} ({n.trunk}){g[0]} " + "".join(g[1:])
    if n.cc == "1":
        return f"({g[0]}) {g[1]}-{g[2]}"
    sep = rng.choice([" ", "/", "-", ""])
    return n.trunk + g[0] + sep + rng.choice(["", " "]).join(g[1:])


class Books:
    def __init__(self, rng, world, shares):
        self.rng, self.world, self.s = rng, world, shares
        self.home_cc = COUNTRIES[world.home][0]
        self.cards = {"linkedin": [], "phone": [], "google": [], "old": []}
        self.others = []
        self.fill()

    def add(self, card):
        self.cards[card.book].append(card)
        return card

    # --- which books hold whom ---
    def fill(self):
        r, s = self.rng, self.s
        for p in self.world.people:
            if p.relation == "outside":
                continue
            on = {b: r.random() < share for b, share in zip(self.cards, s["presence"][p.relation])}
            if not any(on.values()):
                on["linkedin" if p.relation in ("client", "acquaintance", "old", "now") else "phone"] = True
            if p.born > 2006:
                on["linkedin"] = on["old"] = False
            if p.born < 1946:
                on["linkedin"] = False
            if not any(on.values()):
                on["phone"] = True
            phone = None
            if on["linkedin"]:
                self.add(self.card(p, "linkedin", NOW))
            if on["phone"]:
                phone = self.add(self.card(p, "phone", r.triangular(2009, NOW, 2021)))
                if r.random() < s["twice_in_phone"]:
                    self.add(self.card(p, "phone", r.triangular(2012, NOW, 2023)))
            if on["google"]:
                copy = phone if phone and r.random() < s["synced_copy"] else None
                c = self.add(self.card(p, "google", phone.t if copy else r.triangular(2008, NOW, 2018), copy))
                if r.random() < s["twice_in_google"]:
                    self.add(self.card(p, "google", r.triangular(2008, NOW, 2018)))
                del c
            if on["old"]:
                self.add(self.card(p, "old", 2018.5))
        self.couples()
        self.companies()
        for book, cards in self.cards.items():
            if book == "linkedin":
                r.shuffle(cards)
            else:
                cards.sort(key=lambda c: fold(c.family or c.shown or c.given).lower() + c.given)

    # --- names ---
    def name(self, c):
        r, s, p = self.rng, self.s, c.person
        fams = list(p.family(c.t))
        if c.book == "linkedin" and len(p.fams) > 1 and r.random() < .15:
            fams = list(p.fams[0][1])
            c.tags.add("maiden name kept")
        given, c.g = p.given, "full"
        nickshare = s["nickname"][c.book] * (2 if p.relation == "friend" else 1)
        if p.nicks and r.random() < nickshare:
            given, c.g = r.choice(p.nicks), "nick"
            c.tags.add("nickname")
        elif p.english and r.random() < (.6 if c.book == "linkedin" else .4):
            if c.book == "linkedin" and r.random() < .4:
                given = f"{p.given} ({p.english})"
            else:
                given, c.g = p.english, "English"
                c.tags.add("English name")
        elif p.nicks and c.book == "linkedin" and r.random() < .02:
            given = f"{p.given} ({p.nicks[0]})"
        elif p.spellings and r.random() < s["other_spelling"]:
            given = r.choice(p.spellings)
            c.tags.add("other spelling")
        if p.culture == "es" and len(fams) > 1 and r.random() > s["both_families"][c.book]:
            fams = fams[:1]
        if p.culture == "pt":
            if len(fams) > 1 and r.random() > s["both_families"][c.book]:
                fams = fams[-1:]
        c.fams = ids_of(p, fams)
        parts = []
        for f in fams:
            alt = p.famspell.get(f, [])
            if alt and r.random() < s["other_spelling"]:
                f = r.choice(alt)
                c.tags.add("other spelling")
            if p.culture == "pt" and f in LATIN["pt"]["particle"] and r.random() < .7:
                f = LATIN["pt"]["particle"][f][0] + " " + f
            parts.append(f)
        family = " ".join(parts)
        if p.middle and r.random() < .4:
            c.middle = p.middle if r.random() < .3 else p.middle[0] + "."
        if p.native and r.random() < s["native_script"][c.book] and "(" not in given:
            given, family = p.native
            c.tags = {"other script"}
            c.g = "full"
        c.given, c.family = given, family
        if p.generation and r.random() < .7:
            c.suffix = p.generation

    def letters(self, c):
        """What keyboards, old systems and moods do to a name."""
        r, s, p = self.rng, self.s, c.person
        if fold(c.given + c.family) != c.given + c.family and c.given.isalpha() and "other script" not in c.tags:
            if r.random() < s["diacritics_lost"][c.book]:
                german = p.culture in ("de", "nordic") and r.random() < (.8 if p.culture == "de" else .3)
                plain = lambda x: fold(x.translate(FOLD_DE) if german else x)
                c.given, c.family = plain(c.given), plain(c.family)
                c.tags.add("diacritics")
        if r.random() < s["typo_name"] and c.book != "linkedin" and c.family:
            c.family = typo(r, c.family)
            c.tags.add("typo")
        if c.book == "linkedin":
            x = r.random()
            if x < .035:
                c.family += r.choice(CREDENTIALS + [" (She/Her)" if p.sex == "f" else " (he/him)"])
            elif x < .042:
                c.family += " " + r.choice(EMOJI)
            elif x < .055:
                c.given, c.family = c.given.upper(), c.family.upper()
            elif x < .07:
                c.given, c.family = c.given.lower(), c.family.lower()
            elif x < .085 and c.family and c.family.isalpha():
                c.family, c.faminit, c.fams = c.family[0] + ".", True, frozenset()
                c.tags.add("family initial")
            elif x < .1 and len(p.fams) > 1 and "maiden name kept" not in c.tags:
                born = p.fams[0][1][0]
                c.family += f" ({'geb.' if p.culture == 'de' else 'née'} {born})"
                c.fams |= fam_ids([born])
            elif x < .12:
                c.given += " "
            elif x < .14 and p.culture not in ("zh", "ko"):
                c.given = r.choice(["Dr. ", "Dr. ", "Prof. "]) + c.given
        elif c.book == "old":
            x = r.random()
            if x < .05:
                c.given, c.g = c.given[0] + ".", "init"
                c.tags.add("given initial")
            elif x < .12:
                c.prefix = r.choice(["Dr.", "Prof. Dr.", "Mr" if p.sex == "m" else "Ms"])
        if p.initial_style and c.fams and "other script" not in c.tags and r.random() < .6:
            c.family, c.faminit, c.fams = c.family[0], True, frozenset()
            if r.random() < .5:
                c.given, c.family = c.family + ".", c.given
            c.tags.add("family initial")

    def short(self, c):
        """Names as one types them into a phone: the given name alone, the firm in the name, Mum."""
        r, s, p = self.rng, self.s, c.person
        x, firm = r.random(), p.job(c.t)
        if p.label and x < .7:
            c.given, c.family, c.g, c.fams, c.tags = p.label, "", "none", frozenset(), {"kin label"}
            return
        alone = s["given_alone"].get(p.relation, .02) * (1 if c.book == "phone" else .4)
        if x < alone:
            c.family, c.fams = "", frozenset()
            c.tags.add("given name alone")
        elif x < alone + .05 and firm and p.relation in ("client", "old", "now", "acquaintance"):
            word = firm.firm.name.split()[0]
            c.firm = firm.firm
            c.tags.add("firm in the name")
            if r.random() < .4:
                c.family, c.fams = word, frozenset()
                c.tags.add("given name alone")
            else:
                c.family = f"{c.family} ({word})" if r.random() < .5 else f"{c.family} {word}"
        elif x < alone + .08 and c.family and c.g == "full":
            c.family, c.faminit, c.fams = c.family[0] + ".", True, frozenset()
            c.tags.add("family initial")
        elif x < alone + .10 and c.family and p.relation in ("service", "client", "neighbour"):
            german = self.world.home == "DE"
            c.prefix = ("Herr" if german else "Mr") if p.sex == "m" else ("Frau" if german else "Mrs")
            c.given, c.g, c.middle = "", "none", ""
            c.tags.add("family name alone")
        elif x < alone + .12:
            c.given, c.family = c.family, c.given
            c.tags.add("swapped")
        elif x < alone + .135:
            c.given += " " + r.choice(EMOJI)
        elif x < alone + .155:
            c.given, c.family = c.given.lower(), c.family.lower()
        elif x < alone + .22:
            c.given, c.family = f"{c.given} {c.family}".strip(), ""

    # --- the fields of a card ---
    def card(self, p, book, t, copy=None):
        r, s = self.rng, self.s
        c = Card(book, p, t)
        self.name(c)
        self.letters(c)
        if book in ("phone", "google"):
            self.short(c)
        if copy:
            for key in ("prefix", "given", "middle", "family", "suffix", "g", "fams", "faminit", "firm", "org", "title", "bday"):
                setattr(c, key, getattr(copy, key))
            c.tags = set(copy.tags)
            c.phones, c.emails = list(copy.phones), list(copy.emails)
            if r.random() < .35:
                c.emails = (c.emails + [(e, "Home") for e in self.own_email(p, NOW)])[:2] if not c.emails else c.emails
        job = p.job(t)
        if book == "linkedin":
            c.url = p.slug
            if job and r.random() < .92:
                c.firm, c.title = job.firm, job.title
            if r.random() < s["email_in_linkedin"]:
                c.emails = [(self.pick_email(p, t, .4), "")]
        elif not copy:
            self.contact(c, job, t)
            if book != "old" and r.random() < s["card_updated"]:
                self.refresh(c)
        if c.firm and not c.org:
            c.org = self.org(c.firm, book)
        self.slips(c)
        # One row per number: phones write what they were given.
        c.shown = " ".join(x for x in (c.prefix, c.given, c.middle, c.family, c.suffix) if x).strip()
        if c.book == "google" and c.emails and not copy and r.random() < s["address_alone"] and not c.emails[0][0].startswith("info@"):
            c.prefix = c.given = c.middle = c.family = c.suffix = c.shown = c.org = c.title = ""
            c.g, c.fams, c.faminit, c.phones, c.firm = "none", frozenset(), False, [], None
            c.emails, c.tags = c.emails[:1], {"address alone"}
        if p.native and p.culture == "ja" and "other script" in c.tags and r.random() < .4:
            c.yomi = (katakana(self.reading(p)), "")
        return c

    def reading(self, p):
        return p.given

    def org(self, firm, book):
        x = self.rng.random()
        if x < .35:
            return f"{firm.name} {firm.legal}"
        return firm.name.split()[0] if x > .95 else firm.name

    def own_email(self, p, t):
        return [e for a, b, e in p.emails if a <= t < b][:1]

    def pick_email(self, p, t, work):
        job = p.job(t)
        if job and self.rng.random() < work:
            return job.email
        return (self.own_email(p, t) or [p.emails[-1][2]])[0]

    def phone(self, c, n, label):
        c.phones.append((n, n.key(), dialled(self.rng, n, self.home_cc, self.s["number_styles"][c.book]), label))

    def mobile_of(self, p, t):
        job = p.job(t)
        if job and job.mobile and t >= getattr(job, "since_mobile", 0):
            return job.mobile
        return [n for a, b, n in p.mobiles if a <= t < b][0]

    def contact(self, c, job, t):
        r, p, book = self.rng, c.person, c.book
        business = p.relation in ("client", "old", "now", "acquaintance")
        if book == "old":
            if not job:
                job = p.jobs[0] if p.jobs else None
            if job:
                c.firm, c.title = job.firm, job.title if r.random() < .7 else ""
                if r.random() < .9:
                    c.emails.append(("info@" + job.firm.domain if r.random() < .03 else job.email, "Work"))
                if r.random() < .75:
                    self.phone(c, job.phone, "Work")
                if r.random() < .45:
                    self.phone(c, self.mobile_of(p, t), "Mobile")
                if r.random() < .3:
                    c.street, c.city = job.firm.street, job.firm.city
            else:
                self.phone(c, self.mobile_of(p, t), "Mobile")
            return
        if r.random() < (.9 if book == "phone" else .45):
            self.phone(c, self.mobile_of(p, t), "Mobile")
        if p.landline and r.random() < (.3 if not business else .04):
            self.phone(c, p.landline, "Home")
        if job and r.random() < (.2 if business else .03):
            self.phone(c, job.phone, "Work")
        if r.random() < (.3 if book == "phone" else .88):
            work = .55 if business else .08
            address = self.pick_email(p, t, work)
            if job and address == job.email and r.random() < .02:
                address = "info@" + job.firm.domain
            c.emails.append((address, "Work" if job and address.endswith(job.firm.domain) else "Home"))
            if r.random() < .12:
                other = self.pick_email(p, t, 0)
                if other != address:
                    c.emails.append((other, "Home"))
        if job and r.random() < (.4 if business else .04):
            c.firm, c.title = job.firm, job.title if r.random() < .35 else ""
        if not business and r.random() < .12:
            c.street, c.city = p.street, p.city
        if p.relation in ("friend", "kin") and r.random() < .18 or r.random() < .015:
            c.bday = f"{p.born}-{1 + hash_of(p.id, 12):02}-{1 + hash_of(p.id + 'd', 28):02}"
        if r.random() < .012:
            c.url = p.slug

    def refresh(self, c):
        """A card to which the new number, address or employer was added later."""
        p, r = c.person, self.rng
        if c.phones and self.mobile_of(p, NOW).key() not in c.keys() and r.random() < .8:
            self.phone(c, self.mobile_of(p, NOW), "Mobile")
        if c.emails and r.random() < .5:
            new = self.pick_email(p, NOW, .5 if c.emails[0][1] == "Work" else 0)
            if new.lower() not in c.keys():
                c.emails.append((new, "Home"))
        if c.firm and p.job():
            c.firm, c.org = p.job().firm, ""

    def slips(self, c):
        r = self.rng
        for i, (n, key, text, label) in enumerate(c.phones):
            if n and r.random() < self.s["typo_number"]:
                at = [k for k, ch in enumerate(text) if ch.isdigit()][-4:]
                k = r.choice(at)
                text = text[:k] + str((int(text[k]) + r.randint(1, 9)) % 10) + text[k + 1:]
                c.phones[i] = (n, "", text, label)
                c.tags.add("typo in a number")
        for i, (e, label) in enumerate(c.emails):
            if r.random() < self.s["typo_address"] and c.book != "linkedin":
                local, domain = e.split("@")
                c.emails[i] = (typo(r, local) + "@" + domain, label)

    # --- cards of more or less than one person ---
    def couples(self):
        done = set()
        for p in list(self.world.people):
            for other, kind in p.kin.items():
                if kind == "couple" and p.relation in ("friend", "neighbour") and other not in done and self.rng.random() < self.s["couple_card"]:
                    q = next(x for x in self.world.people if x.id == other)
                    done.add(p.id)
                    whole = self.entity("couple", p)
                    c = Card(self.rng.choice(["phone", "google"]), whole, 2018)
                    word = self.rng.choice(["&", "and", "und", "+"] if self.world.home == "DE" else ["&", "and", "+"])
                    c.given, c.family = f"{p.given} {word} {q.given}", p.family()[0]
                    c.shown = f"{c.given} {c.family}"
                    c.tags = {"couple"}
                    whole.kin = {p.id: "couple card", q.id: "couple card"}
                    n = p.landline or p.mobiles[0][2]
                    self.phone(c, n, "Home")
                    if self.rng.random() < .5:
                        c.street, c.city = p.street, p.city
                    self.add(c)

    def entity(self, kind, like):
        whole = Person(f"{'C' if kind == 'couple' else 'O'}{len(self.others) + 1:04}", like.culture, like.sex, 0, "", [(0, ())], kind,
                       like.country, like.city, kind=kind)
        self.others.append(whole)
        return whole

    def companies(self):
        r, w = self.rng, self.world
        like = w.people[0]
        for firm in r.sample(w.firms, min(len(w.firms), int(self.s["company_cards"] * len(w.people)))):
            whole = self.entity("org", like)
            for book in r.sample(["phone", "google", "old"], r.choice([1, 1, 2])):
                c = Card(book, whole, 2018, firm=firm, org=self.org(firm, book), tags={"company"})
                c.shown = "" if r.random() < .5 else c.org
                self.phone(c, firm.switchboard, "Work")
                if r.random() < .5:
                    c.emails = [(r.choice(["info", "office", "sales"]) + "@" + firm.domain, "Work")]
                self.add(c)
        services = {"DE": "Zahnarzt,Pizzeria Bella Vista,Taxi,Hausverwaltung,Autowerkstatt,Kita Regenbogen,Mailbox,Notruf Gas",
                    "SE": "Tandläkare,Pizzeria Bella Vista,Taxi,Vårdcentralen,Bilverkstad,Förskolan,Röstbrevlåda",
                    "ES": "Dentista,Pizzería Bella Vista,Taxi,Centro de salud,Taller,Guardería,Buzón de voz"}.get(
                        w.home, "Dentist,Pizzeria Bella Vista,Taxi,Doctor's surgery,Garage,Nursery,Voicemail,Plumber 24h")
        for name in services.split(","):
            whole = self.entity("org", like)
            for book in r.sample(["phone", "google"], r.choice([1, 2])):
                c = Card(book, whole, 2018, given=name if book == "phone" else "", org=name if book == "google" else "", tags={"company"})
                c.shown = name if book == "phone" else ""
                n = w.number(w.home, False) if not whole.landline else whole.landline
                whole.landline = n
                self.phone(c, n, "Work")
                self.add(c)


def hash_of(text, n):
    """A number below n that hangs on the text alone."""
    x = 7
    for ch in text:
        x = (x * 131 + ord(ch)) % 1000003
    return x % n
