"""Amounts: how people write thousands, currencies and numbers in words; folded, as `budget` reads them."""

from collections.abc import Mapping
from typing import Final

THOUSAND: Final = (
    "k|к|т|тр|тыс|тыщ|тысяч[аиу]?|тис|тисяч[аіу]?|tys|tysiecy|tysiace|tysiac|tsd|tausend|tis|tisic|thousand|thou|"
    # A thousand in Spanish and Portuguese; "2 mil. €" with a full stop are Czech and Slovak millions.
    r"grand|mille|mil(?=\s+(?:de )?(?:euros?|dolares|pesos|libras|reais|€))"
)
MILLION: Final = (
    "mln|млн|миллион(?:а|ов)?|мільион(?:а|и|ів)?|mio|million(?:s|en)?|milion(?:y|ow|u|a)?|millon(?:es)?|"
    "mil|m|м|mm|kk|кк"
)
BILLION: Final = "млрд|mld|mrd|bln|billion|миллиард(?:а|ов)?"
LAKH: Final = "lakhs?|lacs?"

#: What a currency is written as.
WRITTEN: Final[Mapping[str, str]] = {
    "USD": r"us\$|usd|\$|dollars?|bucks|доллар\w*|долл|дол\b|долар\w*|dolar\w*|dolares|бакс\w*|у\.е",
    "EUR": r"€|eur\b|euros?|евро|євро|евр\b",
    "GBP": r"£|gbp|pounds?|фунт\w*|funt\w*|quid",
    "PLN": r"zl\b|pln|zlot\w+|злот\w*",
    "RUB": r"₽|rub\b|rur\b|rubles?|руб\w*|р\b|тр\b",
    "UAH": r"₴|uah|грн|гривен\w*|гривн\w*|hryvn\w*",
    "CZK": r"kc\b|czk|korun\w*",
    "KZT": r"₸|kzt|тенге|тг\b|tenge",
    "BYN": r"byn|белорусск\w+ руб\w*|бел\.? ?руб\w*",
    "CHF": r"chf|franken|sfr",
    "TRY": r"₺|try\b|tl\b|lira",
    "HUF": r"huf|forint\w*",
    "SEK": r"sek\b",
    "NOK": r"nok\b",
    "DKK": r"dkk\b",
    "RON": r"ron\b|lei\b",
    "JPY": r"¥|jpy|yen\b",
    "CNY": r"cny|rmb|yuan|юан\w*",
    "INR": r"₹|inr|rupees?",
    "ILS": r"₪|ils|nis\b|shekel\w*|шекел\w*",
    "AED": r"aed|dirham\w*|дирхам\w*",
    "CAD": r"cad\b",
    "AUD": r"aud\b",
    "BGN": r"bgn|лв\b|leva\b",
    "GEL": r"gel\b|лари\b",
    "UZS": r"uzs|сум\b|сумов\b",
}

#: Numbers in words, one line a number: English, Russian, Ukrainian, Polish, German, French, Spanish.
_NUMBERS: Final = """
0.5 half пол пів pol polowa halbe halben demi medio media
1.5 полтора півтора poltora anderthalb
1 one один одна одну jeden jedna
2 two два две дві dwa dwie zwei deux dos
3 three три trzy drei trois tres
4 four четыре чотири cztery vier quatre cuatro
5 five пять пяти пьять piec funf cinq cinco
6 six шесть шість szesc sechs seis
7 seven семь сім siedem sieben sept siete
8 eight восемь вісім osiem acht huit ocho
9 nine девять девьять dziewiec neun neuf nueve
10 ten десять десяти dziesiec zehn dix diez
12 twelve двенадцать дванадцять dwanascie zwolf douze doce
15 fifteen пятнадцать пятнадцати пьятнадцять pietnascie funfzehn quinze quince
20 twenty двадцать двадцати двадцять dwadziescia zwanzig vingt veinte
25 funfundzwanzig
30 thirty тридцать тридцати тридцять trzydziesci dreissig trente treinta
40 forty сорок сорока czterdziesci vierzig quarante cuarenta
50 fifty пятьдесят пятидесяти пьятдесят piecdziesiat funfzig cinquante cincuenta
60 sixty шестьдесят шістдесят szescdziesiat sechzig soixante sesenta
70 seventy семьдесят сімдесят siedemdziesiat siebzig setenta
80 eighty восемьдесят вісімдесят osiemdziesiat achtzig ochenta
90 ninety девяносто девьяносто dziewiecdziesiat neunzig noventa
100 сто ста sto cien hundert
200 двести двісті dwiescie doscientos zweihundert
300 триста trzysta trescientos dreihundert
400 четыреста чотириста czterysta vierhundert
500 пятьсот пьятсот piecset quinientos funfhundert
"""
NUMBERS: Final[Mapping[str, float]] = {
    word: float(value)
    for value, *words in (line.split() for line in _NUMBERS.strip().splitlines())
    for word in words
}
#: Words between a number and its thousands that say nothing: half *a* million.
FILLERS: Final = frozenset(str.split("a an ein eine einen un une and de d of und i и"))
#: Before thousands they make them nobody knows how many.
VAGUE: Final = frozenset(
    str.split(
        "couple few several some many quarter четверть cwierc несколько пару пара кілька декілька "
        "kilka kilkanascie kilkadziesiat pare "
        "einige mehrere paar quelques plusieurs varios unos unas algunos"
    )
)
#: Thousands that stand for one where no number is before them.
ALONE: Final[Mapping[str, float]] = {
    **dict.fromkeys(("thousand", "тысяча", "тысячу", "тисяча", "тисячу", "tysiac", "tausend", "mille"), 1e3),
    **dict.fromkeys(("million", "миллион", "миллиона", "мільион", "milion", "millon"), 1e6),
}
