"""Stretches in quotation marks. Marks in reports are unbalanced, mixed and run over paragraphs; none of that may shift what follows."""

from dataclasses import dataclass

from sayso.model import Parsed, Word

OPENING, CLOSING, EITHER = "“«„", "”»", '"'
LOW = "„"  # closed by “ in German and Ukrainian
SINGLE_OPENING, SINGLE_CLOSING = "‘", "’"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: word indices half-open, marks left out. `closed` is False where the closing mark is missing and the end of
    the paragraph was taken for it; `continues` is True where the next paragraph opens with a mark again, as quotes of several
    paragraphs do."""

    start: int
    end: int
    closed: bool
    continues: bool = False


def quotes(parsed: Parsed) -> tuple[Quote, ...]:
    """Return the quoted stretches in text order; they do not overlap. A quotation inside another one belongs to it."""
    words = parsed.words
    found: list[Quote] = []
    for start, end in paragraphs(words):
        found += _paragraph(words, start, end)
    return tuple(_continued(words, found))


def paragraphs(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Return the word ranges of the paragraphs."""
    borders = [index for index, word in enumerate(words) if index == 0 or word.paragraph != words[index - 1].paragraph]
    return list(zip(borders, [*borders[1:], len(words)], strict=False))


def _paragraph(words: tuple[Word, ...], start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    mark = ""
    for index in range(start, end):
        text = words[index].text
        if opened is None:
            if _opens(words, index, start):
                opened, mark = index + 1, text
        elif _closes(words, index, end, mark):
            found.append(Quote(opened, index, True))
            opened = None
        elif text in OPENING and index > opened and mark in OPENING:  # opened twice: the first one was never closed
            opened = index + 1
    if opened is not None and opened < end:
        found.append(Quote(opened, end, False))
    return [quote for quote in found if quote.end > quote.start]


def _opens(words: tuple[Word, ...], index: int, start: int) -> bool:
    text = words[index].text
    if text in OPENING or text in EITHER:
        return True
    if text not in (SINGLE_OPENING, "'"):
        return False
    free_before = index == start or words[index - 1].span.end < words[index].span.start
    tight_after = index + 1 < len(words) and words[index + 1].span.start == words[index].span.end
    return free_before and tight_after and _single_closes_later(words, index)


def _single_closes_later(words: tuple[Word, ...], index: int) -> bool:
    for later in range(index + 2, min(index + 60, len(words))):
        if words[later].paragraph != words[index].paragraph:
            return False
        if _closes(words, later, len(words), words[index].text):
            return True
    return False


def _closes(words: tuple[Word, ...], index: int, end: int, mark: str) -> bool:
    text = words[index].text
    if mark == LOW:
        return text in CLOSING or text in EITHER or text == "“"
    if mark in EITHER or mark in OPENING:
        return text in CLOSING or text in EITHER
    if text not in (SINGLE_CLOSING, "'"):
        return False
    tight_before = words[index - 1].span.end == words[index].span.start
    free_after = index + 1 >= end or words[index + 1].span.start > words[index].span.end or words[index + 1].tag == "PUNCT"
    return tight_before and free_after


def _continued(words: tuple[Word, ...], found: list[Quote]) -> list[Quote]:
    out = []
    for number, quote in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        runs_on = (
            following is not None
            and not quote.closed
            and words[following.start].paragraph == words[quote.start].paragraph + 1
            and following.start >= 1
            and (following.start == 1 or words[following.start - 2].paragraph != words[following.start].paragraph)
        )
        out.append(Quote(quote.start, quote.end, quote.closed, runs_on))
    return out


def quoted_words(found: tuple[Quote, ...], words: int) -> list[bool]:
    """Return, for each word, whether it stands in a quoted stretch."""
    inside = [False] * words
    for quote in found:
        inside[quote.start : quote.end] = [True] * (quote.end - quote.start)
    return inside
