"""Captcha: the token that a solved puzzle leaves among the answers of a form."""

from collections.abc import Mapping
from typing import Any, Final

from frontdesk.intake.values import single, text
from frontdesk.model.captcha import NOTED, with_token, without_captcha
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Form

TOKEN_CHARS: Final = 8_000  #: none of the services makes a longer one
#: field, in lower case: the kind of captcha that fills it in
FIELDS: Final[Mapping[str, str]] = {
    "cf-turnstile-response": "turnstile",
    "h-captcha-response": "hcaptcha",
    "g-recaptcha-response": "recaptcha",
}


def token(value: Any) -> str | None:
    """The token that a field holds, of several the first; None where it holds none."""
    found = next((said for one in single(value) if (said := text(one))), "")
    return found if found and len(found) <= TOKEN_CHARS else None


def for_form(submission: Submission, form: Form) -> Submission:
    """The submission with the token of its form's own captcha and no other."""
    if form.captcha is None or submission.thin or submission.test_ping or submission.ignore:
        return without_captcha(submission)
    tokens = submission.noted.get(NOTED, {})
    return with_token(submission, tokens.get(form.captcha.kind))
