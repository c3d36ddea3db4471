"""Which time each claim speaks of: that of the happening, and that of the saying (codebook, rule 5)."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from sayso.ground.times.find import Timed, find
from sayso.ground.times.words import Setting, Tense, lexicon
from sayso.model import Claim, Modality, Parsed, Reason, When

AHEAD = (Modality.PLANNED, Modality.DEMANDED)
CUE_REACH = 40  # code points between a cue and the time of its saying


def times_of_claims(parsed: Parsed, claims: Sequence[Claim], wars: Mapping[str, date]) -> tuple[tuple[When | None, When | None], ...]:
    """Return (when it happened, when it was said) for each claim, in their order; None where the report does not say.

    `wars` maps words of a report to the day a war began ("gaza"); the first word found decides. Without a day of publication only
    absolute dates could be told from relative ones, so nothing is grounded.
    """
    if parsed.report.published is None:
        return tuple((None, None) for _ in claims)
    page = Page(parsed, claims, _war(parsed.report.text, wars))
    out: list[tuple[When | None, When | None]] = []
    anchor: date | None = None
    for number, claim in enumerate(claims):
        setting = Setting(
            published=parsed.report.published, tense=Tense.FUTURE if claim.modality in AHEAD else Tense.PAST, anchor=anchor, war=page.war
        )
        inside = [one for span in claim.spans for one in find(parsed.report.text, span.start, span.end, setting)]
        around = page.outside(number, setting)
        said = next((one for one in around if _of_saying(claim, one)), None)
        own = _best(inside) or _best([one for one in around if one is not said])
        when = own.when() if own else _inherited(page, number, out)
        if when and when.start and when.span:
            anchor = when.start
        out.append((when, said.when() if said and claim.chain else None))
    return tuple(out)


class Page:
    """A report's claims by sentence; what was found in a sentence is kept."""

    def __init__(self, parsed: Parsed, claims: Sequence[Claim], war: date | None) -> None:
        self.text, self.claims, self.war = parsed.report.text, claims, war
        self._contents = [span for claim in claims for span in claim.spans]
        self._sentences = [parsed.span(*place) for place in parsed.sentences]
        starts = [span.start for span in self._sentences]
        self.sentence = [bisect_right(starts, claim.span.start) - 1 for claim in claims]
        self._known: dict[tuple[int, Setting], tuple[Timed, ...]] = {}

    def outside(self, number: int, setting: Setting) -> list[Timed]:
        """Return the times of a claim's sentence that stand in no claim's content."""
        place = self.sentence[number]
        if place < 0:
            return []
        key = (place, setting)
        if key not in self._known:
            whole = self._sentences[place]
            self._known[key] = find(self.text, whole.start, whole.end, setting)
        return [one for one in self._known[key] if not any(one.span.overlaps(span) for span in self._contents)]


def _war(text: str, wars: Mapping[str, date]) -> date | None:
    low = text.casefold()
    return next((began for word, began in wars.items() if word in low), None)


def _best(found: Sequence[Timed]) -> Timed | None:
    """The first time that is a date; among several a day before a vaguer one."""
    dated = [one for one in found if one.period]
    return next((one for one in dated if one.period and one.period.precision == "day"), dated[0] if dated else None)


def _of_saying(claim: Claim, one: Timed) -> bool:
    """Return True where a time stands by the cue or source of a link rather than by the content."""
    if not claim.chain:
        return False
    marks = [link.cue.span for link in claim.chain if link.cue] + [link.source.span for link in claim.chain]
    gap = min(max(one.span.start - mark.end, mark.start - one.span.end, 0) for mark in marks)
    own = max(one.span.start - claim.span.end, claim.span.start - one.span.end, 0)
    return gap <= CUE_REACH and gap <= own + 2


def _inherited(page: Page, number: int, done: Sequence[tuple[When | None, When | None]]) -> When | None:
    """Return the time of the claim before in the same sentence and voice, or in the same paragraph for things done by force.

    "Four were killed and nine wounded on Monday" dates both.
    """
    claim = page.claims[number]
    for earlier in range(number - 1, -1, -1):
        other, when = page.claims[earlier], done[earlier][0]
        near = page.sentence[number] == page.sentence[earlier]
        passage = claim.what.type in lexicon()["inherit"]["types"] and "\n" not in page.text[other.span.end : claim.span.start]
        if not near and not passage:
            return None
        if when is not None and _same_voice(claim, other) and claim.modality == other.modality:
            place = "sentence" if near else "paragraph"
            reason = Reason(rule="when-inherited", why=f"dated by “{other.text}” in the same {place} and voice", words=(other.text,))
            return When(edtf=when.edtf, start=when.start, end=when.end, precision=when.precision, anchor=when.anchor, reason=reason)
    return None


def _same_voice(left: Claim, right: Claim) -> bool:
    return [link.source.name for link in left.chain] == [link.source.name for link in right.chain]
