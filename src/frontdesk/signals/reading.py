"""Reading: all signals of a lead, out of its submissions."""

from collections.abc import Mapping, Sequence
from typing import Final

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.mail_domain import MailDomain
from frontdesk.model.signals import (
    BARE,
    EmailSignal,
    MessageSignal,
    NameSignal,
    RepeatSignal,
    Signals,
    Suspicion,
)
from frontdesk.model.submission import Received
from frontdesk.rules.rules import Form, Rules
from frontdesk.signals.budget import budget_signal
from frontdesk.signals.email import email_signal
from frontdesk.signals.keywords import KeywordFinder
from frontdesk.signals.language import by_text, home, language
from frontdesk.signals.lexicon import installed
from frontdesk.signals.merge import files, merged, text_of
from frontdesk.signals.message import message_signal
from frontdesk.signals.name import name_signal
from frontdesk.signals.phone import phone_signal
from frontdesk.signals.profile import profile_signal
from frontdesk.signals.spam import Seen, is_hidden, suspicions, unchecked

#: Answers to a form's further questions that keywords are looked for in, and characters of each.
_ANSWERS: Final = 20
_ANSWER_CHARS: Final = 500
_LOOKED_THROUGH: Final = ("message", "business", "position", "company")
_SPOKEN: Final = ("business", "position", "company", "full_name", "first_name", "last_name")


class SignalReader:
    """Works out the signals of leads under one set of rules; built once, used for every lead."""

    def __init__(self, *, rules: Rules) -> None:
        self._rules = rules
        self._finder = KeywordFinder(rules.keywords, rules.language, installed())

    def read(
        self,
        submissions: Sequence[Received],
        confirmed: Mapping[str, Confirmation] | None = None,
        same_text: int = 0,
        domains: Mapping[str, MailDomain] | None = None,
    ) -> Signals:
        """The signals of one lead: its submissions, oldest first; the newest is the one being judged.

        `same_text`: how many others sent its message in the week before it; `domains`: what DNS said of some.
        """
        if not submissions:
            return Signals()
        newest, rules = submissions[-1], self._rules
        values = merged(submissions, rules.labels, rules.forms, confirmed)
        form = rules.forms.get(newest.hook)
        tongue = _language(form, newest, values)
        name = name_signal(*_given(values, "first_name", "last_name", "full_name", "country"))
        email = email_signal(values.get("email", ""), domains)
        filled = _filled(values, name)
        message = message_signal(values.get("message", ""))
        matches = self._finder.find(_searched(newest, values))
        return Signals(
            filled=filled,
            email=email,
            phone=phone_signal(
                values.get("phone", ""),
                country=values.get("country", ""),
                regions=regions_of(form, tongue, rules),
                messages=_messages(submissions),
            ),
            name=name,
            message=message,
            budget=budget_signal(values.get("budget", "")),
            profile=profile_signal(rules.required, filled),
            repeat=RepeatSignal(enquiries=len(submissions)),
            language=tongue,
            files=self._files(submissions, values),
            keywords=self._finder.by_group(matches),
            matches=matches,
            spam=self._noticed(submissions, name, email, message, same_text),
            unchecked=() if rules.guards.get("captcha") == "off" else unchecked(newest.submission),
        )

    def _files(self, submissions: Sequence[Received], values: Mapping[str, str]) -> tuple[str, ...]:
        if "files" not in values and not _has_objects(submissions):
            return ()
        return files(submissions, self._rules.labels, self._rules.forms)

    def _noticed(
        self,
        submissions: Sequence[Received],
        name: NameSignal,
        email: EmailSignal,
        message: MessageSignal,
        same_text: int,
    ) -> tuple[Suspicion, ...]:
        """What the guards notice that are not switched off."""
        seen = Seen(
            submissions=submissions,
            name=name,
            email=email,
            links=message.links,
            texts=_texts(submissions[-1]),
            same_text=same_text,
            rates=self._rules.rates,
        )
        return tuple(one for one in suspicions(seen) if self._rules.guards.get(one.guard) != "off")


def _has_objects(submissions: Sequence[Received]) -> bool:
    """Whether any answer is more than a text: a file may be."""
    return any(
        isinstance(value, Mapping | list) for each in submissions for value in each.submission.extra.values()
    )


def _given(values: Mapping[str, str], *names: str) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in names)


def _filled(values: Mapping[str, str], name: NameSignal) -> frozenset[str]:
    """The form fields that are not blank; first and last name are those of the name signal."""
    names = {"first_name": name.first, "last_name": name.last}
    return frozenset(field for field in BARE if (names[field] if field in names else values.get(field)))


def _language(form: Form | None, newest: Received, values: Mapping[str, str]) -> str | None:
    message = values.get("message", "")
    found = language(form.language if form else None, newest.submission.fields, message)
    if found:
        return found
    return by_text(" ".join((message, *_given(values, *_SPOKEN))))


def regions_of(form: Form | None, tongue: str | None, rules: Rules) -> tuple[str | None, ...]:
    """The regions of a national number: the form's own alone, else the language's home, then the desk's."""
    if form and form.phone_region:
        return (form.phone_region,)
    return (home(tongue), rules.phone_region)


def _messages(submissions: Sequence[Received]) -> Sequence[str]:
    """What was written, oldest first: what the person first said of himself stands."""
    written = (each.submission.fields.get("message") for each in submissions)
    return [text for text in written if isinstance(text, str)]


def _searched(newest: Received, values: Mapping[str, str]) -> dict[str, str]:
    """The texts that keywords are looked for in, by their fields; "" is the answers to further questions."""
    texts = {name: values[name] for name in _LOOKED_THROUGH if values.get(name)}
    answers = [
        text_of(value)[:_ANSWER_CHARS]
        for label, value in list(newest.submission.extra.items())[:_ANSWERS]
        if isinstance(value, str | list | tuple) and not is_hidden(label)
    ]
    if answers:
        # Each is a paragraph of its own, so that no phrase is found half in one and half in another.
        texts[""] = "\n\n".join(answers)
    return texts


def _texts(newest: Received) -> dict[str, str]:
    return {
        name: text_of(value) for name, value in newest.submission.fields.items() if isinstance(value, str)
    }
