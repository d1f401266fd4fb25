"""Polish: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

POLISH: Final = Wording(
    phrases={
        "first_name": "pierwsze imię, imiona",
        "last_name": "nazwisko",
        "full_name": """
            imię, imię i nazwisko, imię nazwisko, nazwisko i imię, nazwisko imię, pełne imię i nazwisko,
            osoba kontaktowa, osoba do kontaktu, jak masz na imię, jak się nazywasz
        """,
        "email": """
            adres email, adres e mail, poczta elektroniczna, adres poczty elektronicznej, adres mailowy
        """,
        "phone": """
            telefon, nr telefonu, numer telefonu, nr tel, tel kom, komórka, numer kontaktowy, numer komórki,
            telefon kontaktowy, telefon komórkowy, telefon z numerem kierunkowym
        """,
        "company": """
            firma, nazwa firmy, organizacja, nazwa organizacji, przedsiębiorstwo, nazwa przedsiębiorstwa,
            pracodawca, instytucja, nazwa instytucji, firma instytucja, spółka, nazwa spółki
        """,
        "position": "stanowisko, stanowisko pracy, rola, funkcja, zajmowane stanowisko, zawód",
        "message": """
            wiadomość, treść wiadomości, treść, komentarz, uwagi, pytanie, pytania, opis, opis projektu,
            zapytanie, treść zapytania, opisz projekt, opisz swój projekt, w czym możemy pomóc,
            jak możemy pomóc, dodatkowe informacje, notatka, notatki, opowiedz o projekcie
        """,
        "page_url": "adres strony formularza",
        "ip": "adres ip",
        "language": "język, język kontaktu",
        "consent": "zgadzam się, akceptuję",
        "budget": "budżet, jaki jest budżet, jaki masz budżet, kwota budżetu, wysokość budżetu",
        "business": """
            biznes, branża, rodzaj działalności, profil działalności, zakres działalności,
            obszar działalności, rodzaj biznesu, typ działalności, działalność, sektor,
            czym zajmuje się firma, profil firmy
        """,
        "country": "kraj, państwo",
        "deadline": """
            termin realizacji, termin wykonania, czas realizacji, ostateczny termin, data realizacji
        """,
        "files": "plik, pliki, załącznik, załączniki, dodaj plik, dołącz plik, załącz plik, prześlij plik",
    },
    qualifiers={
        "full_name": "klienta kontaktowe",
        "email": """
            firmowy firmowa służbowy służbowa kontaktowy osobisty prywatny firmy do kontaktu potwierdź
            powtórz
        """,
        "phone": """
            firmowy służbowy kontaktowy komórkowy stacjonarny prywatny firmy do kontaktu potwierdź powtórz
        """,
        "company": "pełna",
        "position": "firmie obecne",
        "message": "dodatkowe krótki",
        "language": "preferowany",
        "budget": "szacowany planowany orientacyjny przewidywany miesięczny projektu projekt miesiąc zł",
        "business": "główna firmy",
        "country": "firmy",
        "deadline": "projektu planowany oczekiwany",
        "files": "projektu",
    },
    soft="""
        twój twoja twoje twojej twojego swój swoje swojej mój moja moje podaj wpisz proszę w państwa pole
        wymagane opcjonalnie opcjonalne
    """,
    lone_names="imię",
    quiz="pytanie",
    privacy="""
        zgoda, zgody, zgodę, rodo, prywatnosc*, przetwarzani*, dane ... przetwarzan*, danych osobowych,
        dane osobowe, akceptuj* ... regulamin*, akceptuj* ... warunki
    """,
    agreeing="zgod*, zgadzam, akceptuj*, potwierdz*, wyraża*, zapozna*, przeczyta*, oświadcz*",
    box_words="""
        polityka politykę polityki na i ochrona ochrony danych klauzula informacyjna przetwarzanie regulamin
        moich
    """,
    other_boxes="""
        *newsletter*, handlow*, reklam*, ofert*, promocj*, subskry*, mailing*, nie zgadzam, nie wyrażam,
        nie akceptuj*
    """,
    unlabelled="brak etykiety, bez etykiety, bez nazwy, bez tytułu",
    nameless="pole tekst liczba numer pytanie odpowiedź element wartość wiersz kontakt",
    others="""
        właściciel*, przypisan*, opiekun*, menedżer*, menadżer*, kierownik*, przełożon*, utworzył*,
        utworzono przez, zmienił*, autor*, nadawc*, odbiorc*, adresat*, kopia, powiadomi*, wsparci*,
        przyjaci*, znajom*, koleg*, koleżan*, współpracownik*, polec*, dyrektor*, szef*, asystent*,
        sekretar*, rodzic*, matk*, ojca, ojciec, dzieck*, małżon*, mąż, męża, żona, żony, nagłych,
        sprzedawc*, handlowiec, handlowca, organizator*, księgow*, dostawc*, pracodawc*, faktur*
    """,
    envelopes="od do",
    figures="""
        nip, regon, krs, pesel, dowod*, dowód*, paszport*, rachun*, konto, konta, kart*, zamówien*, umow*,
        faktur*, zgłoszeni*, przesyłk*, seryjn*, numer klienta, nr klienta, kod, kody, pocztow*, kwot*,
        sum*, cen*, koszt*, budżet*, obrót, obrot*, przych*, wynagrodz*, ilość, ile, liczba pracowników,
        wielkość, rozmiar*, wiek, rok, roku, dat*, czas, godzin*, urodzen*, współrzędn*, szerokość, długość,
        wersja, odległość, waga, wzrost, wysokość, powierzchni*, faks*, ocen*, procent*, rejestracyjn*,
        działk*, mieszkani*, produkt*, model*
    """,
)
