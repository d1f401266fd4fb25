"""Contact Form 7: the form-tag names as keys, through a plugin that posts JSON."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import unfolded
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: Special mail tags that say nothing about the visitor.
_OWN: Final = frozenset(
    str.split(
        "_user_agent _date _time _post_title _post_id _post_name _post_url _post_author _post_author_email "
        "_url _remote_ip _site_title _site_description _site_url _site_admin_email _invalid_fields "
        "_serial_number "
        "_wpcf7 _wpcf7_version _wpcf7_locale _wpcf7_unit_tag _wpcf7_container_post _wpcf7_posted_data_hash "
        "_wpcf7_recaptcha_response"
    )
)


class ContactForm7(FormAdapter):
    """Its owner can add a header; what is not answered well, the visitor sees as an error."""

    name: ClassVar[str] = "cf7"
    marks: ClassVar[tuple[str, ...]] = ("_remote_ip", "_wpcf7", "your-email")
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET", "PUT", "PATCH", "DELETE")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the tags of its default form, or its special mail tags."""
        return "_wpcf7" in data or "_remote_ip" in data or data.keys() >= {"your-name", "your-email"}

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = unfolded(decode(request))
        about = of_request(
            request,
            fields={
                "page_url": text(data.get("_url")) or data.get("_post_url"),
                "ip": data.get("_remote_ip"),
            },
        )
        return [normalise(self.name, without(_answers(data), _OWN), labels, about)]


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((name, _without_content(value)) for name, value in flat(data))


def _without_content(value: Any) -> Any:
    """Files by name and size: their content is base64, and stands in the request for whoever wants it."""
    if isinstance(value, list):
        return [_without_content(one) for one in value]
    if not (isinstance(value, dict) and isinstance(value.get("content"), str)):
        return value
    content = value["content"].rstrip("=")
    return {"filename": value.get("filename"), "size": len(content) * 3 // 4}
