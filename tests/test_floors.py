"""The floors: a module imports lower floors and its own folder only, and each library has one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "frontdesk"
FLOORS = [
    {"errors", "addresses", "quantities", "suggestion", "text", "crash", "figures", "version"},
    {"model"},
    {"settings", "rules"},
    {"signals", "scoring", "messages", "triage", "watching"},
    {"store", "intake", "delivery", "lookups", "files"},
    {"desk", "pacing"},
    {"web", "worker", "bot"},
    {"app"},
    {"demo"},
    {"cli"},
    {"__main__"},
]
#: library: the only places that may import it
HOMES = {
    "aiosmtplib": {"delivery.channels.email_line"},
    "dkim": {"delivery.channels.email_dkim"},
    "telegram": {
        "delivery.channels.telegram",
        "delivery.channels.telegram_calls",
        "delivery.channels.telegram_errors",
        "delivery.channels.telegram_files",
        "delivery.channels.telegram_keyboard",
        "delivery.channels.telegram_pictures",
        "delivery.channels.telegram_talk",
        "delivery.channels.telegram_topics",
    },
    "httpx": {"delivery.channels.telegram", "delivery.channels.telegram_errors"},
    "aiohttp": {"web", "lookups", "demo", "app.service"},
    "sqlalchemy": {
        "store",
        "desk.backlog",
        "worker",
        "web.health",
        "web.metrics",
        "app",
        "cli.leads",
        "cli.outbox",
        "cli.stored",
        "cli.story",
        "demo.snapshot",
    },
    "resvg_py": {"delivery.picture"},
    "alembic": {"store"},
    "aiosmtpd": {"demo"},
    "multipart": {"intake.parts"},
    "jinja2": {"rules", "messages"},
    "markdown_it": {"messages.markdown"},
    "css_inline": {"messages"},
    "phonenumbers": {"signals"},
    "email_validator": {"signals"},
    "Stemmer": {"signals"},
    "dns": {"lookups.dns", "lookups.mail_dns"},
    "publicsuffixlist": {"signals"},
    "ahocorasick_rs": {"signals"},
    "pymorphy3": {"signals.lexicon"},
    "pydantic": {"quantities", "settings", "rules"},
    "prometheus_client": {"web.exposition"},
    "tree_sitter": {"rules.places"},
    "tree_sitter_toml": {"rules.places"},
    "tomllib": {"rules"},
    "dotenv": {"settings"},
    "click": {"cli"},
    "uvloop": {"cli.run"},
}
FILES = sorted(
    path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.read_text().strip()
)


def module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name.split(".")[0] in names)


def own_imports(path: Path) -> set[str]:
    return {name.removeprefix("frontdesk.") for name in imported(path) if name.startswith("frontdesk.")}


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_module_imports_only_lower_floors_and_its_own_folder(path):
    mine = module(path)

    uphill = {
        other
        for other in own_imports(path)
        if other.split(".")[0] != mine.split(".")[0] and floor(other) >= floor(mine)
    }

    assert uphill == set()


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_library_is_met_in_its_own_place_only(path):
    mine = module(path)
    met = {name.split(".")[0] for name in imported(path)} & HOMES.keys()

    strays = {
        name for name in met if not any(mine == home or mine.startswith(f"{home}.") for home in HOMES[name])
    }

    assert strays == set()


def test_every_module_has_a_docstring():
    bare = [module(path) for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]

    assert bare == []


def test_pure_floors_await_nothing_and_read_no_clock():
    pure = [path for path in FILES if module(path).split(".")[0] in FLOORS[3]]
    impure = [
        module(path)
        for path in pure
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
        or (
            (isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today", "monotonic"))
            and isinstance(node.value, ast.Name)
            and node.value.id in ("datetime", "date", "time")
        )
    ]

    assert impure == []


def test_nothing_but_settings_reads_the_environment():
    readers = [
        module(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    ]

    assert set(readers) <= {"settings"}
