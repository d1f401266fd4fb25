"""Name adverts: words of adverts that are typed into name fields."""

from typing import Final

from frontdesk.signals.words.listed import words

#: Words of adverts: two of them, or one with money or a link, and it is no name.
ADVERT: Final = words(
    """
    buy cheap cheapest followers likes views traffic seo backlinks backlink ranking rank rankings casino
    betting bet poker slots viagra cialis pills pharmacy loan loans credit crypto bitcoin btc ethereum forex
    invest investment profit profits earn earning earnings money cash income free bonus discount discounts
    promo promotion offer offers deal deals sale click subscribe visit website websites web design marketing
    best top guaranteed guarantee online dating sex porn xxx adult hot girls escort win winner prize lottery
    jackpot day now here today fast easy work home job vacancy replica watches wholesale раскрутка продвижение
    сайт сайта сайтов недорого дешево быстро купить куплю продам продажа заказать заказ скидка скидки акция
    распродажа кредит кредиты займ займы казино ставки заработок заработай заработать доход бонус бесплатно
    бесплатный подписчики подписчиков лайки накрутка реклама рекламу рассылка рассылки база базы знакомства
    интим секс порно крипта биткоин инвестиции прибыль деньги выигрыш приз лучший цены цена доставка
    seo-продвижение создание разработка услуги работа вакансия tanio tanie kup kupię sprzedam pozycjonowanie
    stron strony pożyczka pożyczki kredyt kredyty chwilówka zarabiaj zarobek zarobki pieniądze darmowe darmowy
    promocja rabat okazja kasyno zakłady obserwujący lajki reklama günstig billig kaufen verkaufen kostenlos
    kredit kredite gewinn geld verdienen günstige schnell schufa abnehmen nebenjob gratis geschenk rabatt
    angebot werbung verdienst reich sofort darlehen sofortkredit szybko szybki szybka szybkie bik zarabianie
    chwilówki zdalna dodatkowa reklamy linki zyskaj wygraj ganhe ganhar dinheiro casa grátis empréstimo
    crédito promoção oferta desconto lucro renda extra compre seguidores trabalhe agora rápido gane ganar
    dinero préstamo préstamos rápidos ofertas descuento apuestas desde compra barato baratos posicionamiento
    inversión gagnez gagner argent rapidement prêt prêts crédits gratuit gratuits rencontre rencontres
    référencement maigrir investissez achetez facile guadagna guadagnare soldi subito prestito prestiti sconto
    scommesse offerta casinò finanziamento vydělejte vydělat peníze půjčka půjčky rychle levně sleva zdarma
    úvěr nabídka výhra kazan kazanın para hızlı kredi bahis ucuz indirim bedava takipçi beğeni fırsat ücretsiz
    кредити позика позики швидко заробіток гроші просування сайту сайтів знижка знижки казіно безкоштовно
    реклами підписники виграш ціни топ ключ сайты создам сделаю накрутим подписчик залог залога онлайн вклады
    процент процентов срочно вывод долгов банкротство долги instagram tiktok youtube facebook google telegram
    subscribers rates services your website's fund funding rich millionaire trading trader weight keto cbd vpn
    nude nudes hookup singles hosting domain domains
    """
)
#: Words of adverts that are no name of anybody: one of them is enough in a line of three words.
GOODS: Final = words(
    """
    casino viagra cialis bitcoin btc ethereum crypto forex seo backlinks backlink followers porn xxx escort
    jackpot lottery loan loans kredit kredite kredyt kredyty pożyczka pożyczki chwilówka chwilówki prestito
    prestiti préstamo préstamos empréstimo prêt казино кредит кредиты займ займы крипта биткоин накрутка
    подписчики порно ставки раскрутка kasyno půjčka půjčky kredi bahis скидки скидка розпродаж распродажа
    позика кредити dinheiro dinero argent soldi pieniądze деньги гроші geld peníze seguidores takipçi
    заработок заработать доход заробіток zarobek zarobki
    """
)
