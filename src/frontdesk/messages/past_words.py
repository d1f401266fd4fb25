"""Past words: what the history says of each step, short enough for several lines of an alert."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish; who did it stands before it, with a colon.
PAST_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "past_judged": ("looked at", "рассмотрено", "sprawdzono"),
    "past_claim": ("took it", "взято", "wzięto"),
    "past_contacted": ("contacted", "связались", "po kontakcie"),
    "past_won": ("won", "сделка", "wygrana"),
    "past_lost": ("lost: {reason}", "потеря: {reason}", "przegrana: {reason}"),
    "past_recycle": ("put aside ({days} d)", "отложено ({days} дн.)", "odłożono ({days} dni)"),
    "past_came back": ("back in sales", "вернулся в продажи", "wrócił do sprzedaży"),
    "past_give": ("given away", "передано", "przekazano"),
    "past_give_to": ("given to {reason}", "передано: {reason}", "przekazano: {reason}"),
    "past_nurture": ("to nurture", "в прогрев", "do nurture"),
    "past_spam": ("spam", "спам", "spam"),
    "past_undo": ("undone", "отменено", "cofnięto"),
    "past_release": ("let out of quarantine", "выпущен из карантина", "z kwarantanny"),
    "past_saw contacts": ("saw contacts", "контакты открыты", "zobaczono kontakty"),
    "past_yes": ("{criterion}: yes", "{criterion}: да", "{criterion}: tak"),
    "past_no": ("{criterion}: no", "{criterion}: нет", "{criterion}: nie"),
    "past_clear": ("{criterion}: cleared", "{criterion}: ответ снят", "{criterion}: cofnięto"),
    "past_refused": ("refused: {what}", "отказано: {what}", "odmowa: {what}"),
}
