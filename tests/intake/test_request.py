from datetime import UTC, datetime

import pytest

from frontdesk.intake.request import Request, Response


def test_header_names_are_lower_case_however_they_were_given():
    request = Request(
        method="POST", url="https://desk.example/", headers={"X-Key": "A"}, received_at=datetime.now(UTC)
    )

    assert request.headers == {"x-key": "A"}


@pytest.mark.parametrize("thing", [Response(), Response(status=204)])
def test_a_response_cannot_be_changed(thing):
    with pytest.raises(AttributeError):
        thing.status = 500
