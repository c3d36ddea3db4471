"""What people ruled: links that bind and links that are forbidden, for ever, whatever the scores say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.model import Judgement, Ruling


@dataclass(frozen=True, slots=True)
class Rulings:
    """For each subject (a claim "REPORT:CLAIM" or an event id) those that a person ruled the same happening, or another one."""

    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """Return the rulings in force: of two on the same pair the later one counts, and UNDO takes the pair's ruling back."""
    held: dict[frozenset[str], Ruling] = {}
    for judgement in sorted(judgements, key=lambda one: one.at):
        for pair in pairs(judgement.subjects):
            if judgement.ruling in (Ruling.SAME, Ruling.NOT_SAME):
                held[pair] = judgement.ruling
            elif judgement.ruling is Ruling.UNDO:
                held.pop(pair, None)
    return Rulings(same=partners(held, Ruling.SAME), apart=partners(held, Ruling.NOT_SAME))


def pairs(subjects: tuple[str, ...]) -> list[frozenset[str]]:
    """Return every pair of different subjects."""
    return [frozenset((one, other)) for at, one in enumerate(subjects) for other in subjects[at + 1 :] if one != other]


def partners(held: Mapping[frozenset[str], Ruling], ruling: Ruling) -> dict[str, frozenset[str]]:
    """Return for each subject those that it stands under `ruling` with."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair, own in held.items():
        if own is ruling:
            one, other = sorted(pair)
            found[one].add(other)
            found[other].add(one)
    return {subject: frozenset(others) for subject, others in found.items()}
