"""Providers: mailbox domains of portals, telecoms and regional ISPs that the library's list misses.

A domain stands here when anybody can have, or could have, a mailbox at it; one that only a company's own
people write from does not, and a telecom's head office mostly has another. Of a domain in `PROVIDERS` every
subdomain belongs to the provider too; in `CITIES` the subdomains are strangers' own.
"""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.words.listed import words

#: country: domains.
PROVIDERS: Final[Mapping[str, frozenset[str]]] = {
    "RU": words(
        """
        aha.ru atnet.ru bashnet.ru chel.surnet.ru comset.net convex.ru corbina.ru dvmail.ru e-mail.ru
        interzet.ru is74.ru isnet.ru khv.ru kis.ru mail.kht.ru mail.primorye.ru mail.spbnit.ru
        mail.wplus.net mtu-net.ru nnov.ru onego.ru online.ru online.vladivostok.ru orc.ru permonline.ru
        peterlink.ru peterstar.ru planet-a.ru r66.ru rin.ru rol.ru sampo.ru sandy.ru sendmail.ru
        surnet.ru tatais.ru tsk.ru udmnet.ru ufacom.ru ufanet.ru vlink.ru wplus.net nextmail.ru mtu.ru
        """
    ),
    "PL": words(
        """
        acn.waw.pl arena.pl aster.pl chello.pl dialog.net.pl eranet.pl fm.pl friko.pl gmx.pl hoga.pl
        hot.pl idea.net.pl inetia.pl kki.net.pl kki.pl ks.onet.pl multimo.pl orange.pl poczta-polska.pl
        post.pl pro.onet.pl serwus.pl student.pl telvinet.pl tenbit.pl tkb.pl vectrakrakow.pl x.wp.pl
        petrus.pl mail.pl netmail.pl poczta.neostrada.pl vip.wp.pl box43.pl vip.onet.pl
        """
    ),
    "DE": words(
        """
        alice-dsl.net bitel.net breitband.de cablemail.de callisto.de compuserve.de dokom.net e-mail.de
        emailn.de ewetel.de firemail.de freenetmail.de gelsennet.de hansenet.de helinet.de htp-tel.de
        iesy.net imail.de ish.de kabel-deutschland.de kabelbw.de lycos.de nexgo.de nordcom.net nwn.de
        okay.net primacom.net pyur.net saarmail.de smart-mail.de snafu.de studi.de superkabel.de
        surfeu.de swbmail.de t-email.de tele2.de telecolumbus.net teleos-web.de tesionmail.de tiscali.de
        unitymedia.de willytel.de wtnet.de ist-im-web.de unity-mail.de vr-web.de wolke7.net
        """
    ),
    "CZ": words(
        """
        1mail.cz cbox.cz chello.cz cmail.cz contactel.cz email.seznam.cz gaya.sk hotmail.cz inmail.cz
        mail.cz mujmail.cz mybox.cz netbox.cz nextra.sk orangemail.sk pobox.cz raz-dva.cz razdva.cz
        redbox.cz slovanet.sk szm.com tiscali.sk upcmail.cz vodafonemail.cz wo.cz worldonline.cz
        chello.sk upcmail.sk
        """
    ),
    "UA": words(
        """
        alkar.net bigmir.com farlep.net freemail.ua freemail.ukr.net hot.ua hotmail.ua inbox.ua inet.ua
        lds.net.ua list.ua mail.com.ua mksat.net optima.com.ua pochta.ua te.net.ua trifle.net uafm.com
        ukr.fm ukrtel.net utel.net.ua volia.ua fm.com.ua
        """
    ),
    "FR": words(
        """
        9business.fr 9online.fr aol.fr calixo.net canl.nc caramail.fr cegetel.net chello.fr coriolis.fr
        dartybox.com easynet.fr estvideo.fr evc.net francite.com hotmail.be ifrance.com infonie.fr
        k-net.fr lagoon.nc libertysurf.fr magic.fr mailo.com mailo.fr mailoo.org mediaserv.net
        modulonet.fr msn.fr neuf.com noos.fr nordnet.com nordnet.fr only.fr ozone.net sfr.net tele2.fr
        tiscali.fr vialis.net vivaldi.net wanadoo.com worldonline.fr ymail.fr zaclys.net zeop.re
        """
    ),
    "IT": words(
        """
        3mail.it alice.com arubapec.it blu.it cheapnet.it dacos.it freeinternet.it infinito.it inrete.it
        kataweb.it legalmail.it libero.com linkem.com mail.it mclink.it micso.net msn.it ngi.it pec.it
        pec.libero.it poste.it postecert.it tele2.it teleservice.it teletu.it tiscalinet.it tre.it
        trentino.net tuttopmi.it virgilio.com vodafone.it wind.it yahoo.com.it
        """
    ),
    "ES": words(
        """
        airtel.net arnet.es arrakis.es auna.com correo.es ctv.es eresmas.net euskalnet.net euskaltel.net
        gmx.es imaginanet.es jazzfree.com jazztel.es live.es menta.net mundo-r.com mundo-r.es
        navegalia.com orange.es ozu.es redestb.es retemail.es supercable.es tele2.es telecable.es
        telefonica.es.net tiscali.es vodafone.es vodafonemail.es wanadoo.com.es ya.com
        """
    ),
    "CN": words(
        """
        163.net 163vip.com 188.cn 21cn.com 21cn.net 263.net 263.net.cn 371.net chinaren.com etang.com
        hainan.net hexun.com hotmail.cn inbox.cn kaixin001.com mail.china.com online.sh.cn outlook.cn
        public.sta.net.cn public3.bta.net.cn sina.com.cn vip.163.com vip.sina.cn vip.sohu.com
        vip.sohu.net wo.cn x263.net
        """
    ),
    "BR": words(
        """
        algarnet.com.br aol.com.br bighost.com.br brturbo.com brturbo.com.br click21.com.br
        directnet.com.br globomail.com ibest.com.br itelefonica.com.br live.com.br matrix.com.br
        msn.com.br netpar.com.br netsite.com.br oi.com.br onda.com.br pop.com.br powerline.com.br
        sercomtel.com.br speedy.com.br superig.com.br uai.com.br veloxmail.com.br via-rs.net
        virtua.com.br ymail.com.br zaz.com.br
        """
    ),
    "IN": words(
        """
        airtelmail.com airtelmail.in aol.in asianetindia.com asianetonline.net bol.net.in bsnl.in
        dataone.in datamail.in eth.net hathway.com hathway.net hotmail.co.in in.com indiainfo.com
        mtnl.net.in sancharnet.in satyam.net satyam.net.in sify.com tataindicom.com touchtelindia.net
        vsnl.com vsnl.net vsnl.net.in zapak.com zapakmail.com zoho.in zohomail.in
        """
    ),
    "JP": words("au.com i.softbank.jp"),
}

#: Mailboxes under the name of a town or a region, where whole firms and offices have names below it.
CITIES: Final = words(
    "e1.ru karelia.ru kazan.ru lipetsk.ru mari-el.ru ngs.ru perm.ru sakhalin.ru tomsk.ru udm.ru lublin.pl"
)

#: Of the library's list: no stranger can have a mailbox there. Companies, universities, hosts that only send.
COMPANIES: Final = words(
    """
    about.com alibaba.com amazonses.com autoescuelanerja.com ballyfinance.com baudoinconsulting.com
    berlinexpo.de bmlsports.net bounces.amazon.com buyersusa.com casablancaresort.com centralpets.com
    cgac.es check.com cox.com deskpilot.com dnsmadeeasy.com docs.google.com doclist.bounces.google.com
    doityourself.com dragoncon.net ecbsolutions.net emailer.hubspot.com enel.net facebook.com
    furnitureprovider.com googlegroups.com calendar-server.bounces.google.com homestead.com
    icmsconsultants.com icrazy.com joelonsoftware.com kansascity.com legalactions.com liontrucks.com
    looksmart.com looksmart.co.uk looksmart.com.au mail.htl22.at medscape.com message.myspace.com
    metaping.com mlb.bounce.ed10.net money.net mosaicfx.com mydomain.com naplesnews.net nus.edu.sg
    oath.com onmilwaukee.com pacific-re.com playstation.sony.com plus.google.com postmaster.twitter.com
    reply.ticketmaster.com resource.calendar.google.com rvshop.com seguros.com.br soulfoodcookbook.com
    space.com techspot.com test.com test.de thewebpros.co.uk unican.es upf.org velocall.com
    violinmakers.co.uk wetrainbayarea.com
    """
)

#: Of the library's list: slips that somebody once typed, no provider's domain.
TYPED: Final = words("yaho.com vahoo.com sbcglbal.net")
