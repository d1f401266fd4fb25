"""SLA words: what cards, toasts and reminders say of offers and of waiting, in every language."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
SLA_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    # Toasts.
    "offered": (
        "Offered first: {who}. Then anyone may take it.",
        "Сначала предложен: {who}. Потом его сможет взять любой.",
        "Najpierw dla: {who}. Potem może go wziąć każdy.",
    ),
    "passed": ("Passed on.", "Передано дальше.", "Przekazano dalej."),
    "snoozed": (
        "No further reminder for 15 minutes.",
        "Следующее напоминание не раньше чем через 15 минут.",
        "Kolejne przypomnienie najwcześniej za 15 minut.",
    ),
    # Buttons.
    "button_pass": ("➡ Pass", "➡ Дальше", "➡ Dalej"),
    "button_snooze": ("😴 15 min", "😴 15 мин", "😴 15 min"),
    # Cards.
    "offered_for": ("For", "Для:", "Dla:"),
    "offered_until": ("until", "до", "do"),
    "then_anyone": ("then anyone", "потом для всех", "potem dla wszystkich"),
    "stands_sales_offered": (
        "with sales, offered to one person",
        "в продажах, предложен одному",
        "w sprzedaży, zaoferowany jednej osobie",
    ),
    "line_offered": ("sales, {score}", "продажи, {score}", "sprzedaż, {score}"),
    # Reminders: the limit stands after the first words.
    "waits_claim": (
        "waits to be taken, for more than {limit}",
        "ждёт, когда его возьмут, дольше {limit}",
        "czeka na wzięcie ponad {limit}",
    ),
    "waits_triage": (
        "waits to be sorted, for more than {limit}",
        "ждёт разбора дольше {limit}",
        "czeka na ocenę ponad {limit}",
    ),
    "waits_decide": (
        "waits for a decision, for more than {limit}",
        "ждёт решения дольше {limit}",
        "czeka na decyzję ponad {limit}",
    ),
    "reminder_next": ("Next: {who},", "Следующий: {who},", "Następnie: {who},"),
    "role_owner": ("owner", "ответственный", "opiekun"),
    "role_manager": ("manager", "менеджер", "menedżer"),
    "role_head": ("head", "руководитель", "szef"),
    "limit_m": ("{number} min", "{number} мин", "{number} min"),
    "limit_h": ("{number} h", "{number} ч", "{number} godz."),
}
