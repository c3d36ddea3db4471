"""Ship cards: names of ships in a report, and what the sentences around them say of each."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sayso.lexicon import table
from sayso.model import Parsed, Phrase, Reason, Span
from sayso.model.vessel import Fact, Vessel
from sayso.packs.book import Packs

NAME = r"(?:[A-Z][\w’'-]*|[A-Z]{2,})(?:\s(?:[A-Z][\w’'-]*|[IVX]+|\d{1,3})){0,3}"
IMO = re.compile(r"\bIMO(?:\s(?:number|no\.?))?[:\s#]*(\d{7})\b", re.IGNORECASE)
MMSI = re.compile(r"\bMMSI(?:\s(?:number|no\.?))?[:\s#]*([2-7]\d{8})\b", re.IGNORECASE)
LENGTH = re.compile(r"\b(\d[\d,.]*)[-\s]?(metres?|meters?|m|feet|foot|ft)\b(?:[-\s]long)?", re.IGNORECASE)
TONNAGE = re.compile(
    r"\b(\d[\d,.]*)[-\s]?(dwt|deadweight tonn?es?|deadweight|gross tonn?s?|gross tonnes|gross tonnage|gt|grt)\b", re.IGNORECASE
)
SHORTEST, LONGEST = 10, 500  # metres: what a ship with a name measures
FOOT = 0.3048
CARGO_WORDS = 8


def imo_is_right(digits: str) -> bool:
    """Return whether the last of seven digits is right: the sum of the first six times 7 to 2 ends in it (IMO A.1117)."""
    return len(digits) == 7 and sum(int(one) * weight for one, weight in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(digits[6])


def vessels_of(parsed: Parsed, packs: Packs) -> tuple[Vessel, ...]:
    """Return a card for each ship that the report names, in the order of their first names."""
    text = parsed.report.text
    spans = sorted(_named(text), key=lambda span: (span.start, -span.end))
    names = list(dict.fromkeys(_bare(span.of(text)) for span in spans))
    names = [name for name in names if not any(name != other and f" {name} " in f" {other} " for other in names)]
    return tuple(_card(parsed, name, names, packs) for name in names)


def _bare(name: str) -> str:
    prefixes = "|".join(re.escape(word) for word in table("vessels")["prefixes"]["words"])
    return re.sub(rf"^(?:{prefixes})\s|[’']s$", "", name).strip(" ’'-")


@cache
def _kinds() -> str:
    words = sorted(table("vessels")["kinds"]["words"], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in words)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    prefixes = "|".join(re.escape(word) for word in table("vessels")["prefixes"]["words"])
    called = rf"(?i:\b(?:{_kinds()}))(?:,?\s(?:called|named|the))?,?\s[“\"]?({NAME})"
    return (
        re.compile(called),
        re.compile(rf"\b(?:{prefixes})\s({NAME})"),
        re.compile(rf"({NAME})[”\"]?,?\s\(?(?i:IMO)\b"),
        re.compile(rf"({NAME})[”\"]?\s\((?i:[\w\s-]*(?:{_kinds()}))"),
        re.compile(rf"({NAME})[”\"]?,\s(?i:an?|the)\s[^.;]{{0,60}}?\b(?i:{_kinds()})\b"),
    )


def _named(text: str) -> Iterator[Span]:
    for pattern in _patterns():
        for found in pattern.finditer(text):
            start, end = found.span(1)
            skip = re.match(r"(?:The|A|An|It|She|He|On|In|At|But|And|Its|Her|Two|Three)\s+", text[start:end])
            start += skip.end() if skip else 0
            if end - start > 2 and text[start].isupper() and not _is_common(text[start:end]):
                yield Span(start, end)


def _is_common(name: str) -> bool:
    """ "the vessel On Tuesday": a word that is no name."""
    return name in ("The", "It", "She", "He", "On", "In", "At", "But", "And", "IMO", "MMSI") or bool(re.fullmatch(r"\d+", name))


def _card(parsed: Parsed, name: str, names: list[str], packs: Packs) -> Vessel:
    text = parsed.report.text
    spans = tuple(Span(*found.span()) for found in re.finditer(rf"\b{re.escape(name)}\b", text))
    around = list(_sentences(parsed, name, names))
    imos = list(_numbers(text, around, IMO, name, names))
    right = next((found for found in imos if imo_is_right(found[1])), None)
    mmsi = next(iter(_numbers(text, around, MMSI, name, names)), None)
    return Vessel(
        name=name, spans=spans, imo=_fact("imo", *right, text) if right else None, mmsi=_fact("mmsi", *mmsi, text) if mmsi else None,
        flag=_flag(text, around, packs), length=_length(text, around), tonnage=_tonnage(text, around), cargo=_cargo(text, around),
        kind=_kind(text, spans, around), owner=_owner(text, around),
        faults=tuple(_wrong(digits) for _, digits in imos if not imo_is_right(digits)),
    )  # fmt: skip


def _wrong(digits: str) -> Reason:
    expected = sum(int(one) * weight for one, weight in zip(digits, range(7, 1, -1), strict=False)) % 10
    why = f"IMO {digits}: the last digit of a right number would be {expected}: look at the source, or search by name"
    return Reason(rule="vessel-imo-digit", why=why, words=(digits,))


def _sentences(parsed: Parsed, name: str, names: list[str]) -> Iterator[Span]:
    """The sentences that name the ship, and those of the same paragraph that go on about "the tanker" before another is named."""
    text, last, paragraph = parsed.report.text, "", -1
    for start, end in parsed.sentences:
        span = parsed.span(start, end)
        words = span.of(text)
        told = max(names, key=lambda one: words.rfind(one))
        goes_on = parsed.words[start].paragraph == paragraph and _definite().search(words) is not None
        if words.find(told) >= 0:
            last, paragraph = told, parsed.words[start].paragraph
            if name in words:
                yield span
        elif goes_on and last == name:
            yield span


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he\s(?:[\w-]+\s){{0,3}}(?:{_kinds()})|[Ss]he|[Hh]er)\b")


def _numbers(text: str, around: Iterable[Span], pattern: re.Pattern[str], name: str, names: list[str]) -> Iterator[tuple[Span, str]]:
    """Numbers in the sentences whose nearest name in front is this ship's."""
    for sentence in around:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            before = {other: text.rfind(other, sentence.start, found.start()) for other in names}
            nearest = max(before, key=lambda other: before[other])
            if before[nearest] < 0 or nearest == name:
                yield Span(*found.span()), found[1]


def _fact(what: str, span: Span, value: str, text: str) -> Fact:
    words = span.of(text)
    return Fact(value=value, words=Phrase(words, span), reason=Reason(rule=f"vessel-{what}", why=f"“{words}” gives it", words=(words,)))


def _flag(text: str, around: Iterable[Span], packs: Packs) -> Fact | None:
    state = r"((?:[A-Z][\w’'-]*)(?:\s(?:and\s)?[A-Z][\w’'-]*){0,2})"
    for sentence in around:
        for form in table("vessels")["flag"]["patterns"]:
            pattern = re.escape(form).replace(r"\{\}", rf"(?:the\s)?{state}")
            for found in re.finditer(pattern, text[sentence.start : sentence.end]):
                code = packs.country_of(packs.owner_id(found[1]) or "") or packs.country_of(packs.owner_id(found[1].split()[-1]) or "")
                if code:
                    return _fact("flag", Span(sentence.start + found.start(), sentence.start + found.end()), code, text)
    return None


def _length(text: str, around: Iterable[Span]) -> Fact | None:
    for sentence in around:
        for found in LENGTH.finditer(text, sentence.start, sentence.end):
            metres = float(found[1].replace(",", "").rstrip(".")) * (FOOT if found[2].lower().startswith("f") else 1)
            hyphened = text[found.start() : found.end()].count("-") > 0 or "long" in text[found.start() : found.end() + 6]
            if SHORTEST <= metres <= LONGEST and hyphened:
                return _fact("length", Span(*found.span()), f"{metres:g}", text)
    return None


def _tonnage(text: str, around: Iterable[Span]) -> Fact | None:
    for sentence in around:
        for found in TONNAGE.finditer(text, sentence.start, sentence.end):
            unit = "gt" if found[2].lower().startswith("g") else "dwt"
            return _fact("tonnage", Span(*found.span()), f"{float(found[1].replace(',', '').rstrip('.')):g} {unit}", text)
    return None


def _cargo(text: str, around: Iterable[Span]) -> Fact | None:
    words = "|".join(re.escape(word) for word in table("vessels")["cargo"]["words"])
    ends = set(table("vessels")["cargo"]["ends"])
    for sentence in around:
        found = re.search(rf"\b(?:{words})\s+((?:[^,.;:()“”\"]|(?<=\d)[,.](?=\d))+)", text[sentence.start : sentence.end])
        if found is None:
            continue
        kept: list[str] = []
        for word in found[1].split():
            if word.lower() in ends or len(kept) == CARGO_WORDS:
                break
            kept.append(word)
        if kept:
            start = sentence.start + found.start(1)
            cargo = " ".join(kept)
            end = start + text[start:].index(kept[-1], max(0, len(cargo) - len(kept[-1]) - 4)) + len(kept[-1])
            return _fact("cargo", Span(start, end), cargo, text)
    return None


def _kind(text: str, spans: Iterable[Span], around: Iterable[Span]) -> Fact | None:
    """The noun next to the name, or in a sentence that goes on about the ship: the one that says most."""
    found: list[tuple[int, Span, str]] = []
    near = [side for span in spans for side in (Span(max(0, span.start - 40), span.start), Span(span.end, min(len(text), span.end + 60)))]
    for side in (*near, *(span for span in around if not any(span.start <= name.start < span.end for name in spans))):
        stop = re.search(r"[.;]", side.of(text))
        limit = side.start + stop.start() if stop and any(side.start == name.end for name in spans) else side.end
        for one in re.finditer(rf"\b(?:{_kinds()})\b", text[side.start : limit], re.IGNORECASE):
            found.append((len(one[0]), Span(side.start + one.start(), side.start + one.end()), one[0].lower()))
    best = max(found, key=lambda one: (one[2] not in ("ship", "vessel", "boat"), one[0]), default=None)
    return _fact("kind", best[1], best[2], text) if best else None


def _owner(text: str, around: Iterable[Span]) -> Fact | None:
    words = "|".join(re.escape(word) for word in table("vessels")["owner"]["words"])
    for sentence in around:
        found = re.search(rf"\b(?:{words})\s+(?:the\s)?({NAME})", text[sentence.start : sentence.end])
        if found:
            return _fact("owner", Span(sentence.start + found.start(), sentence.start + found.end()), found[1], text)
    return None
