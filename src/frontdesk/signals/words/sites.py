"""Sites: labels of a field for the company's site, and sites on which everybody may have a page."""

from typing import Final

from frontdesk.signals.folding import fold
from frontdesk.signals.words.listed import words

_LABELS: Final = """
    site, website, web site, web, www, url, link, homepage, home page, domain, company website, company site,
    company url, your website, website url, site url, company domain, link to your website, your site,
    сайт, ваш сайт, адрес сайта, сайт компании, ссылка на сайт, веб сайт, вебсайт, укажите сайт, url сайта,
    домен, адрес вашего сайта, ссылка на ваш сайт, вебсайт компании, сайт компанії, адреса сайту,
    посилання на сайт, strona, strona www, strona internetowa, adres strony, adres www, strona firmowa,
    strona firmy, www firmy, witryna, adres strony www, link do strony, webseite, website der firma,
    firmenwebsite, internetseite, ihre website, ihre webseite, homepage der firma, internetadresse,
    site web, votre site, sitio web, pagina web, sito web, webova stranka, webove stranky
"""
#: Folded, letters only.
SITE_LABELS: Final = frozenset("".join(filter(str.isalpha, fold(label))) for label in _LABELS.split(","))

#: What lies there is a document, a profile or a shop window of somebody; as they are registered.
SHARED: Final = words("""
    google.com goo.gl youtube.com youtu.be facebook.com fb.com fb.me instagram.com linkedin.com
    twitter.com x.com t.me telegram.me telegram.org wa.me whatsapp.com vk.com vk.ru ok.ru dzen.ru tiktok.com
    pinterest.com behance.net dribbble.com figma.com notion.so notion.site miro.com trello.com dropbox.com
    wetransfer.com onedrive.com live.com sharepoint.com 1drv.ms icloud.com box.com github.com gitlab.com
    bitbucket.org bit.ly tinyurl.com calendly.com zoom.us loom.com canva.com airtable.com typeform.com
    amazon.com amazon.de ebay.com allegro.pl olx.pl etsy.com ozon.ru wildberries.ru avito.ru yandex.ru yadi.sk
    ya.ru clck.ru mail.ru taplink.cc linktr.ee medium.com habr.com reddit.com wikipedia.org apple.com
    microsoft.com office.com xing.com imgur.com prnt.sc vimeo.com slideshare.net clutch.co upwork.com
    fiverr.com freelancer.com hh.ru superjob.ru 2gis.ru
""")
