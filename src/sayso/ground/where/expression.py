"""One expression of place by itself: its anchors, the relation and the distance ("25km from Marib")."""

import re
from dataclasses import dataclass

from sayso.gazetteer import Gazetteer
from sayso.ground.where.relation import JOINS, relate
from sayso.ground.where.tokens import Token, tokens
from sayso.ground.where.vocabulary import vocabulary
from sayso.lexicon import table
from sayso.model import Relation

_PAIR = re.compile(rf"\b([A-Z][\w'’]+(?: [A-Z][\w'’]+)?)\s?[-–]\s?([A-Z][\w'’]+(?: [A-Z][\w'’]+)?)\s+(?:{JOINS})\b")
_SITE = re.compile(
    r"(?: (?:nuclear|power|railway|train|bus|refugee|displacement|air|military|oil|gas|border|naval|international|steel)){0,2} "
    r"([a-z]+(?:works|field)?)\b"
)
_PLAIN_ENDS = re.compile(r"[,;.()]| (?:and|or|in|at|on|when|where|which|that|as|by|after|before) ")


@dataclass(frozen=True, slots=True)
class Expression:
    """The names that a place expression hangs on (the head noun where it names none), its relation, and its distance or None."""

    anchors: tuple[str, ...]
    relation: Relation
    distance_km: float | None
    rule: str


def read_expression(text: str, gazetteer: Gazetteer) -> Expression:
    """Return what an expression says; the anchors of "between" are two."""
    if pair := _PAIR.search(text):
        return Expression((pair[1], pair[2]), Relation.BETWEEN, None, "where.rel.between")
    names = _names(text)
    if not names:
        return _without_name(text)
    first_start, first_end = names[0]
    found = relate(text[:first_start], text[first_end:])
    anchors = [_full(text, start, end) for start, end in names]
    if found.relation is Relation.BETWEEN and len(names) > 1:
        return Expression(tuple(anchors[:2]), found.relation, found.distance_km, found.rule)
    if owner := _owner(text[first_start:first_end], text[first_end:], gazetteer):
        relation = found.relation if found.relation is not Relation.IN else Relation.NEAR
        return Expression((owner,), relation, found.distance_km, found.rule)
    return Expression((anchors[0],), found.relation, found.distance_km, found.rule)


def _owner(adjective: str, after: str, gazetteer: Gazetteer) -> str | None:
    """Whose border or coast it is: "the Polish border" is Poland's, "the Crimean coast" Crimea's. None for other words."""
    if not re.match(r"\s+(?:land |sea |western |eastern |northern |southern )?(?:border|frontier|coast)", after):
        return None
    if region := vocabulary().regions.get(adjective):
        return region
    entry = gazetteer.country(vocabulary().demonyms.get(adjective, ""))
    return entry.place.name if entry else None


def _names(text: str) -> list[tuple[int, int]]:
    """The capitalised names of an expression, without owners ("Myanmar's") and nationalities that only describe."""
    words, made = tokens(text), []
    spoken = vocabulary()
    at = 0
    while at < len(words):
        if not words[at].capital or words[at].text.lower() in ("a", "an", "the", "just", "within", "in", "at"):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(words)
            and words[last + 1].joined
            and (
                words[last + 1].capital
                or (
                    words[last + 1].text in spoken.inner
                    and last + 2 < len(words)
                    and words[last + 2].joined
                    and words[last + 2].capital
                    and words[last + 1].text not in ("and", "to", "in", "on", "of", "en")
                )
            )
        ):
            last += 1
        made.append((at, last))
        at = last + 1
    kept = [run for number, run in enumerate(made) if not _describes(words, run, number + 1 < len(made), text)]
    return [_part(text, words, run) for run in kept or made]


def _describes(words: list[Token], run: tuple[int, int], more: bool, text: str) -> bool:
    first, last = run
    if words[last].owns and more:
        return True
    after = text[words[last].end :]
    nationality = first == last and words[first].text in vocabulary().demonyms
    return nationality and not re.match(r"\s+(?:land |sea )?(?:border|frontier)", after) and more


def _part(text: str, words: list[Token], run: tuple[int, int]) -> tuple[int, int]:
    return words[run[0]].start, words[run[1]].end


def _full(text: str, start: int, end: int) -> str:
    """The name with the kind of place behind it ("Rakhine state", "Kursk nuclear plant"), which relation words are not."""
    beside = {word for group in table("relations")["beside"].values() for word in group}
    match = _SITE.match(text[end:])
    if match and match[1] not in beside and (match[1] in vocabulary().kinds or match[1].endswith(("works", "field"))):
        return text[start : end + match.end()]
    return text[start:end]


def _without_name(text: str) -> Expression:
    """The relation that reaches furthest into the expression, with the head noun behind it."""
    words = list(re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", text))
    best = Expression((), Relation.IN, None, "where.rel.plain")
    for at in range(len(words), 0, -1):
        cut = words[at - 1].start()
        found = relate(text[:cut].rstrip() + " ")
        if found.rule == "where.rel.plain":
            continue
        rest = _PLAIN_ENDS.split(text[cut:])[0].split()
        rest = [word for word in rest if word.lower() not in ("the", "a", "an", "its", "their")]
        if rest:
            return Expression((rest[-1],), found.relation, found.distance_km, found.rule)
    return best
