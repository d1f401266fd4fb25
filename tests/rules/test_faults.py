"""Faults: each kind of mistake in rules.toml, with its line and key."""

import re

import pytest

from frontdesk.errors import Faults
from frontdesk.rules.load import read_rules

GOOD = {
    "top": 'language = "en"\nphone_region = "PL"',
    "sender": '[sender]\ncompany = "Acme"',
    "keywords": '[keywords]\noff_profile = ["SMM"]',
    "criteria": """
[[criteria]]
id = "phone"
name = { en = "phone" }
when = "phone.valid"
points = 1
[[criteria]]
id = "budget"
name = { en = "budget" }
when = "budget.amount >= 5000"
points = 3
ask = true""",
    "bands": """
[[bands]]
band = "qualified"
when = "score > 6"
[[bands]]
band = "junk\"""",
    "letters": """
[[letters]]
letter = "full_profile"
when = "profile.complete"
[[letters]]
letter = "ask_details\"""",
}


def written(**parts: str) -> str:
    return "\n\n".join((GOOD | parts).values()) + "\n"


def faults(text: str, **environment: str) -> tuple[str, ...]:
    with pytest.raises(Faults) as caught:
        read_rules(text, environment=environment)
    return caught.value.problems


def criterion(**changed: str | None) -> str:
    """One criterion with lines changed or, by None, left out; a value may end in `# here`."""
    lines = {"id": '"phone"', "name": '{ en = "phone" }', "when": '"phone.valid"', "points": "1"} | changed
    return "[[criteria]]\n" + "\n".join(f"{key} = {value}" for key, value in lines.items() if value)


# id: (the parts of the file that differ, with "# here" on the line to name; the key; what is said)
TABLE: dict[str, tuple[dict[str, str], str, str]] = {
    "unknown key at the top": (
        {"top": 'language = "en"\nphone_regoin = "PL" # here'},
        "phone_regoin",
        'unknown key; did you mean "phone_region"?',
    ),
    "currency that nobody knows": (
        {"more": "[money]\ncurrency = 'EURO' # here"},
        "money.currency",
        "expected one of the currencies USD, EUR",
    ),
    "rate of a currency that nobody knows": (
        {"more": "[money]\ncurrency = 'EUR'\nrates = { PNL = 0.23 } # here"},
        "money.rates.PNL",
        "expected one of the currencies USD, EUR",
    ),
    "rate of nothing": (
        {"more": "[money]\ncurrency = 'EUR'\nrates = { PLN = 0 } # here"},
        "money.rates.PLN",
        "expected a number above 0, found 0",
    ),
    "rate of the currency itself": (
        {"more": "[money]\ncurrency = 'EUR'\nrates = { EUR = 1 } # here"},
        "money.rates.EUR",
        "expected other currencies only, found the one of money.currency",
    ),
    "rates of no currency": (
        {"more": "[money] # here\nrates = { PLN = 0.23 }"},
        "money.currency",
        "expected one of the currencies",
    ),
    "unknown key in an entry": (
        {"criteria": criterion(askk="true # here")},
        "criteria[1].askk",
        'unknown key; did you mean "ask"?',
    ),
    "missing key": (
        {"criteria": criterion(points=None).replace("]]", "]] # here")},
        "criteria[1].points",
        "expected a whole number from -1000 to 1000, found nothing",
    ),
    "text for a number": (
        {"criteria": criterion(points='"ten" # here')},
        "criteria[1].points",
        'expected a whole number, found "ten"',
    ),
    "number in quotation marks": (
        {"criteria": criterion(points='"10" # here')},
        "criteria[1].points",
        'expected a whole number, found "10" in quotation marks',
    ),
    "fraction for a whole number": (
        {"criteria": criterion(points="1.5 # here")},
        "criteria[1].points",
        "expected a whole number, found 1.5",
    ),
    "truth for a number": (
        {"criteria": criterion(points="true # here")},
        "criteria[1].points",
        "expected a whole number, found true",
    ),
    "too many points": (
        {"criteria": criterion(points="100000 # here")},
        "criteria[1].points",
        "expected a whole number from -1000 to 1000, found 100000",
    ),
    "number for a truth": (
        {"criteria": criterion(ask="1 # here")},
        "criteria[1].ask",
        "expected true or false, found 1",
    ),
    "id with a capital": (
        {"criteria": criterion(id='"Phone" # here')},
        "criteria[1].id",
        'expected 1 to 12 characters of a-z, 0-9 and _, found "Phone"',
    ),
    "id that is too long": (
        {"criteria": criterion(id='"a_long_id_123" # here')},
        "criteria[1].id",
        "1 to 12",
    ),
    "id with a line end": ({"criteria": criterion(id='"phone\\n" # here')}, "criteria[1].id", "1 to 12"),
    "id twice": (
        {"criteria": criterion() + "\n" + criterion(id='"phone" # here')},
        "criteria[2].id",
        'expected each id once, found "phone" in criteria[1] too',
    ),
    "name as plain text": (
        {"criteria": criterion(name='"phone" # here')},
        "criteria[1].name",
        'expected a table of names such as { en = "phone" }, found "phone"',
    ),
    "name without a language": (
        {"criteria": criterion(name="{} # here")},
        "criteria[1].name",
        "found an empty table",
    ),
    "name in no language": (
        {"criteria": criterion(name='{ English = "phone" } # here')},
        "criteria[1].name.English",
        'expected a language such as "en" as the key, found "English"',
    ),
    "one table for a list": (
        {"criteria": criterion().replace("[[criteria]]", "[criteria] # here")},
        "criteria",
        "expected one [[criteria]] or more, found a table",
    ),
    "unknown signal": (
        {"criteria": criterion(when='"phone.vaild" # here')},
        "criteria[1].when",
        'no signal "phone.vaild"; did you mean "phone.valid"?',
    ),
    "unknown bare field": (
        {"criteria": criterion(when='"compnay and position" # here')},
        "criteria[1].when",
        'no signal "compnay"; did you mean "company"?',
    ),
    "unknown keyword group": (
        {"criteria": criterion(when='"keywords.of_profile" # here')},
        "criteria[1].when",
        'no signal "keywords.of_profile"; did you mean "keywords.off_profile"?',
    ),
    "score in a criterion": (
        {"criteria": criterion(when='"score > 6" # here')},
        "criteria[1].when",
        'no signal "score"',
    ),
    "band in a band": (
        {"bands": '[[bands]]\nband = "triage"\nwhen = "band == \'junk\'" # here\n[[bands]]\nband = "junk"'},
        "bands[1].when",
        'no signal "band"',
    ),
    "text compared with a number": (
        {"criteria": criterion(when='"budget.currency > 5" # here')},
        "criteria[1].when",
        'expected numbers around ">", found text and a number',
    ),
    "two truths in order": (
        {"criteria": criterion(when='"phone < email" # here')},
        "criteria[1].when",
        'expected numbers around "<", found a truth and a truth',
    ),
    "condition that does not parse": (
        {"criteria": criterion(when='"phone and" # here')},
        "criteria[1].when",
        "expected a condition, found",
    ),
    "empty condition": (
        {"criteria": criterion(when='"" # here')},
        "criteria[1].when",
        "expected a condition, found nothing",
    ),
    "empty keyword group": (
        {"keywords": "[keywords]\noff_profile = [] # here"},
        "keywords.off_profile",
        "expected a list of phrases, found an empty list",
    ),
    "empty phrase": (
        {"keywords": '[keywords]\noff_profile = ["SMM",\n"", # here\n]'},
        "keywords.off_profile[2]",
        "expected text with a letter or a digit, at most 100 characters, found empty text",
    ),
    "number for a phrase": (
        {"keywords": '[keywords]\noff_profile = [\n"SMM",\n5 # here\n]'},
        "keywords.off_profile[2]",
        "expected a phrase in quotation marks, or { phrase, language }, found 5",
    ),
    "unknown key of a phrase": (
        {"keywords": '[keywords]\noff_profile = [\n{ phrase = "SMM", lang = "pl" } # here\n]'},
        "keywords.off_profile[1].lang",
        'unknown key; did you mean "language"?',
    ),
    "keyword group with a blank": (
        {"keywords": '[keywords]\noff_profile = ["SMM"]\n"off profile" = ["SEO"] # here'},
        "keywords.off profile",
        "expected a name of a-z, 0-9 and _ that begins with a letter as the key",
    ),
    "unknown field required": (
        {"top": 'language = "en"\nrequired = ["email",\n"compny"] # here'},
        "required[2]",
        'no field "compny"; did you mean "company"?',
    ),
    "field required twice": (
        {"top": 'language = "en"\nrequired = ["email",\n"email"] # here'},
        "required[2]",
        "expected each field once",
    ),
    "nothing required": (
        {"top": 'language = "en"\nrequired = [] # here'},
        "required",
        "expected a list of fields, found an empty list",
    ),
    "number for a sender": (
        {"sender": "[sender]\nphone = 123 # here"},
        "sender.phone",
        "expected text, 1 to 500 characters, found 123",
    ),
    "unknown language form": (
        {"top": 'language = "English" # here'},
        "language",
        'expected a language such as "en", found "English"',
    ),
    "region in small letters": (
        {"top": 'language = "en"\nphone_region = "pl" # here'},
        "phone_region",
        "expected a country of two capitals",
    ),
    "unknown band": (
        {"bands": '[[bands]]\nband = "hot" # here'},
        "bands[1].band",
        'expected "qualified", "triage", "nurture" or "junk", found "hot"',
    ),
    "last band with a condition": (
        {"bands": '[[bands]]\nband = "qualified"\nwhen = "score > 6" # here'},
        "bands[1].when",
        'expected no condition in the last entry, found "score > 6": some leads would get no band',
    ),
    "last letter with a condition": (
        {"letters": '[[letters]]\nletter = "a"\nwhen = "email" # here'},
        "letters[1].when",
        "some leads would get no letter",
    ),
    "entry after one without a condition": (
        {"letters": '[[letters]]\nletter = "a"\n[[letters]] # here\nletter = "b"'},
        "letters[2]",
        'can never be reached: letters[1] has no "when"',
    ),
    "entry that an earlier one covers": (
        {
            "letters": '[[letters]]\nletter = "a"\nwhen = "email or phone"\n'
            '[[letters]]\nletter = "b"\nwhen = "phone and company" # here\n[[letters]]\nletter = "c"'
        },
        "letters[2].when",
        "can never be reached",
    ),
    "threshold that an earlier one covers": (
        {
            "bands": '[[bands]]\nband = "nurture"\nwhen = "score >= 0"\n'
            '[[bands]]\nband = "qualified"\nwhen = "score > 6" # here\n[[bands]]\nband = "junk"'
        },
        "bands[2].when",
        "can never be reached",
    ),
    "letter name that is a path": (
        {"letters": '[[letters]]\nletter = "../secret" # here'},
        "letters[1].letter",
        "expected 1 to 40 characters of a-z, 0-9 and _",
    ),
    "a limit of no form": (
        {"more": "[guards]\nrate_source = 0 # here"},
        "guards.rate_source",
        "expected a whole number from 1 to 1000000, found 0",
    ),
    "unknown guard": (
        {"more": '[guards]\nhoneypots = "off" # here'},
        "guards.honeypots",
        'unknown key; did you mean "honeypot"?',
    ),
    "unknown mode": (
        {"more": '[guards]\nhoneypot = "on" # here'},
        "guards.honeypot",
        'expected "enforce", "watch" or "off", found "on"',
    ),
    "budget of nothing": (
        {"more": "[budgets]\nletters_per_hour = 0 # here"},
        "budgets.letters_per_hour",
        "expected a whole number from 1 to 1000000, found 0",
    ),
    "hours without a zone": (
        {"more": '[hours] # here\nmonday = "09:00-18:00"'},
        "hours.zone",
        'expected a time zone such as "Europe/Warsaw", found nothing',
    ),
    "unknown zone": (
        {"more": '[hours]\nzone = "Europe/Nowhere" # here'},
        "hours.zone",
        'found "Europe/Nowhere"',
    ),
    "zone that is a path": (
        {"more": '[hours]\nzone = "../../etc/passwd" # here'},
        "hours.zone",
        "expected a time zone",
    ),
    "unknown day": (
        {"more": '[hours]\nzone = "UTC"\nmonday-fryday = "09:00-18:00" # here'},
        "hours.monday-fryday",
        "unknown key",
    ),
    "hours that end before they begin": (
        {"more": '[hours]\nzone = "UTC"\nmonday = "18:00-09:00" # here'},
        "hours.monday",
        'expected hours such as "09:00-18:00"',
    ),
    "day twice": (
        {"more": '[hours]\nzone = "UTC"\nmonday-friday = "09:00-18:00"\nfriday = "09:00-15:00" # here'},
        "hours.friday",
        "expected each day once, found friday in monday-friday too",
    ),
    "label of an unknown field": (
        {"more": '[fields]\nbugdet = ["Бюджет"] # here'},
        "fields.bugdet",
        'no field "bugdet"; did you mean "budget"?',
    ),
    "label of two fields": (
        {"more": '[fields]\nbudget = ["Cost"]\ncompany = [\n"cost"] # here'},
        "fields.company[1]",
        'expected a label of one field, found "cost" in fields.budget too',
    ),
    "variable that is not set": (
        {"more": '[forms.demo]\nsecret = ["env:SET",\n"env:NOT_SET"] # here'},
        "forms.demo.secret[2]",
        "expected the environment variable NOT_SET, found nothing",
    ),
    "variable that is empty": (
        {"more": '[forms.demo]\nkey = "env:EMPTY" # here'},
        "forms.demo.key",
        "expected the environment variable EMPTY, found nothing",
    ),
    "variable without a name": (
        {"more": '[forms.demo]\nkey = "env:" # here'},
        "forms.demo.key",
        'expected "env:NAME"',
    ),
    "key that no address can hold": (
        {"more": '[forms.demo]\nkey = "env:SLASH" # here'},
        "forms.demo.key",
        "expected letters, digits",
    ),
    "number for a secret": (
        {"more": "[forms.demo]\nsecret = 12345 # here"},
        "forms.demo.secret",
        'expected "env:NAME", or a list of them, found something else',
    ),
    "form name with a slash": ({"more": '[forms."a/b"] # here'}, "forms.a/b", "as the key"),
    "unknown key of a form": (
        {"more": '[forms.demo]\nsecrets = "env:SET" # here'},
        "forms.demo.secrets",
        'unknown key; did you mean "secret"?',
    ),
    "host with a scheme": (
        {"more": '[forms.demo]\nhosts = ["https://acme.example"] # here'},
        "forms.demo.hosts[1]",
        'expected a host such as "acme.example"',
    ),
    "watch that is neither on nor off": (
        {"more": '[forms.demo]\nwatch = "no" # here'},
        "forms.demo.watch",
        'expected "on" or "off", found "no"',
    ),
    "form label of an unknown field": (
        {"more": '[forms.demo.fields]\n"Ваш город" = "town" # here'},
        "forms.demo.fields.Ваш город",
        'no field "town"',
    ),
    "unknown purpose": (
        {"more": '[[chats]]\nid = -1\npurpose = "fun" # here'},
        "chats[1].purpose",
        'expected "triage", "sales" or "alarms", found "fun"',
    ),
    "purpose twice": (
        {"more": '[[chats]]\nid = -1\npurpose = "sales"\n[[chats]]\nid = -2\npurpose = "sales" # here'},
        "chats[2].purpose",
        'expected each purpose once, found "sales" in chats[1] too',
    ),
    "name in the team twice": (
        {
            "more": '[[team]]\nname = "Olga"\ntelegram = 1\nrole = "sales"\n'
            '[[team]]\nname = "olga " # here\ntelegram = 2\nrole = "sales"'
        },
        "team[2].name",
        "expected each name once",
    ),
    "account in the team twice": (
        {
            "more": '[[team]]\nname = "Olga"\ntelegram = 1\nrole = "sales"\n'
            '[[team]]\nname = "Anna"\ntelegram = 1 # here\nrole = "sales"'
        },
        "team[2].telegram",
        "expected each telegram once, found 1 in team[1] too",
    ),
    "at-name for an account": (
        {"more": '[[team]]\nname = "Olga"\ntelegram = "@olga" # here\nrole = "sales"'},
        "team[1].telegram",
        'found "@olga"',
    ),
    "unknown role": (
        {"more": '[[team]]\nname = "Olga"\ntelegram = 1\nrole = "boss" # here'},
        "team[1].role",
        'found "boss"',
    ),
    "condition that never holds": (
        {"criteria": criterion(when='"phone.valid and not phone.valid" # here')},
        "criteria[1].when",
        "can never hold, whatever the signals: it would never count",
    ),
    "condition that always holds": (
        {"criteria": criterion(when='"phone or not phone" # here')},
        "criteria[1].when",
        "holds for every lead: it would tell nothing",
    ),
    "numbers that leave nothing": (
        {"criteria": criterion(when='"message.words > 9 and message.words < 3" # here')},
        "criteria[1].when",
        "can never hold",
    ),
    "text that a signal never is": (
        {"criteria": criterion(when="\"email.kind == 'corprate'\" # here")},
        "criteria[1].when",
        '"email.kind" is one of corporate, free, disposable, never "corprate"; did you mean "corporate"?',
    ),
    "text in a list that a signal never is": (
        {
            "letters": "[[letters]]\nletter = \"a\"\nwhen = \"band in ['qualified', 'hot']\" # here\n"
            '[[letters]]\nletter = "b"'
        },
        "letters[1].when",
        '"band" is one of qualified, triage, nurture, junk, never "hot"',
    ),
    "a field of positions that there is not": (
        {"criteria": criterion(when="\"position.field in ['sales', 'markting']\" # here")},
        "criteria[1].when",
        'never "markting"; did you mean "marketing"?',
    ),
    "a seniority that there is not": (
        {"criteria": criterion(when="\"position.seniority == 'boss'\" # here")},
        "criteria[1].when",
        '"position.seniority" is one of decision, specialist, student, never "boss"',
    ),
    "a condition that is cut off": (
        {"criteria": criterion(when='"phone.valid and" # here')},
        "criteria[1].when",
        "expected a condition, found that it ends too early",
    ),
    "language in capitals": (
        {"criteria": criterion(when="\"language == 'RU'\" # here")},
        "criteria[1].when",
        '"language" is written in small letters such as "en", never "RU"',
    ),
    "country in small letters": (
        {"criteria": criterion(when="\"phone.region in ['PL', 'de']\" # here")},
        "criteria[1].when",
        'two capitals such as "PL", never "de"',
    ),
    "capitals beside lower": (
        {"criteria": criterion(when="\"name.first | lower == 'Anna'\" # here")},
        "criteria[1].when",
        'expected small letters beside |lower, found "Anna"',
    ),
    "cell without a matrix": (
        {"bands": '[[bands]]\nband = "triage"\nwhen = "cell == \'A1\'" # here\n[[bands]]\nband = "junk"'},
        "bands[1].when",
        'no signal "cell"',
    ),
    "touches in a band": (
        {"bands": '[[bands]]\nband = "triage"\nwhen = "touches.sent > 1" # here\n[[bands]]\nband = "junk"'},
        "bands[1].when",
        'no signal "touches.sent"',
    ),
    "touches of no kind": (
        {"criteria": criterion(when='"touches.sends > 1" # here')},
        "criteria[1].when",
        'no signal "touches.sends"; did you mean "touches.sent"?',
    ),
    "band that an earlier text covers": (
        {
            "letters": "[[letters]]\nletter = \"a\"\nwhen = \"language in ['ru', 'uk']\"\n"
            '[[letters]]\nletter = "b"\nwhen = "language == \'uk\'" # here\n[[letters]]\nletter = "c"'
        },
        "letters[2].when",
        "can never be reached",
    ),
    "no band at all": (
        {"bands": "", "top": 'bands = [] # here\nlanguage = "en"'},
        "bands",
        "expected one [[bands]] or more, found nothing",
    ),
    "last band for some forms": (
        {"bands": '[[bands]]\nband = "junk"\nforms = ["web"] # here'},
        "bands[1].forms",
        "expected no forms in the last entry, found a list: some leads would get no band",
    ),
    "band that all forms got before": (
        {
            "bands": '[[bands]]\nband = "triage"\nforms = ["demo", "web"]\n'
            '[[bands]] # here\nband = "nurture"\nforms = ["demo"]\n[[bands]]\nband = "junk"',
            "more": "[forms.demo]",
        },
        "bands[2]",
        "can never be reached",
    ),
    "form that is none": (
        {"criteria": criterion(forms='["web",\n"dmeo"] # here'), "more": "[forms.demo]"},
        "criteria[1].forms[2]",
        'no form "dmeo"; did you mean "demo"?',
    ),
    "forms as text": (
        {"criteria": criterion(forms='"web" # here')},
        "criteria[1].forms",
        'expected a list of forms, found "web"',
    ),
    "no form": (
        {"criteria": criterion(forms="[] # here")},
        "criteria[1].forms",
        "expected a list of forms, found an empty list",
    ),
    "product of no form": (
        {"criteria": criterion(products='["till"] # here'), "more": '[forms.demo]\nproduct = "crm"'},
        "criteria[1].products[1]",
        'no product "till": no form is of that product',
    ),
    "forms of another product": (
        {
            "criteria": criterion(forms='["web"]', products='["crm"] # here'),
            "more": '[forms.demo]\nproduct = "crm"',
        },
        "criteria[1].products",
        "it counts for nobody",
    ),
    "group that is none": (
        {
            "criteria": criterion(group='"engagment" # here')
            + "\n"
            + criterion(id='"b"', group='"engagement"'),
            "more": '[[groups]]\nid = "engagement"\ncap = 5',
        },
        "criteria[1].group",
        'no group "engagment"; did you mean "engagement"?',
    ),
    "group of nobody": (
        {"more": '[[groups]]\nid = "alone" # here\ncap = 5'},
        "groups[1].id",
        'no criterion has group = "alone"',
    ),
    "group without a bound": (
        {"criteria": criterion(group='"g"'), "more": '[[groups]] # here\nid = "g"'},
        "groups[1]",
        "expected a cap, a floor, or both, found neither",
    ),
    "group twice": (
        {
            "criteria": criterion(group='"g"'),
            "more": '[[groups]]\nid = "g"\ncap = 5\n[[groups]]\nid = "g" # here\ncap = 6',
        },
        "groups[2].id",
        'expected each id once, found "g" in groups[1] too',
    ),
    "group called as a criterion": (
        {"criteria": criterion(group='"phone"'), "more": '[[groups]]\nid = "phone" # here\ncap = 5'},
        "groups[1].id",
        "expected another id than a criterion has",
    ),
    "cap below nothing": (
        {"criteria": criterion(group='"g"'), "more": '[[groups]]\nid = "g"\ncap = -1 # here'},
        "groups[1].cap",
        "expected a whole number from 0 to 100000, found -1",
    ),
    "group on two axes": (
        {
            "criteria": criterion(group='"g"')
            + "\n"
            + criterion(id='"b"', group='"g"', axis='"interest" # here'),
            "more": '[[groups]]\nid = "g"\ncap = 5',
        },
        "criteria[2].axis",
        "expected one axis in a group, found another in criteria[1]",
    ),
    "unknown axis": (
        {"criteria": criterion(axis='"intent" # here')},
        "criteria[1].axis",
        'expected "fit" or "interest", found "intent"',
    ),
    "time without a unit": (
        {"criteria": criterion(within='"30" # here')},
        "criteria[1].within",
        'expected a time such as "30d", found "30"',
    ),
    "time of nothing": (
        {"criteria": criterion(fades='{ every = "0d", by = 1 } # here')},
        "criteria[1].fades.every",
        'expected a time such as "12h", "30d" or "4w", found "0d"',
    ),
    "fading by nothing": (
        {"criteria": criterion(fades='{ every = "7d" } # here')},
        "criteria[1].fades",
        "expected by or percent, one of the two, found neither",
    ),
    "fading in two ways": (
        {"criteria": criterion(fades='{ every = "7d", by = 1, percent = 5 } # here')},
        "criteria[1].fades",
        "expected by or percent, one of the two, found both",
    ),
    "fading by too much": (
        {"criteria": criterion(fades='{ every = "7d", percent = 120 } # here')},
        "criteria[1].fades.percent",
        "expected a whole number from 1 to 100, found 120",
    ),
    "floor that leaves nothing to fade": (
        {"criteria": criterion(fades='{ every = "7d", by = 1, floor = 1 } # here')},
        "criteria[1].fades.floor",
        "expected less than its 1 points, found 1",
    ),
    "unknown key of fades": (
        {"criteria": criterion(fades='{ evry = "7d", by = 1 } # here')},
        "criteria[1].fades.evry",
        'unknown key; did you mean "every"?',
    ),
    "gate that leads upwards": (
        {"more": '[[gates]]\nband = "junk"\nneeds = "email"\notherwise = "triage" # here'},
        "gates[1].otherwise",
        'expected a band below "junk", found "triage"',
    ),
    "gate of a band that nobody gets": (
        {"more": '[[gates]]\nband = "triage" # here\nneeds = "email"\notherwise = "junk"'},
        "gates[1].band",
        'no entry of [[bands]] gives "triage": nobody would meet it',
    ),
    "gate that needs nothing": (
        {"more": '[[gates]]\nband = "qualified"\nneeds = "fit > 1 or fit < 2" # here\notherwise = "junk"'},
        "gates[1].needs",
        "holds for every lead: everybody would pass",
    ),
    "gate that nobody passes": (
        {"more": '[[gates]]\nband = "qualified"\nneeds = "email and not email" # here\notherwise = "junk"'},
        "gates[1].needs",
        "can never hold, whatever the signals: nobody would pass",
    ),
    "gate with an unknown signal": (
        {"more": '[[gates]]\nband = "qualified"\nneeds = "emial.valid" # here\notherwise = "junk"'},
        "gates[1].needs",
        'no signal "emial.valid"; did you mean "email.valid"?',
    ),
    "thresholds the wrong way round": (
        {"more": "[matrix]\nfit = [3, 6] # here\ninterest = [4, 2]"},
        "matrix.fit",
        "expected the larger number first, found 3 and 6",
    ),
    "three thresholds": (
        {"more": "[matrix]\nfit = [9, 6, 3] # here\ninterest = [4, 2]"},
        "matrix.fit",
        "expected two whole numbers such as [6, 3], found 3 entries",
    ),
    "interest that nobody has": (
        {"more": "[matrix]\nfit = [6, 3]\ninterest = [4, 2] # here"},
        "matrix.interest",
        'no criterion has axis = "interest"',
    ),
    "cell that is none": (
        {"more": '[matrix]\nfit = [6, 3]\ninterest = [4, 2]\nD1 = "junk" # here'},
        "matrix.D1",
        "unknown key",
    ),
    "cell of an unknown band": (
        {"more": '[matrix]\nfit = [6, 3]\ninterest = [4, 2]\nA1 = "hot" # here'},
        "matrix.A1",
        'found "hot"',
    ),
}


def test_the_base_of_the_table_has_no_fault():
    assert read_rules(written(), environment={}).criteria[1].points == 3


@pytest.mark.parametrize(("parts", "key", "told"), TABLE.values(), ids=TABLE)
def test_a_fault_names_its_line_and_key(parts, key, told):
    text = written(**parts)
    line = next(n for n, content in enumerate(text.splitlines(), 1) if content.endswith("# here"))

    problems = faults(text, SET="x", EMPTY="", SLASH="a/b")

    assert any(p.startswith(f"rules.toml:{line}: {key}: ") and told in p for p in problems), problems


def test_the_table_has_more_than_forty_kinds_of_faults():
    """A kind: what is said, whatever name, value or number it is said of."""
    kinds = set()
    for parts, key, told in TABLE.values():
        problems = faults(written(**parts), SET="x", EMPTY="", SLASH="a/b")
        [said, *_] = [p.split(": ", 2)[2] for p in problems if f": {key}: " in p and told in p]
        kinds.add(re.sub(r'"[^"]*"|found .*|; did you mean .*|[0-9]+', "", said))

    assert len(kinds) > 40


@pytest.mark.parametrize("table", ["language", "sender", "criteria", "bands", "letters"])
def test_what_may_not_be_left_out_is_missed(table):
    parts = {"top": 'phone_region = "PL"'} if table == "language" else {table: ""}

    assert any(f": {table}: expected" in p and "found nothing" in p for p in faults(written(**parts)))


def test_a_misspelt_value_is_one_fault():
    assert len(faults(written(criteria=criterion(when="\"email.kind == 'corprate'\"")))) == 1


@pytest.mark.parametrize("table", ["phone_region", "keywords"])
def test_what_may_be_left_out_is_not_missed(table):
    parts = {"top": 'language = "en"'} if table == "phone_region" else {table: ""}

    assert read_rules(written(**parts), environment={})


def test_all_faults_come_at_once_in_the_order_of_lines():
    text = written(
        top='langage = "en"',
        criteria=criterion(points='"ten"', when='"phone.vaild"'),
        bands='[[bands]]\nband = "hot"\nwhen = "scor > 6"',
        more='[guards]\nrate = "no"\n[forms.demo]\nkey = "env:NONE"',
    )

    problems = faults(text)

    lines = [int(problem.split(":")[1]) for problem in problems]
    assert lines == sorted(lines)
    assert len(problems) == 9


def test_a_syntax_error_is_one_fault_with_its_line():
    problems = faults('language = "en"\nphone_region = \n[sender]\n')

    assert len(problems) == 1
    assert problems[0].startswith("rules.toml:2: expected TOML")


def test_an_unfinished_file_names_its_last_line():
    assert faults('language = "en"\nrequired = ["a",\n')[0].startswith("rules.toml:3: expected TOML")


@pytest.mark.parametrize(
    "text",
    ["x = " + "[" * 100_000, "x = " + "9" * 100_000, "# " + "x" * 2_000_000],
    ids=["deep", "long number", "large"],
)
def test_a_monstrous_file_is_a_fault(text):
    assert faults(text)[0].startswith("rules.toml:1: expected")


def test_a_fault_names_the_file_as_it_was_called():
    with pytest.raises(Faults) as caught:
        read_rules("x = 1", name="new.toml", environment={})

    assert all(problem.startswith("new.toml:") for problem in caught.value.problems)


HINTS = {
    "budget >= 5000": '"budget" says whether it is filled in, "budget.amount" what it says',
    "country == 'PL'": '"country" says whether it is filled in, "country.code" what it says',
    "budget.amount >= '5000'": "a number stands without quotation marks",
    "files > 1": '"files|length" counts them',
    "phone = true": 'found "="; values are compared by "==", ">=" or "<="',
    "message.words => 150": 'found "="; values are compared by',
    "message.words >= 1,500": 'found ","; a number has no commas in it',
    "company & position": 'found "&"; conditions are joined by "and"',
    "company AND position": 'found "AND"; it is written "and"',
    "phone.valid is true": 'found an "is"; two values are compared by "=="',
    "phone.valid()": "found a call; a name stands without brackets",
}


@pytest.mark.parametrize(("when", "told"), HINTS.items(), ids=HINTS)
def test_what_people_write_by_habit_is_told_how_to_write_here(when, told):
    [problem] = faults(written(criteria=criterion(when=f'"{when}"')))

    assert told in problem


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ("phone_region = Poland", "text stands in quotation marks"),
        ('required = ["email"\n"phone"]', "a comma stands between entries"),
        ("phone region = 1", "a line is `key = value`"),
    ],
    ids=["no quotation marks", "no comma", "no key"],
)
def test_a_mistake_in_toml_says_how_it_is_written(mistake, told):
    [problem] = faults(f'language = "en"\n{mistake}\n')

    assert told in problem


def test_a_fault_never_repeats_a_secret():
    text = written(
        more='[forms.a]\nsecret = ["", 5]\nkey = "top/secret"\n[forms.b]\nsecret = 987654\nkey = 987654'
    )

    told = "\n".join(faults(text))

    assert "top/secret" not in told
    assert "987654" not in told


def test_a_hostile_key_cannot_forge_a_second_fault():
    problems = faults(written(more='"x\\nrules.toml:1: all is well" = 1'))

    assert not any("\n" in problem for problem in problems)
