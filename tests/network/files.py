"""The files that hold the cards of a network, each in the layout of its program."""
import csv
import io

from world import NOW, fold

PREAMBLE = ('Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see '
            'email addresses for connections who have allowed their connections to see or download their email address using this setting '
            'https://www.linkedin.com/psettings/privacy/email. You can learn more here '
            'https://www.linkedin.com/help/linkedin/answer/261"\n\n')
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def write_linkedin(rng, cards, path, blank):
    """Newest first; some rows hold the date alone, as those of closed accounts do."""
    rows, days = [], sorted((rng.triangular(2010, NOW - .05, 2020) for _ in range(int(len(cards) * (1 + blank)))), reverse=True)
    holes = set(rng.sample(range(len(days)), len(days) - len(cards)))
    todo = iter(cards)
    for i, day in enumerate(days):
        date = f"{1 + int(day * 977) % 28:02} {MONTHS[int(day % 1 * 12)]} {int(day)}"
        if i in holes:
            rows.append(["", "", "", "", "", "", date])
            continue
        c = next(todo)
        c.row, c.day = i + 1, day
        rows.append([c.given, c.family if not c.suffix else f"{c.family} {c.suffix}", "https://www.linkedin.com/in/" + c.url,
                     c.emails[0][0] if c.emails else "", c.org, c.title, date])
    out = io.StringIO()
    w = csv.writer(out, lineterminator="\n")
    w.writerow("First Name,Last Name,URL,Email Address,Company,Position,Connected On".split(","))
    w.writerows(rows)
    path.write_text(PREAMBLE + out.getvalue().rstrip("\n"), encoding="utf-8")


def escaped(text):
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line):
    out, raw = [], line.encode()
    while len(raw) > 75:
        cut = 75
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        out.append(raw[:cut])
        raw = b" " + raw[cut:]
    return b"\r\n".join(out + [raw]) + b"\r\n"


def write_iphone(cards, path):
    out = b""
    for i, c in enumerate(cards):
        c.row = i + 1
        lines = ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Apple Inc.//iOS 18.5//EN",
                 "N:" + ";".join(escaped(x) for x in (c.family, c.given, c.middle, c.prefix, c.suffix)),
                 "FN:" + escaped(c.shown or c.org)]
        if c.org:
            lines.append(f"ORG:{escaped(c.org)};")
        if c.title:
            lines.append("TITLE:" + escaped(c.title))
        if c.yomi and c.yomi[0]:
            lines.append("X-PHONETIC-FIRST-NAME:" + c.yomi[0])
        for e, label in c.emails:
            lines.append(f"EMAIL;type=INTERNET;type={'WORK' if label == 'Work' else 'HOME'}:{e}")
        for _, _, text, label in c.phones:
            kind = {"Mobile": "type=CELL;type=VOICE", "Home": "type=HOME;type=VOICE", "Work": "type=WORK;type=VOICE"}[label]
            lines.append(f"TEL;{kind}:{text}")
        if c.street:
            lines.append(f"ADR;type=HOME:;;{escaped(c.street)};{escaped(c.city)};;;")
        if c.url:
            lines.append("URL;type=pref:https\\://www.linkedin.com/in/" + c.url)
        if c.bday:
            lines.append("BDAY:" + c.bday)
        if not (c.given or c.family) and c.org:
            lines.append("X-ABShowAs:COMPANY")
        out += b"".join(folded(x) for x in lines + ["END:VCARD"])
    path.write_bytes(out)


def write_google(cards, path, old):
    if old:
        head = ("Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,"
                "Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,"
                "Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership")
        for n in (1, 2):
            head += f",E-mail {n} - Type,E-mail {n} - Value"
        for n in (1, 2, 3):
            head += f",Phone {n} - Type,Phone {n} - Value"
        head += (",Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Organization 1 - Type,Organization 1 - Name,"
                 "Organization 1 - Title,Website 1 - Type,Website 1 - Value")
        names = {"given": "Given Name", "middle": "Additional Name", "family": "Family Name", "org": "Organization 1 - Name",
                 "title": "Organization 1 - Title", "kind": "Type"}
    else:
        head = ("First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,"
                "Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels")
        for n in (1, 2):
            head += f",E-mail {n} - Label,E-mail {n} - Value"
        for n in (1, 2, 3):
            head += f",Phone {n} - Label,Phone {n} - Value"
        head += ",Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Website 1 - Label,Website 1 - Value"
        names = {"given": "First Name", "middle": "Middle Name", "family": "Last Name", "org": "Organization Name",
                 "title": "Organization Title", "kind": "Label"}
    head = head.split(",")
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, head, restval="", extrasaction="ignore")
        w.writeheader()
        for i, c in enumerate(cards):
            c.row = i + 1
            row = {names["given"]: c.given, names["middle"]: c.middle, names["family"]: c.family, "Name Prefix": c.prefix,
                   "Name Suffix": c.suffix, "Name": c.shown, names["org"]: c.org, names["title"]: c.title, "Birthday": c.bday,
                   "Group Membership": "* myContacts", "Labels": "* myContacts"}
            for n, (e, label) in enumerate(c.emails[:2], 1):
                row |= {f"E-mail {n} - {names['kind']}": ("* " if n == 1 else "") + label, f"E-mail {n} - Value": e}
            for n, (_, _, text, label) in enumerate(c.phones[:3], 1):
                row |= {f"Phone {n} - {names['kind']}": label, f"Phone {n} - Value": text}
            if c.street:
                row |= {f"Address 1 - {names['kind']}": "Home", "Address 1 - Formatted": f"{c.street}\n{c.city}", "Address 1 - Street": c.street,
                        "Address 1 - City": c.city}
            if c.url:
                row |= {f"Website 1 - {names['kind']}": "Profile", "Website 1 - Value": "https://www.linkedin.com/in/" + c.url}
            w.writerow(row)


def western(text):
    """What Windows' Western code page can hold; else the letters without their marks, else question marks."""
    return "".join(ch if ch.encode("cp1252", "ignore") else fold(ch) if fold(ch).isascii() else "?" for ch in text)


def write_old(cards, path, outlook):
    if not outlook:
        out = b""
        for i, c in enumerate(cards):
            c.row = i + 1
            lines = ["BEGIN:VCARD", "VERSION:2.1"]
            q = lambda key, text: lines.append(f"{key}:{text}" if text.isascii() else f"{key};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + "".join(
                chr(b) if 32 < b < 127 and b != 61 or b == 32 else f"={b:02X}" for b in text.encode()))
            q("N", ";".join((c.family, c.given, c.middle, c.prefix, c.suffix)))
            q("FN", f"{c.family}, {c.given}" if c.family and c.given else c.shown or c.org)
            if c.org:
                q("ORG", c.org)
            if c.title:
                q("TITLE", c.title)
            for e, _ in c.emails:
                lines.append("EMAIL;PREF;INTERNET:" + e)
            for _, _, text, label in c.phones:
                lines.append(f"TEL;{ {'Work': 'WORK', 'Mobile': 'CELL', 'Home': 'HOME'}[label]};VOICE:{text}")
            if c.street:
                q("ADR;WORK", f";;{c.street};{c.city};;;")
            out += "\r\n".join(lines + ["REV:20180612T090000Z", "END:VCARD", ""]).encode()
        path.write_bytes(out)
        return
    head = ["Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title", "Business Street",
            "Business Street 2", "Business City", "Business Phone", "Home Phone", "Mobile Phone", "Categories", "E-mail Address",
            "E-mail Type", "E-mail Display Name", "Notes", "Web Page"]
    out = io.StringIO()
    w = csv.DictWriter(out, head, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    w.writeheader()
    for i, c in enumerate(cards):
        c.row = i + 1
        row = {"Title": c.prefix, "First Name": c.given, "Middle Name": c.middle, "Last Name": c.family, "Suffix": c.suffix, "Company": c.org,
               "Job Title": c.title, "Business Street": c.street, "Business City": c.city}
        for _, _, text, label in c.phones:
            row[{"Work": "Business Phone", "Mobile": "Mobile Phone", "Home": "Home Phone"}[label]] = text
        for e, _ in c.emails[:1]:
            row |= {"E-mail Address": e, "E-mail Type": "SMTP", "E-mail Display Name": f"{c.given} {c.family}".strip() or c.org}
        w.writerow({k: western(v) for k, v in row.items()})
    path.write_bytes(out.getvalue().encode("cp1252", "replace"))


