"""Profile: which of the fields that `required` lists are filled."""

from functools import lru_cache

from frontdesk.model.signal_parts import ProfileSignal


@lru_cache(maxsize=1024)  # forms are filled in in a few ways only
def profile_signal(required: tuple[str, ...], filled: frozenset[str]) -> ProfileSignal:
    """What is missing, in the order of `required`; complete when nothing is."""
    missing = tuple(name for name in required if name not in filled)
    return ProfileSignal(complete=not missing, missing=missing)
