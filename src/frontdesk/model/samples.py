"""Samples: made-up leads that `check`, `preview` and the demo show, one for each thing that can happen.

Each is a form as a visitor would send it.
"""

from collections.abc import Mapping
from typing import Final

SAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "complete": {
        "first_name": "Maria",
        "last_name": "Lindqvist",
        "position": "Head of Operations",
        "company": "Lindqvist Logistics AB",
        "phone": "+46 8 123 456 78",
        "email": "maria@lindqvist-logistics.example",
        "business": "freight forwarding",
        "message": "We would like to see a customer portal with order tracking for our 40 dispatchers.",
    },
    "phone only": {
        "first_name": "Tomasz",
        "last_name": "Zieliński",
        "phone": "+48 512 345 678",
        "email": "tomasz.zielinski.pytanie@gmail.com",
        "message": "Proszę o telefon po 15:00.",
    },
    "basics only": {
        "first_name": "Nina",
        "email": "nina@hallberg-studio.example",
        "message": "How much is it for three people?",
    },
    "off-profile": {
        "first_name": "Ольга",
        "last_name": "Соколова",
        "position": "маркетолог",
        "company": "Студия Север",
        "phone": "+7 912 345-67-89",
        "email": "olga@studio-sever.example",
        "business": "реклама",
        "message": "Ищем подрядчика на разработку мобильных приложений и ведение SMM.",
    },
    "spam": {
        "first_name": "Best Traffic",
        "last_name": "Offer",
        "position": "CEO",
        "company": "RankBoost",
        "phone": "+1 202 555 0162",
        "email": "offer@rankboost.example",
        "business": "SEO",
        "message": "We sell backlinks and guaranteed first page rankings: https://rankboost.example/buy "
        "https://rankboost.example/deal",
    },
}
