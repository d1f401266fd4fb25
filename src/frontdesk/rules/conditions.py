"""Conditions: checked expressions → one Python function, in three-valued logic.

The function is straight-line code built as a syntax tree, node by node: no text of the file is ever source.
Each signal is looked up once. Unknown is None: comparing it gives unknown, and `and`, `or`, `not` follow
Kleene's tables.
"""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, cast

from frontdesk.model.signals import BARE
from frontdesk.rules.expressions import (
    Arithmetic,
    Comparison,
    Condition,
    Constant,
    Every,
    Expression,
    Fact,
    Findings,
    Length,
    Lower,
    Negative,
    Opposite,
    Some,
)

#: What the verdict adds to the signals; always there.
VERDICT_FACTS: Final[Mapping[str, str]] = {
    "score": "number",
    "reachable": "number",
    "fit": "number",
    "interest": "number",
    "cell": "text",
    "band": "text",
}

_SIGNS: Final[Mapping[str, type[ast.cmpop]]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in": ast.In,
    "not in": ast.NotIn,
}
_ARITHMETIC: Final[Mapping[str, type[ast.operator]]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult}
_SKELETON: Final = "def findings(facts):\n    get = facts.get"


def compile_conditions(conditions: Sequence[Expression]) -> Findings:
    """One function for all: facts → true, false or None for each condition, in order."""
    writer = _Writer()
    results: list[ast.expr] = [writer.truth(condition)[0] for condition in conditions]
    return cast(Findings, _function(writer, ast.Tuple(results, ast.Load())))


def compile_condition(condition: Expression) -> Condition:
    """A function for one condition: facts → true, false or None."""
    writer = _Writer()
    result, _ = writer.truth(condition)
    return cast(Condition, _function(writer, result))


def _function(writer: "_Writer", result: ast.expr) -> Callable[[Mapping[str, Any]], Any]:
    module = ast.parse(_SKELETON)
    function = cast(ast.FunctionDef, module.body[0])
    function.body += [*writer.body, ast.Return(result)]
    names: dict[str, Any] = {"__builtins__": {}, "len": len, "lower": str.lower}
    code = compile(ast.fix_missing_locations(module), "<conditions>", "exec")
    exec(code, names)  # noqa: S102  # the tree is ours; texts of the file are constants in it, never code
    return cast(Callable[[Mapping[str, Any]], Any], names["findings"])


class _Writer:
    """Statements so far, and the local variable of each signal."""

    def __init__(self) -> None:
        self.body: list[ast.stmt] = []
        self._locals: dict[str, str] = {}
        self._calls: dict[Expression, tuple[str, bool]] = {}

    def truth(self, expression: Expression) -> tuple[ast.expr, bool]:
        """Code that gives true, false or None, and whether it can give None."""
        match expression:
            case Fact(kind="truth", name=name):
                return _name(self._fact(expression)), _may_be_unknown(name)
            case Every(parts=several):
                return self._joined(several, all_of=True)
            case Some(parts=several):
                return self._joined(several, all_of=False)
            case Opposite(part=part):
                return self._opposite(part)
            case Comparison(sign=sign, left=left, right=right):
                (a, unknown_a), (b, unknown_b) = self._value(left), self._value(right)
                return _unless_unknown(ast.Compare(a, [_SIGNS[sign]()], [b]), unknown_a | unknown_b)
            case Constant(value=value):
                return ast.Constant(bool(value)), False
            case _:
                code, unknown = self._value(expression)
                return _unless_unknown(_not(_not(code)), unknown)

    def _value(self, expression: Expression) -> tuple[ast.expr, frozenset[str]]:
        """Code that gives the value where none of the named locals is None."""
        match expression:
            case Fact(name=name):
                local = self._fact(expression)
                return _name(local), frozenset([local] if _may_be_unknown(name, expression.kind) else [])
            case Constant(value=value):
                return _constant(value), frozenset()
            case Arithmetic(sign=sign, left=left, right=right):
                (a, unknown_a), (b, unknown_b) = self._number(left), self._number(right)
                return ast.BinOp(a, _ARITHMETIC[sign](), b), unknown_a | unknown_b
            case Negative(part=part):
                code, unknown = self._value(part)
                return ast.UnaryOp(ast.USub(), code), unknown
            case Length(part=part) | Lower(part=part):
                return self._called(expression, part)
            case _:
                code, maybe = self.truth(expression)
                local = self._bind(code)
                return _name(local), frozenset([local] if maybe else [])

    def _called(self, expression: Length | Lower, part: Expression) -> tuple[ast.expr, frozenset[str]]:
        """A function of a value, called once however often a condition names it."""
        if expression not in self._calls:
            code, unknown = self._value(part)
            called = ast.Call(_name("len" if isinstance(expression, Length) else "lower"), [code], [])
            code, maybe = _unless_unknown(called, unknown)
            self._calls[expression] = self._bind(code), maybe
        local, maybe = self._calls[expression]
        return _name(local), frozenset([local] if maybe else [])

    def _number(self, expression: Expression) -> tuple[ast.expr, frozenset[str]]:
        # Fractions, since a product of large integers cannot be turned into one, and would raise.
        if isinstance(expression, Constant):
            return ast.Constant(float(cast(float, expression.value))), frozenset()
        return self._value(expression)

    def _joined(self, several: Iterable[Expression], *, all_of: bool) -> tuple[ast.expr, bool]:
        """Kleene's `and` and `or`: what is certain decides first, then what may be unknown."""
        codes = [self.truth(part) for part in several]
        certain = [code for code, maybe in codes if not maybe]
        unsure = [self._local(code) for code, maybe in codes if maybe]
        operator: ast.boolop = ast.And() if all_of else ast.Or()
        if not unsure:
            return ast.BoolOp(operator, certain), False
        result: ast.expr = _name(unsure[0]) if len(unsure) == 1 else _kleene(unsure, all_of)
        if not certain:
            return result, True
        together = certain[0] if len(certain) == 1 else ast.BoolOp(operator, certain)
        if all_of:
            return ast.IfExp(together, result, ast.Constant(False)), True
        return ast.IfExp(together, ast.Constant(True), result), True

    def _opposite(self, part: Expression) -> tuple[ast.expr, bool]:
        code, maybe = self.truth(part)
        if not maybe:
            return _not(code), False
        local = self._local(code)
        return _unless_unknown(_not(_name(local)), frozenset([local]))

    def _fact(self, fact: Fact) -> str:
        if fact.name not in self._locals:
            empty = _constant(False if fact.name in BARE else () if fact.kind == "list" else None)
            arguments: list[ast.expr] = [ast.Constant(fact.name), empty]
            self._locals[fact.name] = self._bind(ast.Call(_name("get"), arguments, []))
        return self._locals[fact.name]

    def _local(self, code: ast.expr) -> str:
        return code.id if isinstance(code, ast.Name) else self._bind(code)

    def _bind(self, code: ast.expr) -> str:
        local = f"v{len(self.body)}"
        self.body.append(ast.Assign([ast.Name(local, ast.Store())], code))
        return local


def _may_be_unknown(name: str, kind: str = "truth") -> bool:
    return kind != "list" and name not in BARE and name not in VERDICT_FACTS


def _name(local: str) -> ast.Name:
    return ast.Name(local, ast.Load())


def _constant(value: bool | int | float | str | tuple[Any, ...] | None) -> ast.expr:
    if isinstance(value, tuple):
        return ast.Tuple([ast.Constant(item) for item in value], ast.Load())
    return ast.Constant(value)


def _not(code: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), code)


def _is(local: str, value: bool | None) -> ast.expr:
    return ast.Compare(_name(local), [ast.Is()], [ast.Constant(value)])


def _any(codes: list[ast.expr]) -> ast.expr:
    return codes[0] if len(codes) == 1 else ast.BoolOp(ast.Or(), codes)


def _unless_unknown(code: ast.expr, locals_: frozenset[str]) -> tuple[ast.expr, bool]:
    if not locals_:
        return code, False
    unknown = _any([_is(local, None) for local in sorted(locals_)])
    return ast.IfExp(unknown, ast.Constant(None), code), True


def _kleene(unsure: list[str], all_of: bool) -> ast.expr:
    decided = _any([_is(local, not all_of) for local in unsure])
    unknown = _any([_is(local, None) for local in unsure])
    rest = ast.IfExp(unknown, ast.Constant(None), ast.Constant(all_of))
    return ast.IfExp(decided, ast.Constant(not all_of), rest)
