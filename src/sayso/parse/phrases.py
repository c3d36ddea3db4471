"""The phrase that a head word stands for."""

from collections.abc import Sequence

from sayso.model import Word

INNER = frozenset({"det", "amod", "compound", "flat", "nummod", "nmod", "goeswith", "fixed"})
"""Relations by which a dependent belongs to its head's phrase. Relative clauses and other clauses, appositions, coordinated
parts, parentheses and the preposition of the phrase do not, nor does what hangs on a noun as on the predicate of a sentence."""
PREPOSITIONS = frozenset({"of", "in", "to", "from", "by", "with", "on", "for"})


def phrase(words: Sequence[Word], children: Sequence[Sequence[int]], head: int) -> tuple[int, int]:
    """Return the contiguous word range (half-open) around `head` that speaks of one thing.

    It is the head's subtree without trailing relative clauses, appositions, coordinated parts and parentheses, cut where a word
    that does not belong stands in between. `children` are the dependents of each word in text order.
    """
    own = _members(words, children, head)
    start, end = head, head + 1
    while start - 1 in own:
        start -= 1
    while end in own:
        end += 1
    while start < head and (words[start].relation in ("punct", "cc", "mark") or words[start].text.lower() in PREPOSITIONS):
        start += 1
    while end - 1 > head and words[end - 1].relation in ("punct", "cc") and words[end - 1].text != "%":
        end -= 1
    part = words[head].head > head and words[head].relation in ("compound", "amod", "nummod", "flat")
    possessor = None if part else _possessor(words, start)  # in "Russia's Kursk region" it is the region's, not Kursk's
    return (start if possessor is None else phrase(words, children, possessor)[0]), end


def _possessor(words: Sequence[Word], start: int) -> int | None:
    """Return the noun whose possessive ending stands right before the phrase, whatever the arcs say; None where there is none."""
    mark = start - 2 if start > 2 and words[start - 1].text == "s" else start - 1
    if mark < 1 or words[mark].text not in "'’" or words[mark].tag != "PART" or words[mark].sentence != words[start].sentence:
        return None
    noun = words[mark - 1]
    tight = noun.span.end == words[mark].span.start
    return mark - 1 if tight and noun.tag in ("NOUN", "PROPN", "PRON") and noun.sentence == words[start].sentence else None


def _members(words: Sequence[Word], children: Sequence[Sequence[int]], head: int) -> set[int]:
    """Return the words of the phrase, before the cut to a contiguous range."""
    own = {head}
    for child in children[head]:
        word = words[child]
        if word.relation == "punct":
            if child < head or _hinge(words, child):
                own.add(child)
        elif word.relation in INNER and not (child < head and _has_preposition(words, children, child)):
            own |= _whole(words, children, child)
    return own


def _has_preposition(words: Sequence[Word], children: Sequence[Sequence[int]], index: int) -> bool:
    """Return whether a noun hangs on its head by a preposition: such a noun follows its head, it does not stand before it."""
    return words[index].relation == "nmod" and any(words[child].relation == "case" and child < index for child in children[index])


def _hinge(words: Sequence[Word], mark: int) -> bool:
    """Return whether a mark joins two parts of one name or number, rather than opening an aside."""
    return words[mark].text in "-–‑.'’/%&\"“”" and mark > 0 and words[mark - 1].span.end == words[mark].span.start


def _whole(words: Sequence[Word], children: Sequence[Sequence[int]], top: int) -> set[int]:
    """Return the subtree of a dependent without the clauses and asides that trail it."""
    own: set[int] = set()
    waiting = [top]
    while waiting:
        index = waiting.pop()
        own.add(index)
        for child in children[index]:
            relation = words[child].relation
            trailing = relation in ("acl", "appos", "parataxis", "advcl") and child > index
            if not trailing and not (relation == "punct" and words[child].text in "()[],;:—"):
                waiting.append(child)
    return own
