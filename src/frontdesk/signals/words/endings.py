"""Endings: how the words of a few languages inflect, as far as keywords need it.

For each language rows of (ending of the word as given, endings it may take instead). A word follows the rows
with the longest ending that fits it. `-` is no ending; `*` no ending with a vowel slipped in between the last
two consonants (ссылка, ссылок); `~e` the ending after a softened stem (droga, drodze), `^ю` after the stem
that some verbs have in the present (купить, куплю), `!i` an ending that stands after k and the like only.
"""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.words.endings_east import EAST, after

_PL_OBLIQUE: Final = ("ego", "iego", "emu", "ych", "ich", "ymi", "ej")
_PL_ADJECTIVE: Final = "y i ego iego emu iemu ym im a ia ej iej e ie ych ich ymi imi"
_PL_FEM: Final = "a y !i e o * om ami ach ~e"
_PL_MASC: Final = "- a u owi em iem ie y i ow e om ami ach owie ~e ~y ~-"
_CS_ADJECTIVE: Final = "y i a e eho iho emu imu ym im ou ych ich ymi imi em"
_CS_MASC: Final = "- a u e ovi em i y um ech ich ami ove ~i"

#: Ends of adjectives and of who does something; other nouns in -o are of one gender: trabajo, he trabaja.
_ES_OF_TWO_GENDERS: Final = ("ado", "ido", "ico", "ivo", "oso", "ario", "ano", "ino", "ero", "logo", "evo")
_PL_PAST: Final = "l la lo li ly lem lam lismy lysmy"
_PL_AC: Final = "ac am asz a amy acie aja aj ajcie ajac any ana ane"
_PL_SOFT: Final = "i ia ie iom iami iach"  # also of nouns: postać, nić, sieć
_PL_CHANGED: Final = "e esz e emy ecie a"


ENDINGS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    **EAST,
    "pl": (
        ("", _PL_MASC),
        ("ek", "ek ka ku kowi kiem ki kow kom kami kach eka eku ekowi ekiem eki ekow ekom ekach"),
        ("ów", f"ow {_PL_MASC} owa owu owem owie owy"),
        ("ec", "ec ca cu cowi cem cy cow com cami cach"),
        ("iec", "iec ca cu cowi cem cy cow com cami cach iecy iecow"),
        ("ień", "ien nia niu niowi niem ni nie niom niami niach ienia ieniu ieniem ienie ieni"),
        ("ź", "z zi zia ziu ziem zie zio ziom ziami ziach ziow"),
        ("ę", "e ecia eciu eciem eta at etom etami etach"),
        ("mię", "mie mienia mieniu mieniem miona mion mionom mionami mionach"),
        ("ość", "osc osci oscia osciom osciami osciach"),
        ("ś", "s sia siu siem si sie sio siom siami siach siow"),
        ("ń", "n nia niu niowi niem ni nie niom niami niach nio niow"),
        ("ć", "c ci cia ciu ciem cie ciom ciami ciach"),
        ("l", "l la lu lowi lem li le low lom lami lach"),
        ("a", f"{_PL_FEM} {_PL_ADJECTIVE.replace(' i ', ' ')}"),
        ("ia", "ia i ii ie io iom iami iach ij"),
        ("ja", "ja ji je jo j jom jami jach ij"),
        ("ca", "ca cy ce co c cow com cami cach"),
        ("sta", "sta sty scie ste sto sci stow stom stami stach"),
        ("o", "o a u em ie * om ami ach ~e"),
        ("e", "e a u em * om ami ach y i ow ego emu ych ym ymi ej"),
        ("ie", "ie ia iu iem - iom iami iach i a ego iego emu iemu im ich imi iej"),
        ("je", "ja ji je jo j jom jami jach"),
        ("um", "um a ow om ami ach"),
        ("y", f"{_PL_ADJECTIVE} {_PL_FEM} {_PL_MASC}"),
        ("i", f"{_PL_ADJECTIVE} - a u owi iem i e ow om ami ach *"),
        *((ending, _PL_ADJECTIVE) for ending in _PL_OBLIQUE),
        ("ać", f"{_PL_AC} {after('a', _PL_PAST)} {after('ac', _PL_SOFT)}"),
        ("sać", f"{after('s', _PL_AC)} {after('sa', _PL_PAST)} {after('sz', _PL_CHANGED)}"),
        ("zać", f"{after('z', _PL_AC)} {after('za', _PL_PAST)} {after('z', _PL_CHANGED)}"),
        ("awać", f"{after('aw', _PL_AC)} {after('awa', _PL_PAST)} {after('aj', _PL_CHANGED)} awaj"),
        (
            "ować",
            f"owac {after('uj', _PL_CHANGED)} {after('owa', _PL_PAST)} uj ujcie ujac owany owana owane",
        ),
        ("nąć", f"nac ne niesz nie niemy niecie na nij nal {after('ne', _PL_PAST)}"),
        (
            "ić",
            "ic e ie isz i imy icie a ia iony iona ione ony ona one "
            f"{after('i', _PL_PAST)} {after('ic', _PL_SOFT)}",
        ),
        ("yć", f"yc e ysz y ymy ycie a ony ona one {after('y', _PL_PAST)}"),
        (
            "eć",
            "ec e isz i imy icie a ie iec iales iemy ieja ieli "
            f"{after('ia', _PL_PAST)} {after('ec', _PL_SOFT)}",
        ),
    ),
    "cs": (
        ("", f"{_CS_MASC} ~ich"),
        ("ek", "ek ku kem kove ky ku ci kum cich kach ka"),
        ("ec", "ec ce ci cem covi cu cum cich"),
        ("en", "en ne ni nu nem ny num nech ene eni enu enem eny enum enech"),
        ("um", "um - a u em um ech y"),
        ("a", "a y e u o ou ovi ove * am ami ach ~e"),
        ("e", "e i u em ou ich emi im - ete eti at aty"),
        ("o", "o a u em e ech * um y ich"),
        ("í", "i iho imu im ich imi"),
        ("ý", _CS_ADJECTIVE),
        ("á", _CS_ADJECTIVE),
        ("é", _CS_ADJECTIVE),
        ("ost", "ost osti ostem ostmi ostech"),
        ("y", "y a e u ou * am ami ach u um ech"),
        ("ovat", "ovat uji uju ujes uje ujeme ujete uju oval ovala ovali ovan ovany uj ujte"),
        ("at", f"{after('at', _CS_MASC[2:])} at am as a ame ate aji al ala ali ej ejte u um em y"),
        ("nout", "nout nu nes ne neme nete nou nul nula nuli ni nete"),
        ("it", f"{after('it', _CS_MASC[2:])} it im is i ime ite il ila ilo ili ily en ena eni eno"),
        ("et", f"{after('et', _CS_MASC[2:])} et im is i ime ite ej eji el ela eli u y em"),
    ),
    "sk": (
        ("", "- a u ovi om e i y ov och mi ami ia ieho"),
        ("ok", "ok ku kom kov ky koch kami ka"),
        ("a", "a y i e u o ou * am ami ach iam iach"),
        ("ia", "ia ii iu iou ie ii iam iami iach"),
        ("e", "e a u om i iam iami iach - i ou"),
        ("ie", "ie ia iu im i iam iami iach"),
        ("o", "o a u om e * am ami ach"),
        ("ý", f"{_CS_ADJECTIVE} ej om"),
        ("á", f"{_CS_ADJECTIVE} ej om"),
        ("ovať", "ovat ujem ujes uje ujeme ujete uju oval ovala ovali uj ujte"),
        ("ať", "at am as a ame ate aju al ala ali aj ajte"),
        ("iť", "it im is i ime ite ia il ila ili"),
        ("osť", "ost osti ostou ostami ostiach"),
    ),
    "es": (
        ("", "- s es"),
        ("or", "or ora ores oras"),
        ("és", "es esa eses esas"),
        ("z", "z ces"),
        ("a", "a as"),
        ("e", "e es"),
        ("o", "o os"),
        *((ending, f"{ending} {ending}s {ending[:-1]}a {ending[:-1]}as") for ending in _ES_OF_TWO_GENDERS),
        ("i", "i is"),
        ("u", "u us"),
    ),
    "pt": (
        ("", "- es s"),
        ("ão", "ao oes aos"),
        ("l", "l is"),
        ("m", "m ns"),
        ("a", "a as"),
        ("e", "e es"),
        ("o", "o os a as"),
    ),
    "fr": (
        ("", "- s e es"),
        ("al", "al aux ale ales als"),
        ("eau", "eau eaux"),
        ("eu", "eu eux"),
        ("e", "e es"),
        ("é", "e es ee ees"),
        ("s", "s se ses"),
        ("x", "x"),
    ),
    "it": (
        ("", "-"),
        ("a", "a e"),
        ("ca", "ca che"),
        ("ga", "ga ghe"),
        ("o", "o i a e"),
        ("io", "io i ia ie"),
        ("co", "co ci chi ca che"),
        ("go", "go ghi gi ga ghe"),
        ("e", "e i"),
    ),
}

#: The softening of a stem's last consonants before an ending marked `~`: the first that fits.
SOFTENED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "uk": (("к", "ц"), ("г", "з"), ("х", "с")),
    "cs": (("ch", "s"), ("k", "c"), ("h", "z"), ("g", "z")),
    "pl": (
        ("ch", "sz"),
        ("st", "sci"),
        ("zd", "zdzi"),
        ("k", "c"),
        ("g", "dz"),
        ("r", "rz"),
        ("t", "ci"),
        ("d", "dzi"),
        *((letter, letter + "i") for letter in "bfmnpswz"),
    ),
}

#: The last letters after which an ending marked `!` stands.
AFTER: Final = tuple("кгхжшчщkgl")

#: What a verb's last consonants become before an ending marked `^`: the first that fits.
CHANGED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ru": (
        *((letter, letter + "л") for letter in "пбвмф"),
        ("ст", "щ"),
        ("т", "ч"),
        ("д", "ж"),
        ("с", "ш"),
        ("з", "ж"),
    ),
    "uk": (
        *((letter, letter + "л") for letter in "пбвмф"),
        ("ст", "щ"),
        ("т", "ч"),
        ("зд", "ждж"),
        ("д", "дж"),
        ("с", "ш"),
        ("з", "ж"),
    ),
}

#: The last letter of a masculine noun's genitive, after the noun itself.
GENITIVE: Final[Mapping[str, str]] = {"ru": "а", "uk": "ау", "pl": "au", "cs": "au", "sk": "au"}

#: The vowels that slip in at `*`.
FLEETING: Final[Mapping[str, tuple[str, ...]]] = {
    "ru": ("о", "е"),
    "uk": ("о", "е"),
    "pl": ("e", "ie"),
    "cs": ("e",),
    "sk": ("ie", "o", "e"),
}
