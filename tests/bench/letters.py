"""What one letter costs: rendered as text and HTML and composed to bytes, with bare Jinja beside it.

python tests/bench/letters.py [ROUNDS]
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, thread_time_ns

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from jinja2 import Environment

from frontdesk.messages.letter import LetterValues
from frontdesk.messages.mail import compose
from frontdesk.messages.templates import Letters
from frontdesk.rules.load import read_rules

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
VALUES = LetterValues(greeting="Maria", company="Acme", product="CRM", missing=("company", "phone"), now=AT)
UNSUBSCRIBE = "https://desk.example/u/eyJhbGciOiJIUzI1NiJ9.c29tZWJvZHk"
LIMIT_US = 100


def cost_us(work: Callable[[], object], rounds: int) -> float:
    """CPU microseconds of one thread for a call, the best of some rounds."""
    found = []
    for _ in range(rounds):
        began = thread_time_ns()
        for _ in range(200):
            work()
        found.append((thread_time_ns() - began) / 1e3 / 200)
    return min(found)


def main(rounds: int) -> int:
    """Print a line a letter; 1 when one of them costs more than it may."""
    rules = read_rules((ROOT / "rules.toml").read_text("utf-8"), environment={})
    began = perf_counter()
    letters = Letters.load([ROOT / "templates"], rules.sender, hours=rules.hours, domain="acme.example")
    print(f"load: {(perf_counter() - began) * 1e3:.0f} ms for all\n")
    print("letter             render  compose  whole µs   bare Jinja µs   bytes")
    slow = 0
    for name in letters.names:
        for language in letters.languages(name):
            slow += line(letters, name, language, rounds) > LIMIT_US
    print(f"\nover {LIMIT_US} µs: {slow}")
    return int(slow > 0)


def line(letters: Letters, name: str, language: str, rounds: int) -> float:
    """Measure one letter; what it costs as a whole."""

    def render() -> object:
        return letters.render(name, language, VALUES, unsubscribe=UNSUBSCRIBE)

    letter = letters.render(name, language, VALUES, unsubscribe=UNSUBSCRIBE)

    def composed() -> bytes:
        return compose(
            letter,
            to="maria@company.example",
            sender="Acme Software <hello@acme.example>",
            reply_to=None,
            message_id="<0123456789abcdef@acme.example>",
            at=AT,
        )

    bare = [
        Environment().from_string(part.replace("Maria", "{{ n }}")) for part in (letter.text, letter.html)
    ]
    rendering, composing = cost_us(render, rounds), cost_us(composed, rounds)
    jinja = cost_us(lambda: [template.render(n="Maria") for template in bare], rounds)
    whole = rendering + composing
    size = len(composed())
    print(f"{name + '.' + language:18}{rendering:7.0f}{composing:9.0f}{whole:10.0f}{jinja:16.0f}{size:8}")
    return whole


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
