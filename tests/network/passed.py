"""What passed between the owner and the people of a world: mail, meetings, messages, calls and chats. It notes what of it names whom."""
import base64
import csv
from datetime import datetime, timedelta, timezone

from cards import ids_of
from world import NOW


def moment(t):
    year = int(t)
    return datetime(year, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int((t - year) * 365 * 86400))


def header_name(name):
    """A display name as a header holds it."""
    if not name.isascii():
        return f"=?UTF-8?B?{base64.b64encode(name.encode()).decode()}?="
    return f'"{name}"' if set(name) & set(",.()@") else name


class Passed:
    def __init__(self, rng, world, books, shares, owner):
        self.rng, self.w, self.b, self.s, self.o = rng, world, books, shares, owner
        self.named = {}      # address or number -> what it was called: {(given level, family names)}
        self.threads = []    # (address, other address of the same person)
        self.style = {}
        self.cards_of = {}
        for cards in books.cards.values():
            for c in cards:
                self.cards_of.setdefault(c.person.id, []).append(c)

    def count(self, p, few, some, many):
        return 0 if not p.tie else self.rng.randint(1, (few, some, many)[p.tie - 1])

    def address(self, p, t):
        job = p.job(t)
        if job and p.relation in ("client", "old", "now", "acquaintance", "outside") and self.rng.random() < .85:
            return job.email
        return [e for a, b, e in p.emails if a <= t < b][0]

    def display(self, p, address, t):
        """How this address calls its owner: mostly one way for years."""
        if address not in self.style:
            work = address.endswith(".example")
            self.style[address] = self.rng.choices(
                ["full", "comma", "nick", "none", "firm"], [60, 18 if work else 2, 4 if work else 12, 8, 4 if work else 0])[0]
        style = self.style[address]
        fams = p.family(t)[-1:] if p.culture == "pt" else p.family(t)
        given = p.english or p.given
        level = "full" if not p.english else "English"
        if style == "none":
            return ""
        if style == "nick" and p.nicks:
            given, level = p.nicks[0], "nick"
        self.named.setdefault(address.lower(), set()).add((level, ids_of(p, fams)))
        family = " ".join(fams)
        if style == "comma":
            return f"{family}, {given}"
        if style == "firm" and p.job(t):
            return f"{given} {family} ({p.job(t).firm.name.split()[0]})"
        return f"{given} {family}"

    # --- mail ---
    def mail(self, path):
        r, out, n = self.rng, [], 0
        for p in self.w.people:
            previous = None
            for _ in range(self.count(p, 3, 8, 24) if p.emails else 0):
                n += 1
                t = r.uniform(2016, NOW - .02)
                theirs = self.address(p, t)
                mine = self.o.work if t > 2019.5 and theirs.endswith(".example") else self.o.old if theirs.endswith(".example") else self.o.home
                name = self.display(p, theirs, t)
                sent, ident = r.random() < .45, f"{n}.{r.getrandbits(40):x}@{theirs.split('@')[1]}"
                refs = ""
                if previous and r.random() < .3:
                    refs = f"In-Reply-To: <{previous[0]}>\n"
                    sent = not previous[1]
                    if not sent and r.random() < .06:   # answers from another mailbox
                        other = [e for _, _, e in p.emails if e != previous[2]]
                        if other:
                            theirs = other[-1]
                            name = self.display(p, theirs, t)
                            self.threads.append((previous[2].lower(), theirs.lower(), p.id))
                them = f"{header_name(name)} <{theirs}>" if name else theirs
                me = f"{header_name(self.o.name)} <{mine}>"
                out.append((t, them, me, sent, ident, refs))
                previous = (ident, sent, theirs)
        for k in range(len(self.w.people) // 10):
            out.append((r.uniform(2018, NOW - .02), f"Weekly news <news@list{k % 9}.example>", self.o.home, None, f"n{k}@list.example",
                        "List-Unsubscribe: <https://list.example/u>\nPrecedence: bulk\n"))
        out.sort(key=lambda m: m[0])
        with open(path, "w", encoding="utf-8") as f:
            for t, them, me, sent, ident, extra in out:
                at = moment(t)
                a, b = (me, them) if sent else (them, me)
                f.write(f"From - {at:%a %b %d %H:%M:%S %Y}\nX-Gmail-Labels: {'Sent' if sent else 'Inbox'}\nFrom: {a}\nTo: {b}\n"
                        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <{ident}>\n{extra}Subject: {'Re: ' if 'Reply' in extra else ''}"
                        f"Tuesday\n\nSee you then.\n\n")
        return len(out)

    # --- calendar ---
    def calendar(self, path):
        r, lines = self.rng, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Invented//EN", "X-WR-CALNAME:" + self.o.home]
        pool = [p for p in self.w.people if p.tie >= 2 and p.jobs]
        for n in range(len(self.w.people) // 10):
            t = r.uniform(2019.6, NOW - .05)
            some = r.sample(pool, min(len(pool), r.choice([1, 1, 1, 2, 3])))
            at = moment(t).replace(minute=0, second=0)
            lines += ["BEGIN:VEVENT", f"UID:{n}-{r.getrandbits(32):x}@calendar.example", f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
                      f"DTEND:{at + timedelta(hours=1):%Y%m%dT%H%M%SZ}", "SUMMARY:Meeting", "STATUS:CONFIRMED",
                      f"ORGANIZER;CN={self.o.name}:mailto:{self.o.work}",
                      f"ATTENDEE;PARTSTAT=ACCEPTED;CN={self.o.name}:mailto:{self.o.work}"]
            for p in some:
                address = self.address(p, t)
                name = self.display(p, address, t) if r.random() < .6 else ""
                lines.append(f'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="{name or address}":mailto:{address}')
            lines.append("END:VEVENT")
        out = b""
        for line in lines + ["END:VCALENDAR"]:
            raw = line.encode()
            while len(raw) > 75:
                cut = 75
                while raw[cut] & 0xC0 == 0x80:
                    cut -= 1
                out, raw = out + raw[:cut] + b"\r\n", b" " + raw[cut:]
            out += raw + b"\r\n"
        path.write_bytes(out)

    # --- LinkedIn messages ---
    def messages(self, path):
        r, rows = self.rng, []
        me = "https://www.linkedin.com/in/" + self.o.slug
        for c in self.b.cards["linkedin"]:
            if r.random() > (.15, .4, .6, .6)[c.person.tie]:
                continue
            talk = f"2-{base64.b64encode(c.person.id.encode() * 5).decode()}"
            name, url = f"{c.given} {c.family}".strip(), "https://www.linkedin.com/in/" + c.url
            t, mine = r.uniform(c.day, NOW - .02), r.random() < .5
            for _ in range(r.randint(1, 6)):
                side = [(self.o.name, me), (name, url)]
                (a, ua), (b, ub) = side if mine else side[::-1]
                rows.append((t, [talk, "", a, ua, b, ub, f"{moment(t):%Y-%m-%d %H:%M:%S} UTC", "", "Good to hear from you.", "INBOX"]))
                t = min(t + r.random() / 20, NOW - .01)
                mine = not mine
        rows.sort(key=lambda x: -x[0])
        with open(path, "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER".split(","))
            w.writerows(row for _, row in rows)

    # --- telephone ---
    def in_phone(self):
        """Which name the phone shows for a number: that of the newest card which has it."""
        out = {}
        for c in sorted(self.b.cards["phone"], key=lambda c: c.t):
            for _, key, _, _ in c.phones:
                if key:
                    out[key] = c
        return out

    def calls(self, calls_path, sms_path):
        r, known = self.rng, self.in_phone()
        calls, texts = [], []
        for p in self.w.people:
            for _ in range(self.count(p, 2, 6, 20) if p.relation != "acquaintance" else 0):
                t = r.uniform(2022, NOW - .02)
                n = self.b.mobile_of(p, t)
                c = known.get(n.key())
                name = (c.shown or c.org) if c else "(Unknown)"
                number = n.key() if r.random() < .8 or n.cc != self.b.home_cc else n.trunk + n.digits
                target = texts if r.random() < .35 else calls
                target.append((t, number, name, r.choice([1, 2, 2, 3]) if target is calls else r.choice([1, 2])))
        quote = lambda x: x.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        with open(calls_path, "w", encoding="utf-8") as f:
            f.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"{len(calls)}\">\n")
            for t, number, name, kind in sorted(calls):
                f.write(f'  <call number="{number}" duration="{0 if kind == 3 else r.randint(8, 1900)}" date="{int(moment(t).timestamp())}000" '
                        f'type="{kind}" presentation="1" readable_date="" contact_name="{quote(name)}" />\n')
            f.write("</calls>\n")
        with open(sms_path, "w", encoding="utf-8") as f:
            f.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{len(texts)}\">\n")
            for t, number, name, kind in sorted(texts):
                at = int(moment(t).timestamp())
                f.write(f'  <sms protocol="0" address="{number}" date="{at}000" type="{kind}" subject="null" body="On my way" read="1" '
                        f'status="-1" date_sent="{at}000" readable_date="" contact_name="{quote(name)}" />\n')
            f.write("</smses>\n")

    def chats(self, folder):
        """A friend's chat and a group, by the names that the phone shows."""
        r = self.rng
        friends = [c for c in self.b.cards["phone"] if c.person.relation in ("friend", "kin") and c.shown and c.person.tie >= 2]
        if not friends:
            return
        groups = [[r.choice(friends)], r.sample(friends, min(5, len(friends)))]
        for members in groups:
            one = len(members) == 1
            title = members[0].shown if one else "Summer"
            t, lines = 2025.2, []
            for _ in range(60):
                t += r.random() / 40
                if t > NOW - .02:
                    break
                who = self.o.name if r.random() < .4 else r.choice(members).shown
                lines.append(f"{moment(t):%d/%m/%Y, %H:%M} - {who}: See you there")
            safe = "".join(ch for ch in title if ch.isalnum() or ch == " ")
            (folder / f"WhatsApp Chat with {safe}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
