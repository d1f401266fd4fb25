"""Grammar: the text of a condition → a checked expression.

Jinja's parser reads the text, nothing of Jinja ever runs: the tree is translated node by node, and a node
that is not known here is a fault. So a condition cannot call, format, repeat or import.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from frontdesk.rules.expressions import (
    Arithmetic,
    Comparison,
    Constant,
    Every,
    Expression,
    Fact,
    Length,
    Lower,
    Negative,
    Opposite,
    Some,
)
from frontdesk.rules.kinds import WORDS, expected_around, unfit
from frontdesk.suggestion import suggestion
from frontdesk.text import one_line

LIMIT_CHARACTERS: Final = 500
LIMIT_NODES: Final = 100
LIMIT_NUMBER: Final = 1e15  #: larger ones could overflow when an integer meets a fraction

#: What the parser calls the end of a condition, and what it is to people.
_END: Final = ("unexpected 'end of template'", "that it ends too early")
_ENVIRONMENT: Final = Environment(autoescape=True)
_SIGNS: Final = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "lteq": "<=",
    "gt": ">",
    "gteq": ">=",
    "in": "in",
    "notin": "not in",
}
_ARITHMETIC: Final[Mapping[type[nodes.Node], str]] = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*"}
_REFUSED: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Call: "a call; a name stands without brackets",
    nodes.Getitem: "square brackets after a name",
    nodes.CondExpr: 'an "if"',
    nodes.Test: 'an "is"; two values are compared by "=="',
    nodes.Concat: 'a "~"',
    nodes.Pow: 'a "**"',
    nodes.Div: 'a "/"',
    nodes.FloorDiv: 'a "//"',
    nodes.Mod: 'a "%"',
    nodes.Pos: 'a "+" sign',
    nodes.Dict: "a dictionary",
}
#: What conditions are written with in other languages: how it is written here.
_HINTS: Final[Mapping[str, str]] = {
    "=": '; values are compared by "==", ">=" or "<="',
    "&": '; conditions are joined by "and"',
    "|": '; conditions are joined by "or"',
    "!": '; the opposite is said by "not"',
    ",": "; a number has no commas in it",
    **{
        word: f'; it is written "{word.lower()}"'
        for word in ("AND", "OR", "NOT", "IN", "And", "Or", "Not", "In")
    },
}
#: filter: what it makes, of which kinds, and what these are to people.
_FILTERS: Final[Mapping[str, tuple[Callable[[Expression], Expression], tuple[str, ...], str]]] = {
    "length": (Length, ("text", "list", "any"), "text or a list"),
    "lower": (Lower, ("text", "any"), "text"),
}
_CHARACTER: Final = re.compile(r"unexpected char '(.)' at \d+")
_NO_DOT: Final = "expected the name of a signal before a dot, found something else"
#: Stands where a fault was found, so that it is not reported twice.
_BROKEN: Final = Constant(False, "any")


class BadCondition(ValueError):
    """A condition that cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def read_condition(source: str, kinds: Mapping[str, str]) -> Expression:
    """The expression that a condition says; `kinds` names every signal it may use, and what each holds.

    Raises:
        BadCondition: it is not an expression, or not one that is allowed, or its kinds do not fit.
    """
    tree = _tree(source)
    reader = _Reader(kinds)
    expression = reader.read(tree)
    if reader.problems:
        raise BadCondition(tuple(dict.fromkeys(reader.problems)))
    return expression


def _tree(source: str) -> nodes.Expr:
    if len(source) > LIMIT_CHARACTERS:
        raise BadCondition([f"expected at most {LIMIT_CHARACTERS} characters, found {len(source)}"])
    try:
        parser = Parser(_ENVIRONMENT, source, state="variable")
        tree = parser.parse_expression()
        rest = parser.stream.current
        size = 1 + sum(1 for _ in tree.find_all(nodes.Node))
    except TemplateSyntaxError as error:
        told = _unparsed(error.message or "") if source.strip() else "nothing"
        raise BadCondition([f"expected a condition, found {told}"]) from error
    except RecursionError:
        raise BadCondition(["expected a condition, found too many parts inside one another"]) from None
    if rest.type != "eof":
        token = one_line(str(rest.value), 40)
        raise BadCondition([f'expected the end of the condition, found "{token}"{_HINTS.get(token, "")}'])
    if size > LIMIT_NODES:
        raise BadCondition([f"expected at most {LIMIT_NODES} parts, found {size}"])
    return tree


def _unparsed(message: str) -> str:
    """What the parser stumbled over."""
    if character := _CHARACTER.fullmatch(message):
        return f'"{character[1]}"{_HINTS.get(character[1], "")}'
    return one_line(message.replace(*_END), 100)


class _Reader:
    """Translates one tree and collects what is wrong with it."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self._kinds = kinds
        self._readers: Mapping[type[nodes.Node], Callable[[Any], Expression]] = {
            nodes.Name: self._fact,
            nodes.Getattr: self._fact,
            nodes.Const: self._constant,
            nodes.List: self._list,
            nodes.Tuple: self._list,
            nodes.And: lambda node: Every((self.read(node.left), self.read(node.right))),
            nodes.Or: lambda node: Some((self.read(node.left), self.read(node.right))),
            nodes.Not: lambda node: Opposite(self.read(node.node)),
            nodes.Neg: self._negative,
            nodes.Compare: self._comparison,
            nodes.Filter: self._filter,
            **dict.fromkeys(_ARITHMETIC, self._arithmetic),
        }

    def read(self, node: nodes.Node) -> Expression:
        reader = self._readers.get(type(node))
        if reader is None:
            found = _REFUSED.get(type(node), f'a "{type(node).__name__.lower()}"')
            return self._fault(f'expected signals, comparisons, "and", "or", "not"; found {found}')
        return reader(node)

    def _fault(self, problem: str) -> Expression:
        self.problems.append(problem)
        return _BROKEN

    def _fact(self, node: nodes.Name | nodes.Getattr) -> Expression:
        names: list[str] = []
        inner: nodes.Node = node
        while isinstance(inner, nodes.Getattr):
            names.insert(0, inner.attr)
            inner = inner.node
        if not isinstance(inner, nodes.Name):
            return self.read(inner) if isinstance(inner, nodes.Call) else self._fault(_NO_DOT)
        name = ".".join([inner.name, *names])
        if name not in self._kinds:
            near = suggestion(name, self._kinds)
            return self._fault(f'no signal "{one_line(name, 60)}"{near}')
        return Fact(name, self._kinds[name])  # type: ignore[arg-type]  # KINDS holds these words alone

    def _constant(self, node: nodes.Const) -> Expression:
        value = node.value
        if isinstance(value, bool):
            return Constant(value, "truth")
        if isinstance(value, str):
            return Constant(value, "text")
        if value is None:
            return self._fault('expected a value, found "none": what is unknown cannot be compared')
        if not abs(value) <= LIMIT_NUMBER:
            return self._fault("expected a number below 10^15, found a larger one")
        return Constant(value, "number")

    def _list(self, node: nodes.List | nodes.Tuple) -> Expression:
        items = [self.read(item) for item in node.items]
        values = tuple(item.value for item in items if isinstance(item, Constant) and item.kind != "list")
        if len(values) < len(items):
            return self._fault("expected plain values in a list, found something else")
        if len({item.kind for item in items} - {"any"}) > 1:
            return self._fault("expected values of one kind in a list, found several")
        return Constant(values, "list")  # type: ignore[arg-type]  # lists within lists were refused above

    def _negative(self, node: nodes.Neg) -> Expression:
        part = self.read(node.node)
        if part.kind not in ("number", "any"):
            return self._fault(f'expected a number after "-", found {WORDS[part.kind]}')
        if isinstance(part, Constant) and isinstance(part.value, int | float):
            return Constant(-part.value, part.kind)
        return Negative(part)

    def _arithmetic(self, node: nodes.BinExpr) -> Expression:
        sign, left, right = _ARITHMETIC[type(node)], self.read(node.left), self.read(node.right)
        if not {left.kind, right.kind} <= {"number", "any"}:
            return self._fault(unfit("numbers", sign, left, right))
        return Arithmetic(sign, left, right)

    def _comparison(self, node: nodes.Compare) -> Expression:
        values = [self.read(node.expr), *(self.read(operand.expr) for operand in node.ops)]
        signs = [_SIGNS[operand.op] for operand in node.ops]
        pairs = tuple(self._pair(*pair) for pair in zip(signs, values, values[1:], strict=False))
        return pairs[0] if len(pairs) == 1 else Every(pairs)

    def _pair(self, sign: str, left: Expression, right: Expression) -> Expression:
        expected = None if "any" in (left.kind, right.kind) else expected_around(sign, left, right)
        if expected:
            return self._fault(unfit(expected, sign, left, right))
        return Comparison(sign, left, right)

    def _filter(self, node: nodes.Filter) -> Expression:
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
            return self._fault(f'expected nothing in brackets after "{one_line(node.name, 40)}"')
        part = self.read(node.node)
        if node.name not in _FILTERS:
            return self._fault(f'no filter "{one_line(node.name, 40)}"; there are "length" and "lower"')
        made, kinds, expected = _FILTERS[node.name]
        if part.kind not in kinds:
            return self._fault(f"expected {expected} before |{node.name}, found {WORDS[part.kind]}")
        return made(part)
