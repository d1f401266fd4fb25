"""Countries: what people type into a country field, in English, the country's language and some others."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from phonenumbers import SUPPORTED_REGIONS, region_code_for_country_code

from frontdesk.signals.folding import fold
from frontdesk.signals.words.iso_countries import CODES, english

#: region: names, parted by commas. Compared without case, accents and punctuation.
_NAMES: Final[Mapping[str, str]] = {
    "AE": "UAE, United Arab Emirates, Emirates, Dubai, Abu Dhabi, ОАЭ, Объединённые Арабские Эмираты, "
    "Дубай, Zjednoczone Emiraty Arabskie, Vereinigte Arabische Emirate, الإمارات, الإمارات "
    "العربية المتحدة",
    "AF": "Afghanistan, Афганистан, Afganistan, افغانستان",
    "AL": "Albania, Shqipëria, Албания, Albanien",
    "AM": "Armenia, Armenien, Армения, Hayastan, Հայաստան",
    "AR": "Argentina, Аргентина, Argentyna, Argentinien",
    "AT": "Austria, Österreich, Oesterreich, Австрия, Австрія, Rakousko, Autriche",
    "AU": "Australia, Австралия, Australien, AUS",
    "AZ": "Azerbaijan, Azərbaycan, Азербайджан, Azerbejdżan, Aserbaidschan",
    "BA": "Bosnia, Bosnia and Herzegovina, Bosna i Hercegovina, Босния и Герцеговина, Босния, Bośnia",
    "BD": "Bangladesh, Бангладеш, Bangladesz, বাংলাদেশ",
    "BE": "Belgium, België, Belgie, Belgique, Belgien, Бельгия, Belgia",
    "BG": "Bulgaria, България, Болгария, Bułgaria, Bulgarien",
    "BR": "Brazil, Brasil, Бразилия, Brazylia, Brasilien",
    "BY": "Belarus, Беларусь, Белоруссия, Білорусь, Białoruś, Weißrussland, Bělorusko, Byelorussia, "
    "Респ. Беларусь,Республика Беларусь",
    "CA": "Canada, Канада, Kanada, CAN",
    "CH": "Switzerland, Schweiz, Suisse, Svizzera, Швейцария, Швейцарія, Szwajcaria, Švýcarsko",
    "CL": "Chile, Чили",
    "CN": "China, PRC, People's Republic of China, Mainland China, 中国, 中國, Китай, КНР, Chiny, Čína, "
    "Chine",
    "CO": "Colombia, Колумбия, Kolumbia, Kolumbien",
    "CR": "Costa Rica, Коста-Рика, Kostaryka",
    "CY": "Cyprus, Кипр, Κύπρος, Cypr, Zypern",
    "CZ": "Czechia, Czech Republic, Czech, Česko, Česká republika, ČR, Чехия, Чехія, Czechy, "
    "Tschechien, Czech Rep, Tschechische Republik, Republika Czeska",
    "DE": "Germany, Deutschland, BRD, Германия, Німеччина, ФРГ, Niemcy, Německo, Allemagne, Alemania, "
    "GER, Federal Republic of Germany, Bundesrepublik Deutschland, Germania",
    "DK": "Denmark, Danmark, Дания, Dania, Dänemark, Dánsko",
    "DZ": "Algeria, Algérie, الجزائر, Алжир, Algieria, Algerien",
    "EC": "Ecuador, Эквадор, Ekwador",
    "EE": "Estonia, Eesti, Эстония, Естонія, Estland",
    "EG": "Egypt, مصر, Египет, Egipt, Ägypten",
    "ES": "Spain, España, Испания, Іспанія, Hiszpania, Spanien, Španělsko, Espagne, ESP",
    "FI": "Finland, Suomi, Финляндия, Finlandia, Finnland",
    "FR": "France, Франция, Франція, Francja, Frankreich, Francie, Francia, FRA",
    "GB": "United Kingdom, UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern "
    "Ireland, GBR, Великобритания, Велика Британія, Англия, Англія, Шотландия, Соединённое "
    "Королевство, Wielka Brytania, Anglia, Zjednoczone Królestwo, Szkocja, Großbritannien, "
    "Vereinigtes Königreich, Velká Británie, Royaume-Uni, Reino Unido",
    "GE": "Georgia, Грузия, Грузія, Gruzja, Georgien, საქართველო, Sakartvelo",
    "GR": "Greece, Ελλάδα, Hellas, Ellada, Греция, Grecja, Griechenland, Řecko",
    "HK": "Hong Kong, 香港, Гонконг, Hongkong",
    "HR": "Croatia, Hrvatska, Хорватия, Chorwacja, Kroatien, Chorvatsko",
    "HU": "Hungary, Magyarország, Венгрия, Угорщина, Węgry, Ungarn, Maďarsko",
    "ID": "Indonesia, Индонезия, Indonezja, Indonesien",
    "IE": "Ireland, Éire, Republic of Ireland, Ирландия, Irlandia, Irland, Irsko",
    "IL": "Israel, ישראל, Израиль, Ізраїль, Izrael, ISR",
    "IN": "India, Bharat, भारत, Индия, Indie, Indien, IND",
    "IQ": "Iraq, العراق, Ирак, Irak",
    "IR": "Iran, ایران, Иран, Islamic Republic of Iran",
    "IS": "Iceland, Ísland, Исландия, Islandia, Island",
    "IT": "Italy, Italia, Италия, Італія, Włochy, Italien, Itálie, Italie, ITA",
    "JO": "Jordan, الأردن, Иордания, Jordania, Jordanien",
    "JP": "Japan, 日本, 日本国, Nippon, Nihon, Япония, Японія, Japonia, Japonsko, JPN, にほん",
    "KE": "Kenya, Кения, Kenia",
    "KG": "Kyrgyzstan, Кыргызстан, Киргизия, Kirgistan",
    "KR": "South Korea, Korea, Republic of Korea, 대한민국, 한국, Южная Корея, Корея, Korea Południowa, "
    "Südkorea",
    "KW": "Kuwait, الكويت, Кувейт, Kuwejt",
    "KZ": "Kazakhstan, Қазақстан, Казахстан, Kazachstan, Kasachstan, РК, Республика Казахстан, Qazaqstan",
    "LB": "Lebanon, لبنان, Ливан, Liban, Libanon",
    "LK": "Sri Lanka, Шри-Ланка",
    "LT": "Lithuania, Lietuva, Литва, Litwa, Litauen, Litva",
    "LU": "Luxembourg, Люксембург, Luksemburg, Luxemburg, Lëtzebuerg",
    "LV": "Latvia, Latvija, Латвия, Латвія, Łotwa, Lettland, Lotyšsko",
    "MA": "Morocco, المغرب, Maroc, Марокко, Maroko, Marokko",
    "MC": "Monaco, Монако, Monako",
    "MD": "Moldova, Молдова, Молдавия, Mołdawia, Moldau, Republica Moldova, Republic of Moldova",
    "ME": "Montenegro, Crna Gora, Црна Гора, Черногория, Czarnogóra",
    "MK": "North Macedonia, Macedonia, Северна Македонија, Македония, Северная Македония, Macedonia Północna",
    "MN": "Mongolia, Монгол, Монголия, Mongolei",
    "MT": "Malta, Мальта",
    "MX": "Mexico, México, Мексика, Meksyk, Mexiko",
    "MY": "Malaysia, Малайзия, Malezja",
    "NG": "Nigeria, Нигерия",
    "NL": "Netherlands, The Netherlands, Holland, Nederland, Нидерланды, Голландия, Нідерланди, "
    "Holandia, Niderlandy, Niederlande, Nizozemsko, Pays-Bas",
    "NO": "Norway, Norge, Noreg, Норвегия, Норвегія, Norwegia, Norwegen, Norsko",
    "NZ": "New Zealand, Aotearoa, Новая Зеландия, Nowa Zelandia, Neuseeland",
    "PE": "Peru, Perú, Перу",
    "PH": "Philippines, Pilipinas, Филиппины, Filipiny, Philippinen",
    "PK": "Pakistan, پاکستان, Пакистан",
    "PL": "Poland, Polska, Польша, Польща, Polen, Polsko, Pologne, Polonia, RP, POL, Rzeczpospolita "
    "Polska, Republic of Poland",
    "PT": "Portugal, Португалия, Portugalia",
    "QA": "Qatar, قطر, Катар, Katar",
    "RO": "Romania, România, Румыния, Румунія, Rumunia, Rumänien, Rumunsko",
    "RS": "Serbia, Србија, Srbija, Сербия, Сербія, Serbien, Srbsko",
    "RU": "Russia, Russian Federation, Россия, Российская Федерация, РФ, Росія, Rosja, Russland, Rusko, "
    "Russie, Rusia, Federacja Rosyjska, RUS, Rossiya, Rossija",
    "SA": "Saudi Arabia, KSA, السعودية, المملكة العربية السعودية, Саудовская Аравия, Arabia Saudyjska, "
    "Saudi-Arabien",
    "SE": "Sweden, Sverige, Швеция, Швеція, Szwecja, Schweden, Švédsko, SWE",
    "SG": "Singapore, Сингапур, Singapur, 新加坡",
    "SI": "Slovenia, Slovenija, Словения, Słowenia, Slowenien, Slovinsko",
    "SK": "Slovakia, Slovak Republic, Slovensko, Slovenská republika, Словакия, Словаччина, Słowacja, "
    "Slowakei",
    "TH": "Thailand, ประเทศไทย, ไทย, Таиланд, Tajlandia",
    "TJ": "Tajikistan, Тоҷикистон, Таджикистан, Tadżykistan",
    "TM": "Turkmenistan, Türkmenistan, Туркменистан, Туркмения",
    "TN": "Tunisia, Tunisie, تونس, Тунис, Tunezja, Tunesien",
    "TR": "Turkey, Türkiye, Turkiye, Турция, Туреччина, Turcja, Türkei, Turecko",
    "TW": "Taiwan, 台灣, 臺灣, 台湾, Тайвань, Tajwan",
    "UA": "Ukraine, Україна, Украина, Ukraina, Ukrajina, UKR",
    "US": "United States, United States of America, USA, U.S.A., U.S., US of A, America, the States, "
    "the United States, США, Соединённые Штаты, Соединённые Штаты Америки, Америка, Сполучені "
    "Штати, Stany Zjednoczone, Stany Zjednoczone Ameryki, Vereinigte Staaten, Spojené státy, "
    "Estados Unidos, EE. UU., EEUU, États-Unis, Stati Uniti, Amerika",
    "UY": "Uruguay, Уругвай, Urugwaj",
    "UZ": "Uzbekistan, Oʻzbekiston, O'zbekiston, Ўзбекистон, Узбекистан, Uzbekistán, Usbekistan",
    "VE": "Venezuela, Венесуэла, Wenezuela",
    "VN": "Vietnam, Viet Nam, Việt Nam, Вьетнам, Wietnam",
    "ZA": "South Africa, RSA, ЮАР, Южная Африка, RPA, Republika Południowej Afryki, Südafrika",
}

_LIMIT: Final = 60  #: characters of a country's name


def _key(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalpha())


_REGIONS: Final = {
    **{_key(name): region for region, names in english() for name in (names, names.partition("(")[0])},
    **{_key(name): region for region, names in _NAMES.items() for name in names.split(",")},
}
_DIAL_CODE: Final = re.compile(r"\+?(\d{1,3})")
_STATE: Final = re.compile(
    r"(?:the )?(?:federal |islamic |people's |democratic |united )*"
    r"(?:republic|kingdom|states?|federation)(?: of)? |республика |республіка |republika ",
    re.IGNORECASE,
)
#: The two letters of a flag.
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_LETTERS: Final = {0x1F1E6 + i: 65 + i for i in range(26)}


@lru_cache(maxsize=1024)
def region_of(country: str) -> str | None:
    """The ISO 3166 code of a country as typed; None when nobody knows it.

    `pl`, `POL`, `Polska`, `Poland (PL)`, `Republic of Poland`, `+48` and the flag are all PL.
    """
    country = country.strip()
    if not country or len(country) > _LIMIT:
        return None
    if not country.isascii():
        country = _FLAG.sub("", country).strip() or country.translate(_FLAG_LETTERS)
    if code := _by_code(country):
        return code
    parts = country.replace("(", ",").replace("/", ",").replace("|", ",").split(",")
    names = (country, _STATE.sub("", country), *parts)
    found = [*(_REGIONS.get(_key(name)) for name in names), *(_by_code(part.strip(" )")) for part in parts)]
    return next((region for region in found if region in SUPPORTED_REGIONS), None)


def _by_code(text: str) -> str | None:
    """A code of two or three letters, or the one that its numbers begin with."""
    code = text.upper()
    if code in SUPPORTED_REGIONS:
        return code
    if dialled := _DIAL_CODE.fullmatch(text):
        region = str(region_code_for_country_code(int(dialled[1])))
        return region if region in SUPPORTED_REGIONS else None
    return CODES.get(code)
