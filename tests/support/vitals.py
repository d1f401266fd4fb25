"""Vitals: what a process takes of its machine, second by second."""

import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One look."""

    at: float  #: monotonic
    memory_mb: float  #: resident
    descriptors: int


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def descriptors(pid: int) -> int:
    """How many it has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


@dataclass
class Vitals:
    """The samples of one life of a process."""

    samples: list[Sample] = field(default_factory=list)

    def look(self, pid: int) -> None:
        """Take one, if the process is there."""
        try:
            seen = Sample(at=time.monotonic(), memory_mb=memory_mb(pid), descriptors=descriptors(pid))
        except (OSError, StopIteration):  # it died meanwhile
            return
        self.samples.append(seen)

    @property
    def lasted_s(self) -> float:
        """From the first to the last."""
        return self.samples[-1].at - self.samples[0].at if self.samples else 0.0

    def warm(self, after_s: float, span_s: float) -> Sample:
        """The middle of what was seen in a span after its start."""
        began = self.samples[0].at + after_s
        return _middle([each for each in self.samples if began <= each.at < began + span_s])

    def last(self, span_s: float) -> Sample:
        """The same of the end."""
        began = self.samples[-1].at - span_s
        return _middle([each for each in self.samples if each.at >= began])


def _middle(samples: Sequence[Sample]) -> Sample:
    return Sample(
        at=samples[-1].at,
        memory_mb=statistics.median(each.memory_mb for each in samples),
        descriptors=round(statistics.median(each.descriptors for each in samples)),
    )
