"""Toast words: what answers to presses and to messages in private say, in every language of the chats."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish. `{name}` is a place that the caller fills.
TOAST_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    # Toasts: the answer to a press.
    "answered": (
        "Noted: {criterion}. The score is now {total}.",
        "Записано: {criterion}. Теперь баллов: {total}.",
        "Zapisano: {criterion}. Punktów teraz: {total}.",
    ),
    "cleared": ("Answer taken back.", "Ответ снят.", "Odpowiedź cofnięta."),
    "claimed": ("It is yours. Good luck!", "Лид ваш. Удачи!", "Lead jest Twój. Powodzenia!"),
    "claimed_already": ("Already taken: {owner}.", "Лид уже занят: {owner}.", "Lead już zajęty: {owner}."),
    "not_allowed": (
        "Your role does not allow this.",
        "Ваша роль этого не позволяет.",
        "Twoja rola na to nie pozwala.",
    ),
    "stranger": (
        "I do not know you yet. Ask your administrator to add you to the team.",
        "Мы ещё не знакомы. Попросите администратора добавить вас в команду.",
        "Jeszcze się nie znamy. Poproś administratora o dodanie do zespołu.",
    ),
    "spam": ("Marked as spam.", "Отмечено как спам.", "Oznaczono jako spam."),
    "nurture": ("Moved to nurture.", "Отправлено на прогрев.", "Przeniesiono do nurturingu."),
    "undone": ("Undone.", "Отменено.", "Cofnięto."),
    "undo_late": ("Too late to undo.", "Отменить уже нельзя.", "Za późno, by cofnąć."),
    "changed": (
        "The card has changed, look again.",
        "Карточка изменилась, взгляните ещё раз.",
        "Karta się zmieniła, spójrz jeszcze raz.",
    ),
    "already": ("Already done: {who}.", "Уже сделано: {who}.", "Już zrobione: {who}."),
    "gone": ("This lead is not here any more.", "Этого лида здесь больше нет.", "Tego leada już tu nie ma."),
    "no_such_question": (
        "The rules no longer ask this.",
        "В правилах больше нет такого вопроса.",
        "Reguły już o to nie pytają.",
    ),
    "confirmed": ("Noted as right.", "Отмечено как верное.", "Zapisano jako poprawne."),
    "joined_already": (
        "This lead is part of {who} now.",
        "Этот лид теперь часть {who}.",
        "Ten lead to teraz {who}.",
    ),
    "join_asked": (
        "Press again to join them; there is no Undo.",
        "Нажмите ещё раз, чтобы объединить: отменить будет нельзя.",
        "Naciśnij jeszcze raz, aby połączyć: nie da się tego cofnąć.",
    ),
    "join_joined": ("Joined into one lead.", "Объединено в один лид.", "Połączono w jeden lead."),
    "join_offered": ("Nothing was joined.", "Ничего не объединено.", "Niczego nie połączono."),
    "join_apart": ("Noted: not the same person.", "Записано: это разные люди.", "Zapisano: to różne osoby."),
    "released": (
        "Released. No guard holds it any more.",
        "Лид выпущен. Фильтры его больше не держат.",
        "Wypuszczono. Żaden filtr już go nie zatrzyma.",
    ),
    "released_already": ("Already released by {who}.", "Уже выпущен: {who}.", "Już wypuszczono: {who}."),
    # Answers in private.
    "contacts": (
        "The card with the contacts opens in your chat with me.",
        "Карточка с контактами откроется в вашем чате со мной.",
        "Karta z kontaktami otworzy się w czacie ze mną.",
    ),
    "hello": (
        "Hello, {who}. /lead 142: the card of lead 142 with contacts and files, /why 142: its reasons, "
        "/help: the rest.",
        "Здравствуйте, {who}. /lead 142 — карточка лида 142 с контактами и файлами, /why 142 — баллы, "
        "/help — остальное.",
        "Dzień dobry, {who}. /lead 142: karta leada 142 z kontaktami i plikami, /why 142: punkty, "
        "/help: reszta.",
    ),
    "no_such_lead": (
        "There is no lead with this number.",
        "Лида с таким номером нет.",
        "Nie ma leada o tym numerze.",
    ),
    "just_sent": (
        "You got this card less than a minute ago.",
        "Вы получили эту карточку меньше минуты назад.",
        "Masz już tę kartę, od niecałej minuty.",
    ),
    "not_private": (
        "This chat has cards for all who read it, so I show no contacts here.",
        "Карточки в этом чате видят все, поэтому контактов здесь не показываю.",
        "Karty w tym czacie są dla wszystkich, więc nie pokazuję tu kontaktów.",
    ),
    "file_gone": (
        "#{lead} · {name}: this file is no longer there.",
        "#{lead} · {name}: этого файла больше нет.",
        "#{lead} · {name}: tego pliku już nie ma.",
    ),
    "file_large": (
        "#{lead} · {name}: too large for Telegram. Ask whoever runs frontdesk for it.",
        "#{lead} · {name}: слишком большой для Telegram. Спросите у того, кто ведёт frontdesk.",
        "#{lead} · {name}: za duży dla Telegrama. Zapytaj osobę, która prowadzi frontdesk.",
    ),
    "file_refused": (
        "#{lead} · {name}: Telegram does not take this file. Ask whoever runs frontdesk for it.",
        "#{lead} · {name}: Telegram не принимает этот файл. Спросите у того, кто ведёт frontdesk.",
        "#{lead} · {name}: Telegram nie przyjmuje tego pliku. Zapytaj osobę, która prowadzi frontdesk.",
    ),
}
