"""Extensions: what people write between a number and its extension, as patterns; longer ones first."""

from typing import Final

EXTENSION_WORDS: Final = (
    "extension", "extensión", "extensão", "extn?",
    "durchwahl", "nebenstelle", "apparat", "nst", "app", "dw",
    "добавочн(?:ый|ого)", "доб", "внутр(?:енний|ішній)?", "вн", "дод(?:атковий)?", "вътр(?:ешен)?",
    r"wewn(?:ętrzny|etrzny)?", "wew", "klapka", "linka", r"kl\.", "mellék", "melléke",
    "anexo", "interno", "interior", "int", "poste", "ramal", "toestel", "tst", "dahili",
    "anknytning", "ankn", "lokal", "alanumero", "εσωτ(?:ερικό)?", "分机", "分機", "转", "内線", "내선",
)  # fmt: skip
