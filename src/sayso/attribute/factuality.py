"""How a claim is put forward: voice, polarity, modality and hedges (FactBank's factuality, and who quotes it)."""

from functools import cache

import numpy as np

from sayso.attribute.propositions import Proposition
from sayso.engines import ClaimScores, labels
from sayso.lexicon import table
from sayso.lexicon.inflect import forms
from sayso.model import Modality, Parsed, Phrase, Polarity, Voice

REACH = 6  # words before and after the content where a hedge still speaks of it


def voice(quoted: list[bool], parsed: Parsed, own: Proposition, attributed: bool) -> Voice:
    """Return whose words the content is in: quotation marks are certain, so they decide."""
    if not attributed:
        return Voice.NARRATION
    inside = [quoted[index] for index in range(own.start, own.end) if parsed.words[index].tag != "PUNCT"]
    if inside and all(inside):
        return Voice.DIRECT
    return Voice.MIXED if any(inside) else Voice.INDIRECT


def polarity(scores: ClaimScores, row: int) -> Polarity:
    """Return the likelier polarity."""
    return Polarity(labels.POLARITIES[int(scores.slots["polarity"][row].argmax())])


def modality(scores: ClaimScores, row: int) -> Modality:
    """Return the likeliest modality."""
    return Modality(labels.MODALITIES[int(scores.slots["modality"][row].argmax())])


@cache
def _hedges() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], dict[str, list[tuple[str, ...]]]]:
    words = table("hedges")
    seeming = frozenset(form for verb in words["raised"]["verbs"] for form in forms(verb))
    phrases: dict[str, list[tuple[str, ...]]] = {}  # by their first words
    for phrase in (*words["phrases"]["words"], *words["estimates"]["words"]):
        phrases.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return (
        frozenset(words["adverbs"]["words"]), frozenset(words["modals"]["words"]), frozenset(words["raised"]["words"]), seeming, phrases,
    )  # fmt: skip


def hedge_words(parsed: Parsed, own: Proposition) -> list[tuple[int, int]]:
    """Return the stretches in and next to the content, inside its sentence, that the hedge lexicon knows."""
    adverbs, modals, raised, seeming, phrases = _hedges()
    sentence = parsed.words[own.start].sentence
    low = {
        index: parsed.words[index].text.casefold()
        for index in range(max(0, own.start - REACH), min(len(parsed.words), own.end + REACH))
        if parsed.words[index].sentence == sentence
    }
    found: list[tuple[int, int]] = []
    for index, word in low.items():
        inside = own.start <= index < own.end
        after = low.get(index + 1, "")
        if (
            word in adverbs
            or (inside and word in modals)
            or (word in raised and after in ("to", "that"))
            or (word in seeming and after in ("to", "that", "as"))
        ):
            found.append((index, index + 1))
        for phrase in phrases.get(word, ()):
            if all(low.get(index + k) == part for k, part in enumerate(phrase)):
                found.append((index, index + len(phrase)))
    return found


def hedges(
    parsed: Parsed, own: Proposition, scores: ClaimScores, row: int, floor: float, cue: tuple[int, int] | None
) -> tuple[Phrase, ...]:
    """Return the words that lower certainty, () where there are none or the encoder is surer than `floor` that none counts.

    The cue itself is no hedge.
    """
    if float(np.exp(scores.slots["hedged"][row, 1])) < floor:
        return ()
    found = [place for place in hedge_words(parsed, own) if cue is None or place[1] <= cue[0] or cue[1] <= place[0]]
    return tuple(Phrase(parsed.text(start, end), parsed.span(start, end)) for start, end in sorted(set(found)))
