"""German: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

GERMAN: Final = Wording(
    phrases={
        "first_name": "vorname, vornamen, rufname",
        "last_name": "nachname, familienname, zuname",
        "full_name": """
            vor und nachname, vorname und nachname, vor und zuname, vorname nachname, name und vorname,
            nachname vorname, vollständiger name, ansprechpartner, ansprechpartnerin, ansprechperson,
            kontaktperson, wie heißen sie
        """,
        "email": "mailadresse, emailadresse, e mail adresse, elektronische post, firmenemail, firmenmail",
        "phone": """
            telefon, telefonnummer, rufnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon,
            telefonnr, tel nr, rückrufnummer, telefon mit vorwahl, telefonnummer mit vorwahl
        """,
        "company": """
            firma, unternehmen, unternehmensname, name des unternehmens, firmenname, name der firma,
            arbeitgeber, betrieb, institution, firma organisation, unternehmen organisation
        """,
        "position": "funktion, stellung, stelle, jobtitel, berufsbezeichnung, rolle, beruf, jobbezeichnung",
        "message": """
            nachricht, nachrichtentext, mitteilung, kommentar, anmerkung, anmerkungen, bemerkung,
            bemerkungen, frage, fragen, anliegen, anfrage, beschreibung, projektbeschreibung,
            wie können wir helfen, wie können wir ihnen helfen, was können wir für sie tun, notiz, notizen,
            weitere informationen
        """,
        "page_url": "seiten url",
        "ip": "ip adresse",
        "language": "sprache",
        "consent": "ich stimme zu, einverstanden, zustimmung",
        "budget": "budgetrahmen, projektbudget, wie hoch ist ihr budget, budget höhe",
        "business": """
            branche, industrie, industriezweig, wirtschaftszweig, geschäftsfeld, geschäftsbereich,
            tätigkeitsbereich, tätigkeitsfeld, art des unternehmens, art des geschäfts, gewerbe
        """,
        "country": "land, staat, herkunftsland",
        "deadline": """
            frist, fristen, zeitrahmen, wunschtermin, fertigstellungstermin, abgabetermin, liefertermin
        """,
        "files": "datei, dateien, anhang, anhänge, dateianhang, datei anhängen, datei hochladen, dateiupload",
    },
    qualifiers={
        "email": """
            geschäftlich geschäftliche dienstlich dienstliche privat private persönliche berufliche firmen
            kontakt gültige bestätigen wiederholen
        """,
        "phone": "geschäftlich dienstlich privat mobil kontakt bestätigen wiederholen",
        "company": "aktuelles",
        "position": "unternehmen firma im aktuelle beruflich",
        "message": "weitere kurze zusätzliche",
        "language": "bevorzugte",
        "budget": "geplantes geschätztes ungefähres voraussichtliches monatliches verfügbares euro monat",
        "business": "hauptsächliche",
        "deadline": "gewünschter projekt geplanter",
    },
    soft="""
        ihr ihre ihren ihrer ihres dein deine mein meine bitte geben sie ein eingeben der die das des
        pflichtfeld erforderlich freiwillig
    """,
    quiz="frage",
    privacy="""
        *datenschutz*, dsgvo*, einwillig*, personenbezogen*, verarbeit* ... daten, daten ... verarbeit*,
        akzeptier* ... agb, stimme ... agb, agb
    """,
    agreeing="""
        stimme*, akzeptier*, einverstanden, einwillig*, willige*, bestätig*, gelesen, zustimm*, kenntnis,
        erkläre
    """,
    box_words="""
        erklärung hinweise hinweis bestimmungen richtlinie und zur zum gemäß verarbeitung meiner daten
        einwilligung zustimmung
    """,
    other_boxes="""
        *newsletter*, werb*, abonn*, rabatt*, angebote, datenschutzbeauftragt*, stimme nicht,
        nicht einverstanden, willige nicht, akzeptiere nicht
    """,
    unlabelled="kein label, keine beschriftung, ohne titel",
    nameless="feld text textfeld zahl nummer frage antwort element wert zeile eingabe kontakt",
    others="""
        eigentümer*, inhaber*, besitzer*, zugewiesen*, zuständig*, bearbeiter*, vorgesetzt*, leiter*,
        erstellt von, geändert von, absender*, empfänger*, kopie, benachrichtig*, freund*, kolleg*,
        empfehl*, empfohlen*, direktor*, chef*, geschäftsführ*, assisten*, sekret*, eltern*, mutter, vater,
        kinder, kindes, vormund*, ehepartner*, ehemann, ehefrau, notfall*, verkäufer*, vertreter*, berater*,
        veranstalter*, buchhalt*, rechnung*, lieferant*, arbeitgeber*
    """,
    envelopes="von an",
    figures="""
        ust*, umsatzsteuer*, steuer*, hrb, handelsregister*, ausweis*, pass, konto*, bankverbindung, karte*,
        kreditkart*, bestell*, auftrag*, rechnung*, vertrag*, sendung*, seriennummer, kundennummer,
        kunden nr, plz, postleitzahl, code, betrag*, summe*, preis*, kosten*, budget*, umsatz*, gehalt,
        menge, anzahl, wie viele, größe*, mitarbeiterzahl, alter, jahr*, datum, uhrzeit, geburt*,
        koordinaten, breitengrad, längengrad, version, entfernung, gewicht, höhe, fläche, fax*, telefax,
        bewertung*, prozent*, kennzeichen, artikel*, produkt*, modell*, aktenzeichen, versicherung*
    """,
)
