"""E-mail text: a letter as it goes over the wire."""

import re
from typing import Final

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")


def in_lines(body: bytes) -> bytes:
    """The letter with lines that all end with CRLF, and with nothing else; what is so already stays.

    A lone CR or LF would let some servers see an end where none is ("SMTP smuggling"), and what changes
    after a letter was signed breaks its signature.
    """
    if not body.count(b"\r\n") == body.count(b"\r") == body.count(b"\n"):
        body = _LINE_END.sub(b"\r\n", body)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def on_the_wire(body: bytes) -> bytes:
    """In lines, with a dot at the start of one doubled, and the dot that ends it all (RFC 5321, 4.5.2)."""
    body = in_lines(body)
    if body.startswith(b"."):
        body = b"." + body
    return body.replace(b"\r\n.", b"\r\n..") + b".\r\n"
