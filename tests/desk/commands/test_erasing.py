"""`/erase N` in a chat: who may, what is asked first, and what the tap does."""

from frontdesk.demo.chat import User
from frontdesk.model.lead import Person, Role
from support.stored import count
from support.talk import ask
from support.world import MARK, TEAM, TRIAGE, World, a_form, a_world, until

EVA = Person(name="Eva", telegram=16, role=Role.ADMIN)


async def a_desk_with_an_admin(desk, database_url):
    """The rules of the tests with one more person."""
    (desk / "rules.toml").write_text(_rules(World(desk).config().rules.text))
    return a_world(desk, DATABASE=database_url)


def _rules(text):
    people = "".join(
        f'\n[[team]]\nname = "{one.name}"\ntelegram = {one.telegram}\nrole = "{one.role}"\n'
        for one in (*TEAM, EVA)
    )
    return text + people


async def _came(world):
    await world.post(a_form())
    await world.card(TRIAGE, "Kowalski")


async def _tap(world, message, place, by):
    data = message.rows[place][0].callback_data
    query = world.chat.press(EVA.telegram, message.message_id, data, user=User(by.telegram, by.name))
    return (await world.chat.answer(query, 10)).text or ""


async def test_an_admin_is_asked_first_and_the_first_button_does_nothing(tmp_path, database_url):
    async with await a_desk_with_an_admin(tmp_path, database_url) as world:
        await _came(world)

        asked = await ask(world, EVA, "/erase 1")
        kept = await _tap(world, asked, 0, EVA)

        assert "Erase #1 for good?" in asked.text
        assert [row[0].text for row in asked.rows] == ["Keep", "Erase for good"]
        assert kept == "#1 stays."
        assert count(world, "identities") == 2


async def test_the_tap_erases_once_and_the_card_becomes_a_number(tmp_path, database_url):
    async with await a_desk_with_an_admin(tmp_path, database_url) as world:
        await _came(world)
        asked = await ask(world, EVA, "/erase 1")

        told = await _tap(world, asked, 1, EVA)
        again = await _tap(world, asked, 1, EVA)

        assert told.startswith("#1 erased. Letters stopped: ")
        assert again == "Nothing is left of #1."
        await world.card(TRIAGE, "#1 erased")
        assert count(world, "identities") == 0


async def test_nobody_else_may_not_even_by_a_tap(tmp_path, database_url):
    async with await a_desk_with_an_admin(tmp_path, database_url) as world:
        await _came(world)
        asked = await ask(world, EVA, "/erase 1")

        refused = await ask(world, MARK, "/erase 1")
        await _tap(world, asked, 1, MARK)

        assert "#1" not in refused.text
        await until(lambda: not count(world, "updates", "state = 'waiting'"))
        assert count(world, "identities") == 2
