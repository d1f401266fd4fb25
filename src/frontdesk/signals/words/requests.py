"""Requests: how customers ask for something, and what people write who only try whether a form works.

Patterns for folded text, as in `adverts`.
"""

from typing import Final

from frontdesk.signals.words.listed import Wordings, words

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
    demo\b
    free trial\b
    pricing\b
    licences?\b
    licenses?\b
    for \d+ (?:users|seats|people|agents|employees|licen|clients|players|editors)
    integrat\w+
    your (?:product|platform|software|tool|crm|api|portal|contact form|form|app|sales)\b
    call me\b
    evaluat\w+
    покажите\b
    пришлите\b
    перезвон
    хотим\b
    проси
    внедрени
    wycen\w+
    ile\b
    szukamy\b
    oferte na\b
    angebot fur\b
    mochten\b
    wir suchen\b
    was kostet\b
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
