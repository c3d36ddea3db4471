"""Who: a person, office, institution or group that packs know."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.reason import Reason


class ActorKind(StrEnum):
    """What an actor is (bench/CONVENTIONS, actor suite)."""

    STATE = "state"
    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    MINISTER = "minister"
    MINISTRY = "ministry"
    MILITARY = "military"
    GENERAL_STAFF = "general_staff"
    INTELLIGENCE = "intelligence"
    POLICE = "police"
    GOVERNOR = "governor"
    LOCAL_AUTHORITY = "local_authority"
    PARLIAMENT = "parliament"
    COURT = "court"
    OFFICIAL = "official"
    SPOKESPERSON = "spokesperson"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    IO = "io"
    NGO = "ngo"
    MONITOR = "monitor"
    MEDIA = "media"
    COMPANY = "company"
    PRISONER = "prisoner"
    WITNESS = "witness"
    CIVILIAN = "civilian"
    EXPERT = "expert"
    DOCUMENT = "document"
    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A resolved actor: `id` in its pack or None (then only kind and country are known), `country` ISO 3166 alpha-2 or None,
    `bloc` at the date asked for or None, `aliases` its other names."""

    name: str | None
    kind: ActorKind | None
    id: str | None = None
    country: str | None = None
    bloc: str | None = None
    aliases: tuple[str, ...] = ()
    reason: Reason | None = None
