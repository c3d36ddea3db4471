"""Words -> things: when, where, who, how many, on what evidence. Each answer carries its reason; what is not sure stays None."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sayso.engines import ClaimScores
from sayso.gazetteer import Gazetteer
from sayso.ground.amounts import quantities_of_claims
from sayso.ground.evidence import evidence_of_claims
from sayso.ground.times import times_of_claims
from sayso.ground.where import places_of_claims
from sayso.ground.who import chains_of_claims
from sayso.lexicon import table
from sayso.model import Claim, Parsed
from sayso.packs import Packs
from sayso.settings import EvidenceSettings


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What grounding knows beside the report: places, actors, and the day each war began by a word that names it."""

    gazetteer: Gazetteer
    packs: Packs
    wars: Mapping[str, date] = field(default_factory=dict)


def ground(
    parsed: Parsed, claims: Sequence[Claim], scores: ClaimScores | None, knowledge: Knowledge, settings: EvidenceSettings
) -> tuple[Claim, ...]:
    """Return the claims with when, said_when, where, quantities, evidence and the actors of sources.

    `scores` are the encoder's on the same claims, None where it has none.
    """
    times = times_of_claims(parsed, claims, knowledge.wars)
    places = places_of_claims(parsed, claims, knowledge.gazetteer, None if scores is None else scores.places)
    amounts = quantities_of_claims(parsed, claims)
    shown = evidence_of_claims(parsed, claims, scores, settings)
    chains = chains_of_claims(parsed.report, claims, shown, knowledge.packs)
    return tuple(
        replace(claim, chain=chain, when=when, said_when=said, where=where, quantities=some, evidence=own)
        for claim, chain, (when, said), where, some, own in zip(claims, chains, times, places, amounts, shown, strict=True)
    )


def wars() -> dict[str, date]:
    """Return the day each war began, by the words that name it in a report."""
    return {word: began for own in table("wars")["war"] for word in own["words"] for began in [own["began"]]}
