"""R3: whose eyes an account looks through."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.lexicon.phrases import found
from sayso.model import Account
from sayso.stand.told import Told
from sayso.stand.words import plain, telling

SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+|\n")
SAME_THING = re.compile(r"\b(?:videos?|footage|films?|clips?)\b", re.IGNORECASE)


def shared_access(all_accounts: Sequence[Account], by_id: Mapping[str, Told]) -> list[Account]:
    """R3: mark whose eyes an account looks through: those that its sentence names beside a word of sharing, or the same film."""
    return [
        replace(one, shared_access=frozenset(_named(one, all_accounts, by_id[one.claim]) | _same_film(by_id[one.claim])))
        for one in all_accounts
    ]


def _named(one: Account, all_accounts: Sequence[Account], own: Told) -> set[str]:
    """The keys of other origins that the account's sentence names, where it speaks of sharing."""
    sentence = _sentence(own)
    if found("shared_access", sentence) is None:
        return set()
    words = frozenset(plain(sentence).split())
    others = [other for other in all_accounts if other.origin and not other.keys & one.keys]
    return {key for other in others for key in other.keys if telling(key) and telling(key) <= words}


def _same_film(one: Told) -> set[str]:
    """A key that two accounts of one event share where each rests on a film: it is taken for the same film."""
    names = [link.source.name for link in one.claim.chain]
    return {"thing|film"} if names and SAME_THING.search(names[-1]) else set()


def _sentence(one: Told) -> str:
    """The sentence of the report in which the claim stands."""
    text = one.report.text
    start, end = one.claim.span.start, one.claim.span.end
    before = [hit.end() for hit in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]
