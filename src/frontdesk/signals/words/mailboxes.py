"""Mailboxes: providers of free mail that the library's list misses, and shared mailboxes."""

from typing import Final

from frontdesk.signals.words.listed import words

#: Free mail, chiefly of Russia, Ukraine, Belarus, Poland, Germany, Czechia and their neighbours.
FREE: Final = words(
    """
    ya.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.uz yandex.com.tr yandex.com.ge
    narod.ru mail.ru inbox.ru list.ru bk.ru internet.ru xmail.ru vk.com mail.ua rambler.ru
    rambler.ua lenta.ru ro.ru autorambler.ru myrambler.ru rambler.com hotbox.ru pochta.ru pochta.com
    fromru.com front.ru krovatka.su land.ru mail15.com mail333.com pisem.net pochtamt.ru pop3.ru
    rbcmail.ru smtp.ru nm.ru newmail.ru nightmail.ru hotmail.ru km.ru freemail.ru
    qip.ru sibmail.com chat.ru aport.ru ukr.net i.ua ua.fm meta.ua bigmir.net
    email.ua 3g.ua online.ua voliacable.com ukrpost.ua ukrpost.net tut.by mail.by open.by inbox.by
    mail.kz nur.kz bk.kz inbox.lv inbox.lt inbox.eu mail.ee hot.ee online.ee one.lt takas.lt
    delfi.lt apollo.lv e-apollo.lv tvnet.lv mail.bg abv.bg gbg.bg dir.bg wp.pl o2.pl tlen.pl go2.pl
    prokonto.pl onet.pl onet.eu op.pl vp.pl poczta.onet.pl poczta.onet.eu onet.com.pl spoko.pl
    interia.pl interia.eu interia.com poczta.fm intmail.pl gazeta.pl amorki.pl autograf.pl
    buziaczek.pl opoczta.pl adres.pl poczta.pl int.pl vip.interia.pl pisz.to ogarnij.se pacz.to
    neostrada.pl toya.net.pl vectra.pl upcpoczta.pl plusnet.pl republika.pl poczta.wp.pl wp.eu w.pl
    1gb.pl gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.eu gmx.org gmx.info gmx.biz gmx.fr gmx.co.uk
    web.de email.de t-online.de t-online.com magenta.de freenet.de freemail.de arcor.de online.de
    1und1.de vodafone.de vodafonemail.de kabelmail.de unitybox.de unity-mail.de o2online.de alice.de
    alice-dsl.de aol.de ok.de live.de outlook.de hotmail.de yahoo.de ymail.de mailbox.org posteo.de
    posteo.net posteo.eu posteo.org tutanota.de tutanota.com tutamail.com tuta.io tuta.com
    keemail.me mail.de directbox.com directbox.de onlinehome.de ewe.net ewetel.net netcologne.de
    osnanet.de versanet.de m-net.de mnet-mail.de mnet-online.de gmx.li bluewin.ch bluemail.ch
    hispeed.ch sunrise.ch quickline.ch swissonline.ch chello.at aon.at a1.net utanet.at inode.at
    drei.at kabsi.at liwest.at seznam.cz email.cz post.cz spoluzaci.cz stream.cz firmy.cz centrum.cz
    centrum.sk atlas.cz atlas.sk volny.cz tiscali.cz quick.cz iol.cz o2active.cz klikni.cz pobox.sk
    azet.sk post.sk zoznam.sk szm.sk stonline.sk inmail.sk mail.t-com.sk email.sk freemail.hu
    citromail.hu indamail.hu vipmail.hu t-online.hu upcmail.hu mailbox.hu chello.hu digikabel.hu
    yahoo.ro clicknet.ro rdslink.ro mail.md libero.it virgilio.it alice.it tin.it tim.it inwind.it
    iol.it tiscali.it email.it fastwebnet.it aruba.it orange.fr wanadoo.fr free.fr sfr.fr
    laposte.net neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr voila.fr telenet.be
    skynet.be proximus.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl xs4all.nl
    casema.nl upcmail.nl tele2.nl live.nl hotmail.nl telefonica.net terra.es ono.com movistar.es
    sapo.pt iol.pt clix.pt netcabo.pt mail.pt telia.com bredband.net comhem.se spray.se tele2.se
    home.se online.no frisurf.no hotmail.no live.no jubii.dk mail.dk stofanet.dk ofir.dk tdcadsl.dk
    kolumbus.fi luukku.com elisanet.fi pp.inet.fi suomi24.fi btinternet.com talktalk.net sky.com
    virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk o2.co.uk live.co.uk outlook.ie
    eircom.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
    earthlink.net optonline.net frontier.com roadrunner.com rr.com juno.com netzero.net
    windstream.net rogers.com shaw.ca sympatico.ca telus.net bigpond.com bigpond.net.au
    optusnet.com.au iinet.net.au xtra.co.nz gmail.com googlemail.com hotmail.com hotmail.co.uk
    hotmail.fr hotmail.it hotmail.es outlook.com outlook.fr outlook.it outlook.es outlook.pt
    outlook.cz outlook.hu outlook.com.br live.com live.ru live.fr live.it msn.com passport.com
    windowslive.com yahoo.com yahoo.co.uk yahoo.fr yahoo.it yahoo.es yahoo.pl yahoo.in yahoo.co.in
    yahoo.com.br yahoo.com.ar yahoo.com.mx yahoo.ca yahoo.co.jp ymail.com rocketmail.com myyahoo.com
    icloud.com me.com mac.com privaterelay.appleid.com aol.com aim.com proton.me protonmail.com
    protonmail.ch pm.me fastmail.com fastmail.fm hey.com duck.com mozmail.com hushmail.com
    zohomail.com zohomail.eu zoho.com mail.com email.com usa.com europe.com engineer.com
    consultant.com disroot.org riseup.net runbox.com startmail.com mailfence.com cock.li skiff.com
    simplelogin.com anonaddy.com addy.io hanmail.net daum.net naver.com nate.com kakao.com qq.com
    foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn
    docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com indiatimes.com uol.com.br bol.com.br
    terra.com.br ig.com.br globo.com r7.com walla.co.il walla.com netvision.net.il mynet.com
    hotmail.com.tr superonline.com
    """
)

#: So big that nobody need ask whether they take mail.
SURE: Final = words(
    """
    gmail.com googlemail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.it hotmail.es hotmail.de outlook.com
    outlook.de outlook.fr outlook.es outlook.it live.com msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de
    yahoo.es yahoo.it yahoo.com.br yahoo.co.in yahoo.co.jp ymail.com icloud.com me.com mac.com aol.com
    proton.me protonmail.com pm.me fastmail.com zoho.com mail.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de
    t-online.de freenet.de posteo.de mailbox.org mail.ru bk.ru list.ru inbox.ru internet.ru yandex.ru ya.ru
    yandex.com yandex.by yandex.kz rambler.ru wp.pl o2.pl onet.pl onet.eu op.pl vp.pl interia.pl interia.eu
    gazeta.pl poczta.onet.pl seznam.cz email.cz post.cz centrum.cz atlas.cz ukr.net i.ua meta.ua orange.fr
    wanadoo.fr free.fr sfr.fr laposte.net libero.it virgilio.it alice.it tiscali.it qq.com foxmail.com 163.com
    126.com sina.com sohu.com naver.com uol.com.br bol.com.br terra.com.br rediffmail.com comcast.net att.net
    verizon.net btinternet.com bluewin.ch
    """
)

#: Below a provider's domain, but of those who work there.
STAFF: Final = words("corp.mail.ru firma.seznam.cz staff.aruba.it staff.sina.com.cn corp.globo.com")

#: Mailboxes of many people, before the @.
ROLES: Final = words(
    """
    abuse account accountant accounting accounts accountspayable admin admins administration administrator
    ask billing booking bookings career careers commercial compliance contact contacts contactus
    customercare customers customerservice department dept desk direction director donotreply email
    enquiries enquiry events export feedback finance firma frontdesk general hello help helpdesk hi
    hostmaster hr inbox info information inquiries inquiry investor investors invoice invoices invoicing it
    jobs legal logistics mail mailbox mailer-daemon mailerdaemon management manager marketing media news
    newsletter no-reply noreply offers office online order orders partners partnership partnerships payments
    post postmaster pr press privacy procurement projects purchase purchasing quotes reception recruiting
    recruitment registration reservation reservations root sale sales security sender service services shop
    sport store studio subscribe support team tech technical tender tenders trade training vacancies
    warehouse webmaster welcome wholesale work do-not-reply
    buh buhgalter buhgalteria buhgalteriya direktor dogovor dogovora kadry klient klienty kontakt kontakty
    ofis ok opt otdel otdelkadrov otdelprodazh pisma pochta pokupka priemnaya prodazha prodazhi rabota
    reklama sbyt sekretar sklad snab snabzhenie tendery torgi vakansii zakaz zakazy zakupka zakupki zayavka
    zayavki
    administracja biuro dzialhandlowy faktura faktury handel handlowy hurt iod ksiegowosc logistyka obsluga
    oferta oferty poczta praca recepcja reklamacje rekrutacja rezerwacja rezerwacje rodo sekretariat serwis
    sklep sprzedaz zakupy zamowienia zamowienie zapytania zapytanie zarzad
    anfrage anfragen bestellung bestellungen bewerbung bewerbungen buchhaltung buero datenschutz einkauf
    empfang geschaeftsfuehrung geschaeftsleitung kundendienst kundenservice personal presse rechnung
    rechnungen technik termin termine verkauf vertrieb verwaltung werkstatt zentrale
    administracion atencionalcliente clientes comercial compras consultas contacto direccion empleo
    facturacion gerencia hola pedidos prensa recepcion rrhh secretaria soporte tienda ventas
    accueil achat achats administratif bonjour commande commandes compta comptabilite devis emploi
    facturation recrutement rh sav secretariat secretary serviceclient ventes
    acquisti amministrazione assistenza ciao clienti commerciale contatti contato direzione fattura
    fatturazione fatture lavoraconnoi ordini personale prenotazioni preventivi segreteria ufficio
    ufficiotecnico vendite
    dotazy fakturace fakturacia kariera objednavka objednavky obchod podatelna poptavka poptavky prace
    prodej recepce reklamace servis uctarna ucetni iletisim sekretariaat
    """
)

#: What may stand beside a role: info.pl, sales-uk, office2, do-not-reply.
BESIDE: Final = words(
    "by ceo com cz de do en es eu eur fr global group hq int international intl it kz main msk nl not our pl "
    "reply ru spb the ua uk us usa your"
)
