"""Adverts: how link sellers, lenders, casinos and the like write into contact forms.

Patterns for folded text. A genuine enquiry may name the goods ("we need SEO") or describe its own trade ("we
sell furniture"): only an offer and the goods of adverts together make one.
"""

from typing import Final

from frontdesk.signals.words.listed import Wordings

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
    we help\b
    we specialize in\b
    we specialise in\b
    we generate\b
    we supply\b
    we manufacture\b
    we buy\b
    i help\b
    i can (?:get|help|increase|improve|build|design|make) (?:you|your)\b
    our (?:experts|editors|specialists|packages|rates|agents|prices|services)\b
    packages start\b
    starting (?:at|from) (?:only |just )?\$
    from \$ ?\d+ ?(?:/|per |an )
    for (?:just|only) \$
    one time (?:price|payment|fee)
    worldwide (?:delivery|shipping)\b
    free shipping\b
    order(?: it)? (?:here|today|now)\b
    sign up (?:here|now|and get|today)\b
    register for free\b
    write me (?:on|at|in) (?:telegram|whatsapp)
    хочешь\b
    хотите заработать
    приведем\b
    доставка курьером\b
    за штуку\b
    руб/мес\b
    без предоплаты\b
    wypelnij wniosek\b
    zadzwon\b
    chetnie przygotuj
    skorzystaj z\b
    jetzt kaufen\b
    wir generieren\b
    wir kaufen\b
    wir verkaufen\b
    nur \d+ euro\b
    i can (?:\w+ )?(?:bring|fix|write|do|double|rank|manage)\b
    we can (?:\w+ )?(?:bring|get|help|build|increase|improve|boost|double|provide|deliver)\b
    we can (?:\w+ )?(?:place|put|rank|offer|manage)\b
    we bring\b
    we run\b
    we build\b
    we design\b
    we create\b
    we make\b
    we develop\b
    we do\b
    we have (?:\w+ ){1,4}available\b
    i would (?:like|love) to (?:post|publish|place|offer|contribute|introduce)
    id (?:like|love) to (?:post|publish|place|offer|contribute|introduce)
    our software\b
    our ai\b
    lifetime (?:access|deal|license)
    stop (?:paying|wasting|losing)\b
    im an? (?:\w+ )?(?:professional|freelance|seo|designer|developer|specialist|expert|marketer)
    i am an? (?:\w+ )?(?:professional|freelance|seo|designer|developer|specialist|expert|marketer)
    payment after\b
    for \$ ?\d
    only \$ ?\d
    access \$ ?\d
    budget of \$
    buy \d get \d
    promo ?code\b
    instant (?:withdrawal|approval|access|payout)
    official (?:store|supplier|distributor)
    top rated\b
    best quality\b
    are you hiring\b
    reply with your\b
    call now\b
    win big\b
    meet (?:\w+ )?(?:women|girls|singles|ladies)
    increase (?:your )?(?:sales|traffic|testosterone|conversions?|size)\b
    naturally\b
    исправим\b
    улучшим\b
    настроим\b
    поможем\b
    помогу\b
    помогаем\b
    гаранти\w+ (?:по договору|результат|возврат)
    могу (?:улучш|увелич|сделать|настроить|продвин)
    пишите? (?:@|в лич|в теле|мне)
    пиши (?:@|в лич|в теле|мне)
    смотри\w* тут\b
    только сегодня\b
    акция\b
    moge (?:poprawic|zwiekszyc|zrobic|pozycjonowac)
    mozemy (?:poprawic|zwiekszyc|zrobic|pozycjonowac)
    poprawimy\b
    efekty albo\b
    wyplata (?:tego|w)\b
    tylko dzis\b
    promocja\b
    wir (?:optimieren|steigern|verbessern|helfen|verschaffen|vermitteln)\b
    ich kann ihre\b
    ich optimiere\b
    kostenlos registrieren\b
    jetzt (?:registrieren|sparen|gratis)
    gratis\b
    we manage\b
    we accept guest
    we have (?:cash )?buyers\b
    our (?:\w+ ){1,3}(?:service|solution|agency) (?:gets|helps|brings|will|can|is)\b
    looking to (?:sell|buy|grow|scale|increase|boost)\b
    tired of\b
    struggling (?:with|to)\b
    zero deposit\b
    check (?:eligibility|your eligibility)
    no fee\b
    free of charge for\b
    join our\b
    best prices on\b
    catalogue?:
    удалим\b
    оплата только за\b
    обсудим\?
    oferuje \w+
    pakiet \d+
    bez formalnosci\b
    wejdz na\b
    steigern sie\b
    sichern sie\b
    wir haben freie\b
    gratis testen\b
    termin buchen\b
    nur \d+ (?:euro|eur)\b
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
