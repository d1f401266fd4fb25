"""What the tests of the signals share: the shipped rules, and signals read under them."""

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.model.submission import Received
from frontdesk.rules.load import read_rules
from frontdesk.signals.reading import SignalReader
from signals.samples import TESTS, a_known, a_submission


@pytest.fixture(scope="session")
def rules():
    return read_rules((TESTS.parent / "rules.toml").read_text("utf-8"), environment={})


@pytest.fixture(scope="session")
def read(rules):
    """The signals of one form, or of several submissions.

    `changed` replaces parts of the shipped rules; `known` is what else is known about the lead.
    """

    def signals(
        *submissions: Received,
        changed: dict[str, Any] | None = None,
        known: dict[str, Any] | None = None,
        **form: object,
    ):
        under = replace(rules, **changed) if changed else rules
        came = submissions or [a_submission(**form)]
        return SignalReader(rules=under).read(a_known(*came, **known or {}))

    return signals
