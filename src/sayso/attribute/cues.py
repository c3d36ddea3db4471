"""The words that attribute, and the stance that they show."""

from dataclasses import dataclass
from functools import cache

from sayso.attribute.tagging import Stretch
from sayso.lexicon import table
from sayso.lexicon.inflect import forms
from sayso.model import Parsed, Reason, Stance

REACH = 3  # words after a cue's first one that may belong to it


@cache
def stances() -> dict[str, Stance]:
    """Return the stance of every form of every cue in the lexicon, lower case."""
    words = table("cues")
    found: dict[str, Stance] = {}
    for stance in Stance:
        own = words[stance.value]
        for lemma in own["verbs"]:
            found |= dict.fromkeys(forms(lemma), stance)
        found |= dict.fromkeys([*own["phrases"], *own.get("nouns", ())], stance)
    return found | dict.fromkeys(words["exceptions"]["neutral"], Stance.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's words (half-open) with the stance they show and why."""

    start: int
    end: int
    stance: Stance
    reason: Reason


def cue_at(parsed: Parsed, first: int, tagged: dict[int, Stretch]) -> Cue:
    """Return the cue that starts at word `first`: the longest one the lexicon knows, else what the tags mark, else the word alone.

    `tagged` maps every word of a tagged cue to its stretch.
    """
    known = _longest(parsed, first)
    if known:
        return known
    stretch = tagged.get(first)
    start, end = (max(stretch.start, first), stretch.end) if stretch else (first, first + 1)
    inner = [cue for at in range(start, end) if (cue := _longest(parsed, at))]
    stance = inner[0].stance if inner else Stance.NEUTRAL
    words = parsed.text(start, end)
    why = (
        f"“{words}” holds “{parsed.text(inner[0].start, inner[0].end)}”"
        if inner
        else f"“{words}” is not in the cue lexicon: taken as neutral"
    )
    return Cue(start, end, stance, Reason(rule="stance-cue", why=why, words=(words,)))


def _longest(parsed: Parsed, first: int) -> Cue | None:
    known = stances()
    for length in range(REACH + 1, 0, -1):
        end = min(first + length, len(parsed.words))
        if parsed.words[end - 1].paragraph != parsed.words[first].paragraph:
            continue
        words = parsed.text(first, end).casefold()
        if words in known:
            why = f"the cue lexicon lists “{words}” as {known[words]}"
            return Cue(first, end, known[words], Reason(rule="stance-cue", why=why, words=(words,)))
    return None


def governing_cue(parsed: Parsed, head: int) -> Cue | None:
    """Return the cue that governs a source headed by word `head`: its verb, or "according to" before it; None where there is none."""
    word = parsed.words[head]
    if head >= 2 and parsed.words[head].sentence == parsed.words[head - 2].sentence:
        for back in range(2, 6):
            at = head - back
            if at >= 0 and parsed.words[at].text.casefold() == "according":
                return _longest(parsed, at)
    verb = parsed.words[word.head]
    return _longest(parsed, word.head) if word.head != head and verb.tag in ("VERB", "AUX") else None
