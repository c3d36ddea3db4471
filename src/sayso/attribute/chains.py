"""Who says so, through whom: the chain of each claim, from who told the reporter to the origin."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sayso.attribute.cues import Cue, cue_at, governing_cue
from sayso.attribute.propositions import Proposition
from sayso.attribute.tagging import Stretch
from sayso.engines import ClaimScores
from sayso.engines.reading import Floats
from sayso.model import Attribution, Mention, Parsed, Phrase, Reason, Source

ISSUER = ("we", "our", "us")
LONGEST_SOURCE = 18  # words
DEPENDENT = ("nummod", "det", "amod", "compound", "nmod")  # relations of words that stand before the noun they belong to
TOP = 6  # first words and last words that are tried against each other


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words (half-open) that a pair of pointers goes to, and the log-probability of the pair."""

    start: int
    end: int
    score: float


def pointed(parsed: Parsed, edges: Floats, own: Proposition, distance: float, allow_none: bool) -> Pointed | None:
    """Return the best stretch for a pair of pointers (2 x (1 + W), first word and last word), None where "nowhere" is likelier.

    Each word between the stretch and the claim `own` costs `distance`: the encoder saw claims in windows, a report is longer. With
    `allow_none` False the best stretch comes back however likely "nowhere" is.
    """
    first, last = edges[0, 1:] - _cost(own.start, own.end, edges.shape[1] - 1, distance), edges[1, 1:]
    nowhere = edges[0, 0] + edges[1, 0] if allow_none else -np.inf
    pairs = [(int(first.argmax()), int(last.argmax()))]
    if nowhere > first[pairs[0][0]] + last[pairs[0][1]]:
        return None
    if not _is_stretch(parsed, *pairs[0]):
        finals = likeliest(last)
        pairs = [(start, final) for start in likeliest(first) for final in finals if _is_stretch(parsed, start, final)]
    best = max(pairs, key=lambda pair: first[pair[0]] + last[pair[1]], default=None)
    if best is None or nowhere > (score := first[best[0]] + last[best[1]]):
        return None
    start, end = whole(parsed, best[0], best[1] + 1)
    return Pointed(start, end, float(score))


def _is_stretch(parsed: Parsed, start: int, final: int) -> bool:
    """Return whether two words can be the first and the last one of a source or participant."""
    return start <= final < start + LONGEST_SOURCE and parsed.words[start].sentence == parsed.words[final].sentence


@lru_cache(maxsize=4)
def _cost(start: int, end: int, words: int, distance: float) -> Floats:
    """Return `distance` for each word between a word and the stretch, 0 inside; the pointers of one claim ask one after the other."""
    ramp, cost = _ramp(words, distance), np.zeros(words, np.float32)
    cost[:start] = ramp[start:0:-1]
    cost[end:] = ramp[1 : words - end + 1]
    return cost


@lru_cache(maxsize=4)
def _ramp(words: int, distance: float) -> Floats:
    """Return what 0, 1, 2 ... words between cost."""
    return distance * np.arange(words + 1, dtype=np.float32)


def likeliest(scores: Floats) -> list[int]:
    """Return the TOP words with the highest scores, in any order."""
    return list(range(len(scores))) if len(scores) <= TOP else np.argpartition(scores, -TOP)[-TOP:].tolist()


def chain(
    parsed: Parsed, own: Proposition, scores: ClaimScores, row: int, tagged: dict[int, Stretch], distance: float, relay: float
) -> tuple[tuple[Attribution, ...], Cue | None]:
    """Return the chain of the claim in `row` and the cue nearest to it, () and None for the report's own voice.

    `relay` is added to the log-score of chains of two links and more, which are rarer in the training data than in reports.
    """
    depth = int((scores.slots["depth"][row] + np.array([0, 0, relay, relay], np.float32)).argmax())
    links: list[Attribution] = []
    nearest: Cue | None = None
    for number in range(depth):
        found = pointed(parsed, scores.links[row, number], own, distance, allow_none=False)
        if found is None or any(source_of(parsed, found).span == link.source.span for link in links):
            continue
        cue = _cue(parsed, scores, row, number, found, tagged)
        nearest = nearest or cue
        links.append(_link(parsed, found, cue, float(np.exp(scores.slots["depth"][row, depth]))))
    return tuple(links), nearest


def _cue(parsed: Parsed, scores: ClaimScores, row: int, number: int, found: Pointed, tagged: dict[int, Stretch]) -> Cue | None:
    if number == 0:
        first = int(scores.cue[row, 1:].argmax())
        return cue_at(parsed, first, tagged)
    return governing_cue(parsed, head_of(parsed, found))


def _link(parsed: Parsed, found: Pointed, cue: Cue | None, sure: float) -> Attribution:
    words = parsed.text(found.start, found.end)
    why = f"the encoder reads “{words}” as the source (chain of this length: {sure:.0%} sure)"
    reason = Reason(rule="chain-pointer", why=why, score=float(np.exp(found.score)), words=(words,))
    source = source_of(parsed, found)
    if cue is None:
        return Attribution(source=source, reason=reason)
    quoted = Phrase(parsed.text(cue.start, cue.end), parsed.span(cue.start, cue.end))
    return Attribution(source=source, cue=quoted, stance=cue.stance, reason=reason)


def whole(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that stops short of its head noun ("Two" of "Two people familiar with the talks") with that noun's whole phrase."""
    head = parsed.words[end - 1].head
    short = parsed.words[end - 1].relation in DEPENDENT and end <= head < end + LONGEST_SOURCE
    mention = parsed.mention_headed_by(head) if short else None
    return (min(start, mention.start), mention.end) if mention and mention.end > end else (start, end)


def head_of(parsed: Parsed, found: Pointed) -> int:
    """Return the head word of a stretch: the first one whose own head lies outside it."""
    for index in range(found.start, found.end):
        head = parsed.words[index].head
        if head == index or not found.start <= head < found.end:
            return index
    return found.end - 1


def mention_of(parsed: Parsed, found: Pointed) -> Mention | None:
    """Return the mention that the stretch is, by its head word, else by its overlap; None where it is none."""
    head = head_of(parsed, found)
    best: tuple[float, Mention] | None = None
    for index in range(found.start, found.end):
        mention = parsed.mention_headed_by(index)
        if mention is None:
            continue
        shared = min(mention.end, found.end) - max(mention.start, found.start)
        overlap = 2 * shared / (mention.end - mention.start + found.end - found.start) + (mention.head == head)
        if best is None or overlap > best[0]:
            best = (overlap, mention)
    return best[1] if best and best[0] >= 0.5 else None


def source_of(parsed: Parsed, found: Pointed) -> Source:
    """Return the source at a stretch with every name that the report gives it."""
    text, span = parsed.text(found.start, found.end), parsed.span(found.start, found.end)
    if text.casefold() in ISSUER and parsed.report.publisher:  # "we assess": in its own document the issuer speaks of itself
        return Source(text=text, span=span, name=parsed.report.publisher, names=(text,), named=True)
    mention = mention_of(parsed, found)
    if mention is None:
        return Source(text=text, span=span, name=text, named=_proper(parsed, found.start, found.end))
    cluster = parsed.clusters[mention.cluster]
    name = cluster.name or text
    names = tuple(dict.fromkeys(other for other in (*cluster.names, text) if other != name and not (mention.pronoun and other == text)))
    named = any(parsed.mentions[index].name is not None for index in cluster.mentions) or _proper(parsed, found.start, found.end)
    return Source(text=text, span=span, name=name, names=names, named=named)


def _proper(parsed: Parsed, start: int, end: int) -> bool:
    return any(word.tag == "PROPN" for word in parsed.words[start:end])
