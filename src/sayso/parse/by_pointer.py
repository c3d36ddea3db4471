"""Links by the encoder's pointer, under the agreement of gender, number and kind: pronouns first of all."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from math import log

from sayso.lexicon import table
from sayso.lexicon.inflect import forms
from sayso.model import MentionKind, Reason
from sayso.parse import odds
from sayso.parse.describe import offices
from sayso.parse.draft import Draft
from sayso.parse.entities import Entities, Thing
from sayso.parse.pointer import Pointer
from sayso.parse.pronouns import pronoun
from sayso.parse.traits import THING

PREDICATE = ("root", "ccomp", "conj", "parataxis", "appos", "advcl")  # where "a ..." says what something is
SPEECHLESS = (MentionKind.OBJECT, MentionKind.EVENT, MentionKind.TIME, MentionKind.SUBSTANCE, MentionKind.PLANT, MentionKind.ANIMAL)


def link_pointed(draft: Draft, entities: Entities, points: Pointer) -> None:
    """Link mentions in text order to the thing that the pointer and agreement favour, where it beats being new."""
    speakers: dict[tuple[int, int], int] = {}
    for mention, own in enumerate(draft.mentions):
        entry = pronoun(draft.words[own.head].text) if own.pronoun else None
        if entry and entry.person < 3:
            _speaker(draft, entities, mention, speakers, entry.person * 2 + (entry.number == "many"))
        elif entry and not entry.relative:
            _pronoun(draft, entities, points, mention)
        elif min(entities.of[mention].members) == mention:
            _noun(draft, entities, points, mention)


def _speaker(draft: Draft, entities: Entities, mention: int, speakers: dict[tuple[int, int], int], form: int) -> None:
    """Link "I" to "I" and "we" to "we" inside one quotation, and outside of all: each quotation has its own speaker."""
    key = (draft.tokens.quotation[draft.mentions[mention].head], form)
    if key in speakers:
        why = "the same speaker says so in the same quotation" if key[0] >= 0 else "the report's own voice"
        entities.force(mention, speakers[key], Reason(rule="same-voice", why=why))
    speakers[key] = mention


@dataclass(slots=True)
class Candidate:
    """A thing that a mention may be: the pointer's probability, and its mentions within reach, the latest first."""

    thing: Thing
    chance: float
    members: list[int]


def _candidates(draft: Draft, entities: Entities, points: Pointer, mention: int, reach: int, floor: float) -> list[Candidate]:
    """Return the things before a mention that it may be, the latest first.

    Mentions farther back than `reach` sentences, or to which the pointer gives less than `floor`, do not count.
    """
    first, own = points.first[mention], entities.of[mention]
    lowest = max(first, bisect_left(draft.sentences, draft.sentences[mention] - reach))
    row = points.rows[mention][lowest - first :]
    likely = (row >= floor).nonzero()[0][::-1]
    found: dict[int, Candidate | None] = {id(own): None}  # None for things that it cannot be
    for other, chance in zip((lowest + likely).tolist(), row[likely].tolist(), strict=True):
        thing = entities.of[other]
        if other in draft.voices:
            continue
        if id(thing) not in found:
            found[id(thing)] = Candidate(thing, 0.0, []) if entities.possible(thing, own) else None
        if (candidate := found[id(thing)]) is not None:
            candidate.chance += chance
            candidate.members.append(other)
    return [candidate for candidate in found.values() if candidate is not None]


def _pronoun(draft: Draft, entities: Entities, points: Pointer, mention: int) -> None:
    found = _candidates(draft, entities, points, mention, odds.PRONOUN_REACH, 0.0)
    fitting = [one for one in found if all(_may_stand_for(draft, mention, other) for other in one.members)]
    if not fitting:
        return
    worth, best = max(((_worth(draft, mention, one), one) for one in fitting), key=lambda pair: pair[0])
    if worth - log(points.none[mention] + 1e-6) >= _floor(draft, mention):
        _join(draft, entities, mention, best, "pronoun")


def _floor(draft: Draft, mention: int) -> float:
    """Return the log-odds against being new from which a pronoun is linked."""
    if speaks(draft, draft.mentions[mention].head):
        return odds.NEW_SPEAKER
    return odds.NEW_PRONOUN if draft.traits[mention].sort & THING else odds.NEW_PERSON


def _worth(draft: Draft, mention: int, candidate: Candidate) -> float:
    """Return the log-odds of an antecedent of a pronoun: the pointer's, and what its best mention has in its favour."""
    return log(candidate.chance + 1e-4) + max(_standing(draft, mention, other) for other in candidate.members)


def _standing(draft: Draft, mention: int, other: int) -> float:
    own, before, words = draft.mentions[mention], draft.mentions[other], draft.words
    worth = odds.FARTHER * (words[own.head].sentence - words[before.head].sentence)
    if words[before.head].relation == "nsubj":
        worth += odds.SUBJECT
    if words[before.head].relation == words[own.head].relation:
        worth += odds.PARALLEL
    if speaks(draft, own.head):
        worth += odds.SPEAKER if speaks(draft, before.head) else 0.0
        worth += odds.SPEECHLESS if before.kind in SPEECHLESS and before.name is None and not before.pronoun else 0.0
    inside = draft.tokens.quotation[before.head]
    if inside >= 0 and inside != draft.tokens.quotation[own.head]:
        worth += odds.QUOTED
    return worth


def speaks(draft: Draft, index: int) -> bool:
    """Return whether the word is the subject of a verb of saying, or stands after "according to"."""
    word = draft.words[index]
    if word.relation == "nsubj":
        return draft.words[word.head].text.lower() in _saying()
    return any(draft.words[child].text.lower() == "according" for child in draft.children[index])


@cache
def _saying() -> frozenset[str]:
    cues = table("cues")
    return frozenset(form for group in ("neutral", "endorsing", "distancing") for verb in cues[group]["verbs"] for form in forms(verb))


def _may_stand_for(draft: Draft, mention: int, other: int) -> bool:
    """Return whether a pronoun may stand for the mention: not for a time, nor for a subject or object of its own verb."""
    own, before, words = draft.mentions[mention], draft.mentions[other], draft.words
    if before.kind is MentionKind.TIME and words[own.head].text.lower() != "it":
        return False
    reflexive = words[own.head].text.lower().endswith(("self", "selves"))
    arguments = {words[own.head].relation, words[before.head].relation} <= {"nsubj", "obj", "iobj", "obl"}
    return reflexive or not (arguments and words[own.head].head == words[before.head].head)


def _noun(draft: Draft, entities: Entities, points: Pointer, mention: int) -> None:
    if points.none[mention] > odds.SURELY_NEW:
        return
    found = _candidates(draft, entities, points, mention, odds.NOUN_REACH, odds.FAINT)
    if not found:
        return
    best = max(found, key=lambda one: one.chance)
    if log(best.chance + 1e-6) - log(points.none[mention] + 1e-6) >= _needed(draft, mention, best):
        _join(draft, entities, mention, best, "pointer")


def _needed(draft: Draft, mention: int, candidate: Candidate) -> float:
    """Return the log-odds by which the pointer must favour the antecedent over a new thing."""
    other, thing = candidate.members[0], candidate.thing
    own, before = draft.descriptions[mention], draft.descriptions[other]
    needed = odds.NEW_NAME if own.name else odds.NEW_NOUN
    if own.indefinite and draft.words[draft.mentions[mention].head].relation not in PREDICATE:
        needed += odds.INDEFINITE
    if draft.mentions[mention].kind is not draft.mentions[other].kind:
        needed += odds.OTHER_KIND
    if own.noun != before.noun and own.noun not in thing.roles:
        needed += odds.NAMED if thing.names and not own.name else 0.0
        needed += odds.OTHER_OFFICE if own.noun in offices() and thing.roles & offices() else 0.0
        return needed + odds.OTHER_NOUN
    if own.definite and not own.name:
        needed += odds.SAME_DEFINITE
    return needed + (odds.SAME_PHRASE if own.narrowing == before.narrowing else 0.0)


def _join(draft: Draft, entities: Entities, mention: int, candidate: Candidate, rule: str) -> None:
    other = candidate.members[0]
    text = draft.text(other)
    why = f"the encoder reads it as “{text}”, and gender, number and kind agree"
    entities.link(mention, other, Reason(rule=rule, why=why, score=min(candidate.chance, 1.0), words=(text,)))
