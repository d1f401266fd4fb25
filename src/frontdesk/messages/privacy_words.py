"""Privacy words: what is said of people who were erased, in every language of the chats."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
PRIVACY_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "card_erased": ("#{lead} erased", "#{lead} удалён", "#{lead} usunięto"),
    "erase_ask": (
        "Erase #{lead} for good? Everything about this person goes, here and in all chats.",
        "Удалить #{lead} навсегда? Всё об этом человеке исчезнет, здесь и во всех чатах.",
        "Usunąć #{lead} na zawsze? Wszystko o tej osobie zniknie, tu i we wszystkich czatach.",
    ),
    "erase_kept": ("#{lead} stays.", "#{lead} остаётся.", "#{lead} zostaje."),
    "erase_gone": (
        "Nothing is left of #{lead}.",
        "О #{lead} ничего не осталось.",
        "Po #{lead} nic nie zostało.",
    ),
    "erase_done": (
        "#{lead} erased. Letters stopped: {letters}, cards to edit: {cards}.",
        "#{lead} удалён. Писем остановлено: {letters}, карточек изменится: {cards}.",
        "#{lead} usunięto. Wstrzymane listy: {letters}, karty do zmiany: {cards}.",
    ),
    "button_erase_keep": ("Keep", "Оставить", "Zostaw"),
    "button_erase": ("Erase for good", "Удалить навсегда", "Usuń na zawsze"),
    "menu_erase": (
        "erase a person: /erase 142",
        "удалить человека: /erase 142",
        "usunąć osobę: /erase 142",
    ),
}
