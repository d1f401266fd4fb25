"""Choice words: what cards, toasts and questions say when a choice needs more than one tap."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
CHOICE_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    # Toasts, and the answers to what people wrote.
    "ask_why": (
        "Say why: answer the question in the chat.",
        "Укажите причину: ответьте на вопрос в чате.",
        "Podaj powód: odpowiedz na pytanie na czacie.",
    ),
    "why_late": (
        "Ten minutes are over, nothing was changed. Press the button again.",
        "Десять минут прошли, ничего не изменено. Нажмите кнопку ещё раз.",
        "Minęło dziesięć minut, nic nie zmieniono. Naciśnij przycisk jeszcze raz.",
    ),
    "snoozed_lead": (
        "No reminders of this lead until then.",
        "До этого времени напоминаний о лиде не будет.",
        "Do tego czasu nie będzie przypomnień o tym leadzie.",
    ),
    "unsnoozed": ("Reminders are on again.", "Напоминания снова включены.", "Przypomnienia znów działają."),
    # Questions: who is asked stands before them.
    "ask_lost": (
        "why is #{lead} lost? Answer this message.",
        "почему потерян #{lead}? Ответьте на это сообщение.",
        "dlaczego #{lead} przegrany? Odpowiedz na tę wiadomość.",
    ),
    "ask_band": (
        "why should #{lead} be “{band}”? Answer this message.",
        "почему #{lead} — «{band}»? Ответьте на это сообщение.",
        "dlaczego #{lead} to „{band}”? Odpowiedz na tę wiadomość.",
    ),
    "why_here": ("The reason for #{lead}", "Причина для #{lead}", "Powód dla #{lead}"),
    "offer_answer": (
        "#{lead}: answer the card too?",
        "#{lead}: ответить и на карточке?",
        "#{lead}: odpowiedzieć też na karcie?",
    ),
    # Buttons.
    "button_snoozes": ("😴", "😴", "😴"),
    "button_band": ("🎚 Band", "🎚 Группа", "🎚 Grupa"),
    "snooze_over": ("⏰ Remind again", "⏰ Снова напоминать", "⏰ Przypominaj znów"),
    "snooze_15m": ("😴 15 min", "😴 15 мин", "😴 15 min"),
    "snooze_1h": ("😴 1 h", "😴 1 ч", "😴 1 godz."),
    "snooze_morning": ("😴 Tomorrow morning", "😴 Завтра утром", "😴 Jutro rano"),
    # Cards.
    "snoozed_card": ("no reminders until", "без напоминаний до", "bez przypomnień do"),
    # The history.
    "past_snoozed": ("snoozed ({reason})", "отложены напоминания ({reason})", "drzemka ({reason})"),
}
