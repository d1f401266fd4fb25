"""Adverts: how link sellers, lenders, casinos and the like write into contact forms; and test entries.

Patterns for folded text. A genuine enquiry may name the goods ("we need SEO") or describe its own trade ("we
sell furniture"): only an offer and the goods of adverts together make one.
"""

from typing import Final

from frontdesk.signals.words.listed import Wordings, words

#: Someone offers something.
OFFER: Final = Wordings(
    r"""
    we(?: \w+){0,2} (?:sell|offer|provide|deliver|guarantee|boost|increase)
    i(?: \w+){0,2} (?:sell|offer|provide|deliver|guarantee|boost|increase)
    our (?:team|company|agency)(?: \w+){0,2} (?:sell|offer|provide|deliver|guarantee|boost|increase)
    boost your\b
    increase your\b
    improve your\b
    grow your\b
    skyrocket your\b
    rank(?:ing)? your\b
    click here\b
    buy (?:now|today)\b
    order (?:now|today)\b
    special (?:offer|deal|price)s?\b
    limited (?:offer|deal|price)s?\b
    exclusive (?:offer|deal|price)s?\b
    best (?:offer|deal|price)s?\b
    cheap(?:est)?\b
    guaranteed\b
    white hat\b
    for only\b
    get (?:more|your|thousands|instant)\b
    would you (?:be )?interested in (?:our|buying|a guest|getting|increas)
    are you (?:be )?interested in (?:our|buying|a guest|getting|increas)
    предлага(?:ем|ю)\b
    прода(?:ем|ю|м)\b
    оказываем\b
    увеличим\b
    выведем\b
    раскрутим\b
    накрутим\b
    гарантируем\b
    недорого\b
    дешево\b
    выгодн\w+ (?:цен|услови)
    переходите по\b
    жмите\b
    успеите\b
    скидк\w+ до\b
    oferuje(?:my)?\b
    sprzeda(?:my|jemy|m)\b
    wypozycjonujemy\b
    zwiekszymy\b
    gwarantujemy\b
    najtani(?:o|ej)\b
    tani(?:o|ej)\b
    kliknij\b
    wir bieten\b
    bieten wir\b
    gunstige?\b
    """
)
#: What adverts in contact forms sell.
GOODS: Final = Wordings(
    r"""
    back ?links?\b
    guest ?posts?\b
    sponsored (?:posts?|articles?)\b
    link building\b
    do ?follow\b
    domain authority\b
    seo\b
    organic (?:traffic|visitors)\b
    website (?:traffic|visitors)\b
    web (?:traffic|visitors)\b
    targeted (?:traffic|visitors)\b
    real (?:traffic|visitors)\b
    first page\b
    top page\b
    google rank
    search rank
    rankings?\b
    instagram (?:followers|likes|views|subscribers)\b
    tiktok (?:followers|likes|views|subscribers)\b
    youtube (?:followers|likes|views|subscribers)\b
    facebook (?:followers|likes|views|subscribers)\b
    telegram (?:followers|likes|views|subscribers)\b
    real (?:followers|likes|views|subscribers)\b
    followers\b
    e ?mail (?:lists?|databases?)\b
    targeted leads\b
    casinos?\b
    betting\b
    viagra\b
    cialis\b
    payday loans?\b
    business loans?\b
    quick loans?\b
    instant loans?\b
    bitcoins?\b
    crypto(?:currenc\w+)?\b
    forex\b
    binary options\b
    escorts?\b
    porn\w*\b
    replica watches\b
    essay writing\b
    explainer videos?\b
    продвижени\w+ (?:ваш\w+ )?саит
    раскрутк
    обратн\w+ ссыл
    вечн\w+ ссыл
    внешн\w+ ссыл
    ссылочн
    накрутк
    подписчик
    баз\w+ (?:email|клиентов|компании|предприятии|данных)\b
    рассылк
    казино\b
    букмекер
    заработ
    микрозаим
    заим
    кредит(?:ы|а|ов|ование)?\b
    криптовалют
    трафик
    вывод\w* в топ\b
    топ 10\b
    pozycjonowani
    link\w* (?:zwrotn|seo)
    wpis\w* sponsorowan
    artykul\w* sponsorowan
    obserwujac
    lajk
    pozyczk
    chwilowk
    kasyn
    kryptowalut
    baz\w+ (?:mailow|adresow|firm\b|emaili\b)
    ruch\w* na stron
    kredyt
    suchmaschinenoptimierung\b
    linkaufbau\b
    """
)
#: Nobody asks for a demo in these words.
ALONE: Final = Wordings(
    r"""
    earn (?:up to )?\$ ?\d
    make (?:up to )?\$ ?\d
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
REQUEST: Final = Wordings(
    r"""
    we (?:need|want|require)\b
    i (?:need|want|require)\b
    looking for\b
    would like\b
    please (?:call|send|contact|quote)\b
    a demo\b
    quote\b
    do you\b
    can you\b
    could you\b
    how much\b
    нуж(?:ен|на|но|ны)\b
    ищем\b
    ищу\b
    хот(?:им|ел)
    требуется\b
    интересует\b
    сколько стоит\b
    прошу\b
    просим\b
    potrzebuj
    szukam
    chcemy
    chcial
    prosz
    ile kosztuje\b
    interesuje\b
    wir (?:brauche|suche)
    ich (?:brauche|suche)
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
