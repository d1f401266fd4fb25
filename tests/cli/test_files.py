"""Files: what the commands say of them."""

import asyncio
from pathlib import Path

import pytest

from cli.conftest import ran
from support.briefs import EXE, PDF
from support.stored import count
from support.uploads import a_file, a_post, place
from support.world import a_world, until
from web.raw import one

pytestmark = pytest.mark.usefixtures("plain_words")


async def _live(desk: Path) -> None:
    async with a_world(desk) as world:
        await one(world.service.url, a_post(a_file(PDF, "../\u202ebrief.pdf"), a_file(EXE, "brief.exe")))
        await until(lambda: count(desk, "submissions", "state = 'judged'"))


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    """A desk folder after a lead has sent a document and a program."""
    desk = tmp_path_factory.mktemp("desk")
    asyncio.run(_live(desk))
    (desk / ".env").write_text("FRONTDESK_DATABASE=sqlite:///test.db\n")
    return desk


def test_a_lead_is_shown_with_its_files_and_where_they_lie(lived):
    shown = ran(["--desk", str(lived), "leads", "show", "1"]).out

    assert f"  file brief.pdf: {len(PDF)} bytes, application/pdf, {place(lived, PDF)}\n" in shown
    assert "  brief: brief.pdf, brief.exe, not kept: it is a program or a script\n" in shown


def test_a_file_that_is_missing_is_said_to_be(lived):
    aside = place(lived, PDF).rename(lived / "aside")

    shown = ran(["--desk", str(lived), "leads", "show", "1"]).out

    aside.rename(place(lived, PDF))
    assert "where it is missing" in shown


def test_a_backup_tells_which_folder_to_copy_too(lived, tmp_path):
    told = ran(["--desk", str(lived), "backup", str(tmp_path / "copy.db")])

    assert told.code == 0
    assert str(lived / "files") in told.out.splitlines()[1]
