"""Bench: what the runner makes of what benchmarks print, and what of it may be kept."""

import socket

import pytest

from bench import results
from bench.parts import PARTS, Figure, word

TEXT = "# Measured\n\nOn one machine.\n\n## By hand\n\nWords.\n"
PRINTED = {
    "intake": "    1    bare    22420   1.00             39\n    1  accept     4151   0.19   0.20     215\n"
    "   16  accept     9908   0.32   0.30      93\n   16 fastapi      388   0.01            585\n",
    "judgement": "signals and score of one lead, with reasons           125.2      150    100\n",
    "leads": "one core, postgresql, SMTP over a socket          831 leads/s   at least 200\n",
    "mail": "post to mail p99    6.6 ms  at least 20, aim 8\noutbox       5053 letters/s  0.70  at least\n",
    "rehearse": "1 processes: 8.0 s for 100000 leads\n2 processes: 5.0 s for 100000 leads\n",
    "rest": "first form   1.62 s   at least 1.5, aim 1.0\nat rest        97 MB\n",
}


def sections():
    return {name: ("2026-11-22, rounds 3", results.scrubbed(text)) for name, text in PRINTED.items()}


@pytest.mark.parametrize(
    ("what", "value", "told"),
    [
        pytest.param(
            "durable intake, share of a bare handler, connections: 1", 0.19, "**missed**", id="share"
        ),
        pytest.param("durable intake, share of a bare handler, connections: 16", 0.32, "met", id="share met"),
        pytest.param(
            "durable intake, share of a bare handler, connections: 64", None, "not measured", id="none"
        ),
        pytest.param(
            "the same against FastAPI with a commit a request, connections: 16",
            9908 / 388,
            "aim met",
            id="times",
        ),
        pytest.param("signals and score of one lead, with reasons", 125.2, "met", id="less is better"),
        pytest.param(
            "leads a second on one core, postgresql, SMTP over a socket", 831, "aim met", id="leads"
        ),
        pytest.param("POST to mail at the sink, at 50 a second, p99", 6.6, "aim met", id="ms"),
        pytest.param("mail to a fast sink, 4 connections, share of bare aiosmtplib", 0.7, "met", id="mail"),
        pytest.param("rehearse 100,000 stored leads", 5.0, "met", id="by two processes"),
        pytest.param("memory at rest", 97, "aim met", id="memory"),
        pytest.param("start to first accepted form", 1.62, "**missed**", id="start"),
    ],
)
def test_a_figure_is_found_and_compared(what, value, told):
    found = {figure.what: (figure, value) for figure, value in results.values(sections())}

    figure, read = found[what]

    assert read == value
    assert word(figure, read) == told


@pytest.mark.parametrize(
    ("less", "value", "told"),
    [
        pytest.param(False, 10, "met", id="just at least"),
        pytest.param(False, 9.99, "**missed**", id="just under"),
        pytest.param(False, 20, "aim met", id="just the aim"),
        pytest.param(True, -10, "met", id="just at most"),
        pytest.param(True, -9.99, "**missed**", id="just over"),
    ],
)
def test_floors_and_aims_are_met_by_what_equals_them(less, value, told):
    sign = -1 if less else 1
    figure = Figure(what="x", found=lambda _: None, least=10 * sign, aim=20 * sign, less=less)

    assert word(figure, value) == told


def test_what_people_wrote_stays_and_what_was_measured_is_read_back():
    once = results.written(TEXT, sections())
    twice = results.written(once, results.read(once))

    assert results.read(once) == sections()
    assert twice == once
    assert once.startswith("# Measured\n\nOn one machine.\n")
    assert once.endswith("\n## By hand\n\nWords.\n")


def test_a_part_measured_anew_takes_the_place_of_its_own_section_only():
    once = results.written(TEXT, sections())
    there = results.read(once) | {"rest": ("later", "at rest   140 MB")}

    again = results.read(results.written(once, there))

    assert again["rest"] == ("later", "at rest   140 MB")
    assert again["mail"] == sections()["mail"]


def test_no_path_and_no_name_of_the_machine_is_kept():
    printed = f"written to /tmp/some-where/x.db on {socket.gethostname()}: 5 posts/s, 3 letters/s\n```"

    kept = results.scrubbed(printed)

    assert "/tmp" not in kept
    assert socket.gethostname() not in kept
    assert "5 posts/s, 3 letters/s" in kept
    assert "```" not in kept


def test_every_script_is_a_part_or_a_help_of_one():
    folder = results.Path(results.__file__).parent
    helps = {"__main__", "parts", "results", "stopwatch", "crowd", "crowd_words"}

    assert {path.stem for path in folder.glob("*.py")} - helps == set(PARTS)
