"""Sent file: a file that came with a form and is kept, as its value in a submission says."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_DEPTH: Final = 4  #: of lists and objects in a value


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFile:
    """One file of one submission."""

    sha256: str  #: of its bytes, in hexadecimal: where it lies
    name: str  #: as its sender called it, cleaned; untrusted
    media: str  #: what its bytes are, for example "application/pdf"
    size: int  #: bytes


def sent_files(value: Any, hashes: Container[str], depth: int = 0) -> Iterator[SentFile]:
    """The files in a value of a form, in order: those with one of these hashes."""
    if isinstance(value, Mapping):
        if value.get("sha256") in hashes:
            yield _sent_file(value)
            return
        value = list(value.values())
    if isinstance(value, list) and depth < _DEPTH:
        for one in value:
            yield from sent_files(one, hashes, depth + 1)


def _sent_file(value: Mapping[str, Any]) -> SentFile:
    return SentFile(
        sha256=value["sha256"],
        name=str(value.get("filename") or "file"),
        media=str(value.get("content_type") or "application/octet-stream"),
        size=int(value.get("size") or 0),
    )
