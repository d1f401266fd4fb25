"""Spam: what the guards notice about the newest submission of a lead.

Nothing is refused or deleted for it: `rules.toml` says which guards hold a lead in quarantine. A guard that
is wrong hides a customer: each needs more than one sign wherever people can look like it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from frontdesk.model.captcha import Result, checked_of
from frontdesk.model.frozen import frozen
from frontdesk.model.signals import EmailSignal, NameSignal, Suspicion
from frontdesk.model.submission import SHOWN_S, Received, Submission
from frontdesk.rules.rules import Rates
from frontdesk.signals.folding import fold
from frontdesk.signals.gibberish import is_gibberish, is_jumble
from frontdesk.signals.merge import text_of
from frontdesk.signals.name_advert import has_link
from frontdesk.signals.pitch import pitch, sells
from frontdesk.signals.script import mixed_word, other_script, script
from frontdesk.signals.texts import ENOUGH
from frontdesk.signals.words.requests import TEST_MARKS, TEST_WORDS
from frontdesk.text import one_line

TOO_FAST: Final = timedelta(seconds=2)  #: between showing a form and sending it
RATE: Final = 5  #: submissions of one lead within an hour that nobody minds

_HOUR: Final = timedelta(hours=1)
_LABEL: Final = 80  #: characters of a label that are looked at
#: Fields that no person sees: a robot fills them.
_HIDDEN: Final = re.compile(
    r"(?:.*_)?(?:hp|honey|honeypot|gotcha|bot_?(?:field|check|trap)|spam_?trap|fax_only|contact_me_by_fax|"
    r"(?:do_?not|dont)_fill(?:_.{0,20})?|leave_?(?:this_)?(?:field_)?(?:blank|empty)|not_for_humans|"
    r"не_заполня\w{1,5}(?:_.{0,20})?|оставьте_(?:это_)?(?:поле_)?пустым|nie_wypelniac|nie_wypełniać|"
    r"zostaw_puste|nicht_ausf(?:ü|ue)llen|(?:leer|frei)_?lassen)|"
    # As plugins name them: Mailchimp, Laravel.
    r"(?:hp|honeypot)_.*|url2|ak_hp_textarea|b_[0-9a-f]{20,}_[0-9a-f]{6,}|my_name_[a-z0-9]{8,}"
)
_STARTED: Final = re.compile(r"_*(?:form_)?(?:started|start|loaded|rendered)(?:_at|_time)?|_ts")
_NUMBER: Final = (int, float)
_TEXT: Final = 3  #: characters by which the same text may differ, and that it has at least
_NO_WORD: Final = re.compile(r"\W+")
_WORD: Final = re.compile(r"[^\W_]+")
#: Of what the door counted: what it says.
_AXES: Final = {
    "source_form": "from one source",
    "source": "from one source to all forms",
    "form": "to this form",
}
_OFF: Final = frozenset(("", "0", "false", "off", "no"))
#: The fields that the guards look at: what a person writes himself.
CONTENT: Final = frozenset(
    ("first_name", "last_name", "full_name", "email", "phone", "company", "position", "message")
)


@frozen
class Seen:
    """What the guards look at."""

    submissions: Sequence[Received]  #: oldest first
    called: str  #: the newest submission's name fields, one after the other
    name: NameSignal
    email: EmailSignal
    links: int  #: in its message
    texts: Mapping[str, str]  #: what `CONTENT` of the newest submission says; a blank field is absent
    same_text: int = 0  #: others who sent its message in the week before
    rates: Rates


def suspicions(seen: Seen) -> tuple[Suspicion, ...]:
    """Everything a guard noticed, one for each guard at most."""
    noticed = [(guard, because) for guard, look in _LOOKS if (because := look(seen))]
    return tuple([Suspicion(guard=guard, because=because) for guard, because in noticed])


def unchecked(submission: Submission) -> tuple[str, ...]:
    """What could not be looked at, in words."""
    found = checked_of(submission)
    if found is None or found.result is not Result.UNCHECKED:
        return ()
    return (f"captcha not checked: {found.because}",)


def is_hidden(label: str) -> bool:
    """Whether a label is one of a field that no person sees."""
    return _is_hidden(label[:_LABEL])


@lru_cache(maxsize=1024)
def _is_hidden(label: str) -> bool:
    return bool(_HIDDEN.fullmatch(_NO_WORD.sub("_", label.lower()).strip("_")))


def _honeypot(seen: Seen) -> str | None:
    for label, value in seen.submissions[-1].submission.extra.items():
        if is_hidden(label) and text_of(value).lower() not in _OFF:
            return f"the hidden field {one_line(label, 40)} is filled"
    return None


def _too_fast(seen: Seen) -> str | None:
    newest = seen.submissions[-1]
    shown_s = newest.submission.extra.get(SHOWN_S)
    if isinstance(shown_s, _NUMBER) and shown_s < TOO_FAST.total_seconds():
        return f"sent {shown_s:.1f} s after the form was shown"
    for label, value in newest.submission.extra.items():
        if _tells_start(label[:_LABEL]) and (started := _moment(value)):
            took = newest.at - started
            if timedelta(0) <= took < TOO_FAST:
                return f"sent {took.total_seconds():.1f} s after the form was shown"
    return None


@lru_cache(maxsize=1024)
def _tells_start(label: str) -> bool:
    """Whether a label is one of a field that says when the form was shown."""
    return _STARTED.fullmatch(label.lower()) is not None


def _moment(value: object) -> datetime | None:
    """A Unix time in milliseconds, or in seconds."""
    digits = str(value).strip() if isinstance(value, str | int) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) in (10, 13)):
        return None
    return datetime.fromtimestamp(int(digits) / (1_000 if len(digits) == 13 else 1), UTC)


def _links(seen: Seen) -> str | None:
    return "the name holds a link" if has_link(seen.called) else None


def _phrases(seen: Seen) -> str | None:
    if seen.name.spam and sells(seen.called):
        return "the name is an advert"
    return pitch(seen.texts.get("message", ""), seen.links)


def _repeated_text(seen: Seen) -> str | None:
    if seen.same_text >= ENOUGH:
        return f"{seen.same_text} others sent the same text within a week"
    name, company, message = seen.called, seen.texts.get("company", ""), seen.texts.get("message", "")
    if len(name) < _TEXT or abs(len(name) - len(company)) > _TEXT or abs(len(name) - len(message)) > _TEXT:
        return None
    same = len({_NO_WORD.sub(" ", fold(part)).strip() for part in (name, company, message)}) == 1
    return "name, company and message are the same text" if same else None


def _rate(seen: Seen) -> str | None:
    newest = seen.submissions[-1]
    if len(seen.submissions) > RATE:
        lately = sum(newest.at - received.at <= _HOUR for received in seen.submissions)
        if lately > RATE:
            return f"{lately} submissions within an hour"
    if noted := newest.submission.noted.get("rate"):
        for axis, told in _AXES.items():
            if (count := noted.get(axis, 0)) > getattr(seen.rates, axis):
                return f"{count} forms in 10 min {told}"
    return None


def _disposable(seen: Seen) -> str | None:
    return "a disposable e-mail address" if seen.email.kind == "disposable" else None


def _captcha(seen: Seen) -> str | None:
    found = checked_of(seen.submissions[-1].submission)
    if found is None or found.result in (Result.OK, Result.UNCHECKED):
        return None
    return "the captcha was left out" if found.result is Result.MISSING else f"the captcha: {found.because}"


def _script(seen: Seen) -> str | None:
    name = seen.called
    if name.isascii():
        return None
    if word := mixed_word(name):
        return f"the name mixes two alphabets in one word: {one_line(word, 40)}"
    of_name = script(name)
    of_message = other_script(seen.texts.get("message", ""), of_name) if of_name else None
    if of_message:
        return f"the name is written in {of_name} letters, the message in {of_message} ones"
    return None


def _nonsense(seen: Seen) -> str | None:
    if _is_empty(seen):
        return "an empty form"
    name, message = seen.called, seen.texts.get("message", "")
    if is_jumble(name) and is_jumble(message):
        return "name and message are random letters"
    if seen.name.greeting:  # placeholders and mash have none
        return None
    if _is_test(name, message, seen):
        return "a test entry"
    if name and message and is_gibberish(name) and is_gibberish(message):
        return "name and message are gibberish"
    return None


def _is_empty(seen: Seen) -> bool:
    """Nothing that a person would write; a country or a ticked box may come filled."""
    if seen.texts:
        return False
    return not any(_is_written(seen.submissions[-1].submission.extra))


def _is_written(extra: Mapping[str, object]) -> Iterator[bool]:
    for label, value in extra.items():
        technical = is_hidden(label) or label.startswith("_") or _tells_start(label[:_LABEL])
        yield not technical and label.lower() != "country" and isinstance(value, str) and bool(value.strip())


def _is_test(name: str, message: str, seen: Seen) -> bool:
    """Only words of somebody who tries the form; without a message also no address, or that of `test@`."""
    if not name or not _tests(name) or (message and not _tests(message)):
        return False
    local = seen.texts.get("email", "").partition("@")[0].lower()
    return bool(message) or local in TEST_MARKS or not seen.email.valid


def _tests(text: str) -> bool:
    words = _WORD.findall(text[:200].lower())
    return bool(TEST_MARKS.intersection(words)) and TEST_WORDS.issuperset(
        word.strip("0123456789") or "test" for word in words
    )


#: guard: what it noticed, in words, if anything.
_LOOKS: Final[tuple[tuple[str, Callable[[Seen], str | None]], ...]] = (
    ("honeypot", _honeypot),
    ("too_fast", _too_fast),
    ("links", _links),
    ("phrases", _phrases),
    ("repeated_text", _repeated_text),
    ("rate", _rate),
    ("disposable", _disposable),
    ("nonsense", _nonsense),
    ("captcha", _captcha),
    ("script", _script),
)
