"""Settings doctor: are settings, rules and templates in order, and who else can read the secrets."""

import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from frontdesk.app.config import Config
from frontdesk.model.finding import Finding, State
from frontdesk.rules.rules import Rules
from frontdesk.settings import PREFIX, desk_file

SETTINGS: Final = "settings"
RULES: Final = "rules"
_MOST: Final = 20  #: faults that are told one by one


def fault_findings(problems: Sequence[str]) -> Iterator[Finding]:
    """What `read_config` refused, fault by fault."""
    do = "mend it; `frontdesk check` looks again, and frontdesk does not start before"
    for problem in problems[:_MOST]:
        part = SETTINGS if PREFIX in problem.partition(": expected")[0] else RULES
        yield Finding(part=part, state=State.FAULT, said=problem, do=do)
    if (more := len(problems) - _MOST) > 0:
        yield Finding(part=RULES, state=State.FAULT, said=f"{more} more faults", do="run frontdesk check")


def config_findings(config: Config, given: Mapping[str, str]) -> Iterator[Finding]:
    """What was read of a desk in order; `given`: the environment it was read from."""
    names = [name for name, value in given.items() if name.startswith(PREFIX) and value.strip()]
    yield _settings(config.desk / ".env", len(names))
    yield _rules(config.desk, config.rules)


def _settings(file: Path, count: int) -> Finding:
    said = f"{count} set, the others by default"
    if not file.is_file():
        return Finding(part=SETTINGS, state=State.OK, said=f"{said}; no .env")
    if file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        told = f"{said}; every account of this machine can read .env and the passwords in it"
        return Finding(part=SETTINGS, state=State.WARNING, said=told, do=f"chmod 600 {file}")
    return Finding(part=SETTINGS, state=State.OK, said=said)


def _rules(desk: Path, rules: Rules) -> Finding:
    own = desk_file(desk, "rules.toml").parent == desk
    where = "rules.toml of the desk folder" if own else "the shipped ones"
    said = f"{where}: {len(rules.criteria)} criteria, {len(rules.letters)} letters, {len(rules.forms)} forms"
    return Finding(part=RULES, state=State.OK, said=said)
