"""Rehearse and rescore on the command line: tables, JSON, a page with plots, faults."""

import asyncio
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
import pytest_asyncio
import sqlalchemy as sa

from cli.conftest import ran
from frontdesk.store.database import Database
from frontdesk.store.tables import receipts, submissions
from support.desks import a_desk, accepted, judged
from support.pages import a_browser
from support.rehearsals import NEW, SHIPPED, ten_leads

pytestmark = pytest.mark.usefixtures("plain_words")

URL = "sqlite:///test.db"
HOSTILE = '"><script>document.title="taken"</script><img src=x onerror=alert(1)>'


async def _ten(desk: Path) -> None:
    db = Database(URL, desk=desk)
    await ten_leads(db, desk)
    await db.close()


@pytest.fixture
def lived(desk) -> Path:
    """A desk folder with the ten leads, and NEW.toml in it."""
    asyncio.run(_ten(desk))
    (desk / ".env").write_text(f"FRONTDESK_DATABASE={URL}\n")
    (desk / "NEW.toml").write_text(NEW)
    return desk


def test_the_tables_say_who_changes_and_what_counts(lived, run):
    ended = run("rehearse", str(lived / "NEW.toml"))

    rows = [" ".join(row.split()) for row in ended.out.splitlines()]
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("10 leads under NEW.toml: 3 change band, 1 would get another letter.\n")
    assert "qualified 3 5 +2 1 1 1 1 50 % 50 %" in rows
    assert "corporate e-mail +1 7 7 70 % 0 1 1 1 0.67" in rows
    assert "Count for no lead: has a brief, a million" in ended.out
    assert "Count for every lead: greeted" in ended.out
    assert "Count only together, always for the same leads: company and position, firm" in ended.out
    assert "triage qualified 2" in rows
    assert "#6 -5 → 0 junk → nurture ask_details Jan Kowalski" in rows
    assert "#5 -1 → 6 triage full_profile → ask_details Jan Kowalski" in rows


def test_the_limit_shortens_the_lists_of_leads_only(lived, run):
    ended = run("rehearse", str(lived / "NEW.toml"), "--limit", "1")

    assert "#8" in ended.out
    assert "#6" not in ended.out
    assert "3 change band" in ended.out


def test_the_json_is_one_object_with_all_of_it(lived, run):
    ended = run("rehearse", str(lived / "NEW.toml"), "--json")

    report = json.loads(ended.out)
    assert report["bands"][0] == {
        "band": "qualified",
        "before": 3,
        "after": 5,
        "won_before": 1,
        "won": 1,
        "lost": 1,
        "spam": 1,
        "caught_before": 0.5,
        "caught": 0.5,
    }
    assert report["criteria"][4]["lift"] is None
    assert report["together"] == [["position", "firm"]]
    assert report["new_letters"][0]["letter"] == "ask_details"


def test_faults_of_the_new_rules_have_their_place_in_that_file(lived, run):
    lines = NEW.replace('"phone.valid"', '"phone.vaild"').replace("points = 3", 'points = "ten"').splitlines()
    file = lived / "NEW.toml"
    file.write_text("\n".join(lines))
    first, second = (
        next(number for number, line in enumerate(lines, 1) if text in line) for text in ("vaild", '"ten"')
    )

    ended = run("rehearse", str(file))

    assert (ended.code, ended.out) == (1, "")
    assert ended.faults == [
        f'{file}:{first}: criteria[1].when: no signal "phone.vaild"; did you mean "phone.valid"?',
        f'{file}:{second}: criteria[4].points: expected a whole number, found "ten"',
    ]


def test_a_letter_that_stands_in_no_file_is_a_fault_of_the_new_rules(lived, run):
    (lived / "NEW.toml").write_text(NEW.replace('letter = "phone_given"', 'letter = "phone_gone"'))

    ended = run("rehearse", str(lived / "NEW.toml"))

    assert ended.code == 1
    assert ended.err.startswith(f"{lived / 'NEW.toml'}:")
    assert 'no template "phone_gone"' in ended.err


def test_a_file_that_is_not_there_is_a_wrong_call(desk, run):
    ended = run("rehearse", str(desk / "gone.toml"))

    assert (ended.code, len(ended.faults)) == (2, 1)


@pytest.mark.parametrize("shape", [(), ("--json",)], ids=["table", "json"])
def test_an_empty_desk_has_nothing_to_rehearse_and_gets_no_database(desk, run, shape):
    (desk / "NEW.toml").write_text(NEW)

    ended = run("rehearse", str(desk / "NEW.toml"), "--html", str(desk / "page.html"), *shape)

    assert (ended.code, ended.err) == (0, "")
    assert "No judged leads yet" in ended.out or json.loads(ended.out)["leads"] == 0
    assert "<h1>Rehearsal of NEW.toml</h1>" in (desk / "page.html").read_text()
    assert not list(desk.glob("*.db"))


def test_a_lead_that_cannot_be_read_is_one_line_on_stderr_and_exit_1(lived, run):
    async def spoil() -> None:
        db = Database(URL, desk=lived)
        broken = sa.update(submissions).where(submissions.c.lead == 3).values(normalised=b"{")
        old = sa.update(receipts).where(receipts.c.lead == 3).values(signals=None, reader=None)
        await db.write(lambda connection: [connection.execute(each) for each in (broken, old)])
        await db.close()

    asyncio.run(spoil())

    rehearsed, rescored = run("rehearse", str(lived / "NEW.toml")), run("rescore")

    assert [ended.code for ended in (rehearsed, rescored)] == [1, 1]
    assert rescored.out.startswith("0 leads got a receipt")
    assert rescored.err == rehearsed.err
    assert rehearsed.out.startswith("9 leads")
    assert rehearsed.err.startswith("lead 3: expected one that can be judged, found: ")


def test_a_rescore_follows_the_rules_of_the_folder_once(lived, run):
    (lived / "rules.toml").write_text(NEW)

    first, second = run("rescore"), json.loads(run("rescore", "--json").out)

    assert "10 leads got a receipt under the rules " in first.out
    assert "3 changed band, 2 stand elsewhere now." in first.out
    assert (second["looked"], second["scored"], second["bands"]) == (10, 0, 0)
    shown = run("leads", "show", "1").out
    assert "score 7, qualified, because of rules:" in shown
    assert "score 4, triage, because of submission:" in shown
    assert "machine: rescored  triage → sales_open" in shown


def test_a_rescore_can_be_limited_to_open_leads(lived, run):
    (lived / "rules.toml").write_text(NEW)

    assert json.loads(run("rescore", "--open", "--json").out)["scored"] == 3


def test_rules_that_others_replaced_are_not_brought_back(lived, run):
    for text in (NEW, SHIPPED):
        (lived / "rules.toml").write_text(text)
        run("rescore")
    (lived / "rules.toml").write_text(NEW)

    ended = run("rescore")

    assert ended.code == 1
    assert "expected the rules in force, found older ones" in ended.err


def test_a_desk_without_leads_is_rescored_at_once(run):
    ended = run("rescore")

    assert (ended.code, ended.out) == (0, "No leads to judge anew.\n")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outside: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.outside += [value for name, value in attrs if name in ("src", "href") or name.startswith("on")]


async def _hostile(desk: Path) -> None:
    db = Database(URL, desk=desk)
    running = a_desk(db, desk)
    await accepted(running, first_name="", last_name="", full_name=HOSTILE)
    await judged(running)
    await db.close()


def test_what_people_wrote_is_text_on_the_page_and_nothing_comes_from_elsewhere(desk, run):
    asyncio.run(_hostile(desk))
    (desk / ".env").write_text(f"FRONTDESK_DATABASE={URL}\n")
    bad = NEW.replace('en = "firm"', "en = '</td><script>alert(2)</script>'")
    (desk / "NEW<b>.toml").write_text(bad.replace('when = "score > 6"', 'when = "score > 5"'))

    ended = run("rehearse", str(desk / "NEW<b>.toml"), "--html", str(desk / "page.html"), "--limit", "5")

    page, parsed = (desk / "page.html").read_text(), _Tags()
    parsed.feed(page)
    assert ended.code == 0
    assert "&lt;script&gt;document.title" in page
    assert not parsed.tags & {"script", "img", "link", "iframe", "object"}
    assert "<h1>Rehearsal of NEW&lt;b&gt;.toml</h1>" in page
    assert parsed.outside == []
    assert "url(" not in page


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with a_browser() as running:
        yield running


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Path:
    """The page that the rehearsal of ten leads writes."""
    desk = tmp_path_factory.mktemp("drawn")
    asyncio.run(_ten(desk))
    (desk / ".env").write_text(f"FRONTDESK_DATABASE={URL}\n")
    (desk / "NEW.toml").write_text(NEW)
    arguments = ("rehearse", str(desk / "NEW.toml"), "--html", str(desk / "page.html"))
    assert ran(["--desk", str(desk), *arguments]).code == 0
    return desk / "page.html"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1100])
async def test_a_browser_draws_the_plots_as_wide_as_the_page(browser, page, scheme, width):
    shape = {"width": width, "height": 800}
    async with await browser.new_page(viewport=shape, color_scheme=scheme) as tab:
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        await tab.goto(page.as_uri())
        columns = await tab.locator("svg.plot rect").evaluate_all(
            "all => all.map(one => [one.getBoundingClientRect().height > 0, getComputedStyle(one).fill])"
        )
        wide = await tab.evaluate("document.documentElement.scrollWidth")
        ground = await tab.evaluate("getComputedStyle(document.body).backgroundColor")

    assert wide == width
    assert len(columns) == 32
    assert sum(drawn for drawn, _ in columns) == 12
    assert len({fill for _, fill in columns}) == 2
    assert (ground == "rgb(238, 241, 246)") is (scheme == "light")
    assert said == []
