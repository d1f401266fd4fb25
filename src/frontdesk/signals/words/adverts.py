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
    we can (?:\w+ )?(?:bring|get|help|build|increase|improve|boost|double|provide|deliver|place|put|rank|offer|manage)\b
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
    logo design\b
    cbd (?:oil|gummies|products)\b
    virtual assistants?\b
    data entry\b
    lead generation\b
    bookkeeping services?\b
    merchant (?:account|services)\b
    credit card processing\b
    payment gateway charges\b
    press releases?\b
    business directory\b
    google reviews\b
    ai writer\b
    blog content\b
    social media marketing\b
    digital marketing services?\b
    web design services?\b
    website design services?\b
    ppc\b
    negative seo\b
    guest blogging\b
    порно\b
    таргет\w*
    контекстн\w+ реклам
    отзыв\w* на\b
    диплом\b
    вуза\b
    ставках\b
    прогноз\w* с\b
    социальн\w+ сет
    накрут
    кампании google\b
    traffic\b
    visitors\b
    outrank\b
    directories\b
    post an article\b
    an article on your\b
    gambling\b
    linkedin (?:campaigns|leads|outreach)
    facebook ads\b
    google ads\b
    demos a month\b
    leads a (?:month|day|week)
    funding\b
    remote (?:engineers|developers|staff|workers|team)
    engineers from\b
    developers from\b
    google business\b
    google listing\b
    your listing\b
    not verified\b
    slots?\b
    aviator\b
    jackpot\b
    withdrawal\b
    testosterone\b
    weight loss\b
    pills?\b
    supplements?\b
    women\b
    logos?\b
    astrolog\w+
    black magic\b
    horoscope
    domain names?\b
    mobile apps?\b
    seo\b
    первои странице\b
    размещени\w+ (?:стат|реклам)
    новостн\w+ портал
    видимост
    посещаемост
    порно
    лидогенераци
    заявок\b
    клиентов\b
    реклам
    отзыв
    widocznos
    pierwszej stronie\b
    wiecej klientow\b
    sprzedaz\w* w internecie
    kampani\w+
    bei google\b
    suchmaschine
    sichtbarkeit\b
    frauen\b
    mehr (?:kunden|umsatz)
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
    bukmacher
    more traffic\b
    free spins\b
    kredite?\b
    suchmaschinenoptimierung\b
    neukunden\b
    bewertungen\b
    social media\b
    google ads\b
    kampani\w+ google\b
    sklep\w* internetow\w* i\b
    linkaufbau\b
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
