"""Very long reports in parts: what is said of one thing stands near together, and the work grows with the square of the length."""

import re

ENDS = ("\n", ". ", " ")  # where a cut hurts least, first of all between paragraphs


WORDLESS = re.compile(r"[\W_]{400,}")  # marks that nobody says anything with; each would cost as much as a word


def worded(text: str, longest: int) -> list[tuple[int, int]]:
    """Return the parts of the text that there is anything to read in: those of `parts`, less long runs of marks without a word."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in (*WORDLESS.finditer(text), None):
        end = gap.start() if gap else len(text)
        if start < end:
            found += [(start + first, start + last) for first, last in parts(text[start:end], longest)]
        start = gap.end() if gap else end
    return found


def parts(text: str, longest: int) -> list[tuple[int, int]]:
    """Return half-open stretches of at most `longest` code points that make up the text, cut between paragraphs where it can be.

    A cut is looked for in the last half of a stretch: between paragraphs, else behind a sentence, else between words, else anywhere.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        cuts = (text.rfind(end, start + longest // 2, limit) + len(end) for end in ENDS)
        cut = next((cut for cut, end in zip(cuts, ENDS, strict=True) if cut >= len(end) + start + longest // 2), limit)
        found.append((start, cut))
        start = cut
    return [*found, (start, len(text))]
