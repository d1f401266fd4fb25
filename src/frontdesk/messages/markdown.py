"""Markdown: one letter source as two Jinja templates, HTML and plain text.

Both are made from the same tokens. The source is masked (`Tags`), so every Jinja tag in it is a letter like
any other, in a sentence as in a link's address. Nothing is laid out again when a letter is rendered.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

#: A line of nothing but statements (`Tags`) is no paragraph.
_STATEMENT_LINE: Final = re.compile(r"[ \t]*([\ue000-\uefff][\ue000-\uefff \t]*)")
_SCHEMES: Final = ("http", "https", "mailto", "tel")
#: What the text of a letter need not say of an address.
_UNSAID: Final = ("mailto:", "tel:")
#: A bold link that is a paragraph of its own becomes a table: Outlook gives no other thing a ground and room.
_BUTTON: Final = ["strong_open", "link_open", "link_close", "strong_close"]
_BUTTON_OPEN: Final = '<table role="presentation" class="button" cellpadding="0" cellspacing="0"><tr><td>'
_BUTTON_CLOSE: Final = "</td></tr></table>\n"


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a letter, masked, and its line."""

    address: str
    line: int  #: counted from 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a letter: its address and the words for who cannot see it, masked, and its line."""

    address: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Pages:
    """A letter's Markdown, laid out: HTML and plain text, still masked, and the links to look at."""

    html: str
    text: str
    links: tuple[Link, ...]


def laid_out(
    masked: str,
    picture: Callable[[Picture], str],
    *,
    number: Callable[[str], str] = str,
    loops: tuple[str, str] = ("", ""),
) -> Pages:
    """The masked Markdown as HTML and as plain text; markup written as HTML is shown, not obeyed.

    `picture` gives the address that each picture goes out with, `number` that of each link with `tel:`;
    `loops` are the characters that begin loops, and those that end them: a loop right around a list goes
    through its entries.
    """
    tokens = _looped(_PARSER.parse(masked), loops)
    links = [
        Link(address, _line_of(masked, address, line))
        for link, line in _inside(tokens, "link_open")
        if isinstance(address := link.attrGet("href"), str)
    ]
    for image, line in _inside(tokens, "image"):
        address = str(image.attrGet("src"))
        found = Picture(address, image.content, _line_of(masked, address, line))
        image.attrSet("src", picture(found))
    text = "".join(_blocks(iter(tokens), ""))
    for link, _ in _inside(tokens, "link_open"):
        if (address := str(link.attrGet("href"))).startswith("tel:"):
            link.attrSet("href", number(address))  # after the text, which shows it as it was written
    html = str(_PARSER.renderer.render(_buttoned(tokens), _PARSER.options, {}))
    return Pages(html, text, tuple(links))


def address_fault(address: str) -> str | None:
    """Why an address that letters link to will not do, or None."""
    scheme = urlsplit(address).scheme.lower()
    if scheme in _SCHEMES:
        return None
    return f'expected an address with {", ".join(f"{name}:" for name in _SCHEMES)}, found "{address}"'


def _inside(tokens: Sequence[Token], kind: str) -> Iterator[tuple[Token, int]]:
    """The tokens of that kind within paragraphs, each with the line at which its paragraph begins."""
    for block in tokens:
        line = block.map[0] + 1 if block.map else 1
        yield from ((child, line) for child in block.children or () if child.type == kind)


def _line_of(masked: str, address: str, line: int) -> int:
    """The line of an address in the paragraph that begins at `line`."""
    lines = enumerate(masked.split("\n")[line - 1 :], line)
    return next((number for number, text in lines if address in text), line)


class _Parser(MarkdownIt):
    """CommonMark that leaves addresses as they are written."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.block.ruler.before(
            "code", "statement", _statement_line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _statement_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of statements only: it is kept as it is, and ends the paragraph before it."""
    line = state.src[state.bMarks[start] : state.eMarks[start]]
    found = _STATEMENT_LINE.fullmatch(line)
    if not found:
        return False
    if not silent:
        state.line = start + 1
        token = state.push("html_block", "", 0)
        token.map = [start, start + 1]
        token.content = re.sub(r"\s", "", found[1])
    return True


_PARSER: Final = _Parser()


def _looped(tokens: list[Token], loops: tuple[str, str]) -> list[Token]:
    """With every loop that stands right around a list moved into it."""
    begins, ends = loops
    for at, token in enumerate(tokens[:-1]):
        if token.type == "html_block" and token.content in set(begins) and tokens[at + 1].nesting == 1:
            opened = tokens[at + 1]
            closed = next(n for n in range(at + 2, len(tokens)) if tokens[n].level == opened.level)
            after = tokens[closed + 1 : closed + 2]
            if opened.type.endswith("_list_open") and after and after[0].content in set(ends):
                tokens[at], tokens[at + 1] = opened, token
                tokens[closed], tokens[closed + 1] = after[0], tokens[closed]
    return tokens


def _buttoned(tokens: list[Token]) -> list[Token]:
    """With a table around every link that is a button."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        kinds = [child.type for child in token.children or [] if child.nesting or child.content]
        if before.type == "paragraph_open" and [*kinds[:2], *kinds[-2:]] == _BUTTON:
            before.type, before.content = "html_block", _BUTTON_OPEN
            after.type, after.content = "html_block", _BUTTON_CLOSE
    return tokens


def _blocks(tokens: Iterator[Token], until: str) -> Iterator[str]:
    """The plain text of blocks up to the closing token, each with an empty line behind it."""
    for token in tokens:
        if token.type == until:
            return
        match token.type:
            case "html_block":
                yield token.content
            case "inline":
                yield "".join(_words(token.children or [])) + "\n"
            case "fence" | "code_block":
                yield token.content + "\n"
            case "hr":
                yield "---\n\n"
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else "- "
                yield _indented("".join(_blocks(tokens, "list_item_close")), mark)
            case "blockquote_open":
                yield _indented("".join(_blocks(tokens, "blockquote_close")), "> ", "> ") + "\n"
            case _ if token.type.endswith("_open"):
                body = "".join(_blocks(tokens, token.type.removesuffix("_open") + "_close"))
                yield body if token.hidden else body + "\n"


def _indented(text: str, first: str, others: str | None = None) -> str:
    """The text behind a mark, its other lines below."""
    if others is None:
        others = " " * len(first)
    lines = text.rstrip("\n").split("\n")
    return "".join(f"{first if i == 0 else others}{line}".rstrip() + "\n" for i, line in enumerate(lines))


def _words(children: Sequence[Token]) -> Iterator[str]:
    """The text of a paragraph; behind the words of a link stands its address."""
    links: list[tuple[str, int]] = []
    said: list[str] = []
    for child in children:
        match child.type:
            case "image":
                said.append(f"[{child.content}]")
            case "text" | "code_inline":
                said.append(child.content)
            case "softbreak":
                said.append(" ")
            case "hardbreak":
                said.append("\n")
            case "link_open":
                links.append((str(child.attrGet("href")), len(said)))
            case "link_close":
                address, start = links.pop()
                if "".join(said[start:]) not in (address, *map(address.removeprefix, _UNSAID)):
                    said.append(f" ({address})")
    yield from said
