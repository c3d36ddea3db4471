"""Whose names are private: people in custody, the wounded, witnesses and civilians (lexicon/care.toml gives the words and why)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import normalize

from sayso.lexicon import table
from sayso.model import Claim, Report, Role
from sayso.publish.sheet import ReportSheet

TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’](?!s\b)(?:[^\W_]|[\u0300-\u036f])+)*")
JOINTS = frozenset({"al", "bin", "ibn", "de", "van", "von"})
CAPITAL = r"[^\W\d_a-z][\w'’-]*"
FULL = rf"{CAPITAL}(?: +(?:(?:{'|'.join(sorted(JOINTS))})[ -])?{CAPITAL}){{1,3}}"
NAME = rf"(?:{FULL}|{CAPITAL})"
LIST = rf"{FULL}(?:(?:, and|,| and) {FULL})*"
STATES = ("prisoner", "detainee", "wounded", "witness", "civilian")
Tokens = tuple[str, ...]


def private_names(sheet: ReportSheet) -> dict[str, str]:
    """Return the names of private persons in a report, each with the word for who they are ("a prisoner").

    They are told by the kind of a source, by what happened to a person whom no pack knows, and by words of captivity, arrest and
    wounds beside the name in the text.
    """
    places = {own.place.name.casefold() for claim in sheet.claims for own in claim.where}
    public = {tokens(name) for name in public_names(sheet.claims)}
    found: dict[str, str] = {}
    for name, role in (*spoken(sheet.claims), *suffered(sheet.claims), *told(sheet.report)):
        bare = person(name)
        if bare and bare.casefold() not in places and tokens(bare) not in public and inside_a_sentence(bare, sheet.report.text):
            found.setdefault(bare, role)
    return found


def inside_a_sentence(name: str, text: str) -> bool:
    """Return True for a name of several words, and for one word that somewhere keeps its capital within a sentence."""
    return " " in name or re.search(rf"[\w,’'\"“”] +{re.escape(name)}\b", text) is not None


def spoken(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Yield the names of sources who speak as private persons."""
    kinds = table("care")["kinds"]
    for source in (own.source for claim in claims for own in claim.chain):
        if source.kind in kinds and source.kind != "reason":
            yield from ((name, kinds[source.kind]) for name in (source.name, source.text, *source.names))


def suffered(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Yield the names of those held, hurt or questioned whom no pack knows."""
    types = table("care")["types"]
    for claim in claims:
        for own in claim.what.participants if claim.what.type in types else ():
            if own.role is Role.PATIENT and own.actor is None:
                yield from ((name, types[claim.what.type]) for name in (own.name, own.text, *own.names))


def told(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the names that stand beside words of captivity, arrest or wounds in the title and the text."""
    for text in (report.title or "", report.text):
        for pattern, role, alone in patterns():
            for words in (one for hit in pattern.finditer(text) for one in re.split(r", and |, | and ", hit["name"])):
                name = person(words)
                if name and (alone or len(name.split()) > 1 or name.casefold() in given_names()):
                    yield name, role


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """Return the patterns with the word for whom they find and whether a name of one word counts."""
    words, made = table("care"), []
    naming, front = either(words["naming"]["words"]), either(titles())
    for state in STATES:
        nouns, plurals, verbs = (either(words[state].get(part, ())) for part in ("nouns", "plurals", "verbs"))
        role = words[state]["role"]
        made += [
            (re.compile(rf"\b(?i:{nouns})(?:,? (?i:{naming}))?,? (?:(?i:{front})\.? )*(?P<name>{NAME})"), role, True),
            (re.compile(rf"\b(?i:{plurals})(?:,? (?i:{naming}))?,? (?P<name>{LIST})"), role, False),
            (re.compile(rf"\b(?P<name>{NAME}),(?: (?:aged )?\d+,)? (?:an?|the|one of)(?: [\w-]+){{0,3}} (?:{nouns})\b"), role, False),
        ]
        if verbs:
            made.append(
                (re.compile(rf"\b(?P<name>{NAME})(?:,[^.;\n]{{1,60}},)? (?:was|were|is|has been|had been) (?:{verbs})\b"), role, False)
            )
    return tuple(made)


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def person(name: str) -> str | None:
    """Return a person's bare name, without titles and lower-case words; None where the words are no person's name."""
    words = last_name_in(name.partition(",")[0])
    while words and words[0].casefold() in titles():
        words = words[1:]
    bare = " ".join(words)
    low = [word.casefold() for word in words]
    strange = not tokens(bare) or any(letter.isdecimal() for letter in bare)
    if strange or any(word in not_people() for word in (*low, bare.casefold())):
        return None
    return bare if len(max(tokens(bare), key=len)) > 1 else None


def last_name_in(text: str) -> list[str]:
    """Return the words of the last name in a description: "the wounded man Abu al-Masri" -> Abu al-Masri; [] where it ends in none."""
    words = [word.strip(".;:\"“”'’()[]") for word in text.split()]
    start = len(words)
    while start and (capital(words[start - 1]) or (start < len(words) and words[start - 1] in JOINTS)):
        start -= 1
    if start and words[start - 1].casefold() in table("care")["prepositions"]["words"]:
        return []
    while start < len(words) and (words[start] in JOINTS or words[start].casefold() in table("care")["no_names"]["words"]):
        start += 1
    return words[start:]


def capital(word: str) -> bool:
    """Return True for a word of a name: "Vasko", "al-Masri"; in scripts without capitals any word may be one."""
    first, _, rest = word.partition("-")
    own = rest if first in JOINTS and rest else word
    return own[:1].isalpha() and not own[:1].islower()


def public_names(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the names that are kept as they are: actors that a pack knows."""
    private = {*table("care")["kinds"]} - {"reason"}
    for claim in claims:
        for own in (link.source for link in claim.chain):
            if own.actor is not None and own.kind not in private:
                yield from (own.name, *own.names)
        for one in claim.what.participants:
            if one.actor is not None:
                yield from (one.name, *one.names)


def tokens(text: str) -> Tokens:
    """Return the words of a text as they are compared."""
    return tuple(folded(hit.group()) for hit in TOKEN.finditer(text))


def folded(word: str) -> str:
    """Return a word in lower case, without accents, with straight apostrophes."""
    if word.isascii():
        return word.casefold()
    apart = normalize("NFD", word.casefold().replace("’", "'"))
    return "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f") or word


@cache
def titles() -> frozenset[str]:
    """Words in front of a name that are not part of it."""
    return frozenset(word for name in ("address", "offices", "ranks") for word in table("titles")[name]["words"])


@cache
def given_names() -> frozenset[str]:
    """Given names in lower case."""
    return frozenset(name for group in table("given_names").values() for line in group.get("names", ()) for name in line.split())


@cache
def not_people() -> frozenset[str]:
    """Words that no private person's name holds: bodies, peoples, countries, days."""
    peoples = {word.casefold() for row in table("demonyms")["demonyms"].values() for word in row}
    parts = {part for word in peoples for part in word.split()}
    times = {word.casefold() for word in table("names")["times"]["words"] if len(word) > 4} - given_names()
    states = {name.casefold() for row in table("nations")["states"].values() for name in row}
    return frozenset({*table("care")["bodies"]["words"], *states, *peoples, *(f"{word}s" for word in peoples), *parts, *times})
