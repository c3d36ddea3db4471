"""A named place as it stands in a report: its sentence and paragraph, the relation that its words show, and what part it plays
there."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ground.where.choose import Located
from sayso.ground.where.relation import Relating, relate
from sayso.ground.where.vocabulary import vocabulary
from sayso.ground.where.wording import words
from sayso.model import Parsed, Place, Relation, Span

_OWNED = re.compile(r"^['’]s?\s")
LIST = re.compile(r"^(?:,|,? and|,? or|,? as well as)(?: the)?(?: (?:towns?|city|cities|villages?|ports?) of)? ?$")
_LOCATES = re.compile(r"^(?:,| \(|, which (?:is|lies)|, located|, a (?:town|village|city|settlement|hamlet)) ?[\w\s,.-]{0,40}$")
_DATELINE = re.compile(r"^(?:, [A-Z]\w+)?(?:, (?:[A-Z]\w+\.? \d{1,2}|\d{1,2} [A-Z]\w+))?,? ?(?:\([^)]{2,40}\) ?)?[—–-]")
_NOUN = re.compile(r"^\s+[a-z]")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One mention of a place.

    `shape` is how it stands: "site" after a word of place, "of" after "of", "people of" after words for persons, "owner" before
    's, "modifier" before a noun, "bare" as a subject or object, "locator" where it only says where another place lies; "power"
    before it where the name is a country's or a capital's, which mostly stands for its government. `dateline` is True where it
    only says where the report was written.
    """

    located: Located
    place: Place
    span: Span
    sentence: int
    paragraph: int
    relating: Relating
    shape: str
    dateline: bool

    @property
    def span_text(self) -> str:
        """The words of the mention."""
        return self.located.toponym.text


@dataclass(frozen=True, slots=True)
class Layout:
    """Where sentences and paragraphs of a report start, in code points."""

    text: str
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def sentence(self, offset: int) -> int:
        return max(0, bisect_right(self.sentences, offset) - 1)

    def paragraph(self, offset: int) -> int:
        return max(0, bisect_right(self.paragraphs, offset) - 1)

    def sentence_span(self, number: int) -> Span:
        start = self.sentences[number] if self.sentences else 0
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)
        return Span(start, end)


def layout(parsed: Parsed) -> Layout:
    """Return the layout of a parsed report."""
    text = parsed.report.text
    sentences = tuple(parsed.words[start].span.start for start, end in parsed.sentences if end > start)
    paragraphs = tuple(match.start() for match in re.finditer(r"[^\n]+", text))
    return Layout(text, sentences, paragraphs)


def place_mentions(located: Sequence[Located], page: Layout) -> tuple[PlaceMention, ...]:
    """Return the mentions whose place is known, in text order."""
    made: list[PlaceMention] = []
    for each in located:
        if each.place is not None:
            mention = _mention(each, each.place, page)
            made.append(_beside(made[-1], mention, page.text) if made else mention)
    return tuple(made)


def _beside(before: PlaceMention, this: PlaceMention, text: str) -> PlaceMention:
    """A name in a list stands as the one before it does ("near Kotlyne, Udachne and Zvirove"). A name that only says where the one
    before it lies is a locator ("Nykanorivka, northeast of Pokrovsk")."""
    gap = text[before.span.end : this.span.start]
    if LIST.match(gap) and this.relating.rule == "where.rel.plain" and not this.shape.startswith("owner"):
        return replace(this, relating=before.relating, shape=before.shape)
    measured = this.relating.relation not in (Relation.IN, Relation.FROM, Relation.TOWARD, Relation.BETWEEN)
    if measured and _LOCATES.match(gap) and this.sentence == before.sentence:
        return replace(this, shape="locator")
    return this


def _mention(located: Located, place: Place, page: Layout) -> PlaceMention:
    span = located.span
    sentence = page.sentence(span.start)
    around = page.sentence_span(sentence)
    left, right = page.text[around.start : span.start], page.text[span.end : max(span.end, around.end)]
    relating = relate(left, right)
    shape = _shape(left, right, relating)
    if shape in ("bare", "owner", "of") and (place.feature == "country" or located.toponym.text in vocabulary().capitals):
        shape = f"power {shape}"
    dateline = span.start < 40 and bool(_DATELINE.match(right))
    return PlaceMention(located, place, span, sentence, page.paragraph(span.start), relating, shape, dateline)


def _shape(left: str, right: str, relating: Relating) -> str:
    before = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", left[-40:])
    if _OWNED.match(right):
        return "owner"
    if relating.rule != "where.rel.plain":
        return "site"
    if len(before) > 1 and before[-1].lower() == "of" and words().people.fullmatch(before[-2]):
        return "people of"
    if before and before[-1].lower() in ("of", "for", "with", "against", "by"):
        return "of"
    if _NOUN.match(right) and not re.match(
        r"\s+(?:and|or|in|on|at|to|for|with|as|after|by|from|was|were|is|are|has|had|have|that|which|who|will|would|said|says)\b",
        right,
    ):
        return "modifier" if right.split()[0].strip(",.") not in vocabulary().kinds else "bare"
    return "bare"
