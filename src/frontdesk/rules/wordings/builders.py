"""Builders: what form builders add to a name, in no language."""

from typing import Final

#: What a form builder or a page puts before a name, and after it.
HEADS: Final = frozenset(
    str.split(
        "form forms names fields field formfields data contact contacts user lead customer client person "
        "visitor input inputs answers values wpforms properties attributes submission payload txt inp new "
        "meta metadata"
    )
)
TAILS: Final = frozenset(("field", "input", "value"))

#: The name of a thing, not of a person; what is worth something, not what is said.
NOTHING: Final = frozenset(
    (
        *(
            f"{thing}{word}"
            for thing in str.split("form forms field input submission data new meta contactform")
            for word in ("name", "title", "id")
        ),
        "businessvalue",
        "userrole",
    )
)

#: Names that only count as they are written: "url" alone may be any address.
EXACT: Final = {"_url": "page_url"}
