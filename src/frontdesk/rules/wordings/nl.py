"""Dutch: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

DUTCH: Final = Wording(
    phrases={
        "first_name": "voornaam, voornamen, roepnaam",
        "last_name": "achternaam, familienaam",
        "full_name": """
            naam, volledige naam, voor en achternaam, voornaam en achternaam, naam en voornaam,
            contactpersoon, naam contactpersoon, hoe heet je
        """,
        "email": "e mailadres, mailadres, emailadres, e mail adres",
        "phone": """
            telefoon, telefoonnummer, telefoonnr, mobiel, mobiel nummer, mobiele nummer, mobiele telefoon,
            gsm nummer
        """,
        "company": """
            bedrijf, bedrijfsnaam, naam bedrijf, naam van het bedrijf, organisatie, naam organisatie,
            onderneming, werkgever, bedrijf organisatie
        """,
        "position": "functie, functietitel, beroep",
        "message": """
            bericht, opmerking, opmerkingen, vraag, vragen, omschrijving, beschrijving, toelichting,
            vraag of opmerking, vragen of opmerkingen, waarmee kunnen we helpen,
            waarmee kunnen we je helpen, waar kunnen we mee helpen, hoe kunnen we helpen,
            hoe kunnen we je helpen, vertel ons over je project
        """,
        "page_url": "pagina url",
        "ip": "ip adres",
        "language": "taal, voorkeurstaal",
        "consent": "akkoord, ik ga akkoord, algemene voorwaarden, toestemming",
        "budget": "beschikbaar budget, wat is je budget",
        "business": "bedrijfstak, sector, soort bedrijf, type bedrijf",
        "deadline": "gewenste opleverdatum, opleverdatum, gewenste levertijd",
        "country": "land van herkomst",
        "files": "bestand, bestanden, bijlage, bijlagen, bestand toevoegen, bestand uploaden, upload bestand",
    },
    qualifiers={
        "email": "zakelijk zakelijke werk persoonlijk",
        "phone": "zakelijk zakelijke werk mobiel vast",
        "position": "huidige bedrijf",
        "budget": "geschat verwacht maandelijks totaal",
    },
    soft="uw je jouw mijn het een vul alstublieft aub verplicht optioneel veld wat",
    lone_names="naam",
    quiz="vraag",
    privacy="privacy*, persoonsgegevens, toestemming, gegevensbescherming, akkoord ... voorwaarden",
    agreeing="akkoord, accepteer*, toestemming, gelezen, bevestig*, stem in",
    box_words="privacyverklaring privacybeleid verklaring beleid en voor de bescherming verwerking",
    other_boxes="""
        *nieuwsbrief*, aanbieding*, reclame*, marketing*, aanmeld*, niet akkoord, geen toestemming, wat
    """,
    unlabelled="geen label, zonder titel",
    nameless="veld tekst getal nummer vraag antwoord waarde regel contact",
    others="""
        eigenaar*, toegewezen*, beheerder*, verantwoordelijk*, leidinggevend*, aangemaakt door,
        gewijzigd door, auteur*, afzender*, ontvanger*, melding*, ondersteuning, vriend*, vriendin*,
        collega*, aanbevolen*, directeur*, baas, assistent*, ouder, ouders, vader, moeder, voogd, partner*,
        echtgeno*, nood*, verkoper*, adviseur*, organisator*, boekhoud*, leverancier*, werkgever*
    """,
    envelopes="van aan",
    figures="""
        btw*, kvk*, bsn, paspoort, rekening*, kaart*, bestel*, factuur*, contract*, klantnummer, postcode,
        code, bedrag*, som, totaal, prijs, kosten, omzet, salaris, aantal, hoeveel, grootte, leeftijd,
        jaar*, datum, tijd, geboorte*, coördinaten, versie, gewicht, hoogte, oppervlakte, fax, kenteken,
        product*, model*
    """,
)
