"""Crash: the moments between two lines at which a test lets the process die.

Nothing from outside can throw the switch, no setting and no form: a test runs the service in a process of its
own and assigns `switch` there.
"""

from collections.abc import Callable
from typing import Literal

Point = Literal[
    "after read",
    "before commit",
    "after commit before answer",
    "after claim",
    "after 250 before mark",
    "before sendMessage",
    "after answer before mark",
    "before update stored",
    "after update stored",
    "after callback commit before edit",
    "after lookup before commit",
]

switch: Callable[[Point], None] | None = None  #: None but in a process that a test lets die


def point(name: Point) -> None:
    """Here a process may die; one comparison unless a test has thrown the switch."""
    if switch is not None:
        switch(name)
