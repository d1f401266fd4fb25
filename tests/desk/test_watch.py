"""Watch: a form that falls silent or loses a field is one alarm, over looks, nodes and restarts."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import count as counting

import orjson
import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from frontdesk.desk.accept import first_id
from frontdesk.desk.clock import wall as now
from frontdesk.desk.tick import Tick, TickPlan
from frontdesk.rules.rules import Form
from frontdesk.store import alarms, tables, watching
from frontdesk.watching.rhythm import at_hours, in_hours
from support.books import Hands, a_desk, put, spoil
from support.habits import DAY, arrivals, shop
from support.world import a_world, until_async

PLAN = TickPlan(
    sweep_every=timedelta(minutes=1),
    audit_every=timedelta(hours=1),
    overdue=timedelta(minutes=10),
    judge_retries=(),
    node_timeout=timedelta(seconds=30),
    mail=True,
    silence_every=timedelta(minutes=15),
)
FIELDS = {"email": "jan@acme-client.example", "phone": "+48 512 345 200"}
EMAIL = {"email": FIELDS["email"]}
WEEKS = 6
DEMO = Form(name="demo")


class Watcher:
    """A node with [forms.demo], which looks whenever a test says so, and submissions of the last weeks."""

    def __init__(self, db, folder, clock=None, forms=(DEMO,)) -> None:
        self.db, self.clock, self._folder, self._numbers = db, clock or Hands(), folder, counting()
        desk = a_desk(db, folder, self.clock)
        rules = replace(desk.judge.rules, forms={form.name: form for form in forms})
        desk.judge = replace(desk.judge, rules=rules)
        self.tick = Tick(desk, PLAN)

    def another(self, *forms: Form) -> "Watcher":
        """A node beside it, or the same after a restart, maybe with other forms."""
        return Watcher(self.db, self._folder, self.clock, forms or (DEMO,))

    async def look(self, **later: float) -> dict[str, str]:
        """The alarms after a look."""
        self.clock.forward(**later)
        await self.tick.watch()
        return {alarm.key: alarm.text for alarm in await self.db.read(alarms.open_)}

    async def looks(self, **span: float) -> dict[str, str]:
        """The same after a look every three quarters of an hour for so long."""
        told = {}
        for _ in range(timedelta(**span) // timedelta(minutes=45)):
            told = await self.look(minutes=45)
        return told

    async def lived(self, per_day: float = 20, hook: str = "demo") -> None:
        """Submissions come until now, by habit."""
        now = in_hours(self.clock())
        times = arrivals(per_day, shop, WEEKS, 1, start=int(now) - WEEKS * 7 * DAY)
        await self.came(*times, hook=hook)

    async def came(self, *times: float, hook: str = "demo", form: str | None = None, **values) -> None:
        """Submissions that came at these times, in hours since 1970."""
        said = orjson.dumps({"provider": "json", "form": form, "fields": values.pop("fields", FIELDS)})
        rows = [
            a_row(first_id(at_hours(at)) + n, at, hook, said, **values)
            for n, at in zip(self._numbers, times, strict=False)
        ]
        await self.db.write(lambda c: put(c, tables.submissions, *rows))

    async def comes(self, count: int = 1, **values) -> None:
        """So many submissions come now, and a minute and a half passes."""
        now = in_hours(self.clock())
        await self.came(*(now + number / 1e6 for number in range(count)), **values)
        self.clock.forward(seconds=90)

    async def rows(self, query: str) -> list:
        return await self.db.read(lambda c: c.execute(sa.text(query)).all())


def a_row(id_, at, hook, said, **values):
    row = {"id": id_, "hook": hook, "received_at": at_hours(at), "headers": b"[]", "body": b"{}"}
    return {**row, "normalised": said, "state": "judged", **values}


@pytest.fixture
def watcher(db, tmp_path):
    return Watcher(db, tmp_path)


# ── Silence ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_form_that_falls_silent_is_one_alarm_and_the_next_submission_clears_it(watcher):
    await watcher.lived()
    with capture_logs() as log:
        assert await watcher.look() == {}
        told = await watcher.looks(days=3)
        assert list(told) == ["silence:demo"]
        await watcher.comes()
        assert await watcher.look() == {}

    events = [line["event"] for line in log if line["event"].startswith("alarm")]
    assert events == ["alarm raised", "alarm cleared"]


async def test_the_alarm_says_which_form_since_when_and_what_was_usual(watcher):
    await watcher.lived()
    await watcher.look()
    [[last]] = await watcher.rows("SELECT max(received_at) FROM submissions")

    text = (await watcher.looks(days=3))["silence:demo"]

    since = f"{at_hours(last / 3.6e9):%Y-%m-%d %H:%M} UTC"
    assert text.startswith(f"[forms.demo]: nothing since {since}, where 1")
    assert 'watch = "off"' in text


async def test_a_form_that_lives_is_left_alone(watcher):
    await watcher.lived()
    later = arrivals(20, shop, 1, 2, start=int(in_hours(watcher.clock())) + 1)
    await watcher.came(*later)
    seen = []

    for _ in range(7 * 12):
        seen.append(await watcher.look(hours=2))

    assert seen == [{}] * len(seen)


async def test_two_nodes_that_look_by_turns_raise_it_once_and_count_each_submission_once(watcher):
    await watcher.lived()
    other = watcher.another()
    with capture_logs() as log:
        for _ in range(3 * 24):
            await watcher.look(hours=0.5)
            told = await other.look(hours=0.5)

    assert list(told) == ["silence:demo"]
    assert [line["event"] for line in log].count("alarm raised") == 1
    counted = await watcher.rows("SELECT sum(number) FROM watched_hours")
    assert counted == await watcher.rows("SELECT count(*) FROM submissions")


async def test_two_nodes_that_look_at_once_count_each_submission_once(watcher):
    await watcher.lived()
    other = watcher.another()
    for _ in range(5):
        await watcher.comes(20)
        await asyncio.gather(watcher.look(), other.look())
    await watcher.look()

    counted = await watcher.rows("SELECT sum(number) FROM watched_hours")
    assert counted == await watcher.rows("SELECT count(*) FROM submissions")


async def test_a_restart_keeps_the_alarm_and_adds_none(watcher):
    await watcher.lived()
    await watcher.look()
    assert await watcher.looks(days=3)
    since = await watcher.rows("SELECT raised_at FROM alarms")
    with capture_logs() as log:
        watcher.clock.forward(hours=5)
        after = watcher.another()
        assert list(await after.look()) == ["silence:demo"]
        assert list(await after.looks(hours=2)) == ["silence:demo"]

    assert await watcher.rows("SELECT raised_at FROM alarms") == since
    assert [line["event"] for line in log if line["event"].startswith("alarm")] == []


async def test_a_desk_that_was_away_hears_no_silence_in_that_time(watcher):
    await watcher.lived()
    await watcher.look()

    assert await watcher.look(days=3) == {}
    assert await watcher.looks(hours=1) == {}
    assert list(await watcher.looks(days=2)) == ["silence:demo"]


@pytest.mark.parametrize(
    ("values", "cleared"),
    [
        ({}, True),
        ({"state": "unjudged"}, True),
        ({"state": "thin", "fields": {}}, True),
        ({"lead": 7}, False),
        ({"hook": "web"}, False),
    ],
    ids=["judged", "unjudged", "ids only", "of a lead in quarantine", "of another form"],
)
async def test_what_is_a_sign_of_life(watcher, values, cleared):
    quarantined = {"id": 7, "state": "quarantined", "created_at": watcher.clock()}
    await watcher.db.write(lambda c: put(c, tables.leads, quarantined))
    await watcher.lived()
    await watcher.look()
    assert await watcher.looks(days=3)

    await watcher.comes(**values)

    assert (await watcher.look() == {}) is cleared


async def test_a_form_that_may_rest_is_left_alone_and_its_alarm_cleared(watcher):
    await watcher.lived()
    await watcher.look()
    assert await watcher.looks(days=3)

    assert await watcher.another(Form(name="demo", watched=False)).look() == {}


async def test_the_form_that_needs_no_table_is_watched_too(watcher):
    await watcher.lived(hook="web")
    await watcher.look()

    assert list(await watcher.looks(days=3)) == ["silence:web"]


async def test_a_form_that_rules_do_not_name_any_more_is_left_alone(watcher):
    await watcher.lived(hook="former")
    await watcher.look()

    assert await watcher.looks(days=3) == {}


async def test_a_desk_with_a_long_past_says_nothing_before_it_has_caught_up(watcher):
    now = in_hours(watcher.clock())
    times = [now - 1000 + number / 20 for number in range(15_000)]
    await watcher.came(*times[:9_990])
    await watcher.came(*times[9_990:10_000], fields=EMAIL)
    await watcher.came(*times[10_000:])

    assert await watcher.look() == {}
    assert await watcher.rows("SELECT sum(number) FROM watched_hours") == [(10_000,)]
    assert await watcher.look(minutes=15) == {}

    assert await watcher.rows("SELECT sum(number) FROM watched_hours") == [(15_000,)]


async def test_a_submission_is_counted_once_it_has_settled(watcher):
    await watcher.came(in_hours(watcher.clock()) - 1 / 120)

    await watcher.look()
    assert await watcher.rows("SELECT number FROM watched_hours") == []
    await watcher.look(minutes=1)

    assert await watcher.rows("SELECT number FROM watched_hours") == [(1,)]


async def test_counts_that_no_habit_looks_back_to_are_dropped(watcher):
    await watcher.came(in_hours(watcher.clock()) - 1)
    await watcher.look()

    await watcher.look(days=111)
    assert await watcher.rows("SELECT number FROM watched_hours") == [(1,)]
    await watcher.look(days=2)

    assert await watcher.rows("SELECT number FROM watched_hours") == []
    assert await watcher.rows("SELECT number FROM watched_forms") == []


async def test_a_clock_that_was_wrong_by_a_day_does_not_hide_what_comes_after(watcher):
    await watcher.lived()
    watcher.clock.forward(days=1)
    await watcher.came(in_hours(watcher.clock()) - 0.1)
    await watcher.look()

    watcher.clock.forward(days=-1)
    await watcher.look(minutes=15)
    await watcher.comes()
    await watcher.look()

    [[last]] = await watcher.rows("SELECT max(last_at) FROM watched_hours WHERE number > 0")
    [[counted]] = await watcher.rows("SELECT sum(number) FROM watched_hours")
    [[total]] = await watcher.rows("SELECT count(*) FROM submissions")
    assert last / 3.6e9 > in_hours(watcher.clock())
    assert counted == total


async def test_a_submission_that_cannot_be_read_stops_nothing(watcher):
    await watcher.lived()
    await watcher.comes()
    spoil(watcher.db, "UPDATE submissions SET normalised = 'no json' WHERE id > 0")

    await watcher.look()

    counted = await watcher.rows("SELECT sum(number) FROM watched_hours")
    assert counted == await watcher.rows("SELECT count(*) FROM submissions")


# ── The service ────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_running_service_looks_by_itself_and_says_what_it_found(db, tmp_path, database_url):
    past = Watcher(db, tmp_path)
    past.clock.at = now() - timedelta(hours=1)
    async with a_world(tmp_path, DATABASE=database_url, SWEEP_EVERY="100ms", SILENCE_EVERY="100ms") as world:
        await until_async(lambda: db.read(watching.progress))
        await past.comes(50, hook="web", form="Demo")
        await past.comes(6, hook="web", form="Demo", fields=EMAIL)

        async def told():
            async with world.session.get(f"{world.service.url}/health/ready") as response:
                standing = (await response.json()).get("alarms", {})
            return next((text for key, text in standing.items() if key.startswith("drift:web:")), None)

        text = await until_async(told)

    assert text.endswith('[forms.web] "Demo": the last 6 forms have no phone; 50 of the 50 before had one')


# ── Drift ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_field_that_vanished_is_one_alarm_until_it_comes_back(watcher):
    with capture_logs() as log:
        await watcher.comes(48, form="Demo")
        await watcher.comes(2, form="Demo", fields=EMAIL)
        assert await watcher.look() == {}
        for _ in range(6):
            await watcher.comes(form="Demo", fields=EMAIL)
            told = await watcher.look()
        assert list(told.values()) == [
            '[forms.demo] "Demo": the last 8 forms have no phone; 48 of the 48 before had one'
        ]
        await watcher.comes(form="Demo")
        assert await watcher.look() == {}

    events = [line["event"] for line in log if line["event"].startswith("alarm")]
    assert events == ["alarm raised", "alarm cleared"]


async def test_what_holds_ids_only_lacks_no_field(watcher):
    await watcher.comes(50)
    await watcher.comes(6, fields={}, state="thin")

    assert await watcher.look() == {}


async def test_a_submission_too_large_to_look_at_is_a_sign_of_life_and_lacks_no_field(watcher):
    await watcher.comes(50)
    await watcher.comes(6, fields={"message": "long " * 4_000})

    assert await watcher.look() == {}
    assert await watcher.rows("SELECT sum(number) FROM watched_hours") == [(56,)]
    assert await watcher.rows("SELECT number FROM watched_forms") == [(50,)]


async def test_after_fifty_submissions_without_a_field_that_is_the_habit(watcher):
    await watcher.comes(50)
    await watcher.comes(49, fields=EMAIL)
    assert list(await watcher.look())

    await watcher.comes(fields=EMAIL)

    assert await watcher.look() == {}


async def test_another_form_behind_the_same_hook_is_another_matter(watcher):
    await watcher.comes(50, form="Demo")
    await watcher.comes(50, form="Jobs", fields=EMAIL)
    assert await watcher.look() == {}

    await watcher.comes(6, form="Demo", fields=EMAIL)
    [text] = (await watcher.look()).values()

    assert text.startswith('[forms.demo] "Demo": the last 6 forms have no phone')


async def test_a_form_that_lost_many_fields_is_one_alarm(watcher):
    many = {**EMAIL, **dict.fromkeys(("company", "first_name", "last_name", "phone", "position"), "x")}
    await watcher.comes(50, fields=many)
    await watcher.comes(5, fields=EMAIL)

    [text] = (await watcher.look()).values()

    assert text.count("the last 5 forms have no") == 3
    assert text.endswith("; and 2 more fields")


async def test_vanished_fields_of_a_form_that_may_rest_are_left_alone(watcher):
    await watcher.comes(50)
    await watcher.comes(6, fields=EMAIL)
    assert await watcher.look()

    assert await watcher.another(Form(name="demo", watched=False)).look() == {}


async def test_a_form_that_went_away_takes_its_alarm_along(watcher):
    await watcher.comes(50)
    await watcher.comes(6, fields=EMAIL)
    assert await watcher.look()

    assert await watcher.look(days=57) == {}


HOSTILE = "<b>&%s{{7*7}}\n\u202e" + "jan@acme-client.example " * 40


async def test_a_hostile_name_is_one_short_line_without_an_address(watcher):
    await watcher.comes(50, form=HOSTILE)
    await watcher.comes(6, form=HOSTILE, fields=EMAIL)

    [(key, text)] = (await watcher.look()).items()

    assert len(key) <= 60
    assert len(text) < 200
    assert "@" not in text
    assert text.isprintable()


async def test_many_made_up_forms_raise_few_alarms(watcher):
    for number in range(12):
        await watcher.comes(20, form=f"made up {number}")
        await watcher.comes(6, form=f"made up {number}", fields=EMAIL)

    assert len(await watcher.look()) == 5


async def test_the_key_of_a_long_hook_fits_and_is_its_own(watcher):
    hooks = ["a" * 59 + "b", "a" * 59 + "c"]
    for hook in hooks:
        await watcher.lived(hook=hook)
    named = watcher.another(*(Form(name=hook) for hook in hooks))
    await named.look()

    told = await named.looks(days=3)

    assert len(told) == 2
    assert all(len(key) <= 60 for key in told)
