"""What tests of cards look at."""

from frontdesk.model.delivery import Card


def labels(card: Card) -> list[str]:
    """What stands on its buttons, in their order."""
    return [button.label for row in card.rows for button in row]
