"""What a claim rests on: the evidence that its report cites for it, and how far anybody looked at it (design/STANDING, R11).

Two readings meet: the encoder's chance that a claim rests on a kind of evidence, and the words that name such evidence in the
claim, in its sources or in its sentence. Words alone are enough where the evidence itself speaks ("the footage shows"); elsewhere
both must agree. Without words there is no evidence, however sure the encoder is.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.engines import ClaimScores
from sayso.engines.labels import EVIDENCE
from sayso.lexicon import table
from sayso.lexicon.inflect import forms
from sayso.model import Claim, Evidence, EvidenceKind, Grade, Parsed, Phrase, Reason, Source, Span
from sayso.settings import EvidenceSettings

LONGEST = 3  # words of a name of evidence


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name evidence: a half-open range of word indices."""

    kind: EvidenceKind
    start: int
    end: int


def evidence_of_claims(
    parsed: Parsed, claims: Sequence[Claim], scores: ClaimScores | None, settings: EvidenceSettings
) -> list[tuple[Evidence, ...]]:
    """Return the evidence of each claim, in their order, kinds in the order of `EvidenceKind`; () where the report cites none."""
    page = Page(parsed, named(parsed))
    chances = [{} if scores is None else dict(zip(EVIDENCE, row.tolist(), strict=True)) for row in _rows(scores, len(claims))]
    return [_of_claim(page, claim, chance, settings) for claim, chance in zip(claims, chances, strict=True)]


def _rows(scores: ClaimScores | None, count: int) -> Sequence[Any]:
    return [None] * count if scores is None else list(scores.slots["evidence"])


class Page:
    """A report with the names of evidence in it, by sentence."""

    def __init__(self, parsed: Parsed, found: Sequence[Named]) -> None:
        self.parsed = parsed
        self.by_sentence: dict[int, list[Named]] = {}
        for one in found:
            self.by_sentence.setdefault(parsed.words[one.start].sentence, []).append(one)
        self._starts = [word.span.start for word in parsed.words]

    def words(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of the words that lie in the span."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def near(self, claim: Claim) -> list[tuple[int, Named]]:
        """Return evidence near a claim and how far off: 0 a source, 1 the content, 2 its sentence, 3 the one before."""
        sources = [self.words(link.source.span) for link in claim.chain]
        content = self.words(claim.span)
        sentence = self.parsed.words[content[0]].sentence if content[0] < len(self.parsed.words) else 0
        told = {self.parsed.words[start].sentence for start, end in sources if start < end}
        found: list[tuple[int, Named]] = []
        for place in sorted({sentence - 1, sentence} | told):
            for one in self.by_sentence.get(place, ()):
                in_source = any(start <= one.start and one.end <= end for start, end in sources)
                in_content = content[0] <= one.start and one.end <= content[1]
                found.append((0 if in_source else 1 if in_content else 2 if place == sentence else 3, one))
        return [(min([far, *(other for other, near in found if self._joined(one, near))]), one) for far, one in found]

    def _joined(self, one: Named, other: Named) -> bool:
        """Return whether the one is coordinated with the other: "footage and photographs" stand together."""
        words = self.parsed.words
        left, right = words[one.end - 1], words[other.end - 1]
        return (left.relation == "conj" and left.head == other.end - 1) or (right.relation == "conj" and right.head == one.end - 1)


def _of_claim(page: Page, claim: Claim, chance: dict[str, float], settings: EvidenceSettings) -> tuple[Evidence, ...]:
    near = page.near(claim)
    found: list[Evidence] = []
    for kind in EvidenceKind if near else (EvidenceKind.TESTIMONY,):
        own = min(((far, one) for far, one in near if one.kind is kind), key=lambda pair: (pair[0], pair[1].start), default=None)
        sure = chance.get(kind, 0.0)
        if kind is EvidenceKind.TESTIMONY:
            made = _testimony(page, claim, own, sure, settings)
        else:
            made = _thing(page, claim, own, sure, settings)
        if made:
            found.append(made)
    return tuple(found)


def _thing(page: Page, claim: Claim, own: tuple[int, Named] | None, sure: float, settings: EvidenceSettings) -> Evidence | None:
    if own is None:
        return None
    far, one = own
    floor = (settings.source, settings.content, settings.sentence, settings.before)[far]
    if sure < floor:
        return None
    grade, verifier, why = graded(page.parsed, one, claim)
    words = Phrase(page.parsed.text(one.start, one.end), page.parsed.span(one.start, one.end))
    place = ("its source", "what is claimed", "its sentence", "the sentence before")[far]
    reason = Reason(rule=f"evidence-{one.kind}", why=f"“{words.text}” in {place}; {why}", score=sure, words=(words.text,))
    return Evidence(kind=one.kind, grade=grade, words=words, verifier=verifier, reason=reason)


def _testimony(page: Page, claim: Claim, own: tuple[int, Named] | None, sure: float, settings: EvidenceSettings) -> Evidence | None:
    """Somebody who was there tells: the last source of the chain, else a noun that names such a person."""
    lived = (own is not None and own[0] == 0) or (bool(claim.chain) and _lives_through(claim.chain[-1].source))
    if sure < (settings.testimony_named if lived else settings.testimony) or not (claim.chain or own):
        return None
    if claim.chain:
        if not lived and _speaks_for_office(claim.chain[-1].source):
            return None
        words = Phrase(claim.chain[-1].source.text, claim.chain[-1].source.span)
    else:
        assert own is not None
        words = Phrase(page.parsed.text(own[1].start, own[1].end), page.parsed.span(own[1].start, own[1].end))
    reason = Reason(rule="evidence-testimony", why=f"“{words.text}” tells what he or she lived through", score=sure, words=(words.text,))
    return Evidence(kind=EvidenceKind.TESTIMONY, grade=Grade.E1, words=words, reason=reason)


def _called(source: Source) -> frozenset[str]:
    """Return every word that a source is called by, in lower case."""
    return frozenset(word for name in (source.text, source.name, *source.names) for word in name.casefold().split())


def _lives_through(source: Source) -> bool:
    nouns, _ = _names()
    return not _speaks_for_office(source) and any(nouns.get((word,)) is EvidenceKind.TESTIMONY for word in _called(source))


def _speaks_for_office(source: Source) -> bool:
    return not _officials().isdisjoint(_called(source))


@cache
def _officials() -> frozenset[str]:
    return frozenset(table("evidence")["officials"]["nouns"])


def graded(parsed: Parsed, one: Named, claim: Claim) -> tuple[Grade, str | None, str]:
    """Return the grade of named evidence, who checked it (None where nobody is said to have), and the reason in words."""
    start, end = parsed.sentence_of(one.start)
    checked, shows = _verbs("checked"), _verbs("shown")
    low = [word.text.lower() for word in parsed.words[start:end]]
    checks = [index for index, word in enumerate(low, start) if word in checked and _checks(parsed, index)]
    if checks:
        verifier = _verifier(parsed, checks[0], claim)
        high = verifier is not None and _is_court(verifier)
        by = f" by {verifier}" if verifier else ""
        return (Grade.E4 if high else Grade.E3), verifier, f"“{parsed.words[checks[0]].text}”{by}: looked at by another"
    shown = next((index for index, word in enumerate(low, start) if word in shows), None)
    if shown is not None:
        return Grade.E2, None, f"“{parsed.words[shown].text}”: shown or described"
    return Grade.E1, None, "said to exist"


def _checks(parsed: Parsed, index: int) -> bool:
    """Return whether a form of a verb of checking is one here, and not of what is still to be checked."""
    if parsed.words[index].tag not in ("VERB", "ADJ"):
        return False
    before = [parsed.words[at].text.lower() for at in range(max(parsed.sentence_of(index)[0], index - 5), index)]
    return not set(before) & set(table("evidence")["checked"]["not_before"])


def _verifier(parsed: Parsed, index: int, claim: Claim) -> str | None:
    """Return who checked: the subject of an active verb, the agent of a passive one, else the first source of the chain."""
    children = parsed.children(index)
    passive = any(
        parsed.words[child].relation in ("aux",) and parsed.words[child].text.lower() in ("was", "were", "been") for child in children
    )
    for child in children:
        word = parsed.words[child]
        by = any(parsed.words[part].text.lower() == "by" for part in parsed.children(child))
        if (word.relation == "nsubj" and not passive) or (word.relation == "obl" and by):
            cluster = parsed.cluster_of(child)
            return (cluster.name if cluster and cluster.name else None) or parsed.text(*parsed.subtree(child)).removeprefix("by ")
    return claim.chain[0].source.name if claim.chain else None


def _is_court(name: str) -> bool:
    low = f" {name.casefold()} "
    return any(f" {noun.casefold()} " in low for noun in table("evidence")["courts"]["nouns"])


@cache
def _verbs(group: str) -> frozenset[str]:
    return frozenset(form for verb in table("evidence")[group]["verbs"] for form in forms(verb))


@cache
def _names() -> tuple[dict[tuple[str, ...], EvidenceKind], dict[str, EvidenceKind]]:
    """Return kinds by the words of their nouns in singular and plural, and by the forms of their verbs."""
    nouns: dict[tuple[str, ...], EvidenceKind] = {}
    verbs: dict[str, EvidenceKind] = {}
    for kind in EvidenceKind:
        own = table("evidence")[kind.value]
        for noun in own["nouns"]:
            for form in (noun, _plural(noun)):
                nouns.setdefault(tuple(form.replace("-", " - ").split()), kind)
        verbs.update({form: kind for verb in own.get("verbs", ()) for form in forms(verb)})
    return nouns, verbs


@cache
def _openers() -> frozenset[str]:
    """Return the words that a name of evidence starts with."""
    nouns, verbs = _names()
    return frozenset({*(words[0] for words in nouns), *verbs})


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return (
        noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + ("es" if noun.endswith(("s", "x", "ch")) else "s")
    )


def _is_medium(parsed: Parsed, index: int) -> bool:
    """Return True for "said in a video": the words came through it, nothing rests on it (gold/JUDGEMENT)."""
    word = parsed.words[index]
    if word.relation != "obl" or parsed.words[word.head].text.lower() not in _saying():
        return False
    return any(parsed.words[child].text.lower() in ("in", "on", "via", "over") for child in parsed.children(index))


@cache
def _saying() -> frozenset[str]:
    cues = table("cues")
    return frozenset(form for group in ("neutral", "endorsing", "distancing") for verb in cues[group]["verbs"] for form in forms(verb))


def named(parsed: Parsed) -> list[Named]:
    """Return the names of evidence in the report, the longest at each place, text order."""
    nouns, verbs = _names()
    openers = _openers()
    low = [word.text.lower() for word in parsed.words]
    found: list[Named] = []
    at = 0
    while at < len(low):
        if low[at] not in openers:
            at += 1
            continue
        length = next((size for size in range(min(LONGEST, len(low) - at), 0, -1) if tuple(low[at : at + size]) in nouns), 0)
        kind = nouns.get(tuple(low[at : at + length])) if length else None
        if kind and parsed.words[at + length - 1].tag in ("NOUN", "PROPN", "ADJ") and not _is_medium(parsed, at + length - 1):
            found.append(Named(kind, at, at + length))
        elif low[at] in verbs and (parsed.words[at].tag in ("VERB", "ADJ") or low[at].endswith("ed")):
            found.append(Named(verbs[low[at]], at, at + 1))
        at += max(length, 1)
    return found
