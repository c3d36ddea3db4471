"""What a claim says happened: its type, the word that shows it, and who took part."""

from functools import cache
from typing import Any

import numpy as np

from sayso.attribute.chains import Pointed, mention_of, pointed
from sayso.attribute.propositions import Proposition
from sayso.engines import ClaimScores, labels
from sayso.engines.reading import Floats
from sayso.lexicon import table
from sayso.lexicon.inflect import forms
from sayso.model import EventType, Parsed, Participant, Phrase, Reason, Role, What
from sayso.settings import AttributeSettings


@cache
def _types() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = table("events")["type"]
    return found


@cache
def _triggers(name: str) -> frozenset[str]:
    own = _types()[name].get("triggers", {})
    verbs = frozenset(form for verb in own.get("verbs", ()) for form in forms(verb))
    return verbs | frozenset(own.get("nouns", ()))


@cache
def _shows() -> dict[str, tuple[str, ...]]:
    """Return the types that each word is a trigger of."""
    found: dict[str, tuple[str, ...]] = {}
    for name in labels.TYPES:
        for word in _triggers(name):
            found[word] = (*found.get(word, ()), name)
    return found


def what(parsed: Parsed, own: Proposition, scores: ClaimScores, row: int, settings: AttributeSettings) -> What:
    """Return the happening of the claim in `row`; its participants come in the order agent, patient.

    The type is the encoder's, with a bonus for each type that a word of the content is a trigger of, and another one where
    that word heads the content: forty types are many for the claims that the encoder saw, and the lexicon knows words that it
    never met.
    """
    inside, heads = (
        frozenset(parsed.words[index].text.casefold() for index in some) for some in (range(own.start, own.end), tops(parsed, own))
    )
    shown, headed = (frozenset(kind for word in some for kind in _shows().get(word, ())) for some in (inside, heads))
    bonus = [settings.trigger_bonus * (name in shown) + settings.head_bonus * (name in headed) for name in labels.TYPES]
    chances = np.exp(scores.slots["event_type"][row])
    name = labels.TYPES[int((scores.slots["event_type"][row] + np.array(bonus, np.float32)).argmax())]
    entry = _types()[name]
    trigger = trigger_word(parsed, own, name)
    found = None if trigger is None else Phrase(parsed.words[trigger].text, parsed.words[trigger].span)
    told = f", shown by “{found.text}”" if found else ""
    reason = Reason(rule="type-encoder", why=f"the encoder reads the claim as {name}{told}", score=float(chances[labels.TYPES.index(name)]),
                    words=(found.text,) if found else ())  # fmt: skip
    return What(
        type=EventType(name), family=entry["family"], mode=mode(parsed, own, entry), trigger=found,
        plover=entry.get("plover") or None, acled=entry.get("acled") or None,
        participants=participants(parsed, own, scores.agent[row], scores.patient[row], settings.role_distance), reason=reason,
    )  # fmt: skip


def mode(parsed: Parsed, own: Proposition, entry: dict[str, Any]) -> str | None:
    """Return the first mode of the type whose words stand in the content, None where none does."""
    words = {parsed.words[index].text.casefold() for index in range(own.start, own.end)}
    modes: dict[str, list[str]] = entry.get("modes", {})
    return next((name for name, own_words in modes.items() if words & set(own_words)), None)


def trigger_word(parsed: Parsed, own: Proposition, name: str) -> int | None:
    """Return the word that shows the happening: one of the type's triggers, the one highest in the tree; else the content's own verb."""
    inside = range(own.start, own.end)
    known = [index for index in inside if parsed.words[index].text.casefold() in _triggers(name)]
    if known:
        return min(known, key=lambda index: (depth(parsed, index, own), index))
    roots = tops(parsed, own)
    verbs = [index for index in roots if parsed.words[index].tag == "VERB"]
    nouns = [index for index in roots if parsed.words[index].tag in ("NOUN", "ADJ")]
    return next(iter([*verbs, *nouns]), None)


def tops(parsed: Parsed, own: Proposition) -> list[int]:
    """Return the words of the content whose syntactic head lies outside it."""
    return [
        index
        for index in range(own.start, own.end)
        if not own.start <= parsed.words[index].head < own.end or parsed.words[index].head == index
    ]


def depth(parsed: Parsed, index: int, own: Proposition) -> int:
    """Return how many arcs lie between a word and the top of the content."""
    steps = 0
    while own.start <= parsed.words[index].head < own.end and parsed.words[index].head != index and steps < own.end - own.start:
        index, steps = parsed.words[index].head, steps + 1
    return steps


def participants(parsed: Parsed, own: Proposition, agent: Floats, patient: Floats, distance: float) -> tuple[Participant, ...]:
    """Return who did it and to whom, as far as the report says."""
    found = [
        (Role.AGENT, pointed(parsed, agent, own, distance, allow_none=True)),
        (Role.PATIENT, pointed(parsed, patient, own, distance, allow_none=True)),
    ]
    return tuple(_participant(parsed, role, one) for role, one in found if one)


def _participant(parsed: Parsed, role: Role, one: Pointed) -> Participant:
    text, span = parsed.text(one.start, one.end), parsed.span(one.start, one.end)
    mention = mention_of(parsed, one)
    if mention is None or (mention.end - mention.start) * 3 < one.end - one.start:
        return Participant(role=role, text=text, span=span, name=text)
    cluster = parsed.clusters[mention.cluster]
    name = cluster.name or text
    names = tuple(dict.fromkeys(other for other in (*cluster.names, text) if other != name))
    return Participant(role=role, text=text, span=span, name=name, names=names)
