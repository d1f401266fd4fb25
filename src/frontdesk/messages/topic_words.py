"""Topic words: the names of topics that the bot makes, and what /chat says, in every language."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
TOPIC_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "topic_digest": ("Digest", "Дайджест", "Podsumowania"),
    "topic_other": ("Other leads", "Прочие лиды", "Pozostałe leady"),
    "menu_chat": (
        "what comes here: /chat triage, sales, alarms, source X, off",
        "что приходит сюда: /chat triage, sales, alarms, source X, off",
        "co przychodzi tutaj: /chat triage, sales, alarms, source X, off",
    ),
    "chat_head": ("What comes where:", "Что куда приходит:", "Co dokąd przychodzi:"),
    "chat_none": ("No chat is bound yet.", "Ни один чат не привязан.", "Żaden czat nie jest przypisany."),
    "chat_whole": ("chat", "чат", "czat"),
    "chat_topic": ("topic", "тема", "wątek"),
    "chat_here": ("here", "здесь", "tutaj"),
    "chat_rules": ("by rules.toml", "из rules.toml", "z rules.toml"),
    "chat_unused": ("not used", "не действует", "nie działa"),
    "chat_triage": ("leads to sort", "лиды на разбор", "leady do oceny"),
    "chat_sales": ("hot leads", "горячие лиды", "gorące leady"),
    "chat_alarms": ("alarms", "тревоги", "alarmy"),
    "chat_source": ("leads of {who}", "лиды из {who}", "leady z {who}"),
    "chat_bound": (
        "From now on this comes here: {who}.",
        "Теперь сюда приходит: {who}.",
        "Odtąd przychodzi tutaj: {who}.",
    ),
    "chat_freed": (
        "Nothing is bound here any more.",
        "Здесь больше ничего не привязано.",
        "Nic nie jest tu już przypisane.",
    ),
    "chat_free": (
        "Nothing was bound here.",
        "Здесь ничего не было привязано.",
        "Nic tu nie było przypisane.",
    ),
    "chat_written": (
        "rules.toml says what this chat is for. Change it there.",
        "Назначение этого чата задано в rules.toml. Меняйте его там.",
        "Przeznaczenie tego czatu podaje rules.toml. Zmień je tam.",
    ),
    "chat_other": (
        "Another chat has this already: {who}. Only one can.",
        "Это уже у другого чата: {who}. Может быть только один.",
        "Ma to już inny czat: {who}. Może być tylko jeden.",
    ),
    "chat_is_for": (
        "This chat is for something else: {who}.",
        "Этот чат для другого: {who}.",
        "Ten czat jest do czego innego: {who}.",
    ),
    "chat_in_topic": (
        "Write this in a topic of a chat for triage or sales.",
        "Напишите это в теме чата для разбора или продаж.",
        "Napisz to w wątku czatu do oceny lub sprzedaży.",
    ),
    "chat_full": (
        "This desk has as many bound chats and topics as it can.",
        "Больше чатов и тем привязать нельзя.",
        "Nie można przypisać więcej czatów i wątków.",
    ),
    "chat_in_group": (
        "Write this in the group or the topic it is about.",
        "Напишите это в той группе или теме.",
        "Napisz to w tej grupie lub wątku.",
    ),
}
