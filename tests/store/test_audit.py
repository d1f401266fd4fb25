"""The audit: a sound desk passes; whatever a bug or a crash could leave behind is found and named."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.model.lead import State
from frontdesk.store import tables
from frontdesk.store.audit import Audit, Finding, audit
from frontdesk.store.audit_checks import Span
from frontdesk.store.submissions import retry_lead, waiting
from support.books import (
    AT,
    SALES,
    TRIAGE,
    a_handed_file,
    a_letter,
    a_receipt,
    a_sound_desk,
    a_submission,
    put,
    spoil,
)

HOMES = ((State.TRIAGE, TRIAGE), (State.SALES_OPEN, SALES), (State.CLAIMED, SALES))
SPAN = Span(now=AT, late=AT - timedelta(minutes=10), alive=AT - timedelta(minutes=1))


@pytest.fixture
async def books(db):
    """The database of a sound desk."""
    return await a_sound_desk(db)


async def audited(db) -> Audit:
    return await db.read(lambda connection: audit(connection, SPAN, HOMES))


async def findings(db) -> dict[str, Finding]:
    return {finding.code: finding for finding in (await audited(db)).findings}


async def test_a_sound_desk_is_sound_and_every_submission_is_counted_once(books):
    found = await audited(books)

    assert found.findings == ()
    assert found.accepted == 7
    assert found.submissions == {"judged": 4, "quarantined": 1, "unjudged": 1, "waiting": 1, "thin": 0}
    assert sum(found.submissions.values()) == found.accepted


async def test_letters_and_cards_are_counted_by_their_state(books):
    found = await audited(books)

    assert {state: count for state, count in found.letters.items() if count} == {
        "sent": 2,
        "due": 1,
        "withheld": 2,
    }
    assert {state: count for state, count in found.cards.items() if count} == {"sent": 2}


async def test_files_for_private_chats_are_no_letters(books):
    await books.write(lambda c: put(c, tables.deliveries, a_handed_file(1, 12), a_handed_file(2, 12, "held")))
    spoil(books, "UPDATE deliveries SET state = 'claimed' WHERE channel = 'telegram' AND lead = 1")

    found = await audited(books)

    assert sum(found.letters.values()) == 5
    assert {state: count for state, count in found.files.items() if count} == {"claimed": 1, "held": 1}
    assert [finding.code for finding in found.findings] == ["dead_claim_file"]
    assert found.findings[0].ids[0].startswith("file:")


async def test_an_empty_desk_is_sound(db):
    found = await audited(db)

    assert (found.accepted, found.findings, found.unjudged) == (0, (), ())


async def test_what_could_not_be_judged_is_shown_with_its_error(books):
    [one] = (await audited(books)).unjudged

    assert (one.submission, one.lead, one.tries, one.error) == (7, 7, 2, "ValueError: broken")


SPOILT = [
    pytest.param("DELETE FROM receipts WHERE lead = 1", "no_receipt", "1 of #1", id="a receipt is lost"),
    pytest.param(
        "DELETE FROM receipts WHERE lead = 5",
        "no_receipt",
        "5 of #1",
        id="the receipt of a joined lead is lost",
    ),
    pytest.param(
        "DELETE FROM deliveries WHERE lead = 2", "no_letter", "submission:2 of #2", id="a letter is lost"
    ),
    pytest.param("DELETE FROM submissions WHERE lead = 3", "no_submission", "#3", id="a submission is lost"),
    pytest.param("DELETE FROM cards WHERE lead = 1", "no_card", "#1", id="a triage card is lost"),
    pytest.param("DELETE FROM cards WHERE lead = 2", "no_card", "#2", id="a sales card is lost"),
    pytest.param("UPDATE leads SET state = NULL WHERE id = 3", "no_state", "#3", id="a state is lost"),
    pytest.param(
        "UPDATE submissions SET lead = 5 WHERE id = 2", "half_joined", "#5", id="a join stopped halfway"
    ),
    pytest.param("UPDATE leads SET account = 8 WHERE id = 3", "no_account", "#3", id="an account is lost"),
    pytest.param(
        "UPDATE deliveries SET state = 'claimed', claimed_by = 'gone' WHERE lead = 2",
        "dead_claim_letter",
        "2",
        id="a letter is in the hands of a dead node",
    ),
    pytest.param(
        "UPDATE deliveries SET state = 'claimed' WHERE lead = 2",
        "dead_claim_letter",
        "2",
        id="a letter is in nobody's hands",
    ),
    pytest.param(
        "UPDATE cards SET state = 'claimed', claimed_by = 'gone' WHERE lead = 2",
        "dead_claim_card",
        f"card:{SALES}:2",
        id="a card is in the hands of a dead node",
    ),
    pytest.param(
        "INSERT INTO digests (day, chat, since, until, summary, state, due_at, claimed_by)"
        " VALUES ('2026-11-20', -1001, 0, 0, '{}', 'claimed', 0, 'gone')",
        "dead_claim_digest",
        "digest:2026-11-20",
        id="a digest is in the hands of a dead node",
    ),
    pytest.param(
        "INSERT INTO alarm_messages (alarm, channel, recipient, revision, state, due_at, claimed_by)"
        " VALUES ('mail', 'email', 'ops@acme.example', 0, 'claimed', 0, 'gone')",
        "dead_claim_alarm",
        "alarm:1",
        id="a message about an alarm is in the hands of a dead node",
    ),
    pytest.param(
        "UPDATE submissions SET received_at = 0 WHERE id = 6",
        "waiting_long",
        "6",
        id="a form waits long",
    ),
    pytest.param(
        "UPDATE submissions SET state = 'odd' WHERE id = 2",
        "submission_state",
        "2 of #2",
        id="a form is in no state",
    ),
    pytest.param(
        "UPDATE deliveries SET state = 'odd' WHERE lead = 2",
        "letters_state",
        "odd",
        id="a letter is in no state",
    ),
    pytest.param(
        "UPDATE cards SET state = 'odd' WHERE lead = 2", "cards_state", "odd", id="a card is in no state"
    ),
    pytest.param(
        "UPDATE updates SET state = 'odd' WHERE id = 2", "update_state", "2", id="an update is in no state"
    ),
    pytest.param("UPDATE updates SET at = 0 WHERE id = 2", "update_waiting", "2", id="an update waits long"),
    pytest.param(
        "UPDATE receipts SET cause = 'submission:1' WHERE lead = 2",
        "receipt_twice",
        "submission:1",
        id="a form was judged twice",
    ),
    *(
        pytest.param(
            f"UPDATE {table} SET lead = 99 WHERE lead IN (1, 2)",
            f"no_lead_{table}",
            "#99",
            id=f"{table} of nobody",
        )
        for table in ("answers", "history", "identities", "touches", "cards", "deliveries", "submissions")
    ),
]


@pytest.mark.parametrize(("statement", "code", "named"), SPOILT)
async def test_what_is_lost_or_left_is_found_and_named(books, statement, code, named):
    spoil(books, statement)

    found = await findings(books)

    assert found[code].ids == (named,)
    assert found[code].count == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(a_receipt(1, "x")["body"].replace(b'"total":3', b'"total":4'), id="one point too many"),
        pytest.param(b"{", id="unreadable"),
        pytest.param(b'{"score": {"reasons": "x", "total": 3}}', id="of another shape"),
    ],
)
async def test_a_receipt_whose_parts_do_not_add_up_is_found(books, body):
    spoil(books, "UPDATE receipts SET body = :body WHERE lead = 2", body=body)

    assert (await findings(books))["wrong_sum"].ids == ("#2",)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite drops no constraint
async def test_a_key_that_is_there_twice_is_found(books):
    spoil(
        books,
        "ALTER TABLE deliveries DROP CONSTRAINT deliveries_key_key",
        "UPDATE deliveries SET key = 'letter:1'",
    )

    assert (await findings(books))["letter_twice"].ids == ("letter:1",)


async def test_a_living_nodes_claim_is_no_finding(books):
    spoil(books, "UPDATE deliveries SET state = 'claimed', claimed_by = 'n' WHERE lead = 2")

    assert await findings(books) == {}


async def test_a_letter_that_no_rule_chose_is_not_missed(books):
    body = a_receipt(2, "x")["body"].replace(b'"full_profile"', b"null")
    spoil(books, "DELETE FROM deliveries WHERE lead = 2", "UPDATE receipts SET body = :body", body=body)

    assert await findings(books) == {}


async def test_a_withheld_letter_is_not_missed(books):
    spoil(books, "DELETE FROM deliveries WHERE lead = 3")

    assert await findings(books) == {}


async def test_a_card_in_another_chat_is_not_the_one_that_is_missing(books):
    spoil(books, f"UPDATE cards SET chat = {SALES} WHERE lead = 1")

    assert (await findings(books))["no_card"].ids == ("#1",)


async def test_a_node_that_is_silent_for_long_has_no_claims(books):
    spoil(
        books,
        "UPDATE deliveries SET state = 'claimed', claimed_by = 'n' WHERE lead = 2",
        "UPDATE nodes SET seen_at = seen_at - 61000000",
    )

    assert (await findings(books))["dead_claim_letter"].ids == ("2",)


async def test_a_chat_that_is_not_configured_needs_no_cards(books):
    spoil(books, "DELETE FROM cards")

    found = await books.read(lambda connection: audit(connection, SPAN, ()))

    assert found.sound


async def test_of_many_rows_ten_are_named_and_all_counted(books):
    many = range(100, 125)
    rows = [a_submission(number, lead=3) for number in many]
    await books.write(lambda c: put(c, tables.submissions, *rows))

    finding = (await findings(books))["no_receipt"]

    assert finding.count == 25
    assert finding.ids == tuple(f"{number:x} of #3" for number in range(100, 110))
    assert str(finding).startswith("judged submissions without a receipt: 25 (64 of #3, ")


async def test_every_finding_says_what_to_do(books):
    for statement, *_ in (case.values for case in SPOILT):
        spoil(books, statement)

    found = await findings(books)

    assert len(found) > 10
    assert [finding.code for finding in found.values() if len(finding.way_out) < 20] == []


async def test_it_sees_one_moment_while_the_desk_works_on(books):
    """Between two looks of one audit a form is judged: neither half of that may be seen."""

    def judged_meanwhile(connection: sa.Connection) -> Audit:
        connection.execute(sa.select(tables.submissions.c.id)).all()
        spoil(
            books,
            "UPDATE submissions SET state = 'judged' WHERE id = 6",
            "UPDATE leads SET state = 'nurture' WHERE id = 6",
        )
        return audit(connection, SPAN, HOMES)

    found = await books.read(judged_meanwhile)

    assert found.sound
    assert found.submissions["waiting"] == 1
    assert "no_receipt" in await findings(books)


async def test_a_form_whose_receipt_is_lost_can_be_judged_again(books):
    spoil(books, "DELETE FROM receipts WHERE lead = 1")

    assert await books.write(lambda c: retry_lead(c, 1)) == 1

    assert await books.read(lambda c: waiting(c, 10)) == [(1, 1), (6, 6)]


async def test_a_form_that_was_judged_well_is_not_judged_again(books):
    assert await books.write(lambda c: retry_lead(c, 2)) == 0


async def test_letters_without_a_receipt_of_their_own_are_no_finding(books):
    await books.write(lambda c: put(c, tables.deliveries, a_letter(1, key="reminder:1:1")))

    assert await findings(books) == {}
