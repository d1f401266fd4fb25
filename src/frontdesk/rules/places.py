"""Places: the line of every key of a TOML file, so that a fault can say where it is."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

#: Keys and entry numbers (from 0) from the top of the file: ("criteria", 2, "points").
Path = tuple[str | int, ...]
Places = Mapping[Path, int]

_TOML: Final = Language(tree_sitter_toml.language())
_KEYS: Final = ("bare_key", "quoted_key", "dotted_key")
_HEADERS: Final = ("table", "table_array_element")


def places(text: str) -> Places:
    """The line, from 1, of every table, key and list entry of a TOML file that `tomllib` can read."""
    tree = Parser(_TOML).parse(text.encode("utf-8", "replace"))
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    for node in tree.root_node.children:
        if node.type == "pair":
            _pair(found, (), node)
        elif node.type in _HEADERS:
            _table(found, counts, node)
    return found


def line(found: Places, path: Path) -> int:
    """The line of that key, else of the nearest table around it."""
    while path not in found:
        path = path[:-1]
    return found[path]


def path_text(path: Path) -> str:
    """A path for people, with entries counted from 1: `criteria[3].points`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _table(found: dict[Path, int], counts: dict[Path, int], node: Node) -> None:
    """A `[table]` or `[[entry]]` header with its pairs; names on the way mean the last entry of a list."""
    at: Path = ()
    keys = _names(next(child for child in node.children if child.type in _KEYS))
    for number, key in enumerate(keys, 1):
        at = (*at, key)
        found.setdefault(at, _line(node))
        if number == len(keys) and node.type == "table_array_element":
            counts[at] = counts.get(at, 0) + 1
        if at in counts:
            at = (*at, counts[at] - 1)
            found.setdefault(at, _line(node))
    found[at] = _line(node)
    for child in node.children:
        if child.type == "pair":
            _pair(found, at, child)


def _pair(found: dict[Path, int], at: Path, node: Node) -> None:
    key, value = (child for child in node.children if child.is_named and child.type != "comment")
    for name in _names(key):
        at = (*at, name)
        found.setdefault(at, _line(node))
    _value(found, at, value)


def _value(found: dict[Path, int], at: Path, node: Node) -> None:
    if node.type == "inline_table":
        for child in _children(node, "pair"):
            _pair(found, at, child)
    elif node.type == "array":
        entries = [child for child in node.children if child.is_named and child.type != "comment"]
        for number, child in enumerate(entries):
            found[(*at, number)] = _line(child)
            _value(found, (*at, number), child)


def _children(node: Node, kind: str) -> Iterator[Node]:
    return (child for child in node.children if child.type == kind)


def _names(key: Node) -> list[str]:
    """The parts of a key, unquoted: `a."b c"` is a, b c."""
    inner: Any = tomllib.loads((key.text or b"").decode() + " = 0")
    names = []
    while isinstance(inner, dict):
        name, inner = next(iter(inner.items()))
        names.append(name)
    return names


def _line(node: Node) -> int:
    return node.start_point.row + 1
