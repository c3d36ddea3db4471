"""Who says so: a source, its cue, and where it stands in a chain (PARC 3.0 and PolNeAR: source, cue, content)."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.reason import Reason
from sayso.model.span import Phrase, Span


class Stance(StrEnum):
    """How the teller treats what is told, by the choice of its cue (gold/JUDGEMENT 4)."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"
    DISTANCING = "distancing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A speaker, document or sensor.

    `text` are the words that stand nearest the content ("he"), `span` their place, `name` the fullest form that the report
    gives ("Andriy Sybiha"), `names` all other forms. `actor` is the id in an actor pack, None where no pack knows it; `kind`,
    `country` (ISO 3166 alpha-2) and `bloc` (at the report's date) come with it and are None where unknown. `named` is False
    for "officials", "a resident".
    """

    text: str
    span: Span
    name: str
    names: tuple[str, ...] = ()
    actor: str | None = None
    kind: str | None = None
    country: str | None = None
    bloc: str | None = None
    named: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of a chain. `first_hand` is None where the report does not show whether the source was there itself."""

    source: Source
    cue: Phrase | None = None
    stance: Stance = Stance.NEUTRAL
    hedges: tuple[Phrase, ...] = ()
    first_hand: bool | None = None
    reason: Reason | None = None
