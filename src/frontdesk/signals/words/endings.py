"""Endings: how the words of a few languages inflect, as far as keywords need it.

For each language rows of (ending of the word as given, endings it may take instead). A word follows the rows
with the longest ending that fits it. `-` is no ending; `*` no ending with a vowel slipped in between the last
two consonants (ссылка, ссылок); `~e` the ending after a softened stem (droga, drodze).
"""

from collections.abc import Mapping
from typing import Final

_RU_ADJECTIVE: Final = "ый ий ой ого его ому ему ым им ом ем ая яя ую юю ое ее ей ою ею ые ие ых их ыми ими"
_RU_OBLIQUE: Final = ("ого", "его", "ому", "ему", "ая", "яя", "ое", "ее", "ые", "ых", "их", "ыми", "ими")
_PL_OBLIQUE: Final = ("ego", "iego", "emu", "ych", "ich", "ymi", "ej")
_RU_NOUN: Final = "- а у ом ем е ы и ов ев ей ам ами ах"
_RU_SOFT: Final = "ь я ю ем е и ью ей ев ям ями ях"
_RU_FEM: Final = "а ы и е у ой ою ей ею * ам ами ах"
_PL_ADJECTIVE: Final = "y i ego iego emu iemu ym im a ia ej iej e ie ych ich ymi imi"
_PL_FEM: Final = "a y i e o * om ami ach ~e"
_PL_MASC: Final = "- a u owi em iem ie y i ow e om ami ach owie ~e ~y ~-"
_CS_ADJECTIVE: Final = "y i a e eho iho emu imu ym im ou ych ich ymi imi em"
_CS_MASC: Final = "- a u e ovi em i y um ech ich ami ove"
_UK_ADJECTIVE: Final = "ий ій ого ього ому ьому им ім а я у ю е є ої ьої ою ьою і их іх ими іми"
_UK_NOUN: Final = "- а у ові ом ем і и ів ам ами ах е"
_UK_SOFT: Final = "ь я ю еві ем і ів ей ям ями ях"

ENDINGS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ru": (
        ("", _RU_NOUN),
        ("ок", "ок ка ку ком ке ки ков кам ками ках ока оку оком оке оки оков окам оками оках"),
        ("ек", "ек ка ку ком ке ки ков кам ками ках ека еку еком еке еки еков екам еками еках"),
        ("ец", "ец ца цу цом цем це цы цов цев цам цами цах еца ецу ецом еце ецы ецов"),
        ("а", _RU_FEM),
        ("я", "я и е ю ей ею ь * ям ями ях"),
        ("ья", "ья ьи ье ью ьей ей ьям ьями ьях ий"),
        ("ия", "ия ии ию ией иею ий иям иями иях"),
        ("о", "о а у ом е * ам ами ах"),
        ("е", "е я ю ем ей и ям ями ях а у ом ам ами ах"),
        ("ие", "ие ия ию ием ии ий иям иями иях ье ья ью ьем"),
        ("ь", _RU_SOFT),
        ("й", "й я ю ем е и ев ям ями ях"),
        ("ень", f"ень ня ню нем не ни ней ням нями нях {' '.join('ен' + e for e in _RU_SOFT.split())}"),
        ("ов", "ов - а у ом е ы и ам ами ах ова ову овом ове овы овам овами овах"),
        ("ев", "ев - е я ю ем и ь й ям ями ях а у ом ы ам ами ах ева еву евом евы евых"),
        ("ей", "ей ь я ю ем е и ям ями ях ью а у ом ам ами ах"),
        ("мя", "мя мени менем мена мен менам менами менах"),
        ("ы", "ы а е у ом ой * ов ам ами ах"),
        ("и", "и а я е у ю ом ем ой ей * ь ов ев ам ям ами ями ах ях"),
        ("ии", "ия ии ию ией ий иям иями иях ие ием"),
        ("ый", _RU_ADJECTIVE),
        ("ий", _RU_ADJECTIVE),
        ("ий", "ий ия ию ием ии иев иям иями иях"),
        ("ой", _RU_ADJECTIVE),
        *((ending, _RU_ADJECTIVE) for ending in _RU_OBLIQUE),
        (
            "ать",
            "ать аю аешь ает аем аете ают ал ала ало али ай айте ая у ю ешь ет ем ете ут ют ишь ит им ат",
        ),
        ("ять", "ять яю яешь яет яем яете яют ял яла яло яли яй яйте яя"),
        ("еть", "еть ею еешь еет еем еете еют ел ела ело ели ю у ишь ит им ите ят"),
        ("ить", "ить ю у ишь ит им ите ят ат ил ила ило или и ь ~ю ~у"),
        ("овать", "овать ую уешь ует уем уете уют овал овала овало овали уй уйте уя"),
        ("нуть", "нуть ну нешь нет нем нете нут нул нула нули ни ните"),
        ("ения", "ение ения ению ением ении ений ениям ениями ениях"),
        ("ания", "ание ания анию анием ании аний аниям аниями аниях ания ание"),
    ),
    "uk": (
        ("", _UK_NOUN),
        ("ок", "ок ка ку кові ком ки ків кам ками ках ока оку оком оки оків"),
        ("ів", "ів - а у ом ем і и ам ами ах ь я ю е"),
        ("ець", "ець ця цю цеві цем ці ців цям цями цях"),
        ("а", f"а и і у ою ею о * ам ами ах ~і {_UK_ADJECTIVE}"),
        ("я", "я і ю ею єю є ї ь * ям ями ях"),
        ("ія", "ія ії ію ією іє ій іям іями іях"),
        ("ння", "ння нню нням нні нь ннями ннях"),
        ("о", "о а у ом і * ам ами ах"),
        ("е", "е я ю ем і ь ям ями ях а у"),
        ("ь", f"{_UK_SOFT} ню ттю ллю ссю ззю"),
        ("ть", "ть ті тю ттю тей тям тями тях тя тем тів"),
        ("сть", "сть сті стю стей стям стями стях"),
        ("й", "й я ю єм ї їв ям ями ях"),
        ("и", "и а і у ом ою * ів ам ами ах"),
        ("і", f"і а я у ю и ь * ів ей ам ям ами ями ах ях {_UK_ADJECTIVE}"),
        ("ії", "ія ії ію ією ій іям іями іях"),
        ("ий", _UK_ADJECTIVE),
        ("ій", f"{_UK_ADJECTIVE} ія ію єм ії їв"),
        ("ого", _UK_ADJECTIVE),
        ("их", _UK_ADJECTIVE),
        ("ати", "ати аю аєш ає аємо аєте ають ав ала ало али ай айте ати"),
        ("увати", "увати ую уєш ує уємо уєте ують ував увала увало ували уй уйте"),
        ("ити", "ити ю у иш ить имо ите ять ать ив ила ило или и іть"),
        ("іти", "іти ію ієш іє іємо ієте іють ів іла іло іли"),
    ),
    "pl": (
        ("", _PL_MASC),
        ("ek", "ek ka ku kowi kiem ki kow kom kami kach eka eku ekowi ekiem eki ekow ekom ekach"),
        ("ów", f"ow {_PL_MASC} owa owu owem owie owy"),
        ("ec", "ec ca cu cowi cem cy cow com cami cach"),
        ("ość", "osc osci oscia osciom osciami osciach"),
        ("ś", "s sia siu siem si sie sio siom siami siach siow"),
        ("ń", "n nia niu niowi niem ni nie niom niami niach nio niow"),
        ("ć", "c ci cia ciu ciem cie ciom ciami ciach"),
        ("l", "- a u owi em i e ow om ami ach ie"),
        ("a", f"{_PL_FEM} {_PL_ADJECTIVE}"),
        ("ia", "ia i ii ie io iom iami iach ij"),
        ("ja", "ja ji je jo j jom jami jach ij"),
        ("ca", "ca cy ce co c com cami cach"),
        ("sta", "sta sty scie ste sto sci stow stom stami stach"),
        ("o", "o a u em ie * om ami ach ~e"),
        ("e", "e a u em * om ami ach y i ow ego emu ych ym ymi ej"),
        ("ie", "ie ia iu iem - iom iami iach i a ego iego emu iemu im ich imi iej"),
        ("je", "ja ji je jo j jom jami jach"),
        ("um", "um a ow om ami ach"),
        ("y", f"{_PL_ADJECTIVE} {_PL_FEM} {_PL_MASC}"),
        ("i", f"{_PL_ADJECTIVE} - a u owi iem i e ow om ami ach *"),
        *((ending, _PL_ADJECTIVE) for ending in _PL_OBLIQUE),
        ("ać", "ac am asz a amy acie aja al ala alo ali aly aj ajcie ajac any ana ane"),
        ("ować", "owac uje ujesz ujemy ujecie uja owal owala owali owaly uj ujcie ujac owany owana owane"),
        ("ić", "ic ie isz i imy icie ia il ila ilo ili ily iony iona ione"),
        ("yć", "yc e ysz y ymy ycie a yl yla ylo yli yly"),
        ("eć", "ec e isz i imy icie a ial iala ieli ialy ie"),
    ),
    "cs": (
        ("", f"{_CS_MASC} ~ich"),
        ("ek", "ek ku kem kove ky ku ci kum cich kach ka"),
        ("ec", "ec ce ci cem covi cu cum cich"),
        ("a", f"a y e u o ou * am ami ach ~e {_CS_ADJECTIVE}"),
        ("e", "e i u em ou ich emi im - ete eti at aty"),
        ("o", "o a u em e ech * um y ich"),
        ("í", "i iho imu im ich imi"),
        ("ý", _CS_ADJECTIVE),
        ("á", _CS_ADJECTIVE),
        ("é", _CS_ADJECTIVE),
        ("ost", "ost osti ostem ostmi ostech"),
        ("y", "y a e u ou * am ami ach u um ech"),
        ("ovat", "ovat uji uju ujes uje ujeme ujete uju oval ovala ovali ovan ovany uj ujte"),
        ("at", "at am as a ame ate aji al ala ali ej ejte u um em y"),
        ("it", "it im is i ime ite il ila ili"),
        ("et", "et im is i ime ite ej eji el ela eli u y em"),
    ),
    "sk": (
        ("", "- a u ovi om e i y ov och mi ami ia ieho"),
        ("ok", "ok ku kom kov ky koch kami ka"),
        ("a", f"a y i e u o ou * am ami ach iam iach {_CS_ADJECTIVE} ej ych"),
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
        ("", "- es"),
        ("z", "z ces"),
        ("a", "a as"),
        ("e", "e es"),
        ("o", "o os a as"),
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
    "ru": (
        *((letter, letter + "л") for letter in "пбвмф"),
        ("ст", "щ"),
        ("т", "ч"),
        ("д", "ж"),
        ("с", "ш"),
        ("з", "ж"),
    ),
    "uk": (("к", "ц"), ("г", "з"), ("х", "с")),
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
    "cs": (("ch", "s"), ("k", "c"), ("h", "z"), ("g", "z")),
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
