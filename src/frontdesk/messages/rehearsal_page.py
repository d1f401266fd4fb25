"""Rehearsal page: a rehearsal as one HTML file that needs nothing else: no script, no font, no network."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from jinja2 import TemplateError

from frontdesk.errors import Faults
from frontdesk.messages import names
from frontdesk.messages.plots import bins, histogram, share, stacked
from frontdesk.model.rehearsal import BandLine, Changed, CriterionLine, Rehearsal, Turn

NAMES: Final = (
    "after",
    "always",
    "at",
    "bands",
    "before",
    "by_hand",
    "criteria",
    "failed",
    "file",
    "known",
    "leads",
    "letter_turns",
    "never",
    "new_bands",
    "new_letters",
    "outcomes",
    "quarantined",
    "scores",
    "together",
    "turns",
    "turns_total",
    "letters_total",
    "waiting",
    "won",
)
BAR: Final = (640.0, 22.0)  #: width and height of a stacked bar
NONE: Final = "none"  #: what stands for no letter


def rehearsal_page(
    source: str, report: Rehearsal, names_of: Mapping[str, str], *, file: str, at: datetime
) -> str:
    """The page; `source` is its template, `names_of` gives criteria their names, `file` named the rules.

    Raises:
        Faults: the template is wrong, each fault with its line.
    """
    jinja = names.environment(autoescape=True)
    wrong = names.problems(jinja, source, "this page", dict.fromkeys(NAMES))
    if wrong:
        raise Faults([f"templates/pages/rehearsal.html:{line}: {told}" for line, told in wrong])
    try:
        return jinja.from_string(source).render(_values(report, names_of, file, at))
    except TemplateError as error:
        raise Faults([f"templates/pages/rehearsal.html: {error}"]) from error


def _values(report: Rehearsal, names_of: Mapping[str, str], file: str, at: datetime) -> dict[str, Any]:
    known = sum(report.outcomes.values())
    return {
        "file": file,
        "at": f"{at:%Y-%m-%d %H:%M} UTC",
        "leads": f"{report.leads:,}",
        "waiting": report.waiting,
        "failed": report.failed,
        "by_hand": report.by_hand,
        "quarantined": {"before": report.quarantined_before, "after": report.quarantined},
        "turns_total": f"{report.changing_band:,}",
        "letters_total": f"{report.changing_letter:,}",
        "scores": histogram(bins(report.scores)),
        "before": stacked(((line.band, line.before) for line in report.bands), *BAR),
        "after": stacked(((line.band, line.after) for line in report.bands), *BAR),
        "bands": [_band(line, report) for line in report.bands],
        "known": known,
        "outcomes": [{"name": name, "count": f"{count:,}"} for name, count in report.outcomes.items()],
        "won": _won(report),
        "criteria": [_criterion(line, report, names_of) for line in report.criteria],
        "never": _named(report.never, names_of),
        "always": _named(report.always, names_of),
        "together": [_named(group, names_of) for group in report.together],
        "turns": _turns(report.band_turns),
        "letter_turns": _turns(report.letter_turns),
        "new_bands": [_changed(one) for one in report.new_bands],
        "new_letters": [_changed(one) for one in report.new_letters],
    }


def _band(line: BandLine, report: Rehearsal) -> dict[str, Any]:
    return {
        "name": line.band.value,
        "before": f"{line.before:,}",
        "after": f"{line.after:,}",
        "difference": f"{line.after - line.before:+,}",
        "share_before": share(line.before, report.leads),
        "share": share(line.after, report.leads),
        "won_before": line.won_before,
        "won": line.won,
        "lost": line.lost,
        "spam": line.spam,
        "caught_before": percent(line.caught_before),
        "caught": percent(line.caught),
    }


def _won(report: Rehearsal) -> dict[str, Any] | None:
    """Where the leads that were won stand; None where none was."""
    if not report.outcomes["won"]:
        return None
    return {
        "before": stacked(((line.band, line.won_before) for line in report.bands), *BAR),
        "after": stacked(((line.band, line.won) for line in report.bands), *BAR),
    }


def _criterion(line: CriterionLine, report: Rehearsal, names_of: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": names_of.get(line.id, line.id),
        "id": line.id,
        "points": f"{line.points:+d}",
        "before": f"{line.before:,}",
        "after": f"{line.after:,}",
        "share_before": share(line.before, report.leads),
        "share": share(line.after, report.leads),
        "by_people": line.by_people,
        "won": line.won,
        "lost": line.lost,
        "spam": line.spam,
        "lift": "" if line.lift is None else f"{line.lift:.2f}",
    }


def _named(ids: Iterable[str], names_of: Mapping[str, str]) -> list[str]:
    return [names_of.get(id_, id_) for id_ in ids]


def _turns(turns: Iterable[Turn]) -> list[dict[str, str]]:
    return [
        {"before": turn.before or NONE, "after": turn.after or NONE, "leads": f"{turn.leads:,}"}
        for turn in turns
    ]


def _changed(one: Changed) -> dict[str, Any]:
    return {
        "lead": one.lead,
        "name": one.name,
        "score_before": one.score_before,
        "score": one.score,
        "band_before": one.band_before.value,
        "band": one.band.value,
        "letter_before": one.letter_before or NONE,
        "letter": one.letter or NONE,
    }


def percent(share: float | None) -> str:
    """A share of 1 as people read it; nothing where it is unknown."""
    return "" if share is None else f"{share * 100:.0f} %"
