"""Move words: what cards and toasts say once a lead was taken, in every language of the chats."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
MOVE_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    # Toasts.
    "contacted": (
        "Noted: you spoke to them.",
        "Записано: вы на связи с клиентом.",
        "Zapisano: jesteś w kontakcie.",
    ),
    "won": ("Won. Well done!", "Сделка. Поздравляем!", "Wygrana. Gratulacje!"),
    "lost": ("Noted as lost.", "Отмечено как потерянный.", "Zapisano jako przegrany."),
    "recycled": (
        "Put aside. It comes back to sales by itself.",
        "Отложено. Лид сам вернётся в продажи.",
        "Odłożono. Lead sam wróci do sprzedaży.",
    ),
    "given": ("Given to {who}.", "Передано: {who}.", "Przekazano: {who}."),
    "menu": ("Choose on the card.", "Выберите на карточке.", "Wybierz na karcie."),
    "history_none": ("Nothing happened yet.", "Пока ничего не происходило.", "Jeszcze nic się nie działo."),
    # Buttons.
    "button_contacted": ("☎ Contacted", "☎ На связи", "☎ Skontaktowano"),
    "button_won": ("🏆 Won", "🏆 Сделка", "🏆 Wygrany"),
    "button_lost": ("💔 Lost", "💔 Потерян", "💔 Przegrany"),
    "button_recycle": ("♻ Later", "♻ Позже", "♻ Później"),
    "button_give": ("👥 Give", "👥 Передать", "👥 Przekaż"),
    "button_give_to": ("👤 {who}", "👤 {who}", "👤 {who}"),
    "button_more": ("⋯", "⋯", "⋯"),
    "button_back": ("« Back", "« Назад", "« Wróć"),
    "button_history": ("🕘 History", "🕘 История", "🕘 Historia"),
    "button_days_7": ("in a week", "через неделю", "za tydzień"),
    "button_days_30": ("in a month", "через месяц", "za miesiąc"),
    "button_days_90": ("in 3 months", "через 3 месяца", "za 3 miesiące"),
    # Why a lead is lost.
    "lost_budget": ("budget", "бюджет", "budżet"),
    "lost_timing": ("timing", "не сейчас", "nie teraz"),
    "lost_rival": ("a rival", "выбрал другого", "konkurencja"),
    "lost_no_answer": ("no answer", "не отвечает", "brak odpowiedzi"),
    "lost_off_profile": ("off-profile", "не наш профиль", "spoza profilu"),
    "lost_other": ("other", "другое", "inny powód"),
    # Cards.
    "choosing": ("{who} is choosing…", "{who} выбирает…", "{who} wybiera…"),
    "spoke": ("contacted", "на связи с", "w kontakcie od"),
    "line_contacted": ("contacted: {who}", "на связи: {who}", "w kontakcie: {who}"),
    "line_won": ("won: {who}", "сделка: {who}", "wygrany: {who}"),
    "line_lost": ("lost ({reason}): {who}", "потерян ({reason}): {who}", "przegrany ({reason}): {who}"),
    "line_later": ("back on {day}", "вернётся {day}", "wraca {day}"),
}
