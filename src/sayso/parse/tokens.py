"""The words of a report as plain columns, with what their places on the page say: gaps, quotations, brackets."""

from dataclasses import dataclass

from sayso.engines import Reading
from sayso.model import Report

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
SINGLE_OPENING, SINGLE_CLOSING = "‘", "’'"
MARKS = frozenset(OPENING + CLOSING + STRAIGHT + SINGLE_OPENING + SINGLE_CLOSING)
BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Columns over the words of one report.

    `glued[i]` is True where word i touches the word before it (no space between them), `spaced[i]` is the word with one space in
    front where it does not. `quotation[i]` is the number of the
    quotation that word i stands in, its marks included, -1 outside all; a quotation that runs over paragraphs keeps its
    number. `closes[i]` is True for marks that end a quotation or bracket, `opens[i]` for those that begin one.
    """

    texts: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    glued: tuple[bool, ...]
    spaced: tuple[str, ...]
    quotation: tuple[int, ...]
    opens: tuple[bool, ...]
    closes: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.texts)


def tokens(report: Report, reading: Reading) -> Tokens:
    """Return the columns of a report's words."""
    offsets = tuple(reading.words)
    texts = tuple(report.text[start:end] for start, end in offsets)
    paragraphs: tuple[int, ...] = tuple(reading.paragraphs.tolist())
    glued = (False, *(before[1] == now[0] for before, now in zip(offsets, offsets[1:], strict=False))) if offsets else ()
    spaced = tuple(text if near else f" {text}" for text, near in zip(texts, glued, strict=True))
    quotation, opens, closes = _quotations(texts, glued, paragraphs)
    for index, text in enumerate(texts):
        if text in BRACKETS:
            closes[index] = True
        elif text in BRACKETS.values():
            opens[index] = True
    return Tokens(texts, offsets, paragraphs, glued, spaced, tuple(quotation), tuple(opens), tuple(closes))


def _quotations(texts: tuple[str, ...], glued: tuple[bool, ...], paragraphs: tuple[int, ...]) -> tuple[list[int], list[bool], list[bool]]:
    """Return the number of each word's quotation, and which marks open and close one."""
    size = len(texts)
    quotation, opens, closes = [-1] * size, [False] * size, [False] * size
    number, opened = -1, ""
    for index, text in enumerate(texts):
        new = index > 0 and paragraphs[index] != paragraphs[index - 1]
        runs_on = new and bool(opened) and text in OPENING + STRAIGHT
        if new:
            opened = ""
        if text not in MARKS:
            pass
        elif opened and _ends(text, opened, index, glued, texts):
            closes[index], quotation[index], opened = True, number, ""
        elif (not opened or text in OPENING) and _begins(text, index, glued, texts):
            number += not runs_on and not opened
            opens[index], opened = True, text
        if opened:
            quotation[index] = number
    return quotation, opens, closes


def _begins(text: str, index: int, glued: tuple[bool, ...], texts: tuple[str, ...]) -> bool:
    if text in OPENING or text in STRAIGHT:
        return True
    return text == SINGLE_OPENING and (not glued[index] or texts[index - 1] in OPENING + STRAIGHT + "(—–")


def _ends(text: str, opened: str, index: int, glued: tuple[bool, ...], texts: tuple[str, ...]) -> bool:
    if opened != SINGLE_OPENING:
        return text in CLOSING or text in STRAIGHT
    free = index + 1 == len(texts) or not glued[index + 1] or not texts[index + 1].isalnum()
    return text in SINGLE_CLOSING and glued[index] and free
