"""Follow-ups: further letters as long as nobody acts, once each, in working hours, under all locks."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.follow_up import FollowUps
from frontdesk.desk.letter_quota import letter_quota
from frontdesk.desk.private import show_lead
from frontdesk.desk.release import release
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.press import Move, Target
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.store import quotas, touches
from frontdesk.store.tables import deliveries, follow_ups, leads, submissions
from support.series import SERIES, Office, moment, rules_of
from support.world import PIOTR, SALES, VERA

#: More than triage asks for: answers are open.
IN_TRIAGE = {"company": "Acme", "position": "CTO"}


@pytest.fixture
async def office(db):
    return Office(db)


async def test_a_series_goes_out_letter_by_letter_each_counted_from_the_one_before(office):
    await office.came()
    assert await office.planned() == (1, "2026-11-05 10:00")

    await office.look("2026-11-05 09:59")
    assert await office.followed() == []
    await office.look("2026-11-05 10:00")
    assert await office.followed() == ["still_there sent"]
    assert await office.planned() == (2, "2026-11-09 08:00")  # a Sunday, so Monday morning
    await office.look("2026-11-09 08:00")
    assert await office.planned() == (3, "2026-11-16 08:00")
    await office.look("2026-11-16 08:00")

    assert await office.followed() == ["still_there sent", "case_study sent", "last_word sent"]
    assert await office.planned() is None


async def test_a_letter_goes_to_the_address_in_its_language_with_a_key_of_its_own(office):
    id_ = await office.came(message="Нам нужен портал для клиентов.", first_name="Анна", last_name="Петрова")
    await office.look("2026-11-05 10:00")

    select = sa.select(deliveries).order_by(deliveries.c.id.desc())
    row = await office.db.read(lambda c: c.execute(select).first())

    assert (row.key, row.recipient) == (f"follow_up:{id_:x}:1", "jan@acme-client.example")
    assert b"Auto-Submitted: auto-generated" in row.body
    assert "=D0" in row.body.decode("ascii") or "base64" in row.body.decode("ascii")


async def test_the_history_and_a_receipt_tell_what_followed(office):
    id_ = await office.came()
    await office.look("2026-11-05 10:00")

    assert (await office.history())[-1] == ("machine", "follow-up 1 of 3: still_there")
    known = await office.lead()
    assert (known.receipt.cause, known.receipt.score.total) == (f"follow_up:{id_:x}:1", 2)
    assert (known.receipt.verdict.letter, known.receipt.verdict.withheld) == ("phone_given", None)
    assert [touch.kind for touch in known.touches].count(TouchKind.SENT) == 2


async def test_rules_without_follow_ups_plan_nothing(db):
    office = Office(db, rules_of(""))

    await office.came()
    await office.look("2026-12-09 10:00")

    assert await office.planned() is None
    assert len(await office.letters()) == 1


@pytest.mark.parametrize(("series", "several"), [("", False), (SERIES, True)], ids=["none", "three"])
async def test_judging_asks_nothing_of_the_plans_where_there_are_no_follow_ups(db, series, several):
    office, said = Office(db, rules_of(series)), []

    def note(connection, cursor, statement, *rest):
        said.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        await office.came(sent=False)
        await office.came(message="Something else.", sent=False)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)

    assert said
    assert any("follow_ups" in statement for statement in said) is several


# What somebody does to a lead in triage, or in sales: none of it leaves the machine writing on.
ACTS = {
    "answer": lambda o: o.press(Move.ANSWER, criterion="brief", target=Target.NO),
    "spam": lambda o: o.press(Move.SPAM),
    "nurture": lambda o: o.press(Move.NURTURE),
    "a press that came too late": lambda o: o.press(Move.CLAIM, PIOTR),
    "a press that is not allowed": lambda o: o.press(Move.ANSWER, VERA, criterion="brief", target=Target.NO),
}


@pytest.mark.parametrize("act", ACTS)
async def test_any_act_of_a_person_ends_it(office, act):
    await office.came(**IN_TRIAGE)
    assert await office.planned() is not None

    await ACTS[act](office)

    assert await office.planned() is None
    await office.look("2026-11-05 10:00")
    assert await office.followed() == []


async def test_a_claim_ends_it(office):
    await office.came(**IN_TRIAGE)
    budget = sa.update(leads).values(state="sales_open", band="qualified", revision=leads.c.revision + 1)
    await office.db.write(lambda c: c.execute(budget) and None)

    await office.db.write(lambda c: _card(c, SALES.id))
    assert await office.press(Move.CLAIM, PIOTR, SALES) == "claimed"

    assert await office.planned() is None


def _card(connection, chat):
    connection.execute(sa.text(f"UPDATE cards SET chat = {chat}"))


async def test_an_act_cancels_the_letter_that_has_not_gone_out_yet(office):
    await office.came(**IN_TRIAGE)
    await office.look("2026-11-05 10:00", sent=False)
    assert await office.followed() == ["still_there due"]

    await office.press(Move.ANSWER, criterion="brief", target=Target.NO)

    assert await office.followed() == ["still_there cancelled acted"]
    assert await office.mail() == 0


async def test_an_act_leaves_the_answer_itself_alone(office):
    await office.came(sent=False, **IN_TRIAGE)

    await office.press(Move.ANSWER, criterion="brief", target=Target.NO)

    assert await office.mail() == 1


async def test_who_acted_through_another_node_is_found_in_the_history(office):
    """As a node of an earlier version writes it, which knows no plans."""
    await office.came(**IN_TRIAGE)
    plan = (await office.db.read(lambda c: c.execute(sa.select(follow_ups)).one()))._asdict()
    office.at = moment("2026-11-04 10:00")
    await office.press(Move.ANSWER, criterion="brief", target=Target.NO)
    await office.db.write(lambda c: c.execute(sa.insert(follow_ups), [plan]) and None)

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_a_new_enquiry_ends_it_and_begins_its_own(office):
    await office.came()
    office.at = moment("2026-11-04 15:00")

    await office.came(message="Something else.")

    assert await office.planned() == (1, "2026-11-06 15:00")
    await office.look("2026-11-05 10:00")
    assert await office.letters() == ["phone_given sent", "again sent"]
    await office.look("2026-11-06 15:00")
    assert (await office.letters())[2:] == ["still_there sent"]


async def test_a_new_enquiry_whose_answer_a_lock_keeps_back_begins_none(office):
    await office.came()
    office.at = moment("2026-11-03 15:00")

    await office.came(message="Something else.")

    assert await office.letters() == ["phone_given sent", "again withheld quota"]
    assert await office.planned() is None


async def test_a_new_enquiry_cancels_the_letter_that_has_not_gone_out_yet(office):
    await office.came()
    await office.look("2026-11-05 10:00", sent=False)

    await office.came(message="Something else.")

    assert (await office.followed())[0] == "still_there cancelled wrote_again"


async def test_an_enquiry_that_nobody_has_judged_yet_ends_it(office):
    await office.came()
    office.at = moment("2026-11-05 09:00")
    id_ = await office.came(message="Something else.", sent=False, judge=False)
    known = sa.update(submissions).where(submissions.c.id == id_).values(lead=1, state="unjudged")
    await office.db.write(lambda c: c.execute(known) and None)

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


@pytest.mark.parametrize("state", ["refused", "held", "unsure", "cancelled"])
async def test_an_answer_that_did_not_arrive_has_no_sequel(office, state):
    await office.came(sent=False)
    await office.mail(DeliveryState(state))

    await office.look("2026-11-05 10:00", sent=False)

    assert len(await office.letters()) == 1
    assert await office.planned() is None


async def test_an_answer_that_a_lock_kept_back_has_no_sequel(office):
    await office.came(email="a@acme-client.example, b@acme-client.example")

    assert await office.letters() == ["phone_given withheld two_addresses"]
    assert await office.planned() is None


async def test_while_the_answer_has_not_gone_out_the_pause_has_not_begun(office):
    await office.came(sent=False)
    await office.look("2026-11-05 10:00", sent=False)
    assert (await office.followed(), await office.planned()) == ([], (1, "2026-11-09 10:00"))

    office.at = moment("2026-11-05 15:00")
    await office.mail()
    await office.look("2026-11-09 10:00")
    assert await office.planned() == (1, "2026-11-09 15:00")
    await office.look("2026-11-09 15:00")

    assert await office.followed() == ["still_there sent"]


async def test_a_refused_follow_up_is_the_last(office):
    await office.came()
    await office.look("2026-11-05 10:00", sent=False)
    await office.mail(DeliveryState.REFUSED)

    await office.look("2026-11-09 08:00")

    assert await office.followed() == ["still_there refused the server said so"]
    assert await office.planned() is None


@pytest.mark.parametrize("kind", [TouchKind.REFUSED, TouchKind.REPLIED, TouchKind.UNSUBSCRIBED])
async def test_a_touch_that_says_stop_ends_it(office, kind):
    await office.came()
    touch = Touch(kind=kind, at=moment("2026-11-04 10:00"), key="t")
    await office.db.write(lambda c: touches.add(c, [(1, touch)]))

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_a_touch_of_an_earlier_enquiry_ends_nothing(office):
    await office.came()
    touch = Touch(kind=TouchKind.REPLIED, at=moment("2026-11-02 10:00"), key="t")
    await office.db.write(lambda c: touches.add(c, [(1, touch)]))

    await office.look("2026-11-05 10:00")

    assert await office.followed() == ["still_there sent"]


async def test_who_unsubscribes_gets_none_with_the_reason_on_record(office):
    await office.came()
    mark = (await office.desk.used(["jan@acme-client.example"]))["jan@acme-client.example"].marks
    office.at = moment("2026-11-02 10:00")  # before the enquiry: the list alone holds it back
    await office.desk.unsubscribe(mark.mailbox)

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == (["still_there withheld suppressed"], None)


async def test_who_unsubscribes_while_it_waits_gets_none(office):
    await office.came()
    await office.look("2026-11-05 10:00", sent=False)
    mark = (await office.desk.used(["jan@acme-client.example"]))["jan@acme-client.example"].marks

    await office.desk.unsubscribe(mark.mailbox)

    assert await office.mail() == 0
    await office.look("2026-11-09 10:00")
    assert (await office.followed(), await office.planned()) == (["still_there withheld suppressed"], None)


async def test_a_lead_in_quarantine_gets_none_until_a_person_lets_it_out(office):
    await office.came(first_name="https://acme-casino.example")
    assert (await office.lead()).lead.state == "quarantined"
    assert await office.planned() is None

    office.at = moment("2026-11-04 10:00")
    await release(office.desk, 1, "Anna")
    await office.mail()

    assert await office.planned() == (1, "2026-11-06 10:00")
    await office.look("2026-11-06 10:00")
    assert await office.followed() == ["still_there sent"]


async def test_a_lead_that_is_in_quarantine_by_now_gets_none(office):
    await office.came()
    await office.db.write(lambda c: c.execute(sa.update(leads).values(state="quarantined")) and None)

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_a_follow_up_uses_up_the_quota_of_its_mailbox(office):
    await office.came()
    await office.look("2026-11-05 10:00")

    key = letter_quota("jan@acme-client.example")
    since = office.at - timedelta(hours=1)
    assert (await office.db.read(lambda c: quotas.used(c, [key], since)))[key] == 1


async def test_a_mailbox_whose_quota_is_used_up_gets_its_letter_on_a_later_day(office):
    await office.came()
    office.at = moment("2026-11-05 09:00")
    key = letter_quota("jan@acme-client.example")
    await office.db.write(lambda c: quotas.use(c, [key], office.at))

    await office.look("2026-11-05 10:00")
    assert (await office.followed(), await office.planned()) == ([], (1, "2026-11-06 08:00"))
    await office.look("2026-11-06 08:00")
    assert await office.planned() == (1, "2026-11-09 08:00")
    await office.look("2026-11-09 08:00")

    assert await office.followed() == ["still_there sent"]


async def test_a_mailbox_whose_quota_never_frees_is_given_up_with_the_reason(office):
    await office.came()
    await office.db.write(
        lambda c: c.execute(sa.update(follow_ups).values(due_at=moment("2026-11-13 10:00"))) and None
    )
    office.at = moment("2026-11-20 09:00")
    key = letter_quota("jan@acme-client.example")
    await office.db.write(lambda c: quotas.use(c, [key], office.at))
    later = sa.update(follow_ups).values(due_at=moment("2026-11-20 10:00"))
    await office.db.write(lambda c: c.execute(later) and None)

    await office.look("2026-11-20 10:00")

    assert (await office.followed(), await office.planned()) == (["still_there withheld quota"], None)


async def test_no_week_holds_more_than_three_letters_to_one_mailbox(db):
    quick = SERIES.replace("2 working days", "1d").replace("3d", "1d").replace("1w", "1d")
    office = Office(db, rules_of(quick, 'monday-sunday = "00:00-24:00"'))
    await office.came()

    for day in range(4, 13):
        await office.look(f"2026-11-{day:02} 10:00")
        sent = [row for row in await office.letters() if row.endswith("sent")]
        assert len(sent) <= 3 or day >= 10

    assert len(await office.letters()) == 4


async def test_two_leads_with_one_mailbox_get_one_letter_a_day(office):
    await office.came()
    office.at = moment("2026-11-04 10:01")
    await office.came(email="jan+crm@acme-client.example", phone="+48 512 345 201")
    due = sa.update(follow_ups).values(due_at=moment("2026-11-06 10:00"))
    await office.db.write(lambda c: c.execute(due) and None)

    await office.look("2026-11-06 11:00")

    assert (await office.letters())[2:] == ["still_there sent"]
    assert {await office.planned(1), await office.planned(2)} >= {(1, "2026-11-09 08:00")}


async def test_a_condition_is_looked_at_when_its_time_has_come(db):
    series = SERIES.replace('"still_there"', '"still_there"\nwhen = "score >= 5"')
    office = Office(db, rules_of(series))
    await office.came()

    await office.look("2026-11-05 10:00")
    # Passed over: the next one counts from the answer, and three days after that are over on Friday.
    assert (await office.followed(), await office.planned()) == ([], (2, "2026-11-06 10:00"))
    await office.look("2026-11-06 10:00")

    assert await office.followed() == ["case_study sent"]
    assert (await office.history())[-1] == ("machine", "follow-up 2 of 3: case_study")


async def test_a_series_of_which_nothing_holds_ends_without_a_letter(db):
    series = '[[follow_ups]]\nletter = "last_word"\nafter = "1d"\nwhen = "band == \'junk\'"\n'
    office = Office(db, rules_of(series))
    await office.came()

    await office.look("2026-11-04 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


@pytest.mark.parametrize(
    ("when", "goes"),
    [
        ("band == 'nurture'", True),
        ("band == 'qualified'", False),
        ("touches.sent == 1", True),
        ("touches.sent > 1", False),
        ("email.corporate and score == 2", True),
        ("budget.amount > 100", False),
    ],
)
async def test_a_condition_decides_by_signals_score_band_and_touches(db, when, goes):
    series = f'[[follow_ups]]\nletter = "last_word"\nafter = "1d"\nwhen = "{when}"\n'
    office = Office(db, rules_of(series))
    await office.came()

    await office.look("2026-11-04 10:00")

    assert await office.followed() == (["last_word sent"] if goes else [])


@pytest.mark.parametrize(
    "night", ["2026-11-05 07:59", "2026-11-05 17:00", "2026-11-07 12:00", "2026-11-11 12:00"]
)
async def test_nothing_goes_out_while_the_company_does_not_work(office, night):
    await office.came()
    due = sa.update(follow_ups).values(due_at=moment("2026-11-04 10:00"))
    await office.db.write(lambda c: c.execute(due) and None)

    await office.look(night)

    assert await office.followed() == []
    assert await office.planned() == (1, "2026-11-04 10:00")


async def test_over_a_weekend_and_a_holiday_working_days_are_counted(office):
    office.at = moment("2026-11-06 12:00")  # a Friday; the Wednesday after is a holiday
    await office.came()
    assert await office.planned() == (1, "2026-11-10 12:00")

    for day in (7, 8, 9):
        await office.look(f"2026-11-{day:02} 15:00")
        assert await office.followed() == []
    await office.look("2026-11-10 12:00")
    assert await office.planned() == (2, "2026-11-13 12:00")
    await office.look("2026-11-11 12:00")
    await office.look("2026-11-13 12:00")

    assert await office.followed() == ["still_there sent", "case_study sent"]


async def test_what_is_late_by_days_waits_for_the_next_working_day(office):
    await office.came()

    await office.look("2026-11-10 15:00")
    assert (await office.followed(), await office.planned()) == ([], (1, "2026-11-12 08:00"))
    await office.look("2026-11-12 08:00")

    assert await office.followed() == ["still_there sent"]


async def test_what_is_late_by_less_than_a_working_day_goes_out(office):
    await office.came()

    await office.look("2026-11-06 09:59")

    assert await office.followed() == ["still_there sent"]


async def test_after_days_of_standstill_letters_are_spread_and_never_come_in_a_burst(db):
    office = Office(db)
    office.under(rules_of(), letters_per_hour=4)  # so two follow-ups an hour
    for number in range(6):
        await office.came(email=f"n{number}@acme-client.example", phone=f"+48 512 345 30{number}")

    await office.look("2026-11-10 15:00")
    assert len(await office.letters()) == 6
    due = sa.select(follow_ups.c.due_at).order_by(follow_ups.c.due_at)
    slots = [row.due_at for row in await db.read(lambda c: c.execute(due).all())]
    assert slots == [moment("2026-11-12 08:00") + timedelta(minutes=30 * number) for number in range(6)]

    for minute in range(0, 181, 10):
        at = moment("2026-11-12 08:00") + timedelta(minutes=minute)
        await office.look(f"{at:%Y-%m-%d %H:%M}")
        hour = sa.select(sa.func.count()).where(
            deliveries.c.key.startswith("follow_up"), deliveries.c.created_at > at - timedelta(hours=1)
        )
        assert await db.read(lambda c, hour=hour: c.execute(hour).scalar_one()) <= 2

    assert len(await office.letters()) == 12


async def test_a_second_standstill_takes_the_slots_behind_those_that_are_given(db):
    office = Office(db)
    office.under(rules_of(), letters_per_hour=2)
    await office.came(email="a@acme-client.example", phone="+48 512 345 301")
    await office.came(email="b@acme-client.example", phone="+48 512 345 302")
    office.follow_ups = FollowUps(office.desk, count=1)

    await office.look("2026-11-10 15:00")
    await office.look("2026-11-10 15:01")

    assert await office.planned(1) == (1, "2026-11-12 08:00")
    assert await office.planned(2) == (1, "2026-11-12 09:00")


async def test_follow_ups_leave_half_of_the_hour_to_answers(db):
    office = Office(db)
    office.under(rules_of(), letters_per_hour=5)
    for number in range(4):
        await office.came(email=f"n{number}@acme-client.example", phone=f"+48 512 345 30{number}")

    await office.look("2026-11-05 10:00")
    assert len(await office.letters()) == 6
    await office.look("2026-11-05 10:59")
    assert len(await office.letters()) == 6
    await office.look("2026-11-05 11:01")

    assert len(await office.letters()) == 8


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)], ids=["a day on", "a day back"])
async def test_a_clock_that_jumps_sends_nothing_twice(office, jump):
    await office.came()
    await office.look("2026-11-05 10:00")

    office.at = moment("2026-11-05 10:05") + jump
    await office.follow_ups.look()
    await office.mail()
    await office.look("2026-11-05 10:10")
    await office.look("2026-11-06 10:10")

    assert await office.followed() == ["still_there sent"]
    await office.look("2026-11-09 10:00")
    assert await office.followed() == ["still_there sent", "case_study sent"]


async def test_a_clock_that_goes_back_before_the_answer_changes_no_order(office):
    await office.came()

    await office.look("2026-11-02 10:00")
    await office.look("2026-11-05 10:00")
    await office.look("2026-11-04 10:00")

    assert await office.followed() == ["still_there sent"]
    assert await office.planned() == (2, "2026-11-09 08:00")


async def test_two_nodes_that_look_at_once_send_one_letter(office):
    await office.came()
    other = FollowUps(office.node(rules_of()))
    office.at = moment("2026-11-05 10:00")

    await asyncio.gather(*(look() for look in [office.follow_ups.look, other.look] * 4))

    assert await office.followed() == ["still_there due"]
    assert [what for _, what in await office.history()].count("follow-up 1 of 3: still_there") == 1


async def test_a_person_who_acts_while_it_is_looked_at_is_the_quicker(office):
    await office.came(**IN_TRIAGE)
    office.at = moment("2026-11-05 10:00")

    await asyncio.gather(office.follow_ups.look(), ACTS["answer"](office))
    await office.mail()

    followed = await office.followed()
    assert followed in ([], ["still_there cancelled acted"], ["still_there sent"])
    assert await office.planned() is None


async def test_rules_that_gain_follow_ups_write_to_nobody_who_was_answered_before(db):
    office = Office(db, rules_of(""))
    await office.came()

    office.under(rules_of())
    await office.look("2026-11-05 10:00")
    assert (await office.followed(), await office.planned()) == ([], None)

    await office.came(email="b@acme-client.example", phone="+48 512 345 302")
    assert await office.planned(2) is not None


async def test_rules_that_lose_follow_ups_end_all_series_for_good(office):
    await office.came()

    office.under(rules_of(""))
    await office.look("2026-11-04 10:00")
    office.under(rules_of())
    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_rules_with_a_shorter_series_end_what_goes_beyond(office):
    await office.came()
    await office.look("2026-11-05 10:00")

    office.under(rules_of(SERIES[: SERIES.index('[[follow_ups]]\nletter = "case')]))
    await office.look("2026-11-09 08:00")

    assert (await office.followed(), await office.planned()) == (["still_there sent"], None)


async def test_rules_by_which_such_a_lead_gets_no_letter_end_it(office):
    await office.came()

    office.under(rules_of().replace('letter = "phone_given"', 'letter = "none"'))
    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_a_longer_pause_in_new_rules_holds_for_what_is_planned(office):
    await office.came()

    office.under(rules_of(SERIES.replace("2 working days", "4 working days")))
    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], (1, "2026-11-09 10:00"))


async def test_a_lead_that_cannot_be_judged_waits_and_keeps_no_other_from_its_letter(office):
    await office.came()
    await office.came(email="b@acme-client.example", phone="+48 512 345 302")
    broken = sa.update(submissions).where(submissions.c.lead == 1).values(normalised=b"{}")
    await office.db.write(lambda c: c.execute(broken) and None)

    await office.look("2026-11-05 10:00")

    assert (await office.letters())[2:] == ["still_there sent"]
    assert await office.planned(1) == (1, "2026-11-06 08:00")


async def test_an_address_that_is_another_by_now_gets_none(office):
    await office.came()
    other = sa.update(deliveries).values(recipient="anna@acme-client.example")
    await office.db.write(lambda c: c.execute(other) and None)

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_a_lead_that_sales_has_in_hand_begins_no_series_when_it_writes_again(office):
    await office.came()
    taken = sa.update(leads).values(state="claimed", owner="Piotr")
    await office.db.write(lambda c: c.execute(taken) and None)
    office.at = moment("2026-11-04 15:00")

    await office.came(message="Something else.")

    assert await office.letters() == ["phone_given sent", "again sent"]
    assert await office.planned() is None


async def test_joining_two_leads_ends_the_series_of_both(office):
    await office.came(**IN_TRIAGE)
    await office.came(**IN_TRIAGE, email="eve@other-client.example", first_name="Eve")
    assert await office.planned(2) is not None

    await office.press(Move.ASK_JOIN, number=2)
    assert await office.press(Move.JOIN, number=2) == "join_joined"

    assert (await office.planned(1), await office.planned(2)) == (None, None)


async def test_a_lead_that_was_joined_into_another_gets_none(office):
    await office.came()
    await office.db.write(lambda c: c.execute(sa.update(leads).values(joined_into=1, state=None)) and None)

    await office.look("2026-11-05 10:00")

    assert (await office.followed(), await office.planned()) == ([], None)


async def test_who_looked_at_the_contacts_is_about_to_call(office):
    await office.came(**IN_TRIAGE)

    assert (await show_lead(office.desk, 1, user=PIOTR.telegram, update=7)).toast == ""

    assert await office.planned() is None
