"""Surnames: the common ones of languages that write the family name first, and the words between names.

Latin letters without marks, as `fold_word` returns them.
"""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.words.listed import words

_CHINESE: Final = words(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song
    tang han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao
    shen zhong cui tan fan jin shi liao jia xia fu fang zou xiong meng qin qiu yan xue hou lei bai long duan
    hao kong shao mao chang wan gu lai kang yin qian niu hong gong chan wong cheung lam ng leung lau kwok
    tsang ho chow yip tsai hsu chiu hsieh tsui szeto ouyang
    """
)
_KOREAN: Final = words(
    """
    kim lee yi park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin
    kwon hwang ahn an song ryu yoo yu hong jeon chun ko koh go moon mun yang son sohn bae baek paik nam noh
    roh ha heo huh shim min joo woo bang byun cha
    """
)
_VIETNAMESE: Final = words(
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh mai lam truong dao trinh doan
    luong ha thai cao chu ta to quach
    """
)
_JAPANESE: Final = words(
    """
    sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi
    matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda hashimoto yamashita ishikawa nakajima maeda
    fujita ogawa goto okada hasegawa murakami kondo ishii saito sakamoto endo aoki fujii nishimura fukuda ota
    miura okamoto matsuda nakagawa harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita
    """
)
_HUNGARIAN: Final = words(
    """
    nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos meszaros
    olah simon racz fekete szilagyi torok feher gal balazs kis szucs kocsis pinter fodor orsos szalai sipos
    magyar lukacs gulyas biro kiraly laszlo katona jakab bogdan balog sandor boros fazekas kelemen antal
    somogyi vass hegedus orban soos barta nemes halasz veres bodnar vincze bakos lengyel deak hajdu pasztor
    """
)
#: region: its common surnames, where those come first.
SURNAMES: Final[Mapping[str, frozenset[str]]] = {
    "CN": _CHINESE,
    "TW": _CHINESE,
    "HK": _CHINESE,
    "SG": _CHINESE,
    "MO": _CHINESE,
    "KR": _KOREAN,
    "VN": _VIETNAMESE,
    "JP": _JAPANESE,
    "HU": _HUNGARIAN,
}
#: Common last names of people who write English: a first name behind one of them is the first name.
ENGLISH: Final = words(
    """
    smith jones williams brown davies davis evans wilson thomson thompson johnson roberts robinson wright
    walker white edwards hughes green hall wood harris clarke jackson turner hill cooper ward morris moore
    king baker harrison morgan patel allen watson anderson phillips bennett young cook mitchell price bell
    davidson richardson collins parker shaw murphy carter bailey miller garcia rodriguez martinez hernandez
    lopez gonzalez perez sanchez ramirez torres nguyen flores adams nelson rivera campbell gomez rogers
    peterson foster reed brooks sanders long myers hamilton sullivan kennedy obrien oconnor byrne
    walsh doyle mccarthy macdonald mcdonald stewart fraser robertson khan singh hussain begum
    """
)
#: First names of English alone that are common last names as well.
ENGLISH_BOTH: Final = words("craig douglas graham henry howard james john keith kelly ryan scott")
#: Where those are what they are in English.
ENGLISH_SPOKEN: Final = frozenset(("AU", "CA", "GB", "IE", "NZ", "US"))
#: "Son of" and "daughter of" behind the father's name.
KINSHIP: Final = words(
    "оглы оглу кызы гызы оглі улы уулу кизи ұлы қызы угли ogly oglu qizi kizi gizi uly uulu ugli"
)
#: Where one name is a name alone and the other a letter of the father's.
FATHERS_INITIAL: Final = frozenset(("IN", "LK"))
