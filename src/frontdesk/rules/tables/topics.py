"""Topics: how a chat says into which topics its cards go."""

from typing import Annotated, Any, Final

from pydantic import PlainValidator, WithJsonSchema

from frontdesk.model import topic
from frontdesk.model.topic import NAME_CHARS, By

TOPICS: Final = '"source", "product", or a table of at most 50 names such as { web = "Website" }'
_MANY: Final = 50
_KEY_CHARS: Final = 100
_SCHEMA: Final = {
    "anyOf": [
        {"enum": [By.SOURCE.value, By.PRODUCT.value]},
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": _MANY,
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": NAME_CHARS},
        },
    ]
}


def _read(value: Any) -> topic.Topics | None:
    if value is None:
        return None
    if value in (By.SOURCE, By.PRODUCT):
        return topic.Topics(by=By(value))
    if not isinstance(value, dict) or not 1 <= len(value) <= _MANY:
        raise ValueError(TOPICS)
    if not all(_is_name(key, _KEY_CHARS) and _is_name(name, NAME_CHARS) for key, name in value.items()):
        raise ValueError(TOPICS)
    return topic.Topics(by=By.TABLE, names={key.lower(): name for key, name in value.items()})


def _is_name(text: Any, limit: int) -> bool:
    return isinstance(text, str) and len(text) <= limit and any(each.isalnum() for each in text)


Topics = Annotated[Any, PlainValidator(_read), WithJsonSchema(_SCHEMA)]
