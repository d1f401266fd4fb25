"""Words: what cards, buttons and toasts say, in every language frontdesk speaks.

One table. The letters' own wording is in `templates/letters/`.
"""

from collections.abc import Mapping
from typing import Any, Final

from frontdesk.messages.choice_words import CHOICE_WORDS
from frontdesk.messages.command_words import COMMAND_WORDS
from frontdesk.messages.move_words import MOVE_WORDS
from frontdesk.messages.past_words import PAST_WORDS
from frontdesk.messages.people_words import PEOPLE_WORDS
from frontdesk.messages.post_words import POST_WORDS
from frontdesk.messages.privacy_words import PRIVACY_WORDS
from frontdesk.messages.receipt_words import RECEIPT_WORDS
from frontdesk.messages.sla_words import SLA_WORDS
from frontdesk.messages.topic_words import TOPIC_WORDS
from frontdesk.text import cut, one_line

TOAST_LIMIT: Final = 200  #: characters of an answer to a press (Bot API, answerCallbackQuery)
_PLACE_LIMIT: Final = 60
_FALLBACK: Final = "en"
#: The words of each part, beside those that stand here.
OTHERS: Final = (
    CHOICE_WORDS,
    COMMAND_WORDS,
    MOVE_WORDS,
    PAST_WORDS,
    PEOPLE_WORDS,
    POST_WORDS,
    PRIVACY_WORDS,
    RECEIPT_WORDS,
    SLA_WORDS,
    TOPIC_WORDS,
)


def _row(en: str, ru: str, pl: str) -> Mapping[str, str]:
    return {"en": en, "ru": ru, "pl": pl}


#: key: language: text. `{name}` is a place that the caller fills.
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    # Toasts: the answer to a press.
    "answered": _row(
        "Noted: {criterion}. The score is now {total}.",
        "Записано: {criterion}. Теперь баллов: {total}.",
        "Zapisano: {criterion}. Punktów teraz: {total}.",
    ),
    "cleared": _row("Answer taken back.", "Ответ снят.", "Odpowiedź cofnięta."),
    "claimed": _row("It is yours. Good luck!", "Лид ваш. Удачи!", "Lead jest Twój. Powodzenia!"),
    "claimed_already": _row(
        "Already taken: {owner}.", "Лид уже занят: {owner}.", "Lead już zajęty: {owner}."
    ),
    "not_allowed": _row(
        "Your role does not allow this.", "Ваша роль этого не позволяет.", "Twoja rola na to nie pozwala."
    ),
    "stranger": _row(
        "I do not know you yet. Ask your administrator to add you to the team.",
        "Мы ещё не знакомы. Попросите администратора добавить вас в команду.",
        "Jeszcze się nie znamy. Poproś administratora o dodanie do zespołu.",
    ),
    "spam": _row("Marked as spam.", "Отмечено как спам.", "Oznaczono jako spam."),
    "nurture": _row("Moved to nurture.", "Отправлено на прогрев.", "Przeniesiono do nurturingu."),
    "undone": _row("Undone.", "Отменено.", "Cofnięto."),
    "undo_late": _row("Too late to undo.", "Отменить уже нельзя.", "Za późno, by cofnąć."),
    "changed": _row(
        "The card has changed, look again.",
        "Карточка изменилась, взгляните ещё раз.",
        "Karta się zmieniła, spójrz jeszcze raz.",
    ),
    "already": _row("Already done: {who}.", "Уже сделано: {who}.", "Już zrobione: {who}."),
    "gone": _row(
        "This lead is not here any more.", "Этого лида здесь больше нет.", "Tego leada już tu nie ma."
    ),
    "no_such_question": _row(
        "The rules no longer ask this.",
        "В правилах больше нет такого вопроса.",
        "Reguły już o to nie pytają.",
    ),
    "confirmed": _row("Noted as right.", "Отмечено как верное.", "Zapisano jako poprawne."),
    "joined_already": _row(
        "This lead is part of {who} now.", "Этот лид теперь часть {who}.", "Ten lead to teraz {who}."
    ),
    "join_asked": _row(
        "Press again to join them; there is no Undo.",
        "Нажмите ещё раз, чтобы объединить: отменить будет нельзя.",
        "Naciśnij jeszcze raz, aby połączyć: nie da się tego cofnąć.",
    ),
    "join_joined": _row("Joined into one lead.", "Объединено в один лид.", "Połączono w jeden lead."),
    "join_offered": _row("Nothing was joined.", "Ничего не объединено.", "Niczego nie połączono."),
    "join_apart": _row(
        "Noted: not the same person.", "Записано: это разные люди.", "Zapisano: to różne osoby."
    ),
    # Answers in private.
    "contacts": _row(
        "The card with the contacts opens in your chat with me.",
        "Карточка с контактами откроется в вашем чате со мной.",
        "Karta z kontaktami otworzy się w czacie ze mną.",
    ),
    "hello": _row(
        "Hello, {who}. /lead 142: the card of lead 142 with contacts and files, /why 142: its reasons, "
        "/help: the rest.",
        "Здравствуйте, {who}. /lead 142 — карточка лида 142 с контактами и файлами, /why 142 — баллы, "
        "/help — остальное.",
        "Dzień dobry, {who}. /lead 142: karta leada 142 z kontaktami i plikami, /why 142: punkty, "
        "/help: reszta.",
    ),
    "no_such_lead": _row(
        "There is no lead with this number.", "Лида с таким номером нет.", "Nie ma leada o tym numerze."
    ),
    "just_sent": _row(
        "You got this card less than a minute ago.",
        "Вы получили эту карточку меньше минуты назад.",
        "Masz już tę kartę, od niecałej minuty.",
    ),
    "not_private": _row(
        "This chat has cards for all who read it, so I show no contacts here.",
        "Карточки в этом чате видят все, поэтому контактов здесь не показываю.",
        "Karty w tym czacie są dla wszystkich, więc nie pokazuję tu kontaktów.",
    ),
    "file_gone": _row(
        "#{lead} · {name}: this file is no longer there.",
        "#{lead} · {name}: этого файла больше нет.",
        "#{lead} · {name}: tego pliku już nie ma.",
    ),
    "file_large": _row(
        "#{lead} · {name}: too large for Telegram. Ask whoever runs frontdesk for it.",
        "#{lead} · {name}: слишком большой для Telegram. Спросите у того, кто ведёт frontdesk.",
        "#{lead} · {name}: za duży dla Telegrama. Zapytaj osobę, która prowadzi frontdesk.",
    ),
    "file_refused": _row(
        "#{lead} · {name}: Telegram does not take this file. Ask whoever runs frontdesk for it.",
        "#{lead} · {name}: Telegram не принимает этот файл. Спросите у того, кто ведёт frontdesk.",
        "#{lead} · {name}: Telegram nie przyjmuje tego pliku. Zapytaj osobę, która prowadzi frontdesk.",
    ),
    # Buttons.
    "button_no": _row("✖ No", "✖ Нет", "✖ Nie"),
    "button_clear": _row("↩ Clear", "↩ Сбросить", "↩ Wyczyść"),
    "button_take": _row("🙋 Take", "🙋 Взять", "🙋 Biorę"),
    "button_contacts": _row("👁 Contacts", "👁 Контакты", "👁 Kontakt"),
    "button_phone": _row("📋 Phone", "📋 Телефон", "📋 Telefon"),
    "button_email": _row("📋 E-mail", "📋 Почта", "📋 E-mail"),
    "button_why": _row("❔ Why", "❔ Почему", "❔ Dlaczego"),
    "button_nurture": _row("📤 To nurture", "📤 На прогрев", "📤 Do nurturingu"),
    "button_spam": _row("🚫 Spam", "🚫 Спам", "🚫 Spam"),
    "button_undo": _row("↩ Undo", "↩ Отменить", "↩ Cofnij"),
    "button_confirm": _row("✓ {value} is right", "✓ {value} — верно", "✓ {value} – poprawne"),
    "button_ask_join": _row("🔗 Join #{number}", "🔗 Объединить с #{number}", "🔗 Połącz z #{number}"),
    "button_apart": _row("✖ Not the same", "✖ Не тот же", "✖ To nie ta osoba"),
    "button_join": _row("🔗 Join for good", "🔗 Объединить навсегда", "🔗 Połącz na stałe"),
    "button_not_now": _row("« Back", "« Назад", "« Wróć"),
    # Cards.
    "nameless": _row("no name", "без имени", "bez nazwiska"),
    "gate": _row("lacks: {needs}", "не хватает: {needs}", "brakuje: {needs}"),
    "score": _row("score", "баллы:", "punkty:"),
    "needs": _row("needs +{points}", "до продаж ещё +{points}", "do sprzedaży brakuje +{points}"),
    "more": _row("and {number} more", "и ещё {number}", "i jeszcze {number}"),
    "wrong": _row("not valid", "с ошибкой", "z błędem"),
    "in_message": _row("in the message", "из сообщения", "z wiadomości"),
    "unconfirmed": _row("new, unconfirmed", "новое, не подтверждено", "nowe, niepotwierdzone"),
    "colleagues": _row("same company:", "та же компания:", "ta sama firma:"),
    "same_phone": _row("same phone as {who}", "тот же телефон, что у {who}", "ten sam telefon co {who}"),
    "same_email": _row("same e-mail as {who}", "та же почта, что у {who}", "ten sam e-mail co {who}"),
    "join_question": _row(
        "Join #{later} into #{older} for good?",
        "Объединить #{later} с #{older} навсегда?",
        "Połączyć #{later} z #{older} na stałe?",
    ),
    "again": _row("wrote again ({number})", "новое обращение ({number})", "napisano ponownie ({number})"),
    "answered_by": _row("answered with {letter}", "отправлено письмо {letter}", "wysłano list {letter}"),
    "not_answered": _row("not answered: {reason}", "без ответа: {reason}", "bez odpowiedzi: {reason}"),
    "no_letter": _row("no letter", "без письма", "bez listu"),
    "taken": _row("taken", "в работе с", "przejęto"),
    "confirmed_by": _row("confirmed by {who}", "подтверждено: {who}", "potwierdzone: {who}"),
    "line_sales": _row("sales, {score}", "продажи, {score}", "sprzedaż, {score}"),
    "line_claimed": _row("taken: {who}", "в работе: {who}", "przejęto: {who}"),
    "line_triage": _row("back to triage, {score}", "снова на разборе, {score}", "znów do oceny, {score}"),
    "line_nurture": _row("nurture", "прогрев", "nurturing"),
    "line_junk": _row("not for us, {score}", "не наш лид, {score}", "nie dla nas, {score}"),
    "line_spam": _row("spam", "спам", "spam"),
    "line_joined": _row("joined into #{number}", "объединён с #{number}", "połączono z #{number}"),
    "stands_triage": _row("in triage", "на разборе", "do oceny"),
    "stands_sales_open": _row("in sales, free to take", "в продажах, свободен", "w sprzedaży, do wzięcia"),
    "line_waiting": _row("not judged yet", "ещё не оценён", "jeszcze bez oceny"),
    "unopened": _row(
        "{who} has not opened the bot", "{who}: бот ещё не открыт", "{who}: bot nie jest otwarty"
    ),
    # Why a letter was withheld, by its reason code.
    "unchecked": _row("captcha not checked", "капча не проверена", "captcha niesprawdzona"),
    "reason_two_addresses": _row("two addresses", "два адреса", "dwa adresy"),
    "reason_no_address": _row("no usable address", "нет рабочего адреса", "brak poprawnego adresu"),
    "reason_undeliverable": _row(
        "the e-mail's domain takes no mail",
        "домен адреса не принимает почту",
        "domena adresu nie przyjmuje poczty",
    ),
    "reason_quarantined": _row("suspected spam", "похоже на спам", "podejrzenie spamu"),
    "reason_quota": _row("written to enough lately", "недавно уже писали", "niedawno już pisaliśmy"),
    "reason_suppressed": _row("not written to any more", "больше не пишем", "już nie piszemy"),
    "reason_machine_address": _row(
        "nobody reads that address", "адрес не читают", "nikt nie czyta tego adresu"
    ),
    "reason_own_address": _row("our own address", "наш собственный адрес", "nasz własny adres"),
    "reason_person": _row("called spam", "отмечено как спам", "oznaczono jako spam"),
    "reason_erased": _row("erased", "удалено", "usunięto"),
    "unsubscribed": _row("wants no more letters", "просит больше не писать", "nie chce więcej listów"),
    # The digest of the quarantine.
    "released": _row(
        "Released. No guard holds it any more.",
        "Лид выпущен. Фильтры его больше не держат.",
        "Wypuszczono. Żaden filtr już go nie zatrzyma.",
    ),
    "released_already": _row("Already released by {who}.", "Уже выпущен: {who}.", "Już wypuszczono: {who}."),
    "button_release": _row("✔ #{number} release", "✔ #{number} выпустить", "✔ #{number} wypuść"),
    "digest_title": _row(
        "Quarantine: {number} new", "Карантин: новых {number}", "Kwarantanna: nowych {number}"
    ),
    "digest_since": _row("since", "с", "od"),
    "digest_human": _row("Look human: {number}", "Похожи на людей: {number}", "Wyglądają na ludzi: {number}"),
    "digest_nothing": _row("Quarantine: nothing new", "Карантин: ничего нового", "Kwarantanna: nic nowego"),
    "digest_spam": _row(
        "Look like spam, the newest", "Похожи на спам, последние", "Wyglądają na spam, najnowsze"
    ),
    "digest_guards": _row("By guard:", "По фильтрам:", "Według filtrów:"),
    "digest_watched": _row(
        "Would be held back, had these guards not only watched:",
        "Задержали бы, если бы не только наблюдали:",
        "Zatrzymałyby, gdyby nie tylko obserwowały:",
    ),
    **{key: _row(*texts) for table in OTHERS for key, texts in table.items()},
}

#: field: language: how a letter asks for it, in the case that follows "please tell us".
FIELD_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "first_name": _row("your first name", "ваше имя", "imię"),
    "last_name": _row("your last name", "вашу фамилию", "nazwisko"),
    "email": _row("your e-mail address", "адрес вашей почты", "adres e-mail"),
    "phone": _row("your phone number", "ваш телефон", "numer telefonu"),
    "company": _row("the name of your company", "название компании", "nazwę firmy"),
    "position": _row("your position", "вашу должность", "stanowisko"),
    "business": _row("what your company does", "чем занимается компания", "czym zajmuje się firma"),
    "message": _row("a few words about the task", "пару слов о задаче", "kilka słów o zadaniu"),
    "country": _row("your country", "вашу страну", "kraj"),
    "budget": _row("the budget you have in mind", "примерный бюджет", "orientacyjny budżet"),
    "deadline": _row("when you need it", "желаемый срок", "oczekiwany termin"),
}


def word(key: str, language: str) -> str:
    """The text as it stands in the table, with its places; in English where the language is not there."""
    row = WORDS[key]
    return row.get(language) or row[_FALLBACK]


def say(key: str, language: str, **values: object) -> str:
    """The text with its places filled, on one line of at most 200 characters: fit for a toast or a button.

    A value is data: its own braces, line ends and bidirectional controls do nothing. A place without a value
    shows a dash; a value without a place is ignored.

    Raises:
        KeyError: there is no such text.
    """
    return cut(word(key, language).format_map(_Places(values)), TOAST_LIMIT)


def field_name(field: str, language: str) -> str | None:
    """How a letter in that language asks for a form field; None for a field that letters do not ask for."""
    row = FIELD_NAMES.get(field, {})
    return row.get(language) or row.get(_FALLBACK)


def signed(points: int) -> str:
    """+3, −5, 0: with a real minus sign."""
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"


class _Places(dict[str, Any]):
    """Values of places as short plain lines."""

    def __getitem__(self, name: str) -> str:
        value = self.get(name)
        if value is None or value == "":
            return "—"
        return (
            str(value) if isinstance(value, int) else one_line(str(value)[: 8 * _PLACE_LIMIT], _PLACE_LIMIT)
        )
