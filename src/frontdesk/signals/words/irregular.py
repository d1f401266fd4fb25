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
    "ship": "ships shipped shipping", "shop": "shops shopped shopping", "rent": "rents rented renting",
}  # fmt: skip

#: Verbs that requests are made of; -ing and -ed of other words make new words (market, marketing).
VERBS: Final = words(
    """
    advertise advise apply assemble automate boost build buy clean consult convert create deliver develop
    earn finance fix fund grow hire hack host import increase improve insure install integrate invest lease
    lend localize maintain make manage migrate moderate monetize optimise optimize order organise organize
    outsource paint pay plan print produce promote provide publish recruit redesign rent repair resell
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
