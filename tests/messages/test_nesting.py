"""Nesting: a template that stands in itself too deeply is a fault with a place, not a crash."""

import pytest

from frontdesk.errors import Faults
from frontdesk.messages.card import Cards
from frontdesk.messages.unsubscribe_page import UnsubscribePage
from frontdesk.settings import shipped_folder

TOO_DEEP = "blocks or brackets stand in one another too many deep"
DEEP = [
    pytest.param("{% for a in 'ab' %}" * 25 + "{% endfor %}" * 25, id="loops"),
    pytest.param("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", id="brackets"),
    pytest.param("{% if 1 %}" * 300 + "{% endif %}" * 300, id="branches"),
]


@pytest.mark.parametrize("deep", DEEP)
def test_a_card_says_where(tmp_path, deep):
    file = tmp_path / "cards" / "triage.html"
    file.parent.mkdir()
    file.write_text(deep)

    with pytest.raises(Faults) as found:
        Cards.load([tmp_path, shipped_folder() / "templates"])

    assert [problem.partition("cards/")[2] for problem in found.value.problems] == [
        f"triage.html:1: {TOO_DEEP}"
    ]


@pytest.mark.parametrize("deep", DEEP)
def test_the_page_to_unsubscribe_says_where(deep):
    with pytest.raises(Faults) as found:
        UnsubscribePage(deep)

    assert TOO_DEEP in found.value.problems[0]
