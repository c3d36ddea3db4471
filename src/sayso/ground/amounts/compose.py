"""Figures with their bounds and units: the grammar of amounts."""

import re
from functools import cache

from sayso.ground.amounts.atoms import Figure, Token, figure, lexicon, tokens
from sayso.ground.amounts.units import Counted, counted, forms, measured
from sayso.lexicon import table
from sayso.model import Bound, Parsed, Phrase, Quantity, Reason, Span

DASHES = frozenset("-–—")
_AGE = re.compile(r"[-–\s]?years?[-–\s]olds?\b", re.IGNORECASE)


def starts(parsed: Parsed) -> dict[int, int]:
    """Return the index of the word that starts at each code point where one does."""
    return {word.span.start: index for index, word in enumerate(parsed.words)}


def find(parsed: Parsed, start: int, end: int, words_at: dict[int, int]) -> tuple[Quantity, ...]:
    """Return the amounts in `report.text[start:end]`, text order, not overlapping; `words_at` is `starts(parsed)`."""
    own = tokens(parsed.report.text, start, end)
    found: list[Quantity] = []
    at = 0
    while at < len(own):
        first = figure(own, at)
        if first is None or _is_name(own, first, parsed):
            at = first.last if first else at + 1
            continue
        amount, last = _amount(parsed, own, first, words_at)
        if amount:
            found.append(amount)
        at = max(last, at + 1)
    return tuple(found)


def _amount(parsed: Parsed, own: list[Token], first: Figure, words_at: dict[int, int]) -> tuple[Quantity | None, int]:
    second = _range(own, first)
    last = second.last if second else first.last
    whole = None if second else _out_of(own, first)
    if whole:
        last = whole.last
    age = _AGE.match(parsed.report.text, own[last - 1].end)
    before = _money_before(own, first.first)
    unit = (
        Counted("year", None, last, "age")
        if age or _bare_age(own, first)
        else before or measured(own, last) or counted(parsed, own, last, words_at)
    )
    if unit is None or _pronoun(own, first, unit, words_at, parsed):
        return None, last
    bound, opened = _bound(own, first.first - (unit is before and before is not None))
    bound = _bound_after(own, max(last, unit.last)) or bound
    end = min(max(last, unit.last) if unit is not before else last, len(own))
    words = Phrase(parsed.report.text[own[opened].start : own[end - 1].end], Span(own[opened].start, own[end - 1].end))
    return _quantity(own, first, second, whole, unit, bound, words), end


def _quantity(
    own: list[Token], first: Figure, second: Figure | None, whole: Figure | None, unit: Counted, bound: Bound | None, words: Phrase
) -> Quantity:
    reason = Reason(rule="amount", why=f"“{words.text}” counts {unit.unit}", words=(words.text,))
    value: float | tuple[float, float] | None = first.value
    out_of = whole.value if whole else None
    if second and first.value is not None and second.value is not None:
        low, high = sorted((_same_scale(first.value, own, first, second), second.value))
        value, bound = (low, high), bound or Bound.RANGE
        return _made(value, Bound.RANGE, unit, words, (low, high), out_of, own, first, reason)
    if first.value is None:
        return _made(None, Bound.VAGUE, unit, words, (first.least, None), out_of, own, first, reason)
    if first.share and whole and whole.value is not None:
        value = first.value * whole.value
        unit = Counted(unit.unit, unit.of, unit.last, unit.kind)
    bound = bound or Bound.EXACT
    ends = {
        Bound.AT_LEAST: (value, None), Bound.AT_MOST: (None, value), Bound.APPROX: (None, None), Bound.EXACT: (value, value),
    }[bound]  # fmt: skip
    return _made(value, bound, unit, words, ends, out_of, own, first, reason)


def _made(
    value: float | tuple[float, float] | None, bound: Bound, unit: Counted, words: Phrase, ends: tuple[object, object],
    out_of: float | None, own: list[Token], first: Figure, reason: Reason,
) -> Quantity:  # fmt: skip
    low, high = (float(end) if isinstance(end, int | float) else None for end in ends)
    return Quantity(
        value=value, bound=bound, unit=unit.unit, words=words, low=low, high=high, of=unit.of, role=_role(own, first, unit, out_of),
        out_of=out_of, reason=reason,
    )  # fmt: skip


def _same_scale(value: float, own: list[Token], first: Figure, second: Figure) -> float:
    """ "10 to 12 million": the first figure takes the second one's magnitude where it has none."""
    magnitude = lexicon()["magnitudes"].get(own[second.last - 1].low)
    alone = own[first.last - 1].low not in lexicon()["magnitudes"]
    return (
        value * magnitude if magnitude and magnitude >= 1000 and alone and second.value and value < second.value / magnitude * 10 else value
    )


def _range(own: list[Token], first: Figure) -> Figure | None:
    """Return the upper figure of "500-600", "10 to 12", "between 5 and 8"."""
    at = first.last
    if at + 1 >= len(own) or first.value is None or first.share:
        return None
    between = first.first > 0 and own[first.first - 1].low == "between"
    if own[at].text in DASHES or own[at].low == "to" or (own[at].low == "and" and between) or own[at].low == "or":
        second = figure(own, at + 1)
        if second and second.value is not None and second.value > first.value and not second.share:
            small = own[at].low != "or" or second.value == first.value + 1
            return second if small else None
    return None


def _out_of(own: list[Token], first: Figure) -> Figure | None:
    """Return the whole of "46 out of 56", "46 of the 56", "half of the 24"."""
    at = first.last
    if at < len(own) and own[at].low == "out" and at + 1 < len(own) and own[at + 1].low == "of":
        at += 2
    elif at < len(own) and own[at].low in ("of", "in") and not (own[at].low == "in" and not first.share and first.value not in (1, 2, 3)):
        at += 1
    else:
        return None
    if at < len(own) and own[at].low in ("the", "its", "their", "his", "some", "about"):
        at += 1
    whole = figure(own, at) if at < len(own) else None
    big = whole is not None and whole.value is not None and (first.share or (first.value or 0) < whole.value)
    return whole if big and whole and not 1900 <= (whole.value or 0) <= 2100 else None


def _money_before(own: list[Token], at: int) -> Counted | None:
    if at == 0:
        return None
    low = own[at - 1].low
    symbol = f"us{low}" if low == "$" and at > 1 and own[at - 2].low == "us" else low
    unit = forms("money").get(symbol)
    return Counted(unit, None, at, "money") if unit and len(low) <= 3 else None


def _bare_age(own: list[Token], first: Figure) -> bool:
    """ "aged 41", "a woman of 71", ", 34,"."""
    at, value = first.first, first.value
    if value is None or not 0 < value < 110 or at == 0:
        return False
    before, after = own[at - 1].low, own[first.last].low if first.last < len(own) else "."
    name_before = at >= 2 and own[at - 2].text[:1].isupper()
    if before == "of" and at >= 2 and own[at - 2].low in lexicon()["aged"]["nouns"]:  # "a man of 41"
        return True
    return before == "aged" or (before == "," and after == "," and name_before and own[at].text.isdecimal())


@cache
def _bounds() -> dict[str, list[tuple[list[str], Bound]]]:
    """Return the phrases in front of a figure with the bound that each sets by their last word, the longest first."""
    rows = [(phrase.split(), Bound(name)) for name, own in lexicon()["bounds"].items() for phrase in own]
    found: dict[str, list[tuple[list[str], Bound]]] = {}
    for phrase, bound in sorted(rows, key=lambda row: -len(row[0])):
        found.setdefault(phrase[-1], []).append((phrase, bound))
    return found


@cache
def _bounds_after() -> dict[str, list[tuple[list[str], Bound]]]:
    """Return the phrases behind a figure with the bound that each sets by their first word, as the lexicon orders them."""
    found: dict[str, list[tuple[list[str], Bound]]] = {}
    for name, phrases in lexicon()["after"].items():
        for phrase in phrases:
            found.setdefault(phrase.split()[0], []).append((phrase.split(), Bound(name)))
    return found


def _bound(own: list[Token], at: int) -> tuple[Bound | None, int]:
    """Return the bound that words in front of token `at` set, and the token it starts at."""
    for phrase, bound in _bounds().get(own[at - 1].low, ()) if at > 0 else ():
        start = at - len(phrase)
        if start >= 0 and [token.low for token in own[start:at]] == phrase:
            return bound, start
    return None, max(at, 0)


def _bound_after(own: list[Token], at: int) -> Bound | None:
    found = _bounds_after().get(own[at].low, ()) if at < len(own) else ()
    return next((bound for phrase, bound in found if [token.low for token in own[at : at + len(phrase)]] == phrase), None)


def _is_name(own: list[Token], first: Figure, parsed: Parsed) -> bool:
    """Return True where the figure names something: a model, an ordinal, a date, a year, an article."""
    text, never = parsed.report.text, lexicon()["never"]
    start, end = own[first.first].start, own[first.last - 1].end
    digits = own[first.first].text[0].isdecimal()
    before = own[first.first - 1] if first.first else None
    after = own[first.last] if first.last < len(own) else None
    if (
        digits
        and start > 0
        and (
            text[start - 1].isalpha()
            or (text[start - 1] == ":" and start > 1 and text[start - 2].isdecimal())
            or (text[start - 1] in "-–/.№#" and start > 1 and text[start - 2].isalnum() and not own[first.first - 2].text[0].isdecimal())
        )
    ):
        return True
    if (
        digits
        and re.match(
            r"(st|nd|rd|th|mm)\b|[-–]?(mm|calibre|caliber)\b|:\d\d|\s?(am|pm|GMT|UTC)\b|\.\d\d\s?(am|pm)?\b(?!\d)", text[end : end + 10]
        )
        and not text[end : end + 2].startswith(".")
    ):
        return True
    if before and before.low in never["words"] and before.low != "at" and digits:
        return True
    months = never["months"]
    if digits and ((before and before.low in months) or (after and after.low in months)):
        return True
    year = (
        digits
        and first.value is not None
        and 1900 <= first.value <= 2100
        and "," not in own[first.first].text
        and first.last == first.first + 1
    )
    return bool(year and not (after and (after.low in forms("measures") or after.low in table("measures")["people"]["words"])))


def _pronoun(own: list[Token], first: Figure, unit: Counted, words_at: dict[int, int], parsed: Parsed) -> bool:
    """Return True for "one" that counts nothing: "one of the largest", "no one", "one another"."""
    if own[first.first].low not in ("one", "no", "a") or first.last != first.first + 1:
        return False
    before = own[first.first - 1].low if first.first else ""
    after = own[first.last].low if first.last < len(own) else ""
    if own[first.first].low == "no":
        return not (
            unit.unit == "person"
            and unit.of is not None
            and unit.of.split()[-1].casefold() in ("casualties", "deaths", "fatalities", "injuries")
        )
    return (
        before in ("no", "any", "every", "this", "that", "each", "which", "the")
        or after in ("another", "day", "side", "thing")
        or (after == "of" and any(token.low == "most" or token.low.endswith("est") for token in own[first.last : first.last + 4]))
        or unit.unit == "one"
    )


def _role(own: list[Token], first: Figure, unit: Counted, out_of: float | None) -> str | None:
    """Return what the figure is a figure of: its measure's kind, what became of the people, or a subset."""
    if unit.kind:
        return unit.kind
    if unit.unit == "person":
        near = [token.low for token in own[max(0, first.first - 4) : unit.last + 4]]
        effects = table("measures")["effects"]
        for name in ("killed", "injured", "released", "missing", "captured", "displaced"):
            if any(word in effects[name] for word in near):
                return name
    return "subset" if out_of is not None else None
