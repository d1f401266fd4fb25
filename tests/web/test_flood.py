"""Flood: many forms from one source are all accepted, and those over the limit wait for a person."""

from contextlib import asynccontextmanager

from frontdesk.settings import shipped_folder
from support.stored import count, rows, submission
from support.world import a_form, a_world, until

FORMS = """
[forms.other]
[forms.builder]
provider = "zapier"
[forms.keyed]
provider = "zapier"
key = "the-key"
[forms.signed]
provider = "json"
secret = "the-secret"
"""
SHIPPED = {"source_form": 10, "source": 20, "form": 10_000}
VISITOR = {"x_forwarded_for": "192.0.2.77"}
FREE, HELD = "triage", "quarantined"


@asynccontextmanager
async def a_desk(folder, url, *, form=100, mode="enforce", **variables):
    """A desk behind a proxy; it minds more than three forms of one source, or five to all forms."""
    rules = (shipped_folder() / "rules.toml").read_text("utf-8")
    for name, limit in (("source_form", 3), ("source", 5), ("form", form)):
        rules = rules.replace(f"rate_{name} = {SHIPPED[name]} ", f"rate_{name} = {limit} ")
    rules = rules.replace('rate = "enforce"', f'rate = "{mode}"')
    (folder / "rules.toml").write_text(rules + FORMS, "utf-8")
    async with a_world(folder, DATABASE=url, TRUSTED_PROXIES="127.0.0.1", **variables) as world:
        yield world


async def post(world, times: int, hook: str = "web", **headers: str) -> list[str]:
    """Post forms of so many people, one after another; the ids."""
    named = {name.replace("_", "-"): value for name, value in {**VISITOR, **headers}.items()}
    ids = []
    for _ in range(times):
        number = count(world, "submissions")
        form = a_form(email=f"jan@company{number}.example", phone="", message=f"Question {number}")
        address = f"{world.service.url}/hooks/{hook}"
        async with world.session.post(address, json=form, headers=named) as response:
            assert response.status == 200
            answer = await response.json()
            assert answer["status"] == "accepted"
            ids.append(answer["id"])
    return ids


async def states(world) -> list[str]:
    """Of the leads, once all are judged."""
    await until(lambda: not count(world, "submissions", "state = 'waiting'"))
    return [state for (state,) in rows(world, "SELECT state FROM leads ORDER BY id")]


async def test_forms_over_the_limit_are_accepted_and_held_back(tmp_path, database_url):
    async with a_desk(tmp_path, database_url) as world:
        ids = await post(world, 5)

        assert await states(world) == [FREE] * 3 + [HELD] * 2
        assert submission(world, ids[4])["noted"]["rate"] == {"source_form": 5}
        assert submission(world, ids[2])["noted"].keys() == {"request"}
        [told] = (await world.lead(5)).receipt.verdict.suspicions
        assert (told.guard, told.because) == ("rate", "5 forms in 10 min from one source")
        assert await world.mail("jan@company2.example")
        assert count(world, "deliveries", "state = 'withheld'") == 2


async def test_a_source_is_counted_over_all_forms(tmp_path, database_url):
    async with a_desk(tmp_path, database_url) as world:
        await post(world, 3)
        await post(world, 3, "other")

        assert await states(world) == [FREE] * 5 + [HELD]


async def test_a_form_is_counted_over_all_sources(tmp_path, database_url):
    async with a_desk(tmp_path, database_url, form=4) as world:
        for number in range(5):
            await post(world, 1, x_forwarded_for=f"192.0.2.{number}")

        assert await states(world) == [FREE] * 4 + [HELD]


async def test_visitors_behind_a_trusted_proxy_are_counted_apart(tmp_path, database_url):
    async with a_desk(tmp_path, database_url) as world:
        await post(world, 3, x_forwarded_for="192.0.2.1")
        await post(world, 3, x_forwarded_for="192.0.2.2")
        await post(world, 1, x_forwarded_for="10.9.9.9, 192.0.2.1")

        assert await states(world) == [FREE] * 6 + [HELD]


async def test_the_server_of_a_form_builder_may_send_what_it_likes(tmp_path, database_url):
    async with a_desk(tmp_path, database_url) as world:
        await post(world, 8, "builder")

        assert await states(world) == [FREE] * 8


async def test_a_form_builder_that_proves_nothing_is_counted_by_form(tmp_path, database_url):
    async with a_desk(tmp_path, database_url, form=2) as world:
        await post(world, 3, "builder")

        assert await states(world) == [FREE, FREE, HELD]


async def test_who_proves_himself_is_not_counted(tmp_path, database_url):
    async with a_desk(tmp_path, database_url, form=2) as world:
        await post(world, 4, "signed", authorization="Bearer the-secret")
        await post(world, 4, "keyed/the-key")

        assert await states(world) == [FREE] * 8


async def test_a_guard_that_watches_says_what_it_would_have_done(tmp_path, database_url):
    async with a_desk(tmp_path, database_url, mode="watch") as world:
        await post(world, 4)

        assert await states(world) == [FREE] * 4
        [told] = (await world.lead(4)).receipt.verdict.watched
        assert (told.guard, told.because) == ("rate", "4 forms in 10 min from one source")


async def test_a_form_cannot_say_what_the_door_notes(tmp_path, database_url):
    async with a_desk(tmp_path, database_url) as world:
        _, answer = await world.post({**a_form(), "noted": {"rate": {"form": 999}}, "rate": "999"})

        assert await states(world) == [FREE]
        assert submission(world, answer["id"])["noted"].keys() == {"request"}
