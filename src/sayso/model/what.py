"""What happened: event types of sayso's codebook (gold/SCHEMA), their families, and who took part."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.reason import Reason
from sayso.model.span import Phrase, Span


class EventType(StrEnum):
    """The closed set of event types; `lexicon/events.toml` says what each one means and how it maps to other codebooks."""

    ATTACK = "attack"
    STRIKE = "strike"
    CLASH = "clash"
    ADVANCE = "advance"
    SEIZE_PLACE = "seize_place"
    WITHDRAW = "withdraw"
    REPEL = "repel"
    CAPTURE_PERSON = "capture_person"
    RELEASE_PERSON = "release_person"
    KILL = "kill"
    INJURE = "injure"
    EXECUTE = "execute"
    INTERROGATE = "interrogate"
    IDENTIFY = "identify"
    TESTIFY = "testify"
    DISPLACE = "displace"
    AID = "aid"
    SUPPLY = "supply"
    DEPLOY = "deploy"
    TRAIN = "train"
    SANCTION = "sanction"
    EVADE_SANCTION = "evade_sanction"
    MEET = "meet"
    TALK = "talk"
    AGREE = "agree"
    DEMAND = "demand"
    OFFER = "offer"
    REJECT = "reject"
    ACCUSE = "accuse"
    THREATEN = "threaten"
    ASSESS = "assess"
    PUBLISH = "publish"
    DAMAGE = "damage"
    DESTROY = "destroy"
    SHOOT_DOWN = "shoot_down"
    VESSEL_INCIDENT = "vessel_incident"
    VESSEL_DETAIN = "vessel_detain"
    ARREST = "arrest"
    PROTEST = "protest"
    OTHER = "other"


class Role(StrEnum):
    """The part that somebody or something plays in a happening."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody or something in a happening: `text` as it stands at `span`, `name` its fullest form, `actor` its pack id or None."""

    role: Role
    text: str
    span: Span
    name: str
    names: tuple[str, ...] = ()
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """The kind of happening with the word that shows it (None where no one word does) and codes of other codebooks.

    `plover` and `acled` are codes of PLOVER and ACLED, None where the type has no counterpart there.
    """

    type: EventType
    family: str
    mode: str | None = None
    trigger: Phrase | None = None
    plover: str | None = None
    acled: str | None = None
    participants: tuple[Participant, ...] = ()
    reason: Reason | None = None
