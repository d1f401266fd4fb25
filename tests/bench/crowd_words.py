"""Crowd words: what the people of `crowd` are called and write, by language; parts that are put together."""

from typing import Final

#: language: first names; last names, a woman's behind the bar where it is another.
NAMES: Final = {
    "en": (
        "Ben Olivia James Emma Priya Oliver Grace Daniel Chloe Marcus Hannah Liam Zoe Ethan Ruth Samuel",
        "Cole Turner Patel Hughes O'Connor Bennett Singh Walker Reid Foster Sutton Marsh Doyle Whitfield",
    ),
    "ru": (
        "Ольга Сергей Анна Дмитрий Екатерина Алексей Мария Игорь Наталья Павел Юлия Артём Ирина Максим",
        "Соколов|Соколова Лебедев|Лебедева Морозов|Морозова Волков|Волкова Зайцев|Зайцева Орлов|Орлова",
    ),
    "pl": (
        "Tomasz Anna Piotr Katarzyna Marcin Agnieszka Paweł Małgorzata Krzysztof Joanna Łukasz Ewa Michał",
        "Zieliński|Zielińska Nowak Wójcik Kamiński|Kamińska Lewandowski|Lewandowska Szymański|Szymańska",
    ),
    "de": (
        "Ingrid Jürgen Sabine Stefan Katrin Uwe Birgit Thomas Anke Wolfgang Petra Markus Jana Florian",
        "Vogel Krause Schäfer Lehmann Köhler Weiß Brandt Hoffmann Neumann Seidel Böhm Jäger",
    ),
    "uk": (
        "Олександр Оксана Андрій Тетяна Богдан Ірина Тарас Наталія Юрій Світлана Володимир Людмила",
        "Шевченко Бондаренко Ковальчук Мельник Кравчук Ткаченко Гриценко Савчук Яременко",
    ),
    "cs": (
        "Jan Petra Tomáš Lucie Jiří Tereza Martin Veronika Ondřej Alena",
        "Novák|Nováková Dvořák|Dvořáková Svoboda|Svobodová Kučera|Kučerová Horák|Horáková",
    ),
    "fr": ("Camille Julien Sophie Antoine Élodie Nicolas", "Moreau Lefèvre Garnier Roussel Chevalier"),
    "es": ("Lucía Javier Carmen Alejandro Marta Pablo", "García Navarro Iglesias Molina Ortega"),
}
#: script: three parts of a last name that hardly anybody has: 1,920 and 2,100 of them.
RARE: Final = {
    "latin": (
        "Bar Cor Dal Fen Gar Hal Kes Lan Mor Nes Pal Ros Sel Tav Ver Wil",
        "a be di ga ko li ma no ri se ta vo",
        "bert der gan lin mann nas rek son ski ton",
    ),
    "cyrillic": (
        "Бар Вел Гор Дан Жил Зар Кал Лом Мар Нор Пол Руд Сав Тар Чер",
        "а бе до ги ка ли му но пи ре са та ше ю",
        "ев|ева ин|ина енко ов|ова ский|ская чук як ец ук ко",
    ),
}
#: language: country, national numbers (# is a digit), ending of domains, free mail providers.
HOMES: Final = {
    "en": ("US", ("+1 202 555 01##", "(202) 555-01##", "+44 20 7946 0###"), "com", "gmail.com outlook.com"),
    "ru": ("RU", ("+7 912 345-6#-##", "8 (912) 345 6# ##", "891234567##"), "ru", "mail.ru yandex.ru"),
    "pl": ("PL", ("512 345 ###", "+48 601-234-###", "+48 22 635 4# ##"), "pl", "gmail.com onet.pl wp.pl"),
    "de": ("DE", ("+49 30 23125###", "0170 123 4###", "+49 (0)89 123 4###"), "de", "gmx.de web.de"),
    "uk": ("UA", ("+380 50 123 1###", "050 123 1###"), "ua", "ukr.net gmail.com"),
    "cs": ("CZ", ("+420 601 234 ###", "602 345 ###"), "cz", "seznam.cz email.cz"),
    "fr": ("FR", ("+33 6 12 34 5# ##", "06 12 34 5# ##"), "fr", "orange.fr gmail.com"),
    "es": ("ES", ("+34 612 345 ###",), "es", "gmail.com hotmail.es"),
}
#: language: sentences of messages ({} is a number), put together at random.
SENTENCES: Final = {
    "en": (
        "We would like to see a customer portal with order tracking for our {} dispatchers.",
        "Could you send a quote for {} seats?",
        "Our current system is about {} years old and nobody maintains it any more.",
        "When could we talk about it, ideally in the afternoon?",
        "We have offices in {} cities and need one place for all documents.",
        "Please call me back, e-mail is slow at our company.",
        "Do you also integrate with SAP and with our warehouse's barcode scanners?",
    ),
    "ru": (
        "Ищем подрядчика на разработку личного кабинета для {} филиалов.",
        "Бюджет согласован, ждём звонка после обеда.",
        "Сколько будет стоить внедрение на {} пользователей?",
        "Сейчас всё ведём в таблицах, это неудобно и медленно.",
        "Нужна интеграция с 1С и с нашим складом, там около {} товаров.",
        "Пришлите, пожалуйста, коммерческое предложение и примеры работ.",
        "Нужна ли вам предоплата и как скоро вы можете начать?",
    ),
    "pl": (
        "Proszę o telefon po 15:00.",
        "Potrzebujemy sklepu internetowego z magazynem na {} produktów i z integracją z ERP.",
        "Dzień dobry, ile kosztuje wdrożenie dla {} osób?",
        "Obecny system ma już {} lat i trudno go rozwijać.",
        "Czy mogą Państwo przygotować ofertę do końca miesiąca?",
        "Mamy {} sklepów w całej Polsce i chcemy mieć jeden panel dla wszystkich.",
    ),
    "de": (
        "Wir suchen eine Lösung für unser Lager mit {} Stellplätzen.",
        "Bitte um ein Angebot und einen Termin in der nächsten Woche.",
        "Unsere bisherige Software wird nach {} Jahren nicht mehr gepflegt.",
        "Können Sie auch Schnittstellen zu DATEV und zu unserem Webshop anbieten?",
    ),
    "uk": (
        "Добрий день! Цікавить демо вашого продукту для {} користувачів, коли можна поговорити?",
        "Нам потрібен особистий кабінет для клієнтів та облік складу.",
        "Чи є у вас інтеграція з Новою поштою? Щодня маємо {} відправлень.",
        "Надішліть, будь ласка, комерційну пропозицію.",
    ),
    "cs": (
        "Dobrý den, máme zájem o ukázku systému pro {} uživatelů.",
        "Potřebujeme propojit e-shop se skladem, máme asi {} položek.",
        "Prosím o zavolání odpoledne.",
    ),
    "fr": (
        "Bonjour, nous cherchons un portail client pour {} utilisateurs.",
        "Pourriez-vous nous envoyer un devis et vos délais ?",
        "Notre logiciel actuel a plus de {} ans.",
    ),
    "es": (
        "Buenos días, necesitamos una aplicación web para {} empleados.",
        "¿Nos pueden enviar un presupuesto y los plazos?",
        "Trabajamos con {} tiendas y un solo almacén.",
    ),
}
SHORT: Final = {
    "en": ("Demo please", "Call me", "pricing?"),
    "ru": ("Хочу демо", "Перезвоните", "Цена?"),
    "pl": ("Proszę o kontakt", "Ile to kosztuje?"),
    "de": ("Bitte um Rückruf", "Preis?"),
    "uk": ("Зателефонуйте", "Скільки коштує?"),
    "cs": ("Prosím cenu",),
    "fr": ("Rappelez-moi",),
    "es": ("Precio?",),
}
POSITIONS: Final = {
    "en": ("CEO", "Head of Operations", "IT manager", "Marketing specialist", "Owner", "PA to the CEO"),
    "ru": ("Генеральный директор", "Руководитель отдела продаж", "маркетолог", "Владелец", "Инженер"),
    "pl": ("Prezes", "Kierownik magazynu", "Specjalista ds. zakupów", "Dyrektor IT", "właściciel"),
    "de": ("Geschäftsführer", "Leiter Einkauf", "Sachbearbeiterin", "IT-Leiter"),
    "uk": ("Директор", "Менеджер з закупівель", "Засновник"),
    "cs": ("Jednatel", "Vedoucí skladu"),
    "fr": ("Directeur général", "Responsable achats"),
    "es": ("Gerente", "Directora de marketing"),
}
BUSINESSES: Final = ("furniture", "logistics", "опт", "стройматериалы", "meble", "produkcja", "Handel")
BUDGETS: Final = ("40 000 EUR", "300 тыс. руб.", "$5k - $10k", "ok. 20 tys. zł", "10000", "not yet", "1 млн")
DEADLINES: Final = ("ASAP", "3 months", "до конца года", "w ciągu miesiąca", "Q2", "nächstes Jahr")
COMPANIES: Final = str.split(
    "Nordwind Lumen Kontora Vertex Baltika Meridian Sever Polmar Optik Agrotek Delfin Kaskad Orion Tempo "
    "Rubikon Zenit Prima Brama Helios Iskra Karat Largo Mosaik Novum Omega Pallas Quanta Ritmo Solar Alfa"
)
LEGAL: Final = {"en": "Ltd", "ru": "ООО", "pl": "Sp. z o.o.", "de": "GmbH", "uk": "ТОВ", "cs": "s.r.o."}
ADVERTS: Final = (
    "We offer guest posts with do-follow backlinks on {} sites with high DA. "
    "Boost your rankings on Google now! https://best-seo-{}.example",
    "Здравствуйте! Предлагаем продвижение вашего сайта в ТОП-10 за {} дней, "
    "база из {} email-адресов со скидкой.",
)
