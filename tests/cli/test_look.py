"""Look: forms as JSON lines, scored end to end under the shipped rules."""

import json
from pathlib import Path

import pytest

from cli.conftest import ran

pytestmark = pytest.mark.usefixtures("plain_words")

DATA = Path(__file__).parents[1] / "data"
ROWS = [json.loads(line) for line in (DATA / "scenarios.jsonl").read_text("utf-8").splitlines()]
IDS = [row["id"] for row in ROWS]
MANUAL = {"budget_fits": "budget", "has_brief": "brief", "off_profile": "off_profile"}
CRITERIA = {"corp_email": "corporate_email", "position": "company_and_position"}
LETTERS = {1: "full_profile", 2: "phone_given", 3: "ask_details"}
KEYS = ["id", "score", "reachable", "band", "reasons", "open", "letter", "withheld", "quarantine"]


def told(tmp_path: Path, command: str, lines: list[str]) -> list[dict]:
    """What a command says of each line."""
    ended = ran(["--desk", str(tmp_path), command, "--json"], "\n".join(lines) + "\n")
    assert (ended.code, ended.err) == (0, "")
    return [json.loads(line) for line in ended.out.splitlines()]


def line(row: dict, *, answered: bool = True) -> str:
    answers = {MANUAL[name]: True for name, yes in row["manual"].items() if yes} if answered else {}
    return json.dumps({"id": row["id"], **row["form"], **({"answers": answers} if answers else {})})


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    return told(tmp_path_factory.mktemp("desk"), "score", [line(row) for row in ROWS])


@pytest.fixture(scope="module")
def unanswered(tmp_path_factory):
    return told(tmp_path_factory.mktemp("desk"), "score", [line(row, answered=False) for row in ROWS])


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return told(tmp_path_factory.mktemp("desk"), "signals", [line(row) for row in ROWS])


@pytest.mark.parametrize("number", range(len(ROWS)), ids=IDS)
def test_a_scenario_ends_as_expected(scored, number):
    found, expected = scored[number], ROWS[number]["expected"]
    band = (
        "junk"
        if found["quarantine"]
        else {"triage": "marketing", "nurture": "marketing"}.get(found["band"], found["band"])
    )

    assert list(found) == KEYS
    assert found["id"] == IDS[number]
    assert found["score"] == expected["score"]
    assert {CRITERIA.get(r["criterion"], r["criterion"]): r["points"] for r in found["reasons"]} == expected[
        "breakdown"
    ]
    assert sum(reason["points"] for reason in found["reasons"]) == found["score"]
    assert band == expected["band"]
    assert (found["quarantine"] is not None) == (expected["junk_by"] == "spam")
    assert found["letter"] == (LETTERS[expected["letter"]] if expected["send_letter"] else None)
    assert (found["withheld"] is None) == expected["send_letter"]


@pytest.mark.parametrize("number", range(len(ROWS)), ids=IDS)
def test_a_scenario_before_any_answer_has_the_score_of_the_form_alone(unanswered, number):
    assert unanswered[number]["score"] == ROWS[number]["expected"]["auto_score"]
    assert unanswered[number]["open"] == ["budget", "off_profile", "brief"]


@pytest.mark.parametrize("number", range(len(ROWS)), ids=IDS)
def test_the_signals_of_a_scenario_bear_its_score_out(known, number):
    found, breakdown = known[number], ROWS[number]["expected"]["breakdown"]
    signals = found["signals"]

    assert (list(found), found["id"]) == (["id", "signals"], IDS[number])
    assert bool(signals["phone"]["valid"]) == ("phone" in breakdown)
    assert (signals["email"]["kind"] == "corporate") == ("corporate_email" in breakdown)
    assert signals["profile"]["complete"] == (ROWS[number]["expected"]["letter"] == 1)
    keyword = ROWS[number]["off_profile_keyword_in_message"]
    assert signals["keywords"]["off_profile"] == ([keyword] if keyword else [])


def test_reasons_say_who_and_why(scored):
    reasons = {reason["criterion"]: reason for reason in scored[IDS.index("s06")]["reasons"]}

    assert all(list(reason) == ["criterion", "points", "because", "by"] for reason in reasons.values())
    assert reasons["budget"]["by"] == "person"
    assert reasons["phone"]["by"] == "machine"
    assert "SMM" in reasons["off_profile"]["because"]


def test_signals_have_the_keys_that_scripts_go_by(known):
    signals = known[0]["signals"]

    assert {"email", "phone", "name", "keywords", "language", "profile"} <= signals.keys()
    assert {"address", "valid", "kind", "role", "suggestion"} <= signals["email"].keys()
    assert {"valid", "e164", "extension", "also", "region", "kind", "mismatch"} <= signals["phone"].keys()
    assert {"greeting", "spam"} <= signals["name"].keys()
    assert {"complete", "missing"} <= signals["profile"].keys()


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b'{"email": "a@b', id="cut off"),
        pytest.param(b"", id="an empty line"),
        pytest.param(b"[1, 2]", id="a list"),
        pytest.param(b'"text"', id="a text"),
        pytest.param(b"null", id="null"),
        pytest.param(b'{"email": "\xff@acme.example"}', id="not UTF-8"),
        pytest.param(b'{"email": "\\ud800"}', id="a lone surrogate"),
        pytest.param(b'{"a":' * 2000 + b"1" + b"}" * 2000, id="too deep"),
        pytest.param(b'{"id": "x", "answers": {"nope": true}}', id="an answer to no criterion"),
        pytest.param(b'{"id": "x", "answers": {"budget": "yes"}}', id="an answer that is not true or false"),
        pytest.param(b'{"id": {"a": 1}}', id="an id that is an object"),
        pytest.param(b'{"a": "' + b"x" * 1_000_000 + b'"}', id="too long"),
        pytest.param(b'{"email": "' + b"x" * 300 + b'@acme.example"}', id="an address too long to be one"),
    ],
)
@pytest.mark.parametrize("command", ["score", "signals"])
def test_a_line_that_cannot_be_read_is_told_in_its_place_and_the_rest_goes_on(run, command, broken):
    ended = run(command, text=b'{"id": 1}\n' + broken + b'\n{"id": "three"}\n')

    lines = [json.loads(row) for row in ended.out.splitlines()]
    assert ended.code == 1
    assert [row["id"] for row in lines] == [1, None, "three"]
    assert list(lines[1]) == ["id", "error"]
    assert lines[1]["error"].startswith("line 2: ")


def test_a_line_of_a_file_that_cannot_be_read_is_told_with_its_file(run, desk):
    (desk / "a.jsonl").write_text('{"id": "a1"}\n', "utf-8")
    (desk / "b.jsonl").write_text('{"id": "b1"}\nno JSON\n', "utf-8")

    ended = run("score", str(desk / "a.jsonl"), str(desk / "b.jsonl"))

    assert json.loads(ended.out.splitlines()[2])["error"].startswith(f"{desk / 'b.jsonl'}:2: expected")


def test_a_table_tells_of_a_line_that_cannot_be_read_in_words(run):
    shown = run("signals", "--table", text='no JSON\n{"email": "jan@acme-client.example"}').out

    assert shown.startswith("line 1: expected a JSON object, found ")
    assert "email.address" in shown


def test_several_files_are_read_in_order(run, desk):
    (desk / "a.jsonl").write_text('\ufeff{"id": "a1"}\r\n{"id": "a2"}', "utf-8")
    (desk / "b.jsonl").write_text('{"id": "b1"}\n', "utf-8")

    ended = run("score", str(desk / "a.jsonl"), str(desk / "b.jsonl"))

    assert [json.loads(row)["id"] for row in ended.out.splitlines()] == ["a1", "a2", "b1"]


def test_an_empty_input_gives_an_empty_output(run):
    ended = run("score")

    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_any_label_will_do(run):
    form = {"Ваше имя": "Ольга Соколова", "Telefon": "512 345 200", "Work e-mail": "o@acme-client.example"}
    [found] = [json.loads(row) for row in run("signals", text=json.dumps(form)).out.splitlines()]

    assert found["id"] is None
    assert found["signals"]["name"]["greeting"] == "Ольга"
    assert found["signals"]["phone"]["e164"] == "+48512345200"
    assert found["signals"]["email"]["address"] == "o@acme-client.example"


def test_a_table_shows_every_reason_and_open_question(run):
    shown = run("score", "--table", text=line(ROWS[IDS.index("s06")])).out

    assert shown.startswith("s06: 2 points, triage, letter full_profile\n")
    assert "+3      budget fits" in shown
    assert "?       has a brief" in shown


def test_a_table_says_what_withholds_the_letter(run):
    assert "quarantined: honeypot" in run("score", "--table", text=line(ROWS[IDS.index("s12")])).out
    assert "withheld: no_address" in run("score", "--table", text='{"name": "Jan Kowalski"}').out


def test_a_table_of_signals_leaves_out_what_is_unknown(run):
    shown = run("signals", "--table", text='{"email": "jan@acme-client.example"}').out

    assert "email.address" in shown
    assert "phone." not in shown


def test_a_line_that_nests_deeply_is_unreadable(run):
    deep = run("score", text='{"a": ' + "[" * 900 + "]" * 900 + "}")

    assert deep.code == 1
    assert json.loads(deep.out) == {"id": None, "error": "line 1: JSON: expected at most 8 levels"}
