"""Dates: how people write months, days, spans and hurry; folded, as `deadline` reads them."""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.folding import fold
from frontdesk.signals.words.listed import Wordings

#: Month by month: English, Russian, Ukrainian, Polish, German, French, Spanish, Czech.
MONTHS: Final = (
    "jan(?:uary|uar)?|janner|январ[ьяею]|янв|січ(?:ень|ня|ні)|stycz(?:en|nia|niu|niem)|sty|janvier|enero|ledn[au]|leden",
    "feb(?:ruary|ruar|rero)?|феврал[ьяею]|фев|лют(?:ии|ого|ому)|lut(?:y|ego|ym)|fevrier|unora?|unoru",
    "mar(?:ch)?|marz|marz(?:ec|o)|marc(?:a|u|em)|март[аеу]?|берез(?:ень|ня|ні)|mars|brez(?:en|na|nu)",
    "apr(?:il)?|апрел[ьяею]|апр|квіт(?:ень|ня|ні)|kwie(?:cien|tnia|tniu)|avril|abril|dub(?:en|na|nu)",
    "may|ма[ияею]|трав(?:ень|ня|ні)|maj(?:a|u)?|mai|mayo|kvet(?:en|na|nu)",
    "june?|juni|июн[ьяею]|черв(?:ень|ня|ні)|czerw(?:iec|ca|cu)|juin|junio|cerv(?:en|na|nu)",
    "july?|juli|июл[ьяею]|лип(?:ень|ня|ні)|lip(?:iec|ca|cu)|juillet|julio|cerven(?:ec|ce|ci)",
    "aug(?:ust)?|август[ае]?|авг|серп(?:ень|ня|ні)|sierp(?:ien|nia|niu)|aout|agosto|srp(?:en|na|nu)",
    "sept?(?:ember)?|сентябр[ьяею]|сент?|верес(?:ень|ня|ні)|wrze(?:sien|snia|sniu)|septembre|septiembre|zari",
    "oct(?:ober|obre)?|okt(?:ober)?|октябр[ьяею]|окт|жовт(?:ень|ня|ні)|pazdziernik(?:a|u)?|octubre|rij(?:en|na|nu)",
    "nov(?:ember|embre)?|ноябр[ьяею]|нояб?|листопада?|листопаді|listopad(?:a|zie|u)?|noviembre",
    "dec(?:ember|embre)?|dez(?:ember)?|декабр[ьяею]|дек|груд(?:ень|ня|ні)|grud(?:zien|nia|niu)|diciembre|prosin(?:ec|ce|ci)",
)
WEEKDAYS: Final = (
    "monday|mon|понедельник[ау]?|пн|понеділ(?:ок|ка)|poniedzial(?:ek|ku)|pondel(?:i|ek)|montag|lundi|lunes",
    "tuesday|tue|вторник[ау]?|вт|вівтор(?:ок|ка)|wtor(?:ek|ku)|utery|dienstag|mardi|martes",
    "wednesday|wed|сред[аыуе]|ср|серед[аи]|srod[ay]|stred[au]|mittwoch|mercredi|miercoles",
    "thursday|thu|четверг[ау]?|чт|четверга?|czwart(?:ek|ku)|ctvrt(?:ek|ku)|donnerstag|jeudi|jueves",
    "friday|fri|пятниц[аыуе]|пт|пятниц[іяю]|piat(?:ek|ku)|pat(?:ek|ku)|freitag|vendredi|viernes",
    "saturday|sat|суббот[аыуе]|сб|субот[аи]|sobot[ay]|samstag|sonnabend|samedi|sabado",
    "sunday|sun|воскресень[ея]|вс|неділ[іяю]|niedziel[ai]|nedele|sonntag|dimanche|domingo",
)
#: Season: its first month and its last.
SEASONS: Final[Mapping[tuple[int, int], str]] = {
    (3, 5): "spring|весн[аыеуоі]|веснои|wiosn[aye]|fruhjahr|fruhling|printemps|primavera",
    (6, 8): "summer|лет[аоу]|летом|літ[аоу]|lat[oa]|latem|sommer|ete|verano",
    (9, 11): "autumn|fall|осен[ьи]|осенью|осін[ьі]|jesien|jesieni[aą]?|herbst|automne|otono",
    (12, 2): "winter|зим[аыуе]|зимои|zim[aye]|hiver|invierno",
}
#: Days in one of them.
UNITS: Final[Mapping[str, str]] = {
    "hour": "hours?|hrs?|h|час(?:а|ов)?|годин[аи]?|godzin[ay]?|godz|stunden?|std|heures?|horas?",
    "day": "days?|день|дн(?:я|еи|и|ів|ями)|дн|сут(?:ки|ок)|dzien|dni|tag(?:en?)?|jours?|dias?|dn(?:y|u|ech)",
    "week": "weeks?|недел[яьиюе]|нед|тиж(?:ден|н[іяів]+|день)|tydzien|tygodni(?:a|e|u)?|tyg|wochen?|"
    "semaines?|semanas?|tyd(?:en|ny|nu|ne)",
    "month": "months?|mesic(?:e|i|u)?|месяц(?:а|ев|е)?|мес|місяц(?:ь|і|ів|я)|miesiac(?:a|e|u)?|miesiecy|mies|"
    "monat(?:en?|s)?|mois|mes|meses",
    "quarter": "quarters?|квартал(?:а|е|у)?|кв|kwarta[l](?:u|e|y)?|quartal(?:s|en?)?|trimestres?",
    "year": "years?|год(?:а|у)?|лет|г|р(?:ік|оку|оки|оків)|rok(?:u)?|lat[a]?|jahre?s?|ans?|annees?|anos?",
}
DAYS: Final = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}

_COUNTS: Final = """
0.5 half пол пів pol halbe[sn]? halben demi medio
1 a an one один одну одного jeden jednego ein eine[snmr]? un une una
1.5 полтора пивтора poltora anderthalb
2 two couple два две двух пару дві двох dwa dwie dwoch pare dva dve zwei deux dos
3 three три трех трьох trzy trzech tri drei trois tres
4 four четыре четырех чотири cztery czterech ctyri vier quatre cuatro
5 five пять пяти piec pieciu funf cinq cinco
6 six шесть шести шість szesc szesciu sechs seis
7 seven семь семи siedem sieben sept siete
8 eight восемь восьми osiem acht huit ocho
10 ten десять десяти dziesiec dziesieciu zehn dix diez
12 twelve двенадцать dwanascie zwolf douze doce
"""
COUNTS: Final[Mapping[str, float]] = {
    word: float(value)
    for value, *words in (line.split() for line in _COUNTS.strip().splitlines())
    for word in words
    if word.isalpha()
} | dict.fromkeys(("halbe", "halbes", "halben", "einem", "einen", "eines", "einer"), 1.0)

#: Which end of a month, a quarter or a year is meant.
END: Final = "end|конец|конца|концу|конце|koniec|konca|koncu|ende|fin|finales?|кінц[яі]|кінець|konce"
START: Final = (
    "early|beginning|start|начал[оае]|початок|початку|poczat(?:ek|ku)|anfang|debut|principios?|zacatk[ue]m?"
)
MIDDLE: Final = "mid|middle|середин[аеыуі]|polow(?:a|ie|y)|mitte|mi|mediados|polovin[ae]"
BY: Final = "by|before|until|till|latest|к|ко|до|перед|do|przed|bis|vor|avant|d ici|dici|antes|hasta"
THIS: Final = (
    "this|current|эт(?:от|ого|ои|у|ом)|текущ\\w+|цього|цьому|ten|tego|tym|biezac\\w+|dies\\w+|laufend\\w+|"
    "ce|cette|este|esta"
)
NEXT: Final = (
    "next|coming|след\\w*|наступн\\w+|будущ\\w+|ближаиш\\w+|przyszl\\w+|nastepn\\w+|kolejn\\w+|nachst\\w+|kommend\\w+|"
    "prochaine?|proxim[oa]|pristi\\w*"
)
TODAY: Final = "today|dnes|сегодня|сьогодні|dzis|dzisiaj|heute|aujourdhui|hoy"
TOMORROW: Final = "tomorrow|zitra|завтра|jutro|jutra|morgen|demain|manana"
AFTER: Final = "day after tomorrow|послезавтра|післязавтра|pojutrze|ubermorgen|apres demain|pasado manana"
WORKING: Final = (
    "working|business|work|рабочи[хе]|робочих|robocz\\w+|werktag\\w*|arbeitstag\\w*|ouvres|habiles|laborables"
)

URGENT: Final = Wordings(
    fold("""
asap\\b
a s a p\\b
urgent
immediate
right away\\b
right now\\b
as soon as\\b
as quickly as\\b
as fast as\\b
quickly\\b
yesterday\\b
the sooner
the faster
now\\b
emergency\\b
срочно
срочен
срочная
срочный
очень быстро
как можно (?:скорее|быстрее|раньше)
как можно скор
вчера\\b
сейчас
прямо сейчас
немедленно
незамедлительно
сразу
в ближайшее время
побыстрее
чем быстрее
чем скорее
чем раньше
поскорее
быстро\\b
горит\\b
терміново
терміновий
якнайшвидше
якомога швидше
як можна швидше
негайно
зараз
вчора\\b
чим швидше
im szybciej
im predzej
je schneller
je fruher
je eher
piln
jak najszybciej
jak najpredzej
najszybciej
na juz\\b
od zaraz\\b
zaraz\\b
natychmiast
na wczoraj
wczoraj\\b
od reki\\b
teraz\\b
dringend
eilig
eilt\\b
sofort
umgehend
so schnell
so bald wie
schnellst
baldmoglichst
ab sofort
unverzuglich
gestern\\b
asap
le plus vite
au plus vite
des que possible
des maintenant
lo antes posible
cuanto antes
inmediat
ya mismo
co nejdriv
ihned\\b
""")
)
RELAXED: Final = Wordings(
    fold("""
not urgent
no rush\\b
no hurry\\b
not in a hurry
isnt urgent
no urgency
non urgent
unurgent
no deadline
не срочно
несрочно
не горит
не спешу
не спешим
не торопимся
не к спеху
без спешки
не терміново
не поспішаємо
nie spieszy
nie jest piln
niepilne
nie piln
bez pospiechu
nie ma pospiechu
nie pali sie
nicht eilig
nicht dringend
keine eile
eilt nicht
hat zeit\\b
pas urgent
pas presse
no urgente
no es urgente
sin prisa
neni urgent
nespech
""")
)
