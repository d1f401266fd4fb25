"""Goods: what adverts in contact forms sell. A genuine enquiry may name them too ("we need SEO").

Patterns for folded text, as in `adverts`.
"""

from typing import Final

from frontdesk.signals.words.listed import Wordings

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
    e mail (?:lists?|databases?)\b
    email (?:lists?|databases?)\b
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
    speed optimi[sz]ation
    site loads in\b
    sell your business\b
    cash offers?\b
    electricity bills\b
    solar panels?\b
    energy (?:bills|prices|savings)
    vapes?\b
    e cigarettes?\b
    vip signals\b
    trading signals\b
    guest articles?\b
    life insurance\b
    health insurance\b
    chatbots?\b
    ki chatbot\b
    branchenbuch\b
    werbeplatz
    eintrag ihrer\b
    umsatz\b
    обзвон\w*
    негатив\b
    плохих отзывов\b
    лид(?:ы|ов)\b
    szybka gotowka\b
    gotowk
    link\w* z mocnych
    competitors\b
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
    kampani\w+ google\b
    sklep\w* internetow\w* i\b
    linkaufbau\b
    """
)
