"""Post words: what messages say that are no lead's card: bursts, the digests of morning and quarantine."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish. `{name}` is a place that the caller fills.
POST_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "burst_title": (
        "Burst: {number} leads in {minutes} min",
        "Наплыв: лидов {number} за {minutes} мин",
        "Napływ: leadów {number} w {minutes} min",
    ),
    "burst_over": (
        "The burst is over: {number} leads in {minutes} min",
        "Наплыв закончился: лидов {number} за {minutes} мин",
        "Koniec napływu: leadów {number} w {minutes} min",
    ),
    "burst_hot": (
        "{number} hot (own cards)",
        "горячих {number} (свои карточки)",
        "gorących {number} (własne karty)",
    ),
    "burst_triage": ("{number} to triage", "на разбор {number}", "do oceny {number}"),
    "burst_nurture": ("{number} nurture", "на прогрев {number}", "nurturing {number}"),
    "burst_others": ("{number} set aside", "отложено {number}", "odłożonych {number}"),
    "burst_waiting": (
        "Without a card yet: {number}, the best first",
        "Пока без карточки: {number}, сначала лучшие",
        "Jeszcze bez karty: {number}, najlepsze najpierw",
    ),
    "burst_more": (
        "and {number} more; /lead and a number shows one",
        "и ещё {number}; /lead и номер покажет карточку",
        "i jeszcze {number}; /lead i numer pokaże kartę",
    ),
    "burst_coming": (
        "It is calm again, the cards come one by one.",
        "Снова спокойно, карточки приходят по одной.",
        "Znów spokojnie, karty przychodzą po kolei.",
    ),
    "burst_ask": (
        "Call all {number} leads from {source} spam? There is no common Undo.",
        "Отметить как спам всех лидов ({number}) из {source}? Общей отмены нет.",
        "Oznaczyć jako spam wszystkie leady ({number}) z {source}? Nie da się tego cofnąć naraz.",
    ),
    "burst_working": (
        "{number} leads from {source} are being called spam.",
        "Лиды ({number}) из {source} отмечаются как спам.",
        "Leady ({number}) z {source} są oznaczane jako spam.",
    ),
    "one_address": ("one address", "одного адреса", "jednego adresu"),
    "button_next_cards": ("▶ Next {number} cards", "▶ Ещё карточек: {number}", "▶ Następne karty: {number}"),
    "button_all_spam": (
        "🚫 All from this source are spam",
        "🚫 Весь этот источник — спам",
        "🚫 Całe to źródło to spam",
    ),
    "button_spam_sure": (
        "🚫 Yes, {number} leads are spam",
        "🚫 Да, это спам: {number}",
        "🚫 Tak, to spam: {number}",
    ),
    "next_cards": ("Cards on their way: {total}.", "Карточки в пути: {total}.", "Karty w drodze: {total}."),
    "next_coming": (
        "The next cards are on their way already.",
        "Следующие карточки уже в пути.",
        "Następne karty są już w drodze.",
    ),
    "next_none": ("No card waits.", "Карточек в ожидании нет.", "Żadna karta nie czeka."),
    "all_spam_asked": (
        "The message asks once more.",
        "Сообщение спросит ещё раз.",
        "Wiadomość zapyta jeszcze raz.",
    ),
    "all_spam": (
        "Calling {total} leads spam; that takes a moment.",
        "Отмечаю как спам: {total}; это займёт немного времени.",
        "Oznaczam jako spam: {total}; to chwilę potrwa.",
    ),
    "all_spam_undone": (
        "They come back; that takes a moment.",
        "Возвращаю; это займёт немного времени.",
        "Wracają; to chwilę potrwa.",
    ),
    "burst_called": ("They are in quarantine now.", "Теперь они в карантине.", "Są teraz w kwarantannie."),
    "burst_undoing": ("They are coming back.", "Они возвращаются.", "Wracają."),
    "burst_kept": ("Nothing was changed.", "Ничего не изменено.", "Niczego nie zmieniono."),
    "paged": ("Page {total}.", "Страница {total}.", "Strona {total}."),
    "morning_title": (
        "{number} leads came overnight: {hot} hot",
        "За ночь пришло лидов: {number}, горячих: {hot}",
        "W nocy przyszło leadów: {number}, gorących: {hot}",
    ),
    "morning_one": (
        "1 lead came overnight: {hot} hot",
        "За ночь пришёл 1 лид, горячих: {hot}",
        "W nocy przyszedł 1 lead, gorących: {hot}",
    ),
    # The digest of the quarantine.
    "button_release": ("✔ #{number} release", "✔ #{number} выпустить", "✔ #{number} wypuść"),
    "digest_title": ("Quarantine: {number} new", "Карантин: новых {number}", "Kwarantanna: nowych {number}"),
    "digest_since": ("since", "с", "od"),
    "digest_human": ("Look human: {number}", "Похожи на людей: {number}", "Wyglądają na ludzi: {number}"),
    "digest_nothing": ("Quarantine: nothing new", "Карантин: ничего нового", "Kwarantanna: nic nowego"),
    "digest_spam": (
        "Look like spam, the newest",
        "Похожи на спам, последние",
        "Wyglądają na spam, najnowsze",
    ),
    "digest_guards": ("By guard:", "По фильтрам:", "Według filtrów:"),
    "digest_watched": (
        "Would be held back, had these guards not only watched:",
        "Задержали бы, если бы не только наблюдали:",
        "Zatrzymałyby, gdyby nie tylko obserwowały:",
    ),
}
