"""Names: the Jinja environment of letters and cards, and what a template asks for that is not there.

Templates are the owner's; what they show is a stranger's. So nothing may undo the escaping, reach another
file, or call a function, and an unknown name is a fault when the file is read, not when a lead waits.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta, nodes

Problem = tuple[int, str]  #: line, what is wrong

#: Filters that neither unescape nor make markup, and cannot be made to work for long.
FILTERS: Final = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "title",
    "trim",
    "upper",
)
_FORBIDDEN: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Include: "include another file",
    nodes.Extends: "extend another file",
    nodes.Import: "import another file",
    nodes.FromImport: "import another file",
    nodes.ScopedEvalContextModifier: "switch escaping off",
    nodes.Call: "call a function",
    nodes.Mul: "multiply",
    nodes.Pow: "multiply",
}


def environment(*, autoescape: bool) -> Environment:
    """Jinja with strict undefined names, without globals and loaders, escaping whatever a file is called."""
    made = Environment(autoescape=autoescape, undefined=StrictUndefined)  # noqa: S701 - text parts are no HTML
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals.clear()
    return made


def problems(
    jinja: Environment, source: str, kind: str, known: Mapping[str, Collection[str] | None]
) -> list[Problem]:
    """What is wrong with a template, by line: its syntax, forbidden things, and names that are not there.

    `known` is what it may use; a name with a collection is a table of which it must name an entry.
    """
    try:
        tree = jinja.parse(source)
        if forbidden := sorted(set(_forbidden(tree, kind))):
            return forbidden  # compiling would already work out 'a' * 100000000
        jinja.compile(source)  # filters and tests are looked up only here
    except TemplateSyntaxError as error:
        return [(error.lineno, str(error.message))]
    return sorted({*_unknown(tree, kind, known), *_entries(tree, known)})


def _forbidden(tree: nodes.Template, kind: str) -> Iterator[Problem]:
    for node_type, what in _FORBIDDEN.items():
        for node in tree.find_all(node_type):
            yield node.lineno, f"{kind} must not {what}"


def _unknown(tree: nodes.Template, kind: str, known: Mapping[str, object]) -> Iterator[Problem]:
    unknown = meta.find_undeclared_variables(tree) - known.keys()
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            hint = _did_you_mean(node.name, known)
            yield node.lineno, f'{kind} has no "{node.name}"; it has {", ".join(known) or "none"}{hint}'


def _entries(tree: nodes.Template, known: Mapping[str, Collection[str] | None]) -> Iterator[Problem]:
    """Tables used as a whole, and entries that are not there, but those asked for by `is defined`."""
    tables = {name: entries for name, entries in known.items() if entries is not None}
    lookups = [lookup for lookup in _lookups(tree) if lookup.table.name in tables]
    asked = {id(node.node) for node in tree.find_all(nodes.Test) if node.name in ("defined", "undefined")}
    guarded = {(lookup.table.name, lookup.entry) for lookup in lookups if id(lookup.node) in asked}
    for table, entry in {(lookup.table.name, lookup.entry) for lookup in lookups} - guarded:
        if entry in tables[table]:
            continue
        there, hint = ", ".join(sorted(tables[table])), _did_you_mean(entry, tables[table])
        for lookup in lookups:
            if (lookup.table.name, lookup.entry) == (table, entry):
                yield lookup.table.lineno, f'{_title(table)} has no "{entry}"; it has {there}{hint}'
    looked_into = {id(lookup.table) for lookup in lookups}
    for node in tree.find_all(nodes.Name):
        if node.name in tables and id(node) not in looked_into:
            yield node.lineno, f'"{node.name}" is a table; write {node.name}.NAME'


@dataclass(frozen=True, slots=True)
class _Lookup:
    """`sender.site` or `sender["site"]`."""

    node: nodes.Node
    table: nodes.Name
    entry: str


def _lookups(tree: nodes.Template) -> Iterator[_Lookup]:
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            yield _Lookup(node, node.node, node.attr)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name):
            entry = item.arg.value if isinstance(item.arg, nodes.Const) else "?"
            yield _Lookup(item, item.node, str(entry))


def _title(table: str) -> str:
    return "[sender] of rules.toml" if table == "sender" else f'"{table}"'


def _did_you_mean(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f'; did you mean "{close[0]}"?' if close else ""
