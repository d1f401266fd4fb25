"""Places: the line of each key, however it is written."""

import pytest

from frontdesk.rules.places import line, path_text, places

TEXT = """# comment
a.b = 1
"q k" = [1, { x = 2, y.z = 3 },
  "s"]
[t."u v".w]
k = { en = "x" }
[[arr]]
id = 1
[arr.sub]
z = 2
[[arr]]
[[arr.inner]]
m = '''
two
'''
[[arr.inner]]
n = 1
"""

LINES = {
    ("a",): 2,
    ("a", "b"): 2,
    ("q k",): 3,
    ("q k", 0): 3,
    ("q k", 1, "x"): 3,
    ("q k", 1, "y", "z"): 3,
    ("q k", 2): 4,
    ("t", "u v", "w"): 5,
    ("t", "u v", "w", "k", "en"): 6,
    ("arr",): 7,
    ("arr", 0): 7,
    ("arr", 0, "id"): 8,
    ("arr", 0, "sub"): 9,
    ("arr", 0, "sub", "z"): 10,
    ("arr", 1): 11,
    ("arr", 1, "inner", 0): 12,
    ("arr", 1, "inner", 0, "m"): 13,
    ("arr", 1, "inner", 1): 16,
    ("arr", 1, "inner", 1, "n"): 17,
}


@pytest.mark.parametrize(("path", "expected"), LINES.items(), ids=[path_text(path) for path in LINES])
def test_each_key_has_its_line(path, expected):
    assert places(TEXT)[path] == expected


def test_windows_line_ends_count_once():
    assert places(TEXT.replace("\n", "\r\n"))["arr", 1, "inner", 1, "n"] == 17


def test_a_key_that_is_not_there_takes_the_line_of_its_table():
    assert line(places(TEXT), ("arr", 0, "nothing", "here")) == 7


def test_entries_are_counted_from_one_for_people():
    assert path_text(("criteria", 2, "points")) == "criteria[3].points"
