import pytest

from frontdesk.intake.flat import flat

SHAPES = {
    "flat": ({"email": "a@b.example"}, [("email", "a@b.example")]),
    "under fields": ({"form": "x", "fields": {"email": "a"}}, [("form", "x"), ("email", "a")]),
    "under data and form_data": ({"data": {"form_data": {"email": "a"}}}, [("email", "a")]),
    "a list of names": ({"fields": [{"name": "email", "value": "a"}]}, [("email", "a")]),
    "a list of labels": (
        {"answers": [{"label": "Ваш email", "id": "f1", "value": "a"}]},
        [("Ваш email", "a")],
    ),
    "the same label twice": (
        {"answers": [{"label": "Topic", "value": "a"}, {"label": "Topic", "value": ["b"]}]},
        [("Topic", ["a", "b"])],
    ),
    "a part of a value": (
        {"company": {"name": "Acme", "size": 5}},
        [("company.name", "Acme"), ("company.size", 5)],
    ),
    "a label with parts": (
        {"fields": [{"label": "Name", "value": {"first": "Jan", "last": "Lis"}}]},
        [("Name.first", "Jan"), ("Name.last", "Lis")],
    ),
    "choices": ({"topics": ["a", "b"]}, [("topics", ["a", "b"])]),
    "a file": (
        {"cv": {"name": "cv.pdf", "type": "application/pdf", "size": 9}},
        [("cv", {"name": "cv.pdf", "type": "application/pdf", "size": 9})],
    ),
    "the form's own facts": (
        {"form": {"id": "f1", "name": "Demo"}},
        [("form.id", "f1"), ("form.name", "Demo")],
    ),
    "a form that holds the answers": ({"form": {"name": "Jan"}}, [("name", "Jan")]),
    "a submission's own id": (
        {"submission": {"id": "s1", "fields": {"id": "no"}}},
        [("submission.id", "s1"), ("fields.id", "no")],
    ),
    "a list of other things": ({"cart": [{"sku": "a"}, "b"]}, [("cart", [{"sku": "a"}, "b"])]),
    "nothing": ({}, []),
}


@pytest.mark.parametrize(("data", "pairs"), SHAPES.values(), ids=SHAPES)
def test_nested_json_becomes_pairs(data, pairs):
    assert list(flat(data)) == pairs
