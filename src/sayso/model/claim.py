"""A claim: one proposition that a report puts forward about the world, in somebody's voice (gold/SCHEMA)."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.attribution import Attribution, Stance
from sayso.model.evidence import Evidence
from sayso.model.quantity import Quantity
from sayso.model.reason import Reason
from sayso.model.report import digest
from sayso.model.span import Phrase, Span
from sayso.model.what import What
from sayso.model.when import When
from sayso.model.where import Where


class Voice(StrEnum):
    """Whose words the content is in: wholly quoted, paraphrased, partly quoted, or the report's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATION = "narration"


class Polarity(StrEnum):
    """FactBank's polarity: negated where the proposition is negative or its source denies it."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How real the happening is put forward to be (FactBank's certainty, widened by plans and demands)."""

    ACTUAL = "actual"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DEMANDED = "demanded"
    CONDITIONAL = "conditional"
    OPINION = "opinion"


class Response(StrEnum):
    """What a claim does to another one of the same report."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    DISPUTES = "disputes"
    UPDATES = "updates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Responds:
    """A claim's answer to the claim with the id `claim` of the same report."""

    relation: Response
    claim: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition and everything that the report says about it.

    `spans` are the fragments of the content in text order (one, unless its attribution splits it); `chain` runs from who told
    the reporter to the origin and is empty for narration; `stance` is the reporter's, read from the cue of the first link;
    `parent` is the id of the claim inside whose content this one lies, or None; `core` is False for remarks on verification
    and background recaps; `kept_id` is None but for claims that a person corrected.
    `when` is the time of the happening, `said_when` that of the saying.
    """

    report: str
    spans: tuple[Span, ...]
    text: str
    gist: str
    chain: tuple[Attribution, ...] = ()
    voice: Voice = Voice.NARRATION
    stance: Stance = Stance.NEUTRAL
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    hedges: tuple[Phrase, ...] = ()
    what: What
    when: When | None = None
    said_when: When | None = None
    where: tuple[Where, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    responds: tuple[Responds, ...] = ()
    parent: str | None = None
    core: bool = True
    reasons: tuple[Reason, ...] = ()
    kept_id: str | None = None

    @property
    def id(self) -> str:
        """The same report text, span and polarity give the same id in every run; a corrected claim keeps the one that it had."""
        if self.kept_id is not None:
            return self.kept_id
        places = ",".join(f"{span.start}-{span.end}" for span in self.spans)
        return "c" + digest(self.report, places, self.polarity)[:12]

    @property
    def span(self) -> Span:
        """The stretch from the first word of the content to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)
