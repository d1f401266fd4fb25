"""Forms: each by its own name, with room for so many behind one hook."""

from datetime import UTC, datetime, timedelta

from frontdesk.model.submission import Submission
from frontdesk.watching.forms import FORMS, Came, came, learnt

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def a_came(
    form: str = "Demo", minutes: int = 0, hook: str = "demo", fields: frozenset[str] | None = frozenset()
):
    return Came(hook=hook, form=form, at=AT + timedelta(minutes=minutes), fields=fields)


def names(forms) -> set[tuple[str, str]]:
    return {(form.hook, form.form) for form in forms}


def test_forms_of_one_name_behind_two_hooks_are_two():
    found = learnt([], [a_came(hook="a"), a_came(hook="b"), a_came(hook="a")])

    assert {form.hook: form.seen.count for form in found.seen} == {"a": 2, "b": 1}


def test_what_is_learnt_goes_on_from_what_was_known():
    first = learnt([], [a_came(fields=frozenset({"email"}))]).seen
    second = learnt(first, [a_came(minutes=1, fields=frozenset({"phone"}))]).seen

    assert [(form.seen.fields, form.last_at) for form in second] == [
        ({"email": 2, "phone": 1}, AT + timedelta(minutes=1))
    ]


def test_a_form_that_nothing_came_from_is_not_written_again():
    first = learnt([], [a_came("Demo"), a_came("Jobs")]).seen

    assert names(learnt(first, [a_came("Jobs")]).seen) == {("demo", "Jobs")}


def test_a_submission_that_is_too_large_to_look_at_teaches_nothing():
    assert learnt([], [a_came(fields=None)]).seen == []


def test_made_up_names_push_out_each_other_and_no_real_form():
    real = learnt([], [a_came("Demo", n) for n in range(30)]).seen
    made_up = [a_came(f"made up {n}", 30 + n) for n in range(500)]

    found = learnt(real, made_up)

    assert len(found.seen) == FORMS - 1
    assert found.dropped == []
    assert names(learnt([*real, *found.seen], [a_came("another", 999)]).dropped) == {("demo", "made up 451")}


def test_where_all_forms_are_real_a_further_name_waits_until_one_rests():
    real = learnt([], [a_came(f"form {n}", m) for n in range(FORMS) for m in range(20)]).seen

    assert learnt(real, [a_came("new", 60)]).seen == []
    assert names(learnt(real, [a_came("new", 57 * 24 * 60)]).seen) == {("demo", "new")}


def test_many_forms_behind_one_hook_take_no_room_from_another():
    real = learnt([], [a_came(f"form {n}", m) for n in range(FORMS) for m in range(20)]).seen

    assert names(learnt(real, [a_came("new", hook="other")]).seen) == {("other", "new")}


def test_a_forms_name_is_one_line_and_cut():
    found = came("demo", AT, Submission(provider="json", form="a\n\u202eb" + "c" * 1000))

    assert found.form.startswith("a bc")
    assert len(found.form) == 100


def test_nothing_that_was_answered_is_kept():
    said = Submission(provider="json", fields={"email": "jan@acme-client.example"}, extra={"Budget": "5000"})

    assert came("demo", AT, said).fields == {"email", '"Budget"'}
