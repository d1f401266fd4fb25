"""Scams: get-rich adverts, casinos, lenders without questions, adult sites, false alarms.

Patterns for folded text, as in `adverts`. A licensed casino or a lender may be a customer: one alone proves
nothing.
"""

from typing import Final

from frontdesk.signals.words.listed import Wordings

#: Nobody asks for a demo in these words.
ALONE: Final = Wordings(
    r"""
    earn (?:up to )?\$ ?\d
    make (?:up to )?\$ ?\d
    made \$ ?\d
    per day with
    make money (?:online|fast|from)\b
    financial freedom\b
    guaranteed (?:profit|income|returns?)\b
    trading (?:robot|bot|signals)\b
    account has been credited\b
    withdraw your\b
    claim your (?:offer|prize|reward|bonus|funds|bitcoin|btc)\b
    transfer\. (?:go|get|confirm) (?:to|it)
    invest from \$
    online casinos? (?:slots|real|bonus|no deposit)
    slots real money\b
    play slots\b
    first deposit\b
    no deposit\b
    unsecured (?:business )?(?:loan|funding|credit)
    bad credit\b
    no credit check\b
    no credit card\b
    pre approved for\b
    working capital\?
    loans and project funding\b
    interest rate per annum\b
    no collateral\b
    you have been selected\b
    grant of \$
    send your details\b
    get \$ ?\d+ bonus\b
    beautiful (?:\w+ )?(?:women|girls|ladies)\b
    girl looking for\b
    looking for a serious man\b
    serious (?:man|relationship)\b
    brand name in china\b
    order my gig\b
    porn and\b
    creditors?\b and debt
    debt (?:relief|consolidation)\b
    crypto (?:recovery|wallet recovery)
    recover (?:your )?(?:lost|stolen) (?:bitcoin|crypto|funds|money)
    hacker\b
    black magic\b
    promo ?code\b
    instant (?:withdrawal|payout)
    increase testosterone\b
    xxx\b
    late husbands?\b
    widow (?:suffering|from|of)\b
    suffering from cancer\b
    wish to donate\b
    vip signals\b
    signals group\b
    about to explode\b
    next of kin\b
    the beneficiary\b
    deceased (?:client|customer)
    million (?:us |united states )?dollars\b
    hot (?:singles|girls|milf)
    singles in your\b
    sex (?:dating|chat|cam|tonight)
    free sex\b
    nude (?:photo|pic|video)
    without prescription\b
    replica (?:watches|bags|rolex|handbags)
    my copyrighted\b
    copyrighted images\b
    search engine registration\b
    expiration notice\b
    to avoid (?:suspension|termination|cancellation)
    open the attached invoice\b
    smm panel\b
    unlimited (?:targeted )?traffic\b
    work from home and earn\b
    free spins\b
    casino bonus
    buy (?:cheap )?(?:backlinks|followers|viagra|cialis)\b
    passive income\b
    double your (?:bitcoin|money|income)
    заработ\w+ (?:без вложении|в интернете|от \d|на дому)
    бонус\w* за регистрацию\b
    онлаин казино\b
    заработать (?:на ставках|в интернете|без|от \d)
    договорн\w+ матч
    диплом любого\b
    диплом\w* (?:с занесением|без предоплаты|вуза)
    с занесением в реестр\b
    заим на карту\b
    без отказа\b
    деньги в долг\b
    ставк\w+ на спорт
    порно видео\b
    заработок (?:в теле|в интернете|от \d|на дому|без)
    рублеи в день\b
    новым игрокам\b
    рабочее зеркало\b
    казино (?:зеркало|рабочее|бонус|официальн)
    фриспин
    интим\b
    секс знакомств
    знакомств\w* в твоем город
    деньги под залог\b
    без справок\b
    плох\w+ кредитн
    помощь в получении кредит
    без вложении\b
    инвестируи\w* (?:в|от)
    пассивн\w+ доход
    bez bik\b
    bez zaswiadczen\b
    zainwestuj\b
    zl dziennie\b
    bez zdolnosci\b
    decyzja w \d+ minut
    chwilowk\w+ (?:online|bez)
    kredyt gotowkowy\b
    bez (?:baz|poreczycieli)\b
    frauen in (?:deiner|ihrer) nahe
    heise frauen\b
    heisse frauen\b
    szybka gotowka\b
    gotowka na dowod\b
    bez formalnosci\b
    ohne schufa\b
    sofortauszahlung\b
    passives? einkommen\b
    euro am tag\b
    verdienen sie (?:bis|\d)
    darmow\w+ spin
    zarabiaj (?:przez|w|online|z)\b
    zarabianie w internecie\b
    bonus bez depozytu\b
    """
)
