"""Tables: what the desk keeps. Migrations make them; `metadata` is held against those by a test."""

from typing import Final

from frontdesk.store.columns import UtcTime, metadata, micros, moment
from frontdesk.store.desk_tables import (
    alarms,
    kept,
    leases,
    mx,
    nodes,
    repeats,
    rules_versions,
    watched_forms,
    watched_hours,
    watching,
)
from frontdesk.store.lead_tables import (
    accounts,
    answers,
    confirmations,
    files,
    follow_ups,
    history,
    identities,
    joins,
    leads,
    receipts,
    submissions,
    texts,
    touches,
)
from frontdesk.store.sending_tables import (
    cards,
    deliveries,
    digest_leads,
    digests,
    quotas,
    suppressions,
    updates,
)

__all__ = [
    "PERSONAL",
    "UtcTime",
    "accounts",
    "alarms",
    "answers",
    "cards",
    "confirmations",
    "deliveries",
    "digest_leads",
    "digests",
    "files",
    "follow_ups",
    "history",
    "identities",
    "joins",
    "kept",
    "leads",
    "leases",
    "metadata",
    "micros",
    "moment",
    "mx",
    "nodes",
    "quotas",
    "receipts",
    "repeats",
    "rules_versions",
    "submissions",
    "suppressions",
    "texts",
    "touches",
    "updates",
    "watched_forms",
    "watched_hours",
    "watching",
]

#: Columns with personal data, by table: what erase, export and retention go by.
PERSONAL: Final = {
    "identities": ("value",),
    "submissions": ("headers", "body", "normalised", "error"),
    "files": ("sha256", "name"),
    "texts": ("digest", "sender"),
    "receipts": ("body", "signals"),
    "history": ("before",),
    "deliveries": ("recipient", "body", "reason"),
    "suppressions": ("address",),
    "updates": ("body", "error"),
    "cards": ("reason",),
    "digests": ("reason",),
    "watched_forms": ("form", "fields"),  # labels are whatever a sender makes them
}
