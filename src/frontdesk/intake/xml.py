"""XML: the leaves of a document as the names and values of a form.

Read by expat without anything that could expand: a document that declares types or entities is refused. Its
bytes are UTF-8 whatever it says of them.
"""

from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

from frontdesk.errors import Unreadable
from frontdesk.intake.values import LABEL_CHARS, listed

MEDIA: Final = ("application/xml", "text/xml")
LEVELS: Final = 8  #: of elements, the outermost included
ELEMENTS: Final = 1_000


def document(body: bytes, encoding: str) -> dict[str, Any]:
    """Name and text of each element that holds no other; of a repeated name a list.

    What is nested keeps the names around it but the outermost: `person.email`.

    Raises:
        Unreadable: 400, no XML that is read here; 413, too many elements.
    """
    tree = _Tree()
    # With an encoding given here, the one that the document declares picks no codec.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = tree.begin, tree.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = tree.text, tree.refuse
    try:
        parser.Parse(body.decode(encoding).encode(), True)
    except (expat.ExpatError, UnicodeError) as error:
        raise Unreadable(400, f"XML: expected a document that can be read, found {error}") from error
    return tree.found


class _Tree:
    """The elements around where the parser stands, and what was found so far."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self._path: list[str] = []
        self._texts: list[list[str]] = []
        self._leaf = False
        self._count = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > ELEMENTS:
            raise Unreadable(413, f"XML: expected at most {ELEMENTS} elements")
        if len(self._path) == LEVELS:
            raise Unreadable(400, f"XML: expected at most {LEVELS} levels")
        # The names around them stand before those of all leaves within: a long one would cost each of them.
        self._path.append((attributes.get("name") or name)[:LABEL_CHARS])
        self._texts.append([])
        self._leaf = True

    def text(self, data: str) -> None:
        self._texts[-1].append(data)

    def end(self, _: str) -> None:
        said, name = "".join(self._texts.pop()), ".".join(self._path[1:] or self._path)
        self._path.pop()
        if self._leaf:
            self.found[name] = [*listed(self.found[name]), said] if name in self.found else said
        self._leaf = False

    def refuse(self, *_: Any) -> None:
        raise Unreadable(400, "XML: expected a document without a DOCTYPE, found one")
