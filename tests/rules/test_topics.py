"""The topics of a chat: how rules.toml says them, and which a lead's card belongs in."""

import pytest

from frontdesk.errors import Faults
from frontdesk.model.lead import Chat, Purpose
from frontdesk.model.topic import About, Binding, Bound, By, Topics
from frontdesk.rules.load import read_rules
from frontdesk.settings import shipped_folder
from frontdesk.triage.topics import lead_topic, topic_name

GOOGLE = About(product="CRM", utm_source="google", form="web")
PLAIN = About(form="web")
TABLE = Topics(by=By.TABLE, names={"crm": "CRM sales", "web": "Website"})
BOUND = Binding(chat=-1, thread=5, to=Bound.SOURCE, source="google")
TRIAGE = Binding(chat=-1, thread=6, to=Bound.TRIAGE)


def text(topics):
    shipped = (shipped_folder() / "rules.toml").read_text("utf-8")
    return f'{shipped}\n[[chats]]\nid = -1\npurpose = "triage"\ntopics = {topics}\n'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param('"source"', Topics(by=By.SOURCE), id="by source"),
        pytest.param('"product"', Topics(by=By.PRODUCT), id="by product"),
        pytest.param('{ CRM = "CRM sales", web = "Website" }', TABLE, id="a table"),
    ],
)
def test_topics_are_read(written, read):
    assert read_rules(text(written), environment={}).chats[0].topics == read


@pytest.mark.parametrize(
    "written",
    ['"form"', "{}", '{ web = "" }', '{ web = " - " }', f'{{ web = "{"x" * 129}" }}', "7", "[]"],
    ids=["an unknown word", "no name", "a blank name", "no letter", "too long", "a number", "a list"],
)
def test_anything_else_is_a_fault(written):
    with pytest.raises(Faults, match=r'chats\[1\]\.topics: expected "source", "product", or a table'):
        read_rules(text(written), environment={})


@pytest.mark.parametrize(
    ("topics", "bound", "about", "expected"),
    [
        pytest.param(Topics(by=By.SOURCE), (), GOOGLE, "google", id="utm_source"),
        pytest.param(Topics(by=By.SOURCE), (), PLAIN, "web", id="its form"),
        pytest.param(Topics(by=By.PRODUCT), (), GOOGLE, "CRM", id="its product"),
        pytest.param(Topics(by=By.PRODUCT), (), PLAIN, "rest", id="no product"),
        pytest.param(TABLE, (), GOOGLE, "CRM sales", id="the table, product first"),
        pytest.param(TABLE, (), About(form="other"), "rest", id="not in the table"),
        pytest.param(TABLE, (BOUND,), GOOGLE, "#5", id="a bound source before all"),
        pytest.param(None, (BOUND,), PLAIN, None, id="no topics"),
        pytest.param(None, (TRIAGE,), PLAIN, "#6", id="the chat's own"),
        pytest.param(Topics(by=By.SOURCE), (), About(utm_source="\u202e##", form="w"), "rest", id="no name"),
    ],
)
def test_a_lead_belongs_in_one_topic(topics, bound, about, expected):
    chat = Chat(id=-1, purpose=Purpose.TRIAGE, topics=topics, bound=bound)

    assert lead_topic(chat, about, common="rest") == expected


@pytest.mark.parametrize("hostile", ["#5", "##5", " #5", "\u202e#5", "\u200b#\u200b#5"])
def test_no_name_passes_for_a_topic_that_a_person_made(hostile):
    assert not topic_name(hostile).startswith("#")
