"""Exposition: the figures of this process and of the desk, as Prometheus reads them.

Which are whose is said in each HELP: a node's are summed over nodes, the desk's are the same on all of them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from frontdesk.figures import Figures
from frontdesk.model.retention import KINDS, Swept
from frontdesk.web.facts import Facts

NODE: Final = "Of this node, since its start."
DESK: Final = "Of the whole desk, the same on every node."


def exposition(facts: Facts) -> bytes:
    """The text of one answer."""
    registry = CollectorRegistry()
    registry.register(_Once([*_counted(facts.figures), *_timed(facts.figures), *_node(facts), *_desk(facts)]))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Once(Collector):
    """Gives what it was given."""

    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Sequence[Metric]:
        return self._metrics


def _counted(figures: Figures) -> Iterator[Metric]:
    for one in figures.counters:
        family = CounterMetricFamily(one.name, f"{one.help} {NODE}", labels=one.labels)
        for labels, value in one.values.items():
            family.add_metric([str(label) for label in labels], value)
        yield family
    last = figures.swept_at
    gauge = GaugeMetricFamily(last.name, f"{last.help} Of this node.", labels=last.labels)
    for labels, value in last.values.items():
        gauge.add_metric(list(labels), value)
    yield gauge


def _timed(figures: Figures) -> Iterator[Metric]:
    for one in figures.histograms:
        family = HistogramMetricFamily(one.name, f"{one.help} {NODE}")
        family.add_metric([], list(one.buckets), one.sum)
        yield family


def _node(facts: Facts) -> Iterator[Metric]:
    info = GaugeMetricFamily(
        "frontdesk_node", f"1, with what this node is. {NODE}", labels=["role", "database"]
    )
    info.add_metric([facts.role, facts.engine], 1)
    yield info
    yield GaugeMetricFamily(
        "frontdesk_heartbeat_age_seconds",
        "Since this node last wrote its heartbeat to the database. Of this node.",
        value=round(facts.silent_s, 3),
    )
    yield CounterMetricFamily(
        "frontdesk_forms_refused", f"Forms told to come back, since too many came. {NODE}", facts.refused
    )
    well = "1 while a part outside answers, as far as this node asked; 0 while it does not. Of this node."
    parts = GaugeMetricFamily("frontdesk_part_up", well, labels=["part"])
    for part, since in facts.figures.parts.items():
        parts.add_metric([part], since is None)
    yield parts
    yield GaugeMetricFamily(
        "frontdesk_database_up",
        "1: the database answered this scrape within a second. Of this node.",
        value=facts.undone is not None,
    )


def _desk(facts: Facts) -> Iterator[Metric]:
    if facts.undone is None:
        return
    queue = GaugeMetricFamily(
        "frontdesk_queue", f"What is open, by queue and state. {DESK}", labels=["queue", "state"]
    )
    for (name, state), count in facts.undone.counts.items():
        queue.add_metric([name, state], count)
    yield queue
    oldest = GaugeMetricFamily(
        "frontdesk_oldest_undone_seconds",
        f"How long the oldest that is to be done waits, by queue; 0: none does. {DESK}",
        labels=["queue"],
    )
    for name in dict.fromkeys(name for name, _ in facts.undone.counts):
        since = facts.undone.oldest.get(name, facts.now)
        oldest.add_metric([name], max((facts.now - since).total_seconds(), 0))
    yield oldest
    for name, help_, label, found in (
        ("frontdesk_nodes", "Processes that work on the desk, by role", "role", facts.undone.nodes),
        ("frontdesk_alarms_active", "Alarms that stand, by kind", "alarm", facts.undone.alarms),
    ):
        family = GaugeMetricFamily(name, f"{help_}. {DESK}", labels=[label])
        for value, count in found.items():
            family.add_metric([value], count)
        yield family
    yield from _retention(facts.undone.swept, facts.now)


def _retention(swept: Swept, now: datetime) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "frontdesk_retention_overdue_seconds",
        f"For how long the daily sweep of [retention] has been due; 0: it is not. {DESK}",
        value=swept.overdue(now).total_seconds(),
    )
    removed = CounterMetricFamily(
        "frontdesk_retention_removed",
        f"What sweeps that came to their end removed, by its name in [retention]. {DESK}",
        labels=["kind"],
    )
    for kind in KINDS:
        removed.add_metric([kind], swept.removed.get(kind, 0))
    yield removed
