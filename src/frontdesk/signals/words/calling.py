"""Calling: what says that digits in a message are a number to call, and what says that they are not.

Beginnings of words as patterns, compared without case.
"""

from typing import Final

#: Somebody is to be called.
CALLING: Final = (
    "tel", "phone", "mobile", "cell", "call", "ring ", "dial", "whats ?app", "viber", "telegram", "signal",
    "reach me", "contact", "text me", "sms", "number is", "my number", "тел", "моб", "сот[.ов]", "звон",
    "позвон", "набер", "набрать", "перезвон", "связ", "ват?сап", "вайбер", "мой номер", "номер для",
    "мой н[.:]", "смс", "дзвон", "подзвон", "зателефон", "мій номер", "зв'яз", "зв’яз", "dzwoń", "dzwoni",
    "zadzwoń", "zadzwoni", "oddzwo", "kom[.:]", "kom ", "komórk", "komork", "kontakt", "numer to",
    "mój numer", "moj numer", "pod numer", "handy", "mobil", "anruf", "rufen", "rückruf", "rueckruf",
    "erreich", "nummer ist", "meine nummer", "appel", "rappel", "portable", "joindre", "mon numéro",
    "joignable", "llám", "llam", "móvil", "movil", "teléf", "celular", "mi número", "mi numero", "ligar",
    "ligue", "telem", "telef", "meu número", "meu numero", "chiam", "cellulare", "mio numero", "zavol",
    "volejte", "moje číslo", "telefón", "numaram", "ara(?:y|r)", "cep", "hív", "telefoon", "bellen",
    "ring på", "电话", "手机", "电話", "電話", "전화", "טלפון", "هاتف", "جوال", "फ़ोन", "फोन",
)  # fmt: skip

#: What other long numbers are called: taxes, banks, orders, documents.
OTHERWISE: Final = (
    "инн", "кпп", "огрн(?:ип)?", "окпо", "бик", "снилс", "р/с", "к/с", "сч[её]т", "расч[её]тн", "заказ",
    "договор", "накладн", "артикул", "арт", "заявк", "лот", "трек", "код", "єдрпоу", "рнокпп", "іпн",
    "едрпоу", "замовлення", "рахунок", "паспорт", "серия", "серийн", "nip", "regon", "krs", "pesel", "iban",
    "konto", "kont", "rachun", "bic", "swift", "faktur", "zamówieni", "zamowieni", "umow", "paczk", "przesył",
    "vat", "ust-?id", "steuer(?:nummer|nr)?", "rechnung", "rechnungsnummer", "bestell(?:ung|nummer|nr)?",
    "auftrag", "kundennummer", "kunden-?nr", "artikel(?:nummer|nr)?", "vertrag", "siret", "siren", "tva",
    "commande", "facture", "cif", "nif", "dni", "pedido", "factura", "cnpj", "cpf", "fatura", "p\\.? ?iva",
    "ordine", "fattura", "ičo?", "dič", "ico", "dic", "objednáv", "faktúr", "vergi", "sipariş", "order",
    "invoice", "ticket", "ref", "reference", "contract", "serial", "sku", "art", "isbn", "ean", "gtin", "tax",
    "account", "acct", "tracking", "parcel", "shipment", "case", "item", "model", "version", "part", "po",
    "id", "imei", "vin", "duns", "kvk", "ein", "ssn", "passport", "licen[cs]e", "budget", "бюджет", "budżet",
    "zip", "index", "индекс",
    "(?:order|invoice|ticket|contract|account|serial|tax|item|part|tracking|customer) (?:no|nr|number|id)",
    "(?:номер|№|н) (?:заказа|договора|сч[её]та|заявки|накладной|карты|полиса)",
    "(?:numer|nr) (?:zamówienia|zamowienia|faktury|umowy|konta|paczki|klienta|rachunku|nip|regon|krs)",
)  # fmt: skip

#: What is counted or paid.
UNITS: Final = (
    "usd", "eur", "euros?", "dollars?", "pln", "zł", "zl", "złotych", "rub", "руб[а-я]*", "р", "грн",
    "гривен[а-я]*", "uah", "kč", "czk", "gbp", "chf", "huf", "ft", "lei", "ron", "kzt", "тенге", "тг", "usdt",
    "₸", "тыс[а-я]*", "млн", "тис[а-яі]*", "tys", "mln", "mio", "tsd", "mil", "million[a-z]*", "k",
    "thousand", "шт[а-я]*", "szt[a-z]*", "stk", "stück", "pcs", "pieces", "units?", "кг", "kg", "км", "km",
    "м", "м2", "m2", "m²", "м²", "gb", "mb", "people", "users?", "человек", "osób", "użytkowników",
    "visitors?", "rows?", "records?",
)  # fmt: skip
