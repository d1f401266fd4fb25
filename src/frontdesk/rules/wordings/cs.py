"""Czech: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

CZECH: Final = Wording(
    phrases={
        "first_name": "křestní jméno, křestní",
        "last_name": "příjmení",
        "full_name": """
            jméno, celé jméno, jméno a příjmení, jméno příjmení, příjmení a jméno, kontaktní osoba,
            jméno kontaktní osoby, jak se jmenujete
        """,
        "email": "e mailová adresa, emailová adresa, elektronická pošta, adresa elektronické pošty",
        "phone": """
            telefon, telefonní číslo, tel číslo, číslo telefonu, mobil, mobilní telefon, mobilní číslo,
            číslo mobilu, kontaktní telefon
        """,
        "company": """
            firma, název firmy, společnost, název společnosti, jméno firmy, organizace, název organizace,
            zaměstnavatel, instituce, podnik
        """,
        "position": "pozice, pracovní pozice, funkce, pracovní zařazení, role, profese",
        "message": """
            zpráva, text zprávy, vzkaz, poznámka, poznámky, dotaz, váš dotaz, komentář, popis,
            popis projektu, popis poptávky, s čím můžeme pomoci, jak vám můžeme pomoci,
            s čím vám můžeme pomoci, popište svůj projekt, doplňující informace
        """,
        "page_url": "adresa stránky, url stránky",
        "ip": "ip adresa",
        "language": "jazyk",
        "consent": "souhlas, souhlasím, obchodní podmínky, souhlasím s podmínkami",
        "budget": "rozpočet, výše rozpočtu, jaký máte rozpočet",
        "business": """
            obor, obor činnosti, obor podnikání, odvětví, předmět podnikání, čím se zabýváte,
            čím se vaše firma zabývá
        """,
        "country": "země, stát, země region",
        "deadline": "termín dodání, termín realizace, termín dokončení, požadovaný termín",
        "files": """
            soubor, soubory, příloha, přílohy, přiložit soubor, přidat soubor, nahrát soubor, vložit soubor
        """,
    },
    qualifiers={
        "email": "pracovní firemní kontaktní osobní potvrďte zopakujte",
        "phone": "pracovní firemní kontaktní osobní mobilní",
        "position": "firmě současná",
        "language": "preferovaný",
        "business": "firmy hlavní",
        "budget": "projektu předpokládaný odhadovaný plánovaný měsíční roční celkový",
        "deadline": "projektu",
    },
    soft="""
        váš vaše vaši vašeho vaší můj moje tvůj tvoje prosím zadejte vyplňte napište uveďte povinné povinný
        nepovinné nepovinný volitelné
    """,
    lone_names="jméno",
    quiz="otázka",
    privacy="""
        souhlas, souhlasu, osobních údajů, osobní údaje, zpracování ... údajů, ochran* ... údajů,
        souhlas* ... podmínk*
    """,
    agreeing="souhlas*, přijímám, potvrzuj*, beru na vědomí, seznámil*, přečetl*",
    box_words="a se zásady podmínky ochrana zpracování zpracováním prohlášení",
    other_boxes="""
        *newsletter*, novink*, obchodní* sdělení*, odběr*, reklam*, nabídk*, akce, marketing*, bez souhlasu
    """,
    unlabelled="bez štítku, bez názvu, žádný štítek",
    nameless="pole text číslo otázka odpověď položka hodnota řádek kontakt",
    others="""
        vlastník*, přiřazen*, odpovědn*, manažer*, vedoucí*, vytvořil*, upravil*, odesílatel*, příjemc*,
        adresát*, kopie, upozorněn*, správc*, podpora, podpory, přítel*, kamarád*, koleg*, kolegyn*,
        doporuč*, ředitel*, šéf*, asistent*, sekretář*, rodič*, otec, otce, matka, matky, dítě*, manžel*,
        nouzov*, prodejc*, obchodník*, pořadatel*, účetní*, fakturac*, dodavatel*, zaměstnavatel*
    """,
    envelopes="od komu",
    figures="""
        ičo, ič, dič, iban, rodné číslo, pas, účet, účtu, kart*, objednávk*, faktur*, smlouv*, psč, kód,
        částk*, cen*, rozpočet, obrat, plat, množství, kolik, počet, velikost, věk, rok, datum, čas,
        narozen*, souřadnice, verze, váha, výška, plocha, fax, spz, produkt*, model*, zákaznické číslo
    """,
)
