"""Words of English and German whose inflected forms follow no rule, and English verbs."""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.words.listed import words

#: word: its further forms.
IRREGULAR: Final[Mapping[str, str]] = {
    "alumnus": "alumni", "bacterium": "bacteria", "bad": "worse worst", "become": "became",
    "begin": "began begun", "bend": "bent", "bet": "bets betting", "big": "bigger biggest", "bind": "bound",
    "bite": "bit bitten", "blow": "blew blown", "borrow": "borrowed borrowing", "break": "broke broken",
    "bring": "brought", "build": "built", "burn": "burnt", "buy": "bought", "calf": "calves",
    "catch": "caught", "cheap": "cheaper cheapest", "child": "children", "choose": "chose chosen",
    "come": "came", "cost": "costing", "criterion": "criteria", "curriculum": "curricula", "cut": "cutting",
    "datum": "data", "deal": "dealt", "dig": "dug digging", "do": "does did done", "draw": "drew drawn",
    "dream": "dreamt", "drink": "drank drunk", "drive": "drove driven", "easy": "easier easiest",
    "eat": "ate eaten", "elf": "elves", "fall": "fell fallen", "fast": "faster fastest", "feed": "fed",
    "feel": "felt", "fight": "fought", "find": "found", "fly": "flew flown", "foot": "feet",
    "forget": "forgot forgotten", "freeze": "froze frozen", "get": "got gotten", "give": "gave given",
    "go": "goes went gone", "good": "better best", "goose": "geese", "grind": "ground",
    "grow": "grew grown", "half": "halves", "hang": "hung", "hear": "heard", "hide": "hid hidden",
    "high": "higher highest", "hit": "hitting", "hold": "held", "hoof": "hooves", "hurt": "hurting",
    "index": "indices indexes", "keep": "kept", "knife": "knives", "know": "knew known",
    "large": "larger largest", "lay": "laid", "lead": "led", "leaf": "leaves", "leave": "left",
    "lend": "lent", "let": "letting", "lie": "lay lain lying", "life": "lives", "light": "lit",
    "loaf": "loaves", "long": "longer longest", "lose": "lost", "louse": "lice", "low": "lower lowest",
    "make": "made", "man": "men", "matrix": "matrices", "mean": "meant", "medium": "media mediums",
    "meet": "met", "mouse": "mice", "new": "newer newest", "old": "older oldest", "ox": "oxen",
    "pay": "paid", "person": "people persons", "phenomenon": "phenomena", "prove": "proven",
    "put": "putting", "quick": "quicker quickest", "quit": "quitting", "read": "reads",
    "rent": "rents rented renting", "ride": "rode ridden", "ring": "rang rung", "rise": "rose risen",
    "run": "ran running", "scarf": "scarves", "see": "saw seen", "seek": "sought", "self": "selves",
    "sell": "sold", "send": "sent", "set": "setting", "sew": "sewn", "shake": "shook shaken",
    "shelf": "shelves", "shine": "shone", "ship": "ships shipped shipping", "shoot": "shot",
    "shop": "shops shopped shopping", "short": "shorter shortest", "show": "showed shown",
    "shut": "shutting", "sing": "sang sung", "sink": "sank sunk", "sit": "sat sitting", "sleep": "slept",
    "small": "smaller smallest", "speak": "spoke spoken", "speed": "sped", "spend": "spent",
    "spin": "spun spinning", "split": "splitting", "spread": "spreading", "stand": "stood",
    "steal": "stole stolen", "stick": "stuck", "stimulus": "stimuli", "strike": "struck",
    "swear": "swore sworn", "sweep": "swept", "swim": "swam swum swimming", "take": "took taken",
    "teach": "taught", "tear": "tore torn", "tell": "told", "thief": "thieves", "think": "thought",
    "throw": "threw thrown", "tooth": "teeth", "understand": "understood", "wake": "woke woken",
    "wear": "wore worn", "weave": "wove woven", "wife": "wives", "win": "won winning wins", "wind": "wound",
    "wolf": "wolves", "woman": "women", "write": "wrote written", "young": "younger youngest",
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
