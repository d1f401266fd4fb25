"""Rescoring: all stored leads judged by the rules of the desk folder, once these are in force."""

from datetime import datetime

from frontdesk.app.config import Config
from frontdesk.app.judging import judge_of
from frontdesk.app.rules_in_force import author
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.rescore import Progress, Rescored, rescore
from frontdesk.desk.wake import Wake
from frontdesk.errors import Faults
from frontdesk.store import rules_versions
from frontdesk.store.database import Connection, Database
from frontdesk.store.rules_versions import Version


async def rescore_stored(
    db: Database, config: Config, progress: Progress, *, open_only: bool = False
) -> Rescored:
    """Judge the leads anew by the rules of `config`; running nodes follow these rules too.

    Raises:
        Faults: other, newer rules are in force.
        Unavailable: the database does not answer.
    """
    ahead = (await db.now() or now()) - now()
    await db.write(lambda connection: bring_into_force(connection, config, now() + ahead))
    desk = Desk(db, judge_of(config), Wake(), lambda: now() + ahead)
    return await rescore(desk, progress, open_only=open_only)


def bring_into_force(connection: Connection, config: Config, at: datetime) -> None:
    """Publish the rules of `config` if nobody has before; then they are the ones in force.

    Raises:
        Faults: they are not: others replaced them, and a file left behind must not bring them back.
    """
    rules = config.rules
    if rules_versions.in_force(connection) == rules.hash:
        return
    if rules_versions.read(connection, rules.hash) is not None:
        told = "rules.toml: expected the rules in force, found older ones"
        raise Faults([f"{told}; `frontdesk serve` with this file brings them back into force"])
    rules_versions.publish(connection, Version(rules.hash, rules.text), author(), at)
