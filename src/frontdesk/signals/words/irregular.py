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
    "drive": "drove driven",
    "find": "found", "get": "got gotten", "give": "gave given", "take": "took taken", "run": "ran running",
    "grow": "grew grown", "lead": "led", "lose": "lost", "speak": "spoke spoken", "bet": "bets betting",
    "cheap": "cheaper cheapest", "fast": "faster fastest", "quick": "quicker quickest", "big": "bigger biggest",
    "small": "smaller smallest", "large": "larger largest", "high": "higher highest", "low": "lower lowest",
    "good": "better best", "bad": "worse worst", "easy": "easier easiest", "new": "newer newest",
    "long": "longer longest", "short": "shorter shortest", "young": "younger youngest", "old": "older oldest",
    "do": "does did done", "go": "goes went gone", "see": "saw seen", "know": "knew known", "show": "showed shown",
    "draw": "drew drawn", "hold": "held", "keep": "kept", "leave": "left", "meet": "met", "read": "reads",
    "set": "setting", "cut": "cutting", "put": "putting", "bring": "brought", "catch": "caught", "fly": "flew flown",
    "break": "broke broken", "choose": "chose chosen", "hide": "hid hidden", "ride": "rode ridden", "steal": "stole stolen",
    "sew": "sewn", "spend": "spent", "borrow": "borrowed borrowing", "wear": "wore worn", "feed": "fed",
    "ship": "ships shipped shipping", "shop": "shops shopped shopping", "rent": "rents rented renting",
}  # fmt: skip

#: Verbs that requests are made of; -ing and -ed of other words make new words (market, marketing).
VERBS: Final = words(
    """
    advertise advise apply assemble automate boost build buy clean consult convert create deliver develop
    earn finance fix fund grow hire hack host import increase improve insure install integrate invest lease
    lend localize maintain make manage migrate moderate monetize optimise optimize order organise organize
    outsource paint pay plan print produce promote provide publish recruit redesign rent repair resell
    accept add analyse analyze arrange ask audit automate bake borrow browse call cancel change charge check choose
    claim click coach collect compare contact cook copy cover create customise customize cut decorate delete
    deploy design donate download draw earn edit email enlarge estimate exchange export feed fill film fly
    forward franchise gamble guide heat help hold identify implement import improve inspect iron join keep label
    launch learn leave licence license lift load mail measure meet merge modernise
    modernize move negotiate offer operate own pack participate partner persuade phone photograph
    play post prepare process purchase qualify rank read rebrand record redecorate refinance refund
    register release remodel remove renovate replace report represent request research reserve restore retouch
    return review rewrite ride scale scan schedule scrape search secure see service shoot show sign sing
    skip solve sort spend start steal stop store submit supervise tailor teach trade transcribe transfer travel
    treat tune tutor update use visit volunteer wash weld win work wrap
    sell send sew ship speak sponsor subscribe supply teach test train translate transport unsubscribe upgrade
    write
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
    "kauf", "druck", "bau", "lauf", "ruf", "besuch", "versuch", "vergleich", "test", "film", "start", "tanz",
    "dank", "tausch", "schutz", "kampf", "rat", "schnitt", "verleih", "vertrieb", "betrieb", "beginn", "verbrauch",
)  # fmt: skip
