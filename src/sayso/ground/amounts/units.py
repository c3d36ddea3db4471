"""What a figure counts: money, a measure, people, or the noun behind it."""

from dataclasses import dataclass
from functools import cache

from sayso.ground.amounts.atoms import Token
from sayso.lexicon import table
from sayso.model import Parsed

BETWEEN = frozenset(("of", "the", "his", "her", "its", "their", "our", "these", "those", "such", "other", "more", "further", "another"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit, the noun phrase it was read from (None where the unit stands alone), and the token after it."""

    unit: str
    of: str | None
    last: int
    kind: str | None = None


@cache
def forms(section: str) -> dict[str, str]:
    """Return, for each written form of a section of measures.toml, the unit it stands for."""
    return {form: unit for unit, own in table("measures")[section].items() for form in own}


@cache
def kinds() -> dict[str, str]:
    """Return what each measure measures."""
    return {unit: kind for kind, units in table("measures")["kinds"].items() for unit in units}


@cache
def people() -> frozenset[str]:
    """Return the nouns whose count is a count of people."""
    return frozenset(table("measures")["people"]["words"])


@cache
def stops() -> frozenset[str]:
    """Return the words at which a counted noun phrase ends."""
    return frozenset(table("measures")["stops"]["words"])


def measured(own: list[Token], at: int) -> Counted | None:
    """Return the measure or money that starts at token `at` (a hyphen in front is passed over), None where none does."""
    if at < len(own) and own[at].text in ("-", "–"):
        at += 1
    for length in (3, 2, 1):
        words = " ".join(token.low for token in own[at : at + length])
        if words in forms("measures"):
            unit = forms("measures")[words]
            return Counted(unit, None, at + length, kinds().get(unit))
        if words in forms("money"):
            return Counted(forms("money")[words], None, at + length, "money")
    return None


def counted(parsed: Parsed, own: list[Token], at: int, words_at: dict[int, int]) -> Counted | None:
    """Return the noun phrase that starts at token `at`: its words up to the head noun; None where no noun follows.

    `words_at` maps a token's start to the index of the parsed word there.
    """
    end, head = at, None
    while end < len(own) and end < at + 9:
        token = own[end]
        word = parsed.words[words_at[token.start]] if token.start in words_at else None
        tag = word.tag if word else "X"
        if token.low in BETWEEN and head is None:
            end += 1
            continue
        stopped = token.low in stops() or tag in ("VERB", "AUX", "PUNCT", "ADP", "SCONJ", "CCONJ", "PRON")
        if stopped and token.text not in ("-", "’", "'") and not (token.low in people() and head is None):
            break
        if tag in ("NOUN", "PROPN") or token.low in people():
            head = end
        end += 1
    if head is None:
        return _effect(own, at)
    noun = own[head].low
    of = " ".join(token.text for token in own[at : head + 1] if token.low not in BETWEEN)
    unit = "person" if noun in people() or _demonym(own, head) else singular(noun)
    return Counted(unit, of, head + 1)


def _effect(own: list[Token], at: int) -> Counted | None:
    """ "one killed", "five were wounded": people, though no noun says so."""
    near = [token.low for token in own[at : at + 3]]
    effects = table("measures")["effects"]
    for name in ("killed", "injured", "missing", "captured"):
        if any(word in effects[name] for word in near):
            return Counted("person", None, at)
    if near[:2] in (["of", "them"], ["of", "us"], ["of", "whom"]):
        return Counted("person", None, at + 2)
    return None


@cache
def _nations() -> frozenset[str]:
    found = table("demonyms")
    words: set[str] = set()
    for value in _leaves(found):
        words.add(value.casefold())
    return frozenset(words)


def _leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for one in (*value.keys(), *value.values()) for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value] if isinstance(value, str) else []


def _demonym(own: list[Token], head: int) -> bool:
    """ "two North Koreans", "seven Malians"."""
    low = own[head].low
    return own[head].text[:1].isupper() and low.endswith("s") and low[:-1] in _nations()


def singular(noun: str) -> str:
    """Return a noun's singular by rule."""
    if noun in ("aircraft", "series", "corps", "headquarters", "species", "barracks", "means", "gas"):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ses", "xes", "ches", "shes", "zes")) and not noun.endswith(
        ("houses", "cases", "bases", "nurses", "causes", "horses")
    ):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
