"""Judging: what looks at leads under one config."""

from frontdesk.app.config import Config
from frontdesk.desk.judge import Judge
from frontdesk.signals.reading import SignalReader


def judge_of(config: Config) -> Judge:
    """What looks at leads under that config."""
    return Judge(
        rules=config.rules,
        reader=SignalReader(rules=config.rules),
        letters=config.letters,
        sender=config.sender,
        own=config.own,
    )
