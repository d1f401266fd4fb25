"""Slavic words whose further forms follow no rule, folded as everything that is searched; й is и."""

from collections.abc import Mapping
from typing import Final

_PEOPLE: Final = "люди людей людям людьми людях"
_CHILDREN: Final = "дети детей детям детьми детях"
_FRIENDS: Final = "друзья друзей друзьям друзьями друзьях"

#: language: word: its further forms.
IRREGULAR_SLAVIC: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "человек": _PEOPLE, "люди": f"{_PEOPLE} человек человека человеку человеком человеке",
        "ребенок": _CHILDREN, "дети": f"{_CHILDREN} ребенок ребенка ребенку ребенком ребенке",
        "друг": _FRIENDS, "брат": "братья братьев братьям братьями братьях",
        "стул": "стулья стульев стульям стульями стульях",
        "лист": "листья листьев листьям листьями листьях", "перо": "перья перьев перьям перьями перьях",
        "дерево": "деревья деревьев деревьям деревьями деревьях",
        "звено": "звенья звеньев звеньям звеньями", "крыло": "крылья крыльев крыльям крыльями крыльях",
        "сын": "сыновья сыновей сыновьям сыновьями сыновьях",
        "мать": "матери матерью матерей матерям матерями матерях",
        "дочь": "дочери дочерью дочерей дочерям дочерями дочерях", "год": "лет лета летам летами летах",
        "цветок": "цветы цветов цветам цветами цветах", "ухо": "уши ушей ушам ушами ушах",
        "займ": "заем заема", "заем": "займ займа займу займом займе займы займов займам займами займах",
        "наем": "найм найма найму наймом найме",
    },
    "uk": {
        "людина": "люди людей людям людьми людях", "дитина": "діти дітей дітям дітьми дітях",
        "друг": "друзі друзів друзям друзями друзях", "гра": "ігри ігор іграм іграми іграх", "рік": "році",
        "тиждень": "тижня тижню тижнем тижні тижнів тижням тижнями тижнях",
        "вогонь": "вогню вогнем вогні вогнів вогням", "гроші": "грошей грошима грішми грошам грошах",
        "двері": "дверей дверима дверям дверях", "серце": "сердець", "око": "очі очей очам очима очах",
        "яйце": "яєць", "земля": "земель",
    },
    "pl": {
        "człowiek": "ludzie ludzi ludziom ludźmi ludziach", "rok": "lata lat latom latami latach",
        "tydzień": "tygodnia tygodniu tygodniowi tygodniem tygodnie tygodni tygodniom tygodniami tygodniach",
        "brat": "bracia braci braciom braćmi braciach", "dziecko": "dzieci dzieciom dziećmi dzieciach",
        "przyjaciel": "przyjaciół przyjaciołom przyjaciółmi przyjaciołach", "ręka": "ręce rękoma",
        "oko": "oczy oczu oczom oczami oczach", "ucho": "uszy uszu uszom uszami uszach",
        "pies": "psa psu psem psie psy psów psom psami psach", "sen": "snu snem śnie sny snów snom",
        "ojciec": "ojca ojcu ojcem ojcowie ojców", "dzień": "dnia dniu dniem dni dnie dniom dniami dniach",
        "ksiądz": "księdza księża księży", "pieniądze": "pieniędzy pieniędzmi pieniądzom pieniądzach",
        "radio": "radia radiu radiem",
    },
    "cs": {
        "člověk": "lidé lidi lidí lidem lidmi lidech",
        "dítě": "dítěte dítěti dítětem děti dětí dětem dětmi dětech", "rok": "let letech léta",
        "přítel": "přátelé přátel přátelům přáteli", "peníze": "peněz penězům penězi", "ruka": "rukou",
        "oko": "oči očí očím očima očích", "ucho": "uši uší uším ušima",
        "pes": "psa psu psovi psem psi psy psů psům psech", "sen": "snu sny snů snem",
        "den": "dnů dní dnům dnech", "práce": "prací pracím pracemi",
        "kůň": "koně koni koněm koní koňům koních", "dveře": "dveří dveřím dveřmi",
    },
}  # fmt: skip
