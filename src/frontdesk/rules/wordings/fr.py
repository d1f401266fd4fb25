"""French: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

FRENCH: Final = Wording(
    phrases={
        "first_name": "prénom, prénoms",
        "last_name": "nom de famille, nom usuel, nom patronymique",
        "full_name": """
            nom, nom complet, nom et prénom, nom et prénoms, nom prénom, nom prénoms, prénom et nom,
            prénom nom, prénom et nom de famille, nom du contact, nom de la personne à contacter,
            personne à contacter, personne de contact, nom du client, interlocuteur,
            comment vous appelez vous
        """,
        "email": """
            courriel, courrier électronique, mél, adresse mail, adresse e mail, adresse email, adresse mél,
            adresse courriel, adresse électronique, adresse de messagerie, adresse de courriel,
            adresse de courrier électronique, messagerie électronique
        """,
        "phone": """
            téléphone, tél, numéro de téléphone, n de téléphone, no de téléphone, num de téléphone, num tel,
            numéro de tel, numéro tel, n tel, no tel, tél portable, téléphone portable, téléphone mobile,
            téléphone fixe, portable, numéro de portable, numéro de mobile, numéro mobile, gsm,
            numéro de gsm, ligne directe, numéro de contact, téléphone de contact, numéro whatsapp,
            téléphone avec indicatif
        """,
        "company": """
            entreprise, société, nom de l'entreprise, nom de la société, raison sociale,
            dénomination sociale, nom commercial, organisation, nom de l'organisation, organisme,
            nom de l'organisme, établissement, nom de l'établissement, nom de la structure, enseigne,
            nom de l'enseigne, compagnie, nom de la compagnie, employeur, entreprise ou organisation,
            entreprise organisation, entreprise ou organisme, société ou organisation, société ou organisme
        """,
        "position": """
            poste, poste occupé, poste actuel, intitulé de poste, intitulé du poste, titre du poste,
            fonction, fonctions, fonction occupée, rôle, profession
        """,
        "message": """
            commentaire, commentaires, remarque, remarques, observations, description, précisions, demande,
            détail de la demande, détails de la demande, texte du message, contenu du message,
            corps du message, informations complémentaires, informations supplémentaires,
            description du projet, détails du projet, à propos de votre projet, parlez nous de votre projet,
            parlez nous de vous, décrivez votre projet, décrivez votre besoin, décrivez vos besoins,
            décrivez votre demande, expliquez votre demande, dites nous en plus, besoin, besoins,
            comment pouvons nous vous aider, comment pouvons nous aider, en quoi pouvons nous vous aider,
            que pouvons nous faire pour vous, autre chose à ajouter, question ou commentaire,
            questions ou commentaires
        """,
        "page_url": "adresse de la page, url de la page, lien de la page",
        "referrer": "page précédente, page d'origine, page de provenance",
        "ip": "adresse ip",
        "language": "langue",
        "utm": "paramètres utm, balises utm",
        "consent": """
            j'accepte, j'ai lu et j'accepte, je suis d'accord, je consens, consentement, acceptation,
            conditions générales, conditions générales d'utilisation, conditions d'utilisation, cgu, cgv
        """,
        "budget": """
            enveloppe budgétaire, montant du budget, fourchette de budget, fourchette budgétaire,
            tranche de budget
        """,
        "business": """
            secteur, secteur d'activité, secteur activité, domaine d'activité, type d'activité,
            nature de l'activité, branche d'activité, activité, branche, industrie, type d'entreprise,
            que fait votre entreprise
        """,
        "country": "pays, pays de résidence, pays région, pays ou région",
        "deadline": """
            délai, délais, délai de livraison, échéance, échéances, échéancier, date limite, date butoir,
            date de livraison, date de lancement, pour quand, pour quelle date, calendrier du projet
        """,
        "files": """
            fichier, fichiers, pièce jointe, pièces jointes, fichier joint, document joint,
            documents joints, joindre un fichier, joindre des fichiers, joindre un document,
            joindre une pièce, ajouter un fichier, ajouter une pièce jointe, déposer un fichier,
            télécharger un fichier, téléverser un fichier, envoyer un fichier
        """,
    },
    qualifiers={
        "first_name": "contact client",
        "last_name": "contact client",
        "full_name": "contact client",
        "email": """
            professionnel professionnelle pro personnel personnelle perso principal principale contact
            entreprise société travail valide confirmer confirmez répéter répétez
        """,
        "phone": """
            professionnel pro personnel perso principal portable mobile fixe direct contact entreprise
            société bureau domicile travail confirmer confirmez
        """,
        "company": "actuelle client complet",
        "position": "actuel actuelle entreprise société dans organisation au sein professionnelle",
        "message": "complémentaire complémentaires supplémentaire projet autre autres bref",
        "language": "préférée contact souhaitée",
        "budget": """
            estimé estimatif approximatif prévisionnel prévu envisagé disponible mensuel annuel global total
            maximum minimum projet campagne pour euros mois an
        """,
        "business": "entreprise société principal principale votre",
        "country": "entreprise société origine",
        "deadline": "projet souhaité souhaitée souhaités estimé prévue",
        "files": "projet",
    },
    soft="""
        votre vos ton ta tes mon ma mes notre le la les l un une de du des d quel quelle est veuillez saisir
        saisissez entrer entrez indiquer indiquez renseigner renseignez préciser précisez svp il vous plaît
        obligatoire facultatif facultative optionnel optionnelle requis requise champ ici
    """,
    lone_names="nom",
    quiz="question questions",
    privacy="""
        confidentialité, rgpd, vie privée, données personnelles, données à caractère personnel,
        données * personnel, traitement ... données, trait* ... données, données ... trait*,
        protection des données, consent*, mentions légales, accept* ... conditions, accept* ... cgu,
        accept* ... politique, consens
    """,
    agreeing="""
        accept*, consens, consentez, consentement à, consentement au, consentement pour, autoris*, d accord,
        lu, confirm*, reconnais*, pris connaissance
    """,
    box_words="politique charte mention mentions protection et traitement données conditions loi",
    other_boxes="""
        *newsletter*, infolettre*, lettre d information, lettres d information, actualité, actualités,
        offre, offres, promotion*, publicit*, prospection, démarch*, abonn*, marketing*, commerciale,
        commerciales, commerciaux, sms, cookie*, délégué*, n accepte pas, ne consens pas, n autorise pas,
        refuse*, quel, quelle
    """,
    unlabelled="aucun libellé, pas de libellé, sans libellé, aucune étiquette, sans titre, sans étiquette",
    nameless="champ texte nombre numéro question réponse élément valeur ligne saisie contact",
    others="""
        propriétaire*, attribué*, assigné*, responsable*, gestionnaire*, créé par, modifié par, auteur*,
        expéditeur*, destinataire*, copie, notifi*, administrateur*, assistance, ami, amie, amis, collègue*,
        partenaire*, parrain*, filleul*, recommand*, supérieur*, directeur*, directrice*, patron*,
        secrétaire*, père, mère, enfant*, tuteur*, conjoint*, époux, épouse, mari, urgence*, invité,
        invités, opérateur*, vendeur*, conseiller*, organisateur*, comptab*, facturation, fournisseur*,
        employeur*
    """,
    envelopes="de à",
    figures="""
        siret, siren, tva, nif, rcs, ape, naf, passeport, identité, sécurité sociale, compte, rib, banque,
        carte, commande, facture, contrat, dossier, police, suivi, colis, numéro de série, numéro client,
        numéro de client, n client, code, codes, postal, montant, somme, total, prix, coût, tarif, budget,
        chiffre d affaires, revenu*, salaire, quantité, combien, effectif*, nombre de, taille, âge, année*,
        date*, heure*, naissance, coordonnées gps, latitude, longitude, version, distance, poids, hauteur,
        surface, fax, télécopie, note, pourcentage, immatriculation, produit, article, modèle, référence,
        adhérent, licence
    """,
)
