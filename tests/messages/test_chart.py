"""Chart: columns that stand where the numbers say, and names that stay text."""

from xml.etree import ElementTree

import pytest

from frontdesk.messages.chart import DAYS, HEIGHT, WIDTH, Chart, Source, chart_svg

SVG = "{http://www.w3.org/2000/svg}"


def a_chart(*sources, days=3):
    return Chart(
        title="Leads",
        under="",
        days=[f"{number}." for number in range(1, days + 1)],
        sources=[Source(name=name, counts=counts) for name, counts in sources],
        others="others",
        nothing="nothing",
    )


def drawn(chart):
    return ElementTree.fromstring(chart_svg(chart))


def texts(root):
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def columns(root):
    """The parts of the columns: (x, y, height), legend and ground apart."""
    rects = [each.attrib for each in root.iter(f"{SVG}rect") if "rx" not in each.attrib]
    return [(float(r["x"]), float(r["y"]), float(r["height"])) for r in rects if "x" in r]


def test_parts_stand_on_each_other_and_are_as_tall_as_their_counts():
    low, high = sorted(columns(drawn(a_chart(("a", [4, 0, 0]), ("b", [2, 0, 0])))), key=lambda part: -part[1])

    assert low[2] == pytest.approx(2 * high[2], abs=0.2)
    assert high[1] + high[2] == pytest.approx(low[1], abs=0.2)


def test_totals_stand_above_columns_and_in_the_legend():
    root = drawn(a_chart(("web", [4, 0, 3]), ("ads", [2, 0, 0])))

    assert {"web 7", "ads 2", "6", "3"} <= set(texts(root))


def test_beyond_six_sources_the_smallest_are_one():
    sources = [(f"s{number}", [number, 0, 1]) for number in range(1, 10)]

    told = texts(drawn(a_chart(*sources)))

    assert "others 9" in told
    assert "s9 10" in told
    assert not any(text.startswith(("s1 ", "s3 ")) for text in told)


def test_of_too_many_days_the_last_are_drawn():
    days = 500
    root = drawn(a_chart(("web", [1] * days), days=days))

    assert len(columns(root)) == DAYS
    assert "500." in texts(root)


@pytest.mark.parametrize(
    "name",
    ["</text><script>", "&amp;", "]]>", "\x00\x08 name", "‮abc", "x" * 10_000, "", '"/><image href="//e"/>'],
    ids=["tag", "entity", "cdata", "control", "bidi", "long", "none", "image"],
)
def test_a_name_is_text_whatever_it_holds(name):
    root = drawn(a_chart((name, [1, 2, 3]), ("b", [0, 0, 1])))

    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {"svg", "rect", "path", "text"}
    assert all(len(text) < 60 for text in texts(root))


def test_nothing_stands_outside_the_drawing():
    sources = [("W" * 30 + str(number), [999_999] * 90) for number in range(9)]
    root = drawn(a_chart(*sources, days=90))

    for each in root.iter(f"{SVG}text"):
        assert 0 <= float(each.attrib["x"]) < WIDTH
        assert 0 < float(each.attrib["y"]) < HEIGHT
    assert all(y >= 0 for _, y, _ in columns(root))


def test_of_no_lead_it_says_so():
    assert "nothing" in texts(drawn(a_chart()))
    assert "nothing" in texts(drawn(a_chart(("web", [0, 0, 0]))))
