"""What browsers post."""

from urllib.parse import urlencode

import pytest

from frontdesk.errors import Unreadable

READS = {
    "a box ticked twice": ("interest=A&interest=B", {}, {"interest": ["A", "B"]}),
    "names in brackets": ("contact[email]=a%40b.example&contact[name]=Ann", {"email": "a@b.example"}, {}),
    "a list as PHP wants it": ("topics%5B%5D=A&topics%5B%5D=B", {}, {"topics": ["A", "B"]}),
    "a box without a value": ("privacy=on", {"consent": True}, {}),
    "a box that is not ticked": ("message=Hi", {"message": "Hi"}, {}),
    "lines of a text area": ("message=a%0D%0Ab", {"message": "a\nb"}, {}),
    "a filled honeypot": ("_gotcha=x&email=a%40b.example", {"email": "a@b.example"}, {"_gotcha": "x"}),
    "an empty honeypot": ("website=&message=Hi", {"message": "Hi"}, {}),
    "a plus and a percent": ("message=1%2B1+%25", {"message": "1+1 %"}, {}),
}


@pytest.mark.parametrize(("body", "fields", "extra"), READS.values(), ids=READS)
def test_what_a_browser_posts_is_read(body, fields, extra, told):
    submission = told("html", body)

    assert fields.items() <= submission.fields.items()
    assert submission.extra == extra


def test_a_page_told_by_the_form_outranks_the_referer(told):
    headers = {"Referer": "https://a.example/?utm_source=x"}

    own = told("html", "page_url=https%3A%2F%2Fb.example%2F", headers=headers)

    assert own.fields == {"page_url": "https://b.example/"}
    assert told("html", "a=1", headers=headers).fields == {
        "page_url": "https://a.example/?utm_source=x",
        "utm": {"source": "x"},
    }


def test_an_old_page_may_say_that_it_is_cyrillic(told):
    body = urlencode({"_charset_": "windows-1251", "Имя": "Анна"}, encoding="cp1251")

    assert told("html", body).fields == {"full_name": "Анна"}


def test_a_browsers_get_is_refused(reading):
    with pytest.raises(Unreadable) as refusal:
        reading("html", method="GET", query="email=a%40b.example")

    assert refusal.value.status == 405
