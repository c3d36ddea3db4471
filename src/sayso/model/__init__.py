"""The nouns of sayso: frozen, without input or output."""

from sayso.model.actor import Actor, ActorKind
from sayso.model.attribution import Attribution, Source, Stance
from sayso.model.claim import Claim, Modality, Polarity, Responds, Response, Voice
from sayso.model.event import Event, Membership
from sayso.model.evidence import Evidence, EvidenceKind, Grade
from sayso.model.judgement import Judgement, Ruling
from sayso.model.parsed import Cluster, Mention, MentionKind, Parsed, Word
from sayso.model.quantity import Bound, Quantity
from sayso.model.reason import Reason
from sayso.model.report import Report, digest
from sayso.model.span import Phrase, Span, phrase
from sayso.model.standing import UNKNOWN_SIDE, Account, Figure, Origin, Posture, Standing, Value, Verdict
from sayso.model.vessel import Fact, Vessel
from sayso.model.what import EventType, Participant, Role, What
from sayso.model.when import Anchor, When
from sayso.model.where import NamedPlace, Place, PlaceRole, Relation, Where

__all__ = [
    "UNKNOWN_SIDE", "Account", "Actor", "ActorKind", "Anchor", "Attribution", "Bound", "Claim", "Cluster", "Event",
    "EventType", "Evidence", "EvidenceKind", "Fact", "Figure", "Grade", "Judgement", "Membership", "Mention", "MentionKind",
    "Modality", "NamedPlace", "Origin", "Parsed", "Participant", "Phrase", "Place", "PlaceRole", "Polarity", "Posture",
    "Quantity", "Reason", "Relation", "Report", "Responds", "Response", "Role", "Ruling", "Source", "Span", "Stance",
    "Standing", "Value", "Verdict", "Vessel", "Voice", "What", "When", "Where", "Word", "digest", "phrase",
]  # fmt: skip
