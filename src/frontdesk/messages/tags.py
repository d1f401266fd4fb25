"""Tags: Jinja's tags kept out of the way of Markdown and HTML, and put back.

Markdown must not see Jinja's tags, and Jinja not Markdown's marks. So every tag is first replaced by one
private-use character, which Markdown and the HTML parser pass through like a letter; afterwards the tags
stand where their characters are.
"""

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import Environment

#: Characters for statements and for expressions.
_STATEMENTS: Final = range(0xE000, 0xF000)
_EXPRESSIONS: Final = range(0xF000, 0xF900)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
#: A brace that Jinja would take for the beginning of a tag once the tags are back.
_BRACE: Final = re.compile("\\{(?=[{%#\ue000-\uf8ff])")


class Tags:
    """The Jinja tags of one template, each as one private-use character."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._characters: dict[str, str] = {}
        self._free = {"block": iter(_STATEMENTS), "variable": iter(_EXPRESSIONS)}

    def masked(self, jinja: Environment, source: str) -> str:
        """The source with a character for every tag.

        Raises:
            ValueError: the source holds private-use characters of its own, or too many tags.
            TemplateSyntaxError: a tag has no end.
        """
        if _PRIVATE.search(source):
            raise ValueError("expected plain text, found a private-use character")
        return "".join(
            self._character(kind, text) if kind in self._free else text
            for kind, text in _lexed(jinja, source)
        )

    def unmasked(self, text: str) -> str:
        """The template: every character is its tag again, every other brace is a brace."""
        text = _BRACE.sub('{{ "{" }}', text)
        return _PRIVATE.sub(lambda found: self._sources[found[0]], text)

    def sources(self, text: str) -> list[str]:
        """The tags in a piece of text, as they were written."""
        return [self._sources[character] for character in _PRIVATE.findall(text)]

    def statements(self, word: str) -> str:
        """The characters of the statements that begin with that word, as `for`."""
        begins = re.compile(rf"\{{%[-+]?\s*{word}\b")
        return "".join(character for character, source in self._sources.items() if begins.match(source))

    def _character(self, kind: str, source: str) -> str:
        """The same tag is the same character, so that a link's words can be seen to be its address."""
        if source not in self._characters:
            number = next(self._free[kind], None)
            if number is None:
                raise ValueError(f"expected at most {len(_EXPRESSIONS)} tags, found more")
            self._characters[source] = chr(number)
            self._sources[chr(number)] = source
        return self._characters[source]


def _lexed(jinja: Environment, source: str) -> Iterator[tuple[str, str]]:
    """(kind, text): a tag is "block" or "variable", what stands between tags "data"; comments are left out.

    The blanks that a minus sign strips are kept here, so that Markdown sees the lines as they were written.
    """
    tag, at = "", 0
    for _, name, text in jinja.lexer.tokeniter(source, None):
        if stripped := source.find(text, at) - at:
            yield "data", source[at : at + stripped]
        at += stripped + len(text)
        kind, _, edge = name.rpartition("_")
        if kind in ("", "raw", "comment") and not tag:
            yield "data", text if name == "data" else ""
        elif edge == "end":
            whole = (tag + text).rstrip()
            yield kind, whole
            yield "data", (tag + text)[len(whole) :]
            tag = ""
        else:
            tag += text
    if tag:
        yield "block", tag  # without an end: Jinja will say so
