"""Answers: what a person wrote in a form of which only a notice with ids came."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from frontdesk.desk.desk import Desk
from frontdesk.errors import FrontdeskError, Refused, Unreadable
from frontdesk.intake.about import About
from frontdesk.intake.normalise import normalise
from frontdesk.lookups.fetcher import Fetched, Fetcher
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Form
from frontdesk.store.lookups import Lookup
from frontdesk.store.submissions import THIN


class Answers:
    """The lane of thin submissions."""

    state = THIN

    def __init__(self, desk: Desk, fetchers: Mapping[str, Fetcher]) -> None:
        """`fetchers` by provider."""
        self._desk, self._fetchers = desk, fetchers

    def hooks(self) -> Collection[str]:
        """The forms that say what to fetch with."""
        return [name for name, form in self._desk.judge.rules.forms.items() if form.fetch]

    async def look(self, lookup: Lookup) -> Submission:
        """The answers, through the same door as any form's; ids and form are the notice's.

        Raises:
            Deferred: not now.
            Refused: they will not be told, or are none.
        """
        rules, notice = self._desk.judge.rules, lookup.received.submission
        form = rules.forms.get(lookup.received.hook)
        fetcher = self._fetchers.get(notice.provider)
        if form is None or form.fetch is None or fetcher is None or form.provider_name != notice.provider:
            raise Refused(f"the form does not say how to fetch from {notice.provider}")
        found = await fetcher.fetch(notice, form.fetch)
        return self._read(notice, found, form)

    def _read(self, notice: Submission, found: Fetched, form: Form) -> Submission:
        labels = form.labels or self._desk.judge.rules.labels
        try:
            said = normalise(notice.provider, found.answers, labels, About(form=found.form))
        except Unreadable as error:
            raise Refused(f"the answers cannot be read: {error}") from error
        return replace(
            said,
            form=notice.form or said.form,
            submission_id=notice.submission_id,
            extra={**notice.extra, **said.extra},
            noted={**said.noted, **notice.noted},
        )

    def instead(self, lookup: Lookup, error: FrontdeskError) -> None:
        """Nothing can be judged without answers."""
