"""Profile: which of the fields that `required` lists are filled."""

from collections.abc import Collection, Sequence

from frontdesk.model.signal_parts import ProfileSignal


def profile_signal(required: Sequence[str], filled: Collection[str]) -> ProfileSignal:
    """What is missing, in the order of `required`; complete when nothing is."""
    missing = tuple(name for name in required if name not in filled)
    return ProfileSignal(complete=not missing, missing=missing)
