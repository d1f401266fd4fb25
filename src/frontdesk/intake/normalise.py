"""Normalise: the answers of any form, as labels and values, as one Submission.

Everything is trimmed, bounded and put where the rest of frontdesk looks for it. An answer whose label is
unknown stays in `extra` under that label, unless its own look says that it is an address or a number.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from frontdesk.errors import Unreadable
from frontdesk.intake.about import NOTHING, About
from frontdesk.intake.body import FIELDS
from frontdesk.intake.captcha import FIELDS as CAPTCHAS
from frontdesk.intake.captcha import token
from frontdesk.intake.marks import query_marks
from frontdesk.intake.shapes import shaped
from frontdesk.intake.values import LABEL_CHARS, SHORT, TEXT_CHARS, agreed, limited, listed, single, tidy
from frontdesk.intake.values import label as shown_label
from frontdesk.intake.values import text as as_text
from frontdesk.model.captcha import NOTED
from frontdesk.model.submission import FIELDS as FIELD_NAMES
from frontdesk.model.submission import LABELLED, SHOWN_S, Submission
from frontdesk.rules.labels import Labels, is_lone_name, key
from frontdesk.text import clean, cut

#: What a page sends for itself; none of it is an answer.
_OWN: Final = frozenset(
    str.split(
        "_charset_ _next _redirect _token _csrf _wpnonce _wp_http_referer csrf_token csrfmiddlewaretoken "
        "_fd_time authenticity_token submit"
    )
)
#: Facts about the post, by folded label.
_FACTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("form", "formname", "formtitle", "formularz", "formular", "форма"), "form"),
    **dict.fromkeys(("названиеформы", "имяформы", "nazwaformularza", "formularname"), "form"),
    **dict.fromkeys(("formid", "formuid", "idformularza", "idформы"), "form_id"),
    **dict.fromkeys(("submissionid", "submissionuid", "submissionuuid"), "submission_id"),
    **dict.fromkeys(("responseid", "entryid", "answerid", "submissionseq"), "submission_id"),
}
_ADDRESSES: Final = ("page_url", "referrer")
#: Fields that are just their text: nearly all of a form.
_PLAIN: Final = frozenset(FIELD_NAMES) - {*_ADDRESSES, "utm", "consent"}


def normalise(
    provider: str,
    answers: Iterable[tuple[str, Any]],
    labels: Labels,
    about: About = NOTHING,
    *,
    ids: Iterable[str] = (),
) -> Submission:
    """Put every answer where it belongs; `ids` are more labels of the sender's id for the submission.

    Of two answers for one field the first is the field, a different second one goes to `extra`.

    Raises:
        Unreadable: 413, too many answers; 422, an e-mail address too long to be one.
    """
    sheet = _Sheet(labels, about, ids)
    for label, value in answers:
        sheet.put(label, value)
    return sheet.submission(provider, about)


def _short(name: str | None) -> str | None:
    """The name of a form as it is kept; None when there is none."""
    return cut(clean(name), LABEL_CHARS) or None if name else None


class _Sheet:
    """One submission while its answers come in."""

    def __init__(self, labels: Labels, about: About, ids: Iterable[str]) -> None:
        self._labels = labels
        self._ids = frozenset(ids)
        self._count = 0
        self._fields: dict[str, Any] = {}
        self._utm: dict[str, str] = {}
        self._facts: dict[str, str] = {}
        self._extra: dict[str, Any] = {}
        self._name_label = ""
        self._shaped: dict[str, str] = {}  # field: the label of an answer that looks like it
        self._tokens: dict[str, str] = {}  # kind of captcha: what it left
        if about is not NOTHING:
            self._begin(about)

    def _begin(self, about: About) -> None:
        for fact in ("form", "form_id", "submission_id"):
            if sent := as_text(getattr(about, fact)):
                short = cut(sent, LABEL_CHARS) if fact == "form" else sent
                if not self._put_fact(fact, short):
                    self._keep(fact, tidy(sent))

    def put(self, label: str, value: Any) -> None:
        """Take one answer; a blank one says nothing, and does not count."""
        if value is None or value == "":
            return None
        self._count += 1
        if self._count > FIELDS:
            raise Unreadable(413, f"form: expected at most {FIELDS} fields")
        field = self._labels.field(label)
        if field in _PLAIN and isinstance(value, str):
            return self._put_field(field, label, clean(value))
        if field is None:
            return self._put_unknown(label, value)
        if field == "consent":
            return self._put_consent(label, value)
        if field in LABELLED:
            return self._keep(label, tidy(value))
        for item in single(value):
            self._put_text(field, label, item)
        return None

    def submission(self, provider: str, about: About) -> Submission:
        """What was taken, with the given facts where no answer told them."""
        self._part_names()
        if self._shaped:
            self._recognise()
        fields, facts = self._fields, self._facts
        for name, value in about.fields.items():
            self._stand_in(name, value)
        if marks := self._utm or about.utm or ("page_url" in fields and query_marks(fields["page_url"])):
            fields["utm"] = {part: cut(mark, TEXT_CHARS) for part, mark in marks.items()}
        return Submission(
            provider=provider,
            form=facts.get("form") or facts.get("form_id") or _short(about.fallback),
            submission_id=facts.get("submission_id"),
            fields=fields,
            extra=self._extra,
            noted={NOTED: self._tokens} if self._tokens else {},
        )

    def _put_text(self, field: str, label: str, value: Any) -> None:
        text = as_text(value)
        if text == "":
            return
        if text is None or (field in _ADDRESSES and "/" not in text):
            self._keep(label, tidy(value))
        elif field.startswith("utm"):
            self._put_marks(field, label, text)
        else:
            self._put_field(field, label, text)

    def _put_field(self, field: str, label: str, text: str) -> None:
        if text == "":
            return
        if field not in self._fields:
            self._fields[field] = text if len(text) <= SHORT else limited(field, text)
            if field == "full_name":
                self._name_label = label
        elif text != self._fields[field]:
            self._keep(label, tidy(text))

    def _put_marks(self, field: str, label: str, text: str) -> None:
        marks = query_marks(text) if field == "utm" else {field[4:]: cut(text, TEXT_CHARS)}
        if not marks or any(self._utm.get(part, mark) != mark for part, mark in marks.items()):
            self._keep(label, tidy(text))
        for part, mark in marks.items():
            self._utm.setdefault(part, mark)

    def _put_consent(self, label: str, value: Any) -> None:
        given = agreed(value)
        if given is None:
            said = not isinstance(value, dict | list)  # it may be a file, such as a signed paper
        else:
            said = self._fields.setdefault("consent", given) == given
        if not said:
            self._keep(label, tidy(value))

    def _put_unknown(self, label: str, value: Any) -> None:
        if label.lower() in _OWN or self._put_token(label.lower(), value):
            return
        fact = "submission_id" if label in self._ids else _FACTS.get(key(label))
        if fact and self._put_fact(fact, value):
            return
        if (field := shaped(label, value)) and field not in self._shaped:
            self._shaped[field] = label
        self._keep(label, tidy(value))

    def _put_token(self, label: str, value: Any) -> bool:
        """Whether that is a captcha's field; it is no answer, whatever it holds."""
        if kind := CAPTCHAS.get(label):
            if found := token(value):
                self._tokens.setdefault(kind, found)
            return True
        return False

    def _put_fact(self, fact: str, value: Any) -> bool:
        """Whether that is the fact. What is too long to be kept whole is none: a part would be another id."""
        text = as_text(value)
        return (
            text is not None and 0 < len(text) <= LABEL_CHARS and self._facts.setdefault(fact, text) == text
        )

    def _keep(self, label: str, value: Any) -> None:
        if value is None:
            return
        name = shown_label(label)
        if name == SHOWN_S:
            return
        if name not in self._extra:
            self._extra[name] = value
        elif self._extra[name] != value:
            self._extra[name] = [*listed(self._extra[name]), *listed(value)]

    def _recognise(self) -> None:
        """What no label explained, where no answer was labelled so."""
        for field, label in self._shaped.items():
            name = shown_label(label)
            if field not in self._fields and isinstance(value := self._extra.get(name), str):
                self._fields[field] = limited(field, value)
                del self._extra[name]

    def _stand_in(self, name: str, value: Any) -> None:
        if name in self._fields:
            return
        if name == "consent":
            value = agreed(value)
        elif text := as_text(value):
            value = limited(name, text)
        else:
            return
        if value is not None:
            self._fields[name] = value

    def _part_names(self) -> None:
        """A lone "name" is the first name beside a last name, and the last name beside a first name."""
        fields = self._fields
        if "full_name" not in fields or not is_lone_name(self._name_label):
            return
        missing = {"first_name", "last_name"} - fields.keys()
        if len(missing) != 1:
            return
        other = fields["first_name" if missing == {"last_name"} else "last_name"]
        if f" {other} ".casefold() not in f" {fields['full_name']} ".casefold():
            fields[missing.pop()] = fields.pop("full_name")
