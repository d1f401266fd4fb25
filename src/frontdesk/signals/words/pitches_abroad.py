"""Pitches abroad: those of `pitches` in Russian, Polish and German, one a line."""

from typing import Final

ABROAD: Final = r"""
    продвижени\w+ (?:вашего|вашей|ваших|вам)
    продвин\w+ ваш
    выве\w+ (?:ваш|вас|ваше)\w* (?:\w+ ){0,2}(?:в|на) (?:топ|перв)
    ваш бизнес теряет\b
    удалим негатив\b
    обзвон\w* вашеи баз
    лидогенераци\w* для ваш
    топ ?10\b
    в топ(?:е)? (?:яндекс|google|гугл|поиск)
    оплат\w+ за результат
    занимаемся (?:seo )?(?:продвижени|раскрутк)
    занимаюсь (?:seo )?(?:продвижени|раскрутк|созданием саит)
    готовы вывести\b
    готов вывести\b
    приведем (?:\w+ )?клиентов\b
    приведу (?:\w+ )?клиентов\b
    клиентов в ваш бизнес\b
    настроим (?:\w+ ){0,2}(?:директ|таргет|реклам)
    настрою (?:\w+ ){0,2}(?:директ|таргет|реклам)
    первая неделя бесплатно\b
    пишем (?:\w+ )?отзывы\b
    отзыв\w* на (?:яндекс|google|гугл|2гис|авито|картах|отзовик)
    поднимем (?:ваш|рейтинг|саит)
    для вашего (?:бизнеса|саита) (?:мы|я|есть|сделаем|предлага)
    увелич\w+ (?:\w+ ){0,2}(?:клиентов|заявок|продаж|посещаемость|трафик|прибыл)
    бесплатн\w+ (?:\w+ )?(?:аудит|анализ)
    аудит вашего саит
    посмотре\w+ (?:на )?ваш саит
    изучил\w* ваш саит
    проанализировал\w* ваш саит
    на вашем саите (?:\w+ ){0,3}(?:ошиб|недочет|проблем)
    нашел (?:\w+ ){0,3}(?:ошиб|недочет)
    нашли (?:\w+ ){0,3}(?:ошиб|недочет)
    вы теряете (?:\w+ ){0,2}(?:клиент|заяв|деньг|продаж)
    теряете (?:\w+ ){0,2}(?:клиент|заяв|деньг)
    пришл(?:ем|ю) (?:\w+ ){0,2}(?:портфолио|аудит|коммерческое|примеры|прайс)
    разработаем (?:для )?(?:вас|вам|ваш)
    создадим (?:для )?(?:вас|вам|ваш)
    сделаем (?:для )?(?:вас|вам|ваш|бесплатн|такую же)
    саит\w* под ключ (?:\w+ ){0,2}(?:за|от|всего) \d
    прогон\w* по (?:форум|каталог|саит|баз)
    вечные ссылки
    трастов\w+ (?:саит|ссыл|площад)
    размещени\w+ (?:\w+ )?(?:вечн\w+ )?ссыл
    рассылк\w+ по форм
    рассылк\w+ (?:вашего|вашей|ваших) (?:предложени|реклам)
    отправлен\w* через форму
    через форм\w+ обратнои связи
    по \d[\d ]* саит
    баз\w+ (?:данных )?(?:компании|предприятии|фирм|организации) (?:россии|рф|с |по)
    продаю баз
    продаем баз
    настро\w+ (?:яндекс ?директ|контекстн\w+ рекламу) (?:для вас|под ключ|за)
    zauwazyl(?:em|am|ismy), ze (?:nie |panstwa|wasza|twoja)
    przeanalizowal\w* (?:panstwa|wasza|twoja) stron
    sprawdzil\w* (?:panstwa|wasza|twoja) stron
    obejrzal\w* (?:panstwa|wasza|twoja) stron
    odwiedzil\w* (?:panstwa|wasza|twoja) stron
    panstwa (?:strona|witryna|firma)(?: \w+){0,2} nie (?:jest|pojawia|zajmuje|wyswietla)
    twoja (?:strona|witryna|firma)(?: \w+){0,2} nie (?:jest|pojawia|zajmuje|wyswietla)
    pierwszej stron\w+ (?:w )?(?:google|wyszukiwar)
    pierwsza strone (?:w )?google
    pozycjonowani\w+ (?:\w+ ){0,2}(?:panstwa|twojej|waszej|z gwarancja)
    zajmujemy sie (?:tworzeniem|pozycjonowaniem|projektowaniem|kampaniami|reklama|marketingiem)
    zajmuje sie (?:tworzeniem|pozycjonowaniem|projektowaniem|kampaniami|reklama|marketingiem)
    przygotujemy dla (?:panstwa|ciebie|was) (?:\w+ )?(?:bezplatn|darmow|ofert|strategi)
    chcesz (?:miec )?wiecej klientow\b
    zdobadz wiecej klientow\b
    wiecej klientow (?:z|dzieki|dla) (?:google|internetu|twojej|panstwa)
    zadbamy o (?:twoja|panstwa|wasza)
    wizytowk\w+ google\b
    linki seo\b
    link\w* z mocnych (?:polskich )?(?:domen|stron)
    opinie google\b
    darmow\w+ (?:audyt|analiz)
    bezplatn\w+ (?:audyt|analiz)
    gwarancj\w+ (?:efekt|rezultat|pozycj)
    stworzymy (?:dla )?(?:ciebie|was|panstwa)
    wykonamy (?:dla )?(?:ciebie|was|panstwa)
    strone internetowa juz od
    stron\w+ internetow\w+ (?:\w+ ){0,2}od \d
    zwiekszymy (?:\w+ ){0,2}(?:ruch|sprzedaz|widocznosc|liczbe)
    zwieksz (?:\w+ ){0,2}(?:ruch|sprzedaz|widocznosc)
    link\w* dofollow
    artykul\w* sponsorowan\w* (?:\w+ )?(?:z linkiem|na (?:panstwa|waszej))
    cen\w+ (?:publikacji|artykulu|linku) (?:na|w) (?:panstwa|waszej|twojej)
    baz\w+ (?:mailow|adresow|e ?mail)\w* firm
    baz\w+ (?:firm|b2b) (?:z |\d|do mailingu)
    tys\w* rekordow
    wyslan\w+ przez formularz
    ihre (?:web ?seite|website|homepage|internetseite|seite)(?: \w+){0,4} (?:nicht|veraltet|schlecht)
    bringen (?:wir )?(?:ihre|sie) (?:\w+ ){0,2}(?:auf|nach)
    ersten? seite (?:bei|von|in) google
    auf der ersten seite
    unternehmen wie (?:ihres|ihrem|ihr|das ihre)\b
    firmen wie (?:ihre|ihrer|die ihre)\b
    planbar (?:neukunden|anfragen|kunden|neue)
    neukunden (?:uber|fur|durch|mit) (?:social|google|sie|ihr|linkedin)
    mehr (?:kunden|anfragen|sichtbarkeit|umsatz|bewerber) (?:fur|durch|uber|mit|aus)
    google bewertungen kaufen\b
    bewertungen (?:bei google )?kaufen\b
    gunstige back ?links?\b
    kaufen ihre domain\b
    eintrag ihrer firma\b
    steigern sie (?:ihren|ihre) (?:umsatz|verkaufe|sichtbarkeit|reichweite)
    platz 1\b
    ihre (?:web ?seite|website|homepage) (?:angesehen|analysiert|besucht|gepruft)
    kostenlos\w* (?:seo|analyse|webseiten|website)
    darf ich ihnen (?:\w+ ){0,4}(?:angebot|analyse|beispiele|informationen)
    entwickeln wir (?:ihnen|ihre|fur sie)
    erstellen (?:wir )?(?:ihnen|ihre|fur sie)
    gestalten (?:wir )?(?:ihnen|ihre|fur sie)
    homepage (?:zum festpreis|ab \d)
    zum festpreis ab
    gastartikel\b
    gastbeitr
    back ?links? auf ihrer
    mehr besucher (?:fur|auf) ihre
    uber ihr kontaktformular
    """
