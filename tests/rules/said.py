"""Labels as real forms write them, by language: field -> labels parted by `|`."""

UKRAINIAN = {
    "first_name": "Ім'я та по батькові|Ім’я по батькові *",
    "last_name": "Прізвище|Ваше прізвище *|Вкажіть прізвище|ПРІЗВИЩЕ:|form_fields[прізвище]",
    "full_name": (
        "Ім'я|Ім’я *|Імʼя|Ім`я|Ім´я|Імя|Ваше ім'я|Введіть ваше ім’я|Вкажіть, будь ласка, ім'я|"
        "Ім'я та прізвище|Ім’я та Прізвище*|Імʼя та прізвище|Ім`я і прізвище|Ім'я, прізвище|"
        "Прізвище та ім'я|Прізвище, ім'я, по батькові|ПІБ|П.І.Б.|ваше-ім'я|Як Вас звати?|"
        "Як до вас звертатися?|Контактна особа|Ім'я (обов'язково)"
    ),
    "email": (
        "Електронна пошта|Електронна пошта *|Ваша електронна пошта:|Ел. пошта|Е-пошта|Пошта|"
        "Адреса електронної пошти|Електронна адреса|Ваш e-mail|Е-mail|Email адреса|Імейл|Емейл|"
        "Робоча пошта|Робоча електронна пошта|Корпоративна пошта|Вкажіть робочий email|"
        "Корпоративний e-mail *|E-mail для зв'язку|Email / електронна пошта"
    ),
    "phone": (
        "Телефон|Ваш телефон *|Номер телефону|Номер телефону:|№ телефону|Мобільний телефон|"
        "Мобільний номер|Контактний телефон|Контактний номер телефону|Телефон для зв’язку|Моб. телефон|"
        "Робочий телефон|Введіть номер телефону|Телефон (Viber, Telegram)|Вайбер"
    ),
    "company": (
        "Компанія|Назва компанії|Ваша компанія|Назва вашої компанії|Організація|Підприємство|Фірма|"
        "Найменування організації|Юр. особа|Компанія / організація|Місце роботи"
    ),
    "position": "Посада|Ваша посада|Посада в компанії|Посада у компанії *|Роль|Ваша роль|Ким ви працюєте?",
    "message": (
        "Повідомлення|Ваше повідомлення|Текст повідомлення|Коментар|Ваш коментар (необов'язково)|"
        "Коментарі|Запитання|Ваше питання|Опишіть ваш запит|Розкажіть про ваш проєкт|Опис проекту|"
        "Чим ми можемо допомогти?|Додаткова інформація|Додаткові побажання|Примітки"
    ),
    "page_url": "Адреса сторінки|Посилання на сторінку",
    "ip": "IP-адреса",
    "language": "Мова|Мова спілкування|Бажана мова",
    "utm": "UTM-мітки",
    "consent": (
        "Я погоджуюся з обробкою персональних даних|Даю згоду на обробку персональних даних|"
        "Згода на обробку моїх персональних даних|Погоджуюсь з політикою конфіденційності|"
        "Я погоджуюся з умовами та правилами|Політика приватності|Погоджуюся|Я згоден|Згода"
    ),
    "budget": "Бюджет|Бюджет проєкту|Ваш бюджет (грн)|Орієнтовний бюджет|Який у вас бюджет?",
    "business": (
        "Сфера діяльності|Вид діяльності|Галузь|Сфера бізнесу|Чим займається ваша компанія?|Ніша|"
        "Напрямок діяльності компанії"
    ),
    "country": "Країна|Ваша країна|Країна / регіон|Країна проживання",
    "deadline": "Термін виконання|Терміни|Бажані терміни проєкту|Дедлайн|Строки|Коли потрібно?",
    "files": "Файл|Прикріпити файл|Прикріпіть файл (необов’язково)|Додати файл|Вкладення|Завантажити файл",
}

SPANISH = {
    "first_name": "Primer nombre|Nombres *|Nombre de pila",
    "last_name": "Apellido|Apellidos|Apellidos *|Tus apellidos|Introduce tu apellido|Primer apellido:",
    "full_name": (
        "Nombre|Nombre *|Tu nombre|Su nombre:|Escribe tu nombre|Ingrese su nombre|your-nombre|"
        "Nombre completo|Nombre y apellidos|Nombre y Apellido(s)|Nombre / Apellidos|Apellidos y nombre|"
        "Nombres y apellidos|¿Cómo te llamas?|¿Cuál es tu nombre?|Persona de contacto|Nombre de contacto|"
        "nombre_completo"
    ),
    "email": (
        "Correo|Correo electrónico:|Correo electrónico *|correo-electronico|"
        "Correo Electrónico (obligatorio)|Tu correo electrónico|Su e-mail|Email|"
        "Dirección de correo electrónico|Dirección de email|Correo corporativo|Email profesional|"
        "Correo electrónico de trabajo|E-mail de contacto|Introduce tu email|"
        "Confirma tu correo electrónico|E-mail / Correo electrónico|Correo-e|form_fields[correo]|"
        "correoElectronico"
    ),
    "phone": (
        "Teléfono|TELÉFONO|telefono|Teléfono:|Tu teléfono|Número de teléfono|Nº de teléfono|"
        "N.º de teléfono|Teléfono móvil|Móvil|Celular|Número de celular|Teléfono de contacto|Tel.|Tlf.|"
        "Teléfono (con prefijo)|Teléfono / Móvil|WhatsApp|Número de WhatsApp|Teléfono de la empresa|"
        "numeroTelefono"
    ),
    "company": (
        "Empresa|Empresa *|Nombre de la empresa|nombre_empresa|Tu empresa|Compañía|Organización|"
        "Razón social|Empresa u organización|Empresa / Organización|Nombre de tu empresa|Nombre comercial"
    ),
    "position": (
        "Puesto|Puesto *|Puesto de trabajo|Cargo|Tu cargo|Cargo en la empresa|Rol|Ocupación|Posición|"
        "Profesión"
    ),
    "message": (
        "Mensaje|Tu mensaje|Su mensaje *|mensaje|Escribe tu mensaje aquí|Comentarios|"
        "Comentario (opcional)|Consulta|Tu consulta|Observaciones|Descripción del proyecto|"
        "Cuéntanos sobre tu proyecto|¿En qué podemos ayudarte?|¿Cómo podemos ayudarle?|¿Qué necesitas?|"
        "Preguntas o comentarios|Comentarios adicionales"
    ),
    "ip": "Dirección IP",
    "language": "Idioma|Idioma preferido",
    "consent": (
        "Acepto la política de privacidad|Acepto la Política de Privacidad y el aviso legal *|"
        "He leído y acepto la política de privacidad|Acepto los términos y condiciones|"
        "He leído y acepto los términos|Consiento el tratamiento de mis datos|Acepto|Estoy de acuerdo|"
        "Protección de datos|RGPD|Consentimiento|Autorizo el tratamiento de mis datos personales"
    ),
    "budget": "Presupuesto|Presupuesto estimado|Presupuesto del proyecto (€)|¿Cuál es tu presupuesto?",
    "business": (
        "Sector|Sector de actividad|Actividad de la empresa|Rubro|Tipo de negocio|Giro de la empresa|"
        "¿A qué se dedica tu empresa?|Industria"
    ),
    "country": "País|Tu país|País de residencia|País / Región|pais",
    "deadline": "Plazo|Fecha límite|Plazo de entrega|Fecha de entrega deseada|¿Para cuándo lo necesitas?",
    "files": "Archivo|Adjuntar archivo|Archivos adjuntos|Subir archivo|Adjunto|Sube un archivo (opcional)",
}

FRENCH = {
    "first_name": "Prénom|Prénom *|Votre prénom|prenom|PRÉNOM :|Prénom (obligatoire)|Saisissez votre prénom",
    "last_name": "Nom de famille|Votre nom de famille|nom_de_famille",
    "full_name": (
        "Nom|Nom *|Votre nom|Nom complet|Nom et prénom|Nom & Prénom|Nom / Prénom|Nom, prénom|"
        "Prénom et nom|Nom(s) et prénom(s)|NOM PRENOM|Quel est votre nom ?|Nom du contact|"
        "Personne à contacter|Comment vous appelez-vous ?|your-nom"
    ),
    "email": (
        "E-mail|Adresse e-mail|Adresse email *|Adresse mail|Votre adresse e-mail :|"
        "Adresse e-mail professionnelle|Email professionnel|E-mail pro|Courriel|Votre courriel|"
        "Adresse courriel|Mél.|Adresse électronique|Adresse de messagerie|Confirmez votre adresse e-mail|"
        "Quelle est votre adresse e-mail ?|L'adresse e-mail|adresse-email|adresseMail|"
        "E-mail de l'entreprise"
    ),
    "phone": (
        "Téléphone|TÉLÉPHONE|Tél.|Tél. portable|Votre téléphone|Numéro de téléphone|"
        "Votre numéro de téléphone *|N° de téléphone|N° tél.|Téléphone portable|Téléphone mobile|"
        "Portable|Mobile|Téléphone fixe|Numéro de portable|Téléphone professionnel|"
        "Téléphone (facultatif)|Téléphone / Mobile|GSM|numero_tel"
    ),
    "company": (
        "Entreprise|Société|Votre société|Entreprise / Société|Nom de l'entreprise|Nom de l’entreprise *|"
        "Nom de la société|nom-entreprise|Nom de votre entreprise|Raison sociale|Organisation|Organisme|"
        "Établissement|Entreprise ou organisation|Nom de la structure"
    ),
    "position": (
        "Poste|Poste occupé|Votre poste|Votre poste actuel|Intitulé du poste|Fonction|Votre fonction *|"
        "Fonction dans l'entreprise|Rôle|Profession"
    ),
    "message": (
        "Message|Votre message|Votre message *|Commentaire|Commentaires|Votre demande|Remarques|"
        "Décrivez votre projet|Description du projet|Parlez-nous de votre projet|"
        "Comment pouvons-nous vous aider ?|Informations complémentaires|Vos besoins|Votre question|"
        "Détails de votre demande|Précisions"
    ),
    "ip": "Adresse IP",
    "language": "Langue|Votre langue|Langue préférée",
    "consent": (
        "J'accepte la politique de confidentialité|J’accepte la politique de confidentialité *|"
        "J'ai lu et j'accepte la politique de confidentialité|"
        "J'accepte les conditions générales d'utilisation|J'accepte|J’accepte les CGU|RGPD|Consentement|"
        "Politique de confidentialité|"
        "J'accepte que mes données soient traitées pour recevoir une réponse|"
        "Je consens au traitement de mes données personnelles|"
        "En soumettant ce formulaire, j'accepte que mes données personnelles soient utilisées"
    ),
    "budget": (
        "Budget|Budget estimé|Votre budget|Budget du projet (€)|Quel est votre budget ?|Budget prévisionnel"
    ),
    "business": (
        "Secteur d'activité|Secteur d’activité *|Secteur|Domaine d'activité|Activité|"
        "Activité de l'entreprise|Type d'activité|Branche"
    ),
    "country": "Pays|Votre pays|Pays de résidence|Pays / Région",
    "deadline": "Délai|Délais souhaités|Échéance|Date limite|Date de livraison souhaitée|Pour quand ?",
    "files": (
        "Fichier|Pièce jointe|Pièces jointes|Joindre un fichier|Ajouter un fichier|Fichier joint (facultatif)"
    ),
}

ITALIAN = {
    "last_name": "Cognome|Il tuo cognome *",
    "full_name": "Nome|Nome e cognome|Il tuo nome|Nome completo|Nominativo|Referente",
    "email": "Indirizzo e-mail|Email aziendale|La tua email|Indirizzo di posta elettronica",
    "phone": "Telefono|Cellulare|Numero di telefono|Recapito telefonico|Telefono aziendale",
    "company": "Azienda|Società|Nome dell'azienda|Ragione sociale|Ditta",
    "position": "Ruolo|Ruolo in azienda|Posizione|Mansione",
    "message": "Messaggio|Il tuo messaggio|Richiesta|La tua richiesta|Come possiamo aiutarti?",
    "consent": (
        "Ho letto l'informativa sulla privacy|Acconsento al trattamento dei dati personali|"
        "Accetto i termini e le condizioni|Accetto"
    ),
    "budget": "Budget stimato|Budget disponibile",
    "business": "Settore|Settore di attività",
    "country": "Paese|Nazione",
    "deadline": "Scadenza|Entro quando?",
    "files": "Allegato|Allega un file|Carica file",
}

PORTUGUESE = {
    "last_name": "Sobrenome|Apelido *",
    "full_name": "Nome|Seu nome|Nome completo|Nome e sobrenome|Qual é o seu nome?",
    "email": "E-mail corporativo|Seu e-mail|Endereço de e-mail|E-mail profissional",
    "phone": "Telefone|Celular|Telemóvel|Telefone com DDD|Número de telefone|Telefone comercial",
    "company": "Empresa|Nome da empresa|Razão social",
    "position": "Cargo|Cargo na empresa|Função",
    "message": "Mensagem|Sua mensagem|Como podemos ajudar?|Dúvidas",
    "consent": (
        "Li e aceito a política de privacidade|Concordo com o tratamento dos meus dados|LGPD|"
        "Aceito os termos de uso"
    ),
    "budget": "Orçamento|Orçamento disponível",
    "business": "Ramo de atividade|Segmento da empresa|Área de atuação",
    "country": "País",
    "deadline": "Prazo|Prazo de entrega",
    "files": "Anexo|Anexar arquivo",
}

CZECH = {
    "last_name": "Příjmení|Vaše příjmení",
    "full_name": "Jméno|Jméno a příjmení|Vaše jméno *|Kontaktní osoba",
    "email": "E-mailová adresa|Váš e-mail|Pracovní e-mail|Firemní e-mail",
    "phone": "Telefonní číslo|Váš telefon|Mobilní telefon|Tel. číslo",
    "company": "Společnost|Název firmy|Firma",
    "position": "Pozice|Pracovní pozice|Funkce",
    "message": "Zpráva|Vaše zpráva|Text zprávy|Poznámka|Váš dotaz|Jak vám můžeme pomoci?",
    "consent": "Souhlasím se zpracováním osobních údajů|Ochrana osobních údajů|Souhlas GDPR|Souhlasím",
    "budget": "Rozpočet|Předpokládaný rozpočet",
    "business": "Obor podnikání|Odvětví",
    "country": "Země|Stát",
    "deadline": "Termín realizace",
    "files": "Příloha|Přiložit soubor",
}

DUTCH = {
    "first_name": "Voornaam|Uw voornaam",
    "last_name": "Achternaam *",
    "full_name": "Naam|Je naam|Voor- en achternaam|Volledige naam|Contactpersoon",
    "email": "E-mailadres|Uw e-mailadres|Zakelijk e-mailadres",
    "phone": "Telefoonnummer|Telefoon|Mobiel nummer|Uw telefoonnummer",
    "company": "Bedrijf|Bedrijfsnaam|Organisatie|Naam van het bedrijf",
    "position": "Functie|Uw functie",
    "message": "Bericht|Uw bericht|Opmerkingen|Vraag of opmerking|Waarmee kunnen we je helpen?",
    "consent": "Ik ga akkoord met de privacyverklaring|Ik ga akkoord met de algemene voorwaarden|Akkoord",
    "budget": "Beschikbaar budget",
    "business": "Branche|Sector",
    "country": "Land",
    "files": "Bijlage|Bestand uploaden",
}

BUILDERS = {
    "first_name": (
        "FIRST_NAME|firstname|names[first_name]|contact.firstName|No Label first_name|fields[name][first]"
    ),
    "last_name": "LAST_NAME|lastname|names[last_name]|form_fields[l_name]|LastName",
    "full_name": (
        "FULL_NAME|fullName|q3_fullName|your-name|names[full_name]|form_fields[contact_person]|full_name|"
        "yOUR NAME|data[0][name]"
    ),
    "email": (
        "EMAIL|WORK_EMAIL|work_email|form_fields[email]|fields[email][value]|No Label email|your-email|"
        "email-1|E-mail *|e-mail:|q4_email|emailAddress|workEmail|2. Email|Question 3: e-mail|"
        "Sans libellé email|Без мітки email|Contact person e-mail|Е-mail|Еmail"
    ),
    "phone": (
        "PHONE_NUMBER|WORK_PHONE|work_phone_number|mobilephone|phoneNumber|tel-482|q5_phoneNumber|"
        "phone-2|fields[phone][value]|No Label phone|contacts[phone]|Phone number with country code"
    ),
    "company": "COMPANY_NAME|companyName|company_name|form_fields[company]|q6_company|Company (optional)",
    "position": "JOB_TITLE|jobtitle|jobTitle|job-title|form_fields[job_title]|Role",
    "message": "your-message|textarea|Textarea|message-1|q7_message|form_fields[message]|Question|question",
    "page_url": "_url|Page URL|page_url|pageUri",
    "ip": "_remote_ip|Remote IP|remote_ip|ip_address",
    "consent": "acceptance-290|acceptance|gdpr-agreement|gdpr|privacy_policy|privacyConsent|consent-1|terms",
    "country": "COUNTRY|country-1|q9_country",
    "files": "file-11|file-upload|upload-1|fileUpload",
    "utm.source": "q10_utmSource|utm_source|UTM Source",
}

LANGUAGES = {
    "uk": UKRAINIAN,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "cs": CZECH,
    "nl": DUTCH,
    "builders": BUILDERS,
}
