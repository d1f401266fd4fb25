"""Labels that mean none of the fields, or do not say which, by language; parted by `|`."""

ENGLISH = (
    "Team size|Number of employees|How big is your team?|Friend's email|Friend's e-mail address|"
    "Parent's phone|Manager name|Email of your manager|Email (friend's)|Phone (emergency contact)|"
    "Emergency contact|Subject|Title|Address|City|Zip|Website URL|User Agent|Date|Time|"
    "Preferred contact method|Middle name|Best time to call|Email me a copy|Call me back|Username|"
    "Password|Order number|Phone type|Country code|Receive our newsletter by e-mail|"
    "I agree to receive marketing e-mails|Newsletter privacy|I agree to receive other communications|"
    "Email consent|Consent to SMS|What is your privacy policy?|Do you process personal data?|"
    "Is your company GDPR compliant?|How do you handle privacy?|Privacy officer e-mail|consent_timestamp|"
    "gdpr_date|privacyVersion|Name of the school|Domain name|Company and position|"
    "Company description size|Language level|Country of birth|Business plan|Business value|Message ID|"
    "Budget approved?|File format|Position in the queue|Name, company"
)

BUILDERS = (
    "numemployees|num_employees|hs_lead_status|lifecyclestage|company_size|checkbox-717|Checkbox|"
    "checkbox|radio-1|text-482|Text|text|input_text|number-3|Number|Question 3|Question № 3|question 12|"
    "input_1_3|field_0a1b2c3|No Label field_0a1b2c3|No Label 7|form_fields[form_name]|fields[form_name]|"
    "form[name]|form[id]|fields[email][title]|fields[name][type]|_user_agent|_date|_time|_post_title|"
    "_wpnonce|url|POSTAL_CODE|CITY|REGION|STREET_ADDRESS|gclid|fbclid|dropdown-2|hidden-1|html-1|"
    "signature-1|date-1|time-1|q8_typeA|q11_input11|select|multi_select|Untitled|rating|captcha|honeypot|"
    "formId|formName|submissionTitle"
)

RUSSIAN = (
    "Размер компании|Сколько сотрудников?|Почта друга|Телефон руководителя|Имя ребенка|Отделение почты|"
    "Удобное время звонка|Согласие на рекламную рассылку|Как вы обрабатываете персональные данные?|"
    "Вопрос 7|Компания / должность|Номер заказа|ИНН|Способ связи|Название проекта|Промокод"
)

UKRAINIAN = (
    "Розмір компанії|Кількість працівників|Місто|Адреса|Поштова адреса|Тема|Тема листа|По батькові|"
    "Пошта друга|Телефон керівника|Email менеджера|Відділення Нової пошти|Зручний час для дзвінка|"
    "Як ви про нас дізналися?|Згода на розсилку|Погоджуюсь отримувати новини та акції|"
    "Підписатися на розсилку|Питання 3|Запитання № 2|Телефон або пошта|Телефон / пошта|"
    "Компанія та посада|ЄДРПОУ|Сайт компанії|Назва проєкту|Дата народження|Номер|Спосіб зв'язку|"
    "Які персональні дані ви обробляєте?|Телефон (керівника)|Приватний будинок"
)

SPANISH = (
    "Tamaño de la empresa|Número de empleados|Ciudad|Dirección|Código postal|Asunto|Título|Página web|"
    "Nombre de usuario|Nombre del proyecto|Nombre del producto|Correo de un amigo|Teléfono de emergencia|"
    "Email del responsable|Horario de contacto|¿Cómo nos conociste?|Acepto recibir la newsletter|"
    "Deseo recibir publicidad y acepto la política|Quiero suscribirme al boletín|Pregunta 3|"
    "Teléfono o correo|Teléfono / Correo|Empresa y cargo|NIF|Fecha|Fecha de nacimiento|Hora|Número|"
    "Número de pedido|Estado|Provincia|¿Qué datos personales tratan?|Segundo apellido materno|"
    "Correo (del jefe)"
)

FRENCH = (
    "Taille de l'entreprise|Nombre d'employés|Nombre de personnes|Ville|Adresse|Adresse postale|"
    "Code postal|Objet|Sujet|Titre|Civilité|Site web|Nom d'utilisateur|Nom du projet|Nom de domaine|"
    "Nom de la mère|Email d'un ami|Téléphone du responsable|Téléphone (urgence)|"
    "Comment nous avez-vous connus ?|Je souhaite recevoir la newsletter|"
    "J'accepte de recevoir des offres commerciales|S'abonner à la newsletter|Question 3|"
    "Téléphone ou e-mail|Téléphone / E-mail|Société et poste|SIRET|Numéro de TVA|Date|Date de naissance|"
    "Heure|Numéro|Numéro de commande|Région|Message d'erreur|Code du pays|"
    "Comment traitez-vous les données personnelles ?|Secteur géographique|Société de transport"
)

OTHER_LANGUAGES = (
    "Liczba pracowników|E-mail kolegi|Telefon przełożonego|Pytanie 4|Numer zamówienia|Miejscowość|"
    "Zgoda na otrzymywanie ofert|Anzahl der Mitarbeiter|E-Mail des Freundes|Frage 4|Bestellnummer|Termin|"
    "Wie verarbeiten Sie personenbezogene Daten?|Einwilligung in Werbung|Anrede|Straße|"
    "Numero di dipendenti|Email di un amico|Partita IVA|Città|Iscrizione alla newsletter|Oggetto|"
    "Número de funcionários|E-mail de um amigo|Cidade|Assunto|Aceito receber novidades|Počet zaměstnanců|"
    "Město|Předmět|Souhlas s odběrem novinek|Aantal medewerkers|Woonplaats|Onderwerp|"
    "Aanmelden voor de nieuwsbrief|😀|日本語|* * *|::|___"
)

LANGUAGES = {
    "en": ENGLISH,
    "builders": BUILDERS,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "es": SPANISH,
    "fr": FRENCH,
    "others": OTHER_LANGUAGES,
}
