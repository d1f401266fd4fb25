"""Series letters: whether every follow-up is written in each language that people are answered in."""

from collections.abc import Iterable, Iterator, Mapping, Set

from frontdesk.messages.letter_file import FILE_NAME
from frontdesk.rules.places import Path as Place
from frontdesk.rules.rules import Rules

Written = Mapping[str, Set[str]]


def written(file_names: Iterable[str]) -> dict[str, set[str]]:
    """The languages of each letter among the files of `templates/letters`."""
    found: dict[str, set[str]] = {}
    for match in filter(None, map(FILE_NAME.fullmatch, file_names)):
        found.setdefault(match["name"], set()).add(match["language"])
    return found


def letter_faults(rules: Rules, languages: Written) -> Iterator[tuple[Place, str]]:
    """Entries of `[[letters]]` and `[[follow_ups]]` whose letter is not written, or not in all languages."""
    named: dict[Place, str] = {
        **{("letters", number, "letter"): entry.letter for number, entry in enumerate(rules.letters)},
        **{("follow_ups", number, "letter"): entry.letter for number, entry in enumerate(rules.follow_ups)},
    }
    for place, letter in named.items():
        if letter not in ("none", *languages):
            yield place, f'no template "{letter}"; there is {", ".join(sorted(languages))}'
    yield from _unwritten(rules, languages)


def _unwritten(rules: Rules, languages: Written) -> Iterator[tuple[Place, str]]:
    """Nobody is answered in one language and written to in another a week later."""
    answered = set[str]().union(*(languages.get(entry.letter, set()) for entry in rules.letters))
    for number, entry in enumerate(rules.follow_ups):
        has = languages.get(entry.letter, answered)
        if lacking := sorted(answered - has):
            told = f'expected "{entry.letter}" in the languages of the letters before it, found none in '
            yield ("follow_ups", number, "letter"), told + ", ".join(lacking)
