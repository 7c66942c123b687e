"""The people of an invented network: who they are, where they work and live, who is whose kin, and what changed over the years."""
import unicodedata
from dataclasses import dataclass, field

import names as N

NOW = 2026.8  # the day of the exports, in years


@dataclass(eq=False)
class Firm:
    id: str
    name: str
    legal: str
    domain: str
    country: str
    city: str
    street: str
    switchboard: object
    pattern: str
    staff: list = field(default_factory=list)
    extensions: bool = False


@dataclass(eq=False)
class Number:
    """A telephone number: country code, national digits, how they are grouped, and the prefix that is dialled within the country."""
    cc: str
    digits: str
    groups: tuple
    trunk: str
    mobile: bool

    def key(self):
        return "+" + self.cc + self.digits


@dataclass(eq=False)
class Job:
    since: float
    until: float
    firm: Firm
    title: str
    email: str
    phone: Number
    mobile: Number = None


@dataclass(eq=False)
class Person:
    id: str
    culture: str
    sex: str
    born: int
    given: str
    fams: list            # (since, (family names)) in order
    relation: str
    country: str
    city: str
    kind: str = "person"  # or org, role, couple
    nicks: list = field(default_factory=list)
    spellings: list = field(default_factory=list)   # other Latin spellings of the given name
    famspell: dict = field(default_factory=dict)
    english: str = ""
    native: tuple = ()    # given, family in another script
    middle: str = ""
    generation: str = ""
    initial_style: bool = False                     # South India: the second name is an initial
    street: str = ""
    landline: Number = None
    mobiles: list = field(default_factory=list)     # (since, until, Number)
    emails: list = field(default_factory=list)      # (since, until, address)
    jobs: list = field(default_factory=list)
    house: int = 0
    kin: dict = field(default_factory=dict)         # person id -> couple, parent, sibling, twin
    label: str = ""       # Mum, Dad
    slug: str = ""
    tie: int = 0          # 0 nothing passed … 3 close
    weight: float = 1.0   # how common the given name is among all
    famweight: float = 1.0
    linkedin_family: int = 0
    passed_to: dict = field(default_factory=dict)

    def family(self, t=NOW):
        out = self.fams[0][1]
        for since, fam in self.fams:
            if since <= t:
                out = fam
        return out

    def at(self, spans, t):
        return [s for s in spans if s[0] <= t < s[1]]

    def job(self, t=NOW):
        for j in self.jobs:
            if j.since <= t < j.until:
                return j
        return None


# Country: code, trunk prefix, mobile (leading digits, length, groups), landline (area code and what follows it, length, groups), cities.
COUNTRIES = {
    "GB": ("44", "0", ["771", "774", "778", "784", "790", "798"], 10, (4, 6), ["20.7", "161.4", "121.6"], 10, (4, 4),
           ["London", "Manchester", "Bristol"]),
    "US": ("1", "", ["212", "415", "617", "206", "303", "512"], 10, (3, 3, 4), ["312.", "503.", "404."], 10, (3, 4),
           ["Chicago", "Boston", "Austin"]),
    "DE": ("49", "0", ["151", "157", "160", "170", "172", "176"], 11, (3, 8), ["30.", "89.", "40.", "221."], 10, (8,),
           ["München", "Berlin", "Hamburg", "Köln"]),
    "SE": ("46", "0", ["70", "72", "73", "76"], 9, (2, 3, 2, 2), ["8.", "31."], 9, (3, 3, 2), ["Stockholm", "Göteborg", "Malmö"]),
    "NO": ("47", "", ["90", "91", "95", "41", "48"], 8, (3, 2, 3), ["22.", "55."], 8, (2, 2, 2), ["Oslo", "Bergen"]),
    "ES": ("34", "", ["61", "63", "65", "67"], 9, (3, 3, 3), ["91.", "93."], 9, (3, 2, 2), ["Madrid", "Barcelona", "Sevilla"]),
    "PT": ("351", "", ["91", "93", "96"], 9, (3, 3, 3), ["21."], 9, (3, 4), ["Lisboa", "Porto"]),
    "BR": ("55", "0", ["119", "219"], 11, (2, 5, 4), ["11.3", "21.3"], 10, (4, 4), ["São Paulo", "Rio de Janeiro"]),
    "PL": ("48", "", ["501", "602", "692", "794"], 9, (3, 3, 3), ["22.", "12."], 9, (3, 2, 2), ["Warszawa", "Kraków"]),
    "TR": ("90", "0", ["532", "542", "505"], 10, (3, 3, 2, 2), ["212.2", "312.4"], 10, (3, 2, 2), ["İstanbul", "Ankara"]),
    "AE": ("971", "0", ["50", "55", "56"], 9, (2, 3, 4), ["4.2", "4.3"], 8, (3, 4), ["Dubai"]),
    "EG": ("20", "0", ["100", "111", "122"], 10, (3, 3, 4), ["2.2"], 9, (4, 4), ["Cairo"]),
    "IN": ("91", "0", ["98", "99", "97"], 10, (5, 5), ["80.2", "11.2", "22.2"], 10, (4, 4), ["Bengaluru", "Mumbai", "Chennai"]),
    "CN": ("86", "0", ["138", "159", "186"], 11, (3, 4, 4), ["21.6"], 10, (4, 4), ["Shanghai", "Beijing"]),
    "TW": ("886", "0", ["91", "93", "97"], 9, (3, 3, 3), ["2.2"], 9, (4, 4), ["Taipei"]),
    "KR": ("82", "0", ["10"], 10, (2, 4, 4), ["2.5"], 9, (4, 4), ["Seoul"]),
    "JP": ("81", "0", ["90", "80"], 10, (2, 4, 4), ["3.5"], 9, (4, 4), ["Tokyo", "Osaka"]),
}
LANDS = dict(en=["GB", "US"], de=["DE"], nordic=["SE", "NO"], es=["ES"], pt=["PT", "BR"], pl=["PL"], tr=["TR"], ar=["AE", "EG"],
             in_n=["IN"], in_s=["IN"], zh=["CN"], tw=["TW"], ko=["KR"], ja=["JP"])
TAKES_NAME = ("en", "de", "nordic", "pl", "tr")   # where a wife takes her husband's name
LEGAL = {"GB": "Ltd", "US": "Inc.", "DE": "GmbH", "SE": "AB", "NO": "AS", "ES": "S.L.", "PT": "Lda.", "BR": "Ltda.", "PL": "Sp. z o.o.",
         "TR": "A.Ş.", "IN": "Pvt. Ltd.", "CN": "Co., Ltd.", "TW": "Co., Ltd.", "KR": "Co., Ltd.", "JP": "K.K.", "AE": "LLC", "EG": "LLC"}
STEMS = ("Nord Alt Vel Kor Bram Quin Tal Mer Ost Lum Ferr Ard Sol Cald Wex Hal Pel Ryn Thal Vant Yar Zel Mon Cor Tri Bal Gar Hev Jor "
         "Kest").split()
ENDS = ("vale ora mark tec ium wick onix aris ent alia gate bridge field lane crest inor usk eda ovo itas").split()
KINDS = ("Systems Analytics Logistics Partners Consulting Energy Media Labs Health Foods Engineering Software Capital Robotics Textiles "
         "Marine Insurance Optics Mobility Research").split()
STREETS = {"GB": "Orchard Lane,Mill Road,Station Road", "US": "Maple Street,Oak Avenue,2nd Street", "DE": "Gartenstraße,Lindenweg,Hauptstr.",
           "SE": "Björkvägen,Storgatan,Skolgatan", "ES": "Calle Mayor,Calle del Sol,Avenida del Puerto"}
TITLES = ("Engineer,Software Engineer,Senior Consultant,Project Manager,Head of Sales,Account Manager,Product Manager,Data Analyst,"
          "Managing Director,Buyer,Marketing Manager,HR Partner,Controller,Team Lead,CTO,Researcher,Designer,Founder,Partner,"
          "Operations Manager").split(",")
FREEMAIL = {"GB": "gmail.com gmail.com gmail.com hotmail.com outlook.com icloud.com yahoo.com",
            "DE": "gmail.com gmx.de web.de t-online.de outlook.com gmx.net icloud.com"}
FREE = "gmail.com gmail.com gmail.com hotmail.com outlook.com icloud.com yahoo.com"
HANDLES = "sunny blue river moto pixel north tiger mango delta ski echo jazz lemon coffee".split()


def fold(text, german=False):
    """Letters as an address or an old system writes them."""
    if german:
        text = text.translate(N.FOLD_DE)
    text = text.translate(N.FOLD_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def ascii_word(text, german=False):
    return "".join(c for c in fold(text, german).lower() if c.isascii() and c.isalnum())


def spread(n, a=12, s=0.8):
    """How frequent the names of a list are: of adults the first bears 3 to 4 in a hundred."""
    w = [1 / (i + a) ** s for i in range(n)]
    total = sum(w)
    return [x / total for x in w]


class World:
    def __init__(self, rng, shares, people, home):
        self.rng, self.shares, self.home = rng, shares, home
        self.people, self.firms, self.extra = [], [], []
        self.taken = set()
        self.house = 0
        self.numbers = set()
        self.home_culture = {"GB": "en", "US": "en", "DE": "de", "SE": "nordic", "ES": "es"}[home]
        self.make_firms(max(60, people // 5))
        self.populate(int(people / shares["on_linkedin"]))
        self.namesakes()
        self.pass_on()

    # --- numbers, addresses, firms ---
    def number(self, country, mobile):
        cc, trunk, mob, mlen, mgroups, area, llen, lgroups, _ = COUNTRIES[country]
        while True:
            start = self.rng.choice(mob if mobile else area)
            length, groups = (mlen, mgroups) if mobile else (llen, lgroups)
            if not mobile:
                area_code, first = start.split(".")
                start, groups = area_code + first, (len(area_code),) + lgroups
            if country == "DE" and mobile and start in ("160", "170", "172"):
                length, groups = 10, (3, 7)
            rest = "".join(str(self.rng.randint(0, 9)) for _ in range(length - len(start)))
            if rest[0] in "01":
                rest = str(self.rng.randint(2, 7)) + rest[1:]
            if country == "US" and rest[1:3] == "11":
                continue
            if cc + start + rest not in self.numbers:
                self.numbers.add(cc + start + rest)
                return Number(cc, start + rest, groups, trunk, mobile)

    def make_firms(self, count):
        used = set()
        mix = [self.home] * 11 + ["GB", "US", "DE", "SE", "ES"] * 2 + ["PL", "IN", "TR", "CN", "JP", "PT", "KR", "TW", "AE"]
        while len(self.firms) < count:
            name = self.rng.choice(STEMS) + self.rng.choice(ENDS) + " " + self.rng.choice(KINDS)
            if name in used:
                continue
            used.add(name)
            country = self.home if len(self.firms) < 8 else self.rng.choice(mix)
            domain = ascii_word(name.split()[0]) + (ascii_word(name.split()[1])[:4] if self.rng.random() < .5 else "") + ".example"
            if any(f.domain == domain for f in self.firms):
                continue
            board = self.number(country, False)
            self.firms.append(Firm(f"F{len(self.firms):03}", name, LEGAL.get(country, "Ltd"), domain, country,
                                   self.rng.choice(COUNTRIES[country][8]), self.street(country), board,
                                   self.rng.choice(["first.last"] * 6 + ["flast", "f.last", "first", "last"]),
                                   extensions=self.rng.random() < .55))

    def street(self, country):
        road = self.rng.choice(STREETS.get(country, STREETS["GB"]).split(","))
        no = str(self.rng.randint(1, 180))
        return f"{road} {no}" if country in ("DE", "SE", "ES") else f"{no} {road}"

    def address(self, local, domain):
        base, n = local, 1
        while f"{local.replace('.', '')}@{domain}" in self.taken:   # dots count for nothing at some providers
            n += 1
            local = f"{base}{n}"
        self.taken.add(f"{local.replace('.', '')}@{domain}")
        return f"{local}@{domain}"

    def locals_of(self, p, fam):
        german = p.culture in ("de", "nordic")
        g = ascii_word((p.english or p.given), german) or "x"
        f = ascii_word(fam[-1] if p.culture == "pt" else fam[0], german) or "y"
        return g, f

    def work_email(self, p, firm, t):
        g, f = self.locals_of(p, p.family(t))
        local = {"first.last": f"{g}.{f}", "flast": g[0] + f, "f.last": f"{g[0]}.{f}", "first": g, "last": f}[firm.pattern]
        return self.address(local, firm.domain)

    def home_email(self, p, t):
        g, f = self.locals_of(p, p.family(t))
        nick = ascii_word(p.nicks[0]) if p.nicks else g
        local = self.rng.choice([f"{g}.{f}", f"{g}.{f}", g + f, g[0] + f, f"{g}.{f}{p.born % 100:02}", f"{nick}{p.born % 100:02}",
                                 f"{f}.{g}", f"{nick}.{f}", f"{self.rng.choice(HANDLES)}{self.rng.choice(HANDLES)}{self.rng.randint(1, 99)}"])
        return self.address(local, self.rng.choice(FREEMAIL.get(p.country, FREE).split()))

    # --- names ---
    def pick(self, items, a=12):
        w = spread(len(items), a)
        i = self.rng.choices(range(len(items)), w)[0]
        return items[i], w[i]

    def family_name(self, culture):
        """A family name, how frequent it is within its culture, its other spellings, its form in another script."""
        c = N.LATIN.get(culture)
        if c:
            if self.rng.random() < c["common"]:
                name, w = self.pick(c["family"])
                return name, w * c["common"], c.get("spell", {}).get(name, []), ""
            front, back = self.rng.choice(c["front"]), self.rng.choice(c["back"])
            return front + back, (1 - c["common"]) / (len(c["front"]) * len(c["back"])), [], ""
        table = N.AR if culture == "ar" else N.EASTERN[culture]
        (native, latin), w = self.pick(table["family"], 12 if culture == "ar" else 3)
        spellings = [s.replace("_", " ") for s in latin.split(",")]
        if culture == "ja":
            plain = fold(spellings[0])
            spellings = [plain] + ([plain + "h" if plain.endswith("o") else plain.replace("O", "Oh", 1)]
                                   if spellings[0] != plain else [])
        first = spellings[0] if self.rng.random() < .6 else self.rng.choice(spellings)
        return first, w, [s for s in spellings if s != first], native

    def given_name(self, culture, sex, p):
        c = N.LATIN.get(culture)
        if c:
            name, w = self.pick(c[sex])
            p.nicks = c["nick"].get(name, [])
            p.spellings = c.get("spell", {}).get(name, [])
            return name, w, ""
        if culture == "ar":
            (native, latin), w = self.pick(N.AR[sex])
            options = latin.split(",")
            first = options[0] if self.rng.random() < .6 else self.rng.choice(options)
            p.spellings = [o for o in options if o != first]
            return first, w, native
        table = N.EASTERN[culture]
        if culture == "ja":
            (native, latin), w = self.pick(table[sex])
            plain = fold(latin)
            p.spellings = [plain.replace("o", "ou") if "ō" in latin else plain.replace("u", "uu")] if plain != latin else []
            return plain, w, native
        single = culture == "zh" and self.rng.random() < .25
        parts = [self.rng.choice(table[sex]) for _ in range(1 if single else 2)]
        native = "".join(x[0] for x in parts)
        latin = [x[1].split(",") for x in parts]
        a = [self.rng.choice(o) if self.rng.random() < .4 else o[0] for o in latin]
        if culture == "zh":
            first = a[0] + "".join(x.lower() for x in a[1:])
            p.spellings = [" ".join(a), "-".join(a)] if not single else []
        elif culture == "tw":
            first = a[0] + "-" + a[1]
            p.spellings = [a[0] + a[1].lower(), " ".join(a), a[0] + "-" + a[1].lower()]
        else:
            first = a[0] + "-" + a[1].lower()
            p.spellings = [a[0] + a[1].lower(), " ".join(a), latin[0][-1] + "-" + latin[1][-1].lower()]
        if self.rng.random() < self.shares["english_name"]:
            p.english = self.rng.choice(table["english"][sex])
        return first, 1 / len(table[sex]) if single else 1 / len(table[sex]) ** 2, native

    def person(self, relation, culture=None, family=None, sex=None, born=None, country=None, city=None):
        r = self.rng
        culture = culture or (self.home_culture if r.random() < self.shares["home_culture"]
                              else r.choices(list(self.shares["cultures"]), list(self.shares["cultures"].values()))[0])
        sex = sex or r.choice("mf")
        near = relation not in ("acquaintance", "client", "outside") or r.random() < .5
        country = country or (self.home if near else r.choice(LANDS[culture]))
        p = Person("", culture, sex, born or int(r.triangular(1948, 2002, 1980)), "", [], relation, country,
                   city or r.choice(COUNTRIES[country][8]))
        p.given, p.weight, native = self.given_name(culture, sex, p)
        name, w, spell, native_f = family or self.family_name(culture)
        p.famweight = w * (self.shares["home_culture"] if culture == self.home_culture else
                           self.shares["cultures"].get(culture, .03) * (1 - self.shares["home_culture"]))
        p.native = (native, native_f) if native else ()
        p.famspell = {name: spell}
        fam = [N.feminine(name) if sex == "f" and culture == "pl" else name]
        if culture in ("es", "pt") and not family:
            second = self.family_name(culture)[0]
            fam = fam + [second] if culture == "es" else [second] + fam
            p.linkedin_family = 0 if culture == "es" else 1
        p.fams = [(0, tuple(fam))]
        if culture == "in_s":
            p.initial_style = r.random() < .6
        if culture == "en" and r.random() < .12:
            p.middle = self.pick(N.EN[sex])[0]
        return p

    def settle(self, p):
        """Gives a person an id, a house, numbers, addresses and a working life."""
        r, s = self.rng, self.shares
        p.id = f"P{len(self.people) + 1:05}"
        self.people.append(p)
        if p.sex == "f" and p.culture in TAKES_NAME and not p.kin and r.random() < s["marriage"]:
            self.marry(p)
        if not p.house:
            self.house += 1
            p.house = self.house
            p.street = self.street(p.country)
            p.landline = self.number(p.country, False) if r.random() < .55 else None
        child = p.born > 2008
        changed = r.uniform(2012, 2025) if r.random() < s["new_mobile"] else 0
        first = self.number(p.country, True)
        p.mobiles = [(0, changed or 9999, first)] + ([(changed, 9999, self.number(p.country, True))] if changed else [])
        switched = r.uniform(2010, 2023) if r.random() < s["new_email"] else 0
        p.emails = [(0, switched or 9999, self.home_email(p, switched or NOW - 8))]
        if switched:
            p.emails.append((switched, 9999, self.home_email(p, NOW)))
        if not child and p.relation != "service":
            self.work(p)
        g, f = self.locals_of(p, p.family(0 if r.random() < .85 else NOW))   # most made their profile before they married
        p.slug = f"{g}-{f}" + ("" if r.random() < .4 else f"-{r.getrandbits(28):07x}")
        if p.slug in self.taken:
            p.slug += f"-{r.getrandbits(24):06x}"
        self.taken.add(p.slug)
        p.tie = r.choices([0, 1, 2, 3], {"friend": [1, 3, 4, 3], "kin": [1, 2, 4, 4], "now": [1, 3, 4, 2], "old": [4, 4, 2, 1],
                                        "client": [4, 4, 2, 1], "neighbour": [3, 4, 2, 1], "service": [4, 4, 1, 0],
                                        "acquaintance": [17, 2, 1, 0], "outside": [0, 6, 3, 1]}[p.relation])[0]
        return p

    def work(self, p):
        r = self.rng
        t = max(p.born + 23, 2004) + r.random() * 3
        weights = [1 / (i + 6) ** .7 for i in range(2, len(self.firms))]
        while t < NOW:
            until = t + 1.5 + r.expovariate(1 / 5)
            if until > NOW - .3:
                until = 9999
            firm = r.choices(self.firms[2:], weights)[0]
            if p.relation == "old" and t < 2018 < until:
                firm = self.firms[0]
            elif p.relation == "now" and until == 9999:
                firm = self.firms[1]
            self.hire(p, firm, t, until)
            t = until
        if p.relation == "old" and not any(j.firm is self.firms[0] for j in p.jobs):
            self.hire(p, self.firms[0], 2014 + r.random() * 2, 2019 + r.random())
            p.jobs.sort(key=lambda j: j.since)

    def hire(self, p, firm, t, until):
        r = self.rng
        direct = firm.switchboard
        if firm.extensions and r.random() < .8:
            b = firm.switchboard
            direct = Number(b.cc, b.digits[:-2] + f"{r.randint(10, 99)}", b.groups, b.trunk, False)
        mobile = self.number(firm.country, True) if r.random() < self.shares["work_mobile"] else None
        p.jobs.append(Job(t, until, firm, r.choice(TITLES), self.work_email(p, firm, t), direct, mobile))
        firm.staff.append(p)

    def marry(self, p, name=None):
        """A new family name in some year; one in five takes both, with a hyphen."""
        when = self.rng.uniform(2011, 2025)
        new, w, spell, _ = name or self.family_name(p.culture)
        new = N.feminine(new) if p.culture == "pl" else new
        both = self.rng.random() < .2
        p.fams.append((when, (f"{p.fams[0][1][0]}-{new}" if both and "-" not in p.fams[0][1][0] else new,)))
        p.famspell[new] = spell

    # --- the whole ---
    def populate(self, humans):
        r, s = self.rng, self.shares
        self.owner_kin()
        while len(self.people) < humans:
            relation = r.choices(list(s["relations"]), list(s["relations"].values()))[0]
            p = self.settle(self.person(relation))
            chance = {"friend": .4, "neighbour": .5, "kin": .6, "service": .06}.get(relation, .012)
            if r.random() < chance:
                self.family_of(p)
        for _ in range(int(humans * s["without_card"])):
            self.settle(self.person("outside"))

    def owner_kin(self):
        own = self.family_name(self.home_culture)
        labels = {"GB": "Mum Dad Nan", "US": "Mom Dad Grandma", "DE": "Mama Papa Oma", "SE": "Mamma Pappa Mormor",
                  "ES": "Mamá Papá Abuela"}[self.home].split()
        parents = []
        for label, sex in zip(labels, "fmf"):
            p = self.person("kin", self.home_culture, own if label != labels[2] else None, sex,
                            self.rng.randint(1946, 1956) - (22 if label == labels[2] else 0), self.home)
            if parents and label == labels[1]:
                p.house, p.street, p.landline = parents[0].house, parents[0].street, parents[0].landline
                p.kin[parents[0].id] = "couple"
            self.settle(p)
            p.label = label
            parents.append(p)
        for _ in range(3):
            p = self.person("kin", self.home_culture, own, born=self.rng.randint(1972, 1986), country=self.home)
            self.settle(p)
            for q in parents[:2]:
                p.kin[q.id] = q.kin[p.id] = "parent"
        parents[0].kin[parents[1].id] = "couple"
        self.own_name = own[0]

    def join_house(self, p, q, kind):
        q.house, q.street, q.landline = p.house, p.street, p.landline
        q.kin[p.id] = kind

    def family_of(self, p):
        """Somebody's partner, child, sibling or twin, at the same address and landline."""
        r = self.rng
        fam = p.family()[0]
        base = (fam, p.famweight, p.famspell.get(fam, []), p.native[1] if p.native else "")
        if p.culture == "pl" and fam.endswith("a") and p.sex == "f":
            base = (fam[:-1] + "i" if fam.endswith(("ska", "cka")) else fam,) + base[1:]
        kind = r.choices(["couple", "junior", "sibling", "twin"], [62, 12, 18, 8])[0]
        born = {"couple": p.born + r.randint(-4, 4), "junior": p.born + r.randint(24, 34), "sibling": p.born + r.choice([-4, -3, 2, 3, 5]),
                "twin": p.born}[kind]
        sex = {"couple": "f" if p.sex == "m" else "m", "junior": "m" if p.sex == "m" else r.choice("mf")}.get(kind, r.choice("mf"))
        same = kind != "couple" or r.random() < .75
        q = self.person(p.relation, p.culture, base if same else None, sex, born, p.country, p.city)
        if kind == "twin" and r.random() < .4:   # twins of one initial
            for _ in range(20):
                if q.given[0] == p.given[0] and q.given.split()[0] != p.given.split()[0]:
                    break
                q = self.person(p.relation, p.culture, base, sex, born, p.country, p.city)
        while q.given.split()[0] == p.given.split()[0] or q.native and q.native[0] == p.native[0]:
            q = self.person(p.relation, p.culture, base if same else None, sex, born, p.country, p.city)
        if kind == "junior" and p.sex == "m" and sex == "m" and r.random() < .5:
            q.given, q.nicks, q.spellings, q.native, q.weight = p.given, p.nicks, p.spellings, p.native, p.weight
            if p.culture == "en" and r.random() < .6:
                p.generation, q.generation = "Sr.", "Jr."
        if kind == "couple" and same and r.random() < .3 and q.sex == "f" and q.culture in TAKES_NAME:
            q.fams = [(0, (self.family_name(q.culture)[0],)), (r.uniform(2008, 2022), q.fams[0][1])]
        self.join_house(p, q, kind)
        self.settle(q)
        p.kin[q.id] = kind
        if kind == "couple" and r.random() < .12:   # one mailbox for both
            shared = self.address(f"{ascii_word(fam, p.culture == 'de')}.family", "gmail.com")
            for who in (p, q):
                who.emails[-1] = (who.emails[-1][0], 9999, shared)

    def namesakes(self):
        """Some bear the name of another by more chance than the lists hold; a few within one firm."""
        r, s = self.rng, self.shares
        pool = [p for p in self.people if p.relation != "kin" and not p.kin and len(p.fams) == 1]
        r.shuffle(pool)
        by = {}
        for p in pool:
            by.setdefault((p.culture, p.sex), []).append(p)
        count = int(len(self.people) * s["forced_namesakes"])
        for _ in range(count):
            p = r.choice(pool)
            q = r.choice(by[(p.culture, p.sex)])
            if p is q:
                continue
            q.given, q.nicks, q.spellings, q.native = p.given, p.nicks, p.spellings, p.native
            q.english, q.fams, q.famspell, q.weight, q.famweight = p.english, list(p.fams), dict(p.famspell), p.weight, p.famweight
            q.middle = "" if r.random() < .5 else q.middle
            g, f = self.locals_of(q, q.family())
            q.slug = f"{g}-{f}-{r.getrandbits(28):07x}"
            for i, (a, b, _) in enumerate(q.emails):
                q.emails[i] = (a, b, self.home_email(q, NOW))
            if r.random() < s["namesakes_in_one_firm"] and p.jobs and q.jobs:
                q.jobs[-1].firm = p.jobs[-1].firm
                q.jobs[-1].phone = p.jobs[-1].firm.switchboard
            for job in q.jobs:
                job.email = self.work_email(q, job.firm, job.since)

    def pass_on(self):
        """The firm's mobile goes to a colleague when somebody leaves; now and then a number goes to a stranger."""
        r = self.rng
        for p in list(self.people):
            for job in p.jobs:
                if job.mobile and job.until < NOW and r.random() < self.shares["passed_on"]:
                    heirs = [(q, j) for q in job.firm.staff for j in q.jobs if q is not p and j.firm is job.firm and not j.mobile
                             and j.since <= job.until + .5 < j.until]
                    if heirs:
                        q, j = r.choice(heirs)
                        j.mobile = job.mobile
                        j.since_mobile = job.until
                        p.passed_to[q.id] = True
        for _ in range(max(2, len(self.people) // 600)):
            p, q = r.choice(self.people), r.choice(self.people)
            if p is not q and p.mobiles[0][1] < NOW - 3:
                q.mobiles = [(0, NOW - 2, q.mobiles[0][2]), (NOW - 2, 9999, p.mobiles[0][2])]
                p.passed_to[q.id] = True
