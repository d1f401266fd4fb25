"""Reading: all signals of a lead, out of its submissions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from frontdesk.model.lead import Known
from frontdesk.model.signal_parts import CompanySignal, DeadlineSignal, MessageSignal
from frontdesk.model.signals import BARE, EmailSignal, NameSignal, PhoneSignal, Signals, Suspicion
from frontdesk.model.submission import FIELDS, LABELLED, Received
from frontdesk.rules.rules import Form, Rules
from frontdesk.signals.budget import budget_signal
from frontdesk.signals.company import company_signal
from frontdesk.signals.country import country_signal
from frontdesk.signals.deadline import deadline_signal
from frontdesk.signals.email import email_signal
from frontdesk.signals.fingerprint import fingerprint
from frontdesk.signals.hour import hour_signal
from frontdesk.signals.keywords import KeywordFinder
from frontdesk.signals.language import by_text, home, language
from frontdesk.signals.lexicon import installed
from frontdesk.signals.merge import LIMIT, files, labels_of, merged, text_of
from frontdesk.signals.message import message_signal
from frontdesk.signals.name import name_signal
from frontdesk.signals.phone import phone_signal
from frontdesk.signals.position import position_signal
from frontdesk.signals.profile import profile_signal
from frontdesk.signals.repeat import repeat_signal
from frontdesk.signals.source import source_signal
from frontdesk.signals.spam import CONTENT, Seen, is_hidden, suspicions, unchecked

#: Answers to a form's further questions that keywords are looked for in, and characters of each.
_ANSWERS: Final = 20
_ANSWER_CHARS: Final = 500
_LOOKED_THROUGH: Final = ("message", "business", "position", "company")
_SPOKEN: Final = ("message", "business", "position", "company", "full_name", "first_name", "last_name")
_NAMED: Final = ("first_name", "last_name", "full_name")
#: Fields that are filled in where anything stands in them.
_PLAIN: Final = frozenset(BARE) - {"first_name", "last_name"}
_BLANK: Final = dict.fromkeys((*FIELDS, *LABELLED), "")
_ANSWER: Final = (str, list, tuple)
_OBJECT: Final = (Mapping, list)


class SignalReader:
    """Works out the signals of leads under one set of rules; built once, used for every lead."""

    def __init__(self, *, rules: Rules) -> None:
        self._rules = rules
        self._finder = KeywordFinder(rules.keywords, rules.language, installed())
        self._zone = ZoneInfo(rules.hours.zone) if rules.hours else None
        self.fingerprint = fingerprint(rules)  #: by what it reads; signals with another one may be others

    def read(self, known: Known) -> Signals:
        """The signals of one lead; the newest of its submissions is the one being judged."""
        if not known.submissions:
            return Signals()
        rules, newest = self._rules, known.submissions[-1]
        told = merged(known.submissions, rules.labels, rules.forms, known.confirmed)
        said = _BLANK | told
        form = rules.forms.get(newest.hook)
        tongue = _language(form, newest, said)
        name = name_signal(said["first_name"], said["last_name"], said["full_name"], said["country"])
        email = email_signal(said["email"], known.domains)
        phone = self._phone(known.submissions, said, form, tongue)
        message = message_signal(said["message"])
        company = _company(known, said, email, message)
        filled = _filled(told, name)
        return Signals(
            filled=filled,
            email=email,
            phone=phone,
            name=name,
            message=message,
            profile=profile_signal(rules.required, filled),
            company=company,
            country=country_signal(said["country"], phone.region, email, company),
            language=tongue,
            spam=self._noticed(known, name, email, message),
            reader=self.fingerprint,
            **self._alone(known.submissions, said, form),
        )

    def _alone(
        self, submissions: Sequence[Received], said: Mapping[str, str], form: Form | None
    ) -> dict[str, Any]:
        """The signals that no other one depends on."""
        rules, newest = self._rules, submissions[-1]
        matches = self._finder.find(_searched(newest, said))
        return {
            "budget": budget_signal(said["budget"], rules.money),
            "deadline": self._deadline(submissions, said["deadline"]),
            "source": source_signal(newest.submission.fields, newest.hook, form),
            "hour": hour_signal(newest.at, rules.hours, self._zone),
            "repeat": repeat_signal(submissions),
            "position": position_signal(said["position"]),
            "files": self._files(submissions, said),
            "keywords": self._finder.by_group(matches),
            "matches": matches,
            "unchecked": () if rules.guards.get("captcha") == "off" else unchecked(newest.submission),
        }

    def _phone(
        self,
        submissions: Sequence[Received],
        said: Mapping[str, str],
        form: Form | None,
        tongue: str | None,
    ) -> PhoneSignal:
        regions = regions_of(form, tongue, self._rules)
        messages = () if said["phone"] else _messages(submissions)
        return phone_signal(said["phone"], country=said["country"], regions=regions, messages=messages)

    def _deadline(self, submissions: Sequence[Received], said: str) -> DeadlineSignal:
        """The deadline, counted from the submission that named it."""
        at = self._named_at(submissions) if said and len(submissions) > 1 else submissions[-1].at
        return deadline_signal(said, at, self._zone or UTC)

    def _named_at(self, submissions: Sequence[Received]) -> datetime:
        for each in reversed(submissions):
            labels = labels_of(each.hook, self._rules.labels, self._rules.forms)
            named = (
                text_of(v) for label, v in each.submission.extra.items() if labels.field(label) == "deadline"
            )
            if any(named):
                return each.at
        return submissions[-1].at

    def _files(self, submissions: Sequence[Received], said: Mapping[str, str]) -> tuple[str, ...]:
        if not said["files"] and not _has_objects(submissions):
            return ()
        return files(submissions, self._rules.labels, self._rules.forms)

    def _noticed(
        self, known: Known, name: NameSignal, email: EmailSignal, message: MessageSignal
    ) -> tuple[Suspicion, ...]:
        """What the guards notice that are not switched off."""
        texts = _texts(known.submissions[-1])
        seen = Seen(
            submissions=known.submissions,
            called=" ".join([texts[part] for part in _NAMED if part in texts]),
            name=name,
            email=email,
            links=message.links,
            texts=texts,
            same_text=known.same_text,
            rates=self._rules.rates,
        )
        noticed = suspicions(seen)
        return tuple([one for one in noticed if self._rules.guards.get(one.guard) != "off"])


def regions_of(form: Form | None, tongue: str | None, rules: Rules) -> tuple[str | None, ...]:
    """The regions of a national number: the form's own alone, else the language's home, then the desk's."""
    if form and form.phone_region:
        return (form.phone_region,)
    return (home(tongue), rules.phone_region)


def _company(
    known: Known, said: Mapping[str, str], email: EmailSignal, message: MessageSignal
) -> CompanySignal:
    extra = known.submissions[-1].submission.extra
    return company_signal(
        email,
        said["company"],
        said["message"] if message.links else "",
        extra,
        colleague=known.colleague,
    )


def _has_objects(submissions: Sequence[Received]) -> bool:
    """Whether any answer is more than a text: a file may be."""
    for each in submissions:
        for value in each.submission.extra.values():
            if not isinstance(value, str) and isinstance(value, _OBJECT):
                return True
    return False


def _filled(told: Mapping[str, str], name: NameSignal) -> frozenset[str]:
    """The form fields that are not blank; first and last name are those of the name signal."""
    names = (("first_name", name.first), ("last_name", name.last))
    return _PLAIN.intersection(told).union([field for field, value in names if value])


def _language(form: Form | None, newest: Received, said: Mapping[str, str]) -> str | None:
    sent = newest.submission
    found = language(form.language if form else None, sent.fields, said["message"], sent.extra)
    if found:
        return found
    return by_text(" ".join([said[field] for field in _SPOKEN]))


def _messages(submissions: Sequence[Received]) -> Sequence[str]:
    """What was written, oldest first: what the person first said of himself stands."""
    written = (each.submission.fields.get("message") for each in submissions)
    return [text for text in written if isinstance(text, str)]


def _searched(newest: Received, values: Mapping[str, str]) -> dict[str, str]:
    """The texts that keywords are looked for in, by their fields; "" is the answers to further questions."""
    texts = {name: values[name] for name in _LOOKED_THROUGH if values[name]}
    answers = [
        text_of(value)[:_ANSWER_CHARS]
        for label, value in islice(newest.submission.extra.items(), _ANSWERS)
        if value and isinstance(value, _ANSWER) and not is_hidden(label)
    ]
    if answers:
        # Each is a paragraph of its own, so that no phrase is found half in one and half in another.
        texts[""] = "\n\n".join(answers)
    return texts


def _texts(newest: Received) -> dict[str, str]:
    """What people write themselves, blank fields left out."""
    return {
        name: text
        for name, value in newest.submission.fields.items()
        if name in CONTENT and isinstance(value, str) and (text := value[:LIMIT].strip())
    }
