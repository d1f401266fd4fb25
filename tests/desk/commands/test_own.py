"""Own: language, quiet, and links that bind accounts to persons, once."""

from dataclasses import replace

import pytest

from frontdesk.desk.people import seated
from frontdesk.model.lead import Person, Role
from frontdesk.store.people import Chosen
from support.chats import Clock, a_hot_form, quiet
from support.stored import rows
from support.talk import ask, said, write
from support.world import ANN, MARK, OLGA, PIOTR, SALES, World, until

ADA = Person(name="Ada", telegram=16, role=Role.ADMIN)
NEW = Person(name="Nina", role=Role.SALES)
HER = Person(name="Nina", telegram=77, role=Role.SALES)
OTHER = Person(name="Thief", telegram=78, role=Role.SALES)


class Linking(World):
    """A world whose team has an admin, and somebody without an account."""

    def config(self, text=None):
        config = super().config(text)
        team = (*config.rules.team, ADA, NEW)
        return replace(config, rules=replace(config.rules, team=team, hours=None))


@pytest.fixture
async def linking(tmp_path, database_url):
    """It runs, and its clock can be turned."""
    world, clock = Linking(tmp_path, DATABASE=database_url), Clock()
    await world.start_peers()
    try:
        await world.start(clock=clock)
        world.clock = clock
        yield world
    finally:
        await world.close()


async def link(world, name="nina"):
    """What the link for that person sends to the bot."""
    answer = await ask(world, ADA, f"/link {name}")
    return f"/start {answer.text.rpartition('start=')[2]}"


async def test_a_link_binds_the_account_that_opens_it_first(linking):
    start = await link(linking)

    assert "Welcome, Nina" in (await ask(linking, HER, start)).text
    assert "was used" in (await ask(linking, OTHER, start)).text

    await linking.post(a_hot_form())
    await linking.card(SALES, "Kowalski")
    assert "yours" in (await ask(linking, HER, "/take 1")).text
    assert await until(lambda: any("+48512345200" in m.text for m in said(linking, HER)))


async def test_a_bound_account_stays_bound_after_a_restart(linking):
    await ask(linking, HER, await link(linking))
    await linking.stop()
    await linking.start()

    assert "/take" in (await ask(linking, HER, "/help")).text


async def test_a_bound_account_stays_bound_when_the_rules_change(linking):
    await ask(linking, HER, await link(linking))
    before = linking.service.desk.judge.rules.hash
    text = linking.service.config.rules.text

    (linking.desk / "rules.toml").write_text(f"{text}\n# changed\n")

    await until(lambda: linking.service.desk.judge.rules.hash != before)
    assert "/take" in (await ask(linking, HER, "/help")).text


async def test_a_link_ends_after_a_quarter_of_an_hour(linking):
    start = await link(linking)
    linking.clock.forward(15 * 60 + 1)

    assert "older than 15 minutes" in (await ask(linking, HER, start)).text


async def test_a_newer_link_ends_the_older(linking):
    older = await link(linking)
    newer = await link(linking)

    assert "was used" in (await ask(linking, OTHER, older)).text
    assert "Welcome" in (await ask(linking, HER, newer)).text


async def test_who_has_an_account_cannot_take_another_persons_link(linking):
    start = await link(linking)

    assert "bound to somebody already" in (await ask(linking, PIOTR, start)).text
    assert "Welcome" in (await ask(linking, HER, start)).text


@pytest.mark.parametrize(
    ("name", "answer"),
    [("Piotr", "has an account"), ("Nobody", "nobody of this name"), ("", "/link Ann")],
    ids=["with an account", "a stranger", "no name"],
)
async def test_a_link_is_made_only_for_a_person_without_an_account(linking, name, answer):
    assert answer in (await ask(linking, ADA, f"/link {name}")).text


async def test_only_an_admin_makes_links_and_only_in_private(linking):
    assert "role" in (await ask(linking, MARK, "/link Nina")).text

    write(linking, ADA, "/link Nina", SALES)
    await ask(linking, ADA, "/help")

    assert not said(linking, SALES)


async def test_the_token_of_a_link_is_kept_nowhere(linking):
    start = await link(linking)
    await quiet(linking)

    token = start.rpartition("link_")[2].encode()
    assert token not in b"".join(row[0] for row in rows(linking, "SELECT token FROM links"))


async def test_a_language_is_chosen_and_stays(world):
    assert "po polsku" in (await ask(world, ANN, "/lang pl")).text
    await world.stop()
    await world.start()

    assert "Co rozumiem" in (await ask(world, ANN, "/help")).text
    assert "/lang en" in (await ask(world, ANN, "/lang de")).text


async def test_who_is_muted_gets_cards_without_a_sound_and_the_head_is_told(linking):
    await ask(linking, ADA, "/help")
    await ask(linking, PIOTR, "/mute 2h")
    assert await until(lambda: any("Piotr has muted me" in m.text for m in said(linking, ADA)))
    await linking.post(a_hot_form())
    await linking.card(SALES, "Kowalski")

    await ask(linking, PIOTR, "/take 1")

    await until(lambda: any("👁" in m.text for m in said(linking, PIOTR)))
    assert _silent(linking, PIOTR) == [True]
    assert _silent(linking, SALES) == [False]
    assert "Sounds are on" in (await ask(linking, PIOTR, "/mute off")).text


def _silent(world, where):
    """Whether each new card there came without a sound."""
    here = str(getattr(where, "telegram", getattr(where, "id", 0)))
    sent = [call.params for call in world.chat.calls if call.method == "sendMessage"]
    cards = [params for params in sent if params["chat_id"] == here and "reply_markup" in params]
    return [params.get("disable_notification") in ("true", "True") for params in cards]


def test_what_rules_toml_says_outranks_what_a_link_bound():
    bound = Chosen(name="Nina", telegram=11, language="ru", muted_until=None)
    own = replace(NEW, telegram=5)

    assert seated([OLGA, NEW], [bound])[1] == replace(NEW, language="ru")
    assert seated([own], [bound])[0].telegram == 5
    assert seated([NEW], [])[0] is NEW
