"""Command words: what commands say and how the menu describes them, in every language of the chats."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
COMMAND_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    # What the menu of commands says.
    "menu_leads": (
        "the leads: mine, open, hot, today, source X",
        "лиды: mine, open, hot, today, source X",
        "leady: mine, open, hot, today, source X",
    ),
    "menu_lead": ("one lead: /lead 142", "один лид: /lead 142", "jeden lead: /lead 142"),
    "menu_why": ("why it has this score", "почему столько баллов", "skąd te punkty"),
    "menu_history": ("what happened to it", "что с ним было", "co się z nim działo"),
    "menu_find": (
        "by name, company, domain, last digits",
        "по имени, компании, домену, последним цифрам",
        "po nazwisku, firmie, domenie, ostatnich cyfrach",
    ),
    "menu_take": ("take a lead", "взять лид", "wziąć leada"),
    "menu_note": ("a note: /note 142 text", "заметка: /note 142 текст", "notatka: /note 142 tekst"),
    "menu_band": (
        "set the band: /band 142 triage reason",
        "сменить группу: /band 142 triage причина",
        "zmienić grupę: /band 142 triage powód",
    ),
    "menu_give": (
        "give it to somebody: /give 142 Ann",
        "передать: /give 142 Анна",
        "przekazać: /give 142 Anna",
    ),
    "menu_undo": ("take back the last step", "отменить последний шаг", "cofnąć ostatni krok"),
    "menu_stats": (
        "week or month, by person or source",
        "неделя или месяц: week, month, person, source",
        "tydzień lub miesiąc: week, month, person, source",
    ),
    "menu_mute": ("no sounds from me: /mute 2h", "без звука: /mute 2h", "bez dźwięku: /mute 2h"),
    "menu_rules": ("how leads are scored", "как начисляются баллы", "jak liczone są punkty"),
    "menu_link": ("a link for a new colleague", "ссылка для нового коллеги", "link dla nowej osoby"),
    "menu_lang": ("my language: en, ru, pl", "мой язык: en, ru, pl", "mój język: en, ru, pl"),
    "menu_privacy": ("who sees what", "кто что видит", "kto co widzi"),
    "menu_help": ("all commands", "все команды", "wszystkie polecenia"),
    "menu_health": ("what waits to be sent", "что ждёт отправки", "co czeka na wysłanie"),
    # Answers.
    "unknown_command": (
        "I do not know this command. /help lists all of them.",
        "Такой команды нет. Все команды: /help.",
        "Nie znam tego polecenia. Wszystkie: /help.",
    ),
    "anonymous": (
        "I cannot see who you are. Write from your own account, or to me in private.",
        "Не вижу, кто пишет. Напишите от своего имени или мне в личные сообщения.",
        "Nie widzę, kto pisze. Napisz z własnego konta albo do mnie prywatnie.",
    ),
    "usage": ("Write it so: {who}", "Нужно так: {who}", "Napisz tak: {who}"),
    "banded": (
        "Band set. The score stays.",
        "Группа изменена. Баллы прежние.",
        "Grupa zmieniona. Punkty bez zmian.",
    ),
    "no_reason": (
        "Say why: the reason stands in the history.",
        "Напишите причину: она останется в истории.",
        "Podaj powód: zostanie w historii.",
    ),
    "past_band": ("band {reason}", "группа {reason}", "grupa {reason}"),
    "noted": ("Noted.", "Записано.", "Zapisano."),
    "note_empty": ("There is nothing to note.", "Записывать нечего.", "Nie ma czego zapisać."),
    "no_such_person": (
        "There is nobody of this name in the team.",
        "В команде нет такого имени.",
        "W zespole nie ma takiej osoby.",
    ),
    "no_account": (
        "{who} has no Telegram account here yet: /link makes a link.",
        "У {who} ещё нет аккаунта: ссылку делает /link.",
        "{who} nie ma jeszcze konta: link tworzy /link.",
    ),
    "cannot_sell": (
        "{who} takes no leads.",
        "{who} не берёт лиды.",
        "{who} nie przyjmuje leadów.",
    ),
    "has_account": (
        "{who} has an account in rules.toml already.",
        "Аккаунт {who} уже указан в rules.toml.",
        "Konto {who} jest już w rules.toml.",
    ),
    "link_made": (
        "For {who}, once, within 15 minutes:",
        "Для {who}, один раз, в течение 15 минут:",
        "Dla {who}, jeden raz, w ciągu 15 minut:",
    ),
    "link_nameless": (
        "I do not know my own name yet; try again in a minute.",
        "Пока не знаю своего имени; попробуйте через минуту.",
        "Nie znam jeszcze swojej nazwy; spróbuj za minutę.",
    ),
    "linked": (
        "Welcome, {who}: this account is yours now. /help tells what I can do.",
        "Добро пожаловать, {who}: аккаунт привязан. Что я умею: /help.",
        "Witaj, {who}: to konto jest teraz Twoje. Co potrafię: /help.",
    ),
    "link_gone": (
        "This link was used, or is older than 15 minutes. Ask for a new one.",
        "Ссылка уже использована или старше 15 минут. Попросите новую.",
        "Ten link był użyty albo ma ponad 15 minut. Poproś o nowy.",
    ),
    "linked_already": (
        "This account is bound to somebody already.",
        "Этот аккаунт уже привязан.",
        "To konto jest już przypisane.",
    ),
    "language_set": ("I speak English to you now.", "Теперь пишу вам по-русски.", "Piszę teraz po polsku."),
    "muted": (
        "No sounds until {who}. Leads still come.",
        "Без звука до {who}. Лиды по-прежнему приходят.",
        "Bez dźwięku do {who}. Leady nadal przychodzą.",
    ),
    "unmuted": ("Sounds are on.", "Звук включён.", "Dźwięk włączony."),
    "muted_of": (
        "{who} has muted me until {until}.",
        "{who}: без звука до {until}.",
        "{who}: bez dźwięku do {until}.",
    ),
    # Lists.
    "list_all": ("Leads", "Лиды", "Leady"),
    "list_mine": ("My leads", "Мои лиды", "Moje leady"),
    "list_open": ("Open leads", "Открытые лиды", "Otwarte leady"),
    "list_hot": ("Hot leads", "Горячие лиды", "Gorące leady"),
    "list_today": ("Leads of today", "Лиды за сегодня", "Leady z dziś"),
    "list_source": ("Leads of {who}", "Лиды: {who}", "Leady: {who}"),
    "list_found": ("Found: {who}", "Найдено: {who}", "Znaleziono: {who}"),
    "list_none": ("None.", "Ничего нет.", "Brak."),
    "list_turned": ("Here it is.", "Готово.", "Gotowe."),
    "list_page": ("Page {number}", "Страница {number}", "Strona {number}"),
    "list_more": ("Only the first {number} are shown.", "Показаны первые {number}.", "Pierwsze {number}."),
    "find_short": (
        "Name at least 3 characters, or 4 digits of the number.",
        "Нужно не меньше 3 букв или 4 цифр номера.",
        "Podaj co najmniej 3 znaki albo 4 cyfry numeru.",
    ),
    "state_triage": ("🟡 triage", "🟡 разбор", "🟡 do oceny"),
    "state_sales_open": ("🔥 sales", "🔥 продажи", "🔥 sprzedaż"),
    "state_claimed": ("👤 taken", "👤 в работе", "👤 przejęty"),
    "state_contacted": ("☎️ contacted", "☎️ на связи", "☎️ po kontakcie"),
    "state_won": ("🏆 won", "🏆 сделка", "🏆 wygrany"),
    "state_lost": ("💔 lost", "💔 потерян", "💔 przegrany"),
    "state_nurture": ("📤 nurture", "📤 прогрев", "📤 nurturing"),
    "state_junk": ("⚪ not for us", "⚪ не наш", "⚪ nie dla nas"),
    "state_quarantined": ("🚫 spam", "🚫 спам", "🚫 spam"),
    # Stats, in the same order as the columns of states above.
    "stats_week": ("The last 7 days", "За 7 дней", "Ostatnie 7 dni"),
    "stats_month": ("The last 30 days", "За 30 дней", "Ostatnie 30 dni"),
    "stats_came": ("came", "пришло", "przyszło"),
    "stats_quarantined": ("spam", "спам", "spam"),
    "stats_waiting": ("not judged", "без оценки", "bez oceny"),
    "stats_to_claim": (
        "taken after {who} (median)",
        "взят через {who} (медиана)",
        "przejęty po {who} (mediana)",
    ),
    "stats_nothing": ("nothing happened", "ничего не было", "nic się nie działo"),
    # Rules in words.
    "rules_head": ("How a lead is scored", "Как оценивается лид", "Jak oceniany jest lead"),
    "rules_ask": ("people answer it", "отвечают люди", "odpowiadają ludzie"),
    "rules_bands": (
        "Then the first that holds:",
        "Дальше первое, что верно:",
        "Dalej pierwsze, co prawdziwe:",
    ),
    "rules_else": ("everyone else", "все остальные", "wszyscy pozostali"),
    "rules_why": (
        "/why 142 tells it of one lead.",
        "О баллах одного лида: /why 142.",
        "O punktach jednego leada: /why 142.",
    ),
    # Privacy, health.
    "privacy": (
        "Groups see cards as masked as their chat is set; contacts come in private, to people of the team "
        "only, and every look is on record. A viewer sees no contacts. What people write here is kept only "
        "where it is a command, or a reply to a card: that is a note on its lead. Bot chats are not "
        "end-to-end encrypted.",
        "В группах карточки показаны с маской чата; контакты приходят в личный чат, только людям из команды, "
        "и каждый просмотр записан. Роль viewer контактов не видит. Из написанного здесь хранятся только "
        "команды и ответы на карточки: это заметки о лиде. Чаты с ботом не шифруются сквозным шифрованием.",
        "Grupy widzą karty z maską swojego czatu; kontakty przychodzą prywatnie, tylko osobom z zespołu, a "
        "każdy wgląd jest zapisany. Rola viewer nie widzi kontaktów. Z tego, co tu napisano, zostają tylko "
        "polecenia i odpowiedzi na karty: to notatki o leadzie. Czaty z botem nie są szyfrowane end-to-end.",
    ),
    "health_updates": ("presses and commands waiting", "ждут нажатия и команды", "czekające naciśnięcia"),
    "health_forms": ("forms to judge", "анкет на оценку", "formularzy do oceny"),
    "health_letters": ("letters to send", "писем к отправке", "listów do wysłania"),
    "health_cards": ("cards to show", "карточек к показу", "kart do pokazania"),
    "health_held": ("held for a person", "ждут решения человека", "czeka na decyzję człowieka"),
    "health_oldest": ("the oldest waits since", "самое старое ждёт с", "najstarsze czeka od"),
    "health_well": ("No alarm stands.", "Тревог нет.", "Brak alarmów."),
    "health_alarm": ("alarm", "тревога", "alarm"),
    "help_head": ("What I understand:", "Что я понимаю:", "Co rozumiem:"),
    "help_note": (
        "A reply to a card is a note on its lead.",
        "Ответ на карточку — заметка о лиде.",
        "Odpowiedź na kartę to notatka o leadzie.",
    ),
    "button_prev": ("◀", "◀", "◀"),
    "button_next": ("▶", "▶", "▶"),
    "button_help": ("❔ /help", "❔ /help", "❔ /help"),
}
