"""People words: what is said of who is away, of what is overdue, and of a lead's own time."""

from collections.abc import Mapping
from typing import Final

#: key: the text in English, Russian and Polish.
PEOPLE_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "menu_sla": ("what is overdue now", "что просрочено сейчас", "co jest teraz po terminie"),
    "menu_away": (
        "offer me no leads: /away until 1.12., /away 3d, /away off",
        "не предлагать мне лиды: /away until 1.12., /away 3d, /away off",
        "nie proponować mi leadów: /away until 1.12., /away 3d, /away off",
    ),
    # Away.
    "away_set": (
        "Away: {who}. Back on {until}, and offered no leads before that.",
        "В отсутствии: {who}. Возвращение: {until}, до тех пор лиды не предлагаются.",
        "Nieobecność: {who}. Powrót: {until}, do tego czasu bez nowych leadów.",
    ),
    "away_covers": (
        "Meanwhile leads are offered to: {who}.",
        "Тем временем лиды предлагаются: {who}.",
        "W tym czasie leady dostają: {who}.",
    ),
    "away_nobody": (
        "Meanwhile there is nobody to offer leads to: anyone may take them.",
        "Предлагать лиды тем временем некому: их может взять любой.",
        "W tym czasie nie ma komu proponować leadów: może je wziąć każdy.",
    ),
    "away_own": (
        "Leads taken before stay where they are: {number}. /give passes one on.",
        "Уже взятые лиды остаются: {number}. Передать: /give.",
        "Leady wzięte wcześniej zostają: {number}. Przekazuje je /give.",
    ),
    "away_passed": (
        "Offers passed on: {number}.",
        "Предложений передано дальше: {number}.",
        "Propozycje przekazane dalej: {number}.",
    ),
    "away_off": (
        "Back: {who}. Leads are offered again.",
        "На месте: {who}. Лиды снова предлагаются.",
        "Obecność: {who}. Leady są znów proponowane.",
    ),
    "away_by": ("(set by {who})", "(указано: {who})", "(ustawione przez: {who})"),
    "away_until": ("{who}: away until {until}", "{who}: нет до {until}", "{who}: brak do {until}"),
    "away_list_none": ("Nobody is away.", "Все на месте.", "Nikt nie jest nieobecny."),
    # What is overdue.
    "sla_head": ("Overdue: {number}", "Просрочено: {number}", "Po terminie: {number}"),
    "sla_none": ("Nothing is overdue.", "Ничего не просрочено.", "Nic nie jest po terminie."),
    "sla_unset": (
        "The rules say nothing of reminders: [[sla]] is missing.",
        "В правилах нет сроков: нужен раздел [[sla]].",
        "Reguły nie mają terminów: brakuje [[sla]].",
    ),
    "sla_free": ("taken by nobody", "никем не взят", "przez nikogo niewzięte"),
    "sla_triage": ("to be sorted", "на разборе", "do oceny"),
    "sla_waits": ("waits {who}", "ждёт {who}", "czeka {who}"),
    "sla_past": ("limit {limit}", "срок {limit}", "limit {limit}"),
    "sla_next": ("next: {who} {until}", "дальше: {who} {until}", "następnie: {who} {until}"),
    "sla_last": ("no further step", "дальше никого", "brak kolejnego kroku"),
    # Stats.
    "stats_quarter": ("The last 90 days", "За 90 дней", "Ostatnie 90 dni"),
    "stats_chart": ("Leads by day and source", "Лиды по дням и источникам", "Leady według dni i źródeł"),
    "stats_others": ("others", "остальные", "pozostałe"),
    "stats_leads": ("leads {number}", "лидов {number}", "leady {number}"),
    "stats_sent": (
        "The file comes to your chat with me.",
        "Файл придёт в ваш чат со мной.",
        "Plik przyjdzie na Twój czat ze mną.",
    ),
    "stats_misses": (
        "⏰ taken too late: {number}",
        "⏰ взяты с опозданием: {number}",
        "⏰ przejęte za późno: {number}",
    ),
    "stats_claimed_in": (
        "taken in {who} (p90 {limit})",
        "взят за {who} (p90 {limit})",
        "przejęty w {who} (p90 {limit})",
    ),
    "stats_contacted_in": (
        "contacted in {who} (p90 {limit})",
        "контакт за {who} (p90 {limit})",
        "kontakt w {who} (p90 {limit})",
    ),
    "stats_closed": ("won/lost:", "сделки/потери:", "wygrane/przegrane:"),
    "button_week": ("Week", "Неделя", "Tydzień"),
    "button_month": ("Month", "Месяц", "Miesiąc"),
    "button_quarter": ("Quarter", "Квартал", "Kwartał"),
    "button_by_nothing": ("In all", "Всего", "Razem"),
    "button_by_person": ("By person", "По людям", "Wg osób"),
    "button_by_source": ("By source", "По источникам", "Wg źródeł"),
    # A lead's own time.
    "there_office": ("office hours there", "там рабочее время", "tam godziny pracy"),
    "there_closed": ("outside office hours there", "там нерабочее время", "tam poza godzinami pracy"),
    "call_now": ("call now, until", "звонить сейчас, до", "dzwonić teraz, do"),
    "call_then": ("call", "звонить", "dzwonić"),
}
