"""Contact Form 7: the form-tag names as keys, through a plugin that posts JSON."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: Special mail tags that say nothing about the visitor.
_OWN: Final = frozenset(
    str.split(
        "_user_agent _date _time _post_title _post_id _post_name _post_url _post_author _post_author_email "
        "_site_title _site_description _site_url _site_admin_email _invalid_fields _serial_number "
        "_wpcf7 _wpcf7_version _wpcf7_locale _wpcf7_unit_tag _wpcf7_container_post _wpcf7_posted_data_hash "
        "_wpcf7_recaptcha_response"
    )
)


class ContactForm7(FormAdapter):
    """Its owner can add a header; what is not answered well, the visitor sees as an error."""

    name: ClassVar[str] = "cf7"
    marks: ClassVar[tuple[str, ...]] = ("_remote_ip", "_wpcf7", "your-email")
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET", "PUT", "PATCH")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the tags of its default form, or its special mail tags."""
        return "_wpcf7" in data or "_remote_ip" in data or data.keys() >= {"your-name", "your-email"}

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        return [normalise(self.name, without(_answers(decode(request)), _OWN), labels, of_request(request))]


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in flat(data):
        sent = isinstance(value, dict) and isinstance(value.get("content"), str)
        # The content is base64; whoever wants the file finds it in the request.
        yield (
            name,
            {"filename": value.get("filename"), "size": len(value["content"]) * 3 // 4} if sent else value,
        )
