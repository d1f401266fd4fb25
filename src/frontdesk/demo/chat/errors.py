"""The stand-in's refusals, as the Bot API answers them."""

from collections.abc import Mapping
from typing import Any

from frontdesk.errors import FrontdeskError


class ApiError(FrontdeskError):
    """An answer with `ok: false`: HTTP status, description and perhaps `parameters`."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = dict(parameters or {})


def bad(description: str) -> ApiError:
    """A 400 in the public server's form."""
    return ApiError(400, f"Bad Request: {description}")
