"""What a claim says happened: its type, the word that shows it, and who took part."""

from collections.abc import Sequence
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
def _modes(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the modes of a type with their words."""
    return tuple((mode, frozenset(words)) for mode, words in _types()[name].get("modes", {}).items())


@cache
def _shows() -> dict[str, tuple[int, ...]]:
    """Return the types, as columns of the encoder, that each word is a trigger of."""
    found: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(labels.TYPES):
        for word in _triggers(name):
            found[word] = (*found.get(word, ()), column)
    return found


def what(parsed: Parsed, own: Proposition, scores: ClaimScores, row: int, settings: AttributeSettings) -> What:
    """Return the happening of the claim in `row`; its participants come in the order agent, patient.

    The type is the encoder's, with a bonus for each type that a word of the content is a trigger of, and another one where
    that word heads the content: forty types are many for the claims that the encoder saw, and the lexicon knows words that it
    never met.
    """
    low = [word.text.casefold() for word in parsed.words[own.start : own.end]]
    heads = [low[index - own.start] for index in tops(parsed, own)]
    chances, bonus, shows = scores.slots["event_type"][row], np.zeros(len(labels.TYPES), np.float32), _shows()
    for words, worth in ((low, settings.trigger_bonus), (heads, settings.head_bonus)):
        bonus[list({column for word in words for column in shows.get(word, ())})] += worth
    best = int((chances + bonus).argmax())
    name = labels.TYPES[best]
    entry = _types()[name]
    trigger = trigger_word(parsed, own, name)
    found = None if trigger is None else Phrase(parsed.words[trigger].text, parsed.words[trigger].span)
    told = f", shown by “{found.text}”" if found else ""
    reason = Reason(rule="type-encoder", why=f"the encoder reads the claim as {name}{told}", score=float(np.exp(chances[best])),
                    words=(found.text,) if found else ())  # fmt: skip
    return What(
        type=EventType(name), family=entry["family"], mode=mode(low, name), trigger=found,
        plover=entry.get("plover") or None, acled=entry.get("acled") or None,
        participants=participants(parsed, own, scores.agent[row], scores.patient[row], settings.role_distance), reason=reason,
    )  # fmt: skip


def mode(low: Sequence[str], name: str) -> str | None:
    """Return the first mode of the type `name` of whose words one stands in `low`, the content in lower case; None where none does."""
    return next((mode for mode, words in _modes(name) if not words.isdisjoint(low)), None)


def trigger_word(parsed: Parsed, own: Proposition, name: str) -> int | None:
    """Return the word that shows the happening: one of the type's triggers, the one highest in the tree; else the content's own verb."""
    triggers = _triggers(name)
    known = [index for index in range(own.start, own.end) if parsed.words[index].text.casefold() in triggers]
    if known:
        return min(known, key=lambda index: (depth(parsed, index, own), index))
    roots = tops(parsed, own)
    verbs = [index for index in roots if parsed.words[index].tag == "VERB"]
    nouns = [index for index in roots if parsed.words[index].tag in ("NOUN", "ADJ")]
    return next(iter([*verbs, *nouns]), None)


def tops(parsed: Parsed, own: Proposition) -> list[int]:
    """Return the words of the content whose syntactic head lies outside it."""
    heads = [word.head for word in parsed.words[own.start : own.end]]
    return [index for index, head in enumerate(heads, own.start) if head == index or not own.start <= head < own.end]


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
