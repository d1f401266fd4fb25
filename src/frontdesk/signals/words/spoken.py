"""Spoken: words of sentences, which stand in no name, and how somebody says that he wants something."""

from typing import Final

from frontdesk.signals.words.listed import words

#: Whoever says so is a customer, whatever he names.
WANTED: Final = words(
    """
    хочу хотим хотел хотела хотели нужен нужна нужно нужны ищу ищем интересует потрібен потрібна потрібно
    потрібні шукаю шукаємо цікавить chcę chcemy potrzebuję potrzebujemy szukam szukamy brauche brauchen suche
    suchen möchte möchten quiero queremos necesito necesitamos busco buscamos voudrais voudrions cherche
    cherchons vorrei cerco chci chceme potřebuji potřebujeme hledám hledáme quero preciso procuro istiyorum
    arıyorum
    """
)
#: A name with one of these is a sentence.
TALK: Final = WANTED | words(
    """
    please call me want need would like know price how what when where why you your our their there here this
    that with from about thanks thank hello interested looking more information number back tomorrow quote
    здравствуйте привет пожалуйста позвоните перезвоните можно как сколько стоит цена цену для узнать заказать
    добрый спасибо вопрос меня мне вас ваш ваша нам вам это или если добрий дякую скільки коштує дізнатися
    замовити зателефонуйте мені proszę dzień dobry ile kosztuje jak dla zadzwonić zadzwonienie dziękuję mnie
    wycenę ofertę pytanie bitte guten tag ich wie was kosten kostet danke mich ihre ihr rückruf anruf frage
    hola buenos gracias cuánto cuesta por favor llámame precio información bonjour merci combien coûte je pour
    rappelez buongiorno grazie quanto costa prezzo prosím dobrý kolik stojí zavolejte mi olá obrigado custa
    preço merhaba lütfen fiyat
    """
)
