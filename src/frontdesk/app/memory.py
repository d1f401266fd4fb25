"""Memory: what a service need not keep once it is built."""

import ctypes
import gc

from frontdesk.signals import lexicon


def give_back() -> None:
    """Give the dictionaries back that only reading the rules asks for; new rules read them anew."""
    lexicon.forget()
    gc.collect()
    # They leave holes between what stays, and glibc alone can be told to give those back.
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
