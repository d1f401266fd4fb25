"""Words of English and German whose inflected forms follow no rule, and English verbs."""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.words.listed import words

#: word: its further forms.
IRREGULAR: Final[Mapping[str, str]] = {
    "man": "men", "woman": "women", "child": "children", "person": "people persons", "mouse": "mice",
    "foot": "feet", "tooth": "teeth", "goose": "geese", "knife": "knives", "shelf": "shelves",
    "leaf": "leaves", "life": "lives", "wife": "wives", "half": "halves", "index": "indices indexes",
    "matrix": "matrices", "criterion": "criteria", "datum": "data", "medium": "media mediums",
    "sell": "sold", "buy": "bought", "pay": "paid", "write": "wrote written", "win": "won winning wins",
    "make": "made", "build": "built", "teach": "taught", "send": "sent", "lend": "lent",
    "drive": "drove driven", "find": "found", "get": "got gotten", "give": "gave given",
    "take": "took taken", "run": "ran running", "grow": "grew grown", "lead": "led", "lose": "lost",
    "speak": "spoke spoken", "bet": "bets betting", "cheap": "cheaper cheapest", "fast": "faster fastest",
    "quick": "quicker quickest", "big": "bigger biggest", "small": "smaller smallest",
    "large": "larger largest", "high": "higher highest", "low": "lower lowest", "good": "better best",
    "bad": "worse worst", "easy": "easier easiest", "new": "newer newest", "long": "longer longest",
    "short": "shorter shortest", "young": "younger youngest", "old": "older oldest", "do": "does did done",
    "go": "goes went gone", "see": "saw seen", "know": "knew known", "show": "showed shown",
    "draw": "drew drawn", "hold": "held", "keep": "kept", "leave": "left", "meet": "met", "read": "reads",
    "set": "setting", "cut": "cutting", "put": "putting", "bring": "brought", "catch": "caught",
    "fly": "flew flown", "break": "broke broken", "choose": "chose chosen", "hide": "hid hidden",
    "ride": "rode ridden", "steal": "stole stolen", "sew": "sewn", "spend": "spent",
    "borrow": "borrowed borrowing", "wear": "wore worn", "feed": "fed", "ship": "ships shipped shipping",
    "shop": "shops shopped shopping", "rent": "rents rented renting",
}  # fmt: skip

#: Verbs that requests are made of; -ing and -ed of other words make new words (market, marketing).
VERBS: Final = words(
    """
    accept add advertise advise analyse analyze apply arrange ask assemble audit automate bake boost borrow
    browse build buy call cancel change charge check choose claim clean click coach collect compare consult
    contact convert cook copy cover create customise customize cut decorate delete deliver deploy design
    develop donate download draw earn edit email enlarge estimate exchange export feed fill film finance fix
    fly forward franchise fund gamble grow guide hack heat help hire hold host identify implement import
    improve increase inspect install insure integrate invest iron join keep label launch learn lease leave
    lend licence license lift load localize mail maintain make manage measure meet merge migrate moderate
    modernise modernize monetize move negotiate offer operate optimise optimize order organise organize
    outsource own pack paint participate partner pay persuade phone photograph plan play post prepare print
    process produce promote provide publish purchase qualify rank read rebrand record recruit redecorate
    redesign refinance refund register release remodel remove renovate rent repair replace report represent
    request research resell reserve restore retouch return review rewrite ride scale scan schedule scrape
    search secure see sell send service sew ship shoot show sign sing skip solve sort speak spend sponsor
    start steal stop store submit subscribe supervise supply tailor teach test trade train transcribe
    transfer translate transport travel treat tune tutor unsubscribe update upgrade use visit volunteer wash
    weld win work wrap write
    """
)
#: German neuters whose plural takes -er; compounds end in them too.
PLURAL_ER: Final = (
    "haus", "buch", "bild", "kind", "land", "blatt", "wort", "schild", "dorf", "dach", "rad", "fach", "amt",
    "glas", "band", "feld", "geld", "licht", "brett", "kleid", "lied", "loch", "glied", "tal", "volk", "wald",
    "mann", "bad", "fass", "gut", "huhn", "ei", "tuch", "schloss", "holz", "rind", "lamm", "kraut", "horn",
)  # fmt: skip
#: German nouns made of a verb, which would be found in it with -en: Druck, drucken.
OF_VERBS: Final = (
    "kauf", "druck", "bau", "lauf", "ruf", "besuch", "versuch", "vergleich", "test", "film", "start",
    "tanz", "dank", "tausch", "schutz", "kampf", "rat", "schnitt", "verleih", "vertrieb", "betrieb",
    "beginn", "verbrauch",
)  # fmt: skip
