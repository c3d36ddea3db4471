"""What a claim rests on, as the report cites it."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.reason import Reason
from sayso.model.span import Phrase


class EvidenceKind(StrEnum):
    """The closed set of evidence kinds (gold/SCHEMA)."""

    VIDEO = "video"
    PHOTO = "photo"
    DOCUMENT = "document"
    SATELLITE = "satellite"
    GEOLOCATION = "geolocation"
    TESTIMONY = "testimony"
    SENSOR = "sensor"
    RECORD = "record"
    AUDIO = "audio"


class Grade(StrEnum):
    """How far the evidence was looked at: E0 none, E1 mentioned, E2 published, E3 checked by a third party, E4 matched independently
    (design/STANDING)."""

    E0 = "E0"
    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence with the words that show it; `verifier` names who checked it, None where nobody is said to have."""

    kind: EvidenceKind
    grade: Grade
    words: Phrase
    verifier: str | None = None
    reason: Reason | None = None
