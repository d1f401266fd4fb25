"""Languages: their codes, homes, letters and small words, as far as telling them apart needs it."""

import re
from collections.abc import Mapping
from typing import Final

#: language: its one home country; empty where several would do.
PLACES: Final[Mapping[str, str | None]] = {
    "en": None, "de": None, "fr": None, "es": None, "pt": None, "ar": None, "zh": None, "nl": None,
    "ru": "RU", "uk": "UA", "be": "BY", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU", "ro": "RO",
    "bg": "BG", "sr": "RS", "hr": "HR", "sl": "SI", "mk": "MK", "lt": "LT", "lv": "LV", "et": "EE",
    "fi": "FI", "sv": "SE", "da": "DK", "no": "NO", "is": "IS", "it": "IT", "el": "GR", "tr": "TR",
    "he": "IL", "ja": "JP", "ko": "KR", "th": "TH", "vi": "VN", "ka": "GE", "hy": "AM", "az": "AZ",
    "kk": "KZ", "uz": "UZ", "fa": "IR", "hi": "IN", "id": "ID",
}  # fmt: skip

#: Codes that people write for another one, countries' too.
CODES: Final[Mapping[str, str]] = {
    "ua": "uk", "cz": "cs", "gr": "el", "se": "sv", "dk": "da", "jp": "ja", "kr": "ko", "cn": "zh",
    "nb": "no", "nn": "no", "iw": "he", "kz": "kk", "by": "be", "eng": "en", "rus": "ru", "pol": "pl",
    "deu": "de", "ger": "de", "fra": "fr", "spa": "es", "ukr": "uk", "ces": "cs", "ita": "it",
}  # fmt: skip

#: Written in Cyrillic letters alone, and Serbian, which is written in either.
CYRILLIC_ONLY: Final = frozenset(("ru", "uk", "be", "bg", "mk", "kk"))
CYRILLIC: Final = CYRILLIC_ONLY | {"sr"}

NAMES: Final[Mapping[str, str]] = {
    "english": "en", "английский": "en", "angielski": "en", "englisch": "en",
    "russian": "ru", "русский": "ru", "rosyjski": "ru", "russisch": "ru",
    "ukrainian": "uk", "українська": "uk", "украинский": "uk", "ukraiński": "uk",
    "polish": "pl", "polski": "pl", "польский": "pl", "polnisch": "pl",
    "german": "de", "deutsch": "de", "немецкий": "de", "niemiecki": "de",
    "czech": "cs", "čeština": "cs", "česky": "cs", "slovak": "sk", "slovenčina": "sk",
    "french": "fr", "français": "fr", "spanish": "es", "español": "es", "italian": "it", "italiano": "it",
    "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl", "turkish": "tr", "türkçe": "tr",
}  # fmt: skip

#: Scripts of one language each, by whole words.
SCRIPTS: Final = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        ("[\u3040-\u30ff]+", "ja"),
        ("[\uac00-\ud7af]+", "ko"),
        ("[\u4e00-\u9fff]+", "zh"),
        ("[\u0370-\u03ff]+", "el"),
        ("[\u0590-\u05ff]+", "he"),
        ("[\u0600-\u06ff]*[پچژگ][\u0600-\u06ff]*", "fa"),
        ("[\u0600-\u06ff]+", "ar"),
        ("[\u0e00-\u0e7f]+", "th"),
        ("[\u10a0-\u10ff]+", "ka"),
        ("[\u0530-\u058f]+", "hy"),
        ("[\u0900-\u097f]+", "hi"),
    )
)

#: Any letter of those scripts, for which one look is enough in most texts.
ANY_SCRIPT: Final = re.compile(
    "[\u0370-\u03ff\u0530-\u06ff\u0900-\u097f\u0e00-\u0e7f\u10a0-\u10ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)

_LETTERS: Final[Mapping[str, str]] = {
    "ru": "ыэъё", "uk": "іїєґ", "be": "ў", "sr": "ђћџљњ", "mk": "ѓќѕ", "kk": "қғәңөұүһ",
    "pl": "łąęśźżńć", "de": "ßäü", "cs": "řěů", "sk": "ľĺŕ", "hu": "őű", "tr": "ğış", "es": "ñ¿¡",
    "pt": "ãõ", "ro": "ățș", "lt": "ėįųū", "lv": "āēīņļķģ", "fr": "œèùêç", "no": "ø", "sv": "å", "et": "õ",
}  # fmt: skip
#: letter: the language that it speaks for.
BY_LETTER: Final[Mapping[str, str]] = {
    letter: code for code, letters in reversed(list(_LETTERS.items())) for letter in letters
}
DECISIVE: Final = re.compile(f"[{''.join(BY_LETTER)}]")
#: Cyrillic letters that Russian lacks, and the Latin ones among the decisive.
NOT_RUSSIAN: Final = re.compile(f"[{''.join(letter for letter, code in BY_LETTER.items() if code != 'ru')}]")

_SMALL_WORDS: Final[Mapping[str, str]] = {
    "en": """
        the and is are was we you your our for with have has need would like want please this that
        it of to in on from can could how what when hello hi dear thanks thank looking some any
        about my me us just an be will do does not by at or if more no there they i
    """,
    "ru": """
        и в во на не что как для нам мы вы вас ваш ваша наш наша нужен нужна нужно есть это по с
        со к от до из за у о об бы ли же или если можно здравствуйте добрый день хотим прошу
        пожалуйста спасибо ждем хочу хотели меня мне я он она они нас когда сколько стоит
        интересует привет все так только
    """,
    "uk": """
        і й та в у на не що як для нам ми ви вас ваш наш потрібен потрібна потрібно є це по з зі
        до від із за про би чи або якщо можна добрий день доброго дня хочемо прошу будь ласка
        дякую мене мені я він вона вони нас коли скільки коштує цікавить привіт все так тільки щоб
    """,
    "be": """
        і ў не што як для нам мы вы калі ласка дзякуй добры дзень ёсць гэта з за па трэба хочам ці
        або
    """,
    "bg": """
        и на за се не от да с в по как ще моля здравейте благодаря искам имаме нужда това е са ви
        ни или
    """,
    "sr": "и је у на за се не да са од молим здраво хвала имамо желимо треба нам ваш",
    "pl": """
        i w na nie że jak dla nas my wy czy jest są się z ze do od po za o proszę dzień dobry
        witam chcemy potrzebujemy potrzebuję jaki jaka ile kosztuje dziękuję pozdrawiam mam mamy
        to oraz lub albo być może przez przy pod nad tej tego ten ta kogoś szukamy chciałbym
        chciałabym prosze dziekuje
    """,
    "de": """
        und der die das ist sind wir sie ihr ihre uns unser für mit ein eine einen nicht wie was
        haben hat brauchen möchten bitte hallo guten tag danke zu auf von im in den dem des ich
        auch oder wenn wird werden kann können aus bei über suchen nach gerne zum zur
    """,
    "cs": """
        a je jsou v na že jak pro nás my vy s z do od po za o prosím dobrý den chceme potřebujeme
        kolik stojí děkuji mám máme nebo jako být k u se si by který která co při
    """,
    "sk": """
        a je sú v na že ako pre nás my vy s z do od po za o prosím dobrý deň chceme potrebujeme
        koľko stojí ďakujem mám máme alebo byť k u sa si by ktorý ktorá čo pri
    """,
    "fr": """
        le la les un une des et est nous vous votre notre pour avec dans sur pas que qui de du au
        aux bonjour merci avons voudrions besoin je en ce cette ou si plus par il elle sont être
    """,
    "es": """
        el la los las un una y es son nosotros para con en por que de del no como hola gracias
        necesitamos queremos quiero necesito favor buenos días su sus nuestra nuestro al más si o
        me lo
    """,
    "it": """
        il lo la gli le un una e è sono noi per con in che di del della non come ciao buongiorno
        grazie abbiamo vorremmo bisogno vorrei nostra nostro si più o mi ci al alla
    """,
    "pt": """
        o a os as um uma e é são nós para com em que de do da não como olá obrigado precisamos
        queremos por favor bom dia nossa nosso mais se ou ao seu sua
    """,
    "nl": """
        de het een en is zijn wij u uw ons onze voor met in op niet dat van te hallo graag bedankt
        hebben willen nodig ik je of als aan bij naar ook kunnen
    """,
    "sv": """
        och är vi ni för med i på inte att det en ett av hej tack behöver vill oss vår har som
        till om
    """,
    "da": "og er vi i for med på ikke at det en et af hej tak har vil os vores som til om jeg vi",
    "no": "og er vi dere for med på ikke at det en et av hei takk har vil oss vår som til om jeg",
    "fi": "ja on ei me te kuin että se tämä hei kiitos haluamme tarvitsemme meidän kanssa tai mitä",
    "hu": "a az és van nem mi ön hogy egy szeretnénk kérem köszönöm jó napot nekünk kell vagy is meg",
    "ro": "și este nu noi pentru cu un o în pe că de la bună ziua mulțumesc avem nevoie vrem sau din",
    "tr": "ve bir bu için ile biz siz var yok merhaba teşekkürler istiyoruz ne nasıl da de mi olarak",
    "lt": "ir yra ne mes jūs su kad kaip labas ačiū norime reikia mums prašome iš į arba",
    "lv": "un ir nav mēs jūs ar ka kā labdien paldies vēlamies vajag mums lūdzu no uz vai",
    "et": "ja on ei me te et kui tere aitäh soovime vaja meil palun või see",
}


def _votes() -> dict[str, tuple[tuple[str, int], ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for code, words in _SMALL_WORDS.items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), code)
    # A longer word that one language alone has (please, proszę) says as much as two small ones.
    return {
        word: tuple((code, 2 if len(codes) == 1 and len(word) > 4 else 1) for code in codes)
        for word, codes in languages.items()
    }


#: small word: the languages that have it, and how much it says for each.
STOPWORDS: Final[Mapping[str, tuple[tuple[str, int], ...]]] = _votes()
