"""Italian: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

ITALIAN: Final = Wording(
    phrases={
        "first_name": "nome di battesimo",
        "last_name": "cognome",
        "full_name": """
            nome, nome completo, nome e cognome, nome cognome, cognome e nome, cognome nome, nominativo,
            referente, persona di contatto, nome del contatto, come ti chiami
        """,
        "email": """
            posta elettronica, indirizzo email, indirizzo e mail, indirizzo mail,
            indirizzo di posta elettronica
        """,
        "phone": """
            telefono, numero di telefono, recapito telefonico, numero telefonico, cellulare,
            numero di cellulare, numero cellulare, telefono cellulare, telefono fisso, n di telefono
        """,
        "company": """
            azienda, nome azienda, nome dell'azienda, società, nome della società, ditta, nome della ditta,
            impresa, ragione sociale, organizzazione, ente, datore di lavoro, azienda organizzazione
        """,
        "position": """
            ruolo, ruolo in azienda, ruolo aziendale, mansione, posizione, posizione lavorativa,
            professione, funzione
        """,
        "message": """
            messaggio, testo del messaggio, commento, commenti, richiesta, domanda, domande, descrizione,
            descrizione del progetto, dettagli, osservazioni, come possiamo aiutarti,
            come possiamo aiutarla, raccontaci il tuo progetto, descrivi il tuo progetto,
            di cosa hai bisogno, informazioni aggiuntive
        """,
        "page_url": "indirizzo della pagina, url della pagina",
        "ip": "indirizzo ip",
        "language": "lingua",
        "consent": "accetto, acconsento, sono d'accordo, ho letto e accetto, termini e condizioni, consenso",
        "budget": "budget disponibile, budget previsto, fascia di budget, quale budget",
        "business": """
            settore, settore di attività, settore dell'azienda, attività, tipo di attività, tipo di azienda,
            ambito di attività, di cosa si occupa la tua azienda
        """,
        "country": "paese, nazione, paese regione, paese di residenza",
        "deadline": "scadenza, scadenze, tempistica, tempistiche, data di consegna, entro quando",
        "files": "allegato, allegati, allega file, allega un file, carica file, carica un file",
    },
    qualifiers={
        "email": "aziendale lavorativa personale conferma ripeti principale",
        "phone": "aziendale fisso mobile personale principale contatto",
        "position": "attuale azienda",
        "language": "preferita",
        "business": "azienda principale aziendale",
        "budget": "stimato indicativo mensile annuale totale progetto euro",
    },
    soft="""
        il lo la gli le l un uno una di del dello della dei degli delle dell tuo tua tuoi tue suo sua vostro
        vostra mio mia nostro favore inserisci inserire indica indicare scrivi obbligatorio obbligatoria
        facoltativo facoltativa opzionale campo qual
    """,
    lone_names="nome",
    quiz="domanda",
    privacy="""
        informativa, trattamento ... dati, dati ... trattati, dati personali, consenso, acconsento,
        accett* ... termini, accett* ... condizioni
    """,
    agreeing="accett*, acconsent*, consenso al, autorizz*, letto, confermo, presa visione, dichiaro",
    box_words="informativa policy sulla sul e al trattamento dati normativa",
    other_boxes="""
        *newsletter*, promozion*, commercial*, offerta, offerte, aggiornament*, marketing*, iscri*, notizie,
        novità, non accetto, non acconsento, non autorizzo, qual
    """,
    unlabelled="nessuna etichetta, senza etichetta, senza titolo",
    nameless="campo testo numero domanda risposta elemento valore riga contatto",
    others="""
        proprietari*, assegnat*, responsabil*, gestor*, creato da, modificato da, mittente*, destinatari*,
        notific*, amministrator*, supporto, assistenza, amico*, amica*, amici, collega, colleghi, compagn*,
        capo, segretari*, padre, madre, figli*, tutore, coniuge, marito, moglie, emergenz*, invitat*,
        venditor*, consulent*, organizzator*, contabil*, fatturazione, fornitor*, presentat*
    """,
    envelopes="da a",
    figures="""
        partita iva, p iva, piva, iva, codice*, passaporto, conto, carta, ordine, fattura, contratto, cap,
        importo, somma, totale, prezzo, costo, fatturato, stipendio, quantità, quanti, quante,
        numero di dipendenti, dimensione, dipendenti, età, anno, data, ora, nascita, coordinate, latitudine,
        longitudine, versione, peso, altezza, superficie, fax, targa, prodotto, modello
    """,
)
