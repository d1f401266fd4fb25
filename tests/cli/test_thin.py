"""Thin: forms whose answers must be fetched, as the commands tell of them."""

import asyncio
import json

import pytest

from cli.conftest import ran
from frontdesk.store.database import Database
from frontdesk.store.tables import submissions
from support.lookups import an_asking
from support.outside import Reply
from support.stored import rows

pytestmark = pytest.mark.usefixtures("plain_words")


@pytest.fixture
def waited(tmp_path, database_url):
    """A desk folder with two notices of Meta that were refused and one of LinkedIn."""

    async def run() -> None:
        db = Database(database_url, desk=tmp_path)
        async with an_asking(db, tmp_path) as node:
            node.outside.says("/v24.0/77", Reply(status=403, data={}))
            node.outside.says("/v24.0/78", Reply(status=403, data={}))
            for hook, id_ in (("meta", "77"), ("linkedin", "1"), ("meta", "78")):
                await node.notice(id_, hook)
            await node.answers.once()
        await db.close()

    asyncio.run(run())
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={database_url}\n")
    return lambda *arguments: ran(["--desk", str(tmp_path), *arguments])


def test_the_list_says_how_many_and_of_which_forms(waited):
    ended = waited("leads", "list")

    assert ended.out.splitlines() == [
        "No leads yet.",
        "Forms whose answers must be fetched: 1 of linkedin, 2 of meta; see `frontdesk audit`",
    ]


def test_the_audit_counts_them_apart_says_what_to_do_and_is_content(waited):
    ended = waited("audit")

    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert [line.split() for line in lines[1:3]] == [
        ["submissions", "accepted", "3"],
        ["waiting", "for", "answers", "3"],
    ]
    assert [line.partition(" UTC: ")[0] for line in lines if "answers to fetch" in line] == [
        "linkedin: answers to fetch: 1, since 2026-11-20 09:30",
        "meta: answers to fetch: 2, since 2026-11-20 09:30",
    ]
    assert lines[-1] == "Everything is accounted for."


def test_the_audit_tells_machines_too(waited):
    found = json.loads(waited("audit", "--json").out)

    assert found["sound"] is True
    assert found["submissions"]["accepted"] == found["submissions"]["thin"] == 3
    assert [(form["hook"], form["count"]) for form in found["thin"]] == [("linkedin", 1), ("meta", 2)]


def test_a_person_can_have_them_fetched_again(waited, tmp_path, database_url):
    ended = waited("leads", "retry")

    assert ended.code == 0
    assert ended.out.splitlines() == [
        "Forms that are judged again now: 0",
        "Answers that are fetched again now: 2",
    ]
    where = tmp_path if database_url.startswith("sqlite") else database_url
    found = rows(where, f"SELECT hook, due_at, error FROM {submissions} ORDER BY hook")
    assert found == [("linkedin", 0, None), ("meta", 0, None), ("meta", 0, None)]


def test_of_one_lead_nothing_is_fetched(waited):
    ended = waited("leads", "retry", "1")

    assert ended.code == 1
    assert "answers to fetch: 2" in waited("audit").out


FETCHES = {
    "of a provider that sends its answers": (
        '[forms.tilda]\nfetch = { token = "t" }',
        'forms.tilda.fetch: expected a form whose provider is one of bitrix24, meta, found "tilda"',
    ),
    "without a provider": (
        '[forms.demo]\nfetch = { token = "t" }',
        'forms.demo.fetch: expected a form whose provider is one of bitrix24, meta, found "demo"',
    ),
    "by what the provider does not need": (
        '[forms.x]\nprovider = "bitrix24"\nfetch = { token = "t" }',
        "forms.x.fetch: expected { url } for bitrix24, found { token }",
    ),
    "by both": (
        '[forms.meta]\nfetch = { token = "t", url = "https://a.example" }',
        "forms.meta.fetch: expected { token } for meta, found { token, url }",
    ),
    "by nothing": ("[forms.meta]\nfetch = {}", "forms.meta.fetch: expected { token } for meta, found {  }"),
}


@pytest.mark.parametrize(("table", "told"), FETCHES.values(), ids=FETCHES)
def test_what_nothing_can_be_fetched_with_is_a_fault_with_its_line(run, desk, table, told):
    from frontdesk.settings import shipped_folder

    text = (shipped_folder() / "rules.toml").read_text("utf-8") + "\n" + table + "\n"
    (desk / "rules.toml").write_text(text, "utf-8")

    ended = run("check")

    assert ended.code == 1
    assert ended.faults == [f"rules.toml:{text.count(chr(10))}: {told}"]
