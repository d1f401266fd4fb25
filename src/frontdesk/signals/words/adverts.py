"""Adverts: how link sellers, lenders, casinos and the like write into contact forms; and test entries.

Patterns for folded text. A genuine enquiry may name the goods ("we need SEO") or describe its own trade ("we
sell furniture"): only an offer and the goods of adverts together make one.
"""

from typing import Final

from frontdesk.signals.words.listed import any_of, words

#: Someone offers something.
OFFER: Final = any_of(
    r"""
    (?:we|i|our (?:team|company|agency))(?: \w+){0,2} (?:sell|offer|provide|deliver|guarantee|boost|increase)
    (?:boost|increase|improve|grow|skyrocket) your\b
    rank(?:ing)? your\b
    click here\b
    (?:buy|order) (?:now|today)\b
    (?:special|limited|exclusive|best) (?:offer|deal|price)s?\b
    cheap(?:est)?\b
    guaranteed\b
    white hat\b
    for only\b
    get (?:more|your|thousands|instant)\b
    (?:would|are) you (?:be )?interested in (?:our|buying|a guest|getting|increas)
    предлага(?:ем|ю)\b
    прода(?:ем|ю|м)\b
    оказываем\b
    (?:увеличим|выведем|раскрутим|накрутим|гарантируем)\b
    (?:недорого|дешево)\b
    выгодн\w+ (?:цен|услови)
    переходите по\b
    (?:жмите|успеите)\b
    скидк\w+ до\b
    oferuje(?:my)?\b
    sprzeda(?:my|jemy|m)\b
    (?:wypozycjonujemy|zwiekszymy|gwarantujemy)\b
    (?:naj)?tani(?:o|ej)\b
    kliknij\b
    (?:wir bieten|bieten wir)\b
    gunstige?\b
    """
)
#: What adverts in contact forms sell.
GOODS: Final = any_of(
    r"""
    back ?links?\b
    guest ?posts?\b
    sponsored (?:posts?|articles?)\b
    link building\b
    do ?follow\b
    domain authority\b
    seo\b
    (?:organic|website|web|targeted|real) (?:traffic|visitors)\b
    (?:first|top) page\b
    (?:google|search) rank
    rankings?\b
    (?:instagram|tiktok|youtube|facebook|telegram|real) (?:followers|likes|views|subscribers)\b
    followers\b
    e ?mail (?:lists?|databases?)\b
    targeted leads\b
    casinos?\b
    betting\b
    (?:viagra|cialis)\b
    (?:payday|business|quick|instant) loans?\b
    bitcoins?\b
    crypto(?:currenc\w+)?\b
    forex\b
    binary options\b
    (?:escorts?|porn\w*)\b
    replica watches\b
    essay writing\b
    explainer videos?\b
    продвижени\w+ (?:ваш\w+ )?саит
    раскрутк
    (?:обратн|вечн|внешн)\w+ ссыл
    ссылочн
    накрутк
    подписчик
    баз\w+ (?:email|клиентов|компании|предприятии|данных)\b
    рассылк
    казино\b
    букмекер
    заработ
    (?:микро)?заим
    кредит(?:ы|а|ов|ование)?\b
    криптовалют
    трафик
    вывод\w* в топ\b
    топ 10\b
    pozycjonowani
    link\w* (?:zwrotn|seo)
    (?:wpis|artykul)\w* sponsorowan
    obserwujac
    lajk
    pozyczk
    chwilowk
    kasyn
    kryptowalut
    baz\w+ (?:mailow|adresow|firm\b|emaili\b)
    ruch\w* na stron
    kredyt
    (?:suchmaschinenoptimierung|linkaufbau)\b
    """
)
#: Nobody asks for a demo in these words.
ALONE: Final = any_of(
    r"""
    (?:earn|make) (?:up to )?\$ ?\d
    make money (?:online|fast|from)\b
    work from home and earn\b
    free spins\b
    casino bonus
    buy (?:cheap )?(?:backlinks|followers|viagra|cialis)\b
    passive income\b
    double your (?:bitcoin|money|income)
    заработ\w+ (?:без вложении|в интернете|от \d|на дому)
    бонус\w* за регистрацию\b
    онлаин казино\b
    фриспин
    пассивн\w+ доход
    darmow\w+ spin
    zarabiaj (?:przez|w|online|z)\b
    zarabianie w internecie\b
    bonus bez depozytu\b
    """
)
#: Somebody asks for something: with no more than one link, the benefit of the doubt.
REQUEST: Final = any_of(
    r"""
    (?:we|i) (?:need|want|require)\b
    looking for\b
    would like\b
    please (?:call|send|contact|quote)\b
    a demo\b
    quote\b
    (?:do|can|could) you\b
    how much\b
    нуж(?:ен|на|но|ны)\b
    (?:ищем|ищу)\b
    хот(?:им|ел)
    требуется\b
    интересует\b
    сколько стоит\b
    (?:прошу|просим)\b
    potrzebuj
    szukam
    (?:chcemy|chcial)
    prosz
    ile kosztuje\b
    interesuje\b
    (?:wir|ich) (?:brauche|suche)
    bitte\b
    """
)
#: What people write into a form to see whether it works.
TEST_MARKS: Final = words(
    "test tests testing tester тест тесты тестовая тестовое тестовый testowy testowa testowe"
)
TEST_WORDS: Final = TEST_MARKS | words(
    """
    проверка тестирование probe testen testování zkouška prova prueba essai wiadomość сообщение message заявка
    lead form форма formularz a is this just please ignore it the to это only
    """
)
