"""Receipt words: what a receipt in words says, in every language frontdesk speaks."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish; a part of `words.WORDS`.
RECEIPT_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "why_more": (
        "In full: write /why_{number} to me.",
        "Подробно: напишите мне /why_{number}",
        "Całość: napisz do mnie /why_{number}",
    ),
    "by_machine": ("machine", "автоматически", "automatycznie"),
    "why_answered": ("answered yes", "ответ «да»", "odpowiedź: tak"),
    "why_open": ("open", "ещё не отвечено", "bez odpowiedzi"),
    "why_reach": ("can reach", "можно набрать", "można osiągnąć"),
    "why_nothing": ("nothing", "ничего", "nic"),
    "why_cell": (
        "cell {cell}: fit {fit}, interest {interest}",
        "ячейка {cell}: профиль {fit}, интерес {interest}",
        "pole {cell}: dopasowanie {fit}, zainteresowanie {interest}",
    ),
    "why_band": ("band", "решение", "decyzja"),
    "band_qualified": ("qualified", "в продажи", "do sprzedaży"),
    "band_triage": ("triage", "на разбор", "do oceny"),
    "band_nurture": ("nurture", "на прогрев", "do nurturingu"),
    "band_junk": ("junk", "не наш лид", "nie dla nas"),
    "why_by_hand": ("set by {who}", "так решил человек: {who}", "ustawione ręcznie: {who}"),
    "why_gate": ("not {band}, lacks", "не «{band}», не хватает", "nie „{band}”, brakuje"),
    "why_letter": ("letter", "письмо", "list"),
    "why_no_letter": ("none", "нет", "brak"),
    "why_withheld": ("withheld", "не отправлено", "niewysłany"),
    "why_quarantined": ("quarantined", "в карантине", "w kwarantannie"),
    "why_watched": ("would be quarantined", "попал бы в карантин", "trafiłby do kwarantanny"),
    "why_rules": ("rules", "правила", "reguły"),
    "why_old_rules": ("no longer in force", "уже не действуют", "już nie obowiązują"),
    # Reasons.
    "reason_else": ("everyone else", "все остальные", "wszyscy pozostali"),
    "reason_faded": (
        ", faded from {points} in {span}",
        ", было {points}, прошло {span}",
        ", było {points}, minęło {span}",
    ),
    "reason_at_most": (
        "{sum} together, at most {left}",
        "вместе {sum}, не больше {left}",
        "razem {sum}, najwyżej {left}",
    ),
    "reason_at_least": (
        "{sum} together, at least {left}",
        "вместе {sum}, не меньше {left}",
        "razem {sum}, co najmniej {left}",
    ),
    "reason_within": ("in {span}", "за {span}", "w {span}"),
    "span_h": ("h", "ч", "godz."),
    "span_d": ("d", "дн.", "dn."),
    "span_w": ("w", "нед.", "tyg."),
    "reason_phrase": ('"{phrase}"', "«{phrase}»", "„{phrase}”"),
    "reason_phrase_as": ('"{phrase}" as "{words}"', "«{phrase}» как «{words}»", "„{phrase}” jako „{words}”"),
    "where_message": ("in the message", "в сообщении", "w wiadomości"),
    "where_business": ("in the kind of business", "в сфере деятельности", "w branży"),
    "where_position": ("in the position", "в должности", "w stanowisku"),
    "where_company": ("in the company's name", "в названии компании", "w nazwie firmy"),
    "where_answer": ("in an answer", "в ответе", "w odpowiedzi"),
}
