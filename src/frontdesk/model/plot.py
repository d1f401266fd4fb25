"""Plot: a message that shows a drawing above its words, or the words alone."""

from dataclasses import dataclass

from frontdesk.model.delivery import Card


@dataclass(frozen=True, kw_only=True, slots=True)
class Plot:
    """A drawing and what is said of it."""

    svg: str
    caption: Card  #: beside the drawing: at most 1,024 characters (Bot API)
    card: Card  #: where it cannot be drawn
