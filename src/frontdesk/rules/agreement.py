"""Agreement: what one table of rules.toml says and another must know: groups, forms, axes, bands, rates."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from frontdesk.model.score import Band
from frontdesk.rules.judging import CELLS
from frontdesk.rules.places import Path
from frontdesk.rules.shape import Problem, found
from frontdesk.suggestion import suggestion

#: Bands, the best first; a gate leads downwards.
_ORDER: Final = tuple(Band)
_OPEN: Final = "web"  #: the form that is there without a table

Raw = Mapping[str, Any]


def agreement_problems(raw: Raw) -> Iterator[Problem]:
    """Every name that another table does not know, and numbers that contradict each other."""
    yield from _groups(raw)
    for table in ("criteria", "bands", "gates"):
        for path, entry in entries(raw, table):
            yield from _scope(raw, path, entry)
    for path, entry in entries(raw, "criteria"):
        yield from _fades(path, entry)
    yield from _gates(raw)
    yield from _matrix(raw)
    yield from _fallbacks(raw)
    yield from _rates(raw)


def all_cells(raw: Raw) -> bool:
    """Whether a matrix names a band for every cell, so that no entry of `[[bands]]` is needed."""
    matrix = raw.get("matrix")
    return isinstance(matrix, dict) and all(cell in matrix for cell in CELLS)


def entries(raw: Raw, table: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The entries of a list of tables that are tables, with their paths."""
    listed = raw.get(table)
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (table, number), entry


def table_of(raw: Any, name: str) -> dict[str, Any]:
    """The table of that name within another; empty where there is none."""
    table = raw.get(name) if isinstance(raw, dict) else None
    return table if isinstance(table, dict) else {}


def _fallbacks(raw: Raw) -> Iterator[Problem]:
    """Cards of a chat can go to another of the desk's only, and not back and forth."""
    ids = [entry.get("id") for _, entry in entries(raw, "chats")]
    for path, entry in entries(raw, "chats"):
        fallback = entry.get("fallback")
        if type(fallback) is int and (fallback not in ids or fallback == entry.get("id")):
            told = f"expected the id of another chat of [[chats]], found {found(fallback)}"
            yield Problem((*path, "fallback"), told)


def _groups(raw: Raw) -> Iterator[Problem]:
    known = [entry.get("id") for _, entry in entries(raw, "groups")]
    names = [name for name in known if isinstance(name, str)]
    ids = {entry.get("id"): path for path, entry in entries(raw, "criteria")}
    axes: dict[str, tuple[Any, int]] = {}
    for path, entry in entries(raw, "criteria"):
        group = entry.get("group")
        if not isinstance(group, str):
            continue
        if group not in names:
            yield Problem((*path, "group"), _unknown("group", group, names, "[[groups]] has none"))
        axis, first = axes.setdefault(group, (entry.get("axis", "fit"), int(path[1]) + 1))
        if axis != entry.get("axis", "fit"):
            told = f"expected one axis in a group, found another in criteria[{first}]"
            yield Problem((*path, "axis" if "axis" in entry else "group"), told)
    for path, entry in entries(raw, "groups"):
        name = entry.get("id")
        if isinstance(name, str) and name not in axes:
            yield Problem((*path, "id"), f'no criterion has group = "{name}"')
        if isinstance(name, str) and name in ids:
            told = f"expected another id than a criterion has, found {found(name)} in criteria too"
            yield Problem((*path, "id"), told)
        if "cap" not in entry and "floor" not in entry:
            yield Problem(path, "expected a cap, a floor, or both, found neither")


def _scope(raw: Raw, path: Path, entry: Mapping[str, Any]) -> Iterator[Problem]:
    forms = table_of(raw, "forms")
    products = {name: table_of(forms, name).get("product") for name in forms}
    sold = [product for product in products.values() if isinstance(product, str)]
    unknown = [
        *_strangers(path, "forms", entry, [*forms, _OPEN], "no [forms.NAME] is called so"),
        *_strangers(path, "products", entry, sold, "no form is of that product"),
    ]
    yield from unknown
    named, about = entry.get("forms"), entry.get("products")
    if unknown or not isinstance(named, list) or not isinstance(about, list):
        return
    if not any(products.get(name) in about for name in named if isinstance(name, str)):
        yield Problem(
            (*path, "products"), "none of its forms is of one of these products: it counts for nobody"
        )


def _strangers(
    path: Path, what: str, entry: Mapping[str, Any], known: Sequence[str], why: str
) -> Iterator[Problem]:
    listed = entry.get(what)
    for number, name in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(name, str) and name not in known:
            yield Problem((*path, what, number), _unknown(what[:-1], name, known, why))


def _fades(path: Path, entry: Mapping[str, Any]) -> Iterator[Problem]:
    fades, points = entry.get("fades"), entry.get("points")
    if not isinstance(fades, dict):
        return
    given = [key for key in ("by", "percent") if key in fades]
    if len(given) != 1:
        told = "both" if given else "neither"
        yield Problem((*path, "fades"), f"expected by or percent, one of the two, found {told}")
    floor = fades.get("floor", 0)
    if isinstance(points, int) and isinstance(floor, int) and floor >= abs(points) and "floor" in fades:
        yield Problem(
            (*path, "fades", "floor"), f"expected less than its {abs(points)} points, found {floor}"
        )


def _gates(raw: Raw) -> Iterator[Problem]:
    given = {entry.get("band") for _, entry in entries(raw, "bands")}
    given |= {band for cell, band in table_of(raw, "matrix").items() if cell in CELLS}
    given |= {entry.get("otherwise") for _, entry in entries(raw, "gates")}
    for path, entry in entries(raw, "gates"):
        band, otherwise = entry.get("band"), entry.get("otherwise")
        if band not in _ORDER or otherwise not in _ORDER:
            continue
        if _ORDER.index(otherwise) <= _ORDER.index(band):
            told = f"expected a band below {found(band)}, found {found(otherwise)}"
            yield Problem((*path, "otherwise"), told)
        if band not in given:
            yield Problem((*path, "band"), f"no entry of [[bands]] gives {found(band)}: nobody would meet it")


def _matrix(raw: Raw) -> Iterator[Problem]:
    matrix = table_of(raw, "matrix")
    for axis in ("fit", "interest"):
        bounds = matrix.get(axis)
        whole = isinstance(bounds, list) and len(bounds) == 2 and all(type(n) is int for n in bounds)
        if isinstance(bounds, list) and whole and bounds[0] <= bounds[1]:
            told = f"expected the larger number first, found {bounds[0]} and {bounds[1]}"
            yield Problem(("matrix", axis), told)
    if matrix and not any(entry.get("axis") == "interest" for _, entry in entries(raw, "criteria")):
        yield Problem(("matrix", "interest"), 'no criterion has axis = "interest": every lead would be alike')


def _rates(raw: Raw) -> Iterator[Problem]:
    """The currency of conditions is worth one of itself."""
    money = table_of(raw, "money")
    own = money.get("currency")
    if isinstance(own, str) and own in table_of(money, "rates"):
        told = "expected other currencies only, found the one of money.currency"
        yield Problem(("money", "rates", own), told)


def _unknown(what: str, name: str, known: Sequence[str], why: str) -> str:
    return f"no {what} {found(name)}{suggestion(name, known) or f': {why}'}"
