"""Captcha: what is known of the puzzle beside a form, as a submission keeps it under `noted`."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from frontdesk.model.submission import Submission

NOTED: Final = "captcha"  #: the subject in `Submission.noted`


class Result(StrEnum):
    """What became of a captcha."""

    OK = "ok"
    MISSING = "missing"  #: the form has one, and nothing of it came
    FAILED = "failed"
    UNCHECKED = "unchecked"  #: the service could not be asked; the form goes on as if it were solved


@dataclass(frozen=True, slots=True)
class Checked:
    """A result and why."""

    result: Result
    because: str = ""  #: our own words
    stale: bool = False  #: failed only because its token was used before or ran out


def with_token(submission: Submission, token: str | None) -> Submission:
    """The submission of a form with a captcha; without a token there is nothing to check."""
    if not token:
        return with_result(submission, Checked(Result.MISSING))
    return replace(submission, noted={**submission.noted, NOTED: {"token": token}})


def without_captcha(submission: Submission) -> Submission:
    """The submission of a form that has none, whatever was sent with it."""
    if NOTED not in submission.noted:
        return submission
    return replace(submission, noted={name: v for name, v in submission.noted.items() if name != NOTED})


def token_of(submission: Submission) -> str | None:
    """The token that nobody has checked yet."""
    token = submission.noted.get(NOTED, {}).get("token")
    return token if isinstance(token, str) else None


def with_result(submission: Submission, checked: Checked) -> Submission:
    """The submission with what became of its captcha; the token is good for nothing any more, and goes."""
    said = {"result": checked.result.value, **({"because": checked.because} if checked.because else {})}
    return replace(submission, noted={**submission.noted, NOTED: said})


def checked_of(submission: Submission) -> Checked | None:
    """What became of its captcha; None where there was none, or it is not checked yet."""
    said = submission.noted.get(NOTED, {})
    return Checked(Result(said["result"]), said.get("because", "")) if "result" in said else None
