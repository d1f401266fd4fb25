"""Mailboxes: providers of free mail that the library's list misses, typing slips, and shared mailboxes."""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.words.listed import words

#: Free mail, chiefly of Russia, Ukraine, Belarus, Poland, Germany, Czechia and their neighbours.
FREE: Final = words(
    """
    ya.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.uz yandex.com.tr yandex.com.ge
    narod.ru mail.ru inbox.ru list.ru bk.ru internet.ru xmail.ru vk.com mail.ua rambler.ru
    rambler.ua lenta.ru ro.ru autorambler.ru myrambler.ru rambler.com hotbox.ru pochta.ru pochta.com
    fromru.com front.ru krovatka.su land.ru mail15.com mail333.com pisem.net pochtamt.ru pop3.ru
    rbcmail.ru smtp.ru nm.ru newmail.ru nightmail.ru hotmail.ru km.ru freemail.ru e1.ru ngs.ru
    qip.ru sibmail.com tomsk.ru mail.mipt.ru chat.ru aport.ru ukr.net i.ua ua.fm meta.ua bigmir.net
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

#: The providers whose names are mistyped most; a slip of one letter is taken for one of them.
BIG: Final = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "yahoo.com",
    "protonmail.com",
    "yandex.ru",
    "rambler.ru",
    "interia.pl",
    "t-online.de",
    "freenet.de",
    "seznam.cz",
)

#: Endings typed by mistake, and what was meant.
SLIPS: Final[Mapping[str, str]] = {
    **dict.fromkeys(words("con cmo ocm comm vom xom cpm cim clm coom om cm co copm cvom"), "com"),
    **dict.fromkeys(words("ri tu rru ruu eu"), "ru"),
    **dict.fromkeys(words("lp pll ppl pk"), "pl"),
}

#: Mailboxes of many people, before the @.
ROLES: Final = words(
    """
    abuse account accounting accounts admin administracja administration administrator anfrage
    anfragen ask bewerbung billing biuro buchhaltung career careers commercial compliance contact
    contactus contacto contato contatti customerservice customercare desk direction director einkauf
    email enquiries enquiry events export faktury feedback finance firma frontdesk general hello
    help helpdesk hi hostmaster hr iletisim info info1 information inbox inquiries inquiry investor
    it jobs kadry kontakt kontakty ksiegowosc kundenservice legal mail mailbox mailer-daemon
    management manager marketing media news newsletter no-reply noreply obchod office offers oferta
    oferty online order orders pisma poczta podatelna post postmaster praca pr presse press privacy
    recepcja reception recruiting recruitment registration reservations root rrhh rezerwacja sales
    sale sekretariat sekretariaat secretariat secretary security sender serwis service services
    servis shop sklep sprzedaz sport subscribe support studio team tech tender tenders verkauf
    vertrieb ventas vendite ventes webmaster welcome work zakaz zakupy zamowienia zapytania zakupki
    zentrale
    """
)
